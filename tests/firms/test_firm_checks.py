"""What is refused at a desk, and what is told of a fact."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from firm_making import FIRM, WORKTIME, ZONE, at, check, visit

from geo_patrol.errors import Finding
from geo_patrol.firms.checks import (
    check_faults,
    firm_faults,
    happened_faults,
    service_flags,
    slot_faults,
    visit_faults,
    visit_flags,
)
from geo_patrol.firms.records import Firm, GuidanceSlot, PlannedCheck, QuietWindow, ServiceVisit
from geo_patrol.incidents.catalogue import built_in

WEEK = QuietWindow("赶订单", first="2022-10-10", last="2022-10-14")
NOW = at(9, 12)


def told(found: Any) -> list[tuple[str, str]]:
    return [(one.where, one.key) for one in found if isinstance(one, Finding)]


def faults_of(one: PlannedCheck, *quiet: QuietWindow) -> list[tuple[str, str]]:
    return told(check_faults(one, quiet, built_in(), WORKTIME))


def slot(**changes: Any) -> GuidanceSlot:
    return replace(GuidanceSlot(uuid4(), "park", at(12, 9), at(12, 10), "环保"), **changes)


def test_a_firm_is_somewhere_by_position_or_in_words() -> None:
    assert told(firm_faults(Firm(FIRM, "park", "甲厂"))) == [("place", "firms.no_place")]
    assert list(firm_faults(Firm(FIRM, "park", "甲厂", place="一号路"))) == []
    assert list(firm_faults(Firm(FIRM, "park", "甲厂", lon=120.9, lat=29.5))) == []


def test_a_check_in_a_quiet_window_is_refused_with_its_reason() -> None:
    assert faults_of(check(10, 14), WEEK) == [("window", "firms.all_quiet")]
    assert faults_of(check(10, 17), WEEK) == []
    assert faults_of(check(10, 14, voided="不查了"), WEEK) == []


@pytest.mark.parametrize(
    ("wrong", "where", "key"),
    [
        ({"agency": "tax"}, "agency", "operations.unknown_agency"),
        ({"closes_at": at(9)}, "window.end", "records.end_before_start"),
        (
            {"closes_at": at(400)},
            "window.end",
            "firms.window_too_long",
        ),
        ({"opens_at": at(10, 9), "closes_at": at(10, 9.5)}, "minutes", "firms.window_too_short"),
    ],
)
def test_a_check_that_makes_no_sense_is_refused(wrong: Any, where: str, key: str) -> None:
    assert faults_of(check(10, 14, **wrong)) == [(where, key)]


def test_a_visit_keeps_to_its_checks_and_to_quiet_windows() -> None:
    one, other = check(8, 14), check(10, 20, agency="ecology")
    assert list(visit_faults(visit(at(10, 9), one, other), [one, other], [], ZONE)) == []
    early = visit(at(9, 9), one, other)
    assert told(visit_faults(early, [one, other], [], ZONE)) == [
        ("checks[1]", "firms.outside_window")
    ]
    hushed = visit(at(10, 9), one, other)
    assert told(visit_faults(hushed, [one, other], [WEEK], ZONE)) == [("start", "firms.in_quiet")]


@pytest.mark.parametrize(
    ("changed", "where", "key"),
    [
        ({"firm_id": uuid4()}, "checks[0]", "firms.check_of_other_firm"),
        ({"voided": "不查了"}, "checks[0]", "firms.check_is_void"),
        ({"minutes": 90}, "minutes", "firms.visit_too_short"),
    ],
)
def test_a_visit_does_for_checks_that_count_and_has_time_for_them(
    changed: Any, where: str, key: str
) -> None:
    one = check(8, 14, **changed)
    assert told(visit_faults(visit(at(10, 9), one), [one], [], ZONE)) == [(where, key)]


def test_what_the_firm_must_not_know_is_in_no_announced_visit() -> None:
    some = [check(8, 14), check(8, 14, unannounced=True)]
    found = visit_faults(visit(at(10, 9), *some), some, [], ZONE)
    assert told(found) == [("checks", "firms.mixed_announcement")]
    assert told(visit_faults(visit(at(10, 9)), [], [], ZONE)) == [
        ("checks", "firms.nothing_planned")
    ]


def test_a_visit_that_took_place_in_a_quiet_window_is_taken_and_told() -> None:
    one = check(8, 14)
    was = visit(at(10, 9), one, happened_from=at(10, 9), happened_to=at(10, 10))
    assert list(visit_faults(was, [one], [WEEK], ZONE)) == []
    assert list(visit_flags(was, [WEEK], ZONE, now=at(11))) == ["in_quiet"]
    assert list(visit_flags(was, [], ZONE, now=NOW)) == ["clock_ahead"]
    assert list(visit_flags(replace(was, checks=()), [], ZONE, now=at(11))) == ["unplanned"]
    assert list(visit_flags(visit(at(10, 9), one), [WEEK], ZONE, now=at(11))) == []
    turned = replace(was, happened_to=at(10, 8))
    assert told(happened_faults(turned)) == [("happened.end", "records.end_before_start")]


def test_a_slot_is_booked_once_and_given_back_with_a_reason() -> None:
    free, mine = slot(), slot(booked_by=FIRM, wish="排污证")
    assert list(slot_faults(mine, free, now=NOW)) == []
    taken = replace(mine, booked_by=uuid4())
    assert told(slot_faults(taken, mine, now=NOW)) == [("booking", "firms.slot_taken")]
    assert told(slot_faults(free, mine, now=NOW)) == [("cancelled", "firms.cancel_needs_reason")]
    given_back = replace(free, cancelled="改期")
    assert list(slot_faults(given_back, mine, now=NOW)) == []
    again = replace(given_back, booked_by=FIRM)
    assert list(slot_faults(again, given_back, now=NOW)) == []
    assert told(slot_faults(given_back, again, now=NOW)) == [
        ("cancelled", "firms.cancel_needs_reason")
    ]


@pytest.mark.parametrize(
    ("wrong", "where", "key"),
    [
        ({"ends_at": at(12, 9)}, "end", "records.end_before_start"),
        ({"ends_at": at(13, 9)}, "end", "firms.slot_too_long"),
        ({"wish": "排污证"}, "booking", "firms.wish_of_nobody"),
        ({"booked_by": FIRM, "voided": "老师病了"}, "booking", "firms.slot_is_void"),
        (
            {"booked_by": FIRM, "starts_at": at(9, 11), "ends_at": at(9, 13)},
            "booking",
            "firms.slot_has_begun",
        ),
    ],
)
def test_a_slot_that_makes_no_sense_is_refused(wrong: Any, where: str, key: str) -> None:
    assert told(slot_faults(slot(**wrong), None, now=NOW)) == [(where, key)]


def test_odd_times_of_a_service_visit_are_flags() -> None:
    was = ServiceVisit(uuid4(), FIRM, at(8, 9))
    assert list(service_flags(was, now=NOW)) == []
    before = replace(was, solved_at=at(7))
    assert list(service_flags(before, now=NOW)) == ["solved_before"]
    assert list(service_flags(replace(was, solved_at=at(20)), now=NOW)) == ["clock_ahead"]
