"""One's own account at the moment when somebody else changes it, or many ask at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident

import pytest
from api_world import World
from signing_in import HASH, RIGHT, SESSION, account_of, sign_in, signed_in, with_second_factor

from api.services import Services
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import end_sessions, set_disabled, set_password

NEW = "Zither-unlock 42 雨"
BEFORE, AT_ONCE = 12, 12
"""Guesses one by one, and at once: together more than the twenty that an open browser may fail."""


def reset(world: World, officer: Officer) -> None:
    policy = world.settings.password_policy
    world_now = world.clock()
    set_password(world.store, SYSTEM, officer.id, HASH, policy, now=world_now, change_due=True)


def end_all(world: World, officer: Officer) -> None:
    assert end_sessions(world.store, SYSTEM, officer.id, now=world.clock()) == 1


def close(world: World, officer: Officer) -> None:
    set_disabled(world.store, SYSTEM, officer.id, disabled=True, now=world.clock())


@pytest.mark.parametrize("meanwhile", [reset, end_all, close])
def test_a_change_of_password_does_not_undo_what_an_administrator_does_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[World, Officer], None]
) -> None:
    client, officer = signed_in(world)
    services: Services = world.app.state.services
    passwords = services.desk.passwords
    hash_it = passwords.hash

    def then_the_administrator(password: str) -> str:
        hashed = hash_it(password)
        monkeypatch.setattr(passwords, "hash", hash_it)
        meanwhile(world, officer)
        return hashed

    monkeypatch.setattr(passwords, "hash", then_the_administrator)
    answer = client.ask("POST", f"{SESSION}/password", json={"current": RIGHT, "new": NEW})
    assert (answer.status_code, answer.json()["code"]) == (422, "accounts.changed_meanwhile")
    assert client.get(SESSION).status_code == 401
    kept = account_of(world, officer)
    assert (kept.password_hash, kept.change_due) == (HASH, meanwhile is reset)
    assert sign_in(world.stranger(), officer.login, NEW).status_code == 401


def test_many_guesses_at_the_last_code_at_once_are_counted_each(
    fresh_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, officer = signed_in(fresh_world)
    with_second_factor(fresh_world, client)
    attempts = fresh_world.app.state.services.attempts
    check, all_let_in, seen = attempts.check, Barrier(AT_ONCE, timeout=60), set()

    def then_wait_for_the_others(login: str, address: str, known: str | None) -> None:
        check(login, address, known)
        if get_ident() not in seen:
            seen.add(get_ident())
            all_let_in.wait()

    def guess(_number: int) -> int:
        sent = {"code": "000000"}
        return client.ask("POST", f"{SESSION}/second-factor/removal", json=sent).status_code

    assert {guess(number) for number in range(BEFORE)} == {422}
    monkeypatch.setattr(attempts, "check", then_wait_for_the_others)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tried = list(pool.map(guess, range(AT_ONCE)))
    assert (tried.count(422), tried.count(429)) == (20 - BEFORE, AT_ONCE + BEFORE - 20)
    assert account_of(fresh_world, officer).has_second_factor
