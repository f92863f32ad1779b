"""Never an old page after the editor has seen that it is done: every way to change the site, through the admin.

The pages are asked for through the cache and Django together, as the server does it.
"""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, PageViewRestriction, Site

from accounts.models import User
from home.models import HomePage
from news.models import ArticlePage, NewsIndexPage
from operations import clock
from pagecache.front import PageCache
from pages.models import InformationPage
from tests.factories import ArticleFactory, ImageFactory, TopicFactory, hanoi, picture_bytes

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://cu.example.vn/"
EMPTY_FORM = {
    "lead": "",
    "main_picture": "",
    "body-count": "0",
    "article_topics-TOTAL_FORMS": "0",
    "article_topics-INITIAL_FORMS": "0",
    "related_articles-TOTAL_FORMS": "0",
    "related_articles-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


class Reader:
    """Asks through the cache."""

    def __init__(self):
        self.cache = PageCache(WSGIHandler())

    def get(self, path: str, **headers) -> "Reader":
        def start_response(status, headers, exc_info=None):
            self.status, self.headers = int(status[:3]), dict(headers)

        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        chunks = self.cache(environ, start_response)
        self.text = b"".join(chunks).decode()
        getattr(chunks, "close", lambda: None)()
        self.was_kept = self.headers.get("Cache-Status") == "page-cache; hit"
        return self


@pytest.fixture
def reader(monkeypatch):
    # As Django's test client sees to as well: the transaction of the test lives in this connection.
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda self: None)
    return Reader()


@pytest.fixture
def kept(reader):
    """Asks for a page twice, so that it is in the cache for certain; returns its text."""

    def kept(path: str, status: int = 200) -> str:
        reader.get(path)
        assert reader.get(path).was_kept
        assert reader.status == status
        return reader.text

    return kept


@pytest.fixture
def editor(client, django_capture_on_commit_callbacks):
    """Presses a button of the admin; what follows a commit has happened when the answer is there."""
    client.force_login(User.objects.create_superuser("quantri@example.vn", "x", full_name="Nguyễn Thị Hòa"))

    def post(name: str, /, *arguments, **data):
        address = name if name.startswith("/") else reverse(name, args=arguments)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, data)
        assert response.status_code in (200, 302), response.content.decode()
        context = response.context or {}
        assert "form" not in context or not context["form"].errors, context["form"].errors
        return response

    return post


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def article(title="Hội nghị tổng kết", **fields) -> ArticlePage:
    page = ArticleFactory(title=title, **{"display_at": hanoi(2024, 1, 17, 9)} | fields)
    page.save_revision()
    return page


def form_of(page, **changes) -> dict:
    return EMPTY_FORM | {"title": page.title, "slug": page.slug} | changes


