"""The demo's input from the sample boundaries."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry

from geo_patrol.demo import DemoArea, Season, season
from geo_patrol.demo.plan import Plan, plan_season
from geo_patrol.grid import Cell, make_grid

BOUNDARIES = Path(__file__).resolve().parents[2] / "data" / "boundaries"
SHANGHAI = ZoneInfo("Asia/Shanghai")
BLOCK_CODES = {
    "大市聚区块": "dashiju",
    "大明市区块": "damingshi",
    "南岩区块": "nanyan",
    "七星区块": "qixing",
    "梅渚区块": "meizhu",
    "澄潭区块": "chengtan",
    "羽林区块": "yulin",
}


@dataclass(frozen=True)
class DemoInput:
    """The arguments of `season` but the seed."""

    areas: tuple[DemoArea, ...]
    water: dict[str, BaseGeometry]
    roads: tuple[LineString, ...]
    dams: dict[str, Point]
    grids: dict[str, tuple[Cell, ...]]

    def only(self, *codes: str) -> "DemoInput":
        """Return the same input with some of the areas."""
        return replace(self, areas=tuple(area for area in self.areas if area.code in codes))

    def season(self, seed: int) -> Season:
        """Make the season of a seed."""
        return season(seed, **vars(self), tz=SHANGHAI)

    def plan(self, seed: int) -> Plan:
        """Make the plan of a seed."""
        return plan_season(seed, **vars(self), tz=SHANGHAI)


def features(name: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Return properties and shapes of a sample file."""
    text = (BOUNDARIES / f"{name}.geojson").read_text(encoding="utf-8")
    return [(one["properties"], shape(one["geometry"])) for one in json.loads(text)["features"]]


def sample_input() -> DemoInput:
    """Return both reservoirs and the seven blocks of the sample boundaries."""
    zones = [
        DemoArea(props["reservoir"], "reservoir", outline, props["name"])
        for props, outline in features("zone1_illustrative")
    ]
    blocks = [
        DemoArea(BLOCK_CODES[props["name"]], "park", outline, props["name"])
        for props, outline in features("park_blocks_placeholder")
    ]
    return DemoInput(
        areas=(*zones, *blocks),
        water={props["code"]: water for props, water in features("reservoirs_water")},
        roads=tuple(road for _, road in features("roads_osm_z10") if isinstance(road, LineString)),
        dams={
            props["reservoir"]: dam
            for props, dam in features("reservoir_dams")
            if isinstance(dam, Point)
        },
        grids={b.code: make_grid(b.code, b.outline, kind="park").cells for b in blocks},
    )
