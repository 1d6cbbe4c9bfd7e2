"""KML and KMZ files: tracks with times, stamped points, and lines that say no when."""

import io
import zipfile
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from geo_patrol.errors import GeoPatrolError
from geo_patrol.tracks.readers import ColumnMap, TrackRead, read_tracks_bytes

NOW = datetime(2022, 10, 4, tzinfo=UTC)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OPEN = '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">\n'
LINE = (
    "<Placemark><LineString><coordinates>120.9,29.5 120.91,29.5</coordinates></LineString>"
    "</Placemark>"
)


def kml(body: str, head: str = HEAD) -> bytes:
    return f"{head}{OPEN}<Document>{body}</Document></kml>".encode()


def track(n: int, hour: int = 12, more: str = "") -> str:
    whens = "".join(f"<when>2022-10-03T{hour}:00:0{i}Z</when>\n" for i in range(n))
    coords = "".join(f"<gx:coord>120.90{i} 29.5 88</gx:coord>\n" for i in range(n))
    return f"<gx:Track>\n{whens}{coords}{more}</gx:Track>"


def stamped(i: int, when: str | None = None) -> str:
    time = f"<TimeStamp><when>{when or f'2022-10-03T12:00:0{i}Z'}</when></TimeStamp>"
    point = f"<Point><coordinates>\n 120.90{i},29.5,0 </coordinates></Point>"
    return f"<Placemark><name>p{i}</name>{time}{point}</Placemark>\n"


def read(data: bytes, name: str = "round.kml", columns: ColumnMap | None = None) -> list[TrackRead]:
    return read_tracks_bytes(data, name, now=NOW, columns=columns)


def refused(data: bytes, name: str = "round.kml") -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read(data, name)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


def test_a_track_is_read_and_its_drawing_left_alone() -> None:
    (found,) = read(kml(LINE + f"<Placemark><name>长诏</name>{track(3)}</Placemark>"))
    assert found.name == "长诏"
    assert found.fixes.lon.tolist() == [120.9, 120.901, 120.902]
    assert found.fixes.t_ms.tolist() == [1_664_798_400_000 + i * 1000 for i in range(3)]
    assert np.isnan(found.fixes.accuracy_m).all()


def test_the_parts_of_a_multitrack_are_tracks() -> None:
    several = f"<gx:MultiTrack>{track(2)}{track(3, 13)}</gx:MultiTrack>"
    reads = read(kml(f"<Placemark><name>环库</name>{several}</Placemark>"))
    assert [(t.name, len(t.fixes)) for t in reads] == [("环库 (1)", 2), ("环库 (2)", 3)]


def test_accuracy_comes_from_the_array_of_that_name() -> None:
    arrays = (
        "<ExtendedData><SchemaData>"
        '<gx:SimpleArrayData name="speed"><gx:value>1</gx:value><gx:value>2</gx:value>'
        "</gx:SimpleArrayData>"
        '<gx:SimpleArrayData name="accuracy"><gx:value>4.5</gx:value><gx:value/>'
        "</gx:SimpleArrayData></SchemaData></ExtendedData>"
    )
    (found,) = read(kml(f"<Placemark>{track(2, more=arrays)}</Placemark>"))
    np.testing.assert_array_equal(found.fixes.accuracy_m, [4.5, np.nan])


def test_empty_coordinates_are_bad_fixes_with_their_line() -> None:
    body = track(3).replace("<gx:coord>120.901 29.5 88</gx:coord>", "<gx:coord/>")
    (found,) = read(kml(f"<Placemark>{body}</Placemark>"))
    lines = kml(f"<Placemark>{body}</Placemark>").decode().splitlines()
    (bad,) = found.bad
    assert bad.key == "tracks.not_a_number"
    assert "<gx:coord/>" in lines[int(bad.where) - 1]


def test_stamped_points_are_one_track_per_folder() -> None:
    body = (
        f"<Folder><name>东岸</name>{stamped(0)}{stamped(1)}</Folder>"
        f"<Folder>{stamped(0)}</Folder>"
        "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>"
    )
    assert [(t.name, len(t.fixes)) for t in read(kml(body))] == [("东岸", 2), ("round", 1)]


def test_local_times_need_a_zone() -> None:
    body = kml(stamped(0, "2022-10-03T20:00:00"))
    assert refused(body).key == "tracks.zone_needed"
    (found,) = read(body, columns=ColumnMap(tz=ZoneInfo("Asia/Shanghai")))
    assert found.fixes.t_ms.tolist() == [1_664_798_400_000]


def test_a_line_says_where_but_not_when() -> None:
    error = refused(kml(LINE))
    assert error.key == "tracks.line_without_times"
    assert "没有时间" in error.text("zh")
    assert refused(kml("")).key == "tracks.no_track"


def test_times_and_places_that_do_not_match_are_refused() -> None:
    error = refused(kml(f"<Placemark>{track(3).replace('<gx:coord>120.902 29.5 88</gx:coord>', '')}"
                        "</Placemark>"))  # fmt: skip
    assert error.key == "tracks.times_mismatch"
    assert (error.params["n_places"], error.params["n_times"]) == (2, 3)


def test_entities_are_refused_and_cut_files_named() -> None:
    bomb = HEAD + '<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'
    assert refused(kml("<name>&b;</name>", head=bomb)).key == "tracks.entities"
    error = refused(kml(f"<Placemark>{track(5)}</Placemark>")[:-60])
    assert (error.key, error.params["n_read"]) == ("tracks.truncated", 4)


def test_a_kmz_is_read_by_its_main_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("doc.kml", kml(f"<Placemark>{track(2)}</Placemark>"))
        archive.writestr("files/icon.png", b"\x89PNG")
        archive.writestr("files/other.kml", kml(""))
    (found,) = read(out.getvalue(), "夜巡.kmz")
    assert (found.name, len(found.fixes)) == ("夜巡", 2)
