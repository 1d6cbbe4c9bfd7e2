"""``geo-patrol map``: maps as single files that open without a network."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import moment, now, readable, say, settings
from api.commands.options import Areas, From, To
from api.exports.whole import write_whole
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES

if TYPE_CHECKING:
    from api.maps.kinds import MapKind

app = typer.Typer(no_args_is_help=True, help="地图 · Maps.")

Out = Annotated[Path | None, typer.Option(help="File to write; default: KIND-AREA.html.")]
Lang = Annotated[str | None, typer.Option(help="Language the map opens in: zh or en.")]

KINDS: "dict[MapKind, str]" = {
    "zones": "Draw the protection zones by level, with status and source.",
    "coverage": "Draw how much time was spent in each cell.",
    "gaps": "Draw where nobody was: time since last seen against the required interval.",
    "heat": "Draw where incidents gather.",
    "hotspots": "Draw where incidents lie together more than chance would have it.",
    "rates": "Draw what patrols found for the time they were there, and where nobody can say.",
    "seen": "Draw what patrols and cameras saw, and where nobody looks.",
}
"""What each command draws."""


def _command(kind: "MapKind") -> Callable[..., None]:
    def command(
        area: Areas, start: From = None, end: To = None, out: Out = None, lang: Lang = None
    ) -> None:
        _write(kind, area, start, end, out, lang)

    return command


for _kind, _told in KINDS.items():
    app.command(_kind, help=_told)(_command(_kind))


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
