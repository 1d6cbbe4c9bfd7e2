"""Tracks that stand for others, and tracks that are withdrawn: kept, told of, in no figure."""

from typing import Any
from uuid import UUID, uuid4

from api_world import Client, World, patrol_body, put_patrol, put_shift, track_rows, where
from askers import gadget

from geo_patrol.store.repositories import grids
from geo_patrol.workflows.auditing import verify

BODY = {"withdrawn": True, "reason": "手机落在另一条船上"}
BACK = {"withdrawn": False, "reason": "核对后确是本组"}
PERIOD = "area=changzhao&from=2022-10-08&to=2022-10-09"


def tracks_of(patrol_id: UUID) -> str:
    return f"/api/v1/patrols/{patrol_id}/tracks"


def put_track(client: Client, patrol_id: UUID, n: int = 20, **changes: Any) -> UUID:
    """Write a track and return its id."""
    track_id = changes.pop("track_id", uuid4())
    body = {"device": "phone-1", "fixes": track_rows(n), **changes}
    answer = client.put(f"{tracks_of(patrol_id)}/{track_id}", body)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


def withdraw(client: Client, patrol_id: UUID, track_id: UUID, body: Any = BODY, **more: str) -> Any:
    return client.put(f"{tracks_of(patrol_id)}/{track_id}/withdrawal", body, **more)


def standings(client: Client, patrol_id: UUID) -> dict[UUID, str]:
    items = client.get(tracks_of(patrol_id)).json()["items"]
    return {UUID(one["id"]): one["standing"] for one in items}


def test_a_better_track_stands_for_the_one_before_it_which_is_kept(world: World) -> None:
    client = world.member("officer")
    patrol_id = put_patrol(client)
    part = put_track(client, patrol_id, 5)
    whole = put_track(client, patrol_id, 20, supersedes=[str(part), str(part)])
    told = {UUID(one["id"]): one for one in client.get(tracks_of(patrol_id)).json()["items"]}
    assert (told[part]["standing"], told[part]["superseded_by"]) == ("superseded", [str(whole)])
    assert (told[whole]["standing"], told[whole]["supersedes"]) == ("counts", [str(part)])
    assert told[part]["n_fixes"] == 5
    history = client.get(f"/api/v1/history/track/{whole}").json()
    assert history["versions"][0]["body"]["supersedes"] == [str(part)]
    assert verify(world.store).sound


def test_what_a_track_supersedes_is_part_of_what_it_is(world: World) -> None:
    client = world.member()
    patrol_id = put_patrol(client)
    part = put_track(client, patrol_id, 5)
    track_id = put_track(client, patrol_id, supersedes=[str(part)])
    path = f"{tracks_of(patrol_id)}/{track_id}"
    body = {"device": "phone-1", "fixes": track_rows()}
    assert client.put(path, {**body, "supersedes": [str(part)]}).status_code == 200
    assert client.put(path, body).status_code == 409


def test_a_file_says_it_in_its_address_and_may_come_first(world: World) -> None:
    client = world.member()
    patrol_id, later = put_patrol(client), uuid4()
    rows = "\n".join(f"{t},{lon},{lat},5" for t, lon, lat, _ in track_rows())
    path = f"{tracks_of(patrol_id)}/{uuid4()}?supersedes={later}&supersedes={uuid4()}"
    made = client.put_raw(path, f"time,lon,lat,accuracy\n{rows}\n", "text/csv")
    assert (made.status_code, len(made.json()["supersedes"])) == (201, 2)
    put_track(client, patrol_id, 5, track_id=later)
    assert standings(client, patrol_id)[later] == "superseded"


def test_a_track_of_another_patrol_cannot_be_superseded(world: World) -> None:
    client, stranger = world.member(), world.member("leader", "park")
    patrol_id = put_patrol(client)
    theirs = put_patrol(stranger, put_shift(stranger, squad="park"), area="block")
    body = {"device": "phone-1", "fixes": track_rows()}
    for elsewhere in (put_track(client, put_patrol(client)), put_track(stranger, theirs)):
        path = f"{tracks_of(patrol_id)}/{uuid4()}"
        answer = client.put(path, {**body, "supersedes": [str(elsewhere)]})
        assert (answer.status_code, where(answer)) == (422, [str(elsewhere)])
        assert answer.json()["code"] == "tracks.supersedes_elsewhere"
    # One that comes under another patrol afterwards stays what it is.
    later, other = uuid4(), put_patrol(client)
    put_track(client, patrol_id, supersedes=[str(later)])
    put_track(client, other, 5, track_id=later)
    assert standings(client, other) == {later: "counts"}


def test_a_track_is_withdrawn_with_a_reason_and_there_is_a_way_back(world: World) -> None:
    leader = world.member()
    patrol_id = put_patrol(leader)
    track_id = put_track(leader, patrol_id)
    first = withdraw(leader, patrol_id, track_id)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert first.json()["standing"] == "withdrawn"
    assert withdraw(leader, patrol_id, track_id).status_code == 200
    [listed] = leader.get(tracks_of(patrol_id)).json()["items"]
    assert (listed["standing"], listed["withdrawal_reason"]) == ("withdrawn", BODY["reason"])
    for path in (tracks_of(patrol_id), "/api/v1/tracks"):
        features = leader.get(f"{path}?format=geojson&limit=1000").json()["features"]
        [drawn] = [one for one in features if one["id"] == str(track_id)]
        assert drawn["properties"]["standing"] == "withdrawn"
    assert withdraw(leader, patrol_id, track_id, BACK).status_code == 409
    assert withdraw(leader, patrol_id, track_id, BACK, If_Match='"2"').status_code == 412
    back = withdraw(leader, patrol_id, track_id, BACK, If_Match='"1"')
    assert (back.status_code, back.json()["standing"]) == (200, "counts")
    assert leader.get(tracks_of(patrol_id)).json()["items"][0]["withdrawal_reason"] is None
    history = leader.get(f"/api/v1/history/track_withdrawal/{back.json()['id']}").json()
    assert [one["body"] for one in history["versions"]] == [BODY, BACK]
    assert verify(world.store).sound


