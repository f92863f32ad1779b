"""The salt of the day: one for all processes, another tomorrow, and none left of yesterday."""

import datetime as dt
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tests.factories import hanoi
from visitors import memory, salt

EVENING = hanoi(2026, 11, 24, 23, 59)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(salt, "_latest", None)
    settings.DATA_DIR = tmp_path
    yield
    shutil.rmtree(memory.folder())


def forget_here(monkeypatch):
    """As another process would be: it has not asked yet."""
    monkeypatch.setattr(salt, "_latest", None)


def test_the_same_all_day_and_in_every_process(monkeypatch):
    first = salt.of_day(EVENING)
    forget_here(monkeypatch)
    assert salt.of_day(EVENING - timedelta(hours=23)) == first
    assert len(first) == 32


def test_another_from_midnight_in_hanoi_on(monkeypatch):
    assert len({salt.of_day(EVENING), salt.of_day(EVENING + MINUTE), salt.of_day(EVENING + timedelta(days=1))}) == 2
    assert salt.of_day(EVENING) != salt.of_day(EVENING + MINUTE)


@pytest.mark.skipif(bool(django_settings.REDIS_URL), reason="Redis forgets by itself")
def test_yesterdays_is_thrown_away(monkeypatch):
    before = salt.of_day(EVENING)
    salt.forget_old(EVENING)
    assert salt.of_day(EVENING) == before
    salt.forget_old(EVENING + MINUTE)
    assert list(memory.folder().glob("salt-*")) == []
    assert salt.of_day(EVENING) != before


@pytest.mark.skipif(bool(django_settings.REDIS_URL), reason="with Redis it is there")
def test_who_is_killed_while_making_one_leaves_no_copy(monkeypatch):
    def kill(path):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "unlink", kill)
        salt.of_day(EVENING)
    [copy] = memory.folder().glob("making-*")
    assert copy.read_bytes() == salt.of_day(EVENING)

    made = dt.datetime.fromtimestamp(copy.stat().st_mtime, dt.UTC)
    salt.forget_old(made + MINUTE / 2)
    assert copy.exists()
    salt.forget_old(made + 2 * MINUTE)
    assert not copy.exists()


@pytest.mark.skipif(bool(django_settings.REDIS_URL), reason="with Redis it is there")
@pytest.mark.skipif(not memory.is_memory(), reason="this machine has no memory-backed folder")
def test_it_is_never_on_a_disk():
    salt.of_day(EVENING)
    mounts = subprocess.run(["stat", "-f", "-c", "%T", memory.folder()], capture_output=True, text=True, check=True)
    assert mounts.stdout.strip() == "tmpfs"
    assert memory.folder().stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in memory.folder().glob("salt-*")} == {0o600}


@pytest.mark.needs_redis
def test_redis_lets_it_expire_with_its_day():
    from django.core.cache import cache

    salt.of_day(EVENING)
    key = cache.make_key("visitors.salt.2026-11-24")
    assert 60 <= cache._cache.get_client().ttl(key) <= 120


@pytest.mark.skipif(bool(django_settings.REDIS_URL), reason="with Redis it is there")
def test_processes_that_ask_at_once_get_one(tmp_path):
    ask = (
        "import sys, datetime as dt; from pathlib import Path; from django.conf import settings;"
        "settings.configure(REDIS_URL='', DATA_DIR=Path(sys.argv[1]), CACHES={});"
        "from visitors import salt; print(salt.of_day(dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)).hex())"
    )
    command = [sys.executable, "-c", ask, str(tmp_path)]
    environment = {"PYTHONPATH": str(django_settings.SITE_DIR)}
    asked = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate(timeout=30)[0] for process in asked} | {salt.of_day(EVENING).hex() + "\n"}) == 1


def test_a_folder_of_somebody_else_is_not_used(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "SHARED_MEMORY", tmp_path / "none")
    (tmp_path / "run" / "private").mkdir(parents=True, mode=0o755)
    with pytest.raises(PermissionError):
        memory.folder()
    (tmp_path / "run" / "private").chmod(0o700)
    assert memory.folder() == tmp_path / "run" / "private"
