"""A cached article over HTTP against what the same server serves of a bare function, and against the uncached one.

All run under granian with one worker and one blocking thread on SQLite, side by side, and are asked in turn, so that
a slow moment of the machine hits all of them:

- cached:    the site as it is, asked for one article as a browser asks (Brotli)
- bare:      a WSGI function that returns the same bytes and the same headers: what the server itself can do
- 304:       the cached article, asked for by somebody who has it
- uncached:  Django without the page cache

Then the latency of the cached article at half of its top rate, sent at a constant rate: each answer is timed from the
moment at which its question was due, so that a server that stands still for a while is not excused from the questions
that nobody could put meanwhile (coordinated omission).

Needs a loaded site (`make run` once) and wrk (`apt install wrk`) for the rates.
"""

import http.client
import os
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

from serving import OURS, ROOT, served

ROUNDS, SECONDS, CONNECTIONS = 15, 1, 8
SITE = OURS | {"PAGE_CACHE_SECONDS": "86400"}
ARTICLE = "/tin-tuc/khoi-thi-dua-tong-ket-cong-tac-nam-2023/"
HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "text/html"}
BARE = """
from pathlib import Path
BODY = Path(__file__).with_name("body").read_bytes()
HEADERS = {headers!r}

def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
"""
UNCACHED = "from config.wsgi import site as application\n"


def answer(port: int, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", ARTICLE, headers=HEADERS | headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def rate(port: int, seconds: float = SECONDS, **headers: str) -> float:
    return rate_of(port, ARTICLE, HEADERS | headers, seconds)


def rate_of(port: int, path: str, headers: dict[str, str], seconds: float) -> float:
    """Requests a second, as wrk counts them over connections that stay open."""
    command = [
        "wrk",
        "--threads",
        "1",
        "--connections",
        str(CONNECTIONS),
        "--duration",
        f"{seconds}s",
        "--timeout",
        "30s",
    ]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    done = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        sys.exit(done.stdout)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))


def latencies(port: int, per_second: float, seconds: float) -> list[float]:
    """Seconds from when each question was due until its answer was there, at a constant rate."""
    question = (
        f"GET {ARTICLE} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items()) + "\r\n"
    )
    expected = _length_of_answer(port, question.encode())
    selector, idle = selectors.DefaultSelector(), deque()
    for _ in range(CONNECTIONS):
        connection = _Connection(port, expected)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        idle.append(connection)
    took, sent, began = [], 0, time.perf_counter()
    total = int(per_second * seconds)
    while len(took) < total:
        now = time.perf_counter()
        while idle and sent < total and began + sent / per_second <= now:
            connection = idle.popleft()
            connection.due = began + sent / per_second
            connection.socket.send(question.encode())
            sent += 1
        wait = max(0.0, began + sent / per_second - time.perf_counter()) if idle and sent < total else 1
        for key, _ in selector.select(wait):
            if key.data.is_whole():
                took.append(time.perf_counter() - key.data.due)
                idle.append(key.data)
    selector.close()
    return took


class _Connection:
    def __init__(self, port: int, expected: int):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due, self._expected, self._missing = 0.0, expected, expected

    def is_whole(self) -> bool:
        self._missing -= len(self.socket.recv(1 << 20))
        if self._missing > 9:  # the length of Age may differ by some digits
            return False
        self._missing = self._expected
        return True


def _length_of_answer(port: int, question: bytes) -> int:
    """How many bytes an answer has, headers included."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(question)
        time.sleep(0.3)
        return len(connection.recv(1 << 20))


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("This bench needs wrk: apt install wrk")
    with tempfile.TemporaryDirectory() as name, served(ROOT, "config.wsgi:application", SITE) as cached:
        folder = Path(name)
        for _ in range(2):  # once to have it made, or renewed when it stands there from an earlier run
            response, body = answer(cached)
            time.sleep(2)
        response, body = answer(cached)
        if response.headers["Cache-Status"] != "page-cache; hit":
            sys.exit(f"The article is not kept: {response.headers}")
        headers = [item for item in response.headers.items() if item[0].lower() not in ("server", "date")]
        (folder / "body").write_bytes(body)
        (folder / "bare.py").write_text(BARE.format(headers=headers))
        (folder / "uncached.py").write_text(UNCACHED)
        with served(folder, "bare:application", {}) as bare, served(folder, "uncached:application", OURS) as uncached:
            measure(cached, bare, uncached, response.headers["ETag"], len(body))


def measure(cached: int, bare: int, uncached: int, etag: str, size: int) -> None:
    kinds = {
        "bare": lambda: rate(bare),
        "cached": lambda: rate(cached),
        "304": lambda: rate(cached, **{"If-None-Match": etag}),
        "uncached": lambda: rate(uncached),
    }
    for ask in kinds.values():
        ask()  # to warm up
    rows = [{kind: ask() for kind, ask in kinds.items()} for _ in range(ROUNDS)]
    middle = {kind: statistics.median(row[kind] for row in rows) for kind in kinds}
    print(
        f"{size} bytes, {ROUNDS} rounds of {SECONDS} s each, {CONNECTIONS} connections, load {os.getloadavg()[0]:.1f}\n"
    )
    for kind, median in middle.items():
        print(f"{kind:<10}{median:8.0f} requests a second (median)")
    print()
    for label, one, other in (
        ("cached / bare", "cached", "bare"),
        ("304 / cached", "304", "cached"),
        ("cached / uncached", "cached", "uncached"),
    ):
        ratios = [row[one] / row[other] for row in rows]
        print(f"{label:<20}{statistics.median(ratios):8.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")
    print()
    half = middle["cached"] / 2
    for kind, port in (("cached", cached), ("bare", bare)):
        tails = []
        for _ in range(3):
            took = sorted(latencies(port, half, SECONDS))
            tails.append((took[len(took) // 2], took[int(len(took) * 0.99)]))
        p50, p99 = min(tails, key=lambda tail: tail[1])
        print(
            f"{kind:<10}at {half:.0f} a second: median {p50 * 1000:.2f} ms, 99 % within {p99 * 1000:.2f} ms (best of 3)"
        )


if __name__ == "__main__":
    main()
