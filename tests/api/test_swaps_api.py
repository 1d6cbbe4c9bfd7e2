"""Swaps over HTTP: offered, agreed to, granted, and then the roster is another one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World
from roster_duties import (
    ANSWERS,
    LEAVES,
    SWAPS,
    day,
    publish,
    put,
    reasons,
    say,
    told,
    write,
)

from geo_patrol.roster.records import KeptRoster, Pin, RuleChange
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.roster_assignments import of_roster
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify


class Squad:
    """A squad of three and their leader, with a published roster."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.leader = world.officer("leader")
        self.one, self.two, self.three = (world.officer("officer") for _ in range(3))
        self.roster = publish(
            world,
            self.leader,
            {self.one: "--早早---", self.two: "----早早-", self.three: "---中中--"},
        )

    def client(self, officer: Officer) -> Client:
        """Return a client of one of them."""
        return self.world.signed_in(officer)

    def body(self, **changes: Any) -> dict[str, Any]:
        """Return that the first offers the second their Wednesday for a Friday."""
        body = {"roster_id": str(self.roster.id), "day": told(2), "taker_id": str(self.two.id)}
        return {**body, "returned_day": told(4), **changes}

    def offered(self, **changes: Any) -> UUID:
        """Return the id of such a swap, offered by the first."""
        return put(self.client(self.one), SWAPS, self.body(**changes))

    def state(self, swap_id: UUID) -> str:
        """Return what became of a swap."""
        return str(self.client(self.leader).get(f"{SWAPS}/{swap_id}").json()["state"])

    def answer(self, officer: Officer, swap_id: UUID, result: str, **changes: Any) -> Any:
        """Return the response to an answer."""
        at = self.world.clock().isoformat()
        body = {"target_kind": "swap", "target_id": str(swap_id), "at": at, "result": result}
        return self.client(officer).put(f"{ANSWERS}/{uuid4()}", {**body, **changes})

    def kept(self) -> KeptRoster:
        """Return the roster as it is kept now."""
        with self.world.store.reader() as session:
            kept = ROSTERS.one(session, self.roster.id, SYSTEM)
        assert kept is not None
        return kept.record

    def lines(self) -> dict[Officer, list[int]]:
        """Return the numbers of the days on which each is on duty, as the store has it."""
        with self.world.store.reader() as session:
            rows = of_roster(session, self.roster.id)
        return {
            who: [(one.day - day(0)).days for one in rows if one.officer_id == who.id]
            for who in (self.one, self.two, self.three)
        }

    def version(self) -> int | None:
        """Return the number of the roster's version in force."""
        with self.world.store.reader() as session:
            return history.latest_version(session, "roster", self.roster.id)


@pytest.fixture
def squad(fresh_world: World) -> Squad:
    return Squad(fresh_world)


def test_a_swap_that_is_agreed_and_granted_changes_the_published_roster(squad: Squad) -> None:
    swap_id = squad.offered()
    assert squad.state(swap_id) == "asked"
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    assert (squad.state(swap_id), squad.version()) == ("agreed", 1)
    say(squad.world, squad.client(squad.leader), "swap", swap_id, "granted")
    assert (squad.state(swap_id), squad.version()) == ("granted", 2)
    assert squad.kept().reason == "换班（2022-11-02）"
    assert squad.lines() == {squad.one: [3, 4], squad.two: [2, 5], squad.three: [3, 4]}
    assert verify(squad.world.store).sound


def test_somebody_may_take_a_shift_and_get_none_for_it(squad: Squad) -> None:
    swap_id = squad.offered(returned_day=None)
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    say(squad.world, squad.client(squad.leader), "swap", swap_id, "granted")
    assert squad.lines()[squad.one] == [3]
    assert squad.lines()[squad.two] == [2, 4, 5]


def test_two_may_exchange_shifts_of_one_day(squad: Squad) -> None:
    swap_id = squad.offered(day=told(3), taker_id=str(squad.three.id), returned_day=told(3))
    say(squad.world, squad.client(squad.three), "swap", swap_id, "agreed")
    assert squad.answer(squad.leader, swap_id, "granted").status_code == 201
    shifts = {one.officer_id: one.shift for one in squad.kept().duties if one.day == day(3)}
    assert shifts == {squad.one.id: "中", squad.three.id: "早"}


def test_a_leader_does_not_grant_what_the_taker_has_not_agreed_to(squad: Squad) -> None:
    swap_id = squad.offered()
    assert reasons(squad.answer(squad.leader, swap_id, "granted")) == ["not_agreed_yet"]
    assert squad.answer(squad.two, swap_id, "declined").status_code == 201
    assert squad.state(swap_id) == "declined"
    assert reasons(squad.answer(squad.leader, swap_id, "granted")) == ["not_agreed_yet"]
    assert squad.version() == 1


@pytest.mark.parametrize("who", ["one", "three", "leader"])
def test_nobody_agrees_for_the_taker(squad: Squad, who: str) -> None:
    answer = squad.answer(getattr(squad, who), squad.offered(), "agreed")
    assert (answer.status_code, answer.json()["code"]) == (
        403,
        "roster_requests.only_the_taker_agrees",
    )


def test_a_swap_that_breaks_rules_that_must_hold_is_refused_in_words(squad: Squad) -> None:
    put(
        squad.client(squad.two), LEAVES, {"kind": "sick", "first_day": told(2), "last_day": told(2)}
    )
    swap_id = squad.offered()
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    answer = squad.answer(squad.leader, swap_id, "granted")
    assert (answer.status_code, answer.json()["code"]) == (422, "roster_requests.hard_rules")
    assert any("王强" in one["reason_zh"] for one in answer.json()["findings"])
    assert (squad.state(swap_id), squad.version()) == ("agreed", 1)


