"""Cases in the store: verified, the same in any order of arrival, and seeded in a demo."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from duty_making import ZONE
from tampering import tamper

from geo_patrol.audit import Act
from geo_patrol.cases.records import Case, CaseStep, StepKind, case_id_of
from geo_patrol.cases.sheet import SupervisionSheet
from geo_patrol.incidents.records import Incident
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import cases, grids
from geo_patrol.store.repositories.cases import CASES, STEPS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.case_standings import LookedCase, case_terms, find_case
from geo_patrol.workflows.cases import put_case, put_step
from geo_patrol.workflows.locating import relocate_incidents
from geo_patrol.workflows.records import submission_of, write_incident
from geo_patrol.workflows.supervision import supervision_sheet_of

NOW = datetime(2022, 12, 1, tzinfo=ZONE)
MONDAY = datetime(2022, 10, 10, 9, tzinfo=ZONE)
KINDS: tuple[StepKind, ...] = (
    "accepted",
    "dispatched",
    "handed",
    "handled",
    "returned",
    "handled",
    "verified",
    "closed",
    "rated",
    "reopened",
    "closed",
)


def steps_of(case_id: UUID) -> list[CaseStep]:
    """Return a long way, an hour a step, one of which was voided since."""
    made = []
    for number, kind in enumerate(KINDS):
        named = kind in ("dispatched", "handed")
        step = CaseStep(
            uuid5(case_id, str(number)),
            case_id,
            kind,
            MONDAY + timedelta(hours=number),
            to_kind="role" if named else "",
            to_code=("officer", "auxiliary")[number % 2] if named else "",
            note="因故",
            score=4 if kind == "rated" else None,
        )
        made.append(step)
    return made


def make_case(store: Store) -> UUID:
    case = Case(uuid4(), None, None, "citizen", "oil_smoke", MONDAY, 120.89, 29.51)
    put_case(store, SYSTEM, case, "park", now=NOW)
    return case.id


def looked(store: Store, case_id: UUID) -> LookedCase:
    with store.reader() as session:
        return find_case(session, case_id, SYSTEM, case_terms(session, NOW, ZONE))


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_repetition_of_arrival_gives_the_same_standing(
    loaded_store: Store, seed: int
) -> None:
    luck = random.Random(seed)  # noqa: S311
    in_order, shuffled = make_case(loaded_store), make_case(loaded_store)
    for step in steps_of(in_order):
        put_step(loaded_store, SYSTEM, step, now=NOW)
    arriving = steps_of(shuffled)
    arriving += luck.choices(arriving, k=5)
    luck.shuffle(arriving)
    for step in arriving:
        put_step(loaded_store, SYSTEM, step, now=NOW)
    one, other = looked(loaded_store, in_order), looked(loaded_store, shuffled)
    assert one.standing.way.stays == other.standing.way.stays
    assert one.standing.way.held == other.standing.way.held
    assert one.standing.way.position == other.standing.way.position
    assert one.standing.runs == other.standing.runs
    with loaded_store.reader() as session:
        kept = [
            session.execute(CASES.every.where(CASES.table.c.id == each)).one()
            for each in (in_order, shuffled)
        ]
    assert kept[0].stage == kept[1].stage == "closed"
    assert kept[0].closed_at == kept[1].closed_at == MONDAY + timedelta(hours=10)
    assert verify(loaded_store).sound


def test_a_voided_step_takes_back_what_it_led_to(loaded_store: Store) -> None:
    case_id = make_case(loaded_store)
    steps = steps_of(case_id)
    for step in steps:
        put_step(loaded_store, SYSTEM, step, now=NOW)
    put_step(loaded_store, SYSTEM, replace(steps[-1], voided="点错"), now=NOW, if_match=1)
    found = looked(loaded_store, case_id).standing
    assert (found.stage, found.closed_at, found.n_reopened) == ("dispatched", None, 1)


def test_a_supervision_sheet_shows_what_had_run_out_when_it_was_ordered(
    loaded_store: Store,
) -> None:
    case_id = make_case(loaded_store)

    def sheet() -> SupervisionSheet:
        with loaded_store.reader() as session:
            return supervision_sheet_of(
                session, SYSTEM, case_id, authority="", address="", now=NOW, tz=ZONE
            )

    assert {one.what for one in sheet().limits} == {"accept", "total"}
    ordered = CaseStep(uuid4(), case_id, "supervised", MONDAY + timedelta(hours=1), note="速办")
    put_step(loaded_store, SYSTEM, ordered, now=NOW)
    found = sheet()
    assert [one.what for one in found.limits] == ["accept"]
    assert [one.key for one in found.reasons] == ["cases.overdue_accept"]


def test_the_case_of_an_incident_lies_in_its_cell(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        stored = grids.grid_in_use(session, "yulin")
    assert stored is not None
    cell = stored.grid.cells[0]
    point = cell.geometry.representative_point()
    incident = Incident(
        uuid4(), "park", MONDAY, point.x, point.y, 5.0, "gps", "noise", "patrol", narrative="喇叭"
    )
    with loaded_store.writer() as session:
        write_incident(
            session, submission_of(SYSTEM, "incident", incident.id, incident, NOW), incident
        )
    case = Case(case_id_of(incident.id), incident.id)
    put_case(loaded_store, SYSTEM, case, now=NOW)
    desk = Case(uuid4(), None, None, "citizen", "noise", MONDAY, point.x, point.y)
    put_case(loaded_store, SYSTEM, desk, "park", now=NOW)
    for one in (case, desk):
        about = looked(loaded_store, one.id).origin
        assert (about.area_code, about.cell_code) == ("yulin", cell.code)


def test_a_case_of_its_own_place_is_found_anew_when_the_grid_changes(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        stored = grids.grid_in_use(session, "yulin")
    assert stored is not None
    cell = stored.grid.cells[0]
    point = cell.geometry.representative_point()
    desk = Case(uuid4(), None, None, "citizen", "noise", MONDAY, point.x, point.y)
    put_case(loaded_store, SYSTEM, desk, "park", now=NOW)
    with loaded_store.writer() as session:
        cases.relocate_case(session, desk.id, None, None, ["outside_areas"])
        note(session, Act("park", "system", "test", f"case/{desk.id}", NOW))
    with loaded_store.writer() as session:
        relocate_incidents(session, [cell.geometry])
        note(session, Act("park", "system", "test", f"case/{desk.id}", NOW))
    found = looked(loaded_store, desk.id)
    assert (found.origin.area_code, found.origin.cell_code) == ("yulin", cell.code)
    assert found.kept.found.flags == ()
    assert verify(loaded_store).sound


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("case", "UPDATE cases SET note = 'x'"),
        ("case", "UPDATE cases SET voided = 'x'"),
        ("case_step", "UPDATE case_steps SET note = 'x'"),
        ("case_step", "UPDATE case_steps SET to_code = 'leader' WHERE to_kind = 'role'"),
    ],
)
def test_what_was_changed_behind_the_program_s_back_is_found(
    loaded_store: Store, kind: str, change: str
) -> None:
    case_id = make_case(loaded_store)
    put_step(loaded_store, SYSTEM, steps_of(case_id)[1], now=NOW)
    assert verify(loaded_store).sound
    tamper(loaded_store, change)
    assert {one.where.partition("/")[0] for one in verify(loaded_store).findings} == {kind}


def test_steps_are_kept_as_they_were_sent(loaded_store: Store) -> None:
    case_id = make_case(loaded_store)
    step = replace(steps_of(case_id)[3], photos=(str(UUID(int=7)), str(UUID(int=8))), note="已处置")
    put_step(loaded_store, SYSTEM, step, now=NOW)
    with loaded_store.reader() as session:
        kept = STEPS.one(session, step.id, SYSTEM)
    assert kept is not None and kept.record == step
