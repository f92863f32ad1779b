#!/usr/bin/env python3
"""How many votes a second one worker stores, and whether every figure is what was sent.

    .venv/bin/python bench/votes.py [VOTES]        800 without an argument, in each of the nine turns

Readers who never voted before vote from as many networks, over connections that stay open: all for one article, where
each waits for the lock of its total; then for fifty. In turn with the same readers asking for their vote, which reads
four times from the database and writes nothing. SQLite, or the database of DATABASE_URL, which must be empty. At the
end counts and sums are compared with what was answered 200, and with a recount.
"""

import contextlib
import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter

from serving import OURS, ROOT, served

CONNECTIONS = 8
PAGES = 50
ROUNDS = 3
CONTENT = f"""
from news.models import ArticlePage, NewsIndexPage
index = NewsIndexPage.objects.get()
pages = [index.add_child(instance=ArticlePage(title=f"Tin so {{number}}", live=True)) for number in range({PAGES})]
print(",".join(str(page.pk) for page in pages))
"""
CHECK = """
from ratings import services
from ratings.models import COUNTERS, RatingTotal
for total in RatingTotal.objects.select_related("page"):
    counted = [getattr(total, name) for name in COUNTERS]
    again = services.recount(total.page)
    assert counted == [getattr(again, name) for name in COUNTERS], total.page_id
    print(total.page_id, total.count, total.sum)
"""


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """What a management command prints."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.strip()


class Turn:
    """Requests of new readers, from CONNECTIONS at once. `sent` counts what was answered 200, by page and stars."""

    networks = 0

    def __init__(self, port: int, pages: list[int], votes: int, method: str = "POST"):
        self.port, self.pages, self.votes, self.method = port, pages, votes, method
        self.sent: Counter[tuple[int, int]] = Counter()
        self._lock = threading.Lock()

    def rate(self) -> float:
        """Requests a second."""
        threads = [threading.Thread(target=self._vote) for _ in range(CONNECTIONS)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.sent.total() / (time.perf_counter() - began)

    def _vote(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for number in range(self.votes // CONNECTIONS):
            with self._lock:
                Turn.networks += 1
                network = Turn.networks
            page, stars = self.pages[network % len(self.pages)], 1 + number % 5
            headers = {
                "Accept": "application/json",
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Forwarded-For": f"10.{network >> 16}.{network >> 8 & 255}.{network & 255}",
            }
            connection.request(self.method, f"/danh-gia/{page}/", f"diem={stars}", headers)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                sys.exit(f"a vote was answered {response.status}")
            with self._lock:
                self.sent[page, stars] += 1


def main() -> None:
    votes = int(sys.argv[1]) if len(sys.argv) > 1 else 800
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as servers:
        ours = OURS | {"DATA_DIR": folder, "TRUSTED_PROXIES": "1"}
        manage("migrate", "--verbosity", "0", environment=ours)
        content = manage("shell", "--no-imports", "--command", CONTENT, environment=ours)
        pages = [int(page) for page in content.splitlines()[-1].split(",")]
        site = servers.enter_context(served(ROOT, "config.wsgi:application", ours, threads=4))
        first = Turn(site, pages, CONNECTIONS * 4)
        first.rate()
        sent = first.sent
        print(f"{'one article':>14} {'fifty articles':>16} {'asking':>10}     a second")
        for _ in range(ROUNDS):
            one, fifty = Turn(site, pages[:1], votes), Turn(site, pages[1:], votes)
            asking = Turn(site, pages, votes, method="GET")
            rates = [one.rate(), fifty.rate(), asking.rate()]
            sent += one.sent + fifty.sent
            ratios = f"{rates[0] / rates[2]:.2f} and {rates[1] / rates[2]:.2f} of asking"
            print(f"{rates[0]:14.0f} {rates[1]:16.0f} {rates[2]:10.0f}     {ratios}")
        check(sent, manage("shell", "--no-imports", "--command", CHECK, environment=ours))


def check(sent: Counter[tuple[int, int]], stored: str) -> None:
    """Compares what was acknowledged with what the site has."""
    found = {int(page): (int(count), int(total)) for page, count, total in map(str.split, stored.splitlines())}
    expected: dict[int, tuple[int, int]] = {}
    for (page, stars), number in sent.items():
        count, total = expected.get(page, (0, 0))
        expected[page] = (count + number, total + stars * number)
    print(
        f"{sent.total()} votes acknowledged: {'all there, none twice' if found == expected else 'THE FIGURES DIFFER'}"
    )


if __name__ == "__main__":
    main()
