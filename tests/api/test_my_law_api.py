"""The law that a phone takes along: what the server answers, for days to come and gone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from api_world import Client, World

from api.law.schemas import OWN_TABLE

MINE = "/api/v1/my/law"
LEVELS = ["first", "second", "quasi", "outside"]
PHONE_BYTES = 64 * 1024


@pytest.fixture
def in_september(fresh_world: World) -> World:
    fresh_world.clock.moment = datetime(2026, 9, 10, 4, tzinfo=UTC)
    return fresh_world


def looked_up(law: dict[str, Any], act: str, zone: str, day: str, today: str) -> dict[str, Any]:
    """Return an answer as a phone finds it, its rules and duties by their ids."""

    def span(of: str) -> int:
        return len([first for first in law["spans"] if first <= of]) - 1

    then = span(min(day, today))
    case = law["cases"][law["table"][act][zone][then][span(today) - then]]
    rules = [one["id"] for one in law["rules"]]
    answers = [
        {
            **one,
            "applies": [(rules[way["rule"]], way["procedures"]) for way in one["applies"]],
        }
        for one in case["answers"]
    ]
    named = {name: [rules[at] for at in case[name]] for name in ("leniency", "pointers")}
    duties = [law["duties"][at]["id"] for at in case["duties"]]
    return {**case, **named, "answers": answers, "duties": duties}


def asked(client: Client, act: str, zone: str, at: str) -> dict[str, Any]:
    """Return the server's own answer in the same form."""
    told = client.get("/api/v1/law/applicable", params={"zone": zone, "act": act, "at": at})
    [one] = told.json()["acts"]
    answers = [
        {
            "lighter": each["lighter"],
            "applies": [(way["rule"]["id"], way["procedures"]) for way in each["applies"]],
        }
        for each in one["answers"]
    ]
    named = {
        name: [each["id"] for each in one[name]] for name in ("leniency", "pointers", "duties")
    }
    kept = {name: one[name] for name in ("officers_needed", "certain", "remarks")}
    return {**named, **kept, "answers": answers}


@pytest.mark.parametrize("day", ["2026-07-20", "2026-08-14", "2026-08-15", "2026-09-10"])
def test_a_phone_finds_what_the_server_answers(in_september: World, day: str) -> None:
    client = in_september.member("officer")
    law = client.get(MINE).json()
    for zone in LEVELS:
        for act in ("angling", "banned_gear", "mooring", "washing"):
            there = asked(client, act, zone, f"{day}T23:30:00+08:00")
            assert looked_up(law, act, zone, day, "2026-09-10") == there, (act, zone)


def test_it_reaches_from_two_months_back_to_three_ahead_and_is_small(in_september: World) -> None:
    answer = in_september.member("officer").get(MINE)
    law = answer.json()
    assert (law["first"], law["last"]) == ("2026-07-01", "2026-12-31")
    assert law["spans"] == ["2026-07-01", "2026-08-15"]
    assert len(answer.content) < PHONE_BYTES
    assert {"angling", "organised_angling"} <= {
        one["id"] for one in law["acts"] if "angling" in one["categories"]
    }


def test_every_act_is_answered_in_every_zone_for_every_pair_of_spans(in_september: World) -> None:
    law = in_september.member("officer").get(MINE).json()
    spans = len(law["spans"])
    assert set(law["table"]) == {one["id"] for one in law["acts"]}
    for levels in law["table"].values():
        assert sorted(levels) == sorted(LEVELS)
        for rows in levels.values():
            assert [len(row) for row in rows] == list(range(spans, 0, -1))


def test_it_is_sent_again_only_when_the_table_or_the_month_changed(in_september: World) -> None:
    tag = in_september.member("officer").get(MINE).headers["etag"]

    def again() -> int:
        client = in_september.member("officer")
        return client.get(MINE, headers={"If-None-Match": tag}).status_code

    assert again() == 304
    in_september.clock.moment += timedelta(days=1)
    assert again() == 304
    body = {"name": "office.yaml", "text": OWN_TABLE}
    assert in_september.member("admin").ask("PUT", "/api/v1/law/office", json=body).is_success
    assert again() == 200
    law = in_september.member("officer").get(MINE).json()
    washed = looked_up(law, "washing", "first", "2026-09-11", "2026-09-11")
    assert [rule for one in washed["answers"] for rule, _ in one["applies"]] == ["office-washing"]


def test_who_writes_no_records_takes_nothing_along(world: World) -> None:
    assert world.member("briefing").get(MINE).status_code == 403


def test_words_about_a_place_come_along(world: World) -> None:
    law = world.member("auxiliary").get(MINE).json()
    keys = [law[name]["key"] for name in ("zone_unknown", "zone_not_approved")]
    assert keys == ["law.zone_unknown", "law.zone_not_approved"]


def test_rules_and_duties_stand_in_it_once(world: World) -> None:
    law = world.member("officer").get(MINE).json()
    for name in ("rules", "duties", "cases"):
        said = [str(one) for one in law[name]]
        assert len(said) == len(set(said))
