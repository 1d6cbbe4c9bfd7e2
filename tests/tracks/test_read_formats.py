"""Which reader gets a file: names against contents, zips, sizes."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.tracks.fixes import content_digest
from geo_patrol.tracks.ids import track_id
from geo_patrol.tracks.readers import (
    SUFFIXES,
    TrackRead,
    archive,
    read_tracks,
    read_tracks_bytes,
    reads_look_swapped,
)

DATA = Path(__file__).resolve().parents[1] / "data" / "tracks"
NOW = datetime(2022, 10, 4, tzinfo=UTC)
CSV = b"time,lon,lat\n2022-10-03T12:00:00Z,120.9,29.5\n2022-10-03T12:00:01Z,120.901,29.5\n"
GPX = (
    b'<gpx><trk><trkseg><trkpt lat="29.5" lon="120.9"><time>2022-10-03T12:00:00Z</time></trkpt>'
    b'<trkpt lat="29.50000001" lon="120.901"><time>2022-10-03T20:00:01+08:00</time></trkpt>'
    b"</trkseg></trk></gpx>"
)
KML = (
    b'<kml><Placemark><Track xmlns="x"><when>2022-10-03T12:00:00Z</when>'
    b"<when>2022-10-03T12:00:01Z</when><coord>120.9 29.5</coord><coord>120.901 29.5</coord>"
    b"</Track></Placemark></kml>"
)
GEOJSON = (
    b'{"type":"Feature","geometry":{"type":"LineString","coordinates":[[120.9,29.5],[120.901,29.5]]},'
    b'"properties":{"times":[1664798400,1664798401]}}'
)


JUNK = [b"null", b"[]", b"{}", b"-1e999", b"NaN", b'"', b"<", b"&", b"\xff", b"0" * 30, b",", b"]]"]


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


SAMPLES = {
    "a.csv": CSV,
    "b.gpx": GPX,
    "c.kml": KML,
    "d.geojson": GEOJSON,
    "e.zip": zipped(("a.csv", CSV)),
    "f.kmz": zipped(("doc.kml", KML)),
}


def read(data: bytes, name: str) -> list[TrackRead]:
    return read_tracks_bytes(data, name, now=NOW)


def refused(data: bytes, name: str) -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read(data, name)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


def test_the_same_track_in_any_format_has_the_same_id() -> None:
    ids = set()
    for name, data in SAMPLES.items():
        (track,) = read(data, name)
        ids.add(track_id(UUID(int=1), content_digest(track.fixes)))
    assert len(ids) == 1


def test_reading_a_file_again_gives_the_same_ids() -> None:
    path = DATA / "cerknicko-jezero.gpx"
    once, again = (
        [track_id(UUID(int=1), content_digest(t.fixes)) for t in read_tracks(path, now=NOW)]
        for _ in range(2)
    )
    assert once == again
    assert len(set(once)) == 7


@pytest.mark.parametrize(
    ("name", "data", "expected", "found"),
    [
        ("a.gpx", CSV, "XML", "text"),
        ("a.gpx", zipped(("a.gpx", GPX)), "XML", "zip"),
        ("a.csv", GPX, "text", "XML"),
        ("a.csv", zipped(("a.csv", CSV)), "text", "zip"),
        ("a.geojson", CSV, "JSON", "text"),
        ("a.parquet", GEOJSON, "Parquet", "JSON"),
        ("a.csv", b"\x7fELF\x00\x00\x00", "text", "binary"),
        ("a.json", b"PAR1....", "JSON", "Parquet"),
    ],
)
def test_content_that_belies_its_name_is_refused(
    name: str, data: bytes, expected: str, found: str
) -> None:
    error = refused(data, name)
    assert error.key == "tracks.content_mismatch"
    assert (error.params["expected"], error.params["found"]) == (expected, found)


def test_unknown_endings_are_refused_with_those_that_are_known() -> None:
    error = refused(CSV, "a.doc")
    assert error.key == "tracks.unknown_format"
    assert all(suffix in error.text("en") for suffix in SUFFIXES)


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s not in (".zip", ".kmz")])
def test_empty_files_are_told_as_such(suffix: str) -> None:
    assert refused(b"", f"a{suffix}").key == "tracks.empty_file"
    assert refused(b" \n\x00\x00", f"a{suffix}").key == "tracks.empty_file"


def test_a_file_that_is_not_there_is_a_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_tracks(tmp_path / "gone.gpx", now=NOW)
    assert caught.value.key == "tracks.file_unreadable"


def test_a_zip_may_hold_other_things_beside_the_one_track() -> None:
    data = zipped(
        ("LICENSE.txt", b"free"), ("__MACOSX/._夜巡.csv", b"junk"), ("2022/夜巡.csv", CSV)
    )
    (track,) = read(data, "export.zip")
    assert track.name == "夜巡"


def test_names_that_windows_wrote_in_gbk_are_understood() -> None:
    raw = zipped(("yexun.csv", CSV)).replace(b"yexun", "夜巡".encode("gbk") + b"1")
    (track,) = read(raw, "export.zip")
    assert track.name == "夜巡1"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (CSV, "tracks.not_a_zip"),
        (b"", "tracks.not_a_zip"),
        (zipped(("a.csv", CSV))[:80], "tracks.not_a_zip"),
        (zipped(("readme.txt", b"x")), "tracks.zip_nothing"),
        (zipped(("a.csv", CSV), ("b.gpx", GPX)), "tracks.zip_several"),
        (zipped(("deep.zip", zipped(("a.csv", CSV)))), "tracks.zip_nothing"),
        (zipped(("a.csv.zip", zipped(("a.csv", CSV)))), "tracks.content_mismatch"),
    ],
    ids=[
        "no zip",
        "nothing",
        "half a zip",
        "no track",
        "two tracks",
        "a zip in a zip",
        "a zip named as a table",
    ],
)
def test_zips_that_are_none_or_hold_no_single_track_are_refused(data: bytes, key: str) -> None:
    assert refused(data, "export.zip").key == key


def test_a_damaged_member_is_noticed() -> None:
    data = bytearray(zipped(("a.csv", CSV)))
    data[data.index(b"a.csv") + 12] ^= 0xFF
    assert refused(bytes(data), "export.zip").key == "tracks.zip_damaged"


def test_a_member_with_a_password_is_told_as_such() -> None:
    data = bytearray(zipped(("a.csv", CSV)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data), "export.zip").key == "tracks.zip_encrypted"


def test_a_zip_bomb_is_refused_by_its_ratio_however_it_declares_its_size() -> None:
    bomb = zipped(("a.csv", CSV + b"0" * 40_000_000))
    assert len(bomb) < 100_000
    error = refused(bomb, "export.zip")
    assert isinstance(error, TooLarge)
    assert error.key == "tracks.zip_bomb"
    lying = bytearray(bomb)
    at = lying.index(b"PK\x01\x02") + 24
    lying[at : at + 4] = (200).to_bytes(4, "little")
    # Read no further than it says: then the checksum is wrong.
    assert refused(bytes(lying), "export.zip").key in ("tracks.zip_bomb", "tracks.zip_damaged")


def test_a_zip_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(("a.csv", CSV), ("b.txt", b""), ("c.txt", b""))
    monkeypatch.setattr(archive, "_MAX_ENTRIES", 2)
    assert refused(data, "export.zip").key == "tracks.zip_entries"


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(max_examples=300, deadline=None)
def test_damage_of_any_kind_is_a_clear_problem_or_no_harm(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        put = data.draw(st.sampled_from(JUNK) | st.binary(max_size=3))
        content[at : at + data.draw(st.integers(0, 9))] = put
        content = content or bytearray(b"x")
    try:
        reads = read(bytes(content), name)
    except GeoPatrolError as error:
        assert error.text("zh") and error.text("en")
    else:
        assert all(one.n_read == len(one.fixes) + len(one.bad) > 0 for one in reads)


def test_sizes_are_limited_before_and_after_unpacking(tmp_path: Path) -> None:
    packed = zipped(("a.csv", CSV))
    limit = len(packed)
    assert len(CSV) < limit
    big = CSV + b"\n" * limit
    for name, data in (("a.csv", big), ("a.zip", zipped(("a.csv", big)))):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(TooLarge):
            read_tracks(path, now=NOW, max_bytes=limit)
        with pytest.raises(TooLarge):
            read_tracks_bytes(data, name, now=NOW, max_bytes=limit)
    assert len(read_tracks_bytes(packed, "a.zip", now=NOW, max_bytes=limit)) == 1


def test_a_file_with_longitude_and_latitude_swapped_is_recognised() -> None:
    swapped = CSV.replace(b"lon,lat", b"lat,lon")
    home = (120.6, 29.2, 121.2, 29.8)
    reads = read(swapped, "a.csv")
    assert len(reads[0].fixes) == 0
    assert reads_look_swapped(reads, home)
    assert not reads_look_swapped(read(CSV, "a.csv"), home)
    assert not reads_look_swapped([], home)
