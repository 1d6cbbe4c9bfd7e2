"""What a new grid changes: cells that come, that go, and that are asked for something else."""

from dataclasses import dataclass

from geo_patrol.grid.records import Cell, Grid

SAME_AREA_M2 = 1.0
"""A cell whose area changes by less has only been drawn again."""


@dataclass(frozen=True)
class CellChanges:
    """Cells of two grids of an area, by their codes.

    ``gained`` are cells of the new grid, ``lost`` of the old one; ``reshaped`` ones of the new grid
    have another area, ``asked_anew`` another zone level, kind, interval or rule of visits. A cell
    may be both.
    """

    n_before: int
    n_after: int
    gained: tuple[Cell, ...]
    lost: tuple[Cell, ...]
    reshaped: tuple[Cell, ...]
    asked_anew: tuple[Cell, ...]

    @property
    def n_changed(self) -> int:
        """How many cells that stay are not what they were."""
        return len({one.code for one in (*self.reshaped, *self.asked_anew)})

    @property
    def any(self) -> bool:
        """Whether the two grids differ."""
        return bool(self.gained or self.lost or self.reshaped or self.asked_anew)


def cell_changes(old: Grid, new: Grid) -> CellChanges:
    """Compare two grids of one area."""
    before = {one.code: one for one in old.cells}
    after = {one.code: one for one in new.cells}
    both = [(before[code], after[code]) for code in after if code in before]
    return CellChanges(
        n_before=len(before),
        n_after=len(after),
        gained=tuple(one for code, one in after.items() if code not in before),
        lost=tuple(one for code, one in before.items() if code not in after),
        reshaped=tuple(one for was, one in both if abs(was.area_m2 - one.area_m2) > SAME_AREA_M2),
        asked_anew=tuple(one for was, one in both if _asked(was) != _asked(one)),
    )


def _asked(cell: Cell) -> tuple[object, ...]:
    return (
        cell.kind,
        cell.zone_level,
        cell.required_interval_s,
        cell.visit_rule,
        cell.seen_share,
    )
