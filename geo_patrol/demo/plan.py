"""The plan of a season: who patrolled where and when, and what there was to be found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from operator import attrgetter

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo_patrol.demo import terrain
from geo_patrol.demo.chances import keep_watch, weigh
from geo_patrol.demo.days import Day, season_days
from geo_patrol.demo.deeds import Stage
from geo_patrol.demo.duty import reservoir_rounds, reservoir_shifts
from geo_patrol.demo.gridwork import park_duty
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.people import officers
from geo_patrol.demo.records import DemoArea, DemoOfficer, SquadCode
from geo_patrol.demo.rounds import Round
from geo_patrol.demo.wrongs import PARK_WRONGS, RESERVOIR_WRONGS, Wrong
from geo_patrol.grid import Cell
from geo_patrol.patrols import Shift


@dataclass(frozen=True, eq=False)
class Plan:
    """A season before phones record it and incidents are drawn; shifts and rounds by time."""

    seed: int
    officers: tuple[DemoOfficer, ...]
    shifts: tuple[Shift, ...]
    rounds: tuple[Round, ...]
    reservoir: Stage
    park: Stage


def plan_season(
    seed: int,
    *,
    areas: Sequence[DemoArea],
    water: Mapping[str, BaseGeometry],
    roads: Sequence[LineString],
    dams: Mapping[str, Point],
    grids: Mapping[str, Sequence[Cell]],
    tz: tzinfo,
) -> Plan:
    """Draw the plan; input and errors as in `geo_patrol.demo.season`."""
    make_id = id_maker(seed)
    staff = officers(make_id)
    days = season_days(stream(seed, Purpose.DAYS))
    lines = terrain.metric_roads(roads)

    lakes, shore = terrain.reservoirs(_of(areas, "reservoir"), water, lines, dams)
    shifts = reservoir_shifts(days, tz, make_id) if lakes else ()
    luck = stream(seed, Purpose.RESERVOIR_DUTY)
    rounds = reservoir_rounds(luck, days, shifts, lakes, staff, make_id)

    corners = stream(seed, Purpose.BLOCKS)
    blocks, streets = terrain.blocks(corners, _of(areas, "park"), grids, lines)
    luck = stream(seed, Purpose.PARK_DUTY)
    turns, tours = park_duty(luck, days, blocks, staff, tz, make_id)

    return Plan(
        seed=seed,
        officers=staff,
        shifts=tuple(sorted((*shifts, *turns), key=attrgetter("start", "squad_code"))),
        rounds=tuple(
            sorted((*rounds, *tours), key=lambda item: (item.patrol.start, item.patrol.id))
        ),
        reservoir=_stage("reservoir", rounds, shore, RESERVOIR_WRONGS, days, tz),
        park=_stage("park", tours, streets, PARK_WRONGS, days, tz),
    )


def _of(areas: Sequence[DemoArea], squad_code: SquadCode) -> list[DemoArea]:
    return [area for area in areas if area.squad_code == squad_code]


def _stage(
    squad_code: SquadCode,
    rounds: Sequence[Round],
    land: terrain.Terrain,
    wrongs: tuple[Wrong, ...],
    days: Sequence[Day],
    zone: tzinfo,
) -> Stage:
    watch = keep_watch(rounds, land.spots, days, zone)
    area_of = [item.patrol.area_code for item in rounds] + [s.area_code for s in land.spots]
    chances = weigh(watch, area_of, land.grounds, days, wrongs, zone)
    return Stage(squad_code, rounds, land.spots, land.grounds, wrongs, chances)
