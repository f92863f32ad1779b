"""Large pictures, taken in by a process of their own."""

import sys

import pytest

from images import apart, intake
from images.intake import RefusedPicture
from tests.factories import picture_bytes

LARGE = (2400, 1800)


def program(folder, text: str) -> str:
    """A program that stands in for Python."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_a_large_picture_becomes_what_it_would_have_become_here():
    data = picture_bytes(size=LARGE)
    assert apart.take_in(data) == intake.take_in(data)


def test_a_refusal_comes_back_with_its_reason():
    data = picture_bytes(size=LARGE)
    with pytest.raises(RefusedPicture) as refusal:
        apart.take_in(data[: len(data) // 2])
    assert refusal.value.code == "damaged"


def test_what_is_needed_for_the_sentence_comes_with_it(monkeypatch):
    monkeypatch.setattr(intake, "MAX_PIXELS", 100)
    assert apart.answer(picture_bytes()) == b'{"code": "too_many_pixels", "params": {"limit": 100}}\n'


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x00" * 1000])
def test_what_is_seen_from_outside_needs_no_process(data, monkeypatch):
    monkeypatch.setattr(apart.subprocess, "run", None)
    with pytest.raises(RefusedPicture):
        apart.take_in(data)


def test_a_small_picture_needs_no_process(monkeypatch):
    monkeypatch.setattr(apart.subprocess, "run", None)
    assert apart.take_in(picture_bytes()).format == "JPEG"


def test_a_decoder_that_breaks_down_refuses_the_picture_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", program(tmp_path, "kill -SEGV $$"))
    with pytest.raises(RefusedPicture) as refusal:
        apart.take_in(picture_bytes(size=LARGE))
    assert refusal.value.code == "damaged"


def test_a_decoder_that_comes_to_no_end_is_stopped(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", program(tmp_path, "exec sleep 60"))
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    with pytest.raises(RefusedPicture) as refusal:
        apart.take_in(picture_bytes(size=LARGE))
    assert refusal.value.code == "damaged"


def test_it_stands_behind_everything_else_the_machine_does(monkeypatch, tmp_path):
    """The process asks for its lower place itself: here it writes down, after its work, which one it has."""
    told = tmp_path / "told"
    script = "import os, runpy; runpy.run_module('images.apart', run_name='__main__'); "
    script += f"open('{told}', 'w').write(str(os.getpriority(os.PRIO_PROCESS, 0)))"
    monkeypatch.setattr(sys, "executable", program(tmp_path, f'exec {sys.executable} -c "{script}"'))
    before = apart.os.getpriority(apart.os.PRIO_PROCESS, 0)
    apart.take_in(picture_bytes(size=LARGE))
    assert int(told.read_text()) == min(before + apart.NICENESS, 19)
