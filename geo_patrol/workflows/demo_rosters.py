"""The rosters of a demo, in the store."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.roster.records import RosterAnswer
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.roster_answers import ANSWER, write_answer
from geo_patrol.workflows.roster_requests import LEAVE, WISH, write_leave, write_wish
from geo_patrol.workflows.roster_setup import PROFILE, SETUP, write_profile, write_setup
from geo_patrol.workflows.rosters import submission, write_roster
from geo_patrol.workflows.writing import Submission, canonical

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season


def save_rosters(
    session: Session, season: "Season", areas: "Sequence[DemoArea]", zone: ZoneInfo, now: datetime
) -> None:
    """Keep a season's rosters and those around today, marked as demo."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.ids import id_maker
    from geo_patrol.demo.people import leader
    from geo_patrol.demo.rosters import SQUADS, rosters

    made = rosters(season, areas, now.astimezone(zone).date())
    boss: dict[str, UUID] = {squad: leader(season.officers, squad) for squad in SQUADS}
    for setup in made.setups:
        sent = Submission(SYSTEM, SETUP, setup.id, canonical(setup), now)
        write_setup(session, sent, setup, office=builtin_rules(), demo=True)
    for profile in made.profiles:
        sent = Submission(SYSTEM, PROFILE, profile.id, canonical(profile), now)
        write_profile(session, sent, profile, demo=True)
    for leave in made.leaves:
        sent = Submission(SYSTEM, LEAVE, leave.id, canonical(leave), now)
        write_leave(session, sent, leave, demo=True)
    for wish in made.wishes:
        sent = Submission(SYSTEM, WISH, wish.id, canonical(wish), now)
        write_wish(session, sent, wish, zone, demo=True)
    for roster in made.rosters:
        write_roster(
            session,
            submission(SYSTEM, roster, now),
            roster,
            office=builtin_rules(),
            zone=zone,
            officer_id=boss[roster.squad_code],
            demo=True,
        )
    make_id = id_maker(season.seed)
    # Every other leave is granted; the rest wait for the leader.
    for leave in made.leaves[::2]:
        answer = RosterAnswer(
            make_id(f"answer/{leave.id}"), leave.squad_code, "leave", leave.id, now, "granted"
        )
        sent = Submission(SYSTEM, ANSWER, answer.id, canonical(answer), now)
        write_answer(
            session,
            sent,
            answer,
            office=builtin_rules(),
            zone=zone,
            officer_id=boss[answer.squad_code],
            demo=True,
        )