class TestArticles:
    def test_published_anew(self, kept, reader, editor):
        page = article()
        lists = [page.url, f"{page.url}in/", "/", "/tin-tuc/", "/tin-tuc/2024/01/17/", "/tin-tuc/rss.xml"]
        for path in lists:
            assert "Hội nghị tổng kết" in kept(path)
        editor(
            "wagtailadmin_pages:edit",
            page.pk,
            **form_of(page, title="Hội nghị sơ kết"),
            **{"action-publish": "action-publish"},
        )
        for path in lists:
            assert "Hội nghị sơ kết" in reader.get(path).text
            assert "Hội nghị tổng kết" not in reader.text

    def test_a_draft_changes_nothing(self, kept, reader, editor):
        page = article()
        kept(page.url)
        editor("wagtailadmin_pages:edit", page.pk, **form_of(page, title="Bản nháp"))
        assert "Bản nháp" not in reader.get(page.url).text

    def test_published_for_the_first_time(self, kept, reader, editor):
        page = article(live=False)
        kept(page.url, status=404)
        kept("/tin-tuc/")
        editor("wagtailadmin_pages:edit", page.pk, **form_of(page), **{"action-publish": "action-publish"})
        assert reader.get(page.url).status == 200
        assert page.title in reader.get("/tin-tuc/").text

    def test_unpublished(self, kept, reader, editor):
        page = article()
        kept(page.url), kept("/tin-tuc/")
        editor("wagtailadmin_pages:unpublish", page.pk)
        assert reader.get(page.url).status == 404
        assert page.title not in reader.get("/tin-tuc/").text

    def test_deleted(self, kept, reader, editor):
        page = article()
        kept(page.url), kept("/tin-tuc/")
        editor("wagtailadmin_pages:delete", page.pk)
        assert reader.get(page.url).status == 404
        assert page.title not in reader.get("/tin-tuc/").text

    @pytest.mark.parametrize(("action", "status"), [("delete", 404), ("unpublish", 404), ("publish", 200)])
    def test_several_at_once(self, kept, reader, editor, action, status):
        pages = [article(f"Tin {number}", live=action != "publish") for number in range(2)]
        for page in pages:
            kept(page.url, status=200 if page.live else 404)
        query = "&".join(f"id={page.pk}" for page in pages)
        editor(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}")
        assert [reader.get(page.url).status for page in pages] == [status] * 2

    def test_published_by_the_clock(self, kept, reader, after_commit, time_machine):
        time_machine.move_to("2026-11-24 08:00+07:00")
        page = article(live=False)
        page.go_live_at = timezone.now() + timezone.timedelta(minutes=1)
        page.save_revision().publish()
        kept(page.url, status=404), kept("/tin-tuc/")
        # Not past the life of what is kept, which would end by itself.
        time_machine.shift(61)
        kept(page.url, status=404)
        with after_commit():
            clock.publish_scheduled()
        assert reader.get(page.url).status == 200
        assert page.title in reader.get("/tin-tuc/").text

    def test_expired_by_the_clock(self, kept, reader, after_commit, time_machine):
        time_machine.move_to("2026-11-24 08:00+07:00")
        page = article(expire_at=timezone.now() + timezone.timedelta(minutes=1))
        kept(page.url), kept("/tin-tuc/")
        time_machine.shift(61)
        with after_commit():
            clock.publish_scheduled()
        assert reader.get(page.url).status == 404
        assert page.title not in reader.get("/tin-tuc/").text

    def test_given_another_address(self, kept, reader, editor):
        page = article()
        kept(page.url), kept("/tin-tuc/dia-chi-moi/", status=404)
        changed = form_of(page, slug="dia-chi-moi")
        editor("wagtailadmin_pages:edit", page.pk, **changed, **{"action-publish": "action-publish"})
        assert reader.get("/tin-tuc/dia-chi-moi/").status == 200
        assert reader.get(page.url).status in (301, 404)


class TestTree:
    @pytest.fixture
    def pages(self):
        home = HomePage.objects.get()
        return [
            home.add_child(instance=InformationPage(title=title, slug=slug, show_in_menus=True))
            for title, slug in (("Giới thiệu", "gioi-thieu"), ("Liên hệ", "lien-he"))
        ]

    def test_moved(self, kept, reader, editor, pages):
        about, contact = pages
        kept("/lien-he/"), kept("/gioi-thieu/lien-he/", status=404)
        editor("wagtailadmin_pages:move_confirm", contact.pk, about.pk)
        assert reader.get("/gioi-thieu/lien-he/").status == 200
        assert reader.get("/lien-he/").status in (301, 404)

    def test_put_in_another_order(self, kept, reader, editor, pages):
        contact = pages[1]
        text = kept("/tin-tuc/")
        assert text.index('href="/gioi-thieu/"') < text.index('href="/lien-he/"')
        editor(f"{reverse('wagtailadmin_pages:set_page_position', args=[contact.pk])}?position=0")
        text = reader.get("/tin-tuc/").text
        assert text.index('href="/lien-he/"') < text.index('href="/gioi-thieu/"')

    def test_the_menu_and_the_imprint(self, kept, reader, editor, pages):
        kept("/tin-tuc/")
        site = Site.objects.get()
        editor(
            "wagtailsettings:edit",
            "navigation",
            "siteidentity",
            site.pk,
            name="Khối mới",
            short_name="Khối mới",
        )
        assert "Khối mới" in reader.get("/tin-tuc/").text

    def test_another_name_of_the_site(self, kept, reader, editor):
        site, home = Site.objects.get(), HomePage.objects.get()
        kept("/")
        index = NewsIndexPage.objects.get()
        editor("wagtailsites:edit", site.pk, hostname="localhost", port="80", root_page=index.pk, is_default_site="on")
        assert reader.get("/").text != ""
        assert Site.objects.get().root_page_id == index.pk != home.pk
        assert not reader.was_kept


class TestWhatStandsOnPages:
    def test_a_topic_is_renamed_and_deleted(self, kept, reader, editor):
        topic = TopicFactory(name="Hội thảo", slug="hoi-thao")
        assert "Hội thảo" in kept("/tin-tuc/")
        edit, delete = (
            reverse(topic.snippet_viewset.get_url_name(name), args=[topic.pk]) for name in ("edit", "delete")
        )
        editor(edit, name="Tọa đàm", slug="hoi-thao", sort_order="0")
        assert "Tọa đàm" in kept("/tin-tuc/")
        editor(delete)
        assert "Tọa đàm" not in reader.get("/tin-tuc/").text

    def test_a_picture_is_described_anew_and_deleted(self, kept, reader, editor):
        picture = ImageFactory(title="Ảnh", description="Quang cảnh cũ")
        page = article(main_picture=picture)
        assert "Quang cảnh cũ" in kept(page.url)
        kept(page.url)
        editor(
            "wagtailimages:edit",
            picture.pk,
            title="Ảnh",
            description="Quang cảnh mới",
            collection=str(Collection.get_first_root_node().pk),
        )
        picture.refresh_from_db()
        assert picture.description == "Quang cảnh mới"
        assert "Quang cảnh mới" in kept(page.url)
        editor("wagtailimages:delete", picture.pk)
        assert "Quang cảnh mới" not in reader.get(page.url).text

    def test_a_picture_gets_another_file(self, kept, reader, editor):
        picture = ImageFactory()
        page = article(main_picture=picture)
        before = kept(page.url)
        editor(
            "wagtailimages:edit",
            picture.pk,
            title="Ảnh",
            description="x",
            collection=str(Collection.get_first_root_node().pk),
            file=SimpleUploadedFile("khac.png", picture_bytes((120, 80), file_format="PNG"), "image/png"),
        )
        assert reader.get(page.url).text != before

    def test_a_document_is_deleted(self, kept, reader, editor):
        document = get_document_model().objects.create(
            title="Kế hoạch", file=ContentFile(b"x" * 2048, name="ke-hoach.pdf")
        )
        page = article()
        kept(page.url)
        editor("wagtaildocs:delete", document.pk)
        assert not reader.get(page.url).was_kept


class TestRedirects:
    def test_one_is_made_for_an_address_that_was_not_found(self, kept, reader, editor):
        kept("/bai-cu/", status=404)
        site = Site.objects.get()
        editor("wagtailredirects:add", old_path="/bai-cu/", site=site.pk, is_permanent="on", redirect_link=ELSEWHERE)
        assert (reader.get("/bai-cu/").status, reader.headers["Location"]) == (301, ELSEWHERE)

    def test_it_leads_elsewhere_and_is_deleted(self, reader, editor):
        redirect = Redirect.objects.create(old_path="/bai-cu", redirect_link="/tin-tuc/")
        for _ in range(3):
            assert reader.get("/bai-cu/").headers["Location"] == "/tin-tuc/"
        editor("wagtailredirects:edit", redirect.pk, old_path="/bai-cu", site="", redirect_link=ELSEWHERE)
        assert reader.get("/bai-cu/").headers["Location"] == ELSEWHERE
        editor("wagtailredirects:delete", redirect.pk)
        assert reader.get("/bai-cu/").status == 404

    def test_one_for_an_address_with_a_query(self, reader):
        Redirect.objects.create(old_path=Redirect.normalise_path("/chitiet.aspx?id=7"), redirect_link="/tin-tuc/")
        for _ in range(2):
            assert reader.get("/chitiet.aspx").status == 404
            assert reader.get("/chitiet.aspx?id=8").status == 404
            assert reader.get("/chitiet.aspx?id=7").headers["Location"] == "/tin-tuc/"


