"""Takes large pictures in with a process of their own, behind everything else that the machine has to do.

Decoding a camera's photograph keeps a processor busy for half a second and needs up to 300 MB. Done in a process that
serves pages, readers would wait for the interpreter and for a processor, and the memory would stay with that process.
Plain Python, no Django.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore

from . import intake
from .intake import Intake, RefusedPicture

WORTH_A_PROCESS = 4_000_000
"""Pixels. To start a process takes a tenth of a second; in that time fewer are taken in where they came."""

NICENESS = 10
SECONDS = 120
AT_ONCE = BoundedSemaphore(2)
"""Of each serving process, however many photographs are sent at a time."""


def take_in(data: bytes) -> Intake:
    """As images.intake.take_in. A decoder that breaks down or does not come to an end refuses the picture."""
    if intake.pixels(data) < WORTH_A_PROCESS:
        return intake.take_in(data)
    command = [sys.executable, "-m", "images.apart"]
    site = Path(__file__).parents[1]
    with AT_ONCE:
        try:
            run = subprocess.run(command, input=data, stdout=subprocess.PIPE, cwd=site, timeout=SECONDS, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise RefusedPicture("damaged") from error
    head, _, rewritten = run.stdout.partition(b"\n")
    said = json.loads(head)
    if "code" in said:
        raise RefusedPicture(said["code"], **said["params"])
    return Intake(data=rewritten, **said)


def answer(data: bytes) -> bytes:
    """What the process of its own says of a picture: a line of JSON, then the picture as it is kept."""
    try:
        taken = asdict(intake.take_in(data))
    except RefusedPicture as refusal:
        return json.dumps({"code": refusal.code, "params": refusal.params}).encode() + b"\n"
    rewritten = taken.pop("data")
    return json.dumps(taken).encode() + b"\n" + rewritten


if __name__ == "__main__":
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICENESS)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
