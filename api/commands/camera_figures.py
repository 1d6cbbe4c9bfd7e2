"""``geo-patrol cameras``: how often alerts are true, and which cameras are silent."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.commands.common import moment, now, out, readable, say, settings
from api.commands.options import From, To
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from geo_patrol.cameras.precision import Precision
    from geo_patrol.cameras.silence import SilenceState
    from geo_patrol.workflows.camera_figures import By, CameraFigures

app = typer.Typer(no_args_is_help=True, help="视频监控 · Cameras and their alerts.")

Squad = Annotated[str | None, typer.Option(help="Code of a squad; default: all.")]
CameraCode = Annotated[
    str | None, typer.Option("--camera", help="Code of a camera, or the name its device has.")
]
Area = Annotated[str | None, typer.Option(help="Code of an area; default: all.")]
Rows = Annotated[
    str, typer.Option("--by", help="Rows by camera, hour, kind or month; never by person.")
]
Out = Annotated[Path | None, typer.Option("--out", help="File to write: .csv or .json.")]


@app.command()
def precision(
    start: From = None,
    end: To = None,
    rows: Rows = "camera",
    squad: Squad = None,
    camera: CameraCode = None,
    area: Area = None,
    target: Out = None,
) -> None:
    """Print which share of the alerts of a period was true, and how sure that is."""
    from api.cameras.figure_files import as_csv, as_json
    from api.exports.whole import whole_file
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.camera_figures import camera_figures

    chosen, at, by = settings(), now(), _by(rows)
    if target is not None and target.suffix.lower() not in (".csv", ".json"):
        raise InvalidInput("figures.ending", path=str(target))
    span = Span(
        None if start is None else moment(start, chosen, "--from"),
        None if end is None else moment(end, chosen, "--to"),
    )
    with readable(chosen) as store, store.reader() as session:
        found = camera_figures(
            session, SYSTEM, span, chosen.zone, by=by, squad=squad, camera=camera, area=area
        )
    if target is None:
        _show(found, chosen.language)
        return
    is_csv = target.suffix.lower() == ".csv"
    with whole_file(target) as beside:
        beside.write_bytes(as_csv(found) if is_csv else as_json(found, span, by, at))
    say("cameras.figures_written", path=str(target), n=len(found.rows))


def _by(name: str) -> "By":
    from geo_patrol.workflows.camera_figures import BY

    for one in BY:
        if one == name:
            return one
    raise InvalidInput("cameras.by_unknown", name=name, known=", ".join(BY))


def _show(found: "CameraFigures", language: Language) -> None:
    table = Table()
    table.add_column(text("cameras.column_group", language))
    for name in (
        text("cameras.column_n", language),
        text("cameras.column_true", language),
        text("cameras.column_false", language),
        text("cameras.column_share", language),
        text("cameras.column_interval", language),
        text("cameras.column_duplicate", language),
        text("cameras.column_repeats", language),
        text("cameras.column_open", language),
        text("cameras.column_answer", language),
    ):
        table.add_column(name, justify="right")
    for row in found.rows:
        table.add_row(escape(row.key), *_values(row.figures))
    table.add_row(text("cameras.whole", language), *_values(found.whole), style="bold")
    out.print(table)
    say("cameras.not_of_persons")


def _values(one: "Precision") -> list[str]:
    share, low, high, wait_s = one.share, one.low, one.high, one.median_answer_s
    return [
        str(one.n),
        str(one.n_true),
        str(one.n_false),
        "-" if share is None else f"{share:.1%}",
        "-" if low is None or high is None else f"{low:.0%}–{high:.0%}",
        str(one.n_duplicate),
        str(one.n_repeats),
        str(one.n_open),
        "-" if wait_s is None else f"{wait_s / 60:.1f}",
    ]


@app.command()
def silent(
    at: Annotated[
        str | None, typer.Option("--at", help="Moment to look back from; default: now.")
    ] = None,
    squad: Squad = None,
) -> None:
    """Print how long each camera has been silent, against its own habit or its signs."""
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.camera_silence import camera_silences

    chosen = settings()
    language = chosen.language
    then = now() if at is None else moment(at, chosen, "--at")
    with readable(chosen) as store, store.reader() as session:
        found = camera_silences(session, SYSTEM, at=then, squad=squad)
    table = Table()
    for name in (
        text("cameras.column_camera", language),
        text("cameras.column_state", language),
        text("cameras.column_last", language),
    ):
        table.add_column(name)
    table.add_column(text("cameras.column_limit", language), justify="right")
    for one in found:
        last, limit = one.silence.last_at, one.silence.limit
        table.add_row(
            # Devices name cameras as they like.
            escape(one.camera),
            text(_STATES[one.silence.state], language),
            "-" if last is None else last.astimezone(chosen.zone).strftime("%Y-%m-%d %H:%M"),
            "-" if limit is None else f"{limit.total_seconds() / 3600:.1f}",
            style="bold red" if one.silence.state == "silent" else "",
        )
    out.print(table)
    n_silent = sum(one.silence.state == "silent" for one in found)
    say("cameras.silence_counts", n=len(found), silent=n_silent)


_STATES: dict["SilenceState", str] = {
    "heard": "cameras.state_heard",
    "silent": "cameras.state_silent",
    "never": "cameras.state_never",
    "habit_unknown": "cameras.state_habit_unknown",
}
