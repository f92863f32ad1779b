#!/usr/bin/env python3
"""How fast `import_archive` is, and whether its memory is flat.

    .venv/bin/python bench/archive_import.py [LINES]        100,000 without an argument

Writes an archive of made-up articles of the usual length (some 4 kB of HTML, a list or a table now and then, three
topics, no pictures), imports it in a process of its own into an empty database (SQLite, or DATABASE_URL's), and then
imports it again. Prints articles a second, the last tenth against the first, and the memory at the end against that
after the first tenth.
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = """khối thi đua tổng kết công tác năm và triển khai phương hướng nhiệm vụ với sự tham dự của đại biểu
các đơn vị thành viên phong trào khen thưởng sáng kiến hội nghị ngày hội văn nghệ thể thao giao lưu viên chức"""
WORDS = SENTENCE.split()
TOPICS = ["Hội nghị", "Văn nghệ", "Thể thao", "Khen thưởng", "Thông báo", "Gương điển hình", "Công đoàn"]


def article(number: int, dice: random.Random) -> dict:
    """A line of the archive."""

    def words(count: int) -> str:
        return " ".join(dice.choices(WORDS, k=count)).capitalize()

    parts = [
        f'<p style="text-align: justify;">{words(60)} <strong>{words(4)}</strong>, {words(40)} '
        f'<a href="/tin-tuc/bai-{number // 2}.html">{words(3)}</a>.</p>'
        for _ in range(6)
    ]
    if number % 5 == 0:
        parts.insert(3, "<ul>" + "".join(f"<li>{words(12)}</li>" for _ in range(4)) + "</ul>")
    if number % 11 == 0:
        row = "<tr>" + "<td>{}</td>" * 3 + "</tr>"
        cells = "".join(row.format(*(words(3) for _ in range(3))) for _ in range(6))
        parts.insert(2, f"<table>{cells}</table>")
    day = f"{1 + number % 28:02}/{1 + number // 28 % 12:02}/{2010 + number // 336 % 14}"
    return {
        "address": f"https://cu.example.vn/tin-tuc/{words(5).replace(' ', '-')}-{number}.html",
        "title": f"{words(12)} {number}",
        "lead": words(40),
        "html": "".join(parts),
        "published": f"{day} {number % 24:02}:{number % 60:02}",
        "source": "Trung tâm Truyền thông",
        "topics": dice.sample(TOPICS, 3),
        "views": dice.randrange(5000),
    }


def memory(pid: int) -> int:
    """What the process holds of the memory, in MB; without the pages of the database file, which SQLite maps."""
    status = Path(f"/proc/{pid}/status").read_text()
    match = re.search(r"RssAnon:\s+(\d+)", status)
    return int(match[1]) // 1024 if match else 0


def run(file: Path, env: dict) -> tuple[float, list[tuple[float, float, int]]]:
    """Imports the file; the seconds, and samples of (seconds, share read, MB)."""
    started = time.monotonic()
    command = [sys.executable, ROOT / "manage.py", "import_archive", file, "--report", file.with_suffix(".report")]
    process = subprocess.Popen(command, env=env)
    samples, size = [], file.stat().st_size
    while process.poll() is None:
        time.sleep(0.2)
        try:
            open_files = Path(f"/proc/{process.pid}/fd")
            number = next(fd.name for fd in open_files.iterdir() if fd.resolve() == file)
            position = int(Path(f"/proc/{process.pid}/fdinfo/{number}").read_text().split()[1])
            samples.append((time.monotonic() - started, position / size, memory(process.pid)))
        except (OSError, StopIteration):
            continue
    if process.returncode:
        sys.exit(process.returncode)
    return time.monotonic() - started, samples


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        env = os.environ | {"DATA_DIR": folder}
        file = Path(folder).resolve() / "archive.jsonl"
        dice = random.Random(1)
        with file.open("w", encoding="utf-8") as out:
            for number in range(lines):
                out.write(json.dumps(article(number, dice), ensure_ascii=False) + "\n")
        size = file.stat().st_size
        subprocess.run([sys.executable, ROOT / "manage.py", "migrate", "-v0"], env=env, check=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds, samples = run(file, env)
        own = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime
        print(f"{lines / busy:.0f} a second of the processor's time, on a machine that has nothing else to do")
        print(f"{lines} articles of {size // lines} bytes in {seconds:.0f} s: {lines / seconds:.0f} a second")
        reached = {tenth: next((s for s in samples if s[1] >= tenth / 10), samples[-1]) for tenth in range(1, 11)}
        first, last = reached[2][0] - reached[1][0], reached[10][0] - reached[9][0]
        if first:
            print(f"the last tenth took {last / first:.2f} times as long as the second")
        print(f"memory: {reached[1][2]} MB after a tenth, {reached[5][2]} MB half-way, {samples[-1][2]} MB at the end")
        seconds, _ = run(file, env)
        print(f"once more, nothing new: {lines / seconds:.0f} a second")


if __name__ == "__main__":
    main()
