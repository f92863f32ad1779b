"""What Word writes and how it is read: fonts, changes, boxes, notes, links, alt texts, and what is left out."""

import zipfile

import pytest

from news.word.article import Figure, Notice, Paragraph
from news.word.reader import read_article

TCVN3 = "§oµn kÕt, ®\u00ada nhanh"
VNI = "Ñoaøn keát, ñöa nhanh"
MEANT = "Đoàn kết, đưa nhanh"


def text(article):
    return "".join(block.html for block in article.blocks if isinstance(block, Paragraph))


# --- Old encodings, by the font that a run takes from wherever --------------------------------


@pytest.mark.parametrize(("font", "old"), [(".VnTime", TCVN3), ("VNI-Times", VNI)])
class TestOldFonts:
    def fonts(self, font, sides=("ascii", "hAnsi")):
        return "<w:rFonts " + " ".join(f'w:{side}="{font}"' for side in sides) + "/>"

    def test_of_the_run(self, word, font, old):
        assert text(word.read_body(word.paragraph(old, font=font))) == f"<p>{MEANT}</p>"

    @pytest.mark.parametrize("side", ["ascii", "hAnsi"])
    def test_of_one_side_of_the_run(self, word, font, old, side):
        run = word.run(old, properties=self.fonts(font, [side]))
        assert text(word.read_body(word.paragraph(run))) == f"<p>{MEANT}</p>"

    def test_of_the_character_style(self, word, font, old):
        styles = word.style("Cu", "Chữ cũ", kind="character", properties=self.fonts(font))
        run = word.run(old, properties='<w:rStyle w:val="Cu"/>')
        assert text(word.read_body(word.paragraph(run), styles=styles)) == f"<p>{MEANT}</p>"

    def test_of_what_the_paragraph_style_is_based_on(self, word, font, old):
        styles = word.style("Goc", "Gốc", properties=self.fonts(font)) + word.style("Than", "Thân", based_on="Goc")
        assert text(word.read_body(word.paragraph(old, style="Than"), styles=styles)) == f"<p>{MEANT}</p>"

    def test_of_the_default_paragraph_style(self, word, font, old):
        styles = word.style("Normal", "Normal", properties=self.fonts(font), default=True)
        assert word.read(word.title(old), word.body(old), styles=styles).title == MEANT

    def test_of_the_document_defaults(self, word, font, old):
        styles = f"<w:docDefaults><w:rPrDefault><w:rPr>{self.fonts(font)}</w:rPr></w:rPrDefault></w:docDefaults>"
        assert text(word.read_body(word.paragraph(old), styles=styles)) == f"<p>{MEANT}</p>"

    def test_the_nearer_font_counts(self, word, font, old):
        styles = word.style("Normal", "Normal", properties=self.fonts(font), default=True)
        near = word.run("§ 5, ®", font="Times New Roman")
        assert text(word.read_body(word.paragraph(old, near), styles=styles)) == f"<p>{MEANT}§ 5, ®</p>"

    def test_a_theme_font_stands_before_a_name(self, word, font, old):
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        assert text(word.read_body(word.paragraph(word.run("§ 5", properties=fonts)))) == "<p>§ 5</p>"

    def test_in_notes_and_tables(self, word, font, old):
        note = word.paragraph("<w:r><w:footnoteRef/></w:r>", old, font=font)
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        cell = word.paragraph(old, font=font)
        article = word.read_body(
            word.paragraph("Có chú thích", reference), word.table([cell, "b"], ["c", "d"]), footnotes={"2": note}
        )
        assert article.blocks[1].rows[0][0] == f"<p>{MEANT}</p>"
        assert article.blocks[-1].html == f"<ol><li>{MEANT}</li></ol>"


def test_a_letter_and_its_mark_in_two_runs(word):
    runs = [word.run(part, font="VNI-Times", bold=index == 0) for index, part in enumerate(["toa", "øn taâ", "m"])]
    assert text(word.read_body(word.paragraph("Cả ", *runs))) == "<p>Cả <b>toà</b>n tâm</p>"


