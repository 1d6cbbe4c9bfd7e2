"""Writing what squads plan with, and what they plan their people by."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, NotFound, finding
from geo_patrol.roster.kept_checks import area_faults, profile_faults, setup_faults
from geo_patrol.roster.records import OfficerProfile, PostNeed, RosterSetup
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import roster_lock
from geo_patrol.store.repositories import people, places
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.repositories.rosters import PROFILES, SETUPS, profile_id_of, setup_of
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.roster_people import HANDS
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

SETUP = "roster_setup"
PROFILE = "officer_profile"


def put_setup(
    store: Store,
    scope: Scope,
    setup: RosterSetup,
    *,
    office: RuleSettings,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write what a squad's rosters begin with; those there are stay as they are.

    Raises
    ------
    NotFound
        When the squad, or the setup that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, SETUP, setup.id, canonical(setup), now, if_match)
    return write_once(store, sent, lambda session: write_setup(session, sent, setup, office=office))


def write_setup(
    session: Session,
    sent: Submission,
    setup: RosterSetup,
    *,
    office: RuleSettings,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_setup` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = setup.squad_code
        require_squad(session, squad, sent.scope)
        before = None if new else SETUPS.one(session, setup.id, SYSTEM)
        faults = [*setup_faults(setup, office), *_about_areas(session, squad, setup.posts)]
        if before is not None and before.found.squad_code != squad:
            faults.append(finding("squad", "field.stays_with_its_squad"))
        there = setup_of(session, squad)
        if there is not None and there.record.id != setup.id:
            faults.append(finding("squad", "rosters.setup_there", id=str(there.record.id)))
        refuse(faults)
        author = officer_id or sent.scope.officer_id
        SETUPS.save(session, setup, Found(squad, sent.now, author, demo), new=new)
        return squad

    return write_record(session, sent, save, roster_lock(setup.squad_code))


def put_profile(
    store: Store,
    scope: Scope,
    profile: OfficerProfile,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write what a squad plans an officer by; it holds for all rosters from now on.

    Raises
    ------
    NotFound
        When the squad, the officer, or the profile that has this id is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, PROFILE, profile.id, canonical(profile), now, if_match)
    return write_once(store, sent, lambda session: write_profile(session, sent, profile))


def write_profile(
    session: Session, sent: Submission, profile: OfficerProfile, *, demo: bool = False
) -> Written:
    """Do the work of `put_profile` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad, officer = profile.squad_code, profile.officer_id
        require_squad(session, squad, sent.scope)
        known = people.officer(session, officer)
        if known is None or not any(sent.scope.includes(one) for one in known.squads):
            raise NotFound("rosters.no_officer")
        before = None if new else PROFILES.one(session, profile.id, SYSTEM)
        faults = list(profile_faults(profile, None if before is None else before.record))
        if known.role not in HANDS:
            faults.append(finding("officer_id", "rosters.never_on_duty"))
        if squad not in known.squads:
            faults.append(finding("officer_id", "rosters.not_of_squad"))
        if before is not None and before.found.squad_code != squad:
            faults.append(finding("squad", "field.stays_with_its_squad"))
        there = profile_id_of(session, squad, officer)
        if there not in (None, profile.id):
            faults.append(finding("officer_id", "rosters.profile_there", id=str(there)))
        refuse(faults)
        # Whose profile it is stands in the record; who wrote it, in its version.
        PROFILES.save(session, profile, Found(squad, sent.now, None, demo), new=new)
        return squad

    return write_record(session, sent, save, roster_lock(profile.squad_code))


def areas_of(session: Session, squad: str, posts: Sequence[PostNeed]) -> set[str]:
    """Return which of the posts' areas are a squad's."""
    named = {one.area_code for one in posts if one.area_code}
    return {one for one in named if places.squad_of_area(session, one) == squad}


def refuse(faults: Sequence[Finding]) -> None:
    """Refuse what has faults.

    Raises
    ------
    InvalidInput
        With all of them, when there are any.
    """
    if faults:
        raise InvalidInput("rosters.invalid", findings=tuple(faults), n=len(faults))


def _about_areas(session: Session, squad: str, posts: Sequence[PostNeed]) -> list[Finding]:
    return list(area_faults(posts, areas_of(session, squad, posts)))
