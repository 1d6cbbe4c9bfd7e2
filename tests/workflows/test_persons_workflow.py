"""Persons in incidents: sealed, shown to who has need, recognised again, destroyed in time."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from duty_making import EARLY, NOW, VAULT
from persons_making import (
    ANGLER,
    AUXILIARY,
    BRIEFING,
    FRIEND,
    OFFICER,
    PARK,
    an_incident,
    put,
    shown,
)
from sqlalchemy import text
from sqlalchemy.engine import make_url

from geo_patrol.errors import Conflict, Forbidden, InvalidInput, PreconditionFailed, Unavailable
from geo_patrol.incidents.records import Incident, SeizedItem
from geo_patrol.personal import Keyring, Person
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit, history, personal
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.persons import NOBODY, Shown, expire
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.writing import Written


def test_who_has_need_sees_persons_as_they_were_sent(loaded_store: Store) -> None:
    incident = an_incident(ANGLER, FRIEND)
    put(loaded_store, incident)
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER, FRIEND))
    assert shown(loaded_store, incident, AUXILIARY) == Shown("redacted")
    assert shown(loaded_store, incident, BRIEFING) == Shown("redacted")


def test_an_incident_without_persons_has_no_key(loaded_store: Store) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    assert shown(loaded_store, incident) == NOBODY
    with loaded_store.reader() as session:
        assert personal.record_key(session, "incident", incident.id) is None


def test_a_repeat_is_a_repeat_though_it_is_sealed_anew_each_time(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    assert put(loaded_store, incident).created
    again = put(loaded_store, incident)
    assert (again.version, again.changed) == (1, False)


def test_other_persons_under_the_same_id_are_a_conflict(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    for others in ((FRIEND,), (), (FRIEND, ANGLER)):
        with pytest.raises(Conflict):
            put(loaded_store, replace(incident, persons=others))
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))


def test_an_edit_adds_and_takes_away_persons_and_history_stays(loaded_store: Store) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    put(loaded_store, replace(incident, persons=(ANGLER,)), 1)
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))
    put(loaded_store, incident, 2)
    assert shown(loaded_store, incident) == NOBODY
    with loaded_store.reader() as session:
        bodies = [one.body for one in history.versions(session, "incident", incident.id)]
    assert bodies[0]["persons"] is None
    assert len({str(body["persons"]) for body in bodies}) == 3


def test_the_persons_of_a_refused_edit_are_kept_too(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    put(loaded_store, replace(incident, narrative="一"), 1)
    with pytest.raises(PreconditionFailed):
        put(loaded_store, replace(incident, persons=(FRIEND,)), 1)
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))
    name = f"incident/{incident.id}"
    with loaded_store.reader() as session:
        (rival,) = history.rivals(session, "incident", incident.id)
        key = personal.record_key(session, "incident", incident.id)
        sealed = session.execute(
            text("SELECT sealed FROM personal_data WHERE version = -1")
        ).scalar_one()
    assert rival.base_version == 1
    assert key is not None
    assert key.wrapped is not None
    assert "乙" in VAULT.keyring.unseal(key.wrapped, name, -1, bytes(sealed)).decode()


def test_who_cannot_see_persons_edits_around_them(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)

    def by_auxiliary(changed: Incident, if_match: int | None) -> Written:
        return put_incident(loaded_store, AUXILIARY, changed, VAULT, now=NOW, if_match=if_match)

    edited = replace(incident, persons=(), narrative="两人夜钓")
    assert by_auxiliary(edited, 1).version == 2
    again = by_auxiliary(edited, 1)
    assert (again.version, again.changed) == (2, False)
    assert shown(loaded_store, incident) == Shown("shown", (ANGLER,))
    with pytest.raises(Forbidden, match="persons"):
        by_auxiliary(replace(edited, persons=(FRIEND,)), 2)
    put(loaded_store, replace(edited, persons=(FRIEND,)), 2)
    assert shown(loaded_store, incident) == Shown("shown", (FRIEND,))


def test_a_guess_at_somebodys_name_is_not_answered(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    for guess in ((ANGLER,), (FRIEND,), ()):
        with pytest.raises(Conflict):
            put_incident(loaded_store, AUXILIARY, replace(incident, persons=guess), VAULT, now=NOW)
    own = an_incident(FRIEND)
    assert put_incident(loaded_store, AUXILIARY, own, VAULT, now=NOW).created
    assert not put_incident(loaded_store, AUXILIARY, own, VAULT, now=NOW).changed


def test_who_comes_again_is_recognised_within_the_squads_one_sees(loaded_store: Store) -> None:
    first, second = an_incident(ANGLER), an_incident(Person(plate="浙d12345"), FRIEND)
    third, elsewhere = an_incident(FRIEND), an_incident(ANGLER, squad="park")
    for one in (first, second, third, elsewhere):
        put(loaded_store, one)

    def repeats(incident: Incident, scope: Scope) -> set[tuple[UUID, str]]:
        with loaded_store.reader() as session:
            return set(personal.repeats(session, "incident", incident.id, scope))

    assert repeats(first, OFFICER) == {(second.id, "plate")}
    assert repeats(second, OFFICER) == {(first.id, "plate"), (third.id, "person")}
    assert repeats(elsewhere, PARK) == set()
    assert repeats(first, SYSTEM) == {
        (second.id, "plate"),
        (elsewhere.id, "plate"),
        (elsewhere.id, "person"),
    }


def test_measures_keep_persons_longer(loaded_store: Store) -> None:
    plain = an_incident(ANGLER)
    measured = replace(an_incident(FRIEND), seized=(SeizedItem("rod", 1),))
    put(loaded_store, plain)
    put(loaded_store, measured)
    assert expire(loaded_store, now=EARLY + timedelta(days=364)) == 0
    assert expire(loaded_store, now=EARLY + timedelta(days=366), dry_run=True) == 1
    assert shown(loaded_store, plain).showing == "shown"
    assert expire(loaded_store, now=EARLY + timedelta(days=366)) == 1
    assert shown(loaded_store, plain) == Shown("expired")
    assert shown(loaded_store, measured) == Shown("shown", (FRIEND,))
    assert expire(loaded_store, now=EARLY + timedelta(days=366)) == 0
    assert expire(loaded_store, now=EARLY + timedelta(days=1826)) == 1


def test_what_expired_is_gone_from_every_table_and_that_is_audited(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    with loaded_store.reader() as session:
        key = personal.record_key(session, "incident", incident.id)
        sealed = personal.latest_sealed(session, "incident", [incident.id])
    expire(loaded_store, now=EARLY + timedelta(days=400))
    with loaded_store.reader() as session:
        gone = personal.record_key(session, "incident", incident.id)
        assert gone is not None
        assert gone.wrapped is None
        for table in ("personal_data", "person_marks"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0
        last = list(audit.entries(session))[-1]
    assert (last.chain, last.action, last.object) == (
        "reservoir",
        "key.destroy",
        f"incident/{incident.id}",
    )
    # Who kept a copy of the sealed fields only cannot read them: no key is left to open them.
    assert key is not None
    assert sealed[0].sealed
    assert key.wrapped not in (None, gone.wrapped)


def test_persons_cannot_come_back_but_the_rest_can_still_be_corrected(
    loaded_store: Store,
) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    expire(loaded_store, now=EARLY + timedelta(days=400))
    with pytest.raises(InvalidInput, match="end of their retention"):
        put(loaded_store, replace(incident, narrative="new"), 1)
    assert shown(loaded_store, incident) == Shown("expired")
    assert put(loaded_store, replace(incident, persons=(), narrative="new"), 1).version == 2


@pytest.mark.parametrize("backend", ["sqlite"])
def test_no_trace_of_a_destroyed_key_is_left_in_the_file(loaded_store: Store, backend: str) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    with loaded_store.reader() as session:
        key = personal.record_key(session, "incident", incident.id)
        (sealed,) = personal.latest_sealed(session, "incident", [incident.id])
    assert key is not None
    assert key.wrapped is not None
    file = Path(str(make_url(loaded_store.url).database))

    def kept() -> bytes:
        return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))

    assert key.wrapped in kept()
    expire(loaded_store, now=EARLY + timedelta(days=400))
    assert key.wrapped not in kept()
    assert sealed.sealed not in kept()


def test_with_another_master_key_persons_are_refused_not_shown_wrong(loaded_store: Store) -> None:
    incident = an_incident(ANGLER)
    put(loaded_store, incident)
    other = replace(VAULT, keyring=Keyring.random())
    with pytest.raises(Unavailable, match="cannot be decrypted"):
        shown(loaded_store, incident, vault=other)
