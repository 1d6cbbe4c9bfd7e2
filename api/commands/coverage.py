"""``geo-patrol coverage``: figures as tables on the screen, or as files for other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import moment, now, one_of, readable, say, settings
from api.commands.options import Areas, From, To
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES

if TYPE_CHECKING:
    from api.exports.records import Figure

app = typer.Typer(no_args_is_help=True, help="覆盖与缺口 · Coverage, gaps and rates as tables.")

Out = Annotated[
    Path | None,
    typer.Option(
        help="File to write: .csv, .geojson, .parquet, .gpkg, .kml, or .zip for a Shapefile."
        " Without: the screen."
    ),
]
Form = Annotated[
    str | None,
    typer.Option("--format", help="Without --out: csv or geojson, to standard output."),
]
Lang = Annotated[
    str | None,
    typer.Option(help="zh: words on the screen and in CSV are Chinese; en: as in other formats."),
]
Crs = Annotated[
    str, typer.Option(help="EPSG code of shapes in .parquet, .gpkg, .zip: 4326, or the metric one.")
]

FIGURES: "dict[Figure, str]" = {
    "effort": "Show what was spent in each cell: presence, effort, way, visits.",
    "gaps": "Show how each cell stands against its required interval.",
    "spans": "Show each gap: from when to when a cell was without a visit longer than required.",
    "compliance": "Show which required windows were met: by kind, zone, shift, weekday, time.",
    "seen": "Show what patrols and cameras saw of each cell, and the blind spots.",
    "rates": "Show what patrols found for each hour they were there, and where too little to say.",
    "hotspots": "Show where incidents lie closer together than by chance (Gi*).",
}
"""What each command shows."""


def _command(figure: "Figure") -> Callable[..., None]:
    def command(
        area: Areas,
        start: From = None,
        end: To = None,
        out: Out = None,
        form: Form = None,
        lang: Lang = None,
        crs: Crs = "4326",
    ) -> None:
        _show(figure, area, start, end, out, form, lang, crs)

    return command


for _figure, _told in FIGURES.items():
    app.command(_figure, help=_told)(_command(_figure))


def _show(
    figure: "Figure",
    area: list[str],
    start: str | None,
    end: str | None,
    out: Path | None,
    form: str | None,
    lang: str | None,
    crs: str,
) -> None:
    from api.commands.coverage_screen import show
    from api.exports import writing
    from api.exports.assembling import assemble
    from api.periods import last_period
    from geo_patrol.store.scope import SYSTEM

    chosen = settings(language=lang)
    if lang is not None and lang not in LANGUAGES:
        raise InvalidInput("cli.unknown_language", lang=lang)
    epsg = int(one_of(crs, ("4326", str(chosen.metric_epsg)), "--crs"))
    # A file that cannot be written is told before anything is computed.
    if out is not None:
        writing.require_crs(writing.format_of(out), epsg)
    streamed = None if form is None else one_of(form, writing.STREAMED, "--format")
    if streamed is not None and out is None:
        writing.require_crs(streamed, epsg)
    with readable(chosen) as store, store.reader() as session:
        first, last = last_period(session, SYSTEM, chosen, now=now())
        found = assemble(
            figure,
            session,
            SYSTEM,
            area,
            first if start is None else moment(start, chosen, "--from"),
            last if end is None else moment(end, chosen, "--to"),
            settings=chosen,
            language=chosen.language,
            now=now(),
        )
    if out is not None:
        about = writing.write(found.export, out, epsg=epsg, language=chosen.language)
        kb = max(1, round(out.stat().st_size / 1024))
        say("exports.written", path=str(out), n=len(found.export), kb=kb)
        if about is not None:
            say("exports.written_about", path=str(about))
    elif streamed is not None:
        stdout = typer.get_binary_stream("stdout")
        stdout.write(writing.as_bytes(found.export, streamed, chosen.language))
    else:
        show(found, chosen.language)
