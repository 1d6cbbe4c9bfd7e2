"""Blocks of a demo's park, and who answers for them: invented, as the season is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import cycle, pairwise
from uuid import UUID

from geo_patrol.demo.days import FIRST_DAY
from geo_patrol.demo.ids import id_maker
from geo_patrol.demo.records import DemoArea, Season, SquadCode
from geo_patrol.messages import text
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover

SQUAD: SquadCode = "park"
CELLS_OF_A_BLOCK = 90

Point = tuple[str, float, float]
"""A cell's code, longitude and latitude."""


@dataclass(frozen=True)
class DemoPark:
    """Blocks, who answers for them and for a cell, and hand-overs."""

    blocks: tuple[Block, ...]
    responsibilities: tuple[Responsibility, ...]
    handovers: tuple[ResponsibilityHandover, ...]


def park(
    season: Season, areas: Sequence[DemoArea], cells: Mapping[str, Sequence[Point]], zone: tzinfo
) -> DemoPark:
    """Return blocks for each park area with cells, from west to east, from the season's start on.

    Each is somebody's, the officers in turn. The first is handed over in October, a cell of the
    second is somebody else's from November on, and nobody answers for the last from December on.
    """
    make_id = id_maker(season.seed)
    start = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=zone)
    own = [one for one in areas if one.squad_code == SQUAD and cells.get(one.code)]
    blocks = [
        Block(
            id=make_id(f"block/{area.code}/{number}"),
            area_code=area.code,
            code=f"{area.code}-{number}",
            name=text("season.park.block", "zh", area=area.name, n=number),
            cells=codes,
            starts_at=start,
        )
        for area in own
        for number, codes in enumerate(_strips(cells[area.code]), start=1)
    ]
    hands = [one.id for one in season.officers if one.squad_code == SQUAD and one.role == "officer"]
    if len(blocks) < 3 or len(hands) < 3:
        return DemoPark(tuple(blocks), (), ())
    held = [
        Responsibility(
            id=make_id(f"responsibility/{block.code}"),
            area_code=block.area_code,
            block_code=block.code,
            cell_code=None,
            holder_id=holder,
            starts_at=start,
            ends_at=datetime(2022, 12, 1, tzinfo=zone) if block == blocks[-1] else None,
        )
        for block, holder in zip(blocks, cycle(hands), strict=False)
    ]
    apart = Responsibility(
        id=make_id("responsibility/cell"),
        area_code=blocks[1].area_code,
        block_code=None,
        cell_code=blocks[1].cells[0],
        holder_id=hands[2],
        starts_at=datetime(2022, 11, 1, tzinfo=zone),
    )
    return DemoPark(
        tuple(blocks), (*held, apart), (_handover(make_id("handed"), held[0], hands[1], zone),)
    )


def _handover(key: UUID, of: Responsibility, to: UUID, zone: tzinfo) -> ResponsibilityHandover:
    return ResponsibilityHandover(
        id=key,
        responsibility_id=of.id,
        from_officer_id=of.holder_id,
        to_officer_id=to,
        at=datetime(2022, 10, 15, 9, tzinfo=zone),
        open_points=(text("season.park.open_point", "zh"),),
    )


def _strips(points: Sequence[Point]) -> Iterator[tuple[str, ...]]:
    """Yield cells in strips of about as many each, from west to east."""
    ordered = [code for code, _lon, _lat in sorted(points, key=lambda one: one[1:])]
    n = max(1, round(len(ordered) / CELLS_OF_A_BLOCK))
    bounds = [len(ordered) * number // n for number in range(n + 1)]
    for begin, end in pairwise(bounds):
        yield tuple(sorted(ordered[begin:end]))
