"""GPX files: real ones, hostile ones, and those that broke off."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.tracks.clean import count_by_reason
from geo_patrol.tracks.fixes import content_digest
from geo_patrol.tracks.readers import TrackRead, read_tracks, read_tracks_bytes

DATA = Path(__file__).resolve().parents[1] / "data" / "tracks"
NOW = datetime(2024, 12, 1, tzinfo=UTC)

POINT = '<trkpt lat="29.5" lon="120.9{n}"><ele>9</ele><time>2022-10-03T12:00:0{n}Z</time></trkpt>\n'


def gpx(body: str, head: str = '<?xml version="1.0"?>\n', version: str = "1.1") -> bytes:
    space = f"http://www.topografix.com/GPX/{version.replace('.', '/')}"
    return f'{head}<gpx version="{version}" xmlns="{space}">\n{body}\n</gpx>'.encode()


def segment(*numbers: int) -> str:
    return "<trkseg>\n" + "".join(POINT.format(n=n) for n in numbers) + "</trkseg>\n"


def read(data: bytes, name: str = "night.gpx") -> list[TrackRead]:
    return read_tracks_bytes(data, name, now=NOW)


def refused(data: bytes, name: str = "night.gpx") -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read(data, name)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


def test_three_hikes_are_read_fix_by_fix() -> None:
    names = ("Mojstrovka", "cerknicko-jezero", "korita-zbevnica")
    reads = {name: read_tracks(DATA / f"{name}.gpx", now=NOW) for name in names}
    assert {name: [r.n_read for r in rows] for name, rows in reads.items()} == {
        "Mojstrovka": [184],
        "cerknicko-jezero": [173, 52, 2, 44, 2, 2, 21],
        "korita-zbevnica": [358, 176, 337],
    }
    assert sum(r.n_read for rows in reads.values() for r in rows) == 1351
    assert sum(len(r.fixes) for rows in reads.values() for r in rows) == 296 + 176 + 337


def test_the_hikes_bad_fixes_are_listed_with_line_and_reason() -> None:
    (hike,) = read_tracks(DATA / "Mojstrovka.gpx", now=NOW)
    assert len(hike.fixes) == 0
    assert count_by_reason(hike.bad) == {"tracks.too_old": 184}
    assert hike.bad[0].where == "12"
    assert "1901-12-13" in hike.bad[0].text("en")
    timeless, *rest = read_tracks(DATA / "korita-zbevnica.gpx", now=NOW)
    assert count_by_reason(timeless.bad) == {"tracks.time_missing": 358}
    lines = (DATA / "korita-zbevnica.gpx").read_text().splitlines()
    assert all("<trkpt" in lines[int(item.where) - 1] for item in timeless.bad)
    assert [r.bad for r in rest] == [(), ()]


def test_a_hikes_places_and_times_are_those_of_the_file() -> None:
    first = read_tracks(DATA / "cerknicko-jezero.gpx", now=NOW)[0].fixes
    assert (first.lon[0], first.lat[0]) == (14.3576592, 45.772175)
    assert np.datetime64(int(first.t_ms[0]), "ms") == np.datetime64("2010-08-05T14:23:59.000")


def test_segments_are_tracks_of_their_own_and_empty_ones_are_passed_over() -> None:
    body = (
        "<trk><name>夜巡 &amp; 晨巡</name>" + segment(1, 2) + "<trkseg/>" + segment(3) + "</trk>"
        "<trk>" + segment(4) + "</trk>"
    )
    reads = read(gpx(body))
    assert [(r.name, len(r.fixes)) for r in reads] == [
        ("夜巡 & 晨巡 (1)", 2),
        ("夜巡 & 晨巡 (2)", 1),
        ("night", 1),
    ]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_both_versions_and_prefixed_tags_are_read(version: str) -> None:
    plain = gpx("<trk>" + segment(1, 2) + "</trk>", version=version)
    prefixed = (
        plain.replace(b"<trk", b"<g:trk")
        .replace(b"</trk", b"</g:trk")
        .replace(b"time>", b"g:time>")
        .replace(b"</g:time", b"</g:time")
        .replace(b"<gpx", b"<g:gpx")
        .replace(b"</gpx", b"</g:gpx")
        .replace(b"xmlns=", b"xmlns:g=")
    )
    prefixed = prefixed.replace(b"</time>", b"</g:time>")
    assert content_digest(read(prefixed)[0].fixes) == content_digest(read(plain)[0].fixes)


def test_waypoints_and_routes_are_not_tracks() -> None:
    others = (
        '<wpt lat="1" lon="2"><time>2022-10-03T12:00:00Z</time></wpt>'
        '<rte><rtept lat="1" lon="2"><time>2022-10-03T12:00:00Z</time></rtept></rte>'
    )
    (track,) = read(gpx(others + "<trk>" + segment(1) + "</trk>"))
    assert track.n_read == 1
    assert refused(gpx(others)).key == "tracks.no_track"


def test_accuracy_is_taken_from_an_extension_and_not_from_hdop() -> None:
    point = (
        '<trkpt lat="29.5" lon="120.9"><time>2022-10-03T12:00:00Z</time><hdop>1.2</hdop>{}</trkpt>'
    )
    told = "<extensions><x:accuracy>6.5</x:accuracy><x:time>1970-01-01</x:time></extensions>"
    for extension, expected in (("", np.nan), (told, 6.5)):
        body = "<trk><trkseg>" + point.format(extension) + "</trkseg></trk>"
        (track,) = read(gpx(body))
        np.testing.assert_array_equal(track.fixes.accuracy_m, [expected])


def test_bad_fixes_keep_their_line() -> None:
    body = (
        "<trk><trkseg>\n"
        + POINT.format(n=1)
        + '<trkpt lat="NaN" lon="120.9"><time>2022-10-03T12:00:02Z</time></trkpt>\n'
        + '<trkpt lon="120.9"><time>2022-10-03T12:00:03Z</time></trkpt>\n'
        + '<trkpt lat="129.5" lon="120.9"><time>2022-10-03T12:00:03Z</time></trkpt>\n'
        + '<trkpt lat="29.5" lon="120.9"><time>2022-10-03T11:00:00Z</time></trkpt>\n'
        + '<trkpt lat="29.5" lon="120.9"><time>2032-10-03T11:00:00Z</time></trkpt>\n'
        + '<trkpt lat="29.5" lon="120.9"><time>noon</time></trkpt>\n'
        + '<trkpt lat="29.5" lon="120.9"/>\n'
        + POINT.format(n=4)
        + "</trkseg></trk>"
    )
    (track,) = read(gpx(body))
    assert [(item.where, item.key.removeprefix("tracks.")) for item in track.bad] == [
        ("5", "not_a_number"),
        ("6", "not_a_number"),
        ("7", "outside"),
        ("8", "time_back"),
        ("9", "future"),
        ("10", "time_unreadable"),
        ("11", "time_missing"),
    ]
    assert (len(track.fixes), track.n_read) == (2, 9)


@pytest.mark.parametrize("cut", ["<ele>", 'lat="29', "</trkseg>", "2022-10-03T12:00:03"])
def test_a_file_cut_short_is_refused_whole_with_line_and_count(cut: str) -> None:
    whole = gpx("<trk>" + segment(1, 2, 3) + "</trk>")
    at = whole.rindex(cut.encode()) + (0 if cut == "</trkseg>" else 3)
    error = refused(whole[:at])
    assert error.key == "tracks.truncated"
    assert error.params["n_read"] == (2 if cut == 'lat="29' else 3)
    assert error.params["line"] == whole[:at].count(b"\n") + 1
    assert "night.gpx" in error.text("zh")


def test_a_real_file_cut_anywhere_is_refused() -> None:
    whole = (DATA / "Mojstrovka.gpx").read_bytes()
    for at in range(700, len(whole) - 20, 997):
        error = refused(whole[:at])
        assert error.key == "tracks.truncated", at
        assert error.params["n_read"] == len(whole[:at].split(b"<trkpt")[1:]) - (
            b">" not in whole[:at].rpartition(b"<trkpt")[2] and b"<trkpt" in whole[:at]
        )


def test_broken_xml_is_refused_with_its_line() -> None:
    error = refused(gpx("<trk>\n" + segment(1).replace("</ele>", "</elf>") + "</trk>"))
    assert (error.key, error.params["line"]) == ("tracks.xml_broken", 5)


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE gpx [\n<!ENTITY a "aaaaaaaaaa">\n' + "".join(
    f'<!ENTITY {after} "{("&" + before + ";") * 10}">\n'
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB + "]>\n",
        '<?xml version="1.0"?>\n<!DOCTYPE gpx [\n<!ENTITY x SYSTEM "file:///etc/passwd">]>\n',
        '<?xml version="1.0"?>\n<!DOCTYPE gpx [\n<!ENTITY % x SYSTEM "http://localhost/x.dtd">]>\n',
        '<?xml version="1.0"?>\n<!DOCTYPE gpx [\n<!ENTITY x "120.9">]>\n',
    ],
    ids=["laughs", "external", "parameter", "harmless"],
)
def test_declared_entities_are_refused_before_anything_is_read(head: str) -> None:
    name = "i" if "laughs" not in head and "ENTITY i" in head else "x"
    body = f"<trk><name>&{name};</name>" + segment(1) + "</trk>"
    error = refused(gpx(body, head=head))
    assert (error.key, error.params["line"]) == ("tracks.entities", 3)


def test_a_document_type_without_entities_fetches_nothing() -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE gpx SYSTEM "http://localhost:1/gpx.dtd">\n'
    (track,) = read(gpx("<trk>" + segment(1) + "</trk>", head=head))
    assert len(track.fixes) == 1


@pytest.mark.parametrize("declared", ["GB2312", "gbk", "GB18030", "big5", "utf-8", "UTF-16"])
def test_chinese_names_survive_their_encoding(declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>\n'
    text = gpx("<trk><name>水庫夜巡</name>" + segment(1) + "</trk>", head=head).decode()
    codec = "gb18030" if declared.upper().startswith("GB") else declared
    (track,) = read(text.encode(codec))
    assert track.name == "水庫夜巡"


@pytest.mark.parametrize("declared", ["klingon", "zlib", "utf-7x"])
def test_an_unknown_encoding_is_a_clear_problem(declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>\n'
    assert refused(gpx("<trk/>", head=head)).key == "tracks.encoding"


def test_another_kind_of_xml_is_not_taken_for_gpx() -> None:
    error = refused(b"<!DOCTYPE html>\n<html><body>Log in first</body></html>")
    assert isinstance(error, InvalidInput)
    assert (error.key, error.params["found"]) == ("tracks.other_root", "html")


def test_a_tag_without_an_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge) as caught:
        read_tracks_bytes(b"<gpx a='" + b"a" * 2**22, "round.gpx", now=NOW)
    assert caught.value.key == "tracks.tag_too_long"
