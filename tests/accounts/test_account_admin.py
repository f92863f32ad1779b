"""The administrator makes and changes accounts in the admin; everyone changes their own name there."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from lxml import html

from accounts.models import User
from accounts.roles import ADMINISTRATOR, EDITOR
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "mot-mat-khau-dai-2026"


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(role=ADMINISTRATOR, full_name="Đỗ Anh Tuấn"))
    return client


def form(**changes) -> dict:
    """A filled form for a new account."""
    filled = {
        "email": "thu.ha@example.vn",
        "full_name": "Lê Thu Hà",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "groups": [Group.objects.get(name=EDITOR).pk],
    }
    return filled | changes


def inputs(response) -> set[str]:
    """The names of the inputs that the form shows."""
    return set(html.fromstring(response.content).xpath("//form//*[self::input or self::select]/@name"))


def test_the_form_asks_for_one_name(admin):
    assert {"email", "full_name", "password1", "password2", "groups"} <= inputs(admin.get("/quan-tri/users/new/"))
    assert not {"first_name", "last_name", "username"} & inputs(admin.get("/quan-tri/users/new/"))


def test_an_account_is_made_and_its_owner_signs_in(admin):
    response = admin.post("/quan-tri/users/new/", form())

    assert response.status_code == 302
    user = User.objects.get(email="thu.ha@example.vn")
    assert user.full_name == "Lê Thu Hà"
    assert [group.name for group in user.groups.all()] == [EDITOR]
    admin.logout()
    signed_in = admin.post("/tai-khoan/dang-nhap/", {"login": "Thu.Ha@example.vn", "password": PASSWORD})
    assert signed_in.url == "/quan-tri/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "khong-phai-dia-chi"}, "email"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "a" * 151}, "full_name"),
        ({"password2": "khac"}, "password2"),
        ({"password1": "123", "password2": "123"}, "password2"),
    ],
)
def test_bad_input_is_refused_beside_its_field(admin, changes, field):
    response = admin.post("/quan-tri/users/new/", form(**changes))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(full_name="Lê Thu Hà").exists()


@pytest.mark.parametrize("typed", ["thu.ha@example.vn", "THU.HA@Example.vn"])
def test_an_address_has_one_account_however_it_is_typed(admin, typed):
    UserFactory(email="thu.ha@example.vn")

    response = admin.post("/quan-tri/users/new/", form(email=typed))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["email"]
    assert User.objects.filter(email__iexact="thu.ha@example.vn").count() == 1


def test_a_decomposed_name_is_stored_composed(admin):
    admin.post("/quan-tri/users/new/", form(full_name="  Le\u0302  Thu Ha\u0300 "))

    assert User.objects.get(email="thu.ha@example.vn").full_name == "Lê Thu Hà"


def test_an_account_is_changed_and_keeps_its_password(admin):
    user = UserFactory(email="thu.ha@example.vn", password="!")
    user.set_password(PASSWORD)
    user.save()

    changes = form(full_name="Lê Thị Thu Hà", password1="", password2="", groups=[], is_active="on")
    response = admin.post(f"/quan-tri/users/edit/{user.pk}/", changes)

    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.full_name, user.is_active, user.groups.count()) == ("Lê Thị Thu Hà", True, 0)
    assert user.check_password(PASSWORD)


def test_an_account_is_closed(admin):
    user = UserFactory(email="thu.ha@example.vn")

    admin.post(f"/quan-tri/users/edit/{user.pk}/", form(password1="", password2=""))

    user.refresh_from_db()
    assert not user.is_active


def test_the_list_is_searched_by_name(admin):
    UserFactory(full_name="Lê Thu Hà")
    UserFactory(full_name="Phạm Quốc Bảo")

    page = admin.get("/quan-tri/users/", {"q": "Quốc Bảo"}).content.decode()

    assert "Phạm Quốc Bảo" in page
    assert "Lê Thu Hà" not in page


@pytest.mark.parametrize("role", [EDITOR, ADMINISTRATOR])
def test_everyone_changes_their_own_name(client, role):
    user = UserFactory(role=role)
    client.force_login(user)
    assert "name_email-full_name" in inputs(client.get("/quan-tri/account/"))

    profile = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    response = client.post("/quan-tri/account/", profile | {"name_email-full_name": "Nguyễn Thị  Hoà"})

    assert response.status_code == 302
    user.refresh_from_db()
    assert user.full_name == "Nguyễn Thị Hoà"


def test_the_sidebar_names_the_user(admin):
    props = html.fromstring(admin.get("/quan-tri/").content).xpath("//script[@id='wagtail-sidebar-props']")[0].text

    assert "\\u0110\\u1ed7 Anh Tu\\u1ea5n" in props or "Đỗ Anh Tuấn" in props


def test_another_change_of_an_account_proves_no_address(admin):
    user = UserFactory(email="chua.xac.nhan@example.vn")
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    form = {"email": user.email, "full_name": "Tên Đã Sửa", "is_active": "on", "groups": []}

    admin.post(f"/quan-tri/users/edit/{user.pk}/", form)

    user.refresh_from_db()
    assert user.full_name == "Tên Đã Sửa"
    assert not EmailAddress.objects.get(user=user).verified
