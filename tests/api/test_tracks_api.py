"""Tracks over HTTP: JSON from a phone, files from a device."""

from uuid import UUID, uuid4

import pytest
from api_world import World, compact, put_patrol, track_rows, where

GPX = "application/gpx+xml"
KML = "application/vnd.google-earth.kml+xml"


def address(patrol_id: UUID) -> str:
    return f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}"


def gpx(*segments: list[list[object]]) -> str:
    """Return a GPX file of segments of rows."""
    parts = "".join(
        "<trkseg>"
        + "".join(
            f'<trkpt lat="{lat}" lon="{lon}"><time>{t}</time></trkpt>' for t, lon, lat, _ in rows
        )
        + "</trkseg>"
        for rows in segments
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="t"'
        f' xmlns="http://www.topografix.com/GPX/1/1"><trk>{parts}</trk></gpx>'
    )


def test_a_track_is_kept_once(world: World) -> None:
    client = world.member("officer")
    path = address(put_patrol(client))
    body = {"device": "phone-07", "fixes": track_rows(20)}
    first = client.put(path, body)
    assert first.status_code == 201
    assert (first.json()["n_fixes"], first.json()["n_bad"]) == (20, 0)
    assert client.put(path, body).status_code == 200
    fewer = client.put(path, {**body, "fixes": track_rows(19)})
    assert fewer.status_code == 409
    assert fewer.json()["current"]["n_fixes"] == 20
    assert client.get(path).json()["n_fixes"] == 20


def test_rows_and_columns_are_the_same_track(world: World) -> None:
    client = world.member()
    path = address(put_patrol(client))
    rows = track_rows(5)
    client.put(path, {"device": "a", "fixes": rows})
    t, lon, lat, accuracy_m = (list(column) for column in zip(*rows, strict=True))
    columns = {"device": "a", "t": t, "lon": lon, "lat": lat, "accuracy_m": accuracy_m}
    assert client.put(path, columns).status_code == 200


def test_times_may_be_unix_milliseconds(world: World) -> None:
    client = world.member()
    first_ms = 1665158460000
    fixes = [[first_ms + 30_000 * i, 120.985 + i * 2e-4, 29.47] for i in range(5)]
    answer = client.put(address(put_patrol(client)), {"device": "a", "fixes": fixes}).json()
    assert answer["started_at"] == "2022-10-07T16:01:00Z"


def test_bad_fixes_are_listed_with_place_and_reason_and_the_good_ones_kept(world: World) -> None:
    client = world.member()
    rows = track_rows(8)
    rows[1][0] = None
    rows[2][1] = 200.0
    rows[3][0] = rows[0][0]
    rows[4][0] = "2035-01-01T00:00:00Z"
    rows[5][2] = None
    path = address(put_patrol(client))
    answer = client.put(path, {"device": "a", "fixes": rows})
    assert answer.status_code == 201
    kept = answer.json()
    assert (kept["n_fixes"], kept["n_bad"]) == (3, 5)
    assert where(answer) == [f"fixes[{i}]" for i in range(1, 6)]
    assert all(one["reason_zh"] and one["reason_en"] for one in kept["findings"])
    assert client.get(path).json()["findings"] == kept["findings"]


def test_nan_and_infinity_are_bad_fixes_not_places(world: World) -> None:
    client = world.member()
    data = compact({"device": "a", "fixes": track_rows(4)})
    data = data.replace(b"120.985,", b"NaN,", 1).replace(b"120.9852,", b"Infinity,", 1)
    answer = client.put_raw(address(put_patrol(client)), data, "application/json").json()
    assert (answer["n_fixes"], answer["n_bad"]) == (2, 2)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"fixes": []}, "device"),
        ({"device": "a", "fixes": [[1, 2]]}, "fixes[0]"),
        ({"device": "a", "fixes": ["x"]}, "fixes[0]"),
        ({"device": "a", "fixes": [[True, 120.0, 29.0]]}, "fixes[0]"),
        ({"device": "a", "fixes": [[1665158460000, "120", 29.0]]}, "fixes[0]"),
        ({"device": "a", "fixes": [[1665158460000, False, 29.0]]}, "fixes[0]"),
        ({"device": "a", "fixes": {}}, "fixes"),
        ({"device": "a", "fixes": [], "speed": 3}, "speed"),
        ({"device": "a\u0007", "fixes": []}, "device"),
    ],
    ids=str,
)
def test_a_body_of_another_shape_is_refused_whole(
    world: World, body: dict[str, object], place: str
) -> None:
    answer = world.member().put(address(uuid4()), body)
    assert answer.status_code == 422
    assert where(answer) == [place]


