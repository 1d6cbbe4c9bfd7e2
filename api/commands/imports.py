"""``geo-patrol import``: boundaries, grids, tracks, ledgers, cameras, calendars, unsent work."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import typer

from api.commands import calendars, cameras, ledgers, outbox
from api.commands.common import (
    moment,
    now,
    one_datum,
    one_of,
    pairs,
    progress_bar,
    say,
    say_findings,
    settings,
    writable,
)
from api.commands.grids import LaterOption, tell
from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Mode

if TYPE_CHECKING:
    from geo_patrol.crs import Datum
    from geo_patrol.tracks.readers import ColumnMap
    from geo_patrol.workflows.boundaries import BoundaryReport
    from geo_patrol.workflows.trackfiles import FileTrack

app = typer.Typer(no_args_is_help=True, help="导入 · Imports. Importing again changes nothing.")
app.command("officers")(ledgers.officers)
app.command("incidents")(ledgers.incidents)
app.command("cameras")(cameras.cameras)
app.command("calendar")(calendars.calendar)
app.command("outbox")(outbox.outbox)

DatumOption = Annotated[
    str | None,
    typer.Option("--datum", help="Datum of the file: wgs84, cgcs2000, gcj02 or bd09."),
]
StatusOption = Annotated[
    str, typer.Option("--status", help="approved, illustrative, draft or placeholder.")
]
SourceOption = Annotated[str, typer.Option("--source", help="Where the boundary comes from.")]
LicenceOption = Annotated[str, typer.Option("--licence", help="Under which terms.")]


def _datum(value: str | None) -> "Datum | None":
    return None if value is None else one_datum(value)


@app.command()
def samples() -> None:
    """Load the sample boundaries and their grids (illustrative, not legal ones)."""
    from geo_patrol.workflows.samples import load_samples

    chosen = settings()
    with writable(chosen) as store, progress_bar() as progress:
        load_samples(store, chosen, now=now(), progress=progress)
    say("cli.samples_loaded")


@app.command()
def area(
    file: Annotated[Path, typer.Argument(help="GeoJSON, zipped Shapefile, GeoPackage or KML.")],
    code: Annotated[str, typer.Option(help="Code of the area, e.g. changzhao.")],
    kind: Annotated[str, typer.Option(help="reservoir or park.")],
    name_zh: Annotated[str, typer.Option(help="Chinese name.")],
    name_en: Annotated[str, typer.Option(help="English name.")],
    squad: Annotated[str | None, typer.Option(help="Squad; default: as the kind.")] = None,
    datum: DatumOption = None,
    status: StatusOption = "approved",
    source: SourceOption = "",
    licence: LicenceOption = "",
) -> None:
    """Add an area by its outline, or replace the one of that code."""
    from geo_patrol.workflows import boundaries
    from geo_patrol.zones import Status

    chosen_kind = one_of(kind, ("reservoir", "park"), "--kind")
    with writable(settings()) as store:
        report = boundaries.import_area(
            store,
            file,
            code=code,
            kind=chosen_kind,
            squad_code=squad or chosen_kind,
            name_zh=name_zh,
            name_en=name_en,
            datum=_datum(datum),
            status=one_of(status, get_args(Status), "--status"),
            source=source,
            licence=licence,
            now=now(),
        )
    _tell(report)


@app.command()
def zones(
    file: Annotated[Path, typer.Argument(help="GeoJSON, zipped Shapefile, GeoPackage or KML.")],
    area: Annotated[str, typer.Option(help="Code of the area, e.g. changzhao.")],
    level: Annotated[str, typer.Option(help="first, second or quasi.")],
    datum: DatumOption = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Default: what the file says, or approved.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Default: what the file says, or its name.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", help="Default: what the file says.")
    ] = None,
    valid_from: Annotated[
        str | None, typer.Option(help="First day in force; default: today.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of zones with the same first day.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look, write nothing.")] = False,
) -> None:
    """Put zones of a level in force; those before them end there and stay in the store."""
    from geo_patrol.workflows import boundaries
    from geo_patrol.zones import Status, ZoneLevel

    chosen = settings()
    at = now()
    today = at.astimezone(chosen.zone).date().isoformat()
    with writable(chosen) as store:
        report = boundaries.import_zones(
            store,
            file,
            area_code=area,
            level=one_of(level, get_args(ZoneLevel), "--level"),
            datum=_datum(datum),
            status=None if status is None else one_of(status, get_args(Status), "--status"),
            source=source,
            licence=licence,
            valid_from=moment(valid_from or today, chosen, "--valid-from"),
            now=at,
            replace=replace,
            dry_run=dry_run,
        )
    _tell(report, dry_run=dry_run)


def _tell(report: "BoundaryReport", *, dry_run: bool = False) -> None:
    if dry_run:
        say("cli.zones_previewed", area=report.area_code, n_read=report.n_read)
    else:
        what = {"n_read": report.n_read, "n_new": report.n_new}
        say("cli.zones_imported", area=report.area_code, **what)
    say_findings(report.findings)


@app.command()
def grid(
    file: Annotated[Path, typer.Argument(help="GeoJSON, zipped Shapefile, GeoPackage or KML.")],
    area: Annotated[str, typer.Option(help="Code of the area.")],
    datum: DatumOption = None,
    column: Annotated[
        list[str],
        typer.Option(
            help="field=column, for code, kind, required_interval_h, visit_rule, seen_share."
        ),
    ] = [],  # noqa: B006  # typer reads the default, nobody changes it
    later: LaterOption = False,
) -> None:
    """Put an official grid in use; tracks in the store are traced through it first."""
    from geo_patrol.workflows.gridding import import_area_grid

    chosen = settings()
    with writable(chosen) as store, progress_bar() as progress:
        report = import_area_grid(
            store,
            file,
            area_code=area,
            datum=_datum(datum),
            columns=pairs(column, "--column") or None,
            epsg=chosen.metric_epsg,
            now=now(),
            zone=chosen.zone,
            progress=progress,
            later=later,
        )
    tell(report)


@app.command()
def tracks(
    files: Annotated[list[Path], typer.Argument(help="GPX, GeoJSON, CSV, KML; also zipped.")],
    patrol: Annotated[UUID | None, typer.Option(help="Id of the patrol they belong to.")] = None,
    area: Annotated[str | None, typer.Option(help="Without --patrol: area of new patrols.")] = None,
    mode: Annotated[str | None, typer.Option(help="Without --patrol: foot, car, boat.")] = None,
    column: Annotated[
        list[str], typer.Option(help="field=column, for lon, lat, time, accuracy, track.")
    ] = [],  # noqa: B006  # typer reads the default, nobody changes it
    tz: Annotated[str | None, typer.Option(help="Zone of times without offset.")] = None,
    datum: Annotated[str, typer.Option(help="Datum of the files: wgs84, gcj02, …")] = "wgs84",
) -> None:
    """Keep tracks: of a patrol, or making shift and patrol from each track.

    Bad fixes are listed with line and reason; the good ones are kept.
    """
    from geo_patrol.tracks.readers import read_tracks
    from geo_patrol.workflows import trackfiles

    chosen = settings()
    moment_now = now()
    columns = _columns(column, tz)
    reads = [
        read
        for file in files
        for read in read_tracks(
            file,
            now=moment_now,
            columns=columns,
            max_bytes=int(chosen.max_import_mb * 1024**2),
        )
    ]
    if patrol is not None:
        patrol_for = trackfiles.existing_patrol(patrol)
    elif area is not None and mode is not None:
        way: Mode = one_of(mode, get_args(Mode), "--mode")
        patrol_for = trackfiles.patrol_from_track(area, way, now=moment_now, zone=chosen.zone)
    else:
        raise InvalidInput("cli.patrol_or_area")
    with writable(chosen) as store:
        done = trackfiles.import_tracks(
            store, reads, patrol_for, now=moment_now, zone=chosen.zone, datum=one_datum(datum)
        )
    for one in done:
        _tell_track(one)


def _columns(column: list[str], tz: str | None) -> "ColumnMap | None":
    from geo_patrol.tracks.readers import ColumnMap

    named = pairs(column, "--column")
    known = {"lon", "lat", "time", "accuracy", "track", "time_format"}
    for field in named:
        one_of(field, tuple(sorted(known)), "--column")
    if not named and tz is None:
        return None
    try:
        zone = None if tz is None else ZoneInfo(tz)
    except (KeyError, ValueError) as error:
        raise InvalidInput(
            "cli.bad_choice", option="--tz", value=tz, choices="Asia/Shanghai, …"
        ) from error
    return ColumnMap(**named, tz=zone)


def _tell_track(one: "FileTrack") -> None:
    if one.written is None:
        say("cli.track_skipped", name=one.name, n_bad=len(one.bad))
        say_findings(one.bad)
        return
    key = "cli.track_imported" if one.written.written.created else "cli.track_same"
    say(key, name=one.name, n_fixes=one.written.n_fixes, n_bad=len(one.bad))
    say_findings(one.written.findings)
