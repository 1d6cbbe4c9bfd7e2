"""How often one may ask, and who counts as one."""

import gc
from collections.abc import Iterator
from contextlib import closing

import pytest
from api_world import Loop, World, add_places, make_world
from hypothesis import given
from hypothesis import strategies as st

from api.auth.passwords import Passwords
from api.rates import Admitted, Buckets, LimitRates, network_of
from geo_patrol.store.engine import Store, open_store

RIGHT = "long enough"
AREAS = "/api/v1/areas"


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sqlite_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    url = request.getfixturevalue("templates").copy_sqlite("empty")
    with closing(open_store(url, exclusive=True)) as store:
        add_places(store)
        yield store


@pytest.fixture
def strict(sqlite_store: Store, loop: Loop) -> Iterator[World]:
    """Give a world where a caller may ask five times an hour, an address eight times."""
    world = make_world(sqlite_store, loop, rate_per_caller="5/hour", rate_anonymous="8/hour")
    yield world
    world.close()


def test_a_caller_over_the_rate_is_told_when_to_come_back(strict: World) -> None:
    client = strict.member()
    # The first one is not yet known to be admitted, and counts for its address.
    statuses = [client.get(AREAS).status_code for _ in range(7)]
    assert statuses == [200] * 6 + [429]
    answer = client.get(AREAS)
    assert answer.json()["code"] == "pressure.too_often"
    assert 0 < int(answer.headers["retry-after"]) <= 3600
    assert client.get("/healthz").status_code == 200


def test_one_caller_s_rate_is_not_another_s(strict: World) -> None:
    greedy, modest = strict.member(), strict.member()
    while greedy.get(AREAS).status_code == 200:
        pass
    assert [modest.get(AREAS).status_code for _ in range(3)] == [200] * 3


def test_a_token_is_the_same_caller_in_a_cookie_and_in_a_header(strict: World) -> None:
    client = strict.member()
    while client.get(AREAS).status_code == 200:
        pass
    bearer = {"authorization": f"Bearer {client.http.cookies['gp']}"}
    assert strict.stranger().get(AREAS, headers=bearer).status_code == 429


def test_strangers_of_one_address_share_its_rate(strict: World) -> None:
    statuses = [strict.stranger(address="10.1.1.1").get("/").status_code for _ in range(9)]
    assert statuses == [200] * 8 + [429]
    assert strict.stranger(address="10.1.1.2").get("/").status_code == 200


def test_thinking_up_tokens_gains_nothing(strict: World) -> None:
    client = strict.stranger(address="10.1.1.1")
    forged = [{"authorization": f"Bearer forged-{number}"} for number in range(9)]
    answers = [client.get(AREAS, headers=one).status_code for one in forged]
    assert answers == [401] * 8 + [429]
    public = [
        strict.stranger(address="10.1.1.3").get("/", headers=one).status_code for one in forged
    ]
    assert 429 not in public[:8]
    assert public[8] == 429


def test_a_stranger_who_tires_an_address_does_not_shut_out_its_sessions(strict: World) -> None:
    client = strict.member(address="10.1.1.1")
    assert client.get(AREAS).status_code == 200
    stranger = strict.stranger(address="10.1.1.1")
    while stranger.get(AREAS).status_code == 401:
        pass
    assert client.get(AREAS).status_code == 200


def test_an_ended_session_counts_for_its_address_again(strict: World) -> None:
    client = strict.member(address="10.1.1.1")
    assert client.get(AREAS).status_code == 200
    token = client.http.cookies["gp"]
    assert client.ask("DELETE", "/api/v1/session").status_code == 204
    client.http.cookies.set("gp", token)
    statuses = [client.get(AREAS).status_code for _ in range(9)]
    assert statuses[0] == 401
    assert statuses[-1] == 429


def test_a_squad_behind_one_address_signs_in_at_the_change_of_shift(
    sqlite_store: Store, loop: Loop
) -> None:
    world = make_world(sqlite_store, loop)
    hashed = Passwords().hash(RIGHT)
    statuses = []
    for _ in range(30):
        officer = world.officer(password_hash=hashed)
        client = world.stranger(address="10.1.1.1")
        for path in ("/", "/static/base.css", "/static/start.css", "/static/icon.svg"):
            client.get(path)
        body = {"login": officer.login, "password": RIGHT}
        answer = client.ask("POST", "/api/v1/session", json=body)
        statuses += [answer.status_code, client.get(AREAS).status_code]
    world.close()
    assert statuses == [200] * 60


def test_a_phone_brings_a_night_s_backlog_at_once(sqlite_store: Store, loop: Loop) -> None:
    world = make_world(sqlite_store, loop)
    client = world.member()
    assert {client.get(AREAS).status_code for _ in range(400)} == {200}
    world.close()


def test_no_token_is_kept(strict: World) -> None:
    client = strict.member()
    client.get(AREAS)
    token = client.http.cookies["gp"]
    limiters = [one for one in gc.get_objects() if isinstance(one, LimitRates)]
    assert limiters
    for one in limiters:
        kept = [*one.callers._full_at, *one.addresses._full_at, *one.admitted._digests]
        assert token not in kept


@given(st.lists(st.floats(0, 30), max_size=80))
def test_no_window_lets_more_through_than_twice_the_amount(pauses: list[float]) -> None:
    clock = Seconds()
    bucket = Buckets("10/minute", clock=clock)
    passed = []
    for pause in pauses:
        clock.now += pause
        if bucket.take("one") == 0:
            passed.append(clock.now)
    for begin in passed:
        assert sum(begin <= moment < begin + 60 for moment in passed) <= 20


@given(st.integers(1, 50), st.sampled_from(["second", "minute", "hour"]))
def test_a_full_bucket_lets_the_whole_amount_through_and_not_one_more(
    amount: int, period: str
) -> None:
    clock = Seconds()
    bucket = Buckets(f"{amount}/{period}", clock=clock)
    assert [bucket.take("one") for _ in range(amount)] == [0] * amount
    wait_s = bucket.take("one")
    assert wait_s > 0
    clock.now += wait_s
    assert bucket.take("one") == 0
    assert bucket.take("one") > 0


def test_memory_is_bounded() -> None:
    bucket, admitted = Buckets("1/hour", most_keys=100), Admitted(most=100)
    for number in range(10_000):
        bucket.take(str(number))
        admitted.add(str(number))
    assert (len(bucket), len(admitted)) == (100, 100)
    assert bucket.take("9999") > 0
    assert "9999" in admitted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("not:an:address", "not:another", False),
    ],
)
def test_an_ipv6_subscriber_counts_once(one: str, other: str, same: bool) -> None:
    first, second = (network_of({"client": (host, 1)}) for host in (one, other))
    assert (first == second) is same


def test_a_request_without_an_address_is_counted_too() -> None:
    assert network_of({"client": None}) == network_of({})
