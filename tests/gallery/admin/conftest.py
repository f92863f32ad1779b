import pytest

from accounts.roles import CHIEF_EDITOR, EDITOR
from tests.factories import UserFactory


@pytest.fixture
def sign_in(client):
    """Signs somebody in who has a role; returns them."""

    def go(role=EDITOR, **fields):
        user = UserFactory(role=role, **fields)
        client.force_login(user)
        return user

    return go


@pytest.fixture
def editor(sign_in):
    return sign_in(EDITOR)


@pytest.fixture
def chief(sign_in):
    return sign_in(CHIEF_EDITOR)


@pytest.fixture
def ask(client):
    """Posts as the screen's script does."""

    def go(url, data):
        headers = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}
        return client.post(url, data, headers=headers)

    return go
