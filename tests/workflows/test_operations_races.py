"""Several desks at once: a case is handed on once, a record is linked once, and nothing hangs."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from duty_making import EARLY, NOW, VAULT, ZONE, make_patrol

from geo_patrol.errors import GeoPatrolError
from geo_patrol.incidents.records import Incident
from geo_patrol.operations.records import Operation, OperationLink, Transfer
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.personal import Person
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, incidents
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.operation_totals import look_at
from geo_patrol.workflows.operations import put_link, put_operation
from geo_patrol.workflows.records import put_incident, put_patrol, put_shift
from geo_patrol.workflows.transfers import put_transfer

AT_ONCE = 6


@pytest.fixture
def incident(loaded_store: Store) -> Incident:
    made = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=EARLY,
        lon=120.99,
        lat=29.47,
        accuracy_m=5.0,
        placed_by="gps",
        category="electrofishing",
        source="joint",
        persons=(Person(name="张三"),),
    )
    put_incident(loaded_store, SYSTEM, made, VAULT, now=NOW)
    return made


def at_once(jobs: list[Callable[[], object]]) -> Counter[str]:
    """Run jobs in as many threads; count what became of them."""

    def answer(job: Callable[[], object]) -> str:
        try:
            job()
        except GeoPatrolError as error:
            return error.key
        return "done"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return Counter(pool.map(answer, jobs))


def hand_on(store: Store, incident: Incident, agency: str) -> Callable[[], object]:
    transfer = Transfer(uuid4(), incident.id, agency, EARLY + timedelta(hours=1), "涉嫌犯罪")
    return lambda: put_transfer(store, SYSTEM, transfer, now=NOW)


def test_a_case_that_several_hand_to_one_agency_at_once_goes_there_once(
    loaded_store: Store, incident: Incident
) -> None:
    jobs = [hand_on(loaded_store, incident, "public_security") for _ in range(AT_ONCE)]
    assert at_once(jobs) == {"done": 1, "operations.handed_already": AT_ONCE - 1}
    with loaded_store.reader() as session:
        assert len(history.versions(session, "incident", incident.id)) == 2
        stored = incidents.incident(session, incident.id, SYSTEM)
    assert stored is not None
    assert [one.agency for one in stored.incident.outcomes] == ["public_security"]


def test_what_went_to_another_squad_since_counts_no_more_whoever_asks(
    loaded_store: Store,
) -> None:
    shift = Shift(uuid4(), "reservoir", "early", EARLY, EARLY + timedelta(hours=8))
    put_shift(loaded_store, SYSTEM, shift, now=NOW)
    plan = Operation(uuid4(), "reservoir", "joint", "联合", EARLY, EARLY + timedelta(days=1))
    put_operation(loaded_store, SYSTEM, plan, now=NOW)
    link = OperationLink(uuid4(), plan.id, "shift", shift.id)
    put_link(loaded_store, SYSTEM, link, now=NOW)
    put_shift(loaded_store, SYSTEM, replace(shift, squad_code="park"), now=NOW, if_match=1)
    patrol = Patrol(uuid4(), shift.id, "dashiju", "car", EARLY, None, ())
    put_patrol(loaded_store, SYSTEM, patrol, now=NOW, zone=ZONE)
    with loaded_store.reader() as session:
        looked = look_at(session, SYSTEM, plan.id, now=NOW)
    assert (looked.shifts, looked.patrols, looked.totals.n_patrols) == ((), (), 0)


def test_a_case_that_goes_to_several_at_once_says_all_of_them(
    loaded_store: Store, incident: Incident
) -> None:
    agencies = ["public_security", "agriculture", "water", "ecology"]
    assert at_once([hand_on(loaded_store, incident, one) for one in agencies]) == {"done": 4}
    with loaded_store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
    assert stored is not None
    assert sorted(str(one.agency) for one in stored.incident.outcomes) == sorted(agencies)
    assert verify(loaded_store).sound


def test_a_record_that_several_link_at_once_is_linked_once(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    operation = Operation(
        uuid4(), "reservoir", "campaign", "集中整治", EARLY, EARLY + timedelta(days=1)
    )
    put_operation(loaded_store, SYSTEM, operation, now=NOW)

    def link() -> object:
        said = OperationLink(uuid4(), operation.id, "patrol", patrol.id)
        return put_link(loaded_store, SYSTEM, said, now=NOW)

    assert at_once([link] * AT_ONCE) == {"done": 1, "operations.linked_already": AT_ONCE - 1}
    with loaded_store.reader() as session:
        looked = look_at(session, SYSTEM, operation.id, now=NOW)
    assert (looked.patrols, looked.totals.duty_s) == ((patrol.id,), 3 * 3600)
