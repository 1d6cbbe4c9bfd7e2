"""Outboxes by file: written as their officers would have, once, and answered for."""

from base64 import b64decode
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from api_world import (
    World,
    incident_body,
    patrol_body,
    put_patrol,
    put_shift,
    shift_body,
    track_rows,
)
from evidence_files import numbered
from outbox_desk import IMPORTER, MB, Desk, results
from outbox_files import SAVED, saved_json

from geo_patrol.errors import Forbidden, InvalidInput, NotFound
from geo_patrol.outbox import opened
from geo_patrol.personal import Keyring
from geo_patrol.roles import Role
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import set_disabled
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.outbox import begin, tag_after


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    return Desk(world, tmp_path)


def test_a_queue_is_written_once_however_often_it_is_brought(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    shift_id, patrol_id, incident_id, track_id = put_shift(client), uuid4(), uuid4(), uuid4()
    outbox = desk.outbox(officer)
    outbox.add(f"/api/v1/patrols/{patrol_id}", patrol_body(shift_id))
    outbox.add(f"/api/v1/incidents/{incident_id}", incident_body(patrol_id=str(patrol_id)))
    track = {"device": "phone-1", "fixes": track_rows()}
    outbox.add(f"/api/v1/patrols/{patrol_id}/tracks/{track_id}", track)
    photo = outbox.add_file(numbered(1), f"incident/{incident_id}", "两根鱼竿 & 渔网")
    assert results(desk.bring(outbox)) == ["new"] * 4
    assert results(desk.bring(outbox)) == ["same"] * 4
    assert client.get(f"/api/v1/incidents/{incident_id}").status_code == 200
    assert client.get(f"/api/v1/patrols/{patrol_id}/tracks/{track_id}").status_code == 200
    [kept] = client.get(f"/api/v1/evidence?record=incident/{incident_id}").json()["items"]
    assert (kept["sha256"], kept["note"]) == (photo, "两根鱼竿 & 渔网")


def test_what_the_phone_sends_after_the_import_is_a_repeat_and_the_other_way_round(
    world: World, desk: Desk
) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    outbox, paths = desk.outbox(officer), [f"/api/v1/incidents/{uuid4()}" for _ in range(2)]
    body = incident_body()
    assert client.put(paths[0], body).status_code == 201
    for path in paths:
        outbox.add(path, body)
    assert results(desk.bring(outbox)) == ["same", "new"]
    assert [client.put(path, body).status_code for path in paths] == [200, 200]


def test_edits_follow_what_they_edit(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    path = f"/api/v1/incidents/{uuid4()}"
    outbox = desk.outbox(officer)
    first = outbox.add(path, incident_body(narrative="一"))
    second = outbox.add(path, incident_body(narrative="二"), edits=True, after=first)
    outbox.add(path, incident_body(narrative="三"), edits=True, after=second)
    assert results(desk.bring(outbox)) == ["new", "new", "new"]
    answer = client.get(path)
    assert (answer.json()["narrative"], answer.headers["etag"]) == ("三", '"3"')
    assert results(desk.bring(outbox)) == ["same", "same", "same"]
    assert client.get(path).headers["etag"] == '"3"'


def test_an_edit_undoes_nothing_that_its_author_has_not_seen(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    leader, path = world.member("leader"), f"/api/v1/incidents/{uuid4()}"
    body = incident_body(narrative="一")
    assert leader.put(path, body).status_code == 201
    edited = incident_body(narrative="队长")
    assert leader.put(path, edited, if_match='"1"').status_code == 200
    outbox = desk.outbox(officer)
    first = outbox.add(path, body)
    outbox.add(path, incident_body(narrative="二"), edits=True, after=first)
    assert results(desk.bring(outbox)) == ["same", "conflict"]
    assert leader.get(path).json()["narrative"] == "队长"


def test_an_edit_of_a_record_of_the_server_goes_by_the_version_that_was_seen(
    world: World, desk: Desk
) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    patrol_id = put_patrol(client, end=None)
    with world.store.reader() as session:
        shift_id = client.get(f"/api/v1/patrols/{patrol_id}").json()["shift_id"]
        assert history.latest_version(session, "patrol", patrol_id) == 1
    outbox = desk.outbox(officer)
    ended = patrol_body(shift_id)
    outbox.add(f"/api/v1/patrols/{patrol_id}", ended, edits=True, base='"1"')
    assert results(desk.bring(outbox)) == ["new"]
    assert results(desk.bring(outbox)) == ["same"]
    assert client.get(f"/api/v1/patrols/{patrol_id}").json()["end"] is not None


def test_what_is_refused_says_why_and_stops_nothing_else(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    outbox = desk.outbox(officer)
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body(category="no such"))
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body(patrol_id=str(uuid4())))
    outbox.add(f"/api/v1/incidents/{uuid4()}", {"oops": 1})
    outbox.add_file(numbered(2), f"incident/{uuid4()}")
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body())
    items = desk.bring(outbox)
    assert results(items) == ["refused", "refused", "refused", "new", "refused"]
    for one in items:
        told = [reason.text("zh") + reason.text("en") for reason in one.reasons]
        assert all(told) and (one.result == "new") == (told == [])


def test_a_record_that_is_there_with_another_content_stays_as_it_is(
    world: World, desk: Desk
) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    path = f"/api/v1/incidents/{uuid4()}"
    client.put(path, incident_body(narrative="先"))
    outbox = desk.outbox(officer)
    outbox.add(path, incident_body(narrative="后"))
    assert results(desk.bring(outbox)) == ["conflict"]
    assert client.get(path).json()["narrative"] == "先"


def test_a_damaged_part_is_left_out_and_the_others_are_written(world: World, desk: Desk) -> None:
    outbox = desk.outbox(world.officer("officer"))
    for _ in range(2):
        outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body())
    first = outbox.parts[0]
    outbox.parts[0] = first[:-9] + bytes([first[-9] ^ 1]) + first[-8:]
    assert results(desk.bring(outbox)) == ["refused", "new"]


