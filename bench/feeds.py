#!/usr/bin/env python3
"""A calendar feed of 500 events: cached, its 304, and uncached, against what the same server serves of a bare function.

    .venv/bin/python bench/feeds.py

All run under granian with one worker and one blocking thread on SQLite, side by side, and are asked in turn, so that
a slow moment of the machine hits all of them:

- bare:      a WSGI function that returns the same bytes and the same headers: what the server itself can do
- cached:    the site as it is, asked for the feed as a calendar program asks (gzip)
- 304:       the same, asked by a program that has the feed, as most do most of the time
- uncached:  Django without the page cache: the ledger read, 500 events built, a 200
- its 304:   the same for a program that has the feed

Makes a site of its own. Needs wrk (`apt install wrk`).
"""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from page_cache import BARE, UNCACHED, rate_of
from serving import OURS, ROOT, served

EVENTS, ROUNDS, SECONDS = 500, 9, 1
SLOW = 5
"""How many of the uncached a round asks for, one after the other."""
FEED = "/lich/tat-ca.ics"

HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip", "Accept": "text/calendar"}
CONTENT = f"""
from datetime import timedelta
from django.utils import timezone
from events.calendars.models import CalendarItem
now = timezone.now().replace(microsecond=0)
CalendarItem.objects.bulk_create(
    CalendarItem(
        source=f"event-{{10**6 + number}}", uid=f"{{number}}@khoi.example.vn", kind="conference",
        event_number=10**6 + number, summary=f"Hội nghị tổng kết phong trào thi đua yêu nước, đợt {{number}}",
        description="Thành phần: lãnh đạo các đơn vị; đại biểu của từng đơn vị theo giấy mời. " * 3,
        starts_at=now + timedelta(hours=7 * number), ends_at=now + timedelta(hours=7 * number + 3),
        location="Hội trường tầng 3, 10 Nguyễn Trãi, Hà Nội", latitude=21.0285, longitude=105.8542,
        path=f"/su-kien/hoi-nghi-{{number}}/", organiser_name="Ban Tổ chức", organiser_email="btc@khoi.example.vn",
        created_at=now, changed_at=now,
    )
    for number in range({EVENTS})
)
"""


def answer(port: int, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", FEED, headers=HEADERS | headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def rate(port: int, **headers: str) -> float:
    return rate_of(port, FEED, HEADERS | headers, SECONDS)


def slow_rate(port: int, **headers: str) -> float:
    """The same of what takes long: wrk counts only what is whole when its time is over."""
    began = time.perf_counter()
    for _ in range(SLOW):
        answer(port, **headers)
    return SLOW / (time.perf_counter() - began)


def manage(*arguments: str, environment: dict[str, str]) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("This bench needs wrk: apt install wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = OURS | {"DATA_DIR": name, "PAGE_CACHE_SECONDS": "86400"}
        manage("migrate", "--verbosity", "0", environment=ours)
        manage("shell", "--no-imports", "--command", CONTENT, environment=ours)
        (folder / "uncached.py").write_text(UNCACHED)
        with served(ROOT, "config.wsgi:application", ours) as cached:
            for _ in range(2):  # once to have it made
                response, body = answer(cached)
                time.sleep(1)
            if response.headers["Cache-Status"] != "page-cache; hit":
                sys.exit(f"The feed is not kept: {response.status} {response.headers}")
            headers = [item for item in response.headers.items() if item[0].lower() not in ("server", "date")]
            (folder / "body").write_bytes(body)
            (folder / "bare.py").write_text(BARE.format(headers=headers))
            with (
                served(folder, "bare:application", {}) as bare,
                served(folder, "uncached:application", ours) as uncached,
            ):
                measure(cached, bare, uncached, len(body))


def measure(cached: int, bare: int, uncached: int, size: int) -> None:
    has_cached = {"If-None-Match": answer(cached)[0].headers["ETag"]}
    has_uncached = {"If-None-Match": answer(uncached)[0].headers["ETag"]}
    for port, headers in ((cached, has_cached), (uncached, has_uncached)):
        if answer(port, **headers)[0].status != 304:
            sys.exit("Who has the feed is sent it again.")
    kinds = {
        "bare": lambda: rate(bare),
        "cached": lambda: rate(cached),
        "304": lambda: rate(cached, **has_cached),
        "uncached": lambda: slow_rate(uncached),
        "its 304": lambda: slow_rate(uncached, **has_uncached),
    }
    for ask in kinds.values():
        ask()  # to warm up
    rows = [{kind: ask() for kind, ask in kinds.items()} for _ in range(ROUNDS)]
    print(f"{EVENTS} events, {size} bytes, {ROUNDS} rounds of {SECONDS} s each, load {os.getloadavg()[0]:.1f}\n")
    for kind in kinds:
        print(f"{kind:<10}{statistics.median(row[kind] for row in rows):10.1f} requests a second (median)")
    print()
    pairs = [("cached", "bare"), ("304", "bare"), ("304", "cached"), ("cached", "uncached"), ("uncached", "its 304")]
    for one, other in pairs:
        ratios = [row[one] / row[other] for row in rows]
        print(f"{one} / {other:<20}{statistics.median(ratios):8.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
