"""The site as it is started: each place in a process of its own."""

import os
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from django.utils.translation import gettext

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k9#mW2$vLq8!zR4&xT7*bN1@cY6^dF3%gH5(jP0)sA-uE=oI+wQ",
    "ALLOWED_HOSTS": "thidua.example.vn",
    "SITE_URL": "https://thidua.example.vn",
}


@pytest.fixture
def run(tmp_path):
    """run("check", SECRET_KEY="…"): manage.py with this environment and no other. A variable of None is left out."""

    def start(*command, **environment):
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        wanted = {"DATA_DIR": str(tmp_path), **SAFE, **environment}
        return subprocess.run(
            [sys.executable, *(command if command[0] == "-c" else ("manage.py", *command))],
            cwd=ROOT,
            env=kept | {name: value for name, value in wanted.items() if value is not None},
            capture_output=True,
            text=True,
            timeout=100,
        )

    return start


class TestProduction:
    def test_it_is_clean_under_djangos_own_eyes(self, run):
        result = run("check", "--deploy", "--fail-level", "INFO")
        assert (result.returncode, "no issues" in result.stdout + result.stderr) == (0, True), result.stderr

    @pytest.mark.parametrize(
        ("environment", "named"),
        [
            ({"SECRET_KEY": None}, "SECRET_KEY"),
            ({"SECRET_KEY": "short"}, "SECRET_KEY"),
            ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
            ({"SECRET_KEY": "development-only-key-that-production-refuses" * 2}, "SECRET_KEY"),
            ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
            ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
            ({"ALLOWED_HOSTS": "thidua.example.vn,*"}, "ALLOWED_HOSTS"),
            ({"SITE_URL": None}, "SITE_URL"),
            ({"SITE_URL": "http://thidua.example.vn"}, "SITE_URL"),
            ({"SITE_URL": "https://"}, "SITE_URL"),
        ],
    )
    def test_it_does_not_start_unsafe_and_says_why(self, run, environment, named):
        result = run("-c", "import sys; sys.path.insert(0, 'site'); import config.settings.production", **environment)
        assert result.returncode == 1
        assert "ImproperlyConfigured" in result.stderr.splitlines()[-1]
        assert named in result.stderr.splitlines()[-1]

    def test_it_knows_no_example_content_whatever_the_environment_says(self, run):
        result = run("load_demo", EXAMPLE_CONTENT="1")
        assert result.returncode == 1
        assert gettext("Example content and example accounts are not for production.") in result.stderr


class TestNames:
    """Our folder `site/` must not stand before Python's own module of that name."""

    CODE = "import site, sysconfig; print(site.__file__.startswith(sysconfig.get_path('stdlib')))"

    def test_manage_py(self, run):
        result = run("shell", "-c", self.CODE, DJANGO_SETTINGS_MODULE="config.settings.development")
        assert result.stdout.strip().splitlines()[-1] == "True", result.stderr

    def test_the_servers_path(self, run):
        path = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
        assert run("-c", self.CODE, PYTHONPATH=path).stdout == "True\n"

    def test_pytest(self):
        assert Path(site.__file__).is_relative_to(sysconfig.get_path("stdlib"))

    def test_no_package_of_ours_has_a_name_of_pythons(self):
        ours = {path.parent.name for path in (*ROOT.glob("site/*/__init__.py"), *ROOT.glob("*/__init__.py"))}
        assert ours & set(sys.stdlib_module_names) == set()
        assert "config" in ours
        assert not (ROOT / "site" / "__init__.py").exists()

    def test_the_wsgi_entry_is_found_on_the_servers_path(self, run):
        code = "import config.wsgi; print(type(config.wsgi.application).__name__)"
        result = run("-c", code, PYTHONPATH=os.pathsep.join([str(ROOT / "site"), str(ROOT)]))
        assert result.stdout == "PageCache\n", result.stderr
