"""What falls due, over HTTP: overdue first and loud, and told once a day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from api_world import Client, World, incident_body
from seizing import CLOCKS, CUSTODY, DUE, clock_body, custody_body, put_new, put_seizure

from api.watch import Watch
from geo_patrol.seizures import SpecialDay
from geo_patrol.seizures.calendar_file import CalendarRead
from geo_patrol.store.repositories import notices
from geo_patrol.store.repositories.notices import Reader
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.calendars import import_calendar
from geo_patrol.workflows.due import tell_digest


def due(client: Client, **asked: Any) -> dict[str, Any]:
    answer = client.get(DUE, params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def of(told: dict[str, Any], subject: UUID | str) -> list[dict[str, Any]]:
    return [one for one in told["items"] if one["subject"]["id"] == str(subject)]


def test_the_overdue_come_first_and_what_was_done_is_gone(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    late = put_seizure(leader, fresh_world, measure="preservation", number="晚")
    running = put_seizure(
        leader, fresh_world, measure="seizure", number="在走", at="2022-10-20T09:00:00+08:00"
    )
    soon = put_seizure(
        leader, fresh_world, measure="seizure", number="快了", at="2022-10-03T09:00:00+08:00"
    )
    done = put_seizure(leader, fresh_world, measure="seizure")
    put_new(leader, CUSTODY, custody_body(done, "returned", to="当事人"))
    told = due(leader)
    assert [one["subject"]["number"] for one in told["items"]] == ["晚", "快了", "在走"]
    assert [one["overdue"] for one in told["items"]] == [True, False, False]
    assert [one["clock"]["state"] for one in told["items"]] == ["overdue", "due_soon", "running"]
    assert (told["n_overdue"], told["n_due_soon"]) == (1, 1)
    [one] = of(told, late)
    assert one["words"]["reason_en"].startswith("OVERDUE") and one["left_s"] < 0
    assert one["words"]["reason_zh"].startswith("已逾期")
    assert one["clock"]["period"]["article"] == "56、85"
    assert "seizures.period_unverified" in {each["key"] for each in one["clock"]["remarks"]}
    before = due(leader, until="2022-11-10")
    assert of(before, late) and of(before, soon) and not of(before, running)
    assert due(leader, limit=1)["n_left_out"] == 2


def test_an_emergency_seizure_is_reported_within_a_day(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    at = (fresh_world.clock() - timedelta(hours=20)).isoformat()
    seizure_id = put_seizure(leader, fresh_world, at=at)
    first, second = of(due(leader), seizure_id)
    assert [one["clock"]["kind"] for one in (first, second)] == ["seizure_report", "seizure"]
    assert (first["clock"]["state"], first["left_s"]) == ("due_soon", 4 * 3600)
    put_new(leader, CLOCKS, clock_body(seizure_id, "approved", fresh_world.clock().isoformat()))
    assert [one["clock"]["kind"] for one in of(due(leader), seizure_id)] == ["seizure"]


def test_another_squad_s_periods_are_not_there(world: World) -> None:
    seizure_id = put_seizure(world.member("officer"), world)
    assert of(due(world.member("officer")), seizure_id)
    assert of(due(world.member("briefing")), seizure_id)
    assert not of(due(world.member("leader", "park")), seizure_id)
    assert not of(due(world.member("officer"), squad="park"), seizure_id)


def test_a_case_has_ninety_days_from_its_filing(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    body = incident_body(outcomes=[{"kind": "filed_ordinary"}])
    incident_id = put_new(leader, "/api/v1/incidents", body).json()["id"]
    [one] = of(due(leader), incident_id)
    assert (one["subject"]["kind"], one["clock"]["kind"]) == ("incident", "case")
    assert one["clock"]["last_day"] == "2023-01-06"
    assert "seizures.filing_time_unknown" in {each["key"] for each in one["clock"]["remarks"]}
    timed = incident_body(outcomes=[{"kind": "filed_ordinary", "at": "2022-10-09T09:00:00+08:00"}])
    other = put_new(leader, "/api/v1/incidents", timed).json()["id"]
    assert of(due(leader), other)[0]["clock"]["last_day"] == "2023-01-07"
    filed = {"incident_id": incident_id, "kind": "case_filed", "at": "2022-10-10T09:00:00+08:00"}
    put_new(leader, CLOCKS, filed)
    [one] = of(due(leader), incident_id)
    assert one["clock"]["last_day"] == "2023-01-08"
    put_new(leader, CLOCKS, {**filed, "kind": "case_decided", "at": "2022-10-20T09:00:00+08:00"})
    assert of(due(leader), incident_id) == []
    old = incident_body(
        outcomes=[{"kind": "filed_ordinary"}], occurred_at="2020-10-08T01:40:00+08:00"
    )
    put_new(leader, "/api/v1/incidents", old)
    assert due(leader)["n_older_cases"] == 1


def test_a_deadline_over_the_spring_festival_goes_by_the_office_s_calendar(
    fresh_world: World,
) -> None:
    leader = fresh_world.member("leader")
    seizure_id = put_seizure(
        leader, fresh_world, measure="preservation", at="2023-01-18T09:00:00+08:00"
    )

    def last_day() -> str:
        [one] = of(due(leader), seizure_id)
        return str(one["clock"]["last_day"])

    assert last_day() == "2023-02-01"
    off = tuple(SpecialDay(date(2023, 2, n), "holiday", "停工") for n in (1, 2))
    import_calendar(fresh_world.store, SYSTEM, CalendarRead(off, (), 2), now=fresh_world.clock())
    assert last_day() == "2023-02-03"
    days = leader.get("/api/v1/calendar", params={"year": 2023}).json()
    own = [one for one in days["items"] if one["source"] == "office"]
    assert [one["day"] for one in own] == ["2023-02-01", "2023-02-02"]
    assert days["announced"] is True
    assert leader.get("/api/v1/calendar", params={"year": 2090}).json()["announced"] is False
    assert leader.get("/api/v1/calendar", params={"year": 1800}).status_code == 422
    assert verify(fresh_world.store).sound


def told_of(world: World) -> list[dict[str, Any]]:
    reader = Reader(SYSTEM, uuid4(), leads=True, on_duty=True)
    with world.store.reader() as session:
        found = notices.notices(session, reader, now=world.clock(), after=None)
    return [{"squad": one.squad_code, **one.parts} for one in found if one.kind == "due"]


def test_a_squad_is_told_once_a_local_day_even_after_a_restart(fresh_world: World) -> None:
    world, zone = fresh_world, fresh_world.settings.zone
    put_seizure(world.member("leader"), world, measure="preservation")
    world.clock.moment = datetime(2022, 10, 30, 23, 59, 59, tzinfo=UTC)
    assert tell_digest(world.store, zone, now=world.clock()) == 0
    assert told_of(world) == []
    world.clock.moment = datetime(2022, 10, 31, 0, 0, tzinfo=UTC)
    for _ in range(2):
        # Each a program that knows nothing of the one before.
        assert Watch(world.store, world.settings, world.clock).work()
    [told] = told_of(world)
    assert (told["squad"], told["day"], told["overdue"]) == ("reservoir", "2022-10-31", 1)
    world.clock.move(timedelta(hours=24))
    assert Watch(world.store, world.settings, world.clock).work()
    [told] = told_of(world)
    assert told["day"] == "2022-11-01"
    assert verify(world.store).sound


def test_leaders_read_the_digest_as_a_notice(fresh_world: World) -> None:
    world = fresh_world
    put_seizure(world.member("leader"), world, measure="preservation")
    assert tell_digest(world.store, world.settings.zone, now=world.clock()) == 1
    items = world.member("leader").get("/api/v1/notices").json()["items"]
    [one] = [each for each in items if each["kind"] == "due"]
    assert (one["subject"]["kind"], one["parts"]["overdue"]) == ("due_list", 1)
    others = world.member("leader", "park").get("/api/v1/notices").json()["items"]
    assert [each for each in others if each["kind"] == "due"] == []
