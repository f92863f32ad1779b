import pytest
from lxml import html

from accounts.roles import ADMINISTRATOR, ORGANISER
from tests.factories import UserFactory


@pytest.fixture
def sign_in(client):
    """Signs somebody in who has a role; returns them."""

    def go(role=ORGANISER, **fields):
        user = UserFactory(role=role, is_superuser=role == ADMINISTRATOR, **fields)
        client.force_login(user)
        return user

    return go


@pytest.fixture
def organiser(sign_in):
    return sign_in(ORGANISER)


@pytest.fixture
def page_at(client):
    """page_at(address): what stands there, as a tree."""

    def get(address: str) -> html.HtmlElement:
        response = client.get(address)
        assert response.status_code == 200
        return html.fromstring(response.content.decode())

    return get


def text(element) -> str:
    return " ".join(element.text_content().split())
