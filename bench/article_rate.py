"""How many uncached articles a second against the welcome page of `wagtail start`, on the same server in one run.

Both are served by granian with one worker and one thread, with DEBUG off, on SQLite, and asked over one kept-open
connection. The two take turns, so that a slow moment of the machine hits both. Needs a loaded site: `make run` once.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from serving import BIN, OURS, ROOT, seconds, served

ROUNDS, REQUESTS = 7, 150
ARTICLE = "/tin-tuc/khoi-thi-dua-tong-ket-cong-tac-nam-2023/"


def welcome_project(folder: Path) -> tuple[Path, str, dict[str, str]]:
    """A fresh `wagtail start`, as its own production settings run it."""
    subprocess.run([BIN / "wagtail", "start", "stock", str(folder)], check=True, stdout=subprocess.DEVNULL)
    settings = folder / "stock" / "settings" / "local.py"
    settings.write_text(
        "SECRET_KEY = 'bench'\nALLOWED_HOSTS = ['*']\n"
        "STORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},"
        " 'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}\n"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "stock.settings.production", "PYTHONPATH": str(folder)}
    migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(migrate, cwd=folder, env={**os.environ, **environment}, check=True)
    return folder, "stock.wsgi:application", environment


def rate(port: int, path: str, requests: int = REQUESTS) -> float:
    """Requests a second."""
    return requests / sum(seconds(port, path, requests))


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(ROOT, "config.wsgi:site", OURS) as article_port,
        served(*welcome_project(Path(folder))) as welcome_port,
    ):
        rate(article_port, ARTICLE, 20), rate(welcome_port, "/", 20)
        rows = [(rate(article_port, ARTICLE), rate(welcome_port, "/")) for _ in range(ROUNDS)]
    ratios = [article / welcome for article, welcome in rows]
    print(f"article  {statistics.median(row[0] for row in rows):6.0f} requests a second (median of {ROUNDS})")
    print(f"welcome  {statistics.median(row[1] for row in rows):6.0f} requests a second")
    print(f"ratio    {statistics.median(ratios):6.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
