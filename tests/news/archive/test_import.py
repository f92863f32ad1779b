"""An archive comes over: once, whole, with its dates, views and addresses; and what the newsroom did since stays."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from images.models import CustomImage
from news.archive import services
from news.archive.folder import PictureFolder
from news.archive.services import import_archive
from news.models import ArchivedArticle, ArticlePage, ArticleTopic, NewsIndexPage
from news.signals import articles_imported
from readership.queries import view_counts
from topics.models import Topic

pytestmark = pytest.mark.django_db


def line(number=1, **changes):
    return {
        "address": f"http://cu.example.vn/tin-tuc/bai-viet-so-{number}.html",
        "title": f"Hội nghị lần {number}",
        "html": f"<p>Đoạn {number}.</p>",
        "published": "17/01/2024 15:02",
    } | changes


def archive(*lines):
    return io.BytesIO("".join(json.dumps(item) + "\n" for item in lines).encode())


def run(*lines, folder=None, **options):
    return list(import_archive(archive(*lines), NewsIndexPage.objects.get(), folder, **options))


def outcomes(results):
    return [result.outcome for result in results]


def codes(results):
    return [[problem.code for problem in result.problems] for result in results]


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    pictures = tmp_path / "anh"
    (pictures / "uploads").mkdir(parents=True)
    for name, colour in [("a.jpg", "red"), ("b.jpg", "blue")]:
        Image.new("RGB", (60, 40), colour).save(pictures / "uploads" / name)
    (pictures / "uploads" / "broken.jpg").write_bytes(b"no picture")
    return PictureFolder(pictures)


def test_an_article_comes_over_with_everything_that_its_line_says():
    [result] = run(
        line(
            lead="Sáng 17/01, tại Hà Nội.",
            html="<h2>Mục</h2><p>Chữ <b>đậm</b>.</p>",
            edited="18/01/2024 09:00",
            source="Báo Khối",
            byline="Minh Anh",
            topics=["Hội nghị", "thi-dua"],
            views=1079,
        )
    )
    assert (result.outcome, result.problems) == ("created", ())
    article = ArticlePage.objects.get()
    assert (article.title, article.draft_title, article.lead) == ("Hội nghị lần 1",) * 2 + ("Sáng 17/01, tại Hà Nội.",)
    assert (article.source, article.byline, view_counts([article.pk])[article.pk]) == ("Báo Khối", "Minh Anh", 1079)
    published = dt.datetime(2024, 1, 17, 8, 2, tzinfo=dt.UTC)
    assert (article.display_at, article.first_published_at, article.listed_at) == (published,) * 3
    assert article.last_published_at == dt.datetime(2024, 1, 18, 2, 0, tzinfo=dt.UTC)
    assert article.listed_on == dt.date(2024, 1, 17)
    assert (article.body[0].block_type, dict(article.body[0].value)) == ("heading", {"text": "Mục", "level": "2"})
    assert article.body[1].value.source == "<p>Chữ <b>đậm</b>.</p>"
    assert [(topic.name, topic.slug) for topic in article.topics] == [("Hội nghị", "hoi-nghi"), ("thi-dua", "thi-dua")]
    assert set(ArticleTopic.objects.values_list("listed_at", flat=True)) == {published}
    assert article.live
    assert not article.has_unpublished_changes


@pytest.mark.parametrize("closed", [False, True])
def test_a_row_is_what_saving_it_once_more_would_make_it(closed):
    if closed:
        PageViewRestriction.objects.create(page=NewsIndexPage.objects.get(), restriction_type="login")
    run(line(topics=["Hội nghị"], lead="Sapo"), line(2))
    before = {page.pk: vars(page) for page in ArticlePage.objects.all()}
    for article in ArticlePage.objects.all():
        article.save()
    for page in ArticlePage.objects.all():
        was, now = before[page.pk], vars(page)
        assert {name for name in was if name not in ("_state", "body") and was[name] != now.get(name)} == set()
        assert (page.listed_at is None) is closed


def test_the_tree_is_sound_and_editors_add_beside_what_was_imported():
    index = NewsIndexPage.objects.get()
    index.add_child(instance=ArticlePage(title="Trước"))
    run(*[line(n) for n in range(45)])
    run(*[line(n) for n in range(45, 50)])
    NewsIndexPage.objects.get().add_child(instance=ArticlePage(title="Sau"))
    assert Page.find_problems() == ([], [], [], [], [])
    index.refresh_from_db()
    assert (index.numchild, index.get_children().count()) == (52, 52)
    assert [page.title for page in index.get_children()][-1] == "Sau"


def test_what_wagtail_keeps_of_a_page_is_what_it_would_have_kept(folder):
    html = '<p>Một</p><img src="/uploads/a.jpg"><p><a href="/x">x</a></p><img src="uploads/b.jpg">'
    run(line(html=html, topics=["Hội nghị", "Thi đua"]), folder=folder)
    fields = ["to_object_id", "to_content_type", "model_path", "content_path", "content_path_hash", "base_content_type"]
    rows = ReferenceIndex.objects.filter(object_id=ArticlePage.objects.get().pk).order_by("content_path")
    kept = list(rows.values_list("content_type", *fields))
    ReferenceIndex.create_or_update_for_object(ArticlePage.objects.get())
    assert list(rows.values_list("content_type", *fields)) == kept
    paths = {row[3] for row in kept}
    assert paths == {"main_picture", "body.picture.image", "article_topics.item.topic"}


def test_the_search_of_the_admin_finds_what_was_imported():
    run(line(title="Ngày hội văn nghệ"))
    assert [page.title for page in ArticlePage.objects.search("van nghe")] == ["Ngày hội văn nghệ"]


def test_other_rooms_hear_of_it_in_the_same_transaction():
    heard = []

    def listen(sender, articles, **kwargs):
        heard.append([article.title for article in articles])

    articles_imported.connect(listen)
    try:
        run(line(1), line(2))
        run(line(1), line(2, title="Khác"), line(3))
    finally:
        articles_imported.disconnect(listen)
    assert [sorted(titles) for titles in heard] == [["Hội nghị lần 1", "Hội nghị lần 2"], ["Hội nghị lần 3", "Khác"]]


# --- Addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://cu.example.vn/tin-tuc/bai-viet-so-1.html", "/tin-tuc/bai-viet-so-1.html"),
        ("/Default.aspx?tabid=7&id=12", "/Default.aspx?id=12&tabid=7"),
        ("/tin/hội-nghị", "/tin/h%E1%BB%99i-ngh%E1%BB%8B"),
        ("/tin/h%E1%BB%99i-ngh%E1%BB%8B/", "/tin/h%E1%BB%99i-ngh%E1%BB%8B"),
    ],
)
def test_the_old_address_leads_to_the_article_for_good(address, asked):
    run(line(address=address))
    response = Client().get(asked)
    assert (response.status_code, response["Location"]) == (301, ArticlePage.objects.get().url)


def test_an_article_may_have_had_several_addresses():
    run(line(other_addresses=["/en/1", "http://khac.example/node/1"]))
    assert set(Redirect.objects.values_list("old_path", "redirect_page", "is_permanent")) == {
        (path, ArticlePage.objects.get().pk, True) for path in ("/tin-tuc/bai-viet-so-1.html", "/en/1", "/node/1")
    }


def test_a_redirect_that_somebody_has_set_stays():
    Redirect.add_redirect("/node/1", "https://example.org/")
    results = run(line(other_addresses=["/node/1"]))
    assert codes(results) == [["redirect_exists"]]
    assert Redirect.objects.get(old_path="/node/1").redirect_link == "https://example.org/"


def test_no_redirect_leads_to_itself():
    run(line(address="/tin-tuc/bai-viet-so-mot/"))
    assert ArticlePage.objects.get().url == "/tin-tuc/bai-viet-so-mot/"
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("address", "title", "slug"),
    [
        ("/tin/Hoi-nghi-tong-ket-123.html", "Khác", "hoi-nghi-tong-ket-123"),
        ("/tin/h%E1%BB%99i-ngh%E1%BB%8B-t%E1%BB%95ng-k%E1%BA%BFt", "Khác", "hoi-nghi-tong-ket"),
        ("/Default.aspx?id=5", "Đoàn kết, đổi mới", "doan-ket-doi-moi"),
        ("/node/1234", "Đoàn kết", "doan-ket"),
        ("/x1", "2024", "2024-2024-01-17"),
        ("/x2", "Chủ đề", "chu-de-2024-01-17"),
        ("/x3", "!!!", "trang"),
    ],
)
def test_the_slug_is_that_of_the_old_address_else_of_the_title(address, title, slug):
    run(line(address=address, title=title))
    assert ArticlePage.objects.get().slug == slug


def test_slugs_are_unique_within_a_batch_and_beside_other_pages():
    NewsIndexPage.objects.get().add_child(instance=ArticlePage(title="Thông báo"))
    run(*[line(address=f"/node/{n}", title="Thông báo") for n in range(3)])
    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == [
        "thong-bao",
        "thong-bao-2024-01-17",
        "thong-bao-2024-01-17-2",
        "thong-bao-2024-01-17-3",
    ]


def test_topics_are_known_by_name_and_slug_whatever_the_accents():
    topic = Topic.objects.create(name="Văn hóa, văn nghệ", slug="van-nghe")
    run(line(1, topics=["van-nghe"]), line(2, topics=["VĂN HÓA, VĂN NGHỆ"]), line(3, topics=["Van hoa van nghe"]))
    assert list(ArticleTopic.objects.values_list("topic", flat=True)) == [topic.pk] * 3
    results = run(line(4, topics=["---", "x" * 90, "Mới", "mới"]))
    assert codes(results) == [["bad_topic", "bad_topic"]]
    assert [link.topic.name for link in ArticlePage.objects.get(title="Hội nghị lần 4").article_topics.all()] == ["Mới"]


# --- Again ------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing():
    lines = [line(n, topics=["Hội nghị"], other_addresses=[f"/node/{n}"]) for n in range(5)]
    run(*lines)
    counts = [model.objects.count() for model in (Page, Redirect, Topic, ArticleTopic, ArchivedArticle)]
    assert outcomes(run(*lines)) == ["unchanged"] * 5
    assert [model.objects.count() for model in (Page, Redirect, Topic, ArticleTopic, ArchivedArticle)] == counts


def test_a_changed_line_changes_its_article_and_nothing_else():
    run(line(1, topics=["Hội nghị"]), line(2))
    article = ArticlePage.objects.get(title="Hội nghị lần 1")
    changed = line(1, title="Tên mới", topics=["Thi đua"], published="18/01/2024", other_addresses=["/node/1"])
    assert outcomes(run(changed, line(2))) == ["updated", "unchanged"]
    again = ArticlePage.objects.get(pk=article.pk)
    assert (again.title, again.slug, again.path) == ("Tên mới", article.slug, article.path)
    assert [topic.name for topic in again.topics] == ["Thi đua"]
    assert again.listed_on == dt.date(2024, 1, 18)
    assert ArticleTopic.objects.get(page=again).listed_at == again.listed_at
    assert Redirect.objects.get(old_path="/node/1").redirect_page_id == article.pk
    assert outcomes(run(changed)) == ["unchanged"]


def test_what_an_editor_has_changed_is_not_written_over():
    run(line())
    article = ArticlePage.objects.get()
    article.title = "Biên tập viên sửa"
    article.save_revision().publish()
    results = run(line(title="Cổng cũ sửa"))
    assert (outcomes(results), codes(results)) == (["kept"], [["edited_here"]])
    assert ArticlePage.objects.get().title == "Biên tập viên sửa"


def test_what_was_withdrawn_stays_withdrawn():
    run(line())
    ArticlePage.objects.get().unpublish()
    assert outcomes(run(line(views=5))) == ["updated"]
    article = ArticlePage.objects.get()
    assert (article.live, article.listed_at, view_counts([article.pk])[article.pk]) == (False, None, 5)


def test_what_was_deleted_comes_back_only_when_asked_for():
    run(line())
    ArticlePage.objects.get().delete()
    results = run(line())
    assert (outcomes(results), codes(results)) == (["kept"], [["deleted_here"]])
    assert outcomes(run(line(), restore=True)) == ["created"]
    assert ArticlePage.objects.count() == ArchivedArticle.objects.count() == Redirect.objects.count() == 1


def test_a_run_that_fails_half_way_loses_one_batch_and_the_next_takes_it_up(monkeypatch):
    monkeypatch.setattr(services, "BATCH", 10)
    lines = [line(n) for n in range(25)]
    results = import_archive(archive(*lines), NewsIndexPage.objects.get())
    for _ in range(12):  # the second batch is written, the third not begun
        next(results)
    results.close()
    assert ArticlePage.objects.count() == 20
    assert outcomes(run(*lines)) == ["unchanged"] * 20 + ["created"] * 5
    assert Page.find_problems() == ([], [], [], [], [])


def test_nothing_of_a_batch_stays_when_one_article_cannot_be_written(monkeypatch):
    def fail(sender, articles, **kwargs):
        raise RuntimeError("the index is full")

    articles_imported.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            run(line(1, topics=["Hội nghị"]), line(2))
    finally:
        articles_imported.disconnect(fail)
    assert [m.objects.count() for m in (ArticlePage, Redirect, Topic, ArchivedArticle)] == [0, 0, 0, 0]
    assert NewsIndexPage.objects.get().numchild == 0


# --- Lines that are refused -------------------------------------------------------------------


def test_a_bad_line_is_refused_and_the_others_come_over():
    data = b"\xef\xbb\xbf" + json.dumps(line(1)).encode() + b"\r\n"
    data += b"\xff\xfe{}\n{\n[]\n\n" + json.dumps(line(2, published="31/02/2024")).encode() + b"\n"
    data += json.dumps(line(1, title="Trùng")).encode() + b"\n" + json.dumps(line(3)).encode()
    results = list(import_archive(io.BytesIO(data), NewsIndexPage.objects.get()))
    assert [(result.number, result.outcome) for result in results] == [
        (1, "created"),
        (2, "refused"),
        (3, "refused"),
        (4, "refused"),
        (6, "refused"),
        (7, "refused"),
        (8, "created"),
    ]
    assert codes(results)[1:6] == [["not_utf8"], ["not_json"], ["not_an_object"], ["bad_date"], ["duplicate_address"]]
    assert results[5].problems[0].params["line"] == 1


def test_addresses_are_the_same_when_a_redirect_would_hold_them_for_one():
    results = run(line(address="/a/b?y=2&x=1"), line(2, address="https://www.khac.vn/a/b?x=1&y=2"))
    assert codes(results) == [[], ["duplicate_address"]]


def test_the_address_of_a_refused_line_is_free_for_the_next():
    assert outcomes(run(line(title=""), line())) == ["refused", "created"]


def test_a_slip_in_a_field_name_is_told_once():
    assert codes(run(line(1, view=5), line(2, view=6))) == [["unknown_field"], []]


def test_html_without_a_bottom_is_refused():
    assert codes(run(line(html="<div>" * 5000))) == [["html_too_deep"]]


def test_a_script_does_not_come_over():
    run(line(html='<p>Một<script>alert(1)</script> <a href="javascript:alert(1)">hai</a></p>'))
    assert ArticlePage.objects.get().body[0].value.source == "<p>Một hai</p>"


# --- Pictures ---------------------------------------------------------------------------------


def test_pictures_land_in_the_library_once(folder):
    html = '<p>Một</p><figure><img src="/uploads/b.jpg" alt="B"><figcaption>Chú thích. Ảnh: X</figcaption></figure>'
    pictures = [{"file": "uploads/a.jpg", "caption": "Chính", "alt": "A", "main": True}]
    results = run(line(1, html=html, pictures=pictures), line(2, html=html, pictures=pictures), folder=folder)
    assert codes(results) == [[], []]
    assert CustomImage.objects.count() == 2
    for article in ArticlePage.objects.all():
        assert (article.main_picture.caption, article.main_picture_caption) == ("Chính", "Chính")
        value = article.body[1].value
        assert (value["image"].description, value["caption"], value["credit"], value["alt_text"]) == (
            "B",
            "Chú thích.",
            "X",
            "B",
        )


def test_a_picture_that_cannot_be_taken_is_told_and_its_article_comes_over(folder, monkeypatch):
    monkeypatch.setattr("images.intake.MAX_PIXELS", 2000)  # the two good ones have 2,400
    html = "<p>Một</p>" + "".join(
        f'<img src="{name}">'
        for name in ("../../etc/passwd", "/uploads/none.jpg", "/uploads/broken.jpg", "/uploads/a.jpg")
    )
    results = run(line(html=html), folder=folder)
    # the first picture of the text is the main one, and is taken first
    assert codes(results) == [["picture_outside", "picture_missing", "picture_refused", "picture_refused"]]
    assert outcomes(results) == ["created"]
    assert not CustomImage.objects.exists()
    assert [block.block_type for block in ArticlePage.objects.get().body] == ["paragraph"]


def test_a_picture_that_is_there_now_makes_the_article_whole(folder, tmp_path):
    lines = [line(html='<p>Một</p><img src="/uploads/late.jpg">')]
    assert codes(run(*lines, folder=folder)) == [["picture_missing"]]
    Image.new("RGB", (60, 40), "green").save(tmp_path / "anh" / "uploads" / "late.jpg")
    results = run(*lines, folder=folder)
    assert (outcomes(results), codes(results)) == (["updated"], [[]])
    assert ArticlePage.objects.get().main_picture is not None
    assert outcomes(run(*lines, folder=folder)) == ["unchanged"]


def test_without_a_folder_pictures_are_told():
    assert codes(run(line(html='<img src="a.jpg"><p>Một</p>'))) == [["picture_without_folder"]]


# --- The readers' side ------------------------------------------------------------------------


def test_readers_find_the_article_where_they_look_for_it(client):
    run(line(1, topics=["Hội nghị"], html="<p>Một</p><table><tr><td>1</td><td>2</td></tr></table>"))
    article = ArticlePage.objects.get()
    for address in (article.url, "/tin-tuc/", "/tin-tuc/2024/01/17/", "/tin-tuc/chu-de/hoi-nghi/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Hội nghị lần 1" in response.content.decode()


def test_the_editor_opens_and_saves_an_imported_article(admin_client):
    run(line(1, topics=["Hội nghị"], html="<p>Một</p><h2>Mục</h2>"))
    article = ArticlePage.objects.get()
    response = admin_client.get(f"/quan-tri/pages/{article.pk}/edit/")
    assert response.status_code == 200
    assert "Hội nghị lần 1" in response.content.decode()


# --- The command ------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "archive.jsonl"
        path.write_bytes(archive(*lines).getvalue())
        return path

    return write


def test_the_command_reports_each_problem_and_sums_up(file, tmp_path, capsys):
    report = tmp_path / "report.jsonl"
    call_command("import_archive", file(line(1), line(2, title=""), line(3, view=1)), report=report)
    rows = [json.loads(row) for row in report.read_text().splitlines()]
    assert [(row["line"], row["outcome"], row["code"]) for row in rows] == [
        (2, "refused", "missing"),
        (3, "created", "unknown_field"),
    ]
    assert all(row["message"] for row in rows)
    out = capsys.readouterr()
    assert ": 2" in out.out.splitlines()[0]
    assert out.err == ""


def test_without_a_report_problems_are_told_on_the_screen(file, capsys):
    call_command("import_archive", file(line(1, title="")))
    assert "“title”" in capsys.readouterr().err


def test_a_dry_run_says_the_same_and_writes_nothing(file, tmp_path, folder):
    run(line(1), line(2))
    lines = [line(1), line(2, title="Khác"), line(3, html='<img src="/uploads/a.jpg"><img src="x.jpg">'), line(3), {}]
    before = [model.objects.count() for model in (Page, Redirect, Topic, ArchivedArticle, CustomImage)]
    said = run(*lines, folder=folder, dry_run=True)
    assert [model.objects.count() for model in (Page, Redirect, Topic, ArchivedArticle, CustomImage)] == before
    done = run(*lines, folder=folder)
    assert (outcomes(said), codes(said)) == (outcomes(done), codes(done))
    assert outcomes(done) == ["unchanged", "updated", "created", "refused", "refused"]


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (None, {}, "none.jsonl"),
        (b"[{}]", {}, "JSON"),
        ("{}".encode("utf-16"), {}, "UTF-16"),
        (b"", {"index": "khong-co"}, "khong-co"),
        (b"", {"pictures": Path("/khong/co")}, "/khong/co"),
        (b"", {"pictures": Path(__file__)}, "test_import.py"),
    ],
)
def test_a_run_that_cannot_begin_says_why(tmp_path, data, options, words):
    path = tmp_path / ("none.jsonl" if data is None else "archive.jsonl")
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=words):
        call_command("import_archive", path, **options)


def test_ctrl_c_ends_with_a_sentence_and_the_totals(file, monkeypatch, capsys):
    monkeypatch.setattr(services, "BATCH", 2)
    written = []
    write = services.write

    def interrupted(batch, index, **options):
        if written:
            raise KeyboardInterrupt
        written.append(batch)
        write(batch, index, **options)

    monkeypatch.setattr(services, "write", interrupted)
    with pytest.raises(CommandError) as caught:
        call_command("import_archive", file(*[line(n) for n in range(6)]))
    assert caught.value.returncode == 130
    assert ArticlePage.objects.count() == 2
    assert ": 2" in capsys.readouterr().out


def test_the_progress_is_shown_on_a_terminal_only(file):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal, pipe = Terminal(), io.StringIO()
    call_command("import_archive", file(line(1), line(2)), stderr=terminal, stdout=io.StringIO())
    call_command("import_archive", file(line(1), line(2)), stderr=pipe, stdout=io.StringIO())
    assert "100%" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_memory_holds_a_batch_and_not_the_file():
    """The lines are taken from the file as they are wanted: a file without an end does no harm."""

    class Endless(io.BytesIO):
        number = 0

        def read(self, size=-1):
            return b"{}"

        def seek(self, *args):
            return 0

        def readline(self, size=-1):
            self.number += 1
            return json.dumps(line(self.number)).encode() + b"\n"

        def tell(self):
            return self.number

    results = import_archive(Endless(), NewsIndexPage.objects.get())
    assert [next(results).number for _ in range(3)] == [1, 2, 3]
    results.close()
    assert ArticlePage.objects.count() == services.BATCH


def test_the_queries_of_a_batch_do_not_grow_with_its_articles():
    run(line(0, topics=["Hội nghị"]))

    def count(numbers):
        with CaptureQueriesContext(connection) as captured:
            run(*[line(n, topics=["Hội nghị"]) for n in numbers])
        return len(captured)

    first, second = count([1]), count([2, 3, 4, 5])
    # The row of the article itself, which Django cannot insert in bulk, and its topics as the search asks for them.
    assert second - first == 3 * 2
