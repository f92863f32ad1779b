"""Searches among 100,000 articles against the same searches among 1,000, uncached, in one run.

Two sites with the same words are filled straight into the tables and served side by side; each search is asked in
turns of both, so that a slow moment of the machine hits both alike. Printed are the median times and their ratio.

    python bench/search_scale.py [--keep FOLDER] [--postgresql]

`--keep` fills the databases in FOLDER once and uses them again. `--postgresql` makes two databases of its own on the
server at 127.0.0.1 (user postgres) instead of two SQLite files.

The words of an article are drawn as words of a language are: a few often, most hardly ever. Besides, 'khắp' stands in
every article, 'chẵn' and 'lẻ' in every second one and never together, 'mười' in a tenth, 'trăm' in a hundredth,
'vạn' in one of ten thousand (and in the newest), 'xưa' in every article of the older half and in no other, and 'hội
nghị tổng kết năm' in one of fifty.
"""

import argparse
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from serving import OURS, ROOT, seconds, served

FEW, MANY = 1_000, 100_000
ROUNDS, REQUESTS = 9, 8
YEARS = 12
BATCH = 2_000
LENGTH = 120
TOPICS = 8

SEARCHES = {
    "in every article": {"q": "khắp"},
    "in every article, without accents": {"q": "khap"},
    "in every article, last page": {"q": "khap", "trang": 100},
    "in every second": {"q": "chẵn"},
    "in a tenth": {"q": "mười"},
    "in a hundredth": {"q": "trăm"},
    "rare": {"q": "vạn"},
    "nowhere": {"q": "zzz"},
    "in the older half only": {"q": "xưa"},
    "two words, both in every article": {"q": "khắp nơi"},
    "two words, rare and frequent": {"q": "vạn khắp"},
    "two words that never meet": {"q": "chẵn lẻ"},
    "three words, few together": {"q": "mười trăm khắp"},
    "five words": {"q": "hội nghị tổng kết năm"},
    "phrase in every article": {"q": '"khắp nơi nơi"'},
    "phrase": {"q": '"hội nghị tổng kết"'},
    "word left out": {"q": "khắp -chẵn"},
    "by topic": {"q": "khắp", "chu_de": "chu-de-3"},
    "by kind, nothing of it": {"q": "khắp", "loai": "page"},
    "by date": {"q": "khắp", "tu": "01/01/2020", "den": "31/01/2020"},
    "by date, long ago": {"q": "khắp", "den": "31/12/2016"},
    "sixteen words": {"q": " ".join(["khắp nơi hội nghị tổng kết năm mười"] * 2)},
}
TYPED = {
    "suggestions for one letter": {"q": "h"},
    "suggestions for two words": {"q": "hoi ng"},
    "suggestions, nothing": {"q": "hoi zz"},
}


