"""Parquet files: EarthRanger's and ecoscope's relocations, and plain tables."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo_patrol.errors import GeoPatrolError, TooLarge
from geo_patrol.tracks.readers import ColumnMap, TrackRead, read_tracks, read_tracks_bytes
from geo_patrol.tracks.readers import parquet as parquet_reader

DATA = Path(__file__).resolve().parents[1] / "data" / "tracks"
NOW = datetime(2024, 12, 1, tzinfo=UTC)
MOMENTS = [datetime(2022, 10, 3, 12, 0, i, tzinfo=UTC) for i in range(3)]


def packed(metadata: dict[str, str] | None = None, **columns: object) -> bytes:
    out = io.BytesIO()
    table = pa.table(columns)
    pq.write_table(table.replace_schema_metadata(metadata) if metadata else table, out)
    return out.getvalue()


def read(data: bytes, columns: ColumnMap | None = None) -> list[TrackRead]:
    return read_tracks_bytes(data, "relocs.parquet", now=NOW, columns=columns)


def refused(data: bytes) -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read(data)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


def test_ecoscope_relocations_are_read_by_subject() -> None:
    reads = read_tracks(DATA / "sample_relocs.parquet", now=NOW)
    assert [(t.n_read, len(t.fixes), t.bad) for t in reads] == [
        (21_975, 21_975, ()),
        (1_524, 1_524, ()),
    ]
    assert sum(t.n_read for t in reads) == 23_499
    first = reads[0].fixes
    assert (first.lon[0], first.lat[0]) == (-2.1601667, 15.653505)
    assert np.datetime64(int(first.t_ms[0]), "ms") == np.datetime64("2008-03-22T17:00:00.000")


def test_relocations_later_than_now_are_bad_by_row() -> None:
    reads = read_tracks(DATA / "sample_relocs.parquet", now=datetime(2024, 11, 1, tzinfo=UTC))
    late = [item for item in reads[0].bad if item.key == "tracks.future"]
    assert late and late == list(reads[0].bad)
    rows = pq.read_table(DATA / "sample_relocs.parquet", columns=["fixtime"])["fixtime"].to_pylist()
    assert all(rows[int(item.where) - 1] > datetime(2024, 11, 1, tzinfo=UTC) for item in late)


def test_junk_and_empty_geometries_are_bad() -> None:
    points = [shapely.Point(120.9, 29.5), shapely.Point(121, 29), shapely.Point()]
    data = packed(
        geometry=[shapely.to_wkb(p) for p in points],
        groupby_col=["S"] * 3,
        fixtime=pa.array(MOMENTS, pa.timestamp("ns", tz="UTC")),
        junk_status=[False, True, False],
    )
    (track,) = read(data)
    assert [(item.where, item.key) for item in track.bad] == [
        ("2", "tracks.junk"),
        ("3", "tracks.not_a_number"),
    ]


def test_a_plain_table_of_fixes_is_read_by_its_column_names() -> None:
    data = packed(lon=[120.9, None, 120.9], lat=[29.5, 29.5, 29.5], time=[*MOMENTS[:2], None])
    (track,) = read(data)
    assert [(item.where, item.key) for item in track.bad] == [
        ("2", "tracks.not_a_number"),
        ("3", "tracks.time_missing"),
    ]
    assert track.fixes.t_ms.tolist() == [1_664_798_400_000]


def test_naive_timestamps_need_a_zone() -> None:
    local = [datetime(2022, 10, 3, 20)]
    data = packed(lon=[120.9], lat=[29.5], time=pa.array(local, pa.timestamp("ns")))
    assert refused(data).key == "tracks.zone_needed"
    (track,) = read(data, ColumnMap(tz=ZoneInfo("Asia/Shanghai")))
    assert track.fixes.t_ms.tolist() == [1_664_798_400_000]


@pytest.mark.parametrize(
    ("crs", "refused_as"),
    [
        ({"name": "GK 120E", "id": {"authority": "EPSG", "code": 4549}}, "GK 120E"),
        ({"name": "own grid"}, "own grid"),
        ("own grid", "own grid"),
        ({"name": "WGS 84", "id": {"authority": "EPSG", "code": 4326}}, None),
        ({"name": "WGS 84 (CRS84)", "id": {"authority": "OGC", "code": "CRS84"}}, None),
        ({"name": "WGS 84"}, None),
        (None, None),
    ],
)
def test_places_in_anything_but_degrees_are_refused(crs: object, refused_as: str | None) -> None:
    geo = {"primary_column": "geometry", "columns": {"geometry": {"crs": crs}}}
    data = packed(
        {"geo": json.dumps(geo)},
        geometry=[shapely.to_wkb(shapely.Point(120.9, 29.5))],
        groupby_col=["S"],
        fixtime=["2022-10-03T12:00:00Z"],
    )
    if refused_as is None:
        assert len(read(data)[0].fixes) == 1
    else:
        error = refused(data)
        assert (error.key, error.params["crs"]) == ("tracks.crs_unsupported", refused_as)


def test_a_geometry_that_is_none_is_refused() -> None:
    data = packed(geometry=[7], groupby_col=["S"], fixtime=["2022-10-03T12:00:00Z"])
    assert refused(data).key == "tracks.geometry_unsupported"
    text = packed(geometry=["POINT (120.9 29.5)"], groupby_col=["S"], fixtime=[MOMENTS[0]])
    assert read(text)[0].fixes.lon.tolist() == [120.9]


def test_more_rows_than_a_patrol_can_have_are_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = packed(lon=[120.9] * 3, lat=[29.5] * 3, time=MOMENTS)
    with pytest.raises(TooLarge) as caught:
        read_tracks_bytes(data, "relocs.parquet", now=NOW, max_fixes=2)
    assert caught.value.key == "tracks.too_many"
    monkeypatch.setattr(parquet_reader, "MAX_BYTES", 10)
    assert refused(data).key == "tracks.too_large"


def test_a_damaged_file_is_a_clear_problem() -> None:
    data = packed(lon=[120.9], lat=[29.5], time=MOMENTS[:1])
    assert refused(data[:-20]).key == "tracks.parquet_broken"
    assert refused(b"PAR1" + b"\x00" * 50).key == "tracks.parquet_broken"
