"""A store of the first release, with data, brought to this one and back."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo_patrol import audit
from geo_patrol.errors import GeoPatrolError
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import accounts, duty, history, people
from geo_patrol.store.repositories import audit as entries
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.enrolling import enrol
from geo_patrol.workflows.records import put_shift

OFFICER, ADMIN, SHIFT, LOST = (UUID(int=0x018F3A526B007C119A015D0C6E1F0000 + n) for n in range(4))
HASH = "hash"
BODY = '{"squad": "reservoir", "kind": "early"}'


@pytest.fixture
def former(store: Store) -> Iterator[Store]:
    """Give a store as revision 0002 left it: two people, a session, a shift with its version."""
    schema.downgrade(store, "0002")

    def key(one: UUID) -> str:
        return one.hex if store.dialect == "sqlite" else str(one)

    with store.upkeep() as session:
        for statement, values in (
            ("INSERT INTO squads VALUES ('reservoir', '库区', 'Reservoir')", {}),
            (
                "INSERT INTO officers (id, squad_code, badge_no, name, login, role, certified,"
                " password_hash, demo) VALUES (:id, 'reservoir', 'K1', '甲', 'k1', 'officer',"
                " :yes, 'hash', :no)",
                {"id": key(OFFICER), "yes": True, "no": False},
            ),
            (
                "INSERT INTO officers (id, squad_code, badge_no, name, login, role, certified,"
                " demo) VALUES (:id, 'reservoir', 'A1', '乙', 'a1', 'admin', :no, :no)",
                {"id": key(ADMIN), "no": False},
            ),
            (
                "INSERT INTO sessions VALUES ('token', :id, '2022-10-01', '2099-10-01')",
                {"id": key(OFFICER)},
            ),
            (
                "INSERT INTO shifts (id, squad_code, kind, started_at, ended_at, note, demo)"
                " VALUES (:id, 'reservoir', 'early', '2022-10-01 00:00:00.000000',"
                " '2022-10-01 08:00:00.000000', '', :no)",
                {"id": key(SHIFT), "no": False},
            ),
            *(
                (
                    "INSERT INTO record_versions (kind, record_id, version, body, body_sha256,"
                    " accepted_at) VALUES ('shift', :id, 1, :body, :digest,"
                    " '2022-10-01 08:00:00.000000')",
                    {"id": key(one), "body": BODY, "digest": DIGEST},
                )
                for one in (SHIFT, LOST)
            ),
        ):
            session.execute(text(statement), values)
    yield store


DIGEST = "0bb4efc8eeb8b6b1b0b2ff7d8d0a9a37ba58eb7e0ae9c8ca5f7d4f3f4f3a2b1c"


def test_people_keep_their_passwords_and_sign_in_anew(former: Store) -> None:
    schema.upgrade(former)
    with former.reader() as session:
        officer = people.officer_of_login(session, "k1")
        assert officer is not None
        assert (officer.squad_code, officer.role, officer.certified) == (
            "reservoir",
            "officer",
            True,
        )
        account = accounts.account(session, OFFICER)
        assert (account.password_hash, account.change_due) == (HASH, False)
        assert accounts.account(session, ADMIN).password_hash is None
        assert session.scalar(text("SELECT count(*) FROM sessions")) == 0


def test_versions_are_adopted_each_by_its_squads_chain(former: Store) -> None:
    schema.upgrade(former)
    with former.reader() as session:
        found = list(entries.entries(session))
        assert list(audit.breaks(found)) == []
        assert {(one.chain, one.action, one.object) for one in found} == {
            ("reservoir", "adopt", f"shift/{SHIFT}"),
            # Its shift is gone: nobody knows whose it was.
            ("@administration", "adopt", f"shift/{LOST}"),
        }
        (version,) = history.versions(session, "shift", SHIFT)
        assert version.chain == "reservoir"


def test_what_was_adopted_is_protected_from_then_on(former: Store) -> None:
    schema.upgrade(former)
    with (
        pytest.raises((GeoPatrolError, DBAPIError)),
        former.upkeep() as session,
    ):
        session.execute(text("UPDATE record_versions SET body_sha256 = 'x'"))


def test_records_go_on_from_where_they_were(former: Store) -> None:
    schema.upgrade(former)
    with former.reader() as session:
        shift = duty.shift(session, SHIFT, SYSTEM)
    assert shift is not None
    written = put_shift(former, SYSTEM, shift, now=datetime(2026, 1, 1, tzinfo=UTC), if_match=1)
    assert written.version == 2
    assert enrol(former, now=datetime(2026, 1, 1, tzinfo=UTC)) == 2
    found = verify(former)
    assert found.n_adopted == 2
    assert {one.key for one in found.findings} == {"audit.version_altered", "audit.record_gone"}


def test_the_way_back_and_up_again(former: Store) -> None:
    schema.upgrade(former)
    schema.downgrade(former, "0002")
    with former.reader() as session:
        row = session.execute(
            text("SELECT login, password_hash FROM officers ORDER BY login")
        ).all()
        assert [tuple(one) for one in row] == [("a1", None), ("k1", HASH)]
    schema.upgrade(former)
    with former.reader() as session:
        assert accounts.account(session, OFFICER).password_hash == HASH


def test_foreign_keys_are_on_again_afterwards(former: Store) -> None:
    schema.upgrade(former)
    with pytest.raises(GeoPatrolError, match="refuses"), former.upkeep() as session:
        session.execute(text("DELETE FROM squads"))
    with closing(former.connect_for_schema().connect()) as connection:
        if former.dialect == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
