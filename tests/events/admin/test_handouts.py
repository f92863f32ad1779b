"""The files of an event: taken in by their content, looked over, changed, put in order, deleted."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from wagtail.models import PageLogEntry

from events import services
from events.admin import uploads
from events.handout_files import MAX_FILE_BYTES, RefusedHandout, kind_of, title_from
from events.models import Handout
from tests.events.admin.files import PARTS, docx, office, pdf
from tests.factories.events import ConferenceFactory, SessionFactory

SCREEN = 17
"""Queries of the screen, whatever stands on it."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def conference():
    return ConferenceFactory(starts_on=date(2026, 12, 16), opens_at=None, closes_at=None)


@pytest.fixture
def upload(client, conference):
    """upload(("a.pdf", b"…"), kind="minutes"): what the screen answers."""

    def go(*files, **fields):
        data = {"kind": "paper", "audience": "delegates", "session": ""} | fields
        data["files"] = [SimpleUploadedFile(name, content) for name, content in files]
        return client.post(reverse("events_handouts", args=[conference.pk]), data)

    return go


@pytest.fixture
def stored(upload, conference):
    """stored("A", "B"): handouts of these titles."""

    def make(*titles, **fields):
        upload(*((f"{title}.pdf", pdf(title.encode())) for title in titles), **fields)
        return [conference.handouts.get(title=title) for title in titles]

    return make


def page_of(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def change(client, handout, **fields):
    same = {name: getattr(handout, name) for name in ("title", "author", "kind", "audience")}
    data = same | {"session": "", "seen": services.version(handout)} | fields
    return client.post(reverse("events_handout_change", args=[handout.pk]), data)


def is_there(handout) -> bool:
    return handout.file.storage.exists(handout.file.name)


class TestContent:
    @pytest.mark.parametrize("kind", PARTS)
    def test_what_stands_in_it_decides(self, kind):
        assert kind_of(io.BytesIO(office(kind))) == kind
        assert kind_of(io.BytesIO(pdf())) == "pdf"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "empty"),
            (b"MZ\x90\0", "unknown"),
            (b"<html>", "unknown"),
            (b"%PDF-1.4 and no end", "broken"),
            (pdf(b"/Encrypt 5 0 R "), "encrypted"),
            (docx()[:-30], "damaged"),
            (docx(word__vbaProject_dot_bin=b"x"), "macros"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unknown"),
        ],
    )
    def test_what_is_something_else_is_refused(self, content, code):
        with pytest.raises(RefusedHandout) as refusal:
            kind_of(io.BytesIO(content))
        assert refusal.value.code == code

    def test_a_zip_of_two_kinds_or_of_none_is_refused(self):
        for parts in (["word/document.xml", "xl/workbook.xml"], ["readme.txt"]):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as package:
                for name in ("[Content_Types].xml", *parts):
                    package.writestr(name, "<a/>")
            with pytest.raises(RefusedHandout, match="unknown"):
                kind_of(out)

    def test_a_bomb_is_refused_before_it_is_unpacked(self):
        with pytest.raises(RefusedHandout, match="unpacks_too_large"):
            kind_of(io.BytesIO(docx(word__media__a_dot_bin=b"\0" * 20_000_000)))

    def test_entities_are_refused(self):
        bomb = b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
        with pytest.raises(RefusedHandout, match="dangerous_xml"):
            kind_of(io.BytesIO(docx(word__a_dot_xml=bomb)))

    def test_size_is_asked_before_anything_is_read(self):
        class Large(io.BytesIO):
            def tell(self):
                return MAX_FILE_BYTES + 1

            def read(self, *args):
                raise AssertionError("read")

        with pytest.raises(RefusedHandout, match="too_large"):
            kind_of(Large())

    @pytest.mark.parametrize(
        ("name", "title"),
        [
            ("Tham-luan_so 2.docx", "Tham-luan so 2"),
            ("bao-cao-tong-ket.pdf", "bao cao tong ket"),
            ("C:\\Users\\a\\Biên bản.pdf", "Biên bản"),
            (".pdf", ".pdf"),
            ("x" * 400 + ".pdf", "x" * 250),
        ],
    )
    def test_a_title_is_proposed_from_the_name(self, name, title):
        assert title_from(name) == title


