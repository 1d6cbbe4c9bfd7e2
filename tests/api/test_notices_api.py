"""Notices over HTTP: who is told of what, how it changes, and how little asking costs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World
from calling import NOTICES, at, call, on_phone, out, say
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.notices import Audience, NewNotice, notice_id
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import notices
from geo_patrol.store.repositories.notices import Reader
from geo_patrol.store.trail import note
from geo_patrol.workflows.notices import over, tell


def asked(client: Client, after: str | None = None) -> dict[str, Any]:
    answer = client.get(NOTICES if after is None else f"{NOTICES}?after={after}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def subjects(client: Client, after: str | None = None) -> list[str]:
    return [one["subject"]["id"] for one in asked(client, after)["items"]]


def task(world: World, audience: Audience, patrol_id: UUID | None = None, **changes: Any) -> UUID:
    """Tell of a task, as whoever writes it does."""
    subject = uuid4()
    notice = NewNotice(
        kind="task",
        squad_code="reservoir",
        subject_kind="task",
        subject_id=subject,
        at=world.clock(),
        audience=audience,
        parts={"area": "lake"},
        patrol_id=patrol_id,
        ends_at=world.clock() + timedelta(hours=8),
    )
    with world.store.writer() as session:
        tell(session, NewNotice(**{**vars(notice), **changes}), now=world.clock())
        entered(session, world)
    return subject


def entered(session: Session, world: World) -> None:
    note(session, Act("reservoir", "system", "create", "task/x", world.clock()))


def test_a_call_for_help_is_told_to_leaders_and_who_is_on_duty_in_the_squad(world: World) -> None:
    aboard, caller = world.officer("officer"), world.officer("officer")
    out(world, aboard)
    alarm_id = str(call(world, world.signed_in(caller)))
    told = asked(world.member("leader"))["items"]
    [notice] = [one for one in told if one["subject"] == {"kind": "alarm", "id": alarm_id}]
    assert (notice["kind"], notice["squad"], notice["seen"]) == ("sos", "reservoir", False)
    assert (notice["parts"]["officer_id"], notice["parts"]["coming"]) == (str(caller.id), 0)
    assert "lon" not in str(notice)
    for client in (world.signed_in(aboard), on_phone(world), on_phone(world, "auxiliary")):
        assert alarm_id in subjects(client)
    for client in (
        world.member("officer"),
        world.member("leader", "park"),
        on_phone(world, "officer", "park"),
    ):
        assert alarm_id not in subjects(client)
    assert world.member("briefing").get(NOTICES).status_code == 403


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, True), (7 * 60, True), (8 * 60 + 15, True), (8 * 60 + 25, False)]
)
def test_who_came_back_from_a_patrol_is_on_duty_until_the_shift_is_handed_over(
    fresh_world: World, minutes: int, told: bool
) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    end = (world.clock() + timedelta(minutes=30)).isoformat()
    # The shift began ten minutes ago, and lasts eight hours.
    out(world, officer, end=end)
    world.clock.move(timedelta(minutes=minutes))
    client = world.signed_in(officer)
    alarm_id = call(world, world.member("officer"))
    assert (str(alarm_id) in subjects(client)) is told


def test_a_crew_that_is_not_back_when_its_shift_ends_is_still_on_duty(fresh_world: World) -> None:
    world, officer = fresh_world, fresh_world.officer("officer")
    out(world, officer)
    world.clock.move(timedelta(hours=12))
    alarm_id = call(world, world.member("officer"))
    assert subjects(world.signed_in(officer)) == [str(alarm_id)]


def test_what_is_told_to_a_crew_is_for_the_crew_and_leaders(world: World) -> None:
    aboard = world.officer("officer")
    subject = task(world, "crew", out(world, aboard))
    assert str(subject) in subjects(world.signed_in(aboard))
    assert str(subject) in subjects(world.member("leader"))
    assert str(subject) not in subjects(on_phone(world))


def test_what_is_told_to_leaders_is_for_them_alone(world: World) -> None:
    subject = task(world, "leaders")
    assert str(subject) in subjects(world.member("leader"))
    assert str(subject) not in subjects(on_phone(world))


def test_who_asks_behind_a_cursor_is_told_what_is_new_or_changed_and_nothing_else(
    fresh_world: World,
) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    assert asked(leader) == {"items": [], "next": None}
    first, second = (call(world, world.member("officer")) for _ in range(2))
    told = asked(leader)
    assert [one["subject"]["id"] for one in told["items"]] == [str(first), str(second)]
    assert asked(leader, told["next"]) == {"items": [], "next": told["next"]}
    say(world, leader, first, "coming")
    changed = asked(leader, told["next"])
    [notice] = changed["items"]
    assert (notice["subject"]["id"], notice["parts"]["coming"]) == (str(first), 1)
    say(world, leader, first, "ended")
    [over_now] = asked(leader, changed["next"])["items"]
    assert over_now["parts"]["ended"] is True
    assert over_now["ends_at"] is not None
    assert subjects(leader) == [str(second)]


def test_what_is_over_is_not_told_any_more(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    by_time, by_deed = task(world, "duty"), task(world, "duty")
    with world.store.writer() as session:
        over(session, "task", by_deed, now=world.clock())
        entered(session, world)
    assert subjects(leader) == [str(by_time)]
    world.clock.move(timedelta(hours=8))
    assert subjects(world.member("leader")) == []


def test_telling_again_of_the_same_subject_changes_its_notice(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    subject = task(world, "duty")
    task(world, "duty", subject_id=subject, parts={"area": "lake", "due": "b"})
    [notice] = asked(leader)["items"]
    assert notice["parts"] == {"area": "lake", "due": "b"}


def test_nothing_changed_is_answered_without_a_body(fresh_world: World) -> None:
    world, leader = fresh_world, fresh_world.member("leader")
    alarm_id = call(world, world.member("officer"))
    first = leader.get(NOTICES)
    again = leader.get(NOTICES, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    leader.put(f"{NOTICES}/{notice_id('alarm', alarm_id)}/seen", {"at": at(world)})
    after = leader.get(NOTICES, headers={"if-none-match": first.headers["etag"]})
    assert (after.status_code, after.json()["items"][0]["seen"]) == (200, True)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Give the statements that a store is asked meanwhile."""
    engines = {store._read_engine, store._write_engine, store._glance_engine} - {None}
    asked_for: list[str] = []

    def keep(_c: object, _k: object, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            asked_for.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", keep)
    try:
        yield asked_for
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", keep)


def test_a_poll_costs_one_query_beside_that_of_who_asks(world: World) -> None:
    client = on_phone(world)
    call(world, world.member("officer"))
    cursor = asked(client)["next"]
    for path in (NOTICES, f"{NOTICES}?after={cursor}"):
        with counted(world.store) as statements:
            client.get(path)
        assert len(statements) == 2


@pytest.mark.parametrize("after", [None, 5])
@pytest.mark.parametrize(("leads", "on_duty"), [(True, False), (False, True), (False, False)])
def test_a_poll_looks_through_no_table(
    world: World, after: int | None, leads: bool, on_duty: bool
) -> None:
    officer = world.officer("officer")
    reader = Reader(officer.scope, officer.id, leads=leads, on_duty=on_duty)
    statement = notices.asked(reader, world.clock(), after)
    with world.store.reader() as session:
        compiled = statement.compile(
            session.get_bind(), compile_kwargs={"render_postcompile": True}
        )
        if world.store.dialect == "sqlite":
            head, full = "EXPLAIN QUERY PLAN ", "SCAN notices"
        else:
            session.execute(text("SET LOCAL enable_seqscan = off"))
            head, full = "EXPLAIN ", "Seq Scan"
        named = dict(compiled.params)
        processors = compiled._bind_processors
        values = {k: processors[k](v) if k in processors else v for k, v in named.items()}
        if compiled.positional:
            given: Any = tuple(values[name] for name in compiled.positiontup or ())
        else:
            given = values
        rows = session.connection().exec_driver_sql(head + str(compiled), given).all()
    plan = "\n".join(str(tuple(row)) for row in rows)
    assert full not in plan
    assert "ix_notices_squad_code" in plan


def test_seen_is_for_oneself_and_once(world: World) -> None:
    one, other = world.member("leader"), world.member("leader")
    path = f"{NOTICES}/{notice_id('alarm', call(world, world.member('officer')))}/seen"
    answers = [one.put(path, {"at": at(world)}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    seen = {str(one["id"]): one["seen"] for one in asked(one)["items"]}
    unseen = {str(one["id"]): one["seen"] for one in asked(other)["items"]}
    shown = path.split("/")[-2]
    assert (seen[shown], unseen[shown]) == (True, False)


def test_a_notice_of_another_squad_or_none_is_not_there(world: World) -> None:
    path = f"{NOTICES}/{notice_id('alarm', call(world, world.member('officer')))}/seen"
    seen = {"at": at(world)}
    assert world.member("leader", "park").put(path, seen).status_code == 404
    assert world.member("leader").put(f"{NOTICES}/{uuid4()}/seen", seen).status_code == 404


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 19, "１"])
def test_a_cursor_that_none_gave_is_refused(world: World, after: str) -> None:
    assert world.member("leader").get(f"{NOTICES}?after={after}").status_code == 422


def test_revisions_go_up_whatever_happens_at_once(world: World) -> None:
    leader = world.member("leader")
    with ThreadPoolExecutor(8) as pool:
        told = set(pool.map(lambda _: str(task(world, "duty")), range(24)))
    assert told <= set(subjects(leader))
