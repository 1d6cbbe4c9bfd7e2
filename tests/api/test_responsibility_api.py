"""Who answers for what over HTTP: blocks, responsibilities, hand-overs, my cells."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from answering import (
    AREA,
    BLOCKS,
    HANDED,
    RESPONSIBILITIES,
    block_body,
    cells,
    handed_body,
    held_body,
    put_new,
)
from api_world import Client, World, where
from case_bodies import put_case

from geo_patrol.store.repositories import accounts, grids
from geo_patrol.store.repositories.people import Officer
from geo_patrol.workflows.auditing import verify

NUMBERS = iter(range(1, 200, 3))
"""Three cells for each test: its block must not meet another's."""


class Park:
    """A leader, two officers, and a block of three cells of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.leader = world.member("leader", "park")
        self.first, self.second = (world.officer("officer", "park") for _ in range(2))
        number = next(NUMBERS)
        self.cells, self.code = cells(number, number + 2), f"yl-{uuid4().hex[:6]}"
        self.block_id = put_new(self.leader, BLOCKS, self.block())

    def block(self, **changes: Any) -> dict[str, Any]:
        return block_body(**{"code": self.code, "cells": self.cells, **changes})

    def held(self, holder: Officer, **changes: Any) -> dict[str, Any]:
        return held_body(holder.id, **{"block": self.code, **changes})

    def hold(self, holder: Officer, **changes: Any) -> UUID:
        return put_new(self.leader, RESPONSIBILITIES, self.held(holder, **changes))

    def told(self, client: Client | None = None, at: str = "2022-10-20") -> Any:
        answer = (client or self.leader).get(f"/api/v1/responsibility?at={at}&area={AREA}")
        assert answer.status_code == 200, answer.text
        [area] = answer.json()["areas"]
        return area

    def own_block(self, **asked: Any) -> Any:
        [found] = [one for one in self.told(**asked)["blocks"] if one["code"] == self.code]
        return found

    def close(self, officer: Officer) -> None:
        with self.world.store.upkeep() as session:
            account = accounts.account(session, officer.id)
            gone = self.world.clock() - timedelta(days=5)
            accounts.save_account(session, replace(account, disabled_at=gone))


@pytest.fixture
def park(loaded_world: World) -> Park:
    return Park(loaded_world)


def reasons(answer: Any) -> tuple[int, str, list[str]]:
    return answer.status_code, answer.json()["code"], where(answer)


def test_a_block_is_somebodys_and_a_cell_of_it_somebody_elses(park: Park) -> None:
    of = park.hold(park.first)
    park.hold(park.second, block=None, cell=park.cells[1])
    found = park.own_block()
    assert (found["holder_id"], found["vacant"]) == (str(park.first.id), None)
    assert (found["responsibility_id"], found["n_cells"], found["n_own"]) == (str(of), 3, 1)
    [cell] = [one for one in park.told()["cells"] if one["cell"] == park.cells[1]]
    assert (cell["holder_id"], cell["block"]) == (str(park.second.id), park.code)


def test_a_hand_over_changes_hands_at_its_moment(park: Park) -> None:
    of = park.hold(park.first)
    at = "2022-10-15T09:00:00+08:00"
    handed = put_new(park.leader, HANDED, handed_body(of, park.first.id, park.second.id, at))
    holders = [park.own_block(at=moment)["holder_id"] for moment in ("2022-10-15", "2022-10-16")]
    assert holders == [str(park.first.id), str(park.second.id)]
    listed = park.leader.get(f"{HANDED}?responsibility={of}").json()["items"]
    assert [one["id"] for one in listed] == [str(handed)]
    again = handed_body(of, park.first.id, park.second.id, "2022-10-20T09:00:00+08:00")
    answer = park.leader.put(f"{HANDED}/{uuid4()}", again)
    assert reasons(answer) == (422, "park.invalid", ["from_officer_id"])


def test_who_left_is_told_as_vacant_and_can_be_relieved(park: Park) -> None:
    of = park.hold(park.first)
    park.close(park.first)
    today = "2022-10-31"
    assert park.own_block(at=today)["vacant"] == "left"
    assert [one["why"] for one in park.told(at=today)["holes"] if one["block"] == park.code] == [
        "left"
    ]
    # Before that day they were there.
    assert park.own_block(at="2022-10-20")["vacant"] is None
    late = park.leader.put(
        f"{RESPONSIBILITIES}/{uuid4()}", park.held(park.first, block=None, cell=park.cells[0])
    )
    assert reasons(late) == (422, "park.invalid", ["holder_id"])
    at = "2022-10-30T01:00:00Z"
    put_new(park.leader, HANDED, handed_body(of, park.first.id, park.second.id, at))
    assert park.own_block(at=today)["holder_id"] == str(park.second.id)


def test_holes_and_cells_in_no_block_are_told(park: Park) -> None:
    park.hold(park.first, end="2022-11-01T00:00:00+08:00")
    holes = [one for one in park.told()["holes"] if one["block"] == park.code]
    assert [(one["start"], one["why"]) for one in holes] == [("2022-10-31T16:00:00Z", "nobody")]
    told = park.told()
    assert set(park.cells).isdisjoint(told["in_no_block"]) and told["in_no_block"]
    assert told["n_answered"] + told["n_vacant"] == told["n_cells"] == 130


@pytest.mark.parametrize("role", ["officer", "auxiliary", "briefing"])
def test_only_a_leader_says_who_answers(park: Park, role: Any) -> None:
    member = park.world.member(role, "park")
    assert member.put(f"{BLOCKS}/{uuid4()}", park.block()).status_code == 403
    assert member.put(f"{RESPONSIBILITIES}/{uuid4()}", park.held(park.first)).status_code == 403


@pytest.mark.parametrize("role", ["auxiliary", "briefing"])
def test_an_auxiliary_does_not_answer_for_cells(park: Park, role: Any) -> None:
    other = park.world.officer(role, "park")
    answer = park.leader.put(f"{RESPONSIBILITIES}/{uuid4()}", park.held(other))
    assert reasons(answer) == (422, "park.invalid", ["holder_id"])


def test_two_do_not_answer_for_the_same_and_a_cell_is_in_one_block(park: Park) -> None:
    park.hold(park.first)
    answer = park.leader.put(f"{RESPONSIBILITIES}/{uuid4()}", park.held(park.second))
    assert reasons(answer) == (422, "park.invalid", ["start"])
    over = park.leader.put(f"{BLOCKS}/{uuid4()}", park.block(code="other", cells=park.cells[2:]))
    assert reasons(over) == (422, "park.invalid", ["cells"])
    assert park.code in over.json()["findings"][0]["reason_zh"]


def test_another_squads_areas_are_not_there(park: Park) -> None:
    other = park.world.member("leader", "reservoir")
    assert other.get(f"{BLOCKS}/{park.block_id}").status_code == 404
    answer = other.put(f"{BLOCKS}/{uuid4()}", park.block())
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_area")
    asked = other.get(f"/api/v1/responsibility?area={AREA}").json()
    assert asked["areas"] == []


def test_who_sees_no_crews_sees_nobody_who_answers(park: Park) -> None:
    of = park.hold(park.first, note="请假代管")
    reader = park.world.member("briefing", "park")
    found = park.own_block(client=reader)
    assert (found["holder_id"], found["name"], found["vacant"]) == (None, None, None)
    told = reader.get(f"{RESPONSIBILITIES}/{of}").json()
    assert (told["holder_id"], told["note"], told["redacted"]) == (None, "", True)
    history = park.leader.get(f"/api/v1/history/responsibility/{of}").json()
    assert str(park.first.id) in str(history)
    assert str(park.first.id) not in reader.get(f"/api/v1/history/responsibility/{of}").text


def test_an_edit_ends_a_block_and_a_repeat_changes_nothing(park: Park) -> None:
    path = f"{BLOCKS}/{park.block_id}"
    assert park.leader.put(path, park.block()).status_code == 200
    assert park.leader.put(path, park.block(name="另一个")).status_code == 409
    ended = park.block(end="2022-10-01T00:00:00+08:00")
    assert park.leader.put(path, ended, If_Match='"1"').status_code == 200
    next_one = park.block(start="2022-10-01T00:00:00+08:00", cells=park.cells[:2])
    put_new(park.leader, BLOCKS, next_one)
    assert park.own_block()["n_cells"] == 2
    assert park.own_block(at="2022-09-01")["n_cells"] == 3


def test_my_cells_stand_with_when_they_are_due_and_what_is_open(park: Park) -> None:
    of = park.hold(park.first)
    at = "2022-10-15T09:00:00+08:00"
    put_new(park.leader, HANDED, handed_body(of, park.first.id, park.second.id, at))
    with park.world.store.reader() as session:
        stored = grids.grid_in_use(session, AREA)
    assert stored is not None
    shape = next(one.geometry for one in stored.grid.cells if one.code == park.cells[0])
    point = shape.representative_point()
    put_case(park.leader, lon=point.x, lat=point.y)
    mine = park.world.signed_in(park.second).get("/api/v1/my/cells").json()
    assert [one["cell"] for one in mine["cells"]] == park.cells
    first = mine["cells"][0]
    assert (first["by"], first["block"], first["area"]) == ("block", park.code, AREA)
    assert (first["gap_class"], first["last_seen"], first["due_at"]) == ("never", None, None)
    assert [one["n_open_cases"] for one in mine["cells"]] == [1, 0, 0]
    assert mine["n_overdue"] == 3
    assert [one["open_points"] for one in mine["taken"]] == [["二号路油烟，周五复查"]]
    assert park.world.signed_in(park.first).get("/api/v1/my/cells").json()["cells"] == []


def test_what_is_kept_is_what_the_chain_says(park: Park) -> None:
    of = park.hold(park.first)
    at = "2022-10-15T09:00:00+08:00"
    put_new(park.leader, HANDED, handed_body(of, park.first.id, park.second.id, at))
    found = verify(park.world.store)
    assert found.sound, found.findings[:3]
