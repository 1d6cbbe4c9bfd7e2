"""Phones, a bad network and a server that restarts: all writes converge, nothing is lost.

Several phones make and edit the same incidents. Requests are sent, lost on the way there or on
the way back, delayed, doubled and reordered; the server is closed and opened again in between. A
phone knows only what was answered to it. However it goes, at the end

- every acknowledged version is in the history, exactly once, and in the order of its number;
- what was refused for coming too late is kept beside it;
- the record in force is the last version, and the audit chains answer for every one of them.
"""

import copy
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from geo_patrol.errors import Conflict, PreconditionFailed
from geo_patrol.incidents.records import Incident, Outcome
from geo_patrol.personal import Keyring, Person
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories import history, incidents
from geo_patrol.store.scope import SYSTEM, Scope, scope_of
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.persons import Vault, persons_of
from geo_patrol.workflows.records import body_of, put_incident
from geo_patrol.workflows.writing import digest_of

NOW = datetime(2026, 5, 1, tzinfo=UTC)
VAULT = Vault(Keyring.random(), timedelta(days=365), timedelta(days=365))
PHONES = [scope_of(UUID(int=n), ["reservoir"], "officer", certified=True) for n in range(1, 4)]
STRANGER = scope_of(UUID(int=9), ["park"], "leader", certified=True)
PLACES = [(120.99, 29.47), (121.0, 29.432)]


