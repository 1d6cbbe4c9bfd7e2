"""``geo-patrol map``: maps as single files that open without a network."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import moment, now, readable, say, settings
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES

if TYPE_CHECKING:
    from api.maps.kinds import MapKind

app = typer.Typer(no_args_is_help=True, help="地图 · Maps.")

Area = Annotated[
    list[str], typer.Option(help="Code of the area; give it again for more, or `all`.")
]
From = Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD, or a moment.")]
To = Annotated[
    str | None,
    typer.Option("--to", help="End of the period, not included: YYYY-MM-DD or a moment."),
]
Out = Annotated[Path | None, typer.Option(help="File to write; default: KIND-AREA.html.")]
Lang = Annotated[str | None, typer.Option(help="Language the map opens in: zh or en.")]


@app.command()
def zones(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw the protection zones by level, with status and source."""
    _write("zones", area, start, end, out, lang)


@app.command()
def coverage(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw how much time was spent in each cell."""
    _write("coverage", area, start, end, out, lang)


@app.command()
def gaps(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw where nobody was: time since last seen against the required interval."""
    _write("gaps", area, start, end, out, lang)


@app.command()
def heat(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw where incidents gather."""
    _write("heat", area, start, end, out, lang)


@app.command()
def hotspots(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw where incidents lie together more than chance would have it."""
    _write("hotspots", area, start, end, out, lang)


@app.command()
def rates(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw what patrols found for the time they were there, and where nobody can say."""
    _write("rates", area, start, end, out, lang)


@app.command()
def seen(
    area: Area, start: From = None, end: To = None, out: Out = None, lang: Lang = None
) -> None:
    """Draw what patrols and cameras saw, and where nobody looks."""
    _write("seen", area, start, end, out, lang)


def _write(
    kind: "MapKind",
    area: list[str],
    start: str | None,
    end: str | None,
    out: Path | None,
    lang: str | None,
) -> None:
    from api.drawing import draw
    from api.periods import last_period
    from geo_patrol.store.repositories import places
    from geo_patrol.store.scope import SYSTEM

    chosen = settings(language=lang)
    if lang is not None and lang not in LANGUAGES:
        raise InvalidInput("cli.unknown_language", lang=lang)
    with readable(chosen) as store, store.reader() as session:
        codes = area
        if area == ["all"]:
            codes = [one.code for one in places.areas(session, SYSTEM)]
        first, last = last_period(session, SYSTEM, chosen, now=now())
        page = draw(
            kind,
            session,
            SYSTEM,
            codes,
            first if start is None else moment(start, chosen, "--from"),
            last if end is None else moment(end, chosen, "--to"),
            settings=chosen,
            language=chosen.language,
            now=now(),
        )
    target = out or Path(f"{kind}-{'-'.join(area)}.html")
    write_whole(target, page)
    say("cli.map_written", path=str(target), kb=round(target.stat().st_size / 1024))


def write_whole(target: Path, page: str) -> None:
    """Write a file so that it is there whole or not at all.

    Raises
    ------
    InvalidInput
        When the folder cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(page)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        raise InvalidInput("cli.cannot_write", path=str(target), reason=str(error)) from error
