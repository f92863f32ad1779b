#!/usr/bin/env python3
"""How long the server takes to take an entry in: the whole answer to the button, with rules, place, audit and notice.

    .venv/bin/python bench/submissions.py

A festival of 20 units, 20 disciplines and 1,000 people; each unit has a draft of eight people in each discipline. Its
representatives hand them in one after the other, and before each submission ask for the page that has the button,
which writes nothing. Then in turn from eight connections at once. SQLite, or the database of DATABASE_URL, which must
be empty. At the end each entry must have its place, one audit row and one notice.
"""

import contextlib
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from serving import OURS, ROOT, served

UNITS = DISCIPLINES = 20
PEOPLE, ROSTER = 50, 8
CONNECTIONS = 8
TOKEN = "k" * 32
TARGET_MS = 100

CONTENT = f"""
from django.test import Client
from events.registration import queries, services
from events.registration.models import Entry, EntryMember, Participant
from tests.factories import DisciplineFactory, FestivalFactory, MembershipFactory, ParticipantFactory
festival = FestivalFactory(most_disciplines=10)
disciplines = [DisciplineFactory(festival=festival, squad_min=6, gender_rule="men") for _ in range({DISCIPLINES})]
for _ in range({UNITS}):
    membership = MembershipFactory()
    unit, client = membership.unit, Client()
    client.force_login(membership.user)
    registration = services.register(festival, unit)
    services.give_consent(registration, by=membership.user, text=queries.consent_text(festival))
    people = [ParticipantFactory(unit=unit) for _ in range({PEOPLE})]
    for number, discipline in enumerate(disciplines):
        entry = services.begin_entry(discipline, unit, by=membership.user)
        chosen = [people[(number * {ROSTER} + seat) % {PEOPLE}] for seat in range({ROSTER})]
        seats = [services.Seat(person.pk, "player" if seat else "captain") for seat, person in enumerate(chosen)]
        entry = services.save_entry(entry.pk, revision=1, by=membership.user, texts={{}}, members=seats)
        print("entry", unit.code, entry.pk, entry.revision, client.cookies["sessionid"].value)
"""
CHECK = """
from events.registration.models import Entry, EntryEvent, Notice
entries = Entry.objects.filter(state="submitted", place__isnull=False).count()
print(entries, EntryEvent.objects.filter(action="submit").count(), Notice.objects.filter(kind="submitted").count())
"""

Draft = tuple[str, str, str, str]
"""A unit's code, the entry's key and revision, and the session of whoever represents the unit."""


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """What a management command prints."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.strip()


def ask(connection: http.client.HTTPConnection, method: str, draft: Draft, expected: int) -> float:
    """How many milliseconds an answer took."""
    code, pk, revision, session = draft
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode({"revision": revision, "csrfmiddlewaretoken": TOKEN}) if method == "POST" else None
    began = time.perf_counter()
    connection.request(method, f"/dang-ky/{code}/muc/{pk}/gui/", form, headers)
    response = connection.getresponse()
    response.read()
    took = (time.perf_counter() - began) * 1000
    if response.status != expected:
        sys.exit(f"{method} of entry {pk} was answered {response.status}")
    return took


def one_after_the_other(port: int, drafts: list[Draft]) -> tuple[list[float], list[float]]:
    """What the page and what the submission took of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked, submitted = [], []
    for draft in drafts:
        asked.append(ask(connection, "GET", draft, 200))
        submitted.append(ask(connection, "POST", draft, 302))
    return asked, submitted


def at_once(port: int, drafts: list[Draft]) -> list[float]:
    def send(mine: list[Draft]) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        return [ask(connection, "POST", draft, 302) for draft in mine]

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = pool.map(send, [drafts[start::CONNECTIONS] for start in range(CONNECTIONS)])
        return [took for part in parts for took in part]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as servers:
        ours = OURS | {"DATA_DIR": folder, "EMAIL_URL": "dummymail://"}
        manage("migrate", "--verbosity", "0", environment=ours)
        manage("collectstatic", "--no-input", "--verbosity", "0", environment=ours)
        content = manage("shell", "--no-imports", "--command", CONTENT, environment=ours)
        drafts = [tuple(line.split()[1:]) for line in content.splitlines() if line.startswith("entry ")]
        site = servers.enter_context(served(ROOT, "config.wsgi:application", ours, threads=4))
        middle = len(drafts) // 2
        one_after_the_other(site, drafts[:10])
        asked, submitted = one_after_the_other(site, drafts[10:middle])
        crowded = at_once(site, drafts[middle:])
        page, alone, together = (statistics.median(each) for each in (asked, submitted, crowded))
        print(f"{'the page':>12} {'handing in':>12} {f'{CONNECTIONS} at once':>12}     milliseconds, median")
        ratios = f"{alone / page:.2f} and {together / page:.2f} of the page"
        print(f"{page:12.1f} {alone:12.1f} {together:12.1f}     {ratios}")
        print(f"{'under' if alone < TARGET_MS else 'OVER'} the {TARGET_MS} ms that a submission may take")
        stored = manage("shell", "--no-imports", "--command", CHECK, environment=ours)
        right = stored.splitlines()[-1].split() == [str(len(drafts))] * 3
        print(f"{len(drafts)} handed in: {'all there, each audited and told once' if right else f'STORED {stored}'}")


if __name__ == "__main__":
    main()