def test_it_may_come_before_its_track(world: World) -> None:
    client = world.member("officer")
    patrol_id, track_id = put_patrol(client), uuid4()
    early = withdraw(client, patrol_id, track_id)
    assert (early.status_code, early.json()["standing"]) == (201, None)
    put_track(client, patrol_id, track_id=track_id)
    assert standings(client, patrol_id) == {track_id: "withdrawn"}


def test_what_is_withdrawn_is_in_no_figure_and_leaves_its_patrol_without_a_track(
    loaded_world: World,
) -> None:
    leader = loaded_world.member()
    shift_id, patrol_id = put_shift(leader), uuid4()
    body = patrol_body(shift_id, area="changzhao")
    assert leader.put(f"/api/v1/patrols/{patrol_id}", body).status_code == 201
    asked = [f"/api/v1/{room}?{PERIOD}" for room in ("coverage", "gaps")]
    before = [leader.get(path).json() for path in asked]
    assert len(before[1]["untracked_patrols"]) == 1
    with loaded_world.store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    here = stored.grid.cells[300].geometry.centroid
    rows = [[t, here.x, here.y, 5] for t, *_ in track_rows(60)]
    track_id = put_track(leader, patrol_id, fixes=rows)
    counted = [leader.get(path).json() for path in asked]
    assert counted[1]["untracked_patrols"] == []
    withdraw(leader, patrol_id, track_id)
    assert [leader.get(path).json() for path in asked] == before
    path = f"/api/v1/patrols?format=geojson&{PERIOD}"
    assert [one["geometry"] for one in leader.get(path).json()["features"]] == [None]
    withdraw(leader, patrol_id, track_id, BACK, If_Match='"1"')
    assert [leader.get(path).json() for path in asked] == counted


def test_only_who_sent_the_track_and_leaders_have_a_say(world: World) -> None:
    sender, leader, mate = (world.member(one) for one in ("officer", "leader", "officer"))
    patrol_id = put_patrol(sender)
    track_id, other = put_track(sender, patrol_id), put_track(sender, patrol_id, 5)
    refused = withdraw(mate, patrol_id, track_id)
    assert (refused.status_code, refused.json()["code"]) == (403, "tracks.not_yours")
    for client in (world.member("briefing"), gadget(world, "tracker")):
        assert withdraw(client, patrol_id, track_id).status_code == 403
    assert withdraw(sender, patrol_id, track_id).status_code == 201
    assert withdraw(leader, patrol_id, track_id, BACK, If_Match='"1"').status_code == 200
    # What a leader said stands until a leader changes it.
    assert withdraw(sender, patrol_id, track_id, BODY, If_Match='"2"').status_code == 403
    assert withdraw(leader, patrol_id, other).status_code == 201
    assert withdraw(sender, patrol_id, other, BACK, If_Match='"1"').status_code == 403


def test_a_track_of_another_patrol_or_squad_is_not_found(world: World) -> None:
    leader, stranger = world.member(), world.member("leader", "park")
    patrol_id, other = put_patrol(leader), put_patrol(leader)
    track_id = put_track(leader, patrol_id)
    assert withdraw(stranger, patrol_id, track_id).status_code == 404
    assert withdraw(leader, other, track_id).status_code == 404
    theirs = put_patrol(stranger, put_shift(stranger, squad="park"), area="block")
    assert withdraw(stranger, theirs, track_id).status_code == 404
    withdraw(leader, patrol_id, track_id)
    path = f"{tracks_of(patrol_id)}/{track_id}/withdrawal"
    assert leader.get(path).json()["reason"] == BODY["reason"]
    assert stranger.get(path).status_code == 404
    assert leader.get(f"{tracks_of(other)}/{track_id}/withdrawal").status_code == 404
    assert leader.get(f"{tracks_of(patrol_id)}/{uuid4()}/withdrawal").status_code == 404


def test_who_works_on_records_only_reads_no_reason(world: World) -> None:
    leader = world.member()
    patrol_id = put_patrol(leader)
    key = withdraw(leader, patrol_id, put_track(leader, patrol_id)).json()["id"]
    history = world.member("briefing").get(f"/api/v1/history/track_withdrawal/{key}").json()
    assert [one["body"] for one in history["versions"]] == [{"withdrawn": True, "reason": ""}]


def test_the_audit_entry_is_the_squad_s(world: World) -> None:
    leader = world.member()
    patrol_id = put_patrol(leader)
    key = withdraw(leader, patrol_id, put_track(leader, patrol_id)).json()["id"]
    about = f"/api/v1/audit?object=track_withdrawal/{key}"
    [entry] = world.member("auditor").get(about).json()["items"]
    assert (entry["action"], entry["chain"]) == ("create", "reservoir")
