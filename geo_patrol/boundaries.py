"""The sample boundaries that come with the project: open data, none of it legally delineated.

Every record carries its own status, source and licence; where a file leaves one out, it is taken
from the table in ``data/boundaries/README.md``.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo_patrol.errors import NotFound
from geo_patrol.grid.records import AreaKind
from geo_patrol.zones import Status, Zone, make_zone, status_words

ReferenceLayer = Literal["county", "road", "dam", "town", "water"]

SAMPLE_SINCE = datetime(2022, 1, 1, tzinfo=UTC)
"""When the sample zones begin to hold: before anything that the demo shows."""

_ODBL = "ODbL 1.0, © OpenStreetMap contributors"
_OWN = "Apache-2.0 (part of this project)"
_TRACED = "按 OpenStreetMap 第 10 级地图描出；traced from OpenStreetMap tiles of zoom level 10"
_BASIS = {
    "whole water body plus a 200 m land strip, the generic HJ 338 rule of thumb;"
    " the official 新昌 delineation text was not found": "按 HJ 338 取全部水面和岸上 200 米",
    "published area (newton.com.tw wiki entry)": "形状临时绘制，面积按公开数字",
    "nominal area, no source": "形状临时绘制，面积为假定",
}
"""What the files say of a shape's basis, short and in Chinese."""

_RESERVOIRS = {"changzhao": "Changzhao Reservoir", "qincun": "Qincun Reservoir"}
_BLOCKS = {
    "大市聚区块": ("dashiju", "Dashiju Block"),
    "大明市区块": ("damingshi", "Damingshi Block"),
    "南岩区块": ("nanyan", "Nanyan Block"),
    "七星区块": ("qixing", "Qixing Block"),
    "梅渚区块": ("meizhu", "Meizhu Block"),
    "澄潭区块": ("chengtan", "Chengtan Block"),
    "羽林区块": ("yulin", "Yulin Block"),
}


@dataclass(frozen=True)
class Area:
    """An area that a squad patrols; outline in EPSG:4326."""

    code: str
    name_zh: str
    name_en: str
    kind: AreaKind
    squad_code: str
    status: Status
    status_note: str
    source: str
    licence: str
    outline: MultiPolygon


@dataclass(frozen=True)
class ReferenceFeature:
    """Something drawn or measured against: county, road, dam, seat of a town, water.

    Attributes
    ----------
    code
        Unique in its layer.
    name
        Chinese name; empty where there is none.
    kind
        Class of a road; code of a dam's or water's area; place of a town's seat;
        otherwise empty.
    geometry
        EPSG:4326.
    """

    layer: ReferenceLayer
    code: str
    name: str
    kind: str
    status: Status
    status_note: str
    source: str
    licence: str
    geometry: BaseGeometry


def sample_dir() -> Path:
    """Return the folder of the sample files, in an installed wheel or in a checkout.

    Raises
    ------
    NotFound
        When neither has them.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_data" / "boundaries", here.parent / "data" / "boundaries"):
        if folder.is_dir():
            return folder
    raise NotFound("space.samples_missing")


def sample_areas() -> tuple[Area, ...]:
    """Return the two reservoirs' areas (water and 200 m of land) and the seven park blocks."""
    waters = {its["code"]: its for its, _ in _features("reservoirs_water.geojson")}
    areas = []
    for its, shape in _features("zone1_illustrative.geojson"):
        code = its["reservoir"]
        areas.append(
            Area(
                code=code,
                name_zh=waters[code]["name"],
                name_en=_RESERVOIRS[code],
                kind="reservoir",
                squad_code="reservoir",
                status="illustrative",
                status_note=status_words("illustrative"),
                source=_zone_source(its),
                licence=its["licence"],
                outline=_multi(shape),
            )
        )
    for its, shape in _features("park_blocks_placeholder.geojson"):
        code, name_en = _BLOCKS[its["name"]]
        areas.append(
            Area(
                code=code,
                name_zh=its["name"],
                name_en=name_en,
                kind="park",
                squad_code="park",
                status="placeholder",
                status_note=status_words("placeholder"),
                source=_told(its["area_basis"], "drawn for this project"),
                licence=_OWN,
                outline=_multi(shape),
            )
        )
    return tuple(areas)


def sample_zones(valid_from: datetime = SAMPLE_SINCE) -> tuple[Zone, ...]:
    """Return the illustrative first-class zones of the two reservoirs."""
    return tuple(
        make_zone(
            shape,
            area_code=its["reservoir"],
            level="first",
            code=f"{its['reservoir']}-first",
            name=its["name"],
            status="illustrative",
            source=_zone_source(its),
            licence=its["licence"],
            valid_from=valid_from,
        )
        for its, shape in _features("zone1_illustrative.geojson")
    )


