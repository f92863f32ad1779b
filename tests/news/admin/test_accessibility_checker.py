"""Wagtail's checker in the editor: it looks at the article and not at the site around it."""

import json

import pytest
from django.urls import reverse
from lxml import html

from accounts.roles import EDITOR
from tests.factories import ArticleFactory, UserFactory


@pytest.mark.django_db
def test_the_checker_looks_at_the_article_alone(client):
    client.force_login(UserFactory(role=EDITOR))

    page = html.fromstring(client.get(reverse("wagtailadmin_pages:edit", args=[ArticleFactory().pk])).content)

    configuration = json.loads(page.xpath("//script[@id='checker-axe-configuration']")[0].text)
    assert configuration["context"]["include"] == ["main"]
    assert "heading-order" in configuration["options"]["runOnly"]
    assert "empty-meta-description" not in configuration["options"]["runOnly"]
    assert [rule["id"] for rule in configuration["spec"]["rules"]] == ["alt-text-quality"]
