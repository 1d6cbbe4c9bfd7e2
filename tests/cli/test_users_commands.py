"""Accounts at the command line of the machine."""

import re
from contextlib import closing
from pathlib import Path

from commanding import done, refused

from api.auth.passwords import Passwords
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import accounts, audit, people
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer


def add(login: str, *more: str) -> str:
    """Add a person, and return their password."""
    return said_password(done("users", "add", login, "--name", "演示甲", *more))


def said_password(output: str) -> str:
    found = re.search(r"[A-Za-z0-9_-]{16}", output.splitlines()[-1])
    assert found, output
    return found[0]


def known(login: str) -> tuple[Officer, Account]:
    with closing(open_store(Settings().store_url())) as store, store.reader() as session:
        officer = people.officer_of_login(session, login)
        assert officer is not None
        return officer, accounts.account(session, officer.id)


def test_a_person_is_added_with_a_password_that_must_be_changed(folder: Path) -> None:
    password = add(
        "r-07", "--squad", "reservoir", "--squad", "park", "--badge", "K7", "--certified"
    )
    officer, account = known("r-07")
    assert (officer.squad_code, officer.more_squads) == ("reservoir", ("park",))
    assert (officer.role, officer.certified, officer.badge_no) == ("officer", True, "K7")
    assert account.change_due
    assert Passwords().matches(password, account.password_hash).right


def test_no_password_is_said_twice_or_kept_in_the_clear(folder: Path) -> None:
    first = add("r-07", "--squad", "reservoir")
    second = said_password(done("users", "password", "r-07"))
    assert first != second
    assert "r-07" in done("users", "list")
    assert second not in done("users", "list")
    assert second.encode() not in Settings().sqlite_path.read_bytes()


def test_what_cannot_be_is_refused_in_words(folder: Path) -> None:
    add("r-07", "--squad", "reservoir")
    options = ("--name", "演示乙")
    taken = refused("users", "add", "r-07", "--squad", "park", *options)
    assert [one.key for one in taken.findings] == ["accounts.login_taken"]
    nowhere = refused("users", "add", "x", "--squad", "moon", *options)
    assert [one.key for one in nowhere.findings] == ["accounts.no_squad"]
    homeless = refused("users", "add", "x", *options)
    assert [one.key for one in homeless.findings] == ["accounts.squad_needed"]
    assert refused("users", "add", "x", "--role", "king", *options).key == "cli.bad_choice"
    assert refused("users", "disable", "nobody").key == "cli.no_user"


def test_roles_and_squads_change(folder: Path) -> None:
    add("r-07", "--squad", "reservoir")
    done("users", "role", "r-07", "leader", "--certified")
    done("users", "squads", "r-07", "park", "reservoir", "park")
    officer, _ = known("r-07")
    assert (officer.role, officer.certified) == ("leader", True)
    assert (officer.squad_code, officer.more_squads) == ("park", ("reservoir",))


def test_accounts_are_closed_and_opened(folder: Path) -> None:
    add("r-07", "--squad", "reservoir")
    done("users", "disable", "r-07")
    assert known("r-07")[1].disabled_at is not None
    assert "disabled" in done("users", "list")
    done("users", "enable", "r-07")
    assert known("r-07")[1].disabled_at is None


def test_somebody_must_be_left_to_keep_accounts(folder: Path) -> None:
    add("boss", "--role", "admin")
    assert refused("users", "disable", "boss").key == "accounts.last_administrator"
    assert refused("users", "role", "boss", "auditor").key == "accounts.last_administrator"
    add("boss2", "--role", "admin")
    done("users", "disable", "boss")


def test_a_setup_code_is_for_a_store_without_an_administrator(folder: Path) -> None:
    said = done("users", "setup-code")
    assert re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", said)
    assert said != done("users", "setup-code")
    add("boss", "--role", "admin")
    assert refused("users", "setup-code").key == "accounts.has_administrator"


def test_every_act_is_audited_under_administration(folder: Path) -> None:
    add("r-07", "--squad", "reservoir")
    done("users", "disable", "r-07")
    done("users", "enable", "r-07")
    done("users", "password", "r-07")
    officer, _ = known("r-07")
    with closing(open_store(Settings().store_url())) as store, store.reader() as session:
        found = audit.page(session, object_name=f"officer/{officer.id}")
    assert {one.chain for one in found} == {"@administration"}
    actions = [one.action for one in reversed(found)]
    assert actions == ["create", "password", "disable", "enable", "password"]
