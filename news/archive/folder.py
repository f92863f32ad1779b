"""The folder of pictures that came with the archive: found by the names that the old portal wrote, and never left."""

import unicodedata
from pathlib import Path

from .names import steps
from .problems import Problem


class UnusablePicture(ValueError):
    """A name to which the folder has no picture. `problem` says why: picture_outside or picture_missing."""

    def __init__(self, problem: Problem):
        super().__init__(problem.code)
        self.problem = problem


class PictureFolder:
    """Pictures below one folder.

    The name '/uploads/2019/a.jpg' is looked for as uploads/2019/a.jpg, then as 2019/a.jpg and a.jpg: nobody knows
    at which depth of the old portal's disk the folder was copied.
    """

    def __init__(self, root: Path):
        self._root = root.resolve(strict=True)

    def find(self, name: str) -> Path:
        """The file that a name, path or address means. Raises UnusablePicture."""
        way = steps(name)
        if ".." in way or any("\x00" in step for step in way):
            raise UnusablePicture(Problem("picture_outside", {"file": shown(name)}))
        for start in range(len(way)):
            for written in _spellings("/".join(way[start:])):
                if found := self._file(written):
                    return found
        raise UnusablePicture(Problem("picture_missing", {"file": shown(name)}))

    def _file(self, written: str) -> Path | None:
        try:
            path = (self._root / written).resolve()
            # A symbolic link may lead outside as well as two dots.
            return path if path.is_relative_to(self._root) and path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # too long for the file system, not encodable, links in a circle
            return None

    def size(self, name: str) -> int | None:
        """The size of the file in bytes, None without one: enough to see that it has changed since the last run."""
        try:
            return self.find(name).stat().st_size
        except (UnusablePicture, OSError):
            return None


def _spellings(path: str) -> list[str]:
    # macOS writes file names decomposed, and keeps them so in an archive.
    return list(dict.fromkeys([path, unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)]))


def shown(name: str) -> str:
    """A file name as a report may print it."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:120]
