"""The admin's slug script and the server's `slug` agree on every text, and the script fits Wagtail's forms."""

import json
import random
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail import hooks
from wagtail.admin.widgets import SlugInput

import vietnamese
from vietnamese.text import SLUG_LENGTH, slug

SCRIPT = Path(vietnamese.__file__).parent / "static" / "vietnamese" / "slug.js"
NODE = shutil.which("node")

needs_node = pytest.mark.needs_node
if_node = pytest.mark.skipif(NODE is None, reason="Node.js is not on this machine: the admin's slug script was not run")

# Reads one JSON text a line and answers with one. The script runs as in the admin, against a stand-in for what
# Wagtail puts on `window`.
RUNNER = r"""
const vm = require("node:vm");
const script = require("node:fs").readFileSync(process.argv[1], "utf8");
class Controller {
  constructor() { this.element = { value: "" }; this.dispatched = []; }
  dispatch(name, options) { this.dispatched.push([name, options]); }
}
const registered = {};
const window = {
  StimulusModule: { Controller },
  wagtail: { app: { register: (name, controller) => { registered[name] = controller; } } },
};
const context = vm.createContext({ window });
vm.runInContext(script, context);
const vietnameseSlug = vm.runInContext("vietnameseSlug", context);

const answer = {
  slug: ({ text, options }) => vietnameseSlug(text, ...options),
  act: ({ action, value, title }) => {
    const controller = new registered["w-slug"]();
    controller.element.value = value;
    let prevented = false;
    controller[action]({ detail: { value: title }, preventDefault: () => { prevented = true; } });
    return { value: controller.element.value, prevented, dispatched: controller.dispatched.map(([n]) => n) };
  },
};
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { task, ...details } = JSON.parse(line);
  process.stdout.write(JSON.stringify(answer[task](details)) + "\n");
});
"""


class Script:
    """The slug script in one Node process that answers as often as it is asked."""

    def __init__(self, process):
        self._process = process

    def _ask(self, **question):
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def slug(self, text, *options):
        return self._ask(task="slug", text=text, options=options)

    def act(self, action, *, value="", title=None):
        return self._ask(task="act", action=action, value=value, title=title)


@pytest.fixture(scope="module")
def script():
    with subprocess.Popen(
        [NODE, "-e", RUNNER, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Script(process)
        process.stdin.close()


TITLES = [
    "Đoàn kết, đổi mới",
    "Đồng diễn",
    "Hội nghị tổng kết phong trào thi đua năm 2023 và phương hướng, nhiệm vụ năm 2024 của Khối",
    "HỘI NGHỊ SƠ KẾT 6 THÁNG ĐẦU NĂM – KHỐI THI ĐUA SỐ 5",
    unicodedata.normalize("NFD", "Ủy ban nhân dân huyện Cư M’gar, tỉnh Đắk Lắk"),
    "Ðại hội Ðảng bộ lần thứ XIII",
    "“Trích dẫn” & ‘lời hay’ … 100 m² ½ №5 ﬁ",
    "Łódź, Straße, Ærø, İstanbul, K\u212a",
    "phát\u00adtriển\u200b \ufeff17/01/2024",
    "",
    "  ",
    "!!!",
    "日本",
    "👨‍👩‍👧",
    "-a-",
    "a" * 300,
    "đổi mới " * 1250,
]


@needs_node
@if_node
class TestAgreement:
    @pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
    def test_on_titles(self, script, title):
        assert script.slug(title) == slug(title)

    @given(text=st.one_of(st.text(), st.text(alphabet="aăâđĐêễộ -'’–17/ \u0323\u0301")), length=st.integers(1, 120))
    @settings(deadline=None, max_examples=500)
    def test_on_anything(self, script, text, length):
        assert script.slug(text) == slug(text)
        assert script.slug(text, length) == slug(text, length)
        assert script.slug(text, length, "chu-de") == slug(text, length, fallback="chu-de")

    def test_on_every_character(self, script):
        """All of Unicode, in pieces of a thousand characters that stand apart from each other.

        Characters that this Python's Unicode does not know yet are left out: the browser may know them.
        """
        known = [
            chr(code_point)
            for code_point in range(sys.maxunicode + 1)
            if unicodedata.category(chr(code_point)) not in {"Cn", "Cs", "Co"}
        ]
        for start in range(0, len(known), 1000):
            text = " ".join(f"x{character}y{number}" for number, character in enumerate(known[start : start + 1000]))
            assert script.slug(text, 100_000) == slug(text, 100_000)

    def test_on_long_titles_cut_at_any_length(self, script):
        words = ["hội", "nghị", "tổng", "kết", "phong", "trào", "thi", "đua", "yêu", "nước", "đ", "một"]
        chance = random.Random(5)
        for length in range(1, 60):
            title = " ".join(chance.choices(words, k=15))
            assert script.slug(title, length) == slug(title, length)


@needs_node
@if_node
class TestController:
    def test_the_slug_follows_the_title(self, script):
        answer = script.act("urlify", value="doan", title="Đoàn kết, đổi mới")

        assert answer == {"value": "doan-ket-doi-moi", "prevented": False, "dispatched": ["applied"]}

    def test_an_empty_title_empties_the_slug(self, script):
        assert script.act("urlify", value="doan", title="  ")["value"] == ""

    @pytest.mark.parametrize("value", ["", "doan-ket"])
    def test_an_empty_or_equal_slug_may_follow_on(self, script, value):
        assert not script.act("compare", value=value, title="Đoàn kết")["prevented"]

    @pytest.mark.parametrize("title", ["Đoàn kết", ""])
    def test_a_slug_that_was_written_by_hand_stops_following(self, script, title):
        assert script.act("compare", value="tin-cu", title=title)["prevented"]

    @pytest.mark.parametrize(
        ("written", "left"),
        [
            ("Đoàn kết", "doan-ket"),
            ("TIN-TUC", "tin-tuc"),
            ("", ""),
            # What is an address already stays, for a live page must not move because someone clicked there.
            ("tin_cu_2019", "tin_cu_2019"),
            ("a" * (SLUG_LENGTH + 50), "a" * (SLUG_LENGTH + 50)),
        ],
    )
    def test_a_slug_that_was_written_by_hand_becomes_an_address(self, script, written, left):
        assert script.act("slugify", value=written)["value"] == left


def test_wagtails_slug_input_still_calls_the_actions_that_the_script_answers():
    """Wagtail could rename its actions; then our controller would sit there and nobody would call it."""
    attributes = SlugInput().attrs

    assert attributes["data-controller"] == "w-slug"
    assert attributes["data-action"].split() == [
        "blur->w-slug#slugify",
        "w-sync:check->w-slug#compare",
        "w-sync:apply->w-slug#urlify:prevent",
    ]


def test_every_admin_page_loads_the_script():
    tags = [hook() for hook in hooks.get_hooks("insert_global_admin_js")]

    assert '<script src="/static/vietnamese/slug.js"></script>' in tags
    assert finders.find("vietnamese/slug.js") == str(SCRIPT)
