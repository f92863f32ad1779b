"""Serving two sites side by side and asking them in turn."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
OURS = {
    "DJANGO_SETTINGS_MODULE": "config.settings.development",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(folder: Path, application: str, environment: dict[str, str], threads: int = 1) -> Iterator[int]:
    """The port of a WSGI application under granian, one worker, until the block ends."""
    port = free_port()
    command = [BIN / "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", str(threads), "--no-ws", "--log-level", "error"]
    command += ["--workers-kill-timeout", "8", application]  # else one that is told to stop while it begins never does
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment})
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        else:
            sys.exit(f"{application} did not start within a minute.")
        yield port
    finally:
        process.terminate()
        process.wait()


def seconds(port: int, path: str, requests: int) -> list[float]:
    """How long each of these requests took, over one connection that stays open."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    for _ in range(requests):
        began = time.perf_counter()
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        body = response.read()
        took.append(time.perf_counter() - began)
        if response.status != 200 or not body:
            sys.exit(f"{path} answered {response.status}")
    connection.close()
    return took