def test_a_rule_that_was_broken_already_is_no_reason(squad: Squad) -> None:
    strict = (RuleChange("run_days", "hard", None, (("most", 1),)),)
    write(squad.world, squad.leader, replace(squad.roster, rules=strict, reason="改"))
    swap_id = squad.offered(day=told(3), taker_id=str(squad.three.id), returned_day=told(3))
    say(squad.world, squad.client(squad.three), "swap", swap_id, "agreed")
    assert squad.answer(squad.leader, swap_id, "granted").status_code == 201


def test_what_is_settled_is_neither_answered_nor_withdrawn_nor_edited(squad: Squad) -> None:
    swap_id = squad.offered()
    path, one = f"{SWAPS}/{swap_id}", squad.client(squad.one)
    edited = one.put(path, squad.body(returned_day=told(5)), If_Match='"1"')
    assert reasons(edited) == ["swap_is_fixed"]
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    say(squad.world, squad.client(squad.leader), "swap", swap_id, "granted")
    withdrawn = one.put(path, squad.body(withdrawn="不换了"), If_Match='"1"')
    assert reasons(withdrawn) == ["swapped_already"]
    assert reasons(squad.answer(squad.leader, swap_id, "refused")) == ["swapped_already"]


def test_a_swap_that_was_withdrawn_is_not_answered(squad: Squad) -> None:
    swap_id = squad.offered()
    path = f"{SWAPS}/{swap_id}"
    gone = squad.client(squad.one).put(path, squad.body(withdrawn="不换了"), If_Match='"1"')
    assert (gone.status_code, gone.json()["state"]) == (200, "withdrawn")
    assert reasons(squad.answer(squad.two, swap_id, "agreed")) == ["was_withdrawn"]


def test_of_two_offers_of_one_shift_the_second_goes_with_the_roster_no_more(squad: Squad) -> None:
    first, second = squad.offered(), squad.offered(returned_day=None)
    for swap_id in (first, second):
        say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    assert squad.answer(squad.leader, first, "granted").status_code == 201
    late = squad.answer(squad.leader, second, "granted")
    assert (late.status_code, set(reasons(late))) == (422, {"not_on_duty", "taker_on_duty"})


def test_swaps_that_cannot_be_are_told_in_words(squad: Squad) -> None:
    world, client = squad.world, squad.client(squad.one)
    park, three = world.officer("officer", "park"), str(squad.three.id)
    wrong: list[tuple[dict[str, Any], list[str]]] = [
        ({"taker_id": str(squad.one.id)}, ["swap_with_oneself"]),
        ({"taker_id": str(park.id)}, ["taker_not_of_squad", "taker_not_on_duty"]),
        ({"day": told(1)}, ["not_on_duty"]),
        ({"day": told(99)}, ["not_on_duty"]),
        ({"returned_day": told(6)}, ["taker_not_on_duty"]),
        ({"day": told(3), "taker_id": three, "returned_day": told(4)}, ["taker_on_duty"]),
        ({"taker_id": three, "returned_day": told(3)}, ["on_duty_already"]),
    ]
    for changes, why in wrong:
        answer = client.put(f"{SWAPS}/{uuid4()}", squad.body(**changes))
        assert (answer.status_code, reasons(answer)) == (422, why)


def test_a_shift_that_has_begun_is_neither_offered_nor_granted(squad: Squad) -> None:
    swap_id = squad.offered()
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    squad.world.clock.move(timedelta(days=2))
    late = squad.client(squad.one).put(f"{SWAPS}/{uuid4()}", squad.body())
    assert reasons(late) == ["shift_has_begun"]
    assert reasons(squad.answer(squad.leader, swap_id, "granted")) == ["shift_has_begun"]


def test_only_published_rosters_of_the_squad_are_swapped_in(squad: Squad) -> None:
    world, client = squad.world, squad.client(squad.one)
    draft = publish(world, squad.leader, {squad.one: "早"}, state="draft")
    answer = client.put(f"{SWAPS}/{uuid4()}", squad.body(roster_id=str(draft.id)))
    assert "not_published" in reasons(answer)
    theirs = publish(world, world.officer("leader", "park"), {}, area="block")
    for roster_id in (theirs.id, uuid4()):
        answer = client.put(f"{SWAPS}/{uuid4()}", squad.body(roster_id=str(roster_id)))
        assert (answer.status_code, answer.json()["code"]) == (404, "roster_requests.no_roster")


def test_a_shift_that_a_leader_settled_by_hand_is_not_swapped_away(squad: Squad) -> None:
    pins = (Pin(squad.one.id, day(2), "早"),)
    write(squad.world, squad.leader, replace(squad.roster, pins=pins, reason="改"))
    swap_id = squad.offered()
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    answer = squad.answer(squad.leader, swap_id, "granted")
    assert (answer.status_code, answer.json()["code"]) == (422, "roster_requests.hard_rules")


def test_a_repeat_of_a_granted_answer_changes_nothing(squad: Squad) -> None:
    swap_id = squad.offered()
    say(squad.world, squad.client(squad.two), "swap", swap_id, "agreed")
    at, made = squad.world.clock().isoformat(), uuid4()
    body = {"target_kind": "swap", "target_id": str(swap_id), "at": at, "result": "granted"}
    client = squad.client(squad.leader)
    first, again = (client.put(f"{ANSWERS}/{made}", body) for _ in range(2))
    assert (first.status_code, again.status_code, squad.version()) == (201, 200, 2)
    assert first.json() == again.json()
