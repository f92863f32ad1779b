"""Title, lead, captions, headings, lists, tables, source: what a newsroom's file is read as."""

import pytest

from news.word.article import Figure, FigureRow, Heading, Notice, Paragraph, Quote, Table
from news.word.captions import split_credit
from news.word.content import Line
from news.word.inline import Span
from news.word.opening import title_of_file
from news.word.paragraphs import list_html

LONG = "Phong trào thi đua đã được các đơn vị hưởng ứng sôi nổi, thiết thực và có hiệu quả rõ rệt. " * 3


def kinds(article):
    return [type(block).__name__ for block in article.blocks]


# --- Title ------------------------------------------------------------------------------------


def test_a_centred_bold_line_is_the_title_and_the_bold_paragraph_below_it_the_lead(word):
    article = word.read(word.title("Khối họp bàn"), word.lead(), word.body())
    assert (article.title, article.lead) == ("Khối họp bàn", word.LEAD)
    assert article.blocks == (Paragraph(f"<p>{word.BODY}</p>"),)


def test_a_title_broken_over_two_lines_is_joined(word):
    article = word.read(
        word.title("Đoàn kết, đổi mới"), word.title("vì một mùa hội thành công"), word.lead(), word.body()
    )
    assert article.title == "Đoàn kết, đổi mới vì một mùa hội thành công"
    assert article.lead == word.LEAD


def test_a_title_broken_by_a_line_break_is_joined(word):
    broken = word.paragraph(
        word.run("Đoàn kết", bold=True), "<w:r><w:br/></w:r>", word.run("và đổi mới", bold=True), align="center"
    )
    assert word.read(broken, word.lead(), word.body()).title == "Đoàn kết và đổi mới"


def test_a_centred_bold_line_of_another_size_is_not_part_of_the_title(word):
    below = word.paragraph("Hà Nội, mùa thu", align="center", bold=True, size=24)
    article = word.read(word.title("Khai mạc Ngày Hội"), below, word.body(LONG))
    assert article.title == "Khai mạc Ngày Hội"


def test_the_title_style_says_it_whatever_it_looks_like(word):
    styles = word.style("Title", "Title") + word.style("TenBai", "Tên bài báo", based_on="Title")
    article = word.read(
        word.paragraph("TIN HOẠT ĐỘNG", align="center", bold=True),
        word.paragraph("Tên bài theo kiểu", style="TenBai"),
        word.lead(),
        word.body(),
        styles=styles,
    )
    assert article.title == "Tên bài theo kiểu"
    assert article.lead == word.LEAD
    assert "TIN HOẠT ĐỘNG" in str(article.blocks[0])


def test_the_first_heading_is_the_title_when_there_is_no_other(word):
    styles = word.style("u1", "heading 1")
    article = word.read(word.paragraph("Tên bài", style="u1"), word.body(LONG), styles=styles)
    assert article.title == "Tên bài"
    assert kinds(article) == ["Paragraph"]


def test_a_short_plain_first_line_is_the_title(word):
    assert word.read(word.paragraph("Họp giao ban quý III"), word.body(LONG)).title == "Họp giao ban quý III"


def test_a_larger_centred_line_is_the_title(word):
    article = word.read(
        word.paragraph("Bản tin Khối", size=20),
        word.paragraph("Khai mạc hội thao", align="center", size=36),
        word.paragraph(LONG, size=28),
    )
    assert article.title == "Khai mạc hội thao"


def test_without_a_title_the_name_of_the_file_is_one(word):
    article = word.read(word.body(LONG), word.body(), name="C:\\Tin\\tin-hop_khoi-2024.docx")
    assert article.title == "Tin hop khoi 2024"
    assert article.blocks == (Paragraph(f"<p>{LONG.strip()}</p><p>{word.BODY}</p>"),)


def test_a_first_paragraph_that_is_a_sentence_is_no_title(word):
    assert word.read(word.paragraph("Sáng nay Khối đã họp."), word.body(LONG), name="a.docx").title == "A"


def test_a_bold_heading_after_the_text_has_begun_is_no_title(word):
    article = word.read(
        word.body(LONG), word.paragraph("I. KẾT QUẢ", align="center", bold=True), word.body(), name="b.docx"
    )
    assert article.title == "B"
    assert kinds(article) == ["Paragraph", "Heading", "Paragraph"]


