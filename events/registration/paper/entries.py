"""Entries and their people as papers show them: plain dictionaries of Vietnamese words, which go to Typst as JSON."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from events.models import Branch, Discipline, EventPage
from events.registration.models import Entry, EntryMember, Gender, Participant, State
from vietnamese.dates import format_date

ONE_OF = {
    Discipline.Format.TEAM: "Đội",
    Discipline.Format.PAIR: "Đôi",
    Discipline.Format.INDIVIDUAL: "Vận động viên",
}
"""What a unit has several of in a discipline."""

ROLES = {
    EntryMember.Role.CAPTAIN: "Đội trưởng",
    EntryMember.Role.PLAYER: "Vận động viên",
    EntryMember.Role.RESERVE: "Dự bị",
    EntryMember.Role.COACH: "Huấn luyện viên",
    EntryMember.Role.LEADER: "Lãnh đội",
}
ROLES_ON_STAGE = {
    EntryMember.Role.CAPTAIN: "Trưởng nhóm",
    EntryMember.Role.PLAYER: "Diễn viên",
    EntryMember.Role.COACH: "Biên đạo, dàn dựng",
    EntryMember.Role.LEADER: "Trưởng đoàn",
}
GENDERS = {Gender.MALE: "Nam", Gender.FEMALE: "Nữ"}
BRANCHES = {Branch.SPORT: "Thể thao", Branch.ART: "Văn nghệ"}
STATES = {
    State.DRAFT: "Bản nháp",
    State.SUBMITTED: "Chờ duyệt",
    State.WAITING: "Danh sách chờ",
    State.RETURNED: "Trả lại để sửa",
    State.APPROVED: "Đã duyệt",
    State.REJECTED: "Không được duyệt",
    State.WITHDRAWN: "Đã rút",
}
ERASED = "(đã xóa dữ liệu cá nhân)"


def with_rosters(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries in the order of disciplines and units, with all that papers say of them: three queries."""
    members = EntryMember.objects.select_related("participant").order_by("position", "pk")
    return (
        entries.select_related("discipline", "unit")
        .prefetch_related(Prefetch("members", queryset=members))
        .order_by("discipline__position", "discipline", "unit__position", "unit__name", "number")
    )


def described(entry: Entry, heading: str) -> dict:
    """An entry with its roster."""
    return {
        "heading": heading,
        "branch": BRANCHES[entry.discipline.branch],
        "state": STATES[entry.state],
        "is_act": entry.discipline.is_act,
        "title": entry.title,
        "genre": entry.genre,
        "author": entry.author,
        "duration": duration(entry.seconds),
        "stage": entry.stage_needs,
        "people": [member_described(member, on_stage=entry.discipline.is_act) for member in entry.members.all()],
    }


def member_described(member: EntryMember, *, on_stage: bool) -> dict:
    person = member.participant
    return {
        "name": name_of(person),
        "birth": format_date(person.birth_date) if person.birth_date else "",
        "gender": GENDERS.get(person.gender, ""),
        "post": person.post,
        "role": role_of(member, on_stage=on_stage),
        "shirt": "" if member.shirt is None else str(member.shirt),
    }


def role_of(member: EntryMember, *, on_stage: bool) -> str:
    return (ROLES_ON_STAGE.get(member.role) if on_stage else None) or ROLES[member.role]


def name_of(person: Participant) -> str:
    return ERASED if person.anonymised_at else person.full_name


def numbered(entry: Entry, among: Iterable[Entry]) -> str:
    """Which of its unit's entries in the discipline: 'Đội 2: Sao Mai'; only what there is to say."""
    several = sum(other.discipline_id == entry.discipline_id and other.unit_id == entry.unit_id for other in among) > 1
    what = "Tiết mục" if entry.discipline.is_act else ONE_OF[entry.discipline.format]
    return ": ".join(filter(None, [f"{what} {entry.number}" if several else "", entry.name]))


def duration(seconds: int | None) -> str:
    """4 phút 30 giây."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    return " ".join(filter(None, [f"{minutes} phút" if minutes else "", f"{rest} giây" if rest else ""]))


def days(event: EventPage) -> str:
    """When an event is: 'ngày 12/12/2026', 'từ ngày 12/12/2026 đến ngày 14/12/2026'."""
    first, last = format_date(event.starts_on), format_date(event.ends_on)
    return f"ngày {first}" if first == last else f"từ ngày {first} đến ngày {last}"
