"""A Word file becomes a draft with its pictures, whole or not at all."""

import io
import struct
import time
import zlib

import pytest
from PIL import Image

from images.models import CustomImage
from news.models import ArticlePage, NewsIndexPage
from news.word import services
from news.word.article import Notice
from news.word.safety import RefusedDocument
from news.word.services import create_draft
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return NewsIndexPage.objects.get()


@pytest.fixture
def make(word, index):
    """Makes a draft of a file with this content."""

    def make(*content, name="tin-bai.docx", user=None, **parts):
        return create_draft(word.file(*content, **parts), name=name, index=index, user=user)

    return make


def stored_files(settings):
    return sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def pixel_flood():
    """A PNG of a few bytes that says it has 2.5 thousand million pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_the_parts_of_the_article_are_in_their_fields(word, make):
    editor = UserFactory()
    draft, report = make(
        word.title("Khối họp bàn kế hoạch"),
        word.lead(),
        word.body(),
        word.paragraph("Tin, ảnh: Thu Hà", align="right"),
        word.paragraph("Nguồn: Báo Khối", align="right"),
        user=editor,
    )
    stored = ArticlePage.objects.get(pk=draft.pk)
    assert (stored.title, stored.lead) == ("Khối họp bàn kế hoạch", word.LEAD)
    assert (stored.byline, stored.source) == ("Thu Hà", "Báo Khối")
    assert stored.body.get_prep_value()[0]["value"] == f"<p>{word.BODY}</p>"
    assert (stored.live, stored.has_unpublished_changes, stored.listed_at) == (False, True, None)
    assert (stored.slug, stored.owner) == ("khoi-hop-ban-ke-hoach", editor)
    assert stored.latest_revision.user == editor
    assert stored.get_latest_revision_as_object().lead == word.LEAD
    assert report == ()


def test_two_files_of_one_title_have_two_addresses(word, make):
    slugs = [make(word.title("Họp"), word.body())[0].slug for _ in range(2)]
    assert slugs == ["hop", "hop-2"]


@pytest.mark.parametrize(("title", "slug"), [("2024", "tin-2024"), ("!!!", "trang")])
def test_a_title_that_makes_no_address(word, make, title, slug):
    assert make(word.title(title), word.body())[0].slug == slug


def test_every_block_is_one_that_the_editor_can_save(word, make):
    """The editor's form takes what was stored, and the page renders."""
    styles = word.style("H2", "heading 2") + word.style("Q", "Quote")
    draft, _ = make(
        word.title(),
        word.lead(),
        word.body(),
        word.paragraph("Kết quả", style="H2"),
        word.paragraph("Một", level=0) + word.paragraph("Hai", level=1),
        word.paragraph("Rất vui.", style="Q"),
        word.table(["Đơn vị", "Giải"], ["Cục A", "Nhất"], header=True),
        word.picture("rId1"),
        word.body(),
        word.picture("rId2", alt_text="Sân khấu"),
        word.paragraph("Đêm hội. Ảnh: Thu Hà", align="center"),
        word.paragraph(word.drawing("rId1"), word.drawing("rId3")),
        styles=styles,
        media={f"{colour}.jpg": word.jpeg(colour) for colour in ("red", "green", "blue")},
    )
    stored = ArticlePage.objects.get(pk=draft.pk)
    names = [block.block_type for block in stored.body]
    assert names == ["paragraph", "heading", "paragraph", "quote", "table", "paragraph", "picture", "picture_row"]
    stored.body.stream_block.clean(stored.body)
    by_name = {block.block_type: block.value for block in stored.body}
    assert (by_name["heading"]["text"], by_name["heading"]["level"]) == ("Kết quả", "2")
    assert by_name["quote"]["text"] == "Rất vui."
    assert [column["heading"] for column in by_name["table"].columns] == ["Đơn vị", "Giải"]
    picture = by_name["picture"]
    assert (picture.shown_caption, picture.shown_credit, picture.shown_alt) == ("Đêm hội.", "Thu Hà", "Sân khấu")
    assert len(by_name["picture_row"]["pictures"]) == 2


# --- Pictures -----------------------------------------------------------------------------------


def test_the_first_picture_is_the_main_one_and_is_not_shown_twice(word, make):
    draft, _ = make(
        word.title(),
        word.body(),
        word.picture("rId1"),
        word.paragraph("Toàn cảnh.", align="center"),
        word.body(),
        word.picture("rId2"),
        media={"a.jpg": word.jpeg("red"), "b.jpg": word.jpeg("blue")},
    )
    assert draft.main_picture.title == "Toàn cảnh."
    assert draft.main_picture_caption == "Toàn cảnh."
    assert [block.block_type for block in draft.body] == ["paragraph", "paragraph", "picture"]
    assert draft.body[2].value["image"] != draft.main_picture


@pytest.mark.parametrize(("count", "left"), [(2, "picture"), (3, "picture_row")])
def test_the_first_of_a_row_is_the_main_picture_when_there_is_no_single_one(word, make, count, left):
    draft, _ = make(
        word.title(),
        word.body(),
        word.paragraph(*[word.drawing(f"rId{number + 1}") for number in range(count)]),
        word.paragraph("Các đội.", align="center"),
        media={f"{number}.jpg": word.jpeg((number * 40, 0, 0)) for number in range(count)},
    )
    block = draft.body[1]
    assert block.block_type == left
    assert (block.value["caption"] or block.value.shown_caption) == "Các đội."
    assert draft.main_picture is not None


def test_a_picture_is_kept_upright_small_and_without_its_place(word, make):
    exif = Image.Exif()
    exif[0x0112] = 6  # held on its side
    exif[0x8825] = {1: "N", 2: (21.0, 1.0, 42.0)}  # where it was taken
    out = io.BytesIO()
    Image.new("RGB", (4000, 3000), "green").save(out, "JPEG", exif=exif)
    draft, _ = make(word.title(), word.body(), word.picture(), media={"a.jpg": out.getvalue()})
    image = draft.main_picture
    assert (image.width, image.height) == (1920, 2560)
    with Image.open(image.file) as stored:
        assert not stored.getexif()


def test_the_same_picture_is_one_record(word, make, settings):
    again = make(word.title(), word.body(), word.picture(), media={"a.jpg": word.jpeg()})[0]
    draft, _ = make(
        word.title(),
        word.body(),
        word.picture("rId1"),
        word.picture("rId2"),
        media={"x.jpg": word.jpeg(), "y.jpg": word.jpeg()},
    )
    assert draft.main_picture == again.main_picture == draft.body[1].value["image"]
    assert CustomImage.objects.count() == 1
    assert len(stored_files(settings)) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pixel_flood(), "too_many_pixels"),
        (b"<svg onload='alert(1)'/>", "not_a_picture"),
        (b"\xff\xd8\xff\xe0 cut", "not_a_picture"),
        (b"", "empty"),
    ],
)
def test_a_picture_that_is_refused_goes_into_the_report_and_the_next_becomes_the_main_one(word, make, data, code):
    draft, report = make(
        word.title(),
        word.body("Trước ảnh."),
        word.picture("rId1"),
        word.paragraph("Ảnh hỏng.", align="center"),
        word.picture("rId2"),
        word.paragraph("Ảnh tốt.", align="center"),
        media={"a.jpg": data, "b.jpg": word.jpeg()},
    )
    assert report == (Notice("picture", "Trước ảnh.", {"code": code, "caption": "Ảnh hỏng."}),)
    assert draft.main_picture_caption == "Ảnh tốt."
    assert [block.block_type for block in draft.body] == ["paragraph"]


# --- Nothing half-made --------------------------------------------------------------------------


def test_a_refused_file_leaves_nothing(make, index, settings):
    with pytest.raises(RefusedDocument):
        create_draft(io.BytesIO(b"MZ"), name="a.docx", index=index)
    assert (ArticlePage.objects.count(), stored_files(settings)) == (0, [])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("step", ["_save_draft", "log"])