def test_a_picture_above_the_title_stays(word):
    article = word.read(word.picture(), word.title(), word.lead(), word.body(), media={"a.jpg": word.jpeg()})
    assert article.title == "Khối thi đua tổng kết công tác năm"
    assert article.lead == word.LEAD
    assert kinds(article) == ["Figure", "Paragraph"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tin-hop.docx", "Tin hop"),
        ("../a/Đại hội_2.docx", "Đại hội 2"),
        ("C:\\x\\y.docx", "Y"),
        ("khong-duoi", "Khong duoi"),
        ("", ""),
    ],
)
def test_a_title_from_the_name_of_a_file(name, title):
    assert title_of_file(name) == title


# --- Lead -------------------------------------------------------------------------------------


def test_a_lead_in_two_bold_paragraphs_is_joined(word):
    article = word.read(word.title(), word.lead(), word.lead("Cuộc họp diễn ra tại Hà Nội."), word.body())
    assert article.lead == f"{word.LEAD} Cuộc họp diễn ra tại Hà Nội."


def test_a_picture_may_stand_between_title_and_lead(word):
    article = word.read(
        word.title(),
        word.picture(),
        word.paragraph("Toàn cảnh.", align="center", italic=True),
        word.lead(),
        word.body(),
        media={"a.jpg": word.jpeg()},
    )
    assert article.lead == word.LEAD
    assert article.blocks[0].caption == "Toàn cảnh."


def test_the_style_of_a_subtitle_is_a_lead(word):
    article = word.read(
        word.title(), word.paragraph(word.LEAD, style="Sapo"), word.body(), styles=word.style("Sapo", "Sapo")
    )
    assert article.lead == word.LEAD


def test_bold_by_style_counts_as_bold(word):
    styles = word.style("Dam", "Đậm", properties="<w:b/>")
    assert word.read(word.title(), word.paragraph(word.LEAD, style="Dam"), word.body(), styles=styles).lead == word.LEAD


def test_an_ordinary_first_paragraph_is_no_lead(word):
    article = word.read(word.title(), word.body(), word.body())
    assert article.lead == ""
    assert article.blocks[0].html.count("<p>") == 2


def test_in_a_document_that_is_all_bold_only_the_first_paragraph_is_the_lead(word):
    article = word.read(word.title(), word.lead(), *[word.paragraph(LONG, bold=True)] * 4)
    assert article.lead == word.LEAD
    assert article.blocks[0].html.count("<p>") == 4


# --- Source and byline ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "byline", "source"),
    [
        (["Nguồn: Trung tâm Truyền thông"], "", "Trung tâm Truyền thông"),
        (["(Nguồn: Trung tâm Truyền thông)"], "", "Trung tâm Truyền thông"),
        (["NGUỒN TIN: Văn phòng Bộ"], "", "Văn phòng Bộ"),
        (["Theo Báo Nhân Dân"], "", "Báo Nhân Dân"),
        (["(Theo TTXVN)"], "", "TTXVN"),
        (["Tin, ảnh: Minh Anh"], "Minh Anh", ""),
        (["Bài và ảnh: Thu Hà – Quốc Việt"], "Thu Hà – Quốc Việt", ""),
        (["Tác giả: Nguyễn Văn An", "Nguồn: Cổng thông tin"], "Nguyễn Văn An", "Cổng thông tin"),
        (["Bài: Thu Hà", "Ảnh: Quốc Việt"], "Thu Hà, Ảnh: Quốc Việt", ""),
        (["Nguyễn Văn An"], "Nguyễn Văn An", ""),
        (["Thu Hà và Quốc Việt"], "Thu Hà và Quốc Việt", ""),
    ],
)
def test_the_last_lines_on_the_right(word, lines, byline, source):
    article = word.read_body(word.body(), *[word.paragraph(line, align="right") for line in lines])
    assert (article.byline, article.source) == (byline, source)
    assert article.blocks == (Paragraph(f"<p>{word.BODY}</p>"),)


def test_source_and_byline_in_one_paragraph(word):
    line = word.paragraph("Thu Hà", "<w:r><w:br/></w:r>", "Nguồn: Báo Khối", align="right")
    article = word.read_body(word.body(), line)
    assert (article.byline, article.source) == ("Thu Hà", "Báo Khối")


@pytest.mark.parametrize(
    "line",
    [
        "Theo kế hoạch, hội thao sẽ khai mạc vào cuối năm.",
        "Theo Thứ trưởng, kết quả năm nay rất đáng khích lệ",
        "Nguồn lực của Khối được tăng cường.",
        "Hà Nội là nơi tổ chức.",
    ],
)
def test_a_last_paragraph_of_the_text_is_no_source(word, line):
    article = word.read_body(word.body(), word.paragraph(line, align="both"))
    assert (article.byline, article.source) == ("", "")
    assert article.blocks[0].html.endswith(f"<p>{line}</p>")