class TestUpload:
    def test_several_at_once_and_then_their_titles(self, client, upload, conference):
        response = upload(("bao-cao.pdf", pdf()), ("Tham luận.docx", docx()), kind="material", audience="everyone")
        assert response.url.startswith(reverse("events_handouts_review", args=[conference.pk]))
        found = list(conference.handouts.all())
        assert [(row.title, row.kind_of_file, row.position) for row in found] == [
            ("bao cao", "pdf", 0),
            ("Tham luận", "docx", 1),
        ]
        assert {(row.kind, row.audience) for row in found} == {("material", "everyone")}
        assert PageLogEntry.objects.filter(action="events.handout.add").count() == 2
        assert client.get(response.url).status_code == 200

    def test_a_wrong_one_is_told_by_its_name_and_the_good_ones_are_stored(self, upload, conference):
        response = upload(("tot.pdf", pdf()), ("hong.pdf", b"%PDF-"), ("virus.docx", b"MZ"), kind="minutes")
        assert response.status_code == 422
        assert [row.title for row in conference.handouts.all()] == ["tot"]
        said = str(response.context["form"].errors["files"])
        assert "hong.pdf" in said and "virus.docx" in said and "tot.pdf" not in said
        assert response.context["form"]["kind"].value() == "minutes"

    def test_nothing_chosen_is_said(self, upload):
        response = upload()
        assert response.status_code == 422
        assert "files" in response.context["form"].errors

    @pytest.mark.parametrize("wrong", [{"kind": "x"}, {"audience": ""}, {"session": "9" * 30}, {"session": "x"}])
    def test_what_cannot_be_chosen_stores_nothing(self, upload, conference, wrong):
        response = upload(("a.pdf", pdf()), **wrong)
        assert response.status_code == 422
        assert not conference.handouts.exists()

    def test_a_session_of_another_event_is_none_of_this(self, upload, conference):
        assert upload(("a.pdf", pdf()), session=SessionFactory().pk).status_code == 422

    def test_too_much_is_refused_before_it_is_read(self, client, conference):
        url = reverse("events_handouts", args=[conference.pk])
        response = client.generic("POST", url, b"x", CONTENT_LENGTH=str(uploads.FORM_BYTES + 1))
        assert response.status_code == 413
        assert not conference.handouts.exists()

    def test_the_token_is_asked_for_all_the_same(self, conference, organiser):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(organiser)
        url = reverse("events_handouts", args=[conference.pk])
        data = {"kind": "paper", "audience": "everyone", "files": SimpleUploadedFile("a.pdf", pdf())}
        assert client.post(url, data).status_code == 403
        assert not conference.handouts.exists()

    @pytest.mark.parametrize("kind", ["minutes", "resolution"])
    def test_what_is_published_afterwards_has_a_place_of_its_own(self, client, conference, kind):
        url = reverse("events_handouts", args=[conference.pk])
        page = page_of(client.get(url))
        assert page.xpath(f"//section[contains(@class, 'handouts-afterwards')]//a[@href='?loai={kind}#them']")
        assert client.get(f"{url}?loai={kind}").context["form"]["kind"].value() == kind


class TestReview:
    def test_titles_are_written_together(self, client, stored, conference):
        first, second = stored("mot", "hai")
        url = reverse("events_handouts_review", args=[conference.pk]) + f"?tai-lieu={first.pk}&tai-lieu={second.pk}"
        page = page_of(client.get(url))
        data = dict(page.xpath("//form[contains(@class, 'events-form')]")[0].form_values())
        data["form-0-title"] = "Báo cáo tổng kết"
        assert client.post(url, data).status_code == 302
        assert set(conference.handouts.values_list("title", flat=True)) == {"Báo cáo tổng kết", "hai"}

    def test_an_empty_title_is_said_beside_it(self, client, stored, conference):
        (handout,) = stored("mot")
        url = reverse("events_handouts_review", args=[conference.pk]) + f"?tai-lieu={handout.pk}"
        data = dict(page_of(client.get(url)).xpath("//form[contains(@class, 'events-form')]")[0].form_values())
        response = client.post(url, data | {"form-0-title": "", "form-0-author": "Trần Thị Hòa"})
        assert response.status_code == 422
        assert response.context["forms"][0].errors.keys() == {"title"}
        assert "Trần Thị Hòa" in response.content.decode()

    @pytest.mark.parametrize("keys", ["", "?tai-lieu=x", "?tai-lieu=" + "9" * 30, "?tai-lieu=999999"])
    def test_keys_that_are_none_lead_back(self, client, conference, keys):
        url = reverse("events_handouts_review", args=[conference.pk])
        assert client.get(url + keys).url == reverse("events_handouts", args=[conference.pk])

    def test_garbage_is_no_error(self, client, stored, conference):
        (handout,) = stored("mot")
        url = reverse("events_handouts_review", args=[conference.pk]) + f"?tai-lieu={handout.pk}"
        for data in ({}, {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": "x"}):
            assert client.post(url, data).status_code == 422
        assert Handout.objects.get().title == "mot"

    def test_what_somebody_else_changed_is_told(self, client, stored, conference):
        (handout,) = stored("mot")
        url = reverse("events_handouts_review", args=[conference.pk]) + f"?tai-lieu={handout.pk}"
        data = dict(page_of(client.get(url)).xpath("//form[contains(@class, 'events-form')]")[0].form_values())
        Handout.objects.update(title="Của người kia")
        assert client.post(url, data | {"form-0-title": "Của tôi"}).status_code == 422
        assert Handout.objects.get().title == "Của người kia"


class TestChange:
    def test_all_that_is_said_can_be_changed(self, client, stored, conference):
        (handout,) = stored("mot")
        session = SessionFactory(event=conference)
        said = {"title": "Báo cáo", "author": "Trần Thị Hòa", "audience": "nobody", "session": session.pk}
        assert change(client, handout, **said).status_code == 302
        handout.refresh_from_db()
        assert (handout.title, handout.author, handout.audience) == ("Báo cáo", "Trần Thị Hòa", "nobody")
        assert handout.session == session

    @pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "x" * 251}, {"audience": "x"}, {"place": "7"}])
    def test_what_cannot_be_is_said_beside_the_field(self, client, stored, wrong):
        (handout,) = stored("mot")
        response = change(client, handout, **wrong)
        assert response.status_code == 422
        assert set(response.context["form"].errors) == set(wrong)

    def test_another_file_takes_its_place_and_the_old_one_goes(
        self, client, stored, django_capture_on_commit_callbacks
    ):
        (handout,) = stored("mot")
        with django_capture_on_commit_callbacks(execute=True):
            response = change(client, handout, replacement=SimpleUploadedFile("moi.docx", docx()))
        assert response.status_code == 302
        new = Handout.objects.get()
        assert (new.kind_of_file, new.name, new.title) == ("docx", "moi.docx", "mot")
        assert (is_there(new), is_there(handout)) == (True, False)

    def test_a_wrong_one_leaves_the_old_one_and_what_was_typed(self, client, stored):
        (handout,) = stored("mot")
        response = change(client, handout, title="Mới", replacement=SimpleUploadedFile("x.pdf", b"MZ"))
        assert response.status_code == 422
        assert "replacement" in response.context["form"].errors
        assert response.context["form"]["title"].value() == "Mới"
        assert Handout.objects.get().title == "mot" and is_there(handout)

    def test_who_comes_second_is_told_and_loses_nothing(self, client, stored):
        (handout,) = stored("mot")
        seen = services.version(handout)
        change(client, handout, title="Của người kia")
        response = change(client, handout, title="Của tôi", seen=seen)
        assert response.status_code == 409
        assert "Của người kia" in response.content.decode() and "Của tôi" in response.content.decode()
        assert Handout.objects.get().title == "Của người kia"

    def test_another_place_in_the_list_can_be_chosen_without_a_script(self, client, stored, conference):
        _first, _second, third = stored("A", "B", "C")
        change(client, third, place="0")
        assert [row.title for row in conference.handouts.all()] == ["C", "A", "B"]

    def test_another_kind_puts_it_at_the_end_of_that(self, client, stored, conference):
        stored("A", kind="minutes")
        (handout,) = stored("B")
        change(client, handout, kind="minutes")
        assert [row.title for row in conference.handouts.filter(kind="minutes")] == ["A", "B"]


class TestOrder:
    def test_a_row_is_dropped_at_another_place(self, client, stored, conference):
        _first, _second, third = stored("A", "B", "C")
        url = reverse("events_handout_move", args=[third.pk])
        assert client.post(f"{url}?position=0").json() == {"success": True}
        assert "".join(row.title for row in conference.handouts.all()) == "CAB"

    @pytest.mark.parametrize("place", ["", "x", "-1", "1.5", "²", "9" * 30])
    def test_what_is_no_place_changes_nothing(self, client, stored, place):
        (handout,) = stored("A")
        assert client.post(f"{reverse('events_handout_move', args=[handout.pk])}?position={place}").status_code == 422


class TestDownloadAndDelete:
    def test_organisers_read_what_nobody_else_may(self, client, stored):
        (handout,) = stored("mot", audience="nobody")
        response = client.get(reverse("events_handout_file", args=[handout.pk]))
        assert b"".join(response.streaming_content) == pdf(b"mot")
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_a_lost_file_is_not_found(self, client, stored):
        (handout,) = stored("mot")
        handout.file.storage.delete(handout.file.name)
        assert client.get(reverse("events_handout_file", args=[handout.pk])).status_code == 404

    def test_the_file_goes_with_the_row_after_the_commit(self, client, stored, django_capture_on_commit_callbacks):
        (handout,) = stored("mot")
        url = reverse("events_handout_delete", args=[handout.pk])
        assert client.get(url).status_code == 200 and is_there(handout)
        with django_capture_on_commit_callbacks() as waiting:
            client.post(url)
        assert not Handout.objects.exists() and is_there(handout)
        for callback in waiting:
            callback()
        assert not is_there(handout)

    @pytest.mark.parametrize("count", [1, 3, 60])
    def test_the_screen_costs_the_same_for_one_and_for_sixty(
        self, client, conference, django_assert_num_queries, count
    ):
        session = SessionFactory(event=conference)
        for number in range(count):
            Handout.objects.create(
                event=conference,
                session=session,
                title=str(number),
                file="x.pdf",
                name="x.pdf",
                kind_of_file="pdf",
                size=1,
            )
        url = reverse("events_handouts", args=[conference.pk])
        client.get(url)
        with django_assert_num_queries(SCREEN):
            client.get(url)
