"""Log lines as a machine reads them."""

import json
from collections.abc import Iterator

import pytest
import structlog

from api.logs import configure_logs


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the logs as they were."""
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
