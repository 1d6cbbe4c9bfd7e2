"""Log lines as a machine reads them."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
import structlog

from api.logs import configure_logs

PRIVATE = "张三 13800000000"


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the logs as they were."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)
    for owner, hook in ((warnings, "showwarning"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    yield
    structlog.reset_defaults()


def test_a_line_is_json_with_time_level_and_request(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger("x").info("request", route="/巡查")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["request_id"]) == ("request", "info", "abc")
    assert line["route"] == "/巡查"
    assert line["timestamp"].endswith("Z")


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("warning")
    structlog.get_logger("x").info("request")
    assert capsys.readouterr().err == ""


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        configure_logs("loud")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_what_the_server_program_says_is_a_line_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    [line] = lines(capsys)
    assert (line["event"], line["level"]) == ("Invalid HTTP request received.", "warning")
    assert line["logger"] == "uvicorn.error"


def test_the_values_in_a_library_s_message_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    logging.getLogger("uvicorn.error").error("Cancel %s task(s)\n%s", 1, PRIVATE)
    logging.getLogger("psycopg").warning("bad row: " + PRIVATE)
    logging.getLogger("uvicorn.error").error(OSError(PRIVATE))
    first, second, third = lines(capsys)
    assert first["event"] == "Cancel %s task(s)"
    assert (second["event"], second["logger"]) == ("library message", "psycopg")
    assert third["kind"] == "OSError"
    assert PRIVATE not in str([first, second, third])


def test_a_fault_tells_its_kind_and_place_and_not_its_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("info")
    try:
        int(PRIVATE)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    [line] = lines(capsys)
    assert (line["event"], line["kind"]) == ("Exception in ASGI application", "ValueError")
    assert "test_logs.py" in line["at"][-1]
    assert PRIVATE not in str(line)


def test_warnings_and_ends_of_threads_are_lines_without_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("info")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning(UserWarning(PRIVATE), UserWarning, "somewhere.py", 7)
    thread = Thread(target=int, args=(PRIVATE,))
    thread.start()
    thread.join()
    warned, ended = lines(capsys)
    assert (warned["kind"], warned["at"]) == ("UserWarning", ["somewhere.py:7"])
    assert (ended["event"], ended["kind"]) == ("thread ended by a fault", "ValueError")
    assert PRIVATE not in str([warned, ended])


def test_configuring_twice_says_everything_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    configure_logs("info")
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    assert len(lines(capsys)) == 1