def articles(count: int) -> Iterator[tuple[str, str]]:
    """The title and the text of each article, the oldest first."""
    dice = random.Random(20261122)
    starts, middles, ends = (
        ["b", "c", "ch", "d", "đ", "g", "h", "k", "l", "m", "n", "ng", "nh", "ph", "t", "th", "tr", "v", "x"],
        "aàáảạâấầăeêếệiíoôốộơớuưứừy",
        "cmnpti ",
    )
    syllables = [(dice.choice(starts) + dice.choice(middles) + dice.choice(ends)).strip() for _ in range(5_000)]
    syllables = list(dict.fromkeys(["hội", "nghị", "tổng", "kết", "năm", *syllables]))
    often = list(itertools.accumulate(1 / (rank + 6) for rank in range(len(syllables))))
    for number in range(count):
        words = dice.choices(syllables, often, k=LENGTH + 10)
        marks = ["khắp nơi nơi", ("chẵn", "lẻ")[number % 2]]
        marks += ["mười"] * (number % 10 == 3) + ["trăm"] * (number % 100 == 7)
        marks += ["vạn"] * (number % 10_000 == 5 or number == count - 1) + ["xưa"] * (number < count // 2)
        if number % 50 == 9:
            marks.append("hội nghị tổng kết năm")
        yield " ".join(words[:10]).capitalize(), " ".join([*words[10:60], *marks, *words[60:]])


def fill(count: int) -> None:
    """Runs in a process of its own, on the database that its environment names."""
    from corpus import insert  # sets Django up
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone
    from wagtail.models import Page

    from news.models import ArticlePage, NewsIndexPage
    from search.keys import key_of
    from search.models import SearchEntry, index_entries
    from search.services import writing_index
    from topics.models import Topic

    call_command("migrate", verbosity=0)
    index_page = NewsIndexPage.objects.get()
    topics = Topic.objects.bulk_create(Topic(name=f"Chủ đề {n}", slug=f"chu-de-{n}") for n in range(TOPICS))
    content_type = ArticlePage(title="x", slug="x").content_type
    now, spent = timezone.now(), 0.0
    every = timedelta(days=365 * YEARS) / count
    numbered = enumerate(articles(count))
    with writing_index().loading():
        while batch := list(itertools.islice(numbered, BATCH)):
            pages, entries = [], []
            for number, (title, _text) in batch:
                slug = f"bai-so-{number}"
                pages.append(
                    Page(
                        title=title,
                        draft_title=title,
                        slug=slug,
                        path=index_page.path + Page._int2str(number + 1).rjust(4, "0"),
                        depth=index_page.depth + 1,
                        url_path=f"{index_page.url_path}{slug}/",
                        content_type=content_type,
                        locale=index_page.locale,
                        live=True,
                    )
                )
            with transaction.atomic():
                Page.objects.bulk_create(pages)
                insert([ArticlePage(page_ptr_id=page.pk) for page in pages])
                for page, (number, (title, text)) in zip(pages, batch, strict=True):
                    at = now - every * (count - number)
                    entries.append(
                        SearchEntry(
                            page_id=page.pk,
                            key=key_of(at, page.pk),
                            kind="news",
                            title=title,
                            text=text,
                            published_at=at,
                            topic_ids=[topics[number % TOPICS].pk],
                        )
                    )
                began = time.perf_counter()
                SearchEntry.objects.bulk_create(entries)
                writing_index().add(index_entries(entries))
                spent += time.perf_counter() - began
            print(f"\r  {batch[-1][0] + 1:>7,} of {count:,} articles", end="", file=sys.stderr)
    print(f", indexed at {count / spent:,.0f} a second", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def site(folder: Path, count: int, postgresql: bool) -> dict[str, str]:
    """A site with so many articles; the environment in which it is served."""
    home = folder / str(count)
    home.mkdir(parents=True, exist_ok=True)
    environment = {**OURS, "DATA_DIR": str(home)}
    name = f"khoi_search_bench_{count}"
    if postgresql:
        environment["DATABASE_URL"] = f"postgres://postgres@127.0.0.1/{name}"
    filled = home / ("filled-postgresql" if postgresql else "filled-sqlite")
    if filled.exists():
        return environment
    if postgresql:
        subprocess.run(["dropdb", "-h", "127.0.0.1", "-U", "postgres", "--if-exists", name], check=True)
        subprocess.run(["createdb", "-h", "127.0.0.1", "-U", "postgres", name], check=True)
    command = [sys.executable, __file__, "--fill", str(count)]
    subprocess.run(command, env={**os.environ, **environment}, check=True)
    manage = [sys.executable, str(ROOT / "manage.py"), "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(manage, env={**os.environ, **environment}, check=True)
    filled.touch()
    return environment


def compare(few_port: int, many_port: int, name: str, path: str) -> None:
    """Asks both sites in turn and prints a line."""
    few, many = [], []
    seconds(few_port, path, 2), seconds(many_port, path, 2)
    for _ in range(ROUNDS):
        few += seconds(few_port, path, REQUESTS)
        many += seconds(many_port, path, REQUESTS)
    small, large = statistics.median(few) * 1000, statistics.median(many) * 1000
    print(f"{name:<36}{small:>7.1f} ms{large:>7.1f} ms{large / small:>8.2f}", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--postgresql", action="store_true")
    arguments.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.fill:
        fill(options.fill)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        few, many = (site(folder, count, options.postgresql) for count in (FEW, MANY))
        with (
            served(ROOT, "config.wsgi:site", few) as few_port,
            served(ROOT, "config.wsgi:site", many) as many_port,
        ):
            print(f"{'search':<36}{'1,000':>10}{'100,000':>10}{'ratio':>8}")
            for name, query in SEARCHES.items():
                compare(few_port, many_port, name, f"/tim-kiem/?{urlencode(query)}")
            for name, query in TYPED.items():
                compare(few_port, many_port, name, f"/tim-kiem/goi-y/?{urlencode(query)}")


if __name__ == "__main__":
    main()
