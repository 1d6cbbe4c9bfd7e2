"""Kept rosters as what goes on paper and into files, and files as what could be kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.messages.words import Words
from geo_patrol.roster.clock import days_of
from geo_patrol.roster.files.account import Account, account_of
from geo_patrol.roster.files.month import Month, Names, Place
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Assignment, Problem, Roster
from geo_patrol.roster.records import KeptRoster, LeaveKind
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.store.repositories import history, people, places
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.figures import squads
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.rosters import ROSTERS, rosters_meeting
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.calendars import work_calendar
from geo_patrol.workflows.my_duties import my_duties
from geo_patrol.workflows.roster_past import assignments_of
from geo_patrol.workflows.roster_search import Question, kept_question
from geo_patrol.workflows.roster_terms import leave_that_counts, posts_of, shifts_of
from geo_patrol.workflows.rosters import ROSTER
from geo_patrol.workflows.standing import is_demo

CALENDAR_BACK = timedelta(days=31)
CALENDAR_AHEAD = timedelta(days=92)
_DAY = timedelta(days=1)
_ROSTERS_AT_MOST = 50


@dataclass(frozen=True)
class RosterPaper:
    """All that stands on a roster's papers."""

    month: Month
    settings: RuleSettings

    def account(self) -> Account:
        """Return what is said beside the grid; it takes a moment.

        Raises
        ------
        InvalidInput
            When what the roster is made of became unusable.
        """
        return account_of(self.month, self.settings)


def roster_paper(
    session: Session,
    scope: Scope,
    roster_id: UUID,
    office: RuleSettings,
    *,
    zone: tzinfo,
    now: datetime,
    leave_kinds: bool,
) -> RosterPaper:
    """Return a roster as it is put on paper.

    Parameters
    ----------
    leave_kinds
        Whether it says why people are on leave.

    Raises
    ------
    NotFound
        When there is none within reach.
    InvalidInput
        When its times or rules are wrong.
    """
    question = kept_question(session, scope, roster_id, office, zone=zone, now=now)
    roster, problem = question.roster, question.problem
    changed_at, before = _told_before(session, roster)
    month = Month(
        problem=problem,
        roster=assignments_of(roster.duties),
        names=names_for(session, question),
        squad=roster.squad_code,
        as_of=now,
        zone=zone,
        id=str(roster.id),
        state=roster.state,
        version=question.version or 1,
        leave_kinds=_kinds(session, problem) if leave_kinds else {},
        before=before,
        changed_at=changed_at,
        reason=roster.reason if before is not None else "",
        unannounced=work_calendar(session).unannounced(problem.days),
        demo=is_demo(session),
    )
    return RosterPaper(month, question.settings)


def names_for(session: Session, question: Question) -> Names:
    """Return what people, posts, areas and squads of a roster are called."""
    officers = [one.id for one in question.problem.officers]
    badges = people.badges(session, [UUID(one) for one in officers])
    return Names(
        {one: question.names[one] for one in question.names},
        {str(one): badge for one, badge in badges.items()},
        {one.code: one.name or one.code for one in question.roster.posts},
        _areas(session, [question.roster]),
        _squads(session),
    )


def my_months(
    session: Session, scope: Scope, officer: Officer, zone: tzinfo, *, now: datetime
) -> list[Month]:
    """Return the rosters that tell a person when they are on duty, with nobody else in them.

    Those that were told and are withdrawn are among them: a calendar takes their days back.
    """
    today = now.astimezone(zone).date()
    first, last = today - CALENDAR_BACK, today + CALENDAR_AHEAD
    _, told = my_duties(session, scope, officer.id, first, last)
    gone = ROSTERS.page(
        session,
        scope,
        Span(),
        *rosters_meeting(first, last + _DAY, "withdrawn"),
        limit=_ROSTERS_AT_MOST,
    )
    rosters = {one.id: one for one in (*told, *(kept.record for kept in gone.items))}
    # Who was in a roster, and is not any more, is told so, too.
    for squad in sorted(officer.squads):
        page = ROSTERS.page(
            session,
            scope,
            Span(),
            *rosters_meeting(first, last + _DAY, "published"),
            squad=squad,
            limit=_ROSTERS_AT_MOST,
        )
        rosters |= {one.record.id: one.record for one in page.items}
    areas, names = _areas(session, rosters.values()), _squads(session)
    found = (_mine(session, one, officer, zone, now, areas, names) for one in rosters.values())
    return [one for one in found if one is not None]


def _mine(
    session: Session,
    roster: KeptRoster,
    officer: Officer,
    zone: tzinfo,
    now: datetime,
    areas: Mapping[str, Words],
    names: Mapping[str, Words],
) -> Month | None:
    """Return what a roster tells one person; None when it never told them anything."""
    id = str(officer.id)
    changed_at, before = _told_before(session, roster)
    own = tuple(one for one in assignments_of(roster.duties) if one.officer == id)
    told = tuple(one for one in before or () if one.officer == id)
    if roster.state == "withdrawn":
        own = ()
    if not own and not told:
        return None
    problem = Problem(
        roster.first_day,
        roster.n_days,
        shifts_of(roster),
        (RosterOfficer(id, officer.squad_code or ""),),
        posts_of(roster),
    )
    return Month(
        problem=problem,
        roster=own,
        names=Names(
            posts={one.code: one.name or one.code for one in roster.posts},
            areas=areas,
            squads=names,
        ),
        squad=roster.squad_code,
        as_of=now,
        zone=zone,
        id=str(roster.id),
        state=roster.state,
        version=history.latest_version(session, ROSTER, roster.id) or 1,
        before=told,
        changed_at=changed_at,
    )


def _told_before(session: Session, roster: KeptRoster) -> tuple[datetime | None, Roster | None]:
    """Return when a roster's version came, and what was published before it; None for nothing."""
    versions = history.versions(session, ROSTER, roster.id)
    if not versions:
        return None, None
    changed_at = versions[-1].accepted_at
    if roster.state == "draft":
        return changed_at, None
    for one in reversed(versions[:-1]):
        if one.body["state"] == "published":
            return changed_at, _duties(one.body["duties"], set(days_of(roster)))
    return changed_at, None


def _duties(told: Iterable[Mapping[str, str]], days: set[date]) -> Roster:
    found = (
        Assignment(one["officer_id"], date.fromisoformat(one["day"]), one["shift"], one["post"])
        for one in told
    )
    return tuple(one for one in found if one.day in days)


def _kinds(session: Session, problem: Problem) -> dict[Place, LeaveKind]:
    ids = [UUID(one.id) for one in problem.officers]
    found = leave_that_counts(session, ids, problem.days[0], problem.days[-1])
    return {
        (str(one.officer_id), day): one.kind
        for one in found
        for day in problem.days
        if one.first_day <= day <= one.last_day
    }


def _areas(session: Session, rosters: Iterable[KeptRoster]) -> dict[str, Words]:
    codes = {post.area_code for one in rosters for post in one.posts if post.area_code}
    return {code: Words(*names) for code, names in places.area_names(session, codes).items()}


def _squads(session: Session) -> dict[str, Words]:
    return {one.code: Words(one.name_zh, one.name_en) for one in squads(session, SYSTEM)}
