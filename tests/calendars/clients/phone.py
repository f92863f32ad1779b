"""Somebody's device: vdirsyncer brings a subscribed calendar onto it, khal shows what is there."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair calendar]
a = "site"
b = "device"
collections = null
[storage site]
type = "http"
url = "{url}"
[storage device]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[calendar]]
path = {folder}/events
readonly = True
[locale]
timeformat = %H:%M
dateformat = %d/%m/%Y
longdateformat = %d/%m/%Y
datetimeformat = %d/%m/%Y %H:%M
longdatetimeformat = %d/%m/%Y %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {folder}/khal.db
"""


class Shown(NamedTuple):
    """A line of khal's list."""

    starts: str
    ends: str
    title: str
    status: str
    location: str


class Phone:
    def __init__(self, folder: Path, url: str):
        self._folder = folder
        for name in ("status", "events", "home"):
            (folder / name).mkdir()
        (folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=folder, url=url))
        (folder / "khal").write_text(KHAL.format(folder=folder))
        self._run("vdirsyncer", "discover")

    def sync(self) -> None:
        self._run("vdirsyncer", "sync")

    def count(self) -> int:
        """How many events are on the device."""
        return len(list((self._folder / "events").glob("*.ics")))

    def shows(self, first: str, last: str) -> list[Shown]:
        """What khal lists from one day to another, both written as in Vietnam."""
        line = "\t".join(f"{{{name}}}" for name in ("start-long", "end-long", "title", "status", "location"))
        listed = self._run("khal", "list", "--once", "--day-format", "", "--format", line, first, last)
        return [Shown(*(part.strip() for part in row.split("\t"))) for row in listed.splitlines() if row]

    def _run(self, program: str, *arguments: str) -> str:
        """Apart from whatever else this machine has of these programs."""
        home = str(self._folder / "home")
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
        command = [str(Path(sys.executable).with_name(program)), "-c", str(self._folder / program), *arguments]
        environment = os.environ | places | {"LC_ALL": "C.UTF-8", "COLUMNS": "500"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout
