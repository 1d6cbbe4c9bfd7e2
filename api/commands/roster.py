"""``geo-patrol roster``: rosters, from a squad's setup to what was published, and the bench."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands import roster_setup
from api.commands.common import say, session_language
from api.commands.roster_change import publish, replan
from api.commands.roster_export import export
from api.commands.roster_judge import check, explain
from api.commands.roster_plan import make, show, solve
from api.commands.roster_suggest import suggest
from geo_patrol.messages import text

app = typer.Typer(no_args_is_help=True, help="排班 · Rosters.")
app.add_typer(roster_setup.app, name="setup")
for deed in (make, solve, explain, replan, check, export, publish, suggest):
    app.command()(deed)
app.command("list")(show)

Files = Annotated[list[Path], typer.Argument(help="Public instances, as text.", metavar="FILE…")]
Seconds = Annotated[float, typer.Option("--time", min=0.1, help="Seconds for each, at most.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Searches side by side.")]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Of what is left to chance.")]


@app.command()
def bench(files: Files, seconds: Seconds = 60, workers: Workers = 8, seed: Seed = 1) -> None:
    """Solve public instances; print file, value, bound and seconds, one a line."""
    from geo_patrol.roster.instances import read_instance
    from geo_patrol.roster.solver import Effort, solve

    language = session_language()
    instances = [(path, read_instance(path)) for path in files]
    statuses = {
        "proven": text("roster.status_proven", language),
        "best_so_far": text("roster.status_best_so_far", language),
        "stopped": text("roster.status_stopped", language),
    }
    impossible = text("roster.bench_impossible", language)
    for path, instance in instances:
        found = solve(instance.problem, instance.settings, Effort(seconds, workers, seed))
        say(
            "roster.bench_line",
            file=path.name,
            value=impossible if found.value.hard else found.value.soft,
            bound=impossible if found.bound.hard else found.bound.soft,
            seconds=f"{found.seconds:.1f}",
            status=statuses[found.status],
        )