@pytest.mark.parametrize(
    "body",
    [
        {"device": "a"},
        {"device": "a", "t": [1], "lon": [2.0]},
        {"device": "a", "t": [1], "lon": [2.0], "lat": [3.0, 4.0]},
        {"device": "a", "fixes": [], "t": [], "lon": [], "lat": []},
    ],
    ids=str,
)
def test_columns_must_be_complete_and_of_one_length(world: World, body: dict[str, object]) -> None:
    answer = world.member().put(address(uuid4()), body)
    assert answer.status_code == 422
    assert answer.json()["code"] in ("api.track_form", "api.track_columns")


def test_a_track_without_a_usable_fix_is_refused_with_the_reasons(world: World) -> None:
    client = world.member()
    rows = [[None, 120.985, 29.47] for _ in range(3)]
    answer = client.put(address(put_patrol(client)), {"device": "a", "fixes": rows})
    assert (answer.status_code, answer.json()["code"]) == (422, "records.track_empty")
    assert len(answer.json()["findings"]) == 3


def test_a_time_without_an_offset_is_not_guessed(world: World) -> None:
    client = world.member()
    rows = [["2022-10-08T01:00:00", 120.985, 29.47]]
    answer = client.put(address(put_patrol(client)), {"device": "a", "fixes": rows})
    assert (answer.status_code, answer.json()["code"]) == (422, "tracks.zone_needed")


def test_a_track_of_another_squad_s_patrol_is_refused(world: World) -> None:
    patrol_id = put_patrol(world.member("leader", "reservoir"))
    body = {"device": "a", "fixes": track_rows()}
    path = address(patrol_id)
    answer = world.member("leader", "park").put(path, body)
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_patrol")
    assert world.member("leader", "reservoir").get(path).status_code == 404


def test_a_track_belongs_to_one_patrol(world: World) -> None:
    client = world.member()
    one, other, track_id = put_patrol(client), put_patrol(client), uuid4()
    body = {"device": "a", "fixes": track_rows()}
    assert client.put(f"/api/v1/patrols/{one}/tracks/{track_id}", body).status_code == 201
    assert client.put(f"/api/v1/patrols/{other}/tracks/{track_id}", body).status_code == 409
    assert client.get(f"/api/v1/patrols/{other}/tracks/{track_id}").status_code == 404


def test_the_segments_of_a_file_are_joined_in_time_order(world: World) -> None:
    client = world.member()
    rows = track_rows(20)
    path = address(put_patrol(client))
    answer = client.put_raw(path, gpx(rows[12:], rows[:12]), GPX)
    assert answer.status_code == 201, answer.text
    kept = answer.json()
    assert (kept["n_fixes"], kept["n_bad"]) == (20, 0)
    assert kept["started_at"] < kept["ended_at"]


def test_the_same_fixes_as_a_file_of_another_kind_are_the_same_track(world: World) -> None:
    client = world.member()
    path = address(put_patrol(client))
    rows = [[t, round(lon, 7), lat, None] for t, lon, lat, _ in track_rows(6)]
    table = "time,lon,lat\n" + "\n".join(f"{t},{lon},{lat}" for t, lon, lat, _ in rows)
    when = "".join(f"<when>{t}</when>" for t, *_ in rows)
    coord = "".join(f"<gx:coord>{lon} {lat} 0</gx:coord>" for _, lon, lat, _ in rows)
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
        f"<Placemark><gx:Track>{when}{coord}</gx:Track></Placemark></kml>"
    )
    line = {
        "type": "Feature",
        "properties": {"coordTimes": [t for t, *_ in rows]},
        "geometry": {"type": "LineString", "coordinates": [[x, y] for _, x, y, _ in rows]},
    }
    assert client.put_raw(path, gpx(rows), GPX).status_code == 201
    assert client.put_raw(path, table, "text/csv").status_code == 200
    assert client.put_raw(path, kml, KML).status_code == 200
    assert client.put_raw(path, compact(line), "application/geo+json").status_code == 200


