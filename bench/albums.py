#!/usr/bin/env python3
"""What it costs readers and the machine that a card of photographs is taken in.

    .venv/bin/python bench/albums.py [PHOTOS]        200 without an argument

Photographs of 24 megapixels and some 8 MB, each with bytes of its own, are sent to an album over HTTP, two at a time,
as the screen's script sends them: to granian with two workers of four threads, while `run_worker` makes their sizes.
All the time a reader asks the same server for a cached article and for an uncached one, ten times a second each.

Prints the reader's times meanwhile and before as ratios; the greatest memory of the server's processes and of the
worker after a tenth of the photographs and at the end; the time for the last photographs against that for the first;
and what a photograph takes of time and disk. SQLite, or the database of DATABASE_URL, which must be empty.
"""

import contextlib
import http.client
import multiprocessing
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty
from statistics import median, quantiles

from PIL import Image, ImageChops
from serving import BIN, OURS, ROOT, free_port

SIZE = (6000, 4000)
KINDS = 3
UPLOADERS = 2
IDLE_SECONDS = 30
APPLICATION = """
from config.wsgi import application as cached
from config.wsgi import site


def application(environ, start_response):
    return (site if "HTTP_X_UNCACHED" in environ else cached)(environ, start_response)
"""
ALBUM = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
from gallery.models import AlbumPage, GalleryIndexPage
album = GalleryIndexPage.objects.get().add_child(instance=AlbumPage(title="Ngay hoi", live=True))
user = User.objects.create_superuser("bench@example.vn", full_name="Bench")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(album.pk, session.session_key)
"""


def photographs(folder: Path) -> None:
    """A few pictures with as much detail as a camera's: a sky, noise, and edges."""
    across = Image.linear_gradient("L").rotate(90).resize(SIZE)
    for number in range(KINDS):
        grain = Image.frombytes("L", SIZE, os.urandom(SIZE[0] * SIZE[1]))
        spots = Image.frombytes("L", (60, 40), os.urandom(2400)).resize(SIZE, Image.Resampling.BICUBIC)
        bands = [Image.blend(ImageChops.offset(spots, 900 * band), across, 0.4) for band in range(3)]
        picture = Image.merge("RGB", [Image.blend(band, grain, 0.13) for band in bands])
        picture.save(folder / f"{number}.jpg", quality=92)


def photograph(folder: Path, number: int) -> bytes:
    """One of them with a comment of its own, which makes it another file."""
    data = (folder / f"{number % KINDS}.jpg").read_bytes()
    words = f"photo {number}".encode()
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + data[2:]


def upload(port: int, album: int, session: str, folder: Path, numbers: range, told) -> None:
    """Sends photographs one after another; says of each how long it took."""
    token = "b" * 32
    headers = {
        "Host": "localhost",
        "Accept": "application/json",
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "multipart/form-data; boundary=bench",
    }
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    for number in numbers:
        head = f'--bench\r\nContent-Disposition: form-data; name="file"; filename="{number:04}.jpg"\r\n'
        body = f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + photograph(folder, number) + b"\r\n--bench--\r\n"
        began = time.perf_counter()
        link.request("POST", f"/quan-tri/album-anh/{album}/anh/tai-len/", body, headers)
        response = link.getresponse()
        answer = response.read()
        if response.status != 201:
            sys.exit(f"{response.status} {answer[:300]}")
        told.put((number, time.perf_counter() - began))