def test_fixes_of_an_unfinished_track_become_one(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    client = world.signed_in(officer)
    patrol_id, track_id, next_id = put_patrol(client), uuid4(), uuid4()
    rows = [
        {"at": at, "lon": lon, "lat": lat, "accuracyM": accuracy}
        for at, lon, lat, accuracy in track_rows()
    ]
    outbox = desk.outbox(officer)
    outbox.add_fixes(patrol_id, track_id, rows[:7])
    outbox.add_fixes(patrol_id, track_id, rows[6:])
    outbox.add_fixes(patrol_id, next_id, rows[-1:], carried=True)
    assert results(desk.bring(outbox)) == ["new"]
    assert results(desk.bring(outbox)) == ["same"]
    told = client.get(f"/api/v1/patrols/{patrol_id}/tracks/{track_id}").json()
    assert told["n_fixes"] == len(rows)
    assert client.get(f"/api/v1/patrols/{patrol_id}/tracks/{next_id}").status_code == 404


def test_author_and_importer_are_in_the_chain_and_the_chains_hold(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    outbox, incident_id = desk.outbox(officer), uuid4()
    outbox.add(f"/api/v1/incidents/{incident_id}", incident_body())
    outbox.add(f"/api/v1/incidents/{uuid4()}", {})
    desk.bring(outbox)
    begun = desk.acts("import")[-1]
    assert (begun.actor, begun.object) == (IMPORTER, f"outbox/{'ab' * 32}")
    author = f"officer/{officer.id}"
    assert f'"author":"{author}"' in begun.details
    assert '"proven":true' in begun.details
    done, refused = desk.acts("replay")[-2:]
    assert (done.actor, done.object, done.outcome) == (IMPORTER, f"incident/{incident_id}", "done")
    assert f'"author":"{author}"' in done.details
    assert refused.outcome == "refused"
    made = [one for one in desk.acts("create") if one.object == f"incident/{incident_id}"]
    assert [one.actor for one in made] == [author]
    found = verify(world.store)
    assert found.breaks == ()
    assert [one for one in found.findings if one.where.startswith("incident/")] == []


def test_a_file_that_nothing_vouches_for_is_taken_only_when_somebody_says_so(
    world: World, desk: Desk
) -> None:
    officer, other = world.officer("officer"), world.officer("officer")
    stolen = desk.outbox(other).claim
    for claim in (None, "1.1.x", stolen):
        outbox = desk.outbox(officer, claim=claim)
        outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body())
        n_before = len(desk.acts("import"))
        with pytest.raises(InvalidInput) as refused:
            desk.begin(outbox)
        assert refused.value.key == "outbox.unproven"
        assert len(desk.acts("import")) == n_before
        assert results(desk.bring(outbox, take_unproven=True)) == ["new"]
        assert '"proven":false' in desk.acts("import")[-1].details


@pytest.mark.parametrize("role", ["admin", "auditor", "briefing"])
def test_nobody_who_works_without_a_phone_is_an_author(
    world: World, desk: Desk, role: Role
) -> None:
    with pytest.raises(Forbidden) as refused:
        desk.begin(desk.outbox(world.officer(role)))
    assert refused.value.key == "outbox.not_in_the_field"


def test_somebody_unknown_is_no_author(world: World, desk: Desk) -> None:
    stranger = Officer(uuid4(), "reservoir", "x", "x", "x", "officer", True)
    with pytest.raises(NotFound) as refused:
        desk.begin(desk.outbox(stranger))
    assert refused.value.key == "outbox.no_author"


def test_a_file_writes_nothing_but_what_phones_write(world: World, desk: Desk) -> None:
    leader = world.officer("leader")
    outbox = desk.outbox(leader)
    for path in (f"/api/v1/users/{uuid4()}", f"/api/v1/devices/{uuid4()}", "/api/v1/session"):
        outbox.add(path, {})
    items = desk.bring(outbox)
    assert results(items) == ["refused"] * 3
    assert {one.name.partition("/")[0] for one in items} == {"record"}


def test_an_author_reaches_no_further_by_file_than_by_phone(world: World, desk: Desk) -> None:
    helper = world.officer("auxiliary")
    outbox = desk.outbox(helper)
    outbox.add(f"/api/v1/shifts/{uuid4()}", shift_body(squad="park"))
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body())  # rods seized
    assert results(desk.bring(outbox)) == ["refused", "refused"]