def test_a_source_in_the_middle_stays_in_the_text(word):
    article = word.read_body(word.paragraph("Nguồn: một tấm bảng"), word.body())
    assert article.source == ""
    assert "Nguồn: một tấm bảng" in article.blocks[0].html


# --- Pictures and captions --------------------------------------------------------------------


@pytest.mark.parametrize(
    "look",
    [
        {"align": "center"},
        {"align": "center", "italic": True},
        {"italic": True},
        {"align": "center", "italic": True, "bold": True},
        {"style": "Chuthich"},
    ],
)
def test_the_line_under_a_picture_is_its_caption(word, look):
    article = word.read_body(
        word.body(),
        word.picture(),
        word.paragraph("Các đại biểu chụp ảnh lưu niệm.", **look),
        word.body(),
        media={"a.jpg": word.jpeg()},
        styles=word.style("Chuthich", "caption"),
    )
    assert kinds(article) == ["Paragraph", "Figure", "Paragraph"]
    figure = article.blocks[1]
    assert figure.caption == "Các đại biểu chụp ảnh lưu niệm."
    assert figure.where == "Mở đầu cuộc họp, các đại biểu nghe…"
    assert figure.picture.read() == word.jpeg()


@pytest.mark.parametrize(
    "look", [{"align": "both"}, {"align": "right", "italic": True}, {"align": "center", "bold": True}]
)
def test_another_line_under_a_picture_is_not(word, look):
    article = word.read_body(
        word.picture(), word.paragraph("Một dòng khác", **look), word.body(), media={"a.jpg": word.jpeg()}
    )
    assert article.blocks[0].caption == ""


def test_a_long_centred_paragraph_is_no_caption(word):
    article = word.read_body(word.picture(), word.paragraph(LONG * 2, align="center"), media={"a.jpg": word.jpeg()})
    assert kinds(article) == ["Figure", "Paragraph"]


def test_a_caption_by_style_above_its_picture(word):
    article = word.read_body(
        word.paragraph("Ảnh 1. Lễ khai mạc", style="Caption"),
        word.picture(),
        word.body(),
        media={"a.jpg": word.jpeg()},
        styles=word.style("Caption", "caption"),
    )
    assert kinds(article) == ["Figure", "Paragraph"]
    assert article.blocks[0].caption == "Ảnh 1. Lễ khai mạc"


def test_a_caption_behind_a_line_break_in_the_paragraph_of_its_picture(word):
    both = word.paragraph(word.drawing("rId1"), "<w:r><w:br/></w:r>", "Toàn cảnh.", align="center", italic=True)
    article = word.read_body(both, word.body(), media={"a.jpg": word.jpeg()})
    assert [article.blocks[0].caption, kinds(article)] == ["Toàn cảnh.", ["Figure", "Paragraph"]]


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("Toàn cảnh hội nghị. Ảnh: Minh Anh", ("Toàn cảnh hội nghị.", "Minh Anh")),
        ("Toàn cảnh hội nghị (Ảnh: Minh Anh)", ("Toàn cảnh hội nghị", "Minh Anh")),
        ("Toàn cảnh hội nghị (ảnh: MA).", ("Toàn cảnh hội nghị", "MA")),
        ("Toàn cảnh hội nghị - Ảnh: MA", ("Toàn cảnh hội nghị", "MA")),
        ("Ảnh: Minh Anh", ("", "Minh Anh")),
        ("Lễ trao giải", ("Lễ trao giải", "")),
        ("Một hình ảnh: đẹp", ("Một hình ảnh: đẹp", "")),
        ("." * 5000, ("." * 5000, "")),
    ],
)
def test_the_photographer_in_a_caption(caption, parts):
    assert split_credit(caption) == parts


def test_the_photographer_goes_to_the_credit(word):
    article = word.read_body(
        word.picture(),
        word.paragraph("Lễ khai mạc. Ảnh: Thu Hà", align="center"),
        word.body(),
        media={"a.jpg": word.jpeg()},
    )
    assert (article.blocks[0].caption, article.blocks[0].credit) == ("Lễ khai mạc.", "Thu Hà")


