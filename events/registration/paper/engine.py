"""Sets a document from data, with Typst, in a process of its own.

A process of its own ends when it takes too long, and gives its memory back: Typst keeps what it has set for the
next ten documents, which is 350 MB after ten roster books. To start it costs some 60 ms.

Data goes in as JSON and is never written into the markup, so a name such as `#include("/etc/passwd")` prints as itself.
Plain Python, no Django.
"""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore

DOCUMENTS = Path(__file__).parent / "documents"
FONTS = Path(__file__).parent / "fonts"
ROOT = Path(__file__).parents[3]

SECONDS = 60
"""A thousand accreditation cards take two."""
AT_ONCE = BoundedSemaphore(2)
"""Of each serving process."""


class CannotSet(RuntimeError):
    """Typst failed on a document, or did not come to an end: a mistake of ours, which its text describes."""


def set_document(name: str, data: dict, *, made_at: datetime) -> bytes:
    """The PDF of documents/<name>.typ with this data. The same data and moment give the same bytes.

    `made_at` is written into the file as the time of its making. Raises CannotSet.
    """
    order = json.dumps({"name": name, "data": data, "made_at": int(made_at.timestamp())}, ensure_ascii=False)
    command = [sys.executable, "-m", "events.registration.paper.engine"]
    with AT_ONCE:
        try:
            run = subprocess.run(
                command, input=order.encode(), capture_output=True, cwd=ROOT, timeout=SECONDS, check=True
            )
        except subprocess.CalledProcessError as error:
            raise CannotSet(error.stderr.decode(errors="replace")[-2000:]) from error
        except subprocess.TimeoutExpired as error:
            raise CannotSet(f"{name} was not set within {SECONDS} seconds") from error
    return run.stdout


def answer(order: dict) -> bytes:
    """What the process of its own does."""
    import typst  # loaded where it is used: a serving process never needs it

    return typst.compile(
        DOCUMENTS / f"{order['name']}.typ",
        root=DOCUMENTS,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS]),
        sys_inputs={"data": json.dumps(order["data"], ensure_ascii=False)},
        timestamp=order["made_at"],
        format="pdf",
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(json.loads(sys.stdin.buffer.read())))
