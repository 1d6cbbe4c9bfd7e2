"""``geo-patrol roster suggest``: what the next shifts might do about gaps."""

from secrets import randbits
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, out, readable, say, session_language, settings, writable
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from geo_patrol.settings import Settings
    from geo_patrol.workflows.roster_suggestions import ShiftSuggestions, Suggestions

Squad = Annotated[str, typer.Option(help="Code of the squad.")]
Days = Annotated[int, typer.Option(min=1, max=14, help="Shifts that begin so many days ahead.")]
HandOut = Annotated[bool, typer.Option("--hand-out", help="Hand them to the shifts as tasks.")]
Anew = Annotated[
    bool, typer.Option("--anew", help="With --hand-out: withdraw open ones, hand out others.")
]


def suggest(squad: Squad, days: Days = 2, hand_out: HandOut = False, anew: Anew = False) -> None:
    """Suggest what rostered shifts do about the cells most overdue; times are drawn by chance."""
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows import suggested_tasks
    from geo_patrol.workflows.roster_suggestions import SEED_BITS, Asked, make_suggestions

    if anew and not hand_out:
        raise InvalidInput("suggestions.anew_alone")
    chosen, moment, seed = settings(), now(), randbits(SEED_BITS)
    asked = Asked(squad, days=days)
    if not hand_out:
        with readable(chosen) as store, store.reader() as session:
            made = make_suggestions(
                session,
                SYSTEM,
                asked,
                chosen.zone,
                seed=seed,
                language=chosen.language,
                now=moment,
            )
        _show(made, chosen)
        return
    with writable(chosen) as store:
        handed = suggested_tasks.hand_out(
            store,
            SYSTEM,
            asked,
            chosen.zone,
            seed=seed,
            language=chosen.language,
            now=moment,
            anew=anew,
        )
    if not handed.suggestions.shifts:
        say("suggestions.no_roster")
    for one in handed.suggestions.shifts:
        if one.shift.shift_id is None:
            _head(one, chosen)
            say("suggestions.no_record")
    say(
        "suggestions.handed",
        new=handed.n_new,
        withdrawn=handed.n_withdrawn,
        kept=handed.n_kept,
    )


def _show(made: "Suggestions", chosen: "Settings") -> None:
    language = session_language()
    if not made.shifts:
        say("suggestions.no_roster")
    for one in made.shifts:
        _head(one, chosen)
        for leg in one.legs:
            out.print(f"  {leg.text}", markup=False)
        if one.nothing is not None:
            out.print(f"  {why_nothing(one, language)}", markup=False)
    if made.start_evenness is not None:
        say("suggestions.evenness", share=round(made.start_evenness * 100))


def _head(one: "ShiftSuggestions", chosen: "Settings") -> None:
    shift = one.shift
    say(
        "suggestions.shift_line",
        day=shift.day.isoformat(),
        code=shift.code,
        start=f"{shift.start.astimezone(chosen.zone):%H:%M}",
        end=f"{shift.end.astimezone(chosen.zone):%H:%M}",
    )


def why_nothing(one: "ShiftSuggestions", language: Language) -> str:
    """Return in words why a shift has no legs; nothing of one that has some."""
    words = {
        None: "",
        "no_crew": text("suggestions.no_crew", language),
        "no_grid": text("suggestions.no_grid", language),
        "no_time": text("suggestions.no_time", language),
        "nothing_due": text("suggestions.nothing_due", language),
    }
    return words[one.nothing]
