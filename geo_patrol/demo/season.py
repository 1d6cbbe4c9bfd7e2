"""A demo season from a seed: August to December 2022 of both squads, all of it invented."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import tzinfo
from operator import attrgetter
from uuid import UUID

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo_patrol.demo.deeds import Stage, record_incidents
from geo_patrol.demo.ids import Purpose, id_maker, stream
from geo_patrol.demo.luck import draw, draw_until
from geo_patrol.demo.phones import record, record_scraps
from geo_patrol.demo.plan import Plan, plan_season
from geo_patrol.demo.records import DemoArea, DemoOfficer, DemoTrack, Season
from geo_patrol.demo.rounds import Recorded, Round
from geo_patrol.grid import Cell
from geo_patrol.incidents.records import Incident

# Any seed will do; this one ends with a boat out on both reservoirs, so the last map is a full one.
DEFAULT_SEED = 11

_FIX_EVERY_S = (16.0, 20.0)
_PHONES: dict[Recorded, int] = {"once": 1, "twice": 2, "scraps": 1, "nothing": 0}


def season(
    seed: int,
    *,
    areas: Sequence[DemoArea],
    water: Mapping[str, BaseGeometry],
    roads: Sequence[LineString],
    dams: Mapping[str, Point],
    grids: Mapping[str, Sequence[Cell]],
    tz: tzinfo,
) -> Season:
    """Make a season of patrols, tracks and incidents over given areas.

    Parameters
    ----------
    seed
        The same seed and input give the same season, bit for bit.
    areas
        Reservoirs and park blocks; either kind may be absent, and has no patrols then.
    water, dams
        Polygon and point of each reservoir by area code, EPSG:4326.
    roads
        LineStrings, EPSG:4326; where they come near the shore, land crews start.
    grids
        Cells of each park block by area code; other grids are not looked at.
    tz
        The zone in which shifts begin.

    Raises
    ------
    InvalidInput
        When an area lacks its water, dam or grid.
    """
    plan = plan_season(seed, areas=areas, water=water, roads=roads, dams=dams, grids=grids, tz=tz)
    return play(plan)


def play(plan: Plan) -> Season:
    """Let a plan's phones record and its incidents happen."""
    seed, make_id = plan.seed, id_maker(plan.seed)
    found, redraws = _reservoir_incidents(seed, plan.reservoir, make_id)
    found += _park_incidents(seed, plan.park, make_id)
    return Season(
        seed=seed,
        officers=plan.officers,
        shifts=plan.shifts,
        patrols=tuple(item.patrol for item in plan.rounds),
        tracks=tuple(_tracks(seed, plan.rounds, plan.officers, make_id)),
        incidents=tuple(sorted(found, key=attrgetter("occurred_at", "id"))),
        redraws=redraws,
    )


def _reservoir_incidents(
    seed: int, stage: Stage, make_id: Callable[[str], UUID]
) -> tuple[tuple[Incident, ...], int]:
    if stage.chances.expected == 0.0:
        return (), 0
    drawn, rng, redraws = draw_until(seed, stage.chances, stage.wrongs)
    ids = [make_id(f"incident/reservoir/{n}") for n in range(len(drawn.moment))]
    return record_incidents(rng, stage, drawn, ids), redraws


def _park_incidents(
    seed: int, stage: Stage, make_id: Callable[[str], UUID]
) -> tuple[Incident, ...]:
    if stage.chances.expected == 0.0:
        return ()
    rng = stream(seed, Purpose.PARK_LUCK)
    drawn = draw(rng, stage.chances, stage.wrongs)
    ids = [make_id(f"incident/park/{n}") for n in range(len(drawn.moment))]
    return record_incidents(rng, stage, drawn, ids)


def _tracks(
    seed: int,
    rounds: Sequence[Round],
    staff: Sequence[DemoOfficer],
    make_id: Callable[[str], UUID],
) -> Iterator[DemoTrack]:
    """Yield what the phones kept; each round has its own stream, told by its place in time."""
    phone_of = {officer.id: f"demo-phone-{officer.code[-2:]}" for officer in staff}
    for number, item in enumerate(rounds):
        rng = stream(seed, Purpose.TRACKS, number)
        start_ms = round(item.patrol.start.timestamp() * 1000)
        for bearer in item.patrol.crew[: _PHONES[item.recorded]]:
            if item.recorded == "scraps":
                fixes = record_scraps(rng, item.journey, start_ms)
            else:
                fixes = record(rng, item.journey, start_ms, every_s=_FIX_EVERY_S)
            track_id = make_id(f"track/{item.patrol.id}/{phone_of[bearer]}")
            yield DemoTrack(track_id, item.patrol.id, phone_of[bearer], fixes)
