"""What a boundary would change if it were in force: on the ground, in cells, in figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, finding
from geo_patrol.grid import Grid
from geo_patrol.grid.changes import CellChanges, cell_changes
from geo_patrol.grid.following import follow_outline, follow_zones
from geo_patrol.store.repositories import boundary_imports, grid_changes, grids, places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.areas import neighbours_pressed
from geo_patrol.workflows.boundaries import multi
from geo_patrol.workflows.gridding import Ground, ground_of
from geo_patrol.zones import Zone, offset_warning
from geo_patrol.zones.bringing import BoundaryImport
from geo_patrol.zones.changes import (
    ShapeChange,
    large_change,
    shape_change,
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """A boundary beside what holds now.

    Attributes
    ----------
    cells
        None where the area has no grid.
    n_tracks
        Tracks that are traced anew through the cells; 0 when no cell changes.
    """

    shape: ShapeChange
    cells: CellChanges | None
    n_tracks: int
    remarks: tuple[Finding, ...]


def compare(session: Session, record: BoundaryImport, *, epsg: int, now: datetime) -> Comparison:
    """Compare a boundary with what holds now.

    Raises
    ------
    InvalidInput
        When it would lie over another area, or its cells cannot be made.
    NotFound
        When there is no such area.
    """
    ground = ground_of(session, record.area_code, now)
    shapes = [one.geometry for one in record.shapes]
    old = [ground.area.geometry] if record.level is None else held(session, record, now)
    change = shape_change(old, shapes, epsg=epsg)
    found = grids.grid_in_use(session, record.area_code)
    grid = None if found is None else found.grid
    after = _with(ground, record, shapes)
    cells = None if grid is None else cell_changes(grid, following(session, after, grid))
    remarks = [*large_change(change), *_beside(record, ground, change, epsg)]
    if record.level is None:
        remarks += neighbours_pressed(session, record.area_code, change.after, epsg=epsg)
        if grid is not None and grid.cell_of is None:
            remarks.append(finding("", "boundaries.grid_stays"))
    n_tracks = 0
    if cells is not None and cells.any:
        n_tracks = grid_changes.n_tracks(session, ground.area.squad_code)
    return Comparison(change, cells, n_tracks, tuple(remarks))


def figures_of(found: Comparison) -> dict[str, Any]:
    """Return the figures of a comparison as plain values: they stay with what was decided."""
    shape, cells = found.shape, found.cells
    figures: dict[str, Any] = {
        "before_m2": round(shape.before_m2, 1),
        "after_m2": round(shape.after_m2, 1),
        "gained_m2": round(shape.gained_m2, 1),
        "lost_m2": round(shape.lost_m2, 1),
        "n_tracks": found.n_tracks,
        "cells": None,
    }
    if cells is not None:
        figures["cells"] = {
            "before": cells.n_before,
            "after": cells.n_after,
            "gained": len(cells.gained),
            "lost": len(cells.lost),
            "reshaped": len(cells.reshaped),
            "asked_anew": len(cells.asked_anew),
            "changed": cells.n_changed,
        }
    return figures


def following(session: Session, ground: Ground, grid: Grid) -> Grid:
    """Return the grid of an area as its outline and zones ask for now.

    An irregular one stays as it is but for its zone levels: its cells are the office's own.
    """
    if grid.cell_of is None or grid.size_m is None:
        return follow_zones(grid, ground.zones)
    earlier = boundary_imports.codes_of_squares(session, grid.area_code, grid.size_m)
    return follow_outline(
        grid,
        ground.area.geometry,
        water=ground.water,
        access=ground.access,
        zones=ground.zones,
        kind="park" if ground.area.kind == "park" else "reservoir",
        earlier=earlier,
    )


def held_zones(session: Session, record: BoundaryImport, at: datetime) -> list[Zone]:
    """Return the zones of the level of an import that are in force at a moment."""
    return [
        one
        for one in places.zones(session, SYSTEM, at=at, area_code=record.area_code)
        if one.level == record.level and one.status != "draft"
    ]


def held(session: Session, record: BoundaryImport, at: datetime) -> list[BaseGeometry]:
    """Return the shapes of those zones."""
    return [one.geometry for one in held_zones(session, record, at)]


def _with(ground: Ground, record: BoundaryImport, shapes: Sequence[BaseGeometry]) -> Ground:
    """Return the ground as it would be with other shapes in force."""
    level = record.level
    if level is None:
        outline = multi(shapely.union_all(list(shapes)))
        return replace(ground, area=replace(ground.area, geometry=outline))
    others = [one for one in ground.zones if one[0] != level]
    return replace(ground, zones=[*others, *((level, shape) for shape in shapes)])


def _beside(
    record: BoundaryImport, ground: Ground, change: ShapeChange, epsg: int
) -> tuple[Finding, ...]:
    """Return whether it lies beside the outline, as a wrong datum makes it lie.

    Outer levels are far wider than the outline: their place says nothing.
    """
    if record.part not in ("outline", "first"):
        return ()
    warning = offset_warning(change.after, ground.area.geometry, epsg=epsg)
    return () if warning is None else (warning,)
