"""scripts/check_messages.py finds what is wrong, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_messages.py"
GOOD = {"tracks.bad_time": {"zh": "第 {line} 行时间有误", "en": "bad time in line {line}"}}
CODE = 'finding(at, "tracks.bad_time", line=3)\n'


def check(root: Path, messages: object, code: str, template: str = "") -> str:
    """Run the script on a small checkout; return what it complains of, nothing when content."""
    folder = root / "geo_patrol" / "messages"
    folder.mkdir(parents=True)
    (folder / "tracks.json").write_text(json.dumps(messages), encoding="utf-8")
    (root / "geo_patrol" / "code.py").write_text(code, encoding="utf-8")
    (root / "geo_patrol" / "page.html").write_text(template, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, SCRIPT, "--root", root], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == (0 if "all in zh and en" in done.stdout else 1), done.stderr
    return "" if done.returncode == 0 else done.stdout


def test_a_catalogue_and_its_code_in_step_pass(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD, CODE) == ""


@pytest.mark.parametrize(
    ("messages", "complaint"),
    [
        ({"tracks.bad_time": {"zh": "时间有误"}}, "needs zh and en"),
        ({"tracks.bad_time": {"zh": "时间有误", "en": ""}}, "needs zh and en"),
        ({"tracks.bad_time": {"zh": "有误", "en": "bad {line}"}}, "other placeholders"),
        ({"tracks.bad_time": {"zh": "第 {line 行", "en": "bad {line}"}}, "expected '}'"),
        ({"zones.bad_time": GOOD["tracks.bad_time"]}, "is not tracks.something"),
    ],
)
def test_a_faulty_message_is_named(tmp_path: Path, messages: object, complaint: str) -> None:
    assert complaint in check(tmp_path, messages, CODE)


def test_a_message_that_stands_twice_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "geo_patrol" / "messages"
    folder.mkdir(parents=True)
    twice = '{"tracks.a": {"zh": "甲", "en": "a"}, "tracks.a": {"zh": "乙", "en": "b"}}'
    (folder / "tracks.json").write_text(twice, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, SCRIPT, "--root", tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "tracks.a stands twice" in done.stdout


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        (CODE + 'raise NotFound("tracks.gone")', "code.py:2: no message tracks.gone"),
        (CODE + 'text("nowhere.at_all", "zh")', "no message nowhere.at_all"),
        (CODE + 'key = "tracks.gone" if a else b', "no message tracks.gone"),
        (CODE + 'text(f"tracks.un{kind}", "zh")', "no message matches"),
        ('finding(at, "tracks.bad_time")', "tracks.bad_time is not given line"),
        (CODE + 'finding("tracks.line", "tracks.gone")', "no message tracks.gone"),
        ("", "nothing uses tracks.bad_time"),
    ],
)
def test_code_out_of_step_is_named(tmp_path: Path, code: str, complaint: str) -> None:
    assert complaint in check(tmp_path, GOOD, code)


@pytest.mark.parametrize(
    "code",
    [
        'text(f"tracks.{kind}", "zh", line=1)',
        'text("tracks." + kind, "zh", line=1)',
        'finding(at, "tracks.bad_time", **params)',
        CODE + 'ForeignKey("tracks.id")',
        CODE + 'open("tracks.gpx")',
        CODE + 'channel = "tracks.uploaded"  # not a message',
        CODE + 'Right = Literal["tracks.read", "tracks.write"]\nallow("tracks.read")',
        'finding("tracks.line", "tracks.bad_time", line=3)',
    ],
)
def test_what_only_looks_out_of_step_passes(tmp_path: Path, code: str) -> None:
    assert check(tmp_path, GOOD, code) == ""


def test_a_template_uses_messages_too(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD, "", "{{ text('tracks.bad_time') }}") == ""


def test_a_template_may_not_name_a_message_that_is_not_there(tmp_path: Path) -> None:
    complaint = check(tmp_path, GOOD, CODE, "<p>\n{{ text('tracks.gone') }}")
    assert "page.html:2: no message tracks.gone" in complaint


def check_script(root: Path, code: str) -> str:
    """Run the script on a checkout whose words are used by TypeScript."""
    (root / "api/web/src").mkdir(parents=True)
    (root / "api/web/src/screen.tsx").write_text(code, encoding="utf-8")
    return check(root, GOOD, "")


@pytest.mark.parametrize(
    "code",
    [
        't("tracks.bad_time", { line: at(1, 2) })',
        't("tracks.bad_time", {\n  line,\n})',
        't("tracks.bad_time", { ...params })',
        'const KEYS = { a: "tracks.bad_time" };',
    ],
)
def test_keys_of_typescript_are_uses(tmp_path: Path, code: str) -> None:
    assert check_script(tmp_path, code) == ""


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ('t("tracks.bad_time")', "tracks.bad_time is not given line"),
        ('t("tracks.bad_time", { row })', "tracks.bad_time is not given line"),
        ('t("tracks.gone")', "no message tracks.gone"),
        ("t(`tracks.${kind}`)", "nothing uses tracks.bad_time"),
    ],
)
def test_typescript_out_of_step_is_named(tmp_path: Path, code: str, complaint: str) -> None:
    assert complaint in check_script(tmp_path, code)


def test_what_was_fetched_or_built_uses_no_messages(tmp_path: Path) -> None:
    (tmp_path / "api/web/node_modules/a").mkdir(parents=True)
    (tmp_path / "api/web/node_modules/a/index.js").write_text('t("tracks.bad_time")')
    assert "nothing uses tracks.bad_time" in check(tmp_path, GOOD, "")
