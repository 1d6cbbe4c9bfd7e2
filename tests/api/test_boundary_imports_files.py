"""Boundary files over HTTP: which are read, and how what cannot be taken is refused."""

from typing import Any

import numpy as np
import pytest
import shapely
from api_world import Client, World
from boundary_files import IMPORTS, brought, geojson, send, written_as

from geo_patrol import crs

WIDER = shapely.box(120.98, 29.46, 121.002, 29.48)
"""The lake with a strip of about 194 m in the east."""


@pytest.fixture
def keeper(world: World) -> Client:
    """Give an administrator of the world that all share: nothing there is put in force."""
    return world.member("admin")


@pytest.mark.parametrize("ending", ["zip", "gpkg", "kml"])
def test_the_formats_that_offices_exchange_are_read(keeper: Client, ending: str) -> None:
    crs = 4326 if ending == "kml" else 4549
    told = brought(keeper, written_as(ending, WIDER, crs), name=f"红线.{ending}")
    assert told["figures"]["gained_m2"] == pytest.approx(430_000, rel=0.05)


def test_a_declared_datum_is_undone(keeper: Client) -> None:
    moved = shapely.transform(
        WIDER, lambda at: np.column_stack(crs.from_wgs84(at[:, 0], at[:, 1], "gcj02"))
    )
    told = brought(keeper, geojson(moved), datum="gcj02")
    assert told["figures"]["lost_m2"] < 1000
    as_it_is = send(keeper, geojson(moved))
    assert "space.offset_gcj02" in {one["key"] for one in as_it_is.json()["remarks"]}


def test_hostile_names_come_back_as_they_are_and_control_characters_do_not(keeper: Client) -> None:
    bad = "<img src=x onerror=alert(1)>"
    shape = shapely.box(120.98, 29.46, 120.99, 29.47)
    told = brought(
        keeper,
        geojson(shape, name=[bad], code=["a\u202eb"]),
        part="quasi",
        name=f"../{bad}.geojson",
    )
    [one] = told["shapes"]
    assert (one["name"], one["code"]) == (bad, "lake-quasi-1")
    assert "/" not in told["file_name"]


NOT_JSON = b'{"type": "FeatureCollection", "features": ['
BOWTIE = shapely.Polygon([(120.98, 29.46), (121, 29.48), (121, 29.46), (120.98, 29.48)])


@pytest.mark.parametrize(
    ("data", "query", "code"),
    [
        (NOT_JSON, {}, "space.json_broken"),
        (b"not a zip", {"name": "a.zip"}, "space.zip_broken"),
        (b"%PDF-1.7", {"name": "a.pdf"}, "space.format_unknown"),
        (geojson(BOWTIE), {}, "space.import_refused"),
        (geojson(shapely.Point(120.99, 29.47)), {}, "space.import_refused"),
        (geojson(shapely.box(120.9, 29.5, 120.95, 29.52)), {}, "boundaries.elsewhere"),
        (
            geojson(shapely.box(120.88, 29.46, 121, 29.515)),
            {},
            "boundaries.in_other_area",
        ),
        (
            geojson(
                shapely.box(120.98, 29.46, 120.99, 29.47), shapely.box(120.985, 29.46, 121, 29.47)
            ),
            {"part": "second"},
            "boundaries.features_overlap",
        ),
        (
            geojson(
                shapely.box(120.98, 29.46, 120.99, 29.47),
                shapely.box(120.99, 29.46, 121, 29.47),
                code=["A", "A"],
            ),
            {"part": "second"},
            "boundaries.zone_code_twice",
        ),
        (geojson(WIDER), {"status": "draft"}, "api.invalid"),
        (geojson(WIDER), {"part": "third"}, "api.invalid"),
        (geojson(WIDER), {"datum": "mars"}, "api.invalid"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(
    keeper: Client, data: bytes, query: dict[str, Any], code: str
) -> None:
    before = keeper.get(IMPORTS).json()
    answer = send(keeper, data, **query)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert answer.json()["detail_zh"]
    assert keeper.get(IMPORTS).json() == before


def test_a_file_of_more_than_twenty_megabytes_is_refused(keeper: Client) -> None:
    answer = send(keeper, b" " * (20 * 1024**2 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "space.file_too_large")


def test_what_is_no_file_is_refused(keeper: Client) -> None:
    assert send(keeper, b"{}", media_type="application/json").status_code == 415
