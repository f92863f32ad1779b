#!/usr/bin/env python3
"""How many beacons a second a worker counts, and whether the sums are exactly what was sent.

    .venv/bin/python bench/beacons.py [SECONDS]        10 without an argument

Readers from ever new addresses send beacons for twenty articles over connections that stay open, as a proxy's do; every
tenth is one that the same reader has sent before. They come to granian with one worker and with two, in turn with a
bare WSGI function that reads the body and answers 204, while `run_worker` drains into the database (SQLite, or
DATABASE_URL's, which must be empty; REDIS_URL for the buffer in Redis). At the end the sums by the hour are compared
with what was answered 204. `by processor` is beacons for a second of the server's processor time, its start included,
which other processes disturb less.
"""

import contextlib
import multiprocessing
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from serving import BIN, OURS, ROOT, free_port

CONNECTIONS = 16
CLIENTS = 2
ARTICLES = 20
BROWSERS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1",
]
BARE = """
def application(environ, start_response):
    environ["wsgi.input"].read()
    start_response("204 No Content", [])
    return [b""]
"""


def request(port: int, page: int, address: int) -> bytes:
    """A beacon as Chromium and nginx would send it on."""
    body = f"trang={page}"
    lines = [
        "POST /luot-xem/ HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"X-Forwarded-For: {socket.inet_ntoa(address.to_bytes(4))}",
        f"User-Agent: {BROWSERS[address % 2]} {os.environ['READERS']}",
        f"Origin: http://127.0.0.1:{port}",
        "Sec-Fetch-Site: same-origin",
        "Accept: */*",
        "Accept-Encoding: gzip, deflate, br, zstd",
        "Accept-Language: vi-VN,vi;q=0.9",
        "Content-Type: application/x-www-form-urlencoded;charset=UTF-8",
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def keep_sending(port: int, pages: list[int], seconds: float, first_address: int) -> tuple[int, int]:
    """How many beacons were answered 204, and how many different readers and pages those were."""
    links = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    latest = [b""] * CONNECTIONS
    answered = different = turn = 0
    address = first_address
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        turn += 1
        again = turn % 10 == 0
        for number, link in enumerate(links):
            if not again:
                address += 1
                latest[number] = request(port, pages[address % len(pages)], address)
            link.sendall(latest[number])
        for link in links:
            answer = b""
            while not answer.endswith(b"\r\n\r\n"):
                answer += link.recv(4096) or sys.exit("the server has closed a connection")
            if not answer.startswith(b"HTTP/1.1 204 "):
                sys.exit(answer.decode())
        answered += CONNECTIONS
        different += 0 if again else CONNECTIONS
    return answered, different


def load(port: int, pages: list[int], seconds: float, run: int) -> tuple[float, int]:
    """Beacons a second, and how many of them are to be counted. No two runs and no two clients share an address."""
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        jobs = [(port, pages, seconds, (16 + run * CLIENTS + client) << 24) for client in range(CLIENTS)]
        results = pool.starmap(keep_sending, jobs, chunksize=1)
    return sum(answered for answered, _ in results) / seconds, sum(different for _, different in results)


@dataclass
class Server:
    """Where it listens, and, when it has ended, how many seconds of processor time it took."""

    port: int
    processor_seconds: float = 0


@contextlib.contextmanager
def served(folder: Path, application: str, environment: dict[str, str], workers: int) -> Iterator[Server]:
    """An application under granian as `manage.py serve` starts it."""
    port = free_port()
    command = [BIN / "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "4", "--no-ws", "--log-level", "error", application]
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment})
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        server = Server(port)
        yield server
    finally:
        process.terminate()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process.wait()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        server.processor_seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextlib.contextmanager
def draining(environment: dict[str, str]) -> Iterator[None]:
    worker = subprocess.Popen([sys.executable, ROOT / "manage.py", "run_worker"], env={**os.environ, **environment})
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        environment = OURS | {"DATA_DIR": folder, "TRUSTED_PROXIES": "1", "LOG_LEVEL": "ERROR"}
        # Redis may still know those of a run before.
        environment["READERS"] = f"Readers/{time.time():.0f}"
        os.environ.update(environment)
        (Path(folder) / "static").mkdir()
        (Path(folder) / "bare.py").write_text(BARE)
        import corpus  # sets Django up on the new folder

        from visitors import memory

        corpus.call_command("migrate", verbosity=0)
        corpus.fill(ARTICLES)
        corpus.connection.close()
        print(f"{'workers':>7} {'bare/s':>8} {'beacons/s':>10} {'a worker':>9} {'ratio':>6} {'by processor':>12}  sums")
        for run, workers in enumerate((1, 2, 1, 2)):
            measure(Path(folder), environment, seconds, run, workers)
        shutil.rmtree(memory.folder())


def measure(folder: Path, environment: dict[str, str], seconds: float, run: int, workers: int) -> None:
    """One line of the table."""
    from django.db.models import Sum

    from news.models import ArticlePage
    from readership.buffers import buffer
    from readership.models import HourlyViews
    from readership.services import drain

    pages = list(ArticlePage.objects.values_list("pk", flat=True))

    def views() -> int:
        return HourlyViews.objects.aggregate(views=Sum("views"))["views"] or 0

    before = views()
    with served(folder, "bare:application", {}, workers) as server:
        bare, _ = load(server.port, pages, seconds / 2, run)
    with served(ROOT, "config.wsgi:application", environment, workers) as server, draining(environment):
        rate, different = load(server.port, pages, seconds, run)
    while not buffer().is_empty():
        drain()
    counted = views() - before
    by_processor = rate * seconds / server.processor_seconds
    verdict = f"{counted} = sent" if counted == different else f"{counted}, but {different} were sent"
    figures = (
        f"{workers:>7} {bare:>8.0f} {rate:>10.0f} {rate / workers:>9.0f} {rate / bare:>6.2f} {by_processor:>12.0f}"
    )
    print(f"{figures}  {verdict}", flush=True)


if __name__ == "__main__":
    main()
