"""A folder that all processes of this site on this machine share, and that no disk holds."""

import hashlib
import os
import stat
from pathlib import Path

from django.conf import settings

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (the folder made there is ours alone, and it is made sure of)


def is_memory() -> bool:
    """Whether this machine has such a place. Where it has none (macOS), the folder stands in DATA_DIR."""
    return SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK)


def folder() -> Path:
    """The folder, ours alone (0700), made when it is not there.

    Its name follows from DATA_DIR and the user, so that every process finds it.
    Raises PermissionError when somebody else has put something in its place.
    """
    if is_memory():
        site = hashlib.blake2b(os.fsencode(Path(settings.DATA_DIR).resolve()), digest_size=8).hexdigest()
        path = SHARED_MEMORY / f"khoi-thi-dua-{os.geteuid()}-{site}"
    else:
        path = Path(settings.DATA_DIR) / "run" / "private"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise PermissionError(f"{path} is not a folder of ours alone.")
    return path