def test_who_left_is_still_the_author_of_what_they_wrote(world: World, desk: Desk) -> None:
    officer = world.officer("officer")
    outbox = desk.outbox(officer)
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident_body())
    set_disabled(world.store, SYSTEM, officer.id, disabled=True, now=world.clock())
    assert results(desk.bring(outbox)) == ["new"]


def add_saved(world: World) -> None:
    """Add the officer and the shift that the saved outbox names."""
    told = saved_json("contents.json")
    key = UUID(told["officer"]["id"])
    with world.store.upkeep() as session:
        officer = Officer(key, "reservoir", "a01", "王强", "w-a01", "officer", True)
        people.save_officer(session, officer)
    answer = world.member("leader").put(f"/api/v1/shifts/{told['shift']}", shift_body())
    assert answer.status_code == 201


def test_what_the_phones_own_code_saved_is_written(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = Keyring(b64decode(saved_json("server_key.json")["master"]))
    monkeypatch.setattr(world.app.state.services, "keyring", keyring)
    desk = Desk(world, tmp_path)
    add_saved(world)
    file = opened(SAVED / "queue.outbox", keyring, max_bytes=MB)
    importing = begin(world.store, keyring, file, "cd" * 32, SYSTEM.actor, now=world.clock())
    assert importing.proven
    assert results(desk.replayed(importing)) == ["new"] * 5
    assert results(desk.replayed(importing)) == ["same"] * 5
    edited = saved_json("contents.json")["items"][2]
    told = world.member("leader").get(edited["path"]).json()
    assert told["narrative"] == edited["body"]["narrative"]


def test_the_tag_of_what_a_write_made_is_told_by_what_it_was_based_on() -> None:
    assert tag_after(None) == '"1"'
    assert tag_after('"7"') == '"8"'
