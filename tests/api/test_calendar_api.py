"""The office's calendar over HTTP: a year is read, written whole, and left to the library again."""

from typing import Any

from api_world import Client, World, where

from geo_patrol.workflows.auditing import verify

CALENDAR = "/api/v1/calendar"
HOLIDAYS = [
    *({"day": f"2090-01-{day}", "kind": "holiday", "name": "春节"} for day in (30, 31)),
    *({"day": f"2090-10-0{day}", "kind": "holiday", "name": "国庆节"} for day in (1, 2, 3)),
    {"day": "2090-09-30", "kind": "workday", "name": "国庆节"},
]


def read(client: Client, year: int = 2090) -> tuple[dict[str, Any], str]:
    answer = client.get(CALENDAR, params={"year": year})
    assert answer.status_code == 200, answer.text
    return answer.json(), answer.headers["etag"]


def put(client: Client, days: list[dict[str, Any]], year: int = 2090, **headers: str) -> Any:
    return client.put(f"{CALENDAR}/{year}", {"days": days}, **headers)


def test_a_year_is_written_whole_and_follows_the_version_that_was_read(
    fresh_world: World,
) -> None:
    admin, leader = fresh_world.member("admin"), fresh_world.member("leader")
    told, tag = read(leader)
    assert (told["announced"], told["items"], tag) == (False, [], '"0"')
    assert put(leader, HOLIDAYS).status_code == 403
    assert put(admin, HOLIDAYS, If_Match='"1"').status_code == 412
    written = put(admin, HOLIDAYS, If_Match='"0"')
    assert (written.status_code, written.headers["etag"]) == (200, '"1"')
    told, tag = read(leader)
    assert told["announced"] is True
    assert [one["day"] for one in told["items"]] == sorted(one["day"] for one in HOLIDAYS)
    assert {one["source"] for one in told["items"]} == {"office"}

    # Another year leaves this one; one holiday alone does not make a year known.
    assert put(admin, [{"day": "2091-05-01", "kind": "holiday"}], 2091, If_Match=tag).is_success
    assert read(leader, 2091)[0]["announced"] is False
    assert put(admin, [], If_Match='"1"').status_code == 412
    assert len(read(leader)[0]["items"]) == len(HOLIDAYS)
    assert put(admin, [], If_Match='"2"').json()["items"] == []
    assert len(read(leader, 2091)[0]["items"]) == 1
    assert verify(fresh_world.store).sound


def test_the_office_goes_before_the_library_day_by_day(fresh_world: World) -> None:
    admin = fresh_world.member("admin")
    library, _ = read(admin, 2023)
    day = next(one for one in library["items"] if one["kind"] == "holiday")
    assert (day["name"], day["name_en"]) == ("元旦", "New Year's Day")
    worked = {"day": day["day"], "kind": "workday", "name": "值守"}
    told = put(admin, [worked], 2023).json()
    [found] = [one for one in told["items"] if one["day"] == day["day"]]
    assert found == {**worked, "name_en": "值守", "source": "office"}
    assert len(told["items"]) == len(library["items"])
    assert told["announced"] is True


def test_days_of_other_years_and_days_that_stand_twice_are_refused(world: World) -> None:
    admin = world.member("admin")
    other = put(admin, [{"day": "2091-01-01", "kind": "holiday"}])
    assert (other.status_code, where(other)) == (422, ["days[0].day"])
    twice = put(admin, [HOLIDAYS[0], HOLIDAYS[0]])
    assert (twice.status_code, where(twice)) == (422, ["days[1].day"])