def test_capitals_by_font(word):
    assert text(word.read_body(word.paragraph("quyÕt ®Þnh", font=".VnTimeH"))) == "<p>QUYẾT ĐỊNH</p>"


def test_the_letter_that_word_takes_for_a_soft_hyphen(word):
    run = '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>®</w:t><w:softHyphen/><w:t>a</w:t></w:r>'
    assert text(word.read_body(word.paragraph(run))) == "<p>đưa</p>"
    assert text(word.read_body(word.paragraph("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>"))) == "<p>ab</p>"


def test_a_letter_as_a_symbol(word):
    run = '<w:r><w:sym w:font=".VnTime" w:char="F0AE"/><w:t>ó; </w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    assert text(word.read_body(word.paragraph(run))) == "<p>đó; ✓</p>"


# --- Text ---------------------------------------------------------------------------------------


def test_bold_italic_and_scripts(word):
    runs = [
        word.run("Diện tích 5 m"),
        word.run("2", properties='<w:vertAlign w:val="superscript"/>'),
        word.run(" và H"),
        word.run("2", properties='<w:vertAlign w:val="subscript"/>'),
        word.run("O, "),
        word.run("đậm ", bold=True),
        word.run("cả hai", bold=True, italic=True),
        word.run(" nghiêng", italic=True),
    ]
    assert text(word.read_body(word.paragraph(*runs))) == (
        "<p>Diện tích 5 m<sup>2</sup> và H<sub>2</sub>O, <b>đậm</b> <b><i>cả hai</i></b> <i>nghiêng</i></p>"
    )


def test_bold_that_a_run_turns_off(word):
    styles = word.style("Dam", "Đậm", properties="<w:b/>")
    off = word.run("thường", properties='<w:b w:val="0"/>')
    article = word.read_body(word.body(), word.paragraph("đậm ", off, style="Dam"), word.body(), styles=styles)
    assert "<p><b>đậm</b> thường</p>" in text(article)


def test_text_is_nfc_with_single_blanks_and_nothing_unseen(word):
    dirty = "  Nguye\u0302\u0303n\u00a0 Va\u0306n\u200b A\u00adn,   hai\tba\ufeff "
    assert text(word.read_body(word.paragraph(dirty))) == "<p>Nguyễn Văn An, hai ba</p>"


def test_what_looks_like_markup_is_text(word):
    article = word.read_body(
        word.paragraph('<w:r><w:t>&lt;script&gt;alert("x")&lt;/script&gt; &amp; 5 &lt; 6</w:t></w:r>')
    )
    assert text(article) == '<p>&lt;script&gt;alert("x")&lt;/script&gt; &amp; 5 &lt; 6</p>'


def test_line_breaks_tabs_and_hyphens(word):
    run = "<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t><w:br/></w:r>"
    assert text(word.read_body(word.paragraph(run))) == "<p>một<br>hai ba-bốn</p>"


def test_hidden_text_is_left_out_and_said_so(word):
    article = word.read_body(word.paragraph("Thấy ", word.run("ẩn", properties="<w:vanish/>")))
    assert text(article) == "<p>Thấy</p>"
    assert article.report == (Notice("hidden_text", "Thấy"),)


def test_a_simple_field_and_a_content_control_are_text(word):
    field = f'<w:fldSimple w:instr=" SEQ Hình ">{word.run("1")}</w:fldSimple>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{word.run(' xong')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{word.body('Trong khung.')}</w:sdtContent></w:sdt>"
    assert (
        text(word.read_body(word.paragraph("Hình ", field, control), block)) == "<p>Hình 1 xong</p><p>Trong khung.</p>"
    )


def test_a_table_of_contents_is_left_out(word):
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{word.body('Mục lục')}</w:sdtContent></w:sdt>"
    )
    entry = word.paragraph("I. Kết quả .... 1", style="ML")
    article = word.read_body(contents, entry, word.body("Nội dung."), styles=word.style("ML", "toc 1"))
    assert text(article) == "<p>Nội dung.</p>"


