"""``geo-patrol map``: maps as single files that open without a network, and on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import moment, now, one_of, readable, say, settings
from api.commands.options import Areas, From, To
from api.exports.whole import whole_file, write_whole
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES

if TYPE_CHECKING:
    from api.maps.kinds import MapKind, SheetKind
    from api.maps.sheets import OnPaper
    from geo_patrol.settings import Settings

app = typer.Typer(no_args_is_help=True, help="地图 · Maps.")

Out = Annotated[
    Path | None, typer.Option(help="File to write; default: KIND-AREA.html, or the print form's.")
]
Lang = Annotated[str | None, typer.Option(help="Language the map opens in: zh or en.")]
Print = Annotated[str | None, typer.Option("--print", help="On paper: png, pdf or svg.")]
Paper = Annotated[str, typer.Option(help="Paper: a4 or a3.")]
Turn = Annotated[str, typer.Option("--orientation", help="landscape or portrait.")]
Dpi = Annotated[int, typer.Option(help="Dots per inch of a printed PNG: 50 to 600.")]
Title = Annotated[str, typer.Option(help="In place of the area's name and the kind of map.")]
Maker = Annotated[str, typer.Option(help="Who made it; default: the office of the settings.")]
Review = Annotated[str, typer.Option("--review-number", help="审图号.")]
Handling = Annotated[str, typer.Option(help="Who may see it, as 内部使用.")]
Of = Annotated[str, typer.Option(help="What a map of change compares: effort or incidents.")]

KINDS: "dict[MapKind | SheetKind, str]" = {
    "zones": "Draw the protection zones by level, with status and source.",
    "coverage": "Draw how much time was spent in each cell.",
    "gaps": "Draw where nobody was: time since last seen against the required interval.",
    "heat": "Draw where incidents gather.",
    "hotspots": "Draw where incidents lie together more than chance would have it.",
    "rates": "Draw what patrols found for the time they were there, and where nobody can say.",
    "seen": "Draw what patrols and cameras saw, and where nobody looks.",
    "briefing": "Draw all of these in one file, by day and shift, with a search for cells.",
    "comparison": "Draw the period beside the one before it.",
    "incidents": "Draw incidents by category, on paper.",
    "change": "Draw how each cell changed against the period before, on paper.",
    "overview": "Draw each area's share of required windows that were met, on paper.",
}
"""What each command draws."""


@dataclass(frozen=True)
class _Asked:
    """What was said after the command's name."""

    area: list[str]
    start: str | None
    end: str | None
    out: Path | None
    lang: str | None


def _command(kind: "MapKind | SheetKind") -> Callable[..., None]:
    def command(
        area: Areas,
        start: From = None,
        end: To = None,
        out: Out = None,
        lang: Lang = None,
        form: Print = None,
        paper: Paper = "a4",
        orientation: Turn = "landscape",
        dpi: Dpi = 300,
        title: Title = "",
        maker: Maker = "",
        review_number: Review = "",
        handling: Handling = "",
        of: Of = "effort",
    ) -> None:
        asked = _Asked(area, start, end, out, lang)
        if form is None:
            _write(kind, asked)
            return
        from api.maps.sheets import CHANGES, ORIENTATIONS, PAPER_SIZES, PRINT_FORMS, OnPaper

        sheet = OnPaper(
            form=one_of(form, PRINT_FORMS, "--print"),
            paper=one_of(paper, PAPER_SIZES, "--paper"),
            orientation=one_of(orientation, ORIENTATIONS, "--orientation"),
            dpi=dpi,
            title=title,
            maker=maker,
            review_number=review_number,
            handling=handling,
            of=one_of(of, CHANGES, "--of"),
        )
        _print(kind, asked, sheet)

    return command


for _kind, _told in KINDS.items():
    app.command(_kind, help=_told)(_command(_kind))


def _write(kind: "MapKind | SheetKind", asked: _Asked) -> None:
    from api.drawing import draw
    from api.maps.kinds import MAP_KINDS

    if kind not in MAP_KINDS:
        raise InvalidInput("drawing.paper_only")
    page = _drawn(draw, kind, asked)
    target = asked.out or Path(f"{kind}-{'-'.join(asked.area)}.html")
    write_whole(target, page)
    say("cli.map_written", path=str(target), kb=round(target.stat().st_size / 1024))


def _print(kind: "MapKind | SheetKind", asked: _Asked, sheet: "OnPaper") -> None:
    from dataclasses import replace

    from api.maps.kinds import SHEET_KINDS
    from api.printing import print_sheet
    from geo_patrol.evidence.fonts import find_font

    if kind not in SHEET_KINDS:
        raise InvalidInput("drawing.screen_only", kind=kind, choices=", ".join(SHEET_KINDS))
    font = find_font(_settings(asked).font_file)
    made = _drawn(print_sheet, kind, asked, replace(sheet, font=font))
    target = asked.out or Path(f"{kind}-{'-'.join(asked.area)}.{sheet.form}")
    with whole_file(target) as path:
        path.write_bytes(made.data)
    say("cli.map_written", path=str(target), kb=round(target.stat().st_size / 1024))
    if made.missing:
        say("drawing.missing", letters="、".join(f"U+{ord(one):04X}" for one in made.missing))
    if made.left_out:
        say("drawing.left_out", names="、".join(made.left_out))


def _settings(asked: _Asked) -> "Settings":
    if asked.lang is not None and asked.lang not in LANGUAGES:
        raise InvalidInput("cli.unknown_language", lang=asked.lang)
    return settings(language=asked.lang)


def _drawn(draw: Callable[..., Any], kind: str, asked: _Asked, *more: object) -> Any:
    """Return what a drawer makes of the store."""
    from api.periods import last_period
    from geo_patrol.store.repositories import places
    from geo_patrol.store.scope import SYSTEM

    chosen = _settings(asked)
    with readable(chosen) as store, store.reader() as session:
        codes = asked.area
        if codes == ["all"]:
            codes = [one.code for one in places.areas(session, SYSTEM)]
        first, last = last_period(session, SYSTEM, chosen, now=now())
        return draw(
            kind,
            session,
            SYSTEM,
            codes,
            first if asked.start is None else moment(asked.start, chosen, "--from"),
            last if asked.end is None else moment(asked.end, chosen, "--to"),
            *more,
            settings=chosen,
            language=chosen.language,
            now=now(),
        )