def sample_reference() -> tuple[ReferenceFeature, ...]:
    """Return county, roads, dams, town seats and water, in this order."""
    return (*_county(), *_roads(), *_dams(), *_towns(), *_waters())


def sample_water(area_code: str) -> BaseGeometry | None:
    """Return the water of an area, EPSG:4326; None where it has none."""
    return next((f.geometry for f in _waters() if f.kind == area_code), None)


def sample_access(area_code: str) -> BaseGeometry:
    """Return what cells of an area are reached by: all roads, and its own dam; EPSG:4326."""
    dams = [f.geometry for f in _dams() if f.kind == area_code]
    return shapely.GeometryCollection([*(f.geometry for f in _roads()), *dams])


def county_bounds() -> tuple[float, float, float, float]:
    """Return west, south, east, north of the county in degrees, where imports are expected."""
    west, south, east, north = _county()[0].geometry.bounds
    return west, south, east, north


@cache
def place_names() -> dict[str, str]:
    """Return the official names of towns (9 digits) and villages (12 digits) by code."""
    listed = json.loads((sample_dir() / "xinchang_towns_villages.json").read_text("utf-8"))
    return {place["code"]: place["name"] for place in (*listed["towns"], *listed["villages"])}


@cache
def _county() -> tuple[ReferenceFeature, ...]:
    return tuple(
        ReferenceFeature(
            layer="county",
            code=its["adcode"],
            name=its["name"],
            kind="",
            status="illustrative",
            status_note=its["quality"],
            source=its["source"],
            licence=its["licence"],
            geometry=shape,
        )
        for its, shape in _features("county_xinchang.geojson")
    )


@cache
def _roads() -> tuple[ReferenceFeature, ...]:
    return tuple(
        ReferenceFeature(
            layer="road",
            code=f"road-{number:03d}",
            name="",
            kind=its["class"],
            status="illustrative",
            status_note=its["status"],
            source=_TRACED,
            licence=its["licence"],
            geometry=shape,
        )
        for number, (its, shape) in enumerate(_features("roads_osm_z10.geojson"), start=1)
    )


@cache
def _dams() -> tuple[ReferenceFeature, ...]:
    return tuple(
        ReferenceFeature(
            layer="dam",
            code=f"dam-{its['reservoir']}",
            name=its["name"],
            kind=its["reservoir"],
            status="illustrative",
            status_note=f"{its['status']}, ±{its['positional_uncertainty_m']} m",
            source=_TRACED,
            licence=_ODBL,
            geometry=shape,
        )
        for its, shape in _features("reservoir_dams.geojson")
    )


@cache
def _towns() -> tuple[ReferenceFeature, ...]:
    return tuple(
        ReferenceFeature(
            layer="town",
            code=f"{its['code']}-{number:02d}",
            name=its["name"],
            kind=its["place"],
            status="illustrative",
            status_note=its["status"],
            source=its["source"],
            licence=its["licence"],
            geometry=shape,
        )
        for number, (its, shape) in enumerate(_features("town_seats.geojson"), start=1)
    )


@cache
def _waters() -> tuple[ReferenceFeature, ...]:
    return tuple(
        ReferenceFeature(
            layer="water",
            code=f"water-{its['code']}",
            name=its["name"],
            kind=its["code"],
            status="illustrative",
            status_note=its["status"],
            source=f"按 OpenStreetMap 第 10 级地图描出；{its['source']}",
            licence=its["licence"],
            geometry=shape,
        )
        for its, shape in _features("reservoirs_water.geojson")
    )


def _features(name: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    listed = json.loads((sample_dir() / name).read_text("utf-8"))["features"]
    return [
        (item["properties"], shapely.from_geojson(json.dumps(item["geometry"]))) for item in listed
    ]


def _multi(shape: BaseGeometry) -> MultiPolygon:
    return MultiPolygon(list(shapely.get_parts(shape)))


def _zone_source(its: dict[str, Any]) -> str:
    return _told(its["basis"], "water traced from OpenStreetMap tiles of zoom level 10")


def _told(basis: str, drawn: str) -> str:
    """Return a source in both languages, Chinese first, as the store keeps one text."""
    chinese = _BASIS.get(basis)
    return f"{chinese}；{drawn}; {basis}" if chinese else f"{drawn}; {basis}"
