"""What a demo holds at the present: seizures of this month, some of which fall due."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.roles import Role
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import seizures
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import submission_of_officer, write_officer
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.demo_seizures import keep_present_seizures
from geo_patrol.workflows.due import due_of

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ZONE)
SEED = 11


@pytest.fixture
def staffed(loaded_store: Store) -> Store:
    """Give a store with two certified officers and a leader of the reservoir squad."""
    with loaded_store.writer() as session:
        roles: tuple[Role, ...] = ("officer", "officer", "leader")
        for number, role in enumerate(roles, start=1):
            officer = Officer(
                UUID(int=number), "reservoir", f"K{number}", "演示", f"k{number}", role, True
            )
            write_officer(session, submission_of_officer(SYSTEM, officer, MORNING), officer)
    return loaded_store


def states(store: Store, now: datetime) -> dict[str, list[str]]:
    with store.reader() as session:
        found = due_of(session, SYSTEM, now=now, tz=ZONE)
    told: dict[str, list[str]] = {}
    for one in found.items:
        told.setdefault(one.due.state, []).append(one.due.clock.kind)
    return told


@pytest.mark.parametrize(
    "now",
    [
        MORNING,
        # The week after the Spring Festival, and after the National Day: few working days before.
        datetime(2026, 2, 25, 3, tzinfo=ZONE),
        datetime(2026, 10, 9, 23, tzinfo=ZONE),
    ],
)
def test_a_demo_has_something_overdue_something_nearly_due_and_something_that_runs(
    staffed: Store, now: datetime
) -> None:
    assert keep_present_seizures(staffed, ZONE, SEED, now=now) == 5
    assert states(staffed, now) == {
        "overdue": ["preservation"],
        "due_soon": ["seizure_report", "seizure"],
        "running": ["seizure", "seizure"],
        "extended": ["seizure"],
    }
    with staffed.reader() as session:
        assert all(one.found.demo for one in seizures.all_seizures(session))
    assert verify(staffed).sound


def test_another_start_in_the_same_month_adds_none_and_one_in_the_next_does(
    staffed: Store,
) -> None:
    keep_present_seizures(staffed, ZONE, SEED, now=MORNING)
    assert keep_present_seizures(staffed, ZONE, SEED, now=MORNING + timedelta(days=20)) == 0
    assert keep_present_seizures(staffed, ZONE, SEED, now=MORNING + timedelta(days=30)) == 5
    with staffed.reader() as session:
        numbers = [one.seizure.number for one in seizures.all_seizures(session)]
    assert len(set(numbers)) == 10 and all(one.startswith("【演示】") for one in numbers)


def test_a_demo_without_officers_seizes_nothing(loaded_store: Store) -> None:
    assert keep_present_seizures(loaded_store, ZONE, SEED, now=MORNING) == 0
