"""Firms in the store: found anew after places changed, contacts destroyed in time, one visit."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from duty_making import ZONE
from tampering import tamper

from geo_patrol.audit import Act
from geo_patrol.cases.limits import builtin_limits
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import InvalidInput
from geo_patrol.firms.records import (
    CombinedVisit,
    Firm,
    GuidanceSlot,
    PlannedCheck,
    QuietWindow,
    ServiceVisit,
)
from geo_patrol.personal import Keyring, Person
from geo_patrol.seizures.calendar import make_calendar
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import firms, grids
from geo_patrol.store.repositories.firms import FIRMS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.firm_service import put_service_visit, put_slot
from geo_patrol.workflows.firm_visits import put_check, put_visit
from geo_patrol.workflows.firms import put_firm
from geo_patrol.workflows.locating import relocate_incidents
from geo_patrol.workflows.persons import Vault, expire, persons_of

NOW = datetime(2022, 10, 1, tzinfo=ZONE)
OFFICE = WorkTime(make_calendar(), builtin_limits().hours, ZONE)
VAULT = Vault(Keyring.random(), timedelta(days=365), timedelta(days=1825))
CONTACT = Person(note="厂办值班", phone="0575-00000000")


def make_firm(store: Store, **changes: object) -> Firm:
    values = {"id": uuid4(), "squad_code": "park", "name": "甲厂", "place": "一号路", **changes}
    firm = Firm(**values)  # type: ignore[arg-type]  # as they are named
    put_firm(store, SYSTEM, firm, [CONTACT], VAULT, now=NOW)
    return firm


def showing(store: Store, firm_id: UUID) -> str:
    with store.reader() as session:
        return persons_of(session, VAULT, SYSTEM, "firm", [firm_id])[firm_id].showing


def test_whom_to_call_is_kept_from_the_last_write_on(loaded_store: Store) -> None:
    kept, gone = make_firm(loaded_store), make_firm(loaded_store)
    year = timedelta(days=366)
    void = replace(gone, voided="已迁走")
    put_firm(loaded_store, SYSTEM, void, [CONTACT], VAULT, now=NOW, if_match=1)
    assert expire(loaded_store, now=NOW + year) == 1
    assert (showing(loaded_store, kept.id), showing(loaded_store, gone.id)) == ("shown", "expired")
    later = replace(kept, note="换了门牌")
    put_firm(loaded_store, SYSTEM, later, [CONTACT], VAULT, now=NOW + 4 * year, if_match=1)
    assert expire(loaded_store, now=NOW + 6 * year) == 0
    assert expire(loaded_store, now=NOW + 10 * year) == 1
    assert verify(loaded_store).sound


def test_a_firm_is_found_anew_after_places_changed(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        stored = grids.grid_in_use(session, "yulin")
    assert stored is not None
    cell = stored.grid.cells[0]
    point = cell.geometry.representative_point()
    firm = make_firm(loaded_store, lon=point.x, lat=point.y, credit_code="1")
    with loaded_store.writer() as session:
        firms.place_firm(session, firm.id, None, None, ["credit_code", "outside_areas"])
        note(session, Act("park", "system", "test", f"firm/{firm.id}", NOW))
    with loaded_store.writer() as session:
        relocate_incidents(session, [cell.geometry])
        note(session, Act("park", "system", "test", f"firm/{firm.id}", NOW))
    with loaded_store.reader() as session:
        found = FIRMS.one(session, firm.id, SYSTEM)
        cells = firms.cells_of(session, [firm.id])
    assert found is not None and found.found.area_code == "yulin"
    assert (cells[firm.id], found.found.flags) == (cell.code, ("credit_code",))
    assert verify(loaded_store).sound


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE firms SET note = 'x'",
        "UPDATE firms SET quiet = '[]'",
        "UPDATE planned_checks SET minutes = 5",
        "UPDATE combined_visits SET checks = '[]'",
        "UPDATE service_visits SET advised = 'x'",
        "UPDATE guidance_slots SET wish = 'x'",
    ],
)
def test_what_is_changed_behind_the_back_is_told(loaded_store: Store, change: str) -> None:
    week = QuietWindow("赶订单", first="2022-10-17", last="2022-10-21")
    firm = make_firm(loaded_store, quiet=(week,))
    start = datetime(2022, 10, 10, 9, tzinfo=ZONE)
    hour = timedelta(hours=1)
    check = PlannedCheck(uuid4(), firm.id, "消防", "emergency", start, start + 9 * hour, 60)
    put_check(loaded_store, SYSTEM, check, worktime=OFFICE, now=NOW)
    visit = CombinedVisit(uuid4(), firm.id, start, 60, (str(check.id),))
    put_visit(loaded_store, SYSTEM, visit, tz=ZONE, now=NOW)
    served = ServiceVisit(uuid4(), firm.id, NOW, asked="排污证")
    put_service_visit(loaded_store, SYSTEM, served, now=NOW)
    slot = GuidanceSlot(uuid4(), "park", start, start + hour, "合规")
    put_slot(loaded_store, SYSTEM, slot, now=NOW)
    assert verify(loaded_store).sound
    tamper(loaded_store, change)
    assert [one.key for one in verify(loaded_store).findings] == ["audit.record_altered"]


def test_of_two_visits_that_take_one_check_at_once_one_is_refused(loaded_store: Store) -> None:
    firm = make_firm(loaded_store)
    start = datetime(2022, 10, 10, 9, tzinfo=ZONE)
    day = timedelta(days=1)
    check = PlannedCheck(uuid4(), firm.id, "消防", "emergency", start, start + day, 60)
    put_check(loaded_store, SYSTEM, check, worktime=OFFICE, now=NOW)

    def take(_: int) -> bool:
        visit = CombinedVisit(uuid4(), firm.id, start, 60, (str(check.id),))
        try:
            return put_visit(loaded_store, SYSTEM, visit, tz=ZONE, now=NOW).created
        except InvalidInput:
            return False

    with ThreadPoolExecutor(4) as crowd:
        assert sum(crowd.map(take, range(4))) == 1
    with loaded_store.reader() as session:
        assert firms.placed_checks(session, [firm.id]) == {str(check.id)}
