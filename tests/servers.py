"""granian on the tests' own database, as the site has it: for what only several processes can show."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]


def database_url() -> str:
    """The tests' database as another process reaches it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = f"{database['USER']}:{quote(database['PASSWORD'])}" if database["PASSWORD"] else database["USER"]
    return f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


class Server:
    """Two workers, started as the site starts them; one that dies is replaced. `variables` are for their environment,
    in which SERVED_AS is the host that they are asked for."""

    def __init__(self, settings, application: str = "config.wsgi:application", **variables: str):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._application = application
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "PYTHONPATH": os.pathsep.join([str(settings.SITE_DIR), str(ROOT)]),
            "DATA_DIR": str(settings.DATA_DIR),
            "DATABASE_URL": database_url(),
            "TRUSTED_PROXIES": "1",
            "SERVED_AS": f"127.0.0.1:{self.port}",
        }
        self._environment |= variables

    def __enter__(self) -> "Server":
        command = [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--port", str(self.port)]
        command += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "critical"]
        command += ["--respawn-failed-workers", "--respawn-interval", "0.1", "--workers-kill-timeout", "8"]
        command += [self._application]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment)
        try:
            wait_for(lambda: socket.create_connection(("127.0.0.1", self.port), 1).close())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error) -> None:
        self._process.terminate()
        self._process.wait(60)

    def kill_a_worker(self) -> None:
        """SIGKILL to the worker that has lived longest."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True)
        found = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
        children = [(int(pid), command) for pid, parent, command in found if int(parent) == self._process.pid]
        workers = [pid for pid, command in children if "resource_tracker" not in command]
        os.kill(min(workers), signal.SIGKILL)


class Link:
    """A connection that stays open, as a proxy's does. What breaks with a worker is sent again over a new one."""

    def __init__(self, port: int):
        self._port = port
        self._open: http.client.HTTPConnection | None = None
        self.broken = 0

    def post(self, path: str, form: str, address: str, **headers: str) -> int:
        """Sends a form from an address until it is answered; returns the status."""
        headers |= {"X-Forwarded-For": address, "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"}
        return wait_for(lambda: self._post(path, form, headers))

    def _post(self, path: str, form: str, headers: dict[str, str]) -> int:
        try:
            if self._open is None:
                self._open = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
            self._open.request("POST", path, form, headers)
            response = self._open.getresponse()
            response.read()
            return response.status
        except (OSError, http.client.HTTPException):
            self.broken += 1
            self._open = None
            raise


def wait_for(answer: Callable, seconds: float = 60):
    """What `answer` returns as soon as no connection fails it."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return answer()
        except (OSError, http.client.HTTPException):
            if time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def together(*jobs: Callable[[], object]) -> None:
    """Runs each job in a thread of its own, and raises what one of them raised."""
    failures = []

    def run(job):
        try:
            job()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,), daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if failures:
        raise failures[0]
    assert not any(thread.is_alive() for thread in threads)