class TestRestrictions:
    @pytest.fixture
    def page(self):
        return article("Chuyện kín")

    def restrict(self, editor, page, **fields):
        editor("wagtailadmin_pages:set_privacy", page.pk, **fields)

    def test_a_page_is_closed_and_opened(self, kept, reader, editor, page):
        kept(page.url), kept("/tin-tuc/")
        self.restrict(editor, page, restriction_type="password", password="mật khẩu")
        assert "Chuyện kín" not in reader.get("/tin-tuc/").text
        for _ in range(2):
            assert page.lead not in reader.get(page.url).text or not page.lead
            assert 'type="password"' in reader.text
            assert not reader.was_kept
        self.restrict(editor, page, restriction_type="none")
        assert 'type="password"' not in kept(page.url)
        assert "Chuyện kín" in kept("/tin-tuc/")

    def test_what_stands_below_it_is_closed_too(self, kept, reader, editor, page):
        kept(page.url)
        self.restrict(editor, NewsIndexPage.objects.get(), restriction_type="login")
        assert reader.get(page.url).status == 302

    def test_who_has_entered_the_password_reads_it_and_nobody_else(self, reader, client, page):
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="mở ra")
        address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
        client.post(address, {"password": "mở ra", "return_url": page.url})
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        for _ in range(2):
            assert 'type="password"' in reader.get(page.url).text
            assert 'type="password"' in reader.get(page.url, cookie="sessionid=forged").text
            assert "Chuyện kín" in reader.get(page.url, cookie=cookie).text
            assert 'type="password"' not in reader.text
            assert not reader.was_kept

    def test_who_signed_in_reads_a_page_for_those_who_have(self, reader, client, page):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        client.force_login(User.objects.create_user("a@example.vn", "x", full_name="Trần Văn An"))
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        for _ in range(2):
            assert reader.get(page.url).status == 302
            assert reader.get(page.url, cookie=cookie).status == 200
            assert not reader.was_kept


class TestPublicPages:
    def test_who_is_signed_in_gets_the_same_bytes(self, reader, client):
        page = article()
        client.force_login(User.objects.create_superuser("quantri@example.vn", "x", full_name="Nguyễn Thị Hòa"))
        anonymous = reader.get(page.url).text
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        assert reader.get(page.url, cookie=cookie).text == anonymous
        assert reader.was_kept

    def test_a_signed_in_person_who_comes_first_leaves_nothing_of_theirs(self, reader, client):
        page = article()
        client.force_login(User.objects.create_superuser("quantri@example.vn", "x", full_name="Nguyễn Thị Hòa"))
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        first = reader.get(page.url, cookie=cookie).text
        assert reader.headers["Cache-Status"] == "page-cache; fwd=miss; stored"
        assert reader.get(page.url).text == first
        assert "Nguyễn Thị Hòa" not in first

    @pytest.mark.parametrize(
        "path", ["/", "/tin-tuc/", "/tin-tuc/2024/", "/tin-tuc/rss.xml", "/sitemap.xml", "/robots.txt"]
    )
    def test_they_are_kept(self, kept, path):
        article()
        kept(path)

    def test_a_search_is_not(self, reader):
        for _ in range(2):
            assert reader.get("/tim-kiem/?q=h%E1%BB%99i").status == 200
            assert not reader.was_kept

    def test_a_preview_is_not(self, client, editor, reader):
        page = article(live=False)
        address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        session = f"sessionid={client.cookies['sessionid'].value}"
        for _ in range(2):
            assert page.title in reader.get(address, cookie=session).text
            assert "Cache-Status" not in reader.headers
        assert reader.get(page.url).status == 404


def test_after_a_change_that_no_signal_tells_of_somebody_says_so(kept, reader):
    page = article()
    kept(page.url)
    Page.objects.filter(pk=page.pk).update(title="Bằng SQL")
    call_command("renew_pages")
    assert "Bằng SQL" in reader.get(page.url).text
