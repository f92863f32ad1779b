"""Whatever Word, or a program that is not Word, puts together: an article or a refusal, never another error."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.word.article import FigureRow, Paragraph, Table
from news.word.inline import sanitise
from news.word.reader import read_article
from news.word.safety import RefusedDocument

NAMES = """
    w:p w:p w:p w:r w:r w:r w:t w:t w:t w:pPr w:rPr w:tbl w:tr w:tc w:tblPr w:trPr w:tcPr w:tblHeader w:gridSpan
    w:vMerge w:pStyle w:rStyle w:numPr w:numId w:ilvl w:jc w:b w:i w:vanish w:vertAlign w:rFonts w:sz w:ins w:del
    w:moveTo w:sdt w:sdtContent w:hyperlink w:fldSimple w:fldChar w:instrText w:br w:tab w:sym w:softHyphen w:drawing
    w:pict w:object w:footnoteReference w:endnoteReference w:commentReference w:txbxContent w:ruby w:rubyBase
    w:altChunk w:sectPr
    wp:inline wp:docPr a:graphic a:graphicData a:blip pic:pic pic:cNvPr v:shape v:imagedata v:textbox m:oMath
    mc:AlternateContent mc:Choice mc:Fallback
"""
ATTRIBUTES = ["w:val", "w:id", "w:char", "w:font", "w:hAnsi", "w:fldCharType", "r:id", "r:embed", "descr", "uri", "alt"]
VALUES = ["", "0", "1", "2", "-1", "99999999999", "x", "center", "right", "begin", "end", "separate", "F0FC", ".VnTime"]
VALUES += ["rId1", "l1", "Title", "H2", "Cap", "restart", "superscript", " HYPERLINK x"]
TEXTS = ["", " ", "Đoàn kết", "Nguồn: Báo Khối", "<&>", "§oµn", "Một câu văn có dấu chấm.", "Bảng 1"]


def element(name, attributes, text, children):
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<{name}{written}>{text}{''.join(children)}</{name}>"


def elements(children):
    return st.builds(
        element,
        st.sampled_from(NAMES.split()),
        st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=3),
        st.sampled_from(TEXTS),
        children,
    )


trees = st.recursive(elements(st.just([])), lambda inner: elements(st.lists(inner, max_size=5)), max_leaves=40)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.lists(trees, min_size=1, max_size=8), in_paragraphs=st.booleans())
def test_a_document_of_any_elements(word, content, in_paragraphs):
    styles = word.style("Title", "Title") + word.style("H2", "heading 2") + word.style("Cap", "caption")
    if in_paragraphs:
        content = [f"<w:p><w:r>{tree}<w:t>chữ</w:t></w:r></w:p>" for tree in content]
    file = word.file(
        *content,
        styles=styles,
        media={"a.jpg": b"x"},
        links={"l1": "https://example.org/"},
        footnotes={"1": "".join(content)},
    )
    try:
        article = read_article(file, "tep.docx")
    except RefusedDocument as refusal:
        assert refusal.code in ("nothing_inside", "too_long")
        return
    for block in article.blocks:
        match block:
            case Paragraph(html=html):
                assert html == sanitise(html) != ""
            case Table(headings=headings, rows=rows):
                assert {len(row) for row in rows} == {len(headings)}
            case FigureRow(figures=figures):
                assert 2 <= len(figures) <= 4
