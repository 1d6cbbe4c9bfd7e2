"""``geo-patrol grid``: unit grids."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from api.commands.common import (
    now,
    one_of,
    pairs,
    progress_bar,
    readable,
    say,
    say_findings,
    settings,
    writable,
)
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from geo_patrol.grid import CellKind
    from geo_patrol.workflows.gridding import GridReport

LaterOption = Annotated[
    bool, typer.Option("--later", help="Leave it to the server to trace the tracks.")
]

app = typer.Typer(no_args_is_help=True, help="单元网格 · Unit grids.")


@app.command()
def make(
    area: Annotated[str, typer.Option(help="Code of the area to cut into cells.")],
    size: Annotated[float, typer.Option(help="Side of a cell, metres.", min=1)] = 100,
    town: Annotated[str | None, typer.Option(help="Town code: 3 digits, or all 9.")] = None,
    village: Annotated[str | None, typer.Option(help="Village code: 3 digits, or all 12.")] = None,
    villages: Annotated[
        Path | None, typer.Option(help="File of village polygons with their 12-digit codes.")
    ] = None,
    provisional_sections: Annotated[
        bool,
        typer.Option(help="Number a large area in provisional sections 901, 902, …"),
    ] = False,
    digits: Annotated[int, typer.Option(help="Digits of a code: 15 or 14.")] = 15,
    seen: Annotated[
        list[str],
        typer.Option(
            help="kind=percent: cells of a kind count as visited when a patrol saw that share,"
            " e.g. open_water=60."
        ),
    ] = [],  # noqa: B006  # typer reads the default, nobody changes it
    later: LaterOption = False,
) -> None:
    """Build GB/T 30428 cells of an area and put them in use.

    Tracks that are in the store are traced through the new cells first; until then the figures
    are those of the old ones. If that is interrupted, the server goes on with it.
    """
    from geo_patrol.workflows.gridding import make_area_grid

    chosen = settings()
    with writable(chosen) as store, progress_bar() as progress:
        report = make_area_grid(
            store,
            area_code=area,
            size_m=size,
            epsg=chosen.metric_epsg,
            county=chosen.county_code,
            town=town,
            village=village,
            villages=villages,
            provisional_sections=provisional_sections,
            code_digits=digits,
            now=now(),
            zone=chosen.zone,
            progress=progress,
            later=later,
            seen=_shares(seen),
        )
    tell(report)


def _shares(told: list[str]) -> "dict[CellKind, float]":
    from geo_patrol.grid import CellKind

    shares: dict[CellKind, float] = {}
    for kind, percent in pairs(told, "--seen").items():
        known: CellKind = one_of(kind, get_args(CellKind), "--seen")
        try:
            shares[known] = float(percent.removesuffix("%")) / 100
        except ValueError as error:
            raise InvalidInput("space.seen_share_impossible", value=percent) from error
    return shares


@app.command()
def status() -> None:
    """Say which new grids are on their way into use, and how far they are."""
    from geo_patrol.store.repositories import grid_changes

    with readable(settings()) as store, store.reader() as session:
        under_way = grid_changes.changes(session)
    if not under_way:
        say("cli.grids_settled")
    for one in under_way:
        say("cli.grid_under_way", area=one.area_code, done=one.n_done, total=one.n_tracks)


def tell(report: "GridReport") -> None:
    """Print what putting a grid in use did."""
    if report.pending:
        say("cli.grid_pending", area=report.area_code, n=report.n_cells)
    elif not report.new:
        say("cli.grid_same", area=report.area_code, n=report.n_cells)
    else:
        say("cli.grid_new", area=report.area_code, n=report.n_cells, tracks=report.n_tracks)
    if report.provisional:
        say("cli.grid_provisional")
    say_findings(report.findings)