def test_a_table_s_zone_is_told_by_the_query(world: World) -> None:
    client = world.member()
    table = "time,lon,lat\n2022-10-08 01:00:00,120.985,29.47\n2022-10-08 01:01:00,120.986,29.47"
    path = address(put_patrol(client))
    assert client.put_raw(path, table, "text/csv").json()["code"] == "tracks.zone_needed"
    kept = client.put_raw(f"{path}?tz=Asia/Shanghai&device=logger-3", table, "text/csv").json()
    assert (kept["started_at"], kept["device"]) == ("2022-10-07T17:00:00Z", "logger-3")


@pytest.mark.parametrize("zone", ["Nowhere/Town", "../../etc/passwd", "/etc/passwd", "Asia", ""])
def test_a_zone_that_is_none_is_named(world: World, zone: str) -> None:
    path = address(uuid4())
    answer = world.member().put_raw(f"{path}?tz={zone}", "time,lon,lat\n", "text/csv")
    assert answer.status_code == 422
    assert where(answer) == ["query.tz"]


def test_a_truncated_file_leaves_nothing_behind(world: World) -> None:
    client = world.member()
    path = address(put_patrol(client))
    whole = gpx(track_rows(20))
    answer = client.put_raw(path, whole[: len(whole) * 2 // 3], GPX)
    assert (answer.status_code, answer.json()["code"]) == (422, "tracks.truncated")
    assert client.get(path).status_code == 404


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "&a;" * 10}">' for i in range(9))
    + ']><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>&a8;</name>'
    '<trkseg><trkpt lat="29.47" lon="120.98"><time>2022-10-08T01:00:00Z</time></trkpt></trkseg>'
    "</trk></gpx>"
)
OUTSIDE = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize("data", [BOMB, OUTSIDE], ids=["bomb", "external"])
def test_files_that_declare_entities_are_refused(world: World, data: str) -> None:
    client = world.member()
    answer = client.put_raw(address(put_patrol(client)), data, GPX)
    assert (answer.status_code, answer.json()["code"]) == (422, "tracks.entities")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", GPX),
        (b"PK\x03\x04rest", GPX),
        (b"\x00\x01\x02", KML),
        (b"{}", "application/geo+json"),
        (b"lon,lat\n1,2\n", "text/csv"),
        (b"<html></html>", GPX),
    ],
    ids=str,
)
def test_what_is_no_track_is_refused(world: World, data: bytes, media_type: str) -> None:
    client = world.member()
    answer = client.put_raw(address(put_patrol(client)), data, media_type)
    assert answer.status_code == 422
    assert answer.json()["code"].startswith("tracks.")


def test_other_media_types_are_refused(world: World) -> None:
    answer = world.member().put_raw(address(uuid4()), b"x", "application/zip")
    assert answer.status_code == 415


def test_a_track_with_longitude_and_latitude_swapped_is_told(loaded_world: World) -> None:
    client = loaded_world.member()
    rows = [[t, lat, lon, a] for t, lon, lat, a in track_rows(10)]
    patrol_id = put_patrol(client, area="changzhao")
    answer = client.put(address(patrol_id), {"device": "a", "fixes": rows})
    assert (answer.status_code, answer.json()["code"]) == (422, "api.track_swapped")


def test_tracks_are_listed_as_lines(world: World) -> None:
    client = world.member()
    patrol_id = put_patrol(client)
    path = address(patrol_id)
    client.put(path, {"device": "a", "fixes": track_rows()})
    listed = client.get(f"/api/v1/patrols/{patrol_id}/tracks?format=geojson").json()
    assert [one["geometry"]["type"] for one in listed["features"]] == ["LineString"]
    assert listed["features"][0]["properties"]["patrol_id"] == str(patrol_id)
    everywhere = client.get("/api/v1/tracks?bbox=120.98,29.46,121,29.48&limit=1000").json()
    assert path.rsplit("/", 1)[1] in [one["id"] for one in everywhere["items"]]
    elsewhere = client.get("/api/v1/tracks?bbox=10,10,11,11").json()
    assert elsewhere["items"] == []


def test_the_tracks_of_another_squad_s_patrol_are_not_there(world: World) -> None:
    patrol_id = put_patrol(world.member("leader", "reservoir"))
    answer = world.member("leader", "park").get(f"/api/v1/patrols/{patrol_id}/tracks")
    assert answer.status_code == 404
