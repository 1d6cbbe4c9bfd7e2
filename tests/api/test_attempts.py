"""Failed log-ins make strangers wait, and never who is known."""

import pytest
from guessing_desk import LIMIT, WINDOW_S, Desk

from api.auth.attempts import Attempts


def test_too_many_failures_at_an_account_make_strangers_wait() -> None:
    desk = Desk()
    assert desk.guess_from_everywhere("leader") == LIMIT
    assert desk.wait_s("leader", "10.9.0.1") == WINDOW_S
    assert desk.wait_s("other", "10.9.0.1") == 0


def test_too_many_failures_from_an_address_make_its_strangers_wait() -> None:
    desk = Desk()
    assert sum(desk.guess(f"name-{n}") for n in range(4 * LIMIT)) == LIMIT
    assert desk.wait_s("leader") == WINDOW_S
    assert desk.wait_s("leader", "10.9.0.1") == 0


def test_room_comes_back_failure_by_failure() -> None:
    desk = Desk()
    for _ in range(LIMIT):
        desk.guess("leader")
        desk.clock.now_s += 10
    assert desk.wait_s("leader") == 10
    desk.clock.now_s += 10
    assert desk.guess("leader")
    assert not desk.guess("leader")


def test_waiting_as_long_as_told_is_enough() -> None:
    desk = Desk()
    for _ in range(LIMIT):
        desk.guess("leader")
        desk.clock.now_s += 0.3
    desk.clock.now_s += desk.wait_s("leader")
    assert desk.wait_s("leader") == 0


def test_all_limits_of_a_rate_hold() -> None:
    desk = Desk(account="5/minute; 8/hour", address="1000/minute")
    tried = 0
    for _ in range(10):
        tried += desk.guess_from_everywhere("leader")
        desk.clock.now_s += WINDOW_S
    assert tried == 8
    assert desk.wait_s("leader") == 3600 - 10 * WINDOW_S


def test_a_known_browser_is_let_in_while_strangers_must_wait() -> None:
    desk = Desk()
    desk.guess_from_everywhere("leader")
    for n in range(LIMIT):
        desk.guess(f"name-{n}")
    assert desk.wait_s("leader", known="duty-room") == 0
    assert desk.wait_s("leader") == desk.wait_s("other") == WINDOW_S


def test_a_known_browser_that_fails_too_often_becomes_a_stranger_for_its_window() -> None:
    desk = Desk()
    assert sum(desk.guess("leader", known="duty-room") for _ in range(20)) == 2 * LIMIT
    assert desk.wait_s("leader", known="duty-room") == WINDOW_S
    assert desk.wait_s("leader", "10.9.0.1", known="phone") == 0
    desk.clock.now_s += WINDOW_S
    desk.guess_from_everywhere("leader")
    assert desk.wait_s("leader", known="duty-room") == 0


def test_failures_of_a_known_browser_hold_up_nobody_else() -> None:
    desk = Desk()
    for _ in range(LIMIT):
        desk.guess("leader", known="duty-room")
    assert desk.wait_s("leader") == desk.wait_s("other") == 0


def test_the_right_password_gives_a_known_browser_its_room_back() -> None:
    desk = Desk()
    for _ in range(3 * LIMIT):
        assert desk.guess("leader", known="duty-room")
        desk.attempts.succeeded("leader", "duty-room")


def test_an_own_account_does_not_free_an_address_for_guessing_at_others() -> None:
    desk = Desk()
    tried = 0
    for n in range(4 * LIMIT):
        tried += desk.guess(f"name-{n}")
        desk.attempts.succeeded("own", None)
        desk.attempts.succeeded("own", "own-browser")
    assert tried == LIMIT


def test_a_browser_known_for_one_account_is_a_stranger_at_another() -> None:
    desk = Desk()
    for _ in range(LIMIT):
        desk.guess("leader", known="duty-room")
    assert desk.wait_s("other", known="duty-room") == 0


def test_case_and_width_give_no_further_guesses() -> None:
    desk = Desk()
    names = ["leader", "Leader", "LEADER", " leader", "ｌｅａｄｅｒ", "leadeR", "lEader"]
    tried = sum(desk.guess(name, f"10.7.0.{n}") for n, name in enumerate(names))
    assert tried == LIMIT


def test_one_subscriber_of_ipv6_is_one_address() -> None:
    desk = Desk()
    tried = sum(desk.guess(f"name-{n}", f"2001:db8:1:2::{n:x}") for n in range(4 * LIMIT))
    assert tried == LIMIT
    assert desk.wait_s("leader", "2001:db8:1:3::1") == 0


def test_ipv4_written_as_ipv6_is_the_same_address() -> None:
    desk = Desk()
    for n in range(LIMIT):
        desk.guess(f"name-{n}", "::ffff:10.0.0.1")
    assert desk.wait_s("leader", "10.0.0.1") > 0
    assert desk.wait_s("leader", "::ffff:10.0.0.2") == 0


@pytest.mark.parametrize("strange", ["", "-", "\0", "\ud800", "x" * 5000, "::1%eth0", "管理员"])
def test_whatever_stands_for_name_and_address_is_counted(strange: str) -> None:
    desk = Desk()
    assert sum(desk.guess(strange, strange) for _ in range(4 * LIMIT)) == LIMIT


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    desk = Desk(most_keys=50)
    for n in range(5000):
        desk.attempts.failed(f"name-{n}", f"10.{n % 7}.{n >> 8 & 255}.{n & 255}", f"b-{n}")
        desk.attempts.failed(f"name-{n}", f"10.{n % 7}.{n >> 8 & 255}.{n & 255}", None)
    assert desk.attempts.kept() <= 3 * 50


def test_failures_whose_window_has_passed_are_forgotten() -> None:
    desk = Desk()
    for n in range(500):
        desk.guess(f"name-{n}", f"10.7.{n >> 8}.{n & 255}")
    assert desk.attempts.kept() == 1000
    desk.clock.now_s += WINDOW_S
    desk.guess("leader")
    assert desk.attempts.kept() == 2


def test_a_flood_of_other_names_frees_an_account_only_when_as_many_failed_as_are_kept() -> None:
    desk = Desk(address="100000/minute", most_keys=100)
    desk.guess_from_everywhere("leader")
    for n in range(99):
        desk.guess(f"name-{n}")
    assert desk.wait_s("leader", "10.9.0.1") > 0


def test_a_flood_of_strangers_does_not_push_out_what_known_browsers_failed() -> None:
    desk = Desk(address="100000/minute", most_keys=100)
    for _ in range(2 * LIMIT):
        desk.guess("leader", known="stolen")
    for n in range(1000):
        desk.guess(f"name-{n}")
    desk.guess_from_everywhere("leader")
    assert desk.wait_s("leader", "10.9.0.1", known="stolen") > 0


def test_a_rate_that_cannot_be_read_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="couldn't parse"):
        Attempts("ten a minute", "10/minute", "10/minute")