def test_pictures_side_by_side_are_a_row(word):
    both = word.paragraph(word.drawing("rId1"), "  ", word.drawing("rId2"), align="center")
    article = word.read_body(
        word.body(),
        both,
        word.paragraph("Hai đội vào sân.", align="center"),
        media={"a.jpg": word.jpeg(), "b.jpg": word.jpeg("blue")},
    )
    row = article.blocks[1]
    assert isinstance(row, FigureRow)
    assert row.caption == "Hai đội vào sân."
    assert [figure.picture.part for figure in row.figures] == ["word/media/a.jpg", "word/media/b.jpg"]


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (4, [4]), (5, [3, 2]), (6, [4, 2]), (9, [4, 3, 2])])
def test_no_row_is_longer_than_four_or_shorter_than_two(word, count, rows):
    line = word.paragraph(*[word.drawing(f"rId{number}") for number in range(1, count + 1)])
    article = word.read_body(line, media={f"{number}.jpg": word.jpeg() for number in range(count)})
    assert [len(getattr(block, "figures", [block])) for block in article.blocks] == rows


def test_pictures_in_paragraphs_of_their_own_stay_single(word):
    article = word.read_body(
        word.picture("rId1"),
        word.picture("rId2"),
        word.paragraph("Cả hai.", align="center"),
        media={"a.jpg": word.jpeg(), "b.jpg": word.jpeg()},
    )
    assert [type(block) for block in article.blocks] == [Figure, Figure]
    assert [block.caption for block in article.blocks] == ["", "Cả hai."]


def test_a_picture_used_twice_is_one_picture(word):
    article = word.read_body(word.picture(), word.body(), word.picture(), media={"a.jpg": word.jpeg()})
    assert len(article.pictures) == 1
    assert kinds(article) == ["Figure", "Paragraph", "Figure"]


def test_a_picture_inside_a_paragraph_parts_it(word):
    article = word.read_body(
        word.paragraph("Trước ảnh.", word.drawing("rId1"), "Sau ảnh."), media={"a.jpg": word.jpeg()}
    )
    assert [article.blocks[0].html, kinds(article)[1], article.blocks[2].html] == [
        "<p>Trước ảnh.</p>",
        "Figure",
        "<p>Sau ảnh.</p>",
    ]


@pytest.mark.parametrize("suffix", ["emf", "wmf", "svg"])
def test_a_drawing_that_no_browser_shows_goes_into_the_report_with_its_caption(word, suffix):
    article = word.read_body(
        word.body(),
        word.picture(),
        word.paragraph("Sơ đồ tổ chức.", align="center"),
        word.body(),
        media={f"a.{suffix}": b"..."},
    )
    assert kinds(article) == ["Paragraph", "Paragraph"]
    (notice,) = article.report
    assert (notice.code, notice.where) == ("drawing", "Mở đầu cuộc họp, các đại biểu nghe…")
    assert notice.params == {"format": suffix.upper(), "caption": "Sơ đồ tổ chức."}


def test_a_table_that_holds_pictures_over_captions_is_taken_apart(word):
    layout = word.table(
        [word.picture("rId1"), word.picture("rId2")],
        [word.paragraph("Bên trái.", align="center"), word.paragraph("Bên phải.", align="center")],
    )
    article = word.read_body(word.body(), layout, media={"a.jpg": word.jpeg(), "b.jpg": word.jpeg()})
    assert [(block.picture.part, block.caption) for block in article.blocks[1:]] == [
        ("word/media/a.jpg", "Bên trái."),
        ("word/media/b.jpg", "Bên phải."),
    ]
    assert article.report == ()


def test_a_table_of_pictures_beside_text_is_taken_apart_and_said_so(word):
    people = word.table([word.picture(), "Ông An, Trưởng ban"], ["", "Bà Bình, Phó ban"])
    article = word.read_body(word.body(), people, media={"a.jpg": word.jpeg()})
    assert kinds(article) == ["Paragraph", "Figure", "Paragraph"]
    assert article.blocks[2].html == "<p>Ông An, Trưởng ban</p><p>Bà Bình, Phó ban</p>"
    assert article.report == (Notice("layout_table", "Mở đầu cuộc họp, các đại biểu nghe…"),)


# --- Headings, quotes, lists ------------------------------------------------------------------


def test_headings_by_style_begin_at_level_two(word):
    styles = word.style("H2", "heading 2") + word.style("H3", "Heading 3") + word.style("Muc", "Mục", based_on="H3")
    article = word.read_body(
        word.paragraph("Phần một", style="H2"),
        word.body(),
        word.paragraph("Mục a", style="Muc"),
        word.body(),
        styles=styles,
    )
    assert [block for block in article.blocks if isinstance(block, Heading)] == [
        Heading("Phần một", 2),
        Heading("Mục a", 3),
    ]


