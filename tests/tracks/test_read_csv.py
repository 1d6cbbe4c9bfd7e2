"""CSV files: loggers' and offices', in their encodings, and EarthRanger's."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from geo_patrol.errors import GeoPatrolError, TooLarge
from geo_patrol.tracks.clean import count_by_reason
from geo_patrol.tracks.readers import ColumnMap, TrackRead, read_tracks, read_tracks_bytes

DATA = Path(__file__).resolve().parents[1] / "data" / "tracks"
NOW = datetime(2024, 12, 1, tzinfo=UTC)
SHANGHAI = ColumnMap(tz=ZoneInfo("Asia/Shanghai"))
EVENING_MS = 1_664_798_400_000
PLAIN = "time,lon,lat\n2022-10-03T12:00:00Z,120.9,29.5\n2022-10-03T12:00:01Z,120.901,29.5\n"


def read(
    text: str | bytes, columns: ColumnMap | None = None, name: str = "round.csv"
) -> list[TrackRead]:
    data = text.encode() if isinstance(text, str) else text
    return read_tracks_bytes(data, name, now=NOW, columns=columns)


def refused(text: str | bytes, columns: ColumnMap | None = None) -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read(text, columns)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


@pytest.mark.parametrize(
    "header",
    [
        "time,lon,lat,accuracy",
        "Timestamp,Longitude,Latitude,Horizontal Accuracy",
        "定位时间,经度,纬度,精度",
        "时间,经度(°),纬度(°),定位精度（米）",
        "recorded_at,lng,lat,h_acc",
    ],
)
def test_columns_are_known_by_their_common_names(header: str) -> None:
    (track,) = read(f"{header}\n2022-10-03T12:00:00Z,120.9,29.5,6\n")
    assert (track.fixes.lon[0], track.fixes.lat[0]) == (120.9, 29.5)
    assert track.fixes.accuracy_m.tolist() == [6]
    assert track.name == "round"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_of_all_kinds(delimiter: str, end: str) -> None:
    assert len(read(PLAIN.replace(",", delimiter).replace("\n", end))[0].fixes) == 2


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_tables_saved_by_chinese_spreadsheets_are_read(codec: str) -> None:
    text = "轨迹,时间,经度,纬度\r\n长诏夜巡,2022/10/3 20:00:00,120.9,29.5\r\n"
    (track,) = read(text.encode(codec), SHANGHAI)
    assert track.name == "长诏夜巡"
    assert track.fixes.t_ms.tolist() == [EVENING_MS]


def test_bytes_of_no_encoding_are_refused() -> None:
    assert refused("时间,经度,纬度\n".encode("gbk") + b"\xff\xff\x81").key == "tracks.encoding"


def test_a_mapping_names_the_columns_and_the_format() -> None:
    columns = ColumnMap(
        lon="E", lat="N", time="when", accuracy="r", track="car", time_format="%d.%m.%Y %H:%M",
        tz=ZoneInfo("Asia/Shanghai"),
    )  # fmt: skip
    text = "E,N,when,r,car\n120.9,29.5,03.10.2022 20:00,7,A\n120.9,29.5,03.10.2022 20:00,7,B\n"
    reads = read(text, columns)
    assert [(t.name, t.fixes.t_ms.tolist()) for t in reads] == [
        ("A", [EVENING_MS]),
        ("B", [EVENING_MS]),
    ]


def test_local_times_without_a_declared_zone_are_refused() -> None:
    error = refused("时间,经度,纬度\n2022-10-03 20:00:00,120.9,29.5\n")
    assert error.key == "tracks.zone_needed"
    assert error.params["name"] == "round.csv"


def test_a_column_that_is_missing_is_named_beside_those_that_are_there() -> None:
    error = refused("when,where\n1,2\n")
    assert error.key == "tracks.columns_missing"
    assert error.params["missing"] == "lon, lat, time"
    assert "when, where" in error.text("zh")
    error = refused(PLAIN, ColumnMap(lon="经度"))
    assert (error.key, error.params["column"]) == ("tracks.column_unknown", "经度")


def test_bad_rows_keep_the_line_of_the_file() -> None:
    text = (
        'note,time,lon,lat\n"two\nlines",2022-10-03T12:00:00Z,120.9,29.5\n'
        ",,120.9,29.5\n\n"
        ",2022-10-03T12:00:01Z,NaN,29.5\n"
        ",2022-10-03T12:00:02Z,east,29.5\n"
        ",2022-10-03T12:00:03Z,120.9\n"
        ",2022-10-03T12:00:04Z,29.5,120.9\n"
        ",2022-10-03T12:00:05Z,inf,29.5\n"
    )
    (track,) = read(text)
    assert [(item.where, item.key.removeprefix("tracks.")) for item in track.bad] == [
        ("4", "time_missing"),
        ("6", "not_a_number"),
        ("7", "not_a_number"),
        ("8", "not_a_number"),
        ("9", "outside"),
        ("10", "not_a_number"),
    ]
    assert track.n_read == 7


def test_tracks_of_one_file_may_be_interleaved() -> None:
    text = "device,timestamp,lon,lat\n" + "".join(
        f"{'AB'[i % 2]},{1_664_798_400 + i},120.9,29.5{i}\n" for i in range(6)
    )
    reads = read(text)
    assert [t.name for t in reads] == ["A", "B"]
    assert reads[1].fixes.lat.tolist() == [29.51, 29.53, 29.55]


def test_an_export_that_lists_the_newest_first_is_read_from_its_end() -> None:
    rows = [f"2022-10-03T12:00:0{i}Z,120.90{i},29.5\n" for i in range(5)]
    (track,) = read("time,lon,lat\n" + "".join(reversed([*rows, "soon,1,2\n"])))
    assert np.all(np.diff(track.fixes.t_ms) == 1000)
    assert [(item.where, item.key) for item in track.bad] == [("2", "tracks.time_unreadable")]


def test_a_time_format_that_is_none_is_refused_with_the_files_name() -> None:
    error = refused(PLAIN, ColumnMap(time_format="%Q"))
    assert (error.key, error.params["name"]) == ("tracks.time_format", "round.csv")


def test_more_fixes_than_a_patrol_can_have_are_refused() -> None:
    def few(text: str) -> list[TrackRead]:
        return read_tracks_bytes(text.encode(), "round.csv", now=NOW, max_fixes=2)

    assert len(few(PLAIN)[0].fixes) == 2
    with pytest.raises(TooLarge) as caught:
        few(PLAIN + "2022-10-03T12:00:02Z,120.9,29.5\n")
    assert caught.value.key == "tracks.too_many"


def test_quotes_that_do_not_pair_up_are_refused_with_the_line() -> None:
    error = refused(PLAIN + '"2022-10-03T12:00:02Z,120.9,29.5\n')
    assert (error.key, error.params["line"]) == ("tracks.csv_broken", 4)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("time,lon,lat\n", "tracks.no_track"),
        ("", "tracks.empty_file"),
        ("\n\n", "tracks.empty_file"),
    ],
)
def test_a_table_without_rows_holds_no_track(text: str, key: str) -> None:
    assert refused(text).key == key


def test_earthranger_relocations_are_read_by_subject() -> None:
    reads = read_tracks(DATA / "er_relocs.csv.zip", now=NOW)
    assert [(t.name, t.n_read, len(t.fixes)) for t in reads] == [
        ("Salif Keita", 24_000, 24_000),
        ("Ramata - Takous", 11_769, 11_769),
    ]
    assert sum(t.n_read for t in reads) == 35_769
    first = reads[0].fixes
    assert (first.lon[0], first.lat[0]) == (-2.1601667, 15.653505)
    assert np.datetime64(int(first.t_ms[0]), "ms") == np.datetime64("2008-03-22T17:00:00.000")


def test_relocations_flagged_as_junk_are_bad_for_that_reason() -> None:
    text = (
        "geometry,groupby_col,fixtime,junk_status\n"
        "POINT (120.9 29.5),S,2022-10-03 12:00:00+00:00,False\n"
        "POINT (121.9 29.5),S,2022-10-03 12:00:01+00:00,True\n"
        "POINT EMPTY,S,2022-10-03 12:00:02+00:00,False\n"
        "LINESTRING (1 2),S,2022-10-03 12:00:03+00:00,False\n"
        ",S,2022-10-03 12:00:04+00:00,False\n"
        "POINT (120.9 29.5),S,2022-10-03 12:00:05+00:00,false\n"
    )
    (track,) = read(text)
    assert count_by_reason(track.bad) == {"tracks.not_a_number": 3, "tracks.junk": 1}
    assert track.bad[0].where == "3"
    assert len(track.fixes) == 2


def test_a_line_without_an_end_is_refused_before_it_is_read() -> None:
    assert refused(PLAIN + "a" * 2**21).key == "tracks.line_too_long"