# --- Tracked changes ----------------------------------------------------------------------------


def test_changes_count_as_accepted(word):
    changed = word.paragraph(
        "Giữ ",
        f'<w:ins w:id="1">{word.run("thêm ")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>bỏ </w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{word.run("cũ ")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{word.run("mới")}</w:moveTo>',
    )
    assert text(word.read_body(changed)) == "<p>Giữ thêm mới</p>"


def test_a_deleted_end_of_paragraph_joins_two(word):
    first = word.paragraph("Một ", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert text(word.read_body(first, word.paragraph("câu."))) == "<p>Một câu.</p>"


def test_a_moved_paragraph_stands_where_it_went(word):
    gone = word.paragraph(
        f"<w:moveFrom>{word.run('Đoạn dời.')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"
    )
    arrived = word.paragraph(f"<w:moveTo>{word.run('Đoạn dời.')}</w:moveTo>", properties="<w:rPr><w:moveTo/></w:rPr>")
    assert text(word.read_body(gone, word.body("Ở giữa."), arrived)) == "<p>Ở giữa.</p><p>Đoạn dời.</p>"


def test_former_formatting_does_not_count(word):
    run = word.run("thường", properties="<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>")
    assert text(word.read_body(word.paragraph(run))) == "<p>thường</p>"


def test_a_deleted_row_is_gone(word):
    table = word.table(["a", "b"], ["c", "d"], ["e", "f"]).replace(
        '<w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">c',
        '<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">c',
    )
    assert [row[0] for row in word.read_body(table).blocks[0].rows] == ["<p>a</p>", "<p>e</p>"]


# --- Boxes and drawings -------------------------------------------------------------------------


def text_box(content, fallback=None):
    choice = (
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    )
    other = fallback and (
        "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{fallback}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    )
    return f"<w:r><mc:AlternateContent>{choice}{other or ''}</mc:AlternateContent></w:r>"


@pytest.mark.parametrize("with_fallback", [True, False])
def test_the_text_of_a_box_is_kept_once(word, with_fallback):
    inside = word.body("Trong khung.")
    box = text_box(inside, inside if with_fallback else None)
    assert text(word.read_body(word.paragraph("Neo", box), word.body("Sau."))) == (
        "<p>Neo</p><p>Trong khung.</p><p>Sau.</p>"
    )


def test_an_old_box_and_a_box_in_a_box(word):
    inner = text_box(word.body("Trong cùng."), word.body("Trong cùng."))
    content = f"<w:txbxContent>{word.paragraph('Khung ', inner)}</w:txbxContent>"
    old = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    assert text(word.read_body(word.paragraph(old))) == "<p>Khung</p><p>Trong cùng.</p>"


def test_a_picture_with_its_caption_in_a_box(word):
    content = word.picture("rId1", alt_text="Sân khấu") + word.paragraph("Đêm hội.", style="Caption")
    article = word.read_body(
        word.paragraph(text_box(content, content)),
        media={"a.jpg": word.jpeg()},
        styles=word.style("Caption", "caption"),
    )
    (figure,) = article.blocks
    assert (figure.caption, figure.alt_text) == ("Đêm hội.", "Sân khấu")


def test_pictures_in_a_group_each_with_their_own_text(word):
    def one(key, said):
        return (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="" descr="{said}"/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        )

    group = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline><wp:docPr id="1" descr="Nhóm"/>'
        f"<a:graphic><a:graphicData><wpg:wgp>{one('rId1', 'Trái')}{one('rId2', '')}</wpg:wgp></a:graphicData>"
        "</a:graphic>"
        '</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:group><v:shape><v:imagedata r:id="rId1"/>'
        "</v:shape></v:group></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    article = word.read_body(word.paragraph(group), media={"a.jpg": word.jpeg(), "b.jpg": word.jpeg()})
    assert [figure.alt_text for figure in article.blocks[0].figures] == ["Trái", "Nhóm"]


def test_an_old_picture(word):
    pict = '<w:r><w:pict><v:shape alt="Lễ đài"><v:imagedata r:id="rId1" o:title="anh"/></v:shape></w:pict></w:r>'
    article = word.read_body(word.paragraph(pict, align="center"), media={"a.jpg": word.jpeg()})
    assert [type(block) for block in article.blocks] == [Figure]
    assert article.blocks[0].alt_text == "Lễ đài"


@pytest.mark.parametrize(
    ("alt_text", "own", "read"),
    [
        ("Các đội diễu hành", "", "Các đội diễu hành"),
        ("", "Từ hộp thoại cũ", "Từ hộp thoại cũ"),
        ("Ngoài", "trong", "Ngoài"),
        ("C:\\Anh\\IMG_0012.JPG", "", ""),
        ("DSC_1.jpg", "Có nghĩa", "Có nghĩa"),
        ("  ", "", ""),
        ("Dòng\n hai", "", "Dòng hai"),
    ],
)
def test_alt_text_from_the_file(word, alt_text, own, read):
    article = word.read_body(word.picture(alt_text=alt_text, own_alt_text=own), media={"a.jpg": word.jpeg()})
    assert article.blocks[0].alt_text == read


def graphic(uri):
    data = f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}"/></a:graphic>'
    return f"<w:r><w:drawing><wp:inline>{data}</wp:inline></w:drawing></w:r>"


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (graphic("chart"), "chart"),
        (graphic("diagram"), "smart_art"),
        ("<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>", "equation"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "comment"),
        ('<w:r><w:object><v:shape><v:imagedata r:id="rId1"/></v:shape></w:object></w:r>', "embedded_object"),
        ('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId9"/>'
         "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>", "linked_picture"),
        ('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"/>'
         "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>", "missing_picture"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_reported_with_its_place(word, run, code):
    here = word.read_body(word.body("Trước đó."), word.paragraph("Ngay tại đây", run), word.body("Sau đó."))
    assert here.report == (Notice(code, "Ngay tại đây"),)
    after = word.read_body(word.body("Trước đó."), word.paragraph(run), word.body("Sau đó."))
    assert after.report == (Notice(code, "Trước đó."),)
    assert text(after) == "<p>Trước đó.</p><p>Sau đó.</p>"


def test_a_displayed_equation_and_an_embedded_file(word):
    article = word.read_body(word.body("Trước đó."), "<m:oMathPara/>", '<w:altChunk r:id="rId7"/>')
    assert article.report == (Notice("equation", "Trước đó."), Notice("embedded_file", "Trước đó."))


# --- Notes --------------------------------------------------------------------------------------


def note(word, text):
    return word.paragraph("<w:r><w:footnoteRef/></w:r>", f" {text}")


def reference(key, kind="footnote"):
    style = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{style}<w:{kind}Reference w:id="{key}"/></w:r>'


def test_notes_are_numbered_in_order_and_listed_at_the_end(word):
    article = word.read_body(
        word.paragraph("Câu một", reference("5"), ", câu hai", reference("2", "endnote"), "."),
        word.paragraph("Lại câu một", reference("5"), "."),
        footnotes={"5": note(word, "Chân trang.") + note(word, "Dòng hai."), "7": note(word, "Không ai nhắc tới.")},
        endnotes={"2": note(word, "Cuối bài.")},
    )
    assert article.blocks[0].html == ("<p>Câu một<sup>1</sup>, câu hai<sup>2</sup>.</p><p>Lại câu một<sup>1</sup>.</p>")
    assert article.blocks[1].text == "Chú thích"
    assert article.blocks[2].html == "<ol><li>Chân trang.<br>Dòng hai.</li><li>Cuối bài.</li></ol>"


def test_the_number_of_a_note_is_no_part_of_a_title(word):
    titled = word.paragraph(word.run("Tên bài", bold=True), reference("1"), align="center")
    article = word.read(titled, word.lead(), word.body(), footnotes={"1": note(word, "Ghi chú.")})
    assert article.title == "Tên bài"
    assert article.blocks[-1].html == "<ol><li>Ghi chú.</li></ol>"


def test_a_note_that_is_not_there(word):
    assert text(word.read_body(word.paragraph("Câu", reference("9"), "."))) == "<p>Câu.</p>"


# --- Links --------------------------------------------------------------------------------------


def test_links(word):
    link = f'<w:hyperlink r:id="l1">{word.run("trang ")}{word.run("chủ", bold=True)}</w:hyperlink>'
    article = word.read_body(word.paragraph("Xem ", link, "."), links={"l1": "https://example.org/?a=1&b=2"})
    assert text(article) == '<p>Xem <a href="https://example.org/?a=1&amp;b=2">trang <b>chủ</b></a>.</p>'


def test_a_link_as_a_field(word):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://example.org/" </w:instrText></w:r>'
    field = [mark("begin"), code, mark("separate"), word.run("đây"), mark("end")]
    assert text(word.read_body(word.paragraph("Tại ", *field))) == '<p>Tại <a href="https://example.org/">đây</a></p>'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "file:///C:/a.doc"],
)
def test_a_dangerous_link_leaves_its_words_and_a_notice(word, address):
    link = f'<w:hyperlink r:id="l1">{word.run("bấm")}</w:hyperlink>'
    article = word.read_body(word.paragraph("Hãy ", link, " vào"), links={"l1": address})
    assert text(article) == "<p>Hãy bấm vào</p>"
    assert [(notice.code, notice.where) for notice in article.report] == [("link", "Hãy bấm vào")]