@pytest.mark.parametrize("name", ["Heading 1", "heading 1", "Tiêu đề 1", "Đề mục 1"])
def test_the_names_of_heading_styles(word, name):
    article = word.read_body(
        word.body(), word.paragraph("Kết quả", style="x"), word.body(), styles=word.style("x", name)
    )
    assert article.blocks[1] == Heading("Kết quả", 2)


def test_a_style_with_an_outline_level_is_a_heading(word):
    styles = word.style("Muc", "Mục lớn", paragraph='<w:outlineLvl w:val="1"/>')
    article = word.read_body(word.body(), word.paragraph("Kết quả", style="Muc"), word.body(), styles=styles)
    assert article.blocks[1] == Heading("Kết quả", 2)


def test_a_short_bold_line_above_text_is_a_heading(word):
    article = word.read_body(word.body(), word.paragraph("1. Những kết quả nổi bật", bold=True), word.body())
    assert article.blocks[1] == Heading("1. Những kết quả nổi bật", 2)


@pytest.mark.parametrize("text", ["Đây là một câu.", "Thưa ông, năm nay có gì mới?", "Gồm có:", "Rất đậm " * 20])
def test_a_bold_sentence_is_no_heading(word, text):
    article = word.read_body(word.body(), word.paragraph(text, bold=True), word.body())
    assert kinds(article) == ["Paragraph"]
    assert f"<b>{text.strip()}</b>" in article.blocks[0].html


def test_a_bold_line_at_the_end_is_no_heading(word):
    assert kinds(word.read_body(word.body(), word.paragraph("Hết", bold=True))) == ["Paragraph"]


def test_a_numbered_bold_line_on_its_own_is_a_heading_and_a_bold_item_among_others_is_not(word):
    alone = word.paragraph("Kết quả", bold=True, level=0, numbered=True)
    assert kinds(word.read_body(word.body(), alone, word.body())) == ["Paragraph", "Heading", "Paragraph"]
    items = word.paragraph("Đậm", bold=True, level=0) + word.paragraph("Thường", level=0)
    assert kinds(word.read_body(word.body(), items, word.body())) == ["Paragraph"]


def test_a_quote_by_style(word):
    article = word.read_body(
        word.body(),
        word.paragraph("“Chúng tôi rất vui.”", style="Q"),
        word.body(),
        styles=word.style("Q", "Intense Quote"),
    )
    assert article.blocks[1] == Quote("Chúng tôi rất vui.")


def test_lists_inside_each_other(word):
    items = [(0, False, "Một"), (1, True, "Một a"), (1, True, "Một b"), (0, False, "Hai")]
    article = word.read_body(*[word.paragraph(text, level=level, numbered=num) for level, num, text in items])
    assert article.blocks[0].html == ("<ul><li>Một<ol><li>Một a</li><li>Một b</li></ol></li><li>Hai</li></ul>")


def test_a_list_between_paragraphs_is_in_the_same_block(word):
    article = word.read_body(word.body("Gồm:"), word.paragraph("Một", level=0), word.body("Hết."))
    assert article.blocks == (Paragraph("<p>Gồm:</p><ul><li>Một</li></ul><p>Hết.</p>"),)


