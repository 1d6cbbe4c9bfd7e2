"""Browsers that signed in before are recognised, and no others."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.auth.known import MAX_AGE, MOST_OFFICERS, KnownBrowsers

NOW = datetime(2022, 10, 31, 4, tzinfo=UTC)
KEY = bytes(range(32))
OFFICER, OTHER = UUID(int=1), UUID(int=2)
BROWSERS = KnownBrowsers(KEY)
TOKEN = BROWSERS.issue(OFFICER, NOW)
NO_TOKENS = {
    "nothing": "",
    "a point": ".",
    "points": "...",
    "waves": "~~~",
    "a version": "1...",
    "long": "x" * 10_000,
    "many": "~" * 10_000,
    "of another version": "2" + TOKEN[1:],
    "with an end": TOKEN + ".",
    "chinese": "长",
}


def test_a_browser_is_recognised_by_the_same_name_each_time() -> None:
    name = BROWSERS.recognise(TOKEN, OFFICER, NOW)
    assert name
    assert KnownBrowsers(KEY).recognise(TOKEN, OFFICER, NOW + timedelta(days=179)) == name


def test_two_browsers_have_two_names() -> None:
    other = BROWSERS.issue(OFFICER, NOW)
    names = {BROWSERS.recognise(token, OFFICER, NOW) for token in (TOKEN, other)}
    assert len(names) == 2
    assert None not in names


def test_a_browser_is_known_for_the_officer_who_signed_in_only() -> None:
    assert BROWSERS.recognise(TOKEN, OTHER, NOW) is None


def test_a_token_does_not_tell_whose_it_is() -> None:
    officer = uuid4()
    token = BROWSERS.issue(officer, NOW)
    assert str(officer) not in token
    assert officer.hex not in token


def test_a_token_is_good_for_half_a_year() -> None:
    last = NOW + MAX_AGE - timedelta(seconds=1)
    assert BROWSERS.recognise(TOKEN, OFFICER, last)
    assert BROWSERS.recognise(TOKEN, OFFICER, NOW + MAX_AGE) is None


def test_a_token_from_the_future_is_not_recognised() -> None:
    assert BROWSERS.recognise(TOKEN, OFFICER, NOW - timedelta(seconds=1)) is None


def test_a_token_made_with_another_key_is_not_recognised() -> None:
    assert KnownBrowsers(b"\1" * 32).recognise(TOKEN, OFFICER, NOW) is None


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        KnownBrowsers(b"short")


@given(st.integers(0, len(TOKEN) - 1), st.characters(codec=None))
def test_a_token_with_any_character_changed_is_not_recognised(place: int, other: str) -> None:
    changed = TOKEN[:place] + other + TOKEN[place + 1 :]
    assert changed == TOKEN or BROWSERS.recognise(changed, OFFICER, NOW) is None


@pytest.mark.parametrize("token", NO_TOKENS.values(), ids=NO_TOKENS)
def test_what_is_no_token_is_not_recognised(token: str) -> None:
    assert BROWSERS.recognise(token, OFFICER, NOW) is None
    assert BROWSERS.recognise(BROWSERS.remember(token, OTHER, NOW), OTHER, NOW)


def test_a_shared_computer_knows_all_shifts() -> None:
    officers = [uuid4() for _ in range(MOST_OFFICERS)]
    cookie = None
    for officer in officers:
        cookie = BROWSERS.remember(cookie, officer, NOW)
    assert cookie is not None
    names = {BROWSERS.recognise(cookie, officer, NOW) for officer in officers}
    assert len(names) == MOST_OFFICERS
    assert None not in names
    assert len(cookie) < 1200


def test_the_officer_not_seen_for_longest_is_forgotten_first() -> None:
    officers = [uuid4() for _ in range(MOST_OFFICERS + 1)]
    cookie = None
    for officer in [*officers[:-1], officers[0], officers[-1]]:
        cookie = BROWSERS.remember(cookie, officer, NOW)
    assert cookie is not None
    known = [BROWSERS.recognise(cookie, officer, NOW) is not None for officer in officers]
    assert known == [True, False] + [True] * (MOST_OFFICERS - 1)


def test_signing_in_again_replaces_the_own_token() -> None:
    cookie = BROWSERS.remember(BROWSERS.remember(None, OFFICER, NOW), OFFICER, NOW)
    assert cookie.count(".") == TOKEN.count(".")


def test_a_cookie_holds_only_what_a_cookie_may() -> None:
    cookie = BROWSERS.remember(TOKEN, OTHER, NOW)
    assert cookie.isascii()
    assert not set(cookie) & set(' ",;\\')