def test_a_link_inside_the_document_or_to_nowhere_is_text(word):
    inside = f'<w:hyperlink w:anchor="muc1">{word.run("mục 1")}</w:hyperlink>'
    nowhere = f'<w:hyperlink r:id="khong">{word.run(" không")}</w:hyperlink>'
    article = word.read_body(word.paragraph("Xem ", inside, nowhere))
    assert (text(article), article.report) == ("<p>Xem mục 1 không</p>", ())


# --- Packages -----------------------------------------------------------------------------------


def test_a_strict_file(word):
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
        "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
        "http://schemas.openxmlformats.org/drawingml/2006/picture": "http://purl.oclc.org/ooxml/drawingml/picture",
    }
    parts = word.WordFile((word.title("Nghiêm"), word.body(), word.picture()), media={"a.jpg": word.jpeg()}).parts()
    for name, data in parts.items():
        for usual, strict in names.items():
            if isinstance(data, str):
                parts[name] = data = data.replace(usual, strict)
    article = read_article(word.zipped(parts), "a.docx")
    assert (article.title, len(article.pictures)) == ("Nghiêm", 1)


def test_a_document_under_another_name(word):
    parts = word.WordFile((word.title("Ở chỗ khác"), word.body())).parts()
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        f'Type="{word.RELATIONSHIP}officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    assert read_article(word.zipped(parts), "a.docx").title == "Ở chỗ khác"


def test_a_relationship_cannot_pass_off_xml_as_a_picture_or_leave_the_package(word):
    outside = f'<Relationship Id="x1" Type="{word.RELATIONSHIP}image" Target="../../../etc/passwd"/>'
    inside = f'<Relationship Id="x2" Type="{word.RELATIONSHIP}image" Target="document.xml"/>'
    article = word.read_body(word.body(), word.picture("x1"), word.picture("x2"), relationships=outside + inside)
    assert [notice.code for notice in article.report] == ["missing_picture", "missing_picture"]


def test_styles_in_a_circle(word):
    styles = word.style("a", "A", based_on="b") + word.style("b", "B", based_on="a", properties="<w:i/>")
    article = word.read_body(word.paragraph("nghiêng", style="a"), word.body(), styles=styles)
    assert "<i>nghiêng</i>" in text(article)


def test_a_package_of_the_least_parts(word):
    whole = word.WordFile((word.title("Ít nhất"), word.body())).parts()
    parts = {name: whole[name] for name in ("[Content_Types].xml", "word/document.xml")}
    assert read_article(word.zipped(parts, zipfile.ZIP_STORED), "a.docx").title == "Ít nhất"
