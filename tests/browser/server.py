"""The real site beside the tests: granian and the worker, as `make run` starts them, on a database of their own.

The tests' own database would not do: Chromium asks a server, and what a test writes in its transaction no other
process sees. So the site is filled once by `tests.browser.content` in a process of its own, and each of xdist's
workers starts a copy.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
# What would lead the server to the services that the tests themselves run on.
OF_THE_TESTS = {"DATABASE_URL", "REDIS_URL", "S3_BUCKET", "SITE_URL", "DEBUG", "PORT", "HOST"}


def environment(data_dir: Path) -> dict[str, str]:
    """What a process of the site is started with. Only one host is allowed, so that another shows the page for 400."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    return kept | {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "site"), str(ROOT))),
        "ALLOWED_HOSTS": "localhost",
    }


def prepare(folder: Path) -> None:
    """Fills `folder` with a migrated database, the collected static files and the content, unless it has them."""
    ready = folder / "ready"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready.exists():
            return
        shutil.rmtree(folder, ignore_errors=True)  # what a start that failed has left
        folder.mkdir()
        run_python("from tests.browser import content; content.make()", folder)
        ready.touch()


def run_python(source: str, data_dir: Path) -> str:
    """Runs a few lines of Python in the Django of the site at `data_dir`; returns what they print."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", source]
    done = subprocess.run(command, cwd=ROOT, env=environment(data_dir), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{source}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Site:
    """A running copy of the prepared site. `url` has no slash at its end. `variables` are for its environment."""

    def __init__(self, prepared: Path, data_dir: Path, workers: int = 1, **variables: str):
        self.data_dir = data_dir
        self._workers = workers
        self._environment = environment(data_dir) | variables
        shutil.copytree(prepared, data_dir, ignore=shutil.ignore_patterns("static", "cache", "pages", "run"))
        (data_dir / "static").symlink_to(prepared / "static")
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"

    def __enter__(self) -> "Site":
        self._log = (self.data_dir / "server.log").open("w+")
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port), "--workers", str(self._workers)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=self._log, stderr=subprocess.STDOUT
        )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error) -> None:
        self._process.terminate()
        self._process.wait(60)
        self._log.close()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urlopen(f"{self.url}/health/", timeout=5):
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"The site did not start:\n{(self.data_dir / 'server.log').read_text()}")

    def python(self, source: str) -> str:
        """Runs a few lines of Python in the site's Django, for what no test can wait for; returns what they print."""
        return run_python(source, self.data_dir)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
