"""Small .ics files for tests, written line by line."""

from events.calendars.reading import Code, Found, read


def event(*lines: str, uid: str = "a", title: str = "Hội nghị", start: str = "20260312T083000") -> list[str]:
    """A VEVENT of ten lines at most; what is empty is left out."""
    given = [uid and f"UID:{uid}", title and f"SUMMARY:{title}", start and f"DTSTART:{start}", *lines]
    return ["BEGIN:VEVENT", *filter(None, given), "END:VEVENT"]


def file(*blocks: list[str] | str) -> bytes:
    """A calendar of these blocks, with VERSION and PRODID in lines 2 and 3; the first block begins in line 4."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//VI"]
    for block in blocks:
        lines += [block] if isinstance(block, str) else block
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def found(*blocks: list[str] | str) -> Found:
    return read(file(*blocks))


def told(result: Found) -> list[tuple[int, Code]]:
    """Where and what."""
    return [(problem.line, problem.code) for problem in result.problems]
