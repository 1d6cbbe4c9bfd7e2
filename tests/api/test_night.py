"""The walk through one night, on both stores, and that docs/night.md is what it gives."""

from pathlib import Path
from typing import Any

import pytest
from api_world import World
from night_record import Night
from night_walk import page_of, walk

from geo_patrol.workflows.auditing import verify

PAGE = Path(__file__).resolve().parents[2] / "docs" / "night.md"


@pytest.fixture(scope="module")
def night(loaded_world: World) -> Night:
    return walk(loaded_world)


def test_the_page_is_what_the_walk_gives(night: Night) -> None:
    assert page_of(night) == PAGE.read_text(encoding="utf-8")


def test_the_law_says_what_is_not_certain(night: Night) -> None:
    told: dict[str, Any] = night.answers["law"]
    assert told["zone"] == "first"
    [act] = told["acts"]
    assert not act["certain"]
    assert {"law.unverified", "law.authority_unknown"} <= {one["key"] for one in act["remarks"]}


def test_nothing_is_left_to_find_once_it_was_approved(night: Night) -> None:
    at_first = {one["key"] for one in night.answers["seized"]["findings"]}
    assert at_first == {"seizures.approval_due"}
    assert night.answers["end"]["findings"] == []


def test_all_items_went_where_they_went_and_all_clocks_were_met(night: Night) -> None:
    told = night.answers["end"]
    assert [one["state"] for one in told["items"]] == ["confiscated", "returned"]
    assert [one["place"] for one in told["items"]] == ["长诏库房", "长诏库房"]
    assert {one["state"] for one in told["clocks"]} == {"met"}
    assert not any(one["late"] for one in told["clocks"]) and not told["open"]
    [seizure] = [one for one in told["clocks"] if one["kind"] == "seizure"]
    assert (seizure["last_day"], seizure["tested_days"]) == ("2026-10-06", 5)


def test_what_cannot_have_been_is_told(night: Night) -> None:
    [conflict] = night.answers["again"]["conflicts"]
    assert conflict["remark"]["key"] == "seizures.custody_after_returned"


def test_the_chains_answer_for_the_whole_night(night: Night) -> None:
    found = verify(night.world.store)
    assert found.sound, found.findings
