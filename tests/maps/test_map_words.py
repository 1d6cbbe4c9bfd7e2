"""Dates, durations and the standing of boundaries, as the maps say them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd
import pytest
from map_samples import Sample, nothing

from geo_patrol.errors import InvalidInput
from maps.context import MapContext, boundary_status
from maps.gaps import n_overdue
from maps.sources import licences, sources
from maps.words import clock_name, duration, duration_range, period

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2022-10-01", "2022-11-01", "2022-10-01 — 2022-10-31"),
        ("2022-10-01", "2022-10-02", "2022-10-01"),
        ("2022-12-31", "2023-01-02", "2022-12-31 — 2023-01-01"),
        ("2022-10-01T08:00", "2022-10-01T16:00", "2022-10-01 08:00–16:00"),
        ("2022-10-01T16:00", "2022-10-02", "2022-10-01 16:00 — 2022-10-02 00:00"),
    ],
)
def test_a_period_ends_with_the_last_day_inside_it(start: str, end: str, said: str) -> None:
    assert period(at(start), at(end), SHANGHAI) == said
    assert period(at(start).astimezone(UTC), at(end).astimezone(UTC), SHANGHAI) == said


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Shanghai", "UTC+8"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC-2:30"),
        ("UTC", "UTC+0"),
    ],
)
def test_the_clock_is_named_by_its_offset(zone: str, name: str) -> None:
    assert clock_name(datetime(2022, 7, 1, tzinfo=UTC), ZoneInfo(zone)) == name


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (600, "10 分", "10 min"),
        (5400, "1.5 小时", "1.5 h"),
        (28800, "8 小时", "8 h"),
        (86400, "1 天", "1 d"),
        (604800, "7 天", "7 d"),
    ],
)
def test_a_round_duration_is_said_in_its_largest_unit(seconds: int, zh: str, en: str) -> None:
    assert duration(seconds) == {"zh": zh, "en": en}


def test_a_range_names_its_unit_once() -> None:
    assert duration_range(600, 1800)["zh"] == "10–30 分"
    assert duration_range(1800, 3600)["zh"] == "30 分–1 小时"


def test_boundaries_that_agree_are_told_in_one_line(sample: Sample) -> None:
    (line,) = boundary_status(sample.context)
    assert line["zh"] == "边界:示意,非法定 · 2022-08-01 起"
    assert line["en"] == "Boundaries: illustrative, not legal · since 2022-08-01"


def test_boundaries_that_differ_are_told_by_level_strictest_first(sample: Sample) -> None:
    zones = pd.concat([sample.context.zones] * 3, ignore_index=True)
    zones["level"] = ["quasi", "first", "second"]
    zones["status"] = ["draft", "approved", "draft"]
    context = _with(sample, zones=zones)
    assert [line["zh"] for line in boundary_status(context)] == [
        "一级保护区:已批准 · 2022-08-01 起",
        "二级保护区、准保护区:草案,未经批准 · 2022-08-01 起",
        "辖区边界:示意,非法定",
    ]


def test_without_zones_the_outline_speaks_for_itself(sample: Sample) -> None:
    outline = sample.context.outline.assign(status="placeholder")
    context = _with(sample, zones=nothing(sample.context.zones), outline=outline)
    assert [line["en"] for line in boundary_status(context)] == [
        "Boundaries: placeholder, to be replaced"
    ]


def test_every_licence_is_named_once(sample: Sample) -> None:
    assert licences(sample.context) == ["ODbL 1.0, © OpenStreetMap contributors"]
    roads = sample.context.roads.assign(licence="天地图")
    assert licences(_with(sample, roads=roads))[-1] == "天地图"


def test_sources_are_listed_by_layer_without_repeats(sample: Sample) -> None:
    listed = {
        title["en"]: [line["zh"] for line in lines] for title, lines in sources(sample.context)
    }
    assert listed["Zone borders"] == [
        "示意,非法定 · 水面加 200 m 陆域,按通用做法推定 · 由 OpenStreetMap 水面推得 · "
        "ODbL 1.0, © OpenStreetMap contributors"
    ]
    assert len(listed["Roads"]) == 1


def test_overdue_is_every_ratio_over_one_of_cells_once_seen() -> None:
    cells = gpd.GeoDataFrame(
        {
            "gap_class": ["on_time", "late_1_2", "untracked", "never", "not_required", "on_time"],
            "ratio": [0.5, 1.01, 3.0, float("inf"), float("nan"), 1.0],
        }
    )
    assert n_overdue(cells) == 2


def test_a_layer_in_another_crs_is_refused(sample: Sample) -> None:
    with pytest.raises(InvalidInput, match="EPSG:4549"):
        _with(sample, water=sample.context.water.to_crs(4549))


def _with(sample: Sample, **changes: Any) -> MapContext:
    return replace(sample.context, **changes)
