"""What a plan or a letter cannot say is found, each at its place."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from operation_making import END, NOW, START, incident, operation, transfer

from geo_patrol.errors import Finding
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.operations.belonging import Belonging
from geo_patrol.operations.checks import operation_faults, transfer_faults
from geo_patrol.operations.records import Force, ListedFile
from geo_patrol.operations.remarks import remarks
from geo_patrol.operations.totals import totals

OWN = built_in()
RETIRED = OWN.with_terms([replace(OWN.agencies["water"], retired=True)])


def told(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(one.where, one.key) for one in found]


def test_a_sound_plan_has_no_faults() -> None:
    assert told(operation_faults(operation(), OWN, now=NOW)) == []
    closed = operation(closed_at=END, summary="完成")
    assert told(operation_faults(closed, OWN, now=NOW)) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"ends_at": START - timedelta(hours=1)}, ("end", "records.end_before_start")),
        ({"ends_at": START}, ("end", "records.end_before_start")),
        ({"ends_at": START + timedelta(days=367)}, ("end", "operations.too_long")),
        ({"agencies": (Force("tax"),)}, ("agencies[0].agency", "operations.unknown_agency")),
        ({"closed_at": START - timedelta(1)}, ("closed.at", "operations.closed_before_start")),
        ({"closed_at": NOW + timedelta(1)}, ("closed.at", "operations.in_the_future")),
    ],
    ids=str,
)
def test_each_fault_of_a_plan_is_told_where_it_is(
    changes: dict[str, Any], found: tuple[str, str]
) -> None:
    assert told(operation_faults(operation(**changes), OWN, now=NOW)) == [found]


def test_an_agency_or_an_area_that_stands_twice_is_told_at_both_places() -> None:
    twice = operation(agencies=(Force("water", 1), Force("forestry"), Force("water", 2)))
    assert told(operation_faults(twice, OWN, now=NOW)) == [
        ("agencies[0].agency", "operations.agency_twice"),
        ("agencies[2].agency", "operations.agency_twice"),
    ]
    areas = operation(area_codes=("lake", "lake"))
    assert [key for _, key in told(operation_faults(areas, OWN, now=NOW))] == [
        "operations.area_twice"
    ] * 2


def test_an_agency_that_was_retired_stays_where_it_was_and_joins_nothing_new() -> None:
    plan = operation()
    assert told(operation_faults(plan, RETIRED, now=NOW)) == [
        ("agencies[1].agency", "operations.retired_agency")
    ]
    assert told(operation_faults(plan, RETIRED, now=NOW, before=plan)) == []


CASE = incident()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"agency": "tax"}, ("agency", "operations.unknown_agency")),
        ({"at": START - timedelta(minutes=1)}, ("at", "operations.before_incident")),
        ({"at": NOW + timedelta(1)}, ("at", "operations.in_the_future")),
        (
            {"taken_at": START + timedelta(minutes=30), "taken_by": "值班员"},
            ("received.at", "operations.received_before_sent"),
        ),
        ({"taken_at": NOW + timedelta(1)}, ("received.at", "operations.in_the_future")),
    ],
    ids=str,
)
def test_each_fault_of_a_letter_is_told_where_it_is(
    changes: dict[str, Any], found: tuple[str, str]
) -> None:
    assert told(transfer_faults(transfer(CASE, **changes), CASE, OWN, now=NOW)) == [found]


def test_what_the_other_agency_signed_for_stays_what_it_is() -> None:
    sent = transfer(CASE, evidence=(ListedFile("a" * 64, 9, "image/jpeg"),))
    signed = replace(sent, taken_by="值班员", taken_at=END)
    assert told(transfer_faults(signed, CASE, OWN, now=NOW, before=sent)) == []
    changed = replace(signed, agency="agriculture", evidence=())
    assert told(transfer_faults(changed, CASE, OWN, now=NOW, before=signed)) == [
        ("agency", "operations.received_already"),
        ("evidence", "operations.received_already"),
    ]
    assert told(transfer_faults(changed, CASE, OWN, now=NOW, before=sent)) == []
    for place, undone in (
        ("received.by", replace(signed, taken_by="队长")),
        ("reason", replace(signed, reason="另案")),
        ("number", replace(signed, number="补编")),
        ("at", replace(signed, at=signed.at + timedelta(minutes=1))),
    ):
        assert told(transfer_faults(undone, CASE, OWN, now=NOW, before=signed)) == [
            (place, "operations.received_already")
        ]
    voided = replace(signed, voided="退回", note="退回补充")
    assert told(transfer_faults(voided, CASE, OWN, now=NOW, before=signed)) == []
    elsewhere = replace(sent, incident_id=incident().id)
    assert told(transfer_faults(elsewhere, CASE, OWN, now=NOW, before=sent)) == [
        ("incident_id", "operations.of_its_incident")
    ]


def test_a_reader_is_told_what_is_open_doubtful_or_left_out() -> None:
    plan = operation(agencies=(), voided="取消")
    nothing = totals(plan, rides=[], incidents=[], inventories={}, n_tasks_open=2, now=NOW)
    others = ((CASE.id, "contested"), (operation().id, "patrol"), (plan.id, "outside"))
    offered = Belonging(offered=others)
    found = told(remarks(plan, nothing, offered, n_late=1, n_awaited=3))
    assert found == [
        ("voided", "operations.is_void"),
        ("agencies", "operations.joint_alone"),
        ("incidents", "operations.n_contested"),
        ("incidents", "operations.n_on_patrols"),
        ("incidents", "operations.n_outside"),
        ("incidents", "operations.n_late"),
        ("tasks", "operations.n_tasks_open"),
        ("transfers", "operations.n_awaited"),
    ]
    quiet = totals(operation(), rides=[], incidents=[], inventories={}, now=NOW)
    assert told(remarks(operation(), quiet, Belonging())) == []
