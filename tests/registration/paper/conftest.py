"""A unit that has submitted something, and what a PDF of it says."""

import io
import re

import pytest
from pypdf import PdfReader

from events.models import Branch
from events.registration.models import EntryMember, State
from tests.factories import (
    DisciplineFactory,
    EntryFactory,
    EntryMemberFactory,
    FestivalFactory,
    ParticipantFactory,
    RegistrationFactory,
    UnitFactory,
    hanoi,
)

NOW = hanoi(2026, 11, 26, 9)


class Pdf:
    """A PDF, read back."""

    def __init__(self, data: bytes):
        self.data = data
        self._reader = PdfReader(io.BytesIO(data))
        self.pages = [_spaced(page.extract_text()) for page in self._reader.pages]
        self.text = " ".join(self.pages)
        self.title = self._reader.metadata.title

    def size_in_mm(self) -> tuple[int, int]:
        box = self._reader.pages[0].mediabox
        return tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height))

    def fonts(self) -> dict[str, bool]:
        """The fonts of all pages, and whether each is embedded."""
        found = {}
        for page in self._reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                font = font.get_object()
                inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                name = str(font["/BaseFont"]).rpartition("+")[2]
                found[name] = any(key in inner for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        return found


def _spaced(text: str) -> str:
    """With single spaces, and long words whole: where a line ends is not what a test is about."""
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


@pytest.fixture
def read():
    return Pdf


@pytest.fixture
def unit():
    return UnitFactory(
        name="Viện Nghiên cứu Ứng dụng", short_name="Viện Ứng dụng", governing_body="Bộ Khoa học và Công nghệ"
    )


@pytest.fixture
def registration(unit):
    """Nothing entered yet."""
    return RegistrationFactory(unit=unit, festival=FestivalFactory(title="Ngày Hội Mùa thu 2026"))


@pytest.fixture
def enter(registration):
    """enter("Kéo co", names) makes an entry of the unit with these people; the first is the captain."""
    arrivals = iter(range(1, 1000))

    def make(discipline: str, names=("Nguyễn Thị Hằng",), *, branch=Branch.SPORT, state=State.SUBMITTED, **texts):
        arrival = None if state == State.DRAFT else next(arrivals)
        entry = EntryFactory(
            registration=registration,
            unit=registration.unit,
            discipline=DisciplineFactory(festival=registration.festival, name=discipline, branch=branch),
            state=state,
            arrival=arrival,
            place=arrival if state in (State.SUBMITTED, State.APPROVED, State.RETURNED) else None,
            **texts,
        )
        for position, name in enumerate(names):
            role = EntryMember.Role.PLAYER if position else EntryMember.Role.CAPTAIN
            person = registration.unit.participants.filter(full_name=name).first()
            person = person or ParticipantFactory(unit=registration.unit, full_name=name)
            EntryMemberFactory(entry=entry, participant=person, role=role, position=position)
        return entry

    return make
