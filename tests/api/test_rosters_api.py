"""Rosters over HTTP: what squads plan with, months and their history, and how they are judged."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, where
from roster_bodies import (
    FIRST,
    PROFILES,
    ROSTERS,
    SETUPS,
    Station,
    day,
    duty,
    roster_body,
    setup_body,
)


@pytest.fixture
def station(world: World) -> Station:
    return Station(world)


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.ask("POST", path, json=body)


def reasons(answer: Any) -> tuple[int, str, list[str]]:
    return answer.status_code, answer.json()["code"], where(answer)


def test_a_setup_comes_back_as_it_was_sent_and_a_squad_has_one(station: Station) -> None:
    setup = station.set_up(rules=[{"rule": "rest", "numbers": {"hours": 12}}])
    told = station.told(f"{SETUPS}/{setup}")
    assert [one["area"] for one in told["posts"]] == [None, None]
    assert told["rules"] == [
        {"rule": "rest", "kind": None, "weight": None, "numbers": {"hours": 12}}
    ]
    assert [one["id"] for one in station.told(SETUPS)["items"]] == [str(setup)]
    again = station.leader.put(f"{SETUPS}/{uuid4()}", setup_body())
    assert reasons(again) == (422, "rosters.invalid", ["squad"])
    away = setup_body(posts=[{**setup_body()["posts"][0], "area": "lake"}])
    answer = station.leader.put(f"{SETUPS}/{setup}", away, if_match='"1"')
    assert reasons(answer) == (422, "rosters.invalid", ["posts[gate]"])


def test_a_post_may_be_in_an_area_of_the_squad(world: World) -> None:
    leader = world.member("leader")
    body = setup_body(posts=[{**setup_body()["posts"][0], "area": "lake"}])
    answer = leader.put(f"{SETUPS}/{uuid4()}", body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["posts"][0]["area"] == "lake"


def test_rules_are_told_with_their_meaning_and_as_the_squad_has_them(station: Station) -> None:
    station.set_up(rules=[{"rule": "rest", "numbers": {"hours": 12}}])
    plain = {one["rule"]: one for one in station.told("/api/v1/roster-rules")["items"]}
    assert (plain["rest"]["kind"], plain["rest"]["means_zh"]) == (
        "hard",
        "两班之间至少休息 11 小时",
    )
    assert (plain["cover"]["family"], plain["fair_nights"]["kind"]) == ("post", "soft")
    assert plain["rest"]["pattern_en"] == "Between two shifts there are at least {hours} hours"
    assert (plain["rest"]["ranges"], plain["cover"]["ranges"]) == ({"hours": [0, 24]}, {})
    own = station.told(f"/api/v1/roster-rules?squad={station.squad}")["items"]
    assert {one["rule"]: one["means_en"] for one in own}["rest"] == (
        "Between two shifts there are at least 12 hours"
    )


def test_a_profile_says_what_an_officer_may_do(station: Station) -> None:
    officer = station.officers[0]
    body = {"officer_id": str(officer.id), "boat_licence": True, "balance_nights": -1.5}
    made = station.write(PROFILES, body)
    told = station.told(f"{PROFILES}/{made}")
    assert (told["officer_id"], told["boat_licence"]) == (str(officer.id), True)
    assert told["balance_nights"] == -1.5
    listed = station.told(f"{PROFILES}?officer={officer.id}")["items"]
    assert [one["id"] for one in listed] == [str(made)]
    stranger = {**body, "officer_id": str(uuid4())}
    assert station.leader.put(f"{PROFILES}/{uuid4()}", stranger).status_code == 404


def test_a_roster_has_the_squads_plan_of_when_it_was_made(station: Station) -> None:
    setup = station.set_up()
    roster = station.keep(duty(station.officers[0], 0))
    changed = setup_body(shifts=[setup_body()["shifts"][0]], posts=setup_body()["posts"][:1])
    answer = station.leader.put(f"{SETUPS}/{setup}", changed, if_match='"1"')
    assert answer.status_code == 200
    told = station.told(f"{ROSTERS}/{roster}")
    assert [one["code"] for one in told["shifts"]] == ["早", "夜"]
    assert (told["last_day"], told["n_duties"]) == (day(6), 1)
    same = station.leader.put(f"{ROSTERS}/{roster}", roster_body(duty(station.officers[0], 0)))
    assert same.status_code == 200


def test_a_roster_without_a_setup_names_its_own_shifts_and_posts(station: Station) -> None:
    answer = station.leader.put(f"{ROSTERS}/{uuid4()}", roster_body())
    assert reasons(answer) == (422, "rosters.no_setup", [])
    station.keep(**setup_body())


def test_rosters_are_listed_by_squad_days_and_state(station: Station) -> None:
    station.set_up()
    roster = str(station.keep())

    def listed(query: str) -> bool:
        found = station.told(f"{ROSTERS}?{query}")["items"]
        assert all("duties" not in one for one in found)
        return roster in [one["id"] for one in found]

    assert listed(f"from={day(6)}&to={day(9)}")
    assert not listed(f"from={day(7)}")
    assert listed(f"to={day(1)}")
    assert not listed(f"to={day(0)}")
    assert listed(f"squad={station.squad}&state=draft")
    assert not listed("state=published")
    assert station.leader.get(f"{ROSTERS}?from=tomorrow").status_code == 422


def test_publishing_what_breaks_hard_rules_is_refused_in_words_until_there_is_a_reason(
    station: Station,
) -> None:
    station.set_up()
    duties = (duty(station.officers[0], 0), duty(station.officers[3], 0, "夜"))
    roster = station.keep(*duties)
    body = roster_body(*duties, state="published")
    answer = station.leader.put(f"{ROSTERS}/{roster}", body, if_match='"1"')
    assert (answer.status_code, answer.json()["code"]) == (422, "rosters.rules_broken")
    told = {one["reason_zh"] for one in answer.json()["findings"]}
    assert "大门 早，2022-11-07：缺 1 人" in told
    assert "水库 夜，2022-11-07：只有协辅人员" in told
    body["reason"] = "人手不够"
    answer = station.leader.put(f"{ROSTERS}/{roster}", body, if_match='"1"')
    assert (answer.status_code, answer.json()["state"]) == (200, "published")
    history = station.told(f"/api/v1/history/roster/{roster}")["versions"]
    assert [one["body"]["state"] for one in history] == ["draft", "published"]
    assert history[1]["body"]["posts"][0]["area"] is None


def test_an_edit_of_an_older_version_is_told_the_roster_as_it_is_sent(station: Station) -> None:
    station.set_up()
    roster = station.keep()
    late = roster_body(note="later")
    station.leader.put(f"{ROSTERS}/{roster}", late, if_match='"1"')
    answer = station.leader.put(f"{ROSTERS}/{roster}", roster_body(note="x"), if_match='"1"')
    assert answer.status_code == 412
    current = answer.json()["current"]
    assert (current["note"], current["squad"]) == ("later", station.squad)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"n_days": 63}, "n_days"),
        ({"n_days": 0}, "n_days"),
        ({"first_day": "2022-02-30"}, "first_day"),
        ({"first_day": "0001-01-01"}, "first_day"),
        ({"first_day": "1667779200"}, "first_day"),
        ({"state": "done"}, "state"),
        ({"shifts": []}, "shifts"),
        ({"shifts": setup_body()["shifts"] * 5}, "shifts"),
        ({"posts": setup_body()["posts"] * 21}, "posts"),
        ({"duties": [{"officer_id": "x", "day": day(0), "shift": "早"}]}, "duties[0].officer_id"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_bodies_are_told_field_by_field(
    station: Station, changes: dict[str, Any], place: str
) -> None:
    station.set_up()
    answer = station.leader.put(f"{ROSTERS}/{uuid4()}", roster_body(**changes))
    assert reasons(answer) == (422, "api.invalid", [place])


def test_a_roster_names_at_most_300_people(station: Station) -> None:
    station.set_up()
    many = [
        {"officer_id": str(uuid4()), "day": day(n % 7), "shift": "早", "post": "gate"}
        for n in range(301)
    ]
    answer = station.leader.put(f"{ROSTERS}/{uuid4()}", roster_body(*many))
    assert reasons(answer) == (422, "api.invalid", ["duties"])


def test_a_body_longer_than_a_form_is_taken(station: Station) -> None:
    station.set_up()
    duties = [duty(one, n) for n in range(62) for one in station.officers] * 2
    short = [one | {"post": None} if n % 2 else one for n, one in enumerate(duties[:496])]
    body = roster_body(*short[:248], n_days=62) | {"pins": short[248:], "note": "长"}
    body["pins"] = [{**one, "post": None} for one in body["pins"]]
    answer = station.leader.put(f"{ROSTERS}/{uuid4()}", body)
    assert answer.status_code == 201, answer.text


def test_a_roster_is_checked_without_being_kept(station: Station) -> None:
    station.set_up()
    first = station.officers[0]
    body = roster_body(duty(first, 0, "夜"), duty(first, 1))
    answer = post(station.leader, f"{ROSTERS}/check", body)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    by_rule = {one["rule"]: one for one in told["broken"]}
    assert by_rule["rest"]["zh"] == f"{first.name}，2022-11-07…11-08：两班之间少休息 9 小时"
    assert by_rule["rest"]["hard"] and told["n_hard_broken"] > 1
    assert station.told(ROSTERS)["items"] == []
    bad = post(station.leader, f"{ROSTERS}/check", roster_body(duty(first, 9)))
    assert bad.status_code == 422
    assert bad.json()["findings"][0]["where"].startswith(f"{first.name}, 2022-11-16")


def test_an_edit_of_a_published_roster_is_checked_by_what_was_told(station: Station) -> None:
    station.set_up()
    first, second = station.officers[:2]
    roster = station.keep(duty(first, 0), state="published", reason="急")
    answer = post(station.leader, f"{ROSTERS}/{roster}/check", roster_body(duty(second, 0)))
    rules = {(one["rule"], one["officer_id"]) for one in answer.json()["broken"]}
    assert {("changed", str(first.id)), ("day_off_taken", str(second.id))} <= rules


def test_a_kept_roster_is_explained(station: Station) -> None:
    station.set_up()
    first, second, *_ = station.officers
    roster = station.keep(duty(first, 0), duty(second, 0), pins=[pin(second, 1)])
    check = station.told(f"{ROSTERS}/{roster}/check")
    assert {one["rule"] for one in check["broken"] if one["hard"]} == {"cover", "certified"}
    told = station.told(f"{ROSTERS}/{roster}/explanation?officer={first.id}&day={day(0)}")
    assert [(one["because"], one["post"]) for one in told["why"]] == [("needed", "gate")]
    assert told["shortages"] and told["soft_costs"]
    off = station.told(f"{ROSTERS}/{roster}/explanation?officer={second.id}&day={day(1)}")
    assert [one["because"] for one in off["why"]] == ["barred"]
    half = station.leader.get(f"{ROSTERS}/{roster}/explanation?officer={first.id}")
    assert reasons(half) == (422, "api.invalid", ["day"])
    nobody = station.leader.get(f"{ROSTERS}/{roster}/explanation?officer={uuid4()}&day={day(9)}")
    assert reasons(nobody) == (422, "rosters.asked_wrong", ["officer", "day"])


def pin(officer: Any, n: int) -> dict[str, Any]:
    return {"officer_id": str(officer.id), "day": day(n)}


def test_fair_shares_and_legal_swaps_are_told_by_name(station: Station) -> None:
    station.set_up()
    first, second, third, _ = station.officers
    roster = station.keep(duty(first, 0, "夜"), duty(second, 0, "夜"))
    rows = {one["officer_id"]: one for one in station.told(f"{ROSTERS}/{roster}/fairness")["items"]}
    nights = rows[str(first.id)]["nights"]
    assert (rows[str(first.id)]["name"], nights["worked"], nights["carried"]) == (first.name, 1, 0)
    assert nights["balance"] == pytest.approx(1 - nights["share"])
    swaps = station.told(f"{ROSTERS}/{roster}/swaps?officer={first.id}&day={day(0)}")["items"]
    assert {one["taker_id"] for one in swaps} == {str(third.id)}
    assert swaps[0]["given"] == {"day": day(0), "shift": "夜", "post": "lake"}


def test_leaders_write_members_read_and_others_see_nothing(station: Station) -> None:
    station.set_up(note="内部")
    roster = station.keep(note="内部", state="published", reason="病假")
    world = station.world
    officer, briefing = (
        world.signed_in(station.officers[0]),
        world.member("briefing", station.squad),
    )
    for client in (officer, briefing):
        assert client.put(f"{ROSTERS}/{uuid4()}", roster_body()).status_code == 403
        assert post(client, f"{ROSTERS}/check", roster_body()).status_code == 403
    assert station.told(f"{ROSTERS}/{roster}", officer)["reason"] == "病假"
    seen = station.told(f"{ROSTERS}/{roster}", briefing)
    assert (seen["reason"], seen["note"], seen["redacted"]) == ("", "", True)
    [version] = station.told(f"/api/v1/history/roster/{roster}", briefing)["versions"]
    assert (version["body"]["reason"], version["body"]["note"]) == ("", "")
    _sees_nothing(world.member("leader", "park"), station.squad, str(roster))


def _sees_nothing(neighbour: Client, squad: str, roster: str) -> None:
    for path in ("", "/check", "/explanation", "/fairness"):
        assert neighbour.get(f"{ROSTERS}/{roster}{path}").status_code == 404
    own = roster_body(**setup_body())
    assert post(neighbour, f"{ROSTERS}/{roster}/check", own).status_code == 404
    edit = neighbour.put(f"{ROSTERS}/{roster}", roster_body(squad=squad))
    assert edit.status_code == 404
    assert neighbour.get(ROSTERS).json()["items"] == []


def test_an_officer_is_noticed_of_their_published_duties(station: Station) -> None:
    station.set_up()
    first, second = station.officers[:2]
    station.keep(duty(first, 0), state="published", reason="急")
    [told] = station.world.signed_in(first).get("/api/v1/notices").json()["items"]
    assert (told["kind"], told["parts"]["news"]) == ("roster", "published")
    assert told["parts"]["duties"] == [{"day": FIRST.isoformat(), "shift": "早"}]
    assert station.world.signed_in(second).get("/api/v1/notices").json()["items"] == []
