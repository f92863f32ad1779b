"""What a page says of itself to search engines and to those who share it."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.html import _json_script_escapes
from django.utils.safestring import SafeString, mark_safe

from images.templatetags.images import shared_picture

from .addresses import absolute


@dataclass(frozen=True)
class Metadata:
    """The head of a page: `base.html` prints it. Addresses are absolute, times aware; '' and None are left out."""

    title: str
    description: str = ""
    canonical_url: str = ""
    image_url: str = ""
    image_alt: str = ""
    type: str = "website"
    published_at: datetime | None = None
    modified_at: datetime | None = None
    structured_data: SafeString | str = ""


def describe(page, request: HttpRequest, *, title: str = "", path: str = "", **extra) -> Metadata:
    """The metadata of a page, or of one of its views when `title` and `path` are given."""
    picture = page.picture()
    return Metadata(
        title=title or page.seo_title or page.title,
        description=" ".join(page.description().split())[:300],
        canonical_url=absolute(request, path or page.get_url(request) or request.path),
        image_url=absolute(request, shared_picture(picture)),
        image_alt=picture.description if picture else "",
        **extra,
    )


def json_ld(data: dict) -> SafeString:
    """A script element of linked data (schema.org). Nothing in the data can end the element early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_json_script_escapes)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