def test_a_list_by_style(word):
    styles = word.style("LB", "List Bullet", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles += word.style("LB2", "Của tôi", based_on="LB")
    article = word.read_body(word.paragraph("Một", style="LB2"), word.paragraph("Hai", style="LB"), styles=styles)
    assert article.blocks == (Paragraph("<ul><li>Một</li><li>Hai</li></ul>"),)


@pytest.mark.parametrize(
    ("levels", "html"),
    [
        ([(0, "ul"), (0, "ol")], "<ul><li>x</li></ul><ol><li>x</li></ol>"),
        ([(2, "ul"), (0, "ul")], "<ul><li>x</li></ul><ul><li>x</li></ul>"),
        ([(0, "ul"), (2, "ul"), (1, "ul")], "<ul><li>x<ul><li>x</li></ul><ul><li>x</li></ul></li></ul>"),
        ([(0, "ol"), (1, "ul"), (1, "ol")], "<ol><li>x<ul><li>x</li></ul><ol><li>x</li></ol></li></ol>"),
    ],
)
def test_lists_of_odd_levels(levels, html):
    assert list_html([Line((Span("x"),), list_level=level, ordered=tag == "ol") for level, tag in levels]) == html


# --- Tables -----------------------------------------------------------------------------------


def test_a_table_with_a_row_of_headings(word):
    article = word.read_body(word.table(["Đơn vị", "Giải"], ["Cục A", "Nhất"], header=True))
    assert article.blocks == (Table(("Đơn vị", "Giải"), (("<p>Cục A</p>", "<p>Nhất</p>"),)),)


def test_a_bold_first_row_is_the_headings(word):
    bold = [word.paragraph("Đơn vị", bold=True), word.paragraph("Giải", bold=True)]
    assert word.read_body(word.table(bold, ["Cục A", "Nhất"])).blocks[0].headings == ("Đơn vị", "Giải")


def test_a_first_row_that_its_style_sets_in_bold_is_the_headings(word):
    styles = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="Bảng đẹp"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    properties = '<w:tblStyle w:val="T"/><w:tblLook w:val="04A0"/>'
    table = word.table(["Đơn vị", "Giải"], ["Cục A", "Nhất"], properties=properties)
    assert word.read_body(table, styles=styles).blocks[0].headings == ("Đơn vị", "Giải")
    off = table.replace("04A0", "0480")
    assert word.read_body(off, styles=styles).blocks[0].headings == ("", "")


def test_a_table_without_headings(word):
    table = word.read_body(word.table(["Cục A", "Nhất"], ["Cục B", "Nhì"])).blocks[0]
    assert (table.headings, len(table.rows)) == (("", ""), 2)


def test_merged_cells_are_written_out_and_said_so(word):
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{word.paragraph("Cả hai")}</w:tc>'
    tall = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{word.paragraph("Cao")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{word.paragraph('')}</w:tc>"
    article = word.read_body(word.body(), word.table([wide, "C"], [tall, "2", "3"], [below, "5", "6"]))
    assert article.blocks[1].rows == (
        ("<p>Cả hai</p>", "", "<p>C</p>"),
        ("<p>Cao</p>", "<p>2</p>", "<p>3</p>"),
        ("", "<p>5</p>", "<p>6</p>"),
    )
    assert article.report == (Notice("merged_cells", "Mở đầu cuộc họp, các đại biểu nghe…"),)


def test_a_table_in_a_table_becomes_lines_and_is_said_so(word):
    inner = word.table(["1", "2"], ["3", "4"]) + word.paragraph("")
    article = word.read_body(word.body(), word.table(["Ngoài", inner], ["a", "b"]))
    assert article.blocks[1].rows[0] == ("<p>Ngoài</p>", "<p>1 – 2</p><p>3 – 4</p>")
    assert article.report == (Notice("nested_table", "Mở đầu cuộc họp, các đại biểu nghe…"),)


def test_a_frame_around_text_is_text(word):
    assert word.read_body(word.table([word.body()])).blocks == (Paragraph(f"<p>{word.BODY}</p>"),)


@pytest.mark.parametrize("below", [True, False])
def test_the_caption_of_a_table(word, below):
    caption = word.paragraph("Bảng 1. Kết quả chung cuộc", style="Caption" if below else "")
    table = word.table(["Cục A", "Nhất"], ["Cục B", "Nhì"])
    content = [table, caption] if below else [caption, table]
    article = word.read_body(word.body(), *content, word.body(), styles=word.style("Caption", "caption"))
    assert kinds(article) == ["Paragraph", "Table", "Paragraph"]
    assert article.blocks[1].caption == "Bảng 1. Kết quả chung cuộc"


# --- The real thing ---------------------------------------------------------------------------


@pytest.mark.needs_samples
def test_the_newsrooms_own_file(sample):
    from news.word.reader import read_article

    with sample.open("rb") as file:
        article = read_article(file, sample.name)
        pictures = [picture.read()[:3] for picture in article.pictures]
    assert article.title.startswith("Đoàn kết, đổi mới sáng tạo")
    assert article.title.endswith("vào cuộc sống")
    assert article.lead.startswith("Khối thi đua") and article.lead.endswith("đi vào nề nếp.")
    assert article.source == "Trung tâm Nghiên cứu và Phát triển truyền thông KH&CN"
    assert kinds(article) == ["Paragraph", "Figure"] * 4 + ["Paragraph"]
    captions = [block.caption for block in article.blocks if isinstance(block, Figure)]
    assert captions[0] == "Toàn cảnh Hội nghị."
    assert all(captions)
    assert pictures == [b"\xff\xd8\xff"] * 4
    assert article.report == ()