@dataclass
class Phone:
    """What one phone knows: the versions it was told of, by record."""

    scope: Scope
    known: dict[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """A write on its way; ``if_match`` is what its phone knew when it was made."""

    phone: int
    incident: Incident
    if_match: int | None


@dataclass
class Kept:
    """What the world outside knows to have been acknowledged of a record."""

    accepted: dict[int, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)


class Writes(RuleBasedStateMachine):
    """See the module."""

    url: str
    first_id: int

    def __init__(self) -> None:
        super().__init__()
        type(self).first_id += 1000
        self.ids = [UUID(int=type(self).first_id + n) for n in range(2)]
        self.store: Store = open_store(self.url, exclusive=True)
        self.phones = [Phone(scope) for scope in PHONES]
        self.underway: list[Request] = []
        self.kept: dict[UUID, Kept] = {one: Kept() for one in self.ids}
        self.moment = NOW

    def teardown(self) -> None:
        found = verify(self.store)
        self.store.close()
        assert found.sound, (found.breaks, found.findings)

    def incident(self, record: int, narrative: int, place: int, person: bool) -> Incident:
        lon, lat = PLACES[place]
        return Incident(
            id=self.ids[record],
            squad_code="reservoir",
            occurred_at=NOW,
            lon=lon,
            lat=lat,
            accuracy_m=5,
            placed_by="gps",
            category="angling",
            source="patrol",
            narrative=f"第 {narrative} 稿",
            outcomes=(Outcome("persuaded", narrative),),
            persons=(Person(name="甲", plate="浙D12345"),) if person else (),
        )

    @rule(
        phone=st.integers(0, 2),
        record=st.integers(0, 1),
        narrative=st.integers(0, 3),
        place=st.integers(0, 1),
        person=st.booleans(),
    )
    def compose(self, phone: int, record: int, narrative: int, place: int, person: bool) -> None:
        """Fill in the form; the phone sends it when it can."""
        incident = self.incident(record, narrative, place, person)
        known = self.phones[phone].known.get(incident.id)
        self.underway.append(Request(phone, incident, known))

    @precondition(lambda self: self.underway)
    @rule(which=st.integers(0, 50), again=st.booleans(), answer_lost=st.booleans())
    def deliver(self, which: int, again: bool, answer_lost: bool) -> None:
        """Let a request arrive, in any order, perhaps not for the last time, perhaps unanswered."""
        request = self.underway[which % len(self.underway)]
        if not again:
            self.underway.remove(request)
        self._send(request, heard=not answer_lost)

    @precondition(lambda self: self.underway)
    @rule(which=st.integers(0, 50))
    def lose(self, which: int) -> None:
        """Let a request never arrive."""
        self.underway.pop(which % len(self.underway))

    @rule(phone=st.integers(0, 2), record=st.integers(0, 1))
    def look(self, phone: int, record: int) -> None:
        """Read a record on a phone: it knows the version in force from then on."""
        accepted = self.kept[self.ids[record]].accepted
        if accepted:
            self.phones[phone].known[self.ids[record]] = max(accepted)

    @rule(record=st.integers(0, 1), narrative=st.integers(0, 3))
    def strangers_see_nothing(self, record: int, narrative: int) -> None:
        """Try as a squad that it does not concern: neither reading nor writing works."""
        taken = self.kept[self.ids[record]].accepted
        incident = replace(self.incident(record, narrative, 0, False), squad_code="park")
        if taken:
            with pytest.raises(Exception, match="no such record"):
                put_incident(self.store, STRANGER, incident, VAULT, now=self.moment)
            with self.store.reader() as session:
                assert incidents.incident(session, incident.id, STRANGER) is None

    @rule()
    def restart(self) -> None:
        """Take the server down, and up again."""
        self.store.close()
        self.store = open_store(self.url, exclusive=True)

    def _send(self, request: Request, *, heard: bool) -> None:
        self.moment += timedelta(seconds=1)
        phone = self.phones[request.phone]
        kept = self.kept[request.incident.id]
        body = self._digest(request.incident)
        before = copy.deepcopy(kept.accepted)
        try:
            written = put_incident(
                self.store,
                phone.scope,
                request.incident,
                VAULT,
                now=self.moment,
                if_match=request.if_match,
            )
        except (Conflict, PreconditionFailed) as error:
            if before:
                kept.refused.add(body)
                # The phone is shown the version in force, and goes on from it.
                assert error.current is not None
                if heard:
                    phone.known[request.incident.id] = error.params["version"]
            return
        assert written.changed == (written.version not in before)
        if written.changed:
            assert written.version == len(before) + 1
            # Nobody writes over what they have not seen.
            assert request.if_match == (max(before) if before else None)
            kept.accepted[written.version] = body
        if heard:
            phone.known[request.incident.id] = written.version

    def _digest(self, incident: Incident) -> str:
        """Return what tells bodies apart, however the server binds persons to them."""
        return digest_of({**body_of(incident), "persons": bool(incident.persons)})

    @invariant()
    def all_that_was_acknowledged_is_there_once_and_in_order(self) -> None:
        """Compare the history with what was acknowledged."""
        with self.store.reader() as session:
            for record_id, kept in self.kept.items():
                versions = history.versions(session, "incident", record_id)
                assert [one.version for one in versions] == sorted(kept.accepted)
                for one in versions:
                    assert self._without_persons(one.body) == self._sent(kept.accepted[one.version])

    @invariant()
    def what_came_too_late_is_kept(self) -> None:
        """Compare the rivals with what was refused."""
        with self.store.reader() as session:
            for record_id, kept in self.kept.items():
                found = history.rivals(session, "incident", record_id)
                told = {self._without_persons(one.body) for one in found}
                assert {self._sent(one) for one in kept.refused} == told

    def _sent(self, digest: str) -> str:
        return self.plain[digest]

    @cached_property
    def plain(self) -> dict[str, str]:
        """Digests of all that can be sent, without persons, by the digest with them."""
        return {
            self._digest(one): digest_of(body_of(one))
            for record in range(2)
            for narrative in range(4)
            for place in range(2)
            for person in (False, True)
            for one in [self.incident(record, narrative, place, person)]
        }

    @staticmethod
    def _without_persons(body: dict[str, Any]) -> str:
        return digest_of({**body, "persons": None})

    @invariant()
    def the_record_is_its_last_version(self) -> None:
        """Compare the tables with the history."""
        with self.store.reader() as session:
            for record_id, kept in self.kept.items():
                stored = incidents.incident(session, record_id, SYSTEM)
                assert (stored is not None) == bool(kept.accepted)
                if stored is None:
                    continue
                shown = persons_of(session, VAULT, SYSTEM, "incident", [record_id])
                persons = shown[record_id].persons if record_id in shown else ()
                now = replace(stored.incident, persons=persons)
                assert self._digest(now) == kept.accepted[max(kept.accepted)]


def test_writes_converge(loaded_store: Store, backend: str) -> None:
    url = loaded_store.url
    # The machine opens the store for itself, again and again.
    loaded_store.close()

    class OnThisStore(Writes):
        """The machine over one store; every run has records of its own."""

    OnThisStore.url, OnThisStore.first_id = url, 0
    run_machine(
        OnThisStore,
        settings=settings(
            max_examples=20,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with closing(open_store(url)) as store:
        found = verify(store)
    assert found.sound
    assert found.n_versions > 0, f"{backend}: the machine wrote nothing"
