"""The rulebook of a festival as PDF, set by Typst from what the festival itself says."""

import json
from pathlib import Path

import typst
from django.core.files.base import ContentFile
from wagtail.models import Collection

from documents.models import CustomDocument
from events import words
from events.models import FestivalPage
from events.registration.paper.engine import FONTS
from events.templatetags.events import days

SOURCE = Path(__file__).with_name("regulations.typ")


def attach(festival: FestivalPage, *, title: str, host: str) -> None:
    """Writes the rulebook into the library and names it on the festival's page, which is not saved yet."""
    document = CustomDocument(title=title, collection=Collection.get_first_root_node())
    document.file.save(f"dieu-le-{festival.slug}.pdf", ContentFile(_pdf(festival, title, host)), save=False)
    document._set_document_file_metadata()
    document.save()
    festival.regulations = document


def _pdf(festival: FestivalPage, title: str, host: str) -> bytes:
    data = {
        "bloc": "Khối thi đua",
        "title": title,
        "host": host,
        "days": days(festival),
        "place": festival.place,
        "opens": words.clock(festival.opens_at),
        "closes": words.clock(festival.closes_at),
        "freezes": words.clock(festival.freezes_at),
        "most_sports": festival.most_sports,
        "disciplines": [
            {"name": found.name, "summary": words.summary(found), "entries": words.of_one_unit(found)}
            for found in festival.disciplines.order_by("position")
        ],
    }
    return typst.compile(
        SOURCE,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )
