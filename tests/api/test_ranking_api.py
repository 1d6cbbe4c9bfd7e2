"""A quarter's ranking and a month's figures of blocks over HTTP; the page."""

import json
from typing import Any
from uuid import uuid4

import pytest
from answering import AREA, BLOCKS, RESPONSIBILITIES, block_body, cells, held_body, put_new
from api_world import Client, World
from case_bodies import put_case

from geo_patrol.store.repositories import grids

ASKED = "/api/v1/ranking?quarter=2022Q4"
MONTH = "/api/v1/figures/blocks?month=2022-10"


@pytest.fixture
def leader(loaded_world: World) -> Client:
    return loaded_world.member("leader", "park")


def divided(world: World, leader: Client, first: int, last: int) -> str:
    """Make a block of some cells with an overdue case in its first, and return its code."""
    code = f"b-{uuid4().hex[:6]}"
    put_new(leader, BLOCKS, block_body(code=code, cells=cells(first, last)))
    with world.store.reader() as session:
        stored = grids.grid_in_use(session, AREA)
    assert stored is not None
    shape = next(one.geometry for one in stored.grid.cells if one.code == cells(first, first)[0])
    point = shape.representative_point()
    put_case(leader, lon=point.x, lat=point.y)
    return code


def test_areas_are_ranked_within_their_squad_with_the_rule(leader: Client) -> None:
    told = leader.get(ASKED).json()
    assert told["rule"]["weights"] == {"compliance": 40, "timeliness": 30, "closure": 30}
    assert told["is_over"] is False
    [one] = told["lists"]
    assert one["squad"] == "park" and one["shares"] == {"compliance": 1.0}
    # Nobody was anywhere: all are alike.
    assert {line["rank"] for line in one["lines"]} == {1} and len(one["lines"]) == 7


def test_blocks_are_ranked_and_what_lies_in_none_is_told_by_month(
    loaded_world: World, leader: Client
) -> None:
    code = divided(loaded_world, leader, 100, 104)
    [one] = leader.get(f"{ASKED}&by=block&area={AREA}").json()["lists"]
    [line] = [each for each in one["lines"] if each["code"] == code]
    assert (line["compliance"]["good"], line["compliance"]["n"]) == (0, 5 * 30)
    assert line["timeliness"] == {"good": 0, "n": 1, "share": 0.0}
    assert line["closure"] == {"good": 0, "n": 1, "share": 0.0}
    told = leader.get(f"{MONTH}&area={AREA}").json()
    rows = {each["block"]: each for each in told["rows"]}
    assert (rows[code]["n_cells"], rows[code]["cases"]["n_overdue"]) == (5, 1)
    assert rows[code]["compliance"]["n"] == 150 and rows[code]["presence_h"] == 0
    assert sum(each["n_cells"] for each in told["rows"]) == 130
    assert None in rows


def test_a_block_that_changes_in_the_quarter_counts_what_it_was_each_time(
    loaded_world: World, leader: Client
) -> None:
    code, turn = f"b-{uuid4().hex[:6]}", "2022-10-11T00:00:00+08:00"
    put_new(leader, BLOCKS, block_body(code=code, cells=cells(110, 111), end=turn))
    put_new(leader, BLOCKS, block_body(code=code, cells=cells(110, 113), start=turn))
    [one] = leader.get(f"{ASKED}&by=block&area={AREA}").json()["lists"]
    [line] = [each for each in one["lines"] if each["code"] == code]
    # Ten days of two cells, then twenty whole days of four.
    assert line["compliance"]["n"] == 10 * 2 + 20 * 4 and line["n_cells"] == 4


def test_cells_are_ranked_within_an_area(leader: Client) -> None:
    answer = leader.get(f"{ASKED}&by=cell")
    assert (answer.status_code, answer.json()["code"]) == (422, "ranking.cells_of_which_area")
    [one] = leader.get(f"{ASKED}&by=cell&area={AREA}").json()["lists"]
    assert len(one["lines"]) == 130


@pytest.mark.parametrize("quarter", ["2022Q5", "2022", "2022-Q4", "20224Q"])
def test_what_is_no_quarter_is_refused(leader: Client, quarter: str) -> None:
    answer = leader.get(f"/api/v1/ranking?quarter={quarter}")
    assert answer.status_code == 422 and answer.json()["code"] == "api.invalid"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/ranking?quarter=2023Q1", 422, "ranking.not_begun"),
        ("/api/v1/ranking?quarter=2022Q4&area=changzhao", 404, "records.no_area"),
        ("/api/v1/ranking?quarter=2022Q4&squad=reservoir", 404, "records.no_squad"),
        ("/api/v1/ranking?quarter=2022Q4&by=officer", 422, "api.invalid"),
        ("/api/v1/figures/blocks?month=2022-13", 422, "api.invalid"),
        ("/api/v1/figures/blocks?month=2023-01", 422, "ranking.not_begun"),
    ],
)
def test_what_cannot_be_ranked_is_told(leader: Client, path: str, status: int, code: str) -> None:
    answer = leader.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_no_ranking_nor_figure_names_who_answers(loaded_world: World, leader: Client) -> None:
    code = divided(loaded_world, leader, 120, 121)
    holder = loaded_world.officer("officer", "park")
    put_new(leader, RESPONSIBILITIES, held_body(holder.id, block=code))
    told: list[Any] = [leader.get(f"{ASKED}&by=block").json(), leader.get(MONTH).json()]
    assert code in json.dumps(told)
    for word in (str(holder.id), holder.badge_no, "officer", "holder", "yuan", "fine_"):
        assert word not in json.dumps(told)


def test_the_page_shows_the_ranking_with_its_rule(loaded_world: World, leader: Client) -> None:
    code = divided(loaded_world, leader, 125, 126)
    page = leader.get("/ranking?quarter=2022Q4&by=block").text
    assert code in page and "得分 = 合规率 × 40%" in page and "行政处罚法第74条" in page
    english = leader.get("/ranking?quarter=2022Q4&lang=en").text
    assert "Ranking of 2022Q4" in english
    assert leader.get("/ranking").status_code == 200
    assert leader.get("/ranking?quarter=2022Q9").status_code == 422
