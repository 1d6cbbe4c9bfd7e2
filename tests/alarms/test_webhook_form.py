"""The form of messages to the office, as docs/webhooks.md promises it."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from geo_patrol.alarms.webhook import Delivery, message, read_address, read_kinds, signature
from geo_patrol.notices import Notice

PAGE = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"
AT = datetime(2022, 10, 7, 18, 14, 5, tzinfo=UTC)
NOTICE = Notice(
    id=UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0c01"),
    revision=7,
    squad_code="reservoir",
    kind="sos",
    audience="duty",
    subject_kind="alarm",
    subject_id=UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0b01"),
    patrol_id=UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0002"),
    at=AT,
    told_at=AT,
    ends_at=None,
    parts={"area": "changzhao", "mode": "boat", "officer_id": "x", "ended": False},
)
DELIVERY = Delivery(
    UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0d01"), NOTICE.id, "raised", AT, n_sent=0, n_failed=0
)


def block(language: str) -> str:
    """Return the first block of a language on the page."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_page_s_example_is_what_is_sent() -> None:
    assert json.loads(block("json")) == json.loads(message(DELIVERY, NOTICE))


def test_the_page_s_program_recognises_what_is_sent_and_nothing_else() -> None:
    given: dict[str, object] = {}
    exec(compile(block("python"), "page", "exec"), given)  # noqa: S102
    is_ours = given["is_ours"]
    assert callable(is_ours)
    body = message(DELIVERY, NOTICE)
    signed, now = signature("a secret of the office", body, AT), int(AT.timestamp())
    assert is_ours("a secret of the office", signed, body, now=now)
    assert not is_ours("another secret", signed, body, now=now)
    assert not is_ours("a secret of the office", signed, body + b" ", now=now)
    assert not is_ours("a secret of the office", signed, body, now=now + 301)
    assert not is_ours("a secret of the office", "nonsense", body, now=now)


def test_a_known_signature() -> None:
    assert signature("secret", b"{}", datetime(2022, 1, 1, tzinfo=UTC)) == (
        "t=1640995200,v1=886ce92abf503b769f128b7c52f4e7d6346978d874454c1c3dedc232af980d7b"
    )


def test_a_repetition_and_an_end_say_so() -> None:
    again = Delivery(DELIVERY.id, NOTICE.id, "raised", AT, n_sent=2, n_failed=0)
    end = Delivery(DELIVERY.id, NOTICE.id, "ended", AT, n_sent=0, n_failed=0)
    told = [json.loads(message(one, NOTICE)) for one in (again, end)]
    assert [(one["event"], one["times"]) for one in told] == [("repeated", 3), ("ended", 1)]


@pytest.mark.parametrize(
    "text",
    ["", "office", "//office/", "javascript:1", "http://", "https://a:b@office/", "http://a b/"],
)
def test_addresses_that_nothing_can_be_sent_to_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_address(text)


def test_kinds_are_a_list() -> None:
    assert read_kinds("sos, task") == {"sos", "task"}
    with pytest.raises(ValueError):
        read_kinds("sos,fire")