def test_a_failure_leaves_neither_draft_nor_pictures_nor_files(word, make, settings, monkeypatch, step):
    known = make(word.title(), word.body(), word.picture(), media={"a.jpg": word.jpeg("red")})[0].main_picture
    before = (ArticlePage.objects.count(), CustomImage.objects.count(), stored_files(settings))

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(services, step, fail)
    with pytest.raises(RuntimeError):
        make(
            word.title(),
            word.picture("rId1"),
            word.picture("rId2"),
            media={"a.jpg": word.jpeg("red"), "b.jpg": word.jpeg("blue")},
        )
    assert (ArticlePage.objects.count(), CustomImage.objects.count(), stored_files(settings)) == before
    assert CustomImage.objects.get() == known


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_new_picture_that_another_article_took_meanwhile_stays(word, make, monkeypatch):
    store_pictures = services._store_pictures

    def store_and_fail(article, library, user):
        store_pictures(article, library, user)
        ArticleFactory(main_picture=library.added[0])
        raise RuntimeError

    monkeypatch.setattr(services, "_store_pictures", store_and_fail)
    with pytest.raises(RuntimeError):
        make(word.title(), word.picture(), media={"a.jpg": word.jpeg()})
    assert ArticlePage.objects.get().main_picture == CustomImage.objects.get()


def test_a_damaged_picture_part_leaves_nothing(word, index, settings):
    """The first picture is in the library already when the second turns out to be cut."""
    good, bad = word.jpeg("red", (400, 300)), word.jpeg("blue", (400, 300))
    parts = word.WordFile(
        (word.title(), word.picture("rId1"), word.picture("rId2")), media={"a.jpg": good, "b.jpg": bad}
    ).parts()
    data = word.zipped(parts, 0).getvalue().replace(bad[100:140], bytes(40))
    with pytest.raises(RefusedDocument, match="damaged"):
        create_draft(io.BytesIO(data), name="a.docx", index=index)
    assert (ArticlePage.objects.count(), CustomImage.objects.count()) == (0, 0)


# --- What is too long ---------------------------------------------------------------------------


def test_long_texts_are_shortened_and_kept_whole_elsewhere(word, make):
    long_lead = "Một câu mở đầu khá dài. " * 60
    caption = "Rất đông đại biểu. " * 40
    draft, report = make(
        word.paragraph("Tên bài " * 40, style="Title"),
        word.paragraph(long_lead, bold=True),
        word.paragraph("Mục " * 80, style="H2"),
        word.body(),
        word.picture(),
        word.paragraph(caption, style="Cap"),
        media={"a.jpg": word.jpeg()},
        styles=word.style("Title", "Title") + word.style("H2", "heading 2") + word.style("Cap", "caption"),
    )
    assert len(draft.title) <= 255 and draft.title.endswith("…")
    assert len(draft.lead) <= 1000 and draft.lead.endswith("…")
    assert draft.body[0].value.source == f"<p><b>{long_lead.strip()}</b></p>"
    assert draft.body[1].value.source == f"<p><b>{('Mục ' * 80).strip()}</b></p>"
    assert len(draft.main_picture_caption) <= 500
    assert [notice.code for notice in report] == ["title_shortened", "shortened", "lead_shortened"]
    assert report[1].params["text"] == caption.strip()


# --- The real thing -----------------------------------------------------------------------------


@pytest.mark.needs_samples
def test_the_newsrooms_own_file_in_less_than_three_seconds(sample, index):
    began = time.perf_counter()
    with sample.open("rb") as file:
        draft, report = create_draft(file, name=sample.name, index=index)
    assert time.perf_counter() - began < 3
    assert report == ()
    assert draft.main_picture_caption == "Toàn cảnh Hội nghị."
    assert (draft.main_picture.width, draft.main_picture.height) == (2400, 1600)
    kinds = [block.block_type for block in draft.body]
    assert kinds == ["paragraph", "paragraph", "picture", "paragraph", "picture", "paragraph", "picture", "paragraph"]
    assert CustomImage.objects.count() == 4