def read(port: int, path: str, stop, told) -> None:
    """Asks for the page until told to stop; says of each answer whether it was a cached one, when and how long."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while not stop.is_set():
        for more in ({}, {"X-Uncached": "1"}):
            began = time.perf_counter()
            link.request("GET", path, headers={"Host": "localhost"} | more)
            response = link.getresponse()
            response.read()
            if response.status != 200:
                sys.exit(f"{path} answered {response.status}")
            told.put((bool(more), time.time(), time.perf_counter() - began))
            time.sleep(0.05)


def everything(told) -> list:
    found = []
    with contextlib.suppress(Empty):
        while True:
            found.append(told.get(timeout=1))
    return found


@contextlib.contextmanager
def running(command: list, environment: dict[str, str], folder: Path = ROOT):
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment})
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.2)
    sys.exit("the server does not start")


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def peak(pid: int) -> int:
    """The greatest resident memory that a process and each of its children have had so far, the largest of them: MB."""
    found = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in family(pid)]
    return max(int(size[1]) for size in found if size) // 1024


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "both.py").write_text(APPLICATION)
        environment = OURS | {"DATA_DIR": name, "LOG_LEVEL": "ERROR", "PYTHONPATH": f"{OURS['PYTHONPATH']}:{name}"}
        os.environ.update(environment)
        photographs(folder)
        import corpus  # sets Django up on the new folder

        corpus.call_command("migrate", verbosity=0)
        corpus.call_command("collectstatic", interactive=False, verbosity=0)
        corpus.fill(50)
        shell = [sys.executable, ROOT / "manage.py", "shell", "--no-imports", "--command", ALBUM]
        album, session = subprocess.run(shell, capture_output=True, text=True, check=True).stdout.split()
        corpus.connection.close()
        port = free_port()
        granian = [BIN / "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2"]
        granian += ["--blocking-threads", "4", "--no-ws", "--log-level", "error", "both:application"]
        worker = [sys.executable, ROOT / "manage.py", "run_worker"]
        with running(granian, environment) as server, running(worker, environment) as maker:
            wait_for(port)
            measure(folder, count, int(album), session, port, server, maker)


def measure(folder: Path, count: int, album: int, session: str, port: int, server: int, maker: int) -> None:
    from images.tasks import waiting

    spawn = multiprocessing.get_context("spawn")
    answers, photos, stop = spawn.Queue(), spawn.Queue(), spawn.Event()
    reader = spawn.Process(target=read, args=(port, "/tin-tuc/bai-so-7/", stop, answers))
    reader.start()
    time.sleep(3)
    warm = time.time()
    time.sleep(IDLE_SECONDS)
    began, before = time.time(), processor_seconds(maker)
    jobs = [range(first, count, UPLOADERS) for first in range(UPLOADERS)]
    senders = [spawn.Process(target=upload, args=(port, album, session, folder, job, photos)) for job in jobs]
    for sender in senders:
        sender.start()
    sent, peaks = [], []
    while len(sent) < count and any(sender.is_alive() for sender in senders):
        sent += everything(photos)
        if not peaks and len(sent) >= count // 10:
            peaks.append((peak(server), peak(maker)))
    sent = [seconds for _, seconds in sorted(sent)]
    uploaded = time.time()
    while waiting():
        time.sleep(1)
    time.sleep(2)
    ended = time.time()
    peaks.append((peak(server), peak(maker)))
    busy = processor_seconds(maker) - before
    stop.set()
    answers = everything(answers)
    reader.join()
    if len(sent) < count:
        sys.exit(f"only {len(sent)} of {count} photographs went in")

    print(f"{'a reader, ms':<12} {'idle p50':>9} {'p95':>7} {'busy p50':>9} {'p95':>7} {'ratio of p95':>13}")
    for title, uncached in (("cached", False), ("uncached", True)):
        idle = [took * 1000 for kind, at, took in answers if kind == uncached and warm < at < began]
        during = [took * 1000 for kind, at, took in answers if kind == uncached and began < at < ended]
        figures = f"{median(idle):>9.1f} {p95(idle):>7.1f} {median(during):>9.1f} {p95(during):>7.1f}"
        print(f"{title:<12} {figures} {p95(during) / p95(idle):>13.2f}")
    print(f"\n{'peak memory, MB':<16} {'a tenth':>8} {'all':>8} {'ratio':>6}")
    for title, early, late in zip(("a web process", "the worker"), *peaks, strict=True):
        print(f"{title:<16} {early:>8} {late:>8} {late / early:>6.2f}")
    tenth = max(count // 10, UPLOADERS)
    growth = median(sent[-tenth:]) / median(sent[:tenth])
    size = sum(path.stat().st_size for path in (folder / "media").rglob("*") if path.is_file())
    print(f"\n{count} photographs of {(folder / '0.jpg').stat().st_size / 1e6:.1f} MB, {UPLOADERS} at a time")
    print(f"  to send one and have it taken in: {median(sent):.2f} s; the last tenth {growth:.2f} times the first")
    print(f"  all sent in {uploaded - began:.0f} s, all sizes made {ended - uploaded:.0f} s later")
    print(f"  its sizes: {busy / count:.2f} s of the worker's processor time")
    print(f"  on the disk: {size / count / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
