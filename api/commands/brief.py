"""``geo-patrol brief``: a month, a quarter or a year as a folder of files."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, one_of, progress_bar, readable, say, settings
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES, Language

if TYPE_CHECKING:
    from api.briefings.asked import Brief, FileForm
    from geo_patrol.reports.briefing import BriefingKind
    from geo_patrol.settings import Settings

app = typer.Typer(no_args_is_help=True, help="简报 · Briefings.")

Period = Annotated[str, typer.Option(help="2022-10 (monthly), 2022Q4 (quarterly), 2022 (annual).")]
Out = Annotated[Path, typer.Option(help="Folder to write to; it is made, and must be empty.")]
Area = Annotated[
    list[str], typer.Option("--area", help="Code of an area; again for more. Without: all.")
]
Lang = Annotated[str, typer.Option(help="Language of documents and printed maps: zh, en, both.")]
Formats = Annotated[
    str | None,
    typer.Option(
        help="Only these, with commas: pdf, docx, pptx, xlsx, csv, html, png, svg, geojson, gpkg,"
        " parquet, shapefile, kml. Without: all but svg."
    ),
]

KINDS: "dict[BriefingKind, str]" = {
    "monthly": "Write a month's bulletin (月通报).",
    "quarterly": "Write a quarter's ranking of places (季度排名).",
    "annual": "Write a year's report (年度报告).",
}
"""What each command writes."""


def _command(kind: "BriefingKind") -> Callable[..., None]:
    def command(
        period: Period,
        out: Out,
        area: Area = [],  # noqa: B006  # typer reads the default, nobody changes it
        lang: Lang = "zh",
        formats: Formats = None,
    ) -> None:
        from api.briefings.asked import USUAL, Brief
        from geo_patrol.evidence.fonts import find_font

        chosen = settings()
        spoken: tuple[Language, ...] = (
            LANGUAGES if lang == "both" else (one_of(lang, LANGUAGES, "--lang"),)
        )
        forms = USUAL if formats is None else _forms(formats)
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise InvalidInput("brief.not_empty", path=str(out))
        asked = Brief(kind, period, tuple(area), spoken, forms, find_font(chosen.font_file))
        _write(asked, out, chosen)

    return command


for _kind, _told in KINDS.items():
    app.command(_kind, help=_told)(_command(_kind))


def _forms(formats: str) -> "tuple[FileForm, ...]":
    from api.briefings.asked import FILE_FORMS

    named = [one.strip() for one in formats.split(",") if one.strip()]
    if not named:
        raise InvalidInput("brief.no_forms")
    wanted = {one_of(one, FILE_FORMS, "--formats") for one in named}
    return tuple(one for one in FILE_FORMS if one in wanted)


def _write(asked: "Brief", out: Path, chosen: "Settings") -> None:
    """Make all files beside the folder, and put them into it when all of them are there."""
    from api.briefings.ordering import Order, make_apart
    from geo_patrol.store.scope import SYSTEM

    with readable(chosen) as store:
        url = store.url
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as error:
        raise InvalidInput("cli.cannot_write", path=str(out), reason=str(error)) from error
    try:
        order = Order(asked, SYSTEM, beside, url, chosen, now())
        with progress_bar() as report:
            for made in make_apart(order, lambda: False):
                report("progress.brief", made.done, made.total)
        out.mkdir(exist_ok=True)
        files = sorted(beside.iterdir())
        for file in files:
            file.replace(out / file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    size = sum((out / one.name).stat().st_size for one in files)
    say("brief.written", folder=str(out), n=len(files), mb=f"{size / 2**20:.1f}")
