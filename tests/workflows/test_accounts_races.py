"""Two administrators at the same moment: somebody is left who can keep accounts."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from duty_making import NOW
from racing import Beside
from sqlalchemy.orm import Session

from geo_patrol.accounts.policy import POLICIES
from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import put_officer, set_disabled, set_password

Change = Callable[[Store, Officer], object]


def an_administrator(store: Store, login: str) -> Officer:
    officer = Officer(uuid4(), None, login, "管理员", login, "admin", False)
    put_officer(store, SYSTEM, officer, now=NOW)
    set_password(store, SYSTEM, officer.id, "x", POLICIES["asvs"], now=NOW, change_due=False)
    return officer


def close(store: Store, officer: Officer) -> object:
    return set_disabled(store, SYSTEM, officer.id, disabled=True, now=NOW)


def demote(store: Store, officer: Officer) -> object:
    auditor = replace(officer, role="auditor")
    return put_officer(store, SYSTEM, auditor, now=NOW, if_match=1)


@pytest.mark.parametrize("first", [close, demote])
@pytest.mark.parametrize("second", [close, demote])
def test_the_last_two_administrators_cannot_go_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch, first: Change, second: Change
) -> None:
    one, other = an_administrator(store, "one"), an_administrator(store, "other")
    has_administrator = accounts.has_administrator
    beside = Beside(store, lambda: second(store, other))

    def then_the_other(session: Session) -> bool:
        monkeypatch.setattr(accounts, "has_administrator", has_administrator)
        found = has_administrator(session)
        beside.start()
        return found

    monkeypatch.setattr(accounts, "has_administrator", then_the_other)
    first(store, one)
    refused = beside.end()
    assert isinstance(refused, InvalidInput)
    assert refused.key == "accounts.last_administrator"
    with store.reader() as session:
        assert has_administrator(session)
