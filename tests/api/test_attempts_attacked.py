"""Whatever guessers do, they gain little and keep nobody out who is known."""

from guessing_desk import LIMIT, WINDOW_S, Desk
from hypothesis import given, settings
from hypothesis import strategies as st

STRANGERS = st.tuples(
    st.sampled_from(["leader", "Leader", "other", "nobody"]),
    st.sampled_from(["10.0.0.1", "10.0.0.2", "2001:db8::1", "-"]),
    st.none() | st.sampled_from(["forged", "own"]),
    st.sampled_from([0.0, 0.1, 7.0, 59.9, 60.0]),
    st.booleans(),
)


@settings(deadline=None)
@given(st.lists(STRANGERS, max_size=80), st.integers(0, LIMIT - 1))
def test_whatever_strangers_do_a_known_browser_with_the_right_password_gets_in(
    deeds: list[tuple[str, str, str | None, float, bool]], mistakes: int
) -> None:
    desk = Desk(most_keys=8)
    for _ in range(mistakes):
        assert desk.guess("leader", known="duty-room")
    for login, address, known, pause_s, heeds_refusals in deeds:
        if heeds_refusals:
            desk.guess(login, address, known)
        else:
            desk.attempts.failed(login, address, known)
        desk.clock.now_s += pause_s
        assert desk.wait_s("leader", address, known="duty-room") == 0


@settings(deadline=None)
@given(st.lists(STRANGERS, max_size=80))
def test_nobody_waits_longer_than_the_window(
    deeds: list[tuple[str, str, str | None, float, bool]],
) -> None:
    desk = Desk()
    for login, address, known, pause_s, _ in deeds:
        desk.attempts.failed(login, address, known)
        assert desk.wait_s(login, address, known) <= WINDOW_S
        desk.clock.now_s += pause_s
    desk.clock.now_s += WINDOW_S
    assert all(desk.wait_s(login, address, known) == 0 for login, address, known, *_ in deeds)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 255), st.floats(0, 20)), max_size=120))
def test_no_window_sees_more_guesses_of_strangers_at_an_account_than_its_limit(
    deeds: list[tuple[int, float]],
) -> None:
    desk = Desk()
    looked_at: list[float] = []
    for host, pause_s in deeds:
        if desk.guess("leader", f"10.0.0.{host}"):
            looked_at.append(desk.clock.now_s)
        desk.clock.now_s += pause_s
    for first, beyond in zip(looked_at, looked_at[LIMIT:], strict=False):
        assert beyond - first >= WINDOW_S * (1 - 1e-9)


def test_an_attack_of_a_day_gains_little_and_stops_no_known_browser() -> None:
    desk = Desk(account="10/minute; 60/hour", address="10/minute", known="10/minute")
    tried, refused = 0, 0
    for second in range(0, 24 * 3600, 5):
        desk.clock.now_s = second
        tried += desk.guess("leader", f"10.{second % 251}.{second % 241}.{second % 239}")
        if second % 1800 == 0:
            refused += desk.wait_s("leader", known="duty-room") > 0
    assert tried == 24 * 60
    assert refused == 0
