"""Reading what a screen says."""

import re

from lxml import html


def text(element) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def page(response, status=200):
    assert response.status_code == status
    return html.fromstring(response.content)


def said(response) -> list[str]:
    """The messages above the screen."""
    return [text(line) for line in html.fromstring(response.content).xpath("//div[@class='messages']/ul/li")]
