"""Whom a roster is made of: the people of its squad, and those of others who are named in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.roster.clock import days_of
from geo_patrol.roster.people import Balance, History, Limits, RosterOfficer
from geo_patrol.roster.problem import Forbidden
from geo_patrol.roster.records import KeptRoster, OfficerProfile
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.rosters import profiles_of
from geo_patrol.store.scope import Scope

HANDS = ("officer", "auxiliary", "leader")
"""Roles that may have a shift; leaders only where a profile, or the roster itself, says so."""

_HOUR = 60


@dataclass(frozen=True)
class Person:
    """Somebody of a roster.

    Attributes
    ----------
    squad_code
        The roster's for those whom it plans with all the time; of others the squad they come from.
    rostered
        False of one of the squad who has only the days that are named: a leader on one shift.
    left
        The day on which their account was closed, None while it is open.
    """

    officer: Officer
    profile: OfficerProfile | None
    squad_code: str
    rostered: bool
    left: date | None = None

    @property
    def key(self) -> str:
        """What the search calls them."""
        return str(self.officer.id)

    @property
    def last_day(self) -> date | None:
        """The last day on which they may be planned with, None while it is open."""
        told = None if self.profile is None else self.profile.last_day
        ends = [one for one in (told, self.left) if one is not None]
        return min(ends, default=None)

    @property
    def balance(self) -> Balance:
        """What they had worked beyond their share before the first roster that is kept."""
        one = self.profile
        if one is None:
            return Balance()
        return Balance(
            one.balance_nights, one.balance_weekends, one.balance_holidays, one.balance_hours
        )

    def planned(
        self, nights: Collection[str], history: History | None, balance: Balance
    ) -> RosterOfficer:
        """Return them as a search is given them; ``nights`` are the codes of night shifts."""
        one = self.profile
        if one is None:
            return RosterOfficer(
                self.key,
                self.squad_code,
                certified=self.officer.certified,
                last_day=self.last_day,
                history=history,
                balance=balance,
            )
        most = one.most_nights
        return RosterOfficer(
            self.key,
            self.squad_code,
            certified=self.officer.certified,
            boat_licence=one.boat_licence,
            driver=one.driver,
            skills=frozenset(one.skills),
            first_day=one.first_day,
            last_day=self.last_day,
            history=history,
            balance=balance,
            limits=Limits(
                most_minutes=_minutes(one.most_hours),
                least_minutes=_minutes(one.least_hours),
                most_run=one.most_run,
                most_of=() if most is None else tuple((code, most) for code in sorted(nights)),
            ),
        )


def named_in(roster: KeptRoster) -> set[UUID]:
    """Return whom a roster names, by duties or by what was settled by hand."""
    on_duty = {one.officer_id for one in roster.duties}
    return on_duty | {one.officer_id for one in roster.pins}


def people_of(
    session: Session,
    roster: KeptRoster,
    zone: tzinfo,
    *,
    more: Collection[UUID] = (),
    named_only: bool = False,
) -> list[Person]:
    """Return the people of a roster, its squad's by badge number and then the others.

    Parameters
    ----------
    more
        Further ones: those whom it named before, or who may be lent.
    named_only
        Leave out who is not named: of a roster that is over, who was there.
    """
    named = named_in(roster) | set(more)
    own = Scope(None, frozenset({roster.squad_code}))
    active = people.crew_members(session, own)
    known = {one.id: one for one in active}
    others = sorted(named - known.keys())
    found = [one for each in others if (one := people.officer(session, each)) is not None]
    lent = sorted(found, key=lambda one: (one.squad_code or "", one.badge_no, str(one.id)))
    profiles = profiles_of(session, [*known, *others])
    left = people.closed_at(session, others)
    result = []
    for one in (*active, *lent):
        if one.role not in HANDS or one.squad_code is None:
            continue
        profile = profiles.get((one.id, roster.squad_code))
        home = one.squad_code == roster.squad_code
        rostered = home and one.role != "leader" if profile is None else profile.rostered
        if one.id not in named and (named_only or not rostered):
            continue
        squad = roster.squad_code if home or rostered else one.squad_code
        gone = left.get(one.id)
        result.append(
            Person(
                one,
                profile or profiles.get((one.id, one.squad_code)),
                squad,
                rostered or not home,
                None if gone is None else gone.astimezone(zone).date(),
            )
        )
    return result


def kept_free(person: Person, roster: KeptRoster, days: Collection[date]) -> Iterator[Forbidden]:
    """Yield the days on which somebody who is not rostered is not named; ``days`` are theirs."""
    run: list[date] = []
    for day in (*days_of(roster), None):
        if day is not None and day not in days:
            run.append(day)
        elif run:
            yield Forbidden(person.key, run[0], run[-1])
            run = []


def _minutes(hours: int | None) -> int | None:
    return None if hours is None else hours * _HOUR
