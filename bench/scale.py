"""The public pages among 100,000 articles against the same pages among 1,000, uncached, in one run.

Two sites are filled by bench/corpus.py and served side by side; each page is asked in turns of both, so that a slow
moment of the machine hits both alike. What is printed is the median time of each and their ratio.

    python bench/scale.py [--keep FOLDER] [--postgresql]

`--keep` fills the databases in FOLDER once and uses them again. `--postgresql` makes two databases of its own on the
server at 127.0.0.1 (user postgres) instead of two SQLite files.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from serving import OURS, ROOT, seconds, served

FEW, MANY = 1_000, 100_000
ROUNDS, REQUESTS = 9, 12


def pages(day: str) -> dict[str, dict[int, str]]:
    """The pages that must not grow: their addresses among few and among many. `day` is as '2026/11/13'."""
    per_page = 12
    last = {count: -(-count // per_page) for count in (FEW, MANY)}

    def both(address: str) -> dict[int, str]:
        return {FEW: address, MANY: address}

    return {
        "home": both("/"),
        "index, page 1": both("/tin-tuc/"),
        "index, last page": {count: f"/tin-tuc/?trang={last[count]}" for count in last},
        "index, middle page": {count: f"/tin-tuc/?trang={last[count] // 2}" for count in last},
        "a day": both(f"/tin-tuc/{day}/"),
        "a topic": both("/tin-tuc/chu-de/chu-de-3/"),
        "an article": {count: f"/tin-tuc/bai-so-{count // 2}/" for count in (FEW, MANY)},
        "search: every article": both("/tim-kiem/?q=thi%20dua"),
        "search: two words": both("/tim-kiem/?q=b%C3%B3ng%20%C4%91%C3%A1"),
    }


def fill(folder: Path, count: int, postgresql: bool) -> dict[str, str]:
    """A site with so many articles; the environment in which it is served."""
    home = folder / str(count)
    home.mkdir(parents=True, exist_ok=True)
    environment = {**OURS, "DATA_DIR": str(home)}
    if postgresql:
        name = f"khoi_bench_{count}"
        environment["DATABASE_URL"] = f"postgres://postgres@127.0.0.1/{name}"
    if (home / "filled").exists():
        return environment
    if postgresql:
        subprocess.run(["dropdb", "-h", "127.0.0.1", "-U", "postgres", "--if-exists", name], check=True)
        subprocess.run(["createdb", "-h", "127.0.0.1", "-U", "postgres", name], check=True)
    command = [sys.executable, str(ROOT / "bench" / "corpus.py"), str(count)]
    subprocess.run(command, env={**os.environ, **environment}, check=True)
    manage = [sys.executable, str(ROOT / "manage.py"), "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(manage, env={**os.environ, **environment}, check=True)
    (home / "filled").touch()
    return environment


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--postgresql", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        few, many = (fill(folder, count, options.postgresql) for count in (FEW, MANY))
        day = (date.today() - timedelta(days=9)).strftime("%Y/%m/%d")
        with (
            served(ROOT, "config.wsgi:site", few) as few_port,
            served(ROOT, "config.wsgi:site", many) as many_port,
        ):
            print(f"{'page':<24}{'1,000':>10}{'100,000':>10}{'ratio':>8}")
            for name, address in pages(day).items():
                took = {FEW: [], MANY: []}
                for _ in range(ROUNDS):
                    took[FEW] += seconds(few_port, address[FEW], REQUESTS)
                    took[MANY] += seconds(many_port, address[MANY], REQUESTS)
                small, large = (statistics.median(took[count]) * 1000 for count in (FEW, MANY))
                print(f"{name:<24}{small:>7.1f} ms{large:>7.1f} ms{large / small:>8.2f}")


if __name__ == "__main__":
    main()
