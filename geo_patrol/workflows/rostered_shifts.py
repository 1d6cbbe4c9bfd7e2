"""The shifts that published rosters fill, and which crews are on duty in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Mode, ShiftKind
from geo_patrol.roster.clock import shift_id
from geo_patrol.roster.records import PostNeed
from geo_patrol.roster.suggestions import PostCrew
from geo_patrol.store.repositories import duty, history, places
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.roster_assignments import RosterAssignment, published_between
from geo_patrol.store.repositories.rosters import ROSTERS, rosters_of_ids
from geo_patrol.store.scope import Scope


@dataclass(frozen=True)
class RosteredShift:
    """A shift of a squad that somebody is rostered for.

    Attributes
    ----------
    key
        What it is known by whether it has a record or not.
    shift_id
        The squad's record of it, None while there is none: only then crews can be told.
    crews
        By post; who has no post is left out. A post that names no area has all of the squad's.
    """

    key: UUID
    squad_code: str
    day: date
    code: str
    kind: ShiftKind
    start: datetime
    end: datetime
    shift_id: UUID | None
    crews: tuple[PostCrew, ...]

    @property
    def areas(self) -> list[str]:
        """Codes of the areas that its crews are in."""
        return sorted({code for crew in self.crews for code in crew.areas})


def rostered_shifts(
    session: Session, scope: Scope, squad_code: str, span: Span, *, roster_id: UUID | None = None
) -> list[RosteredShift]:
    """Return a squad's published shifts that meet a span, in order of time.

    Parameters
    ----------
    roster_id
        Only those of this roster.

    Raises
    ------
    NotFound
        When there is no such roster within reach.
    InvalidInput
        When it is not published.
    """
    if roster_id is not None:
        kept = ROSTERS.one(session, roster_id, scope)
        if kept is None:
            raise history.not_there(session, "roster", roster_id, "records.not_found")
        if kept.record.state != "published":
            raise InvalidInput("suggestions.not_published")
        squad_code = kept.record.squad_code
    found = [
        one
        for one in published_between(session, squad_code, span)
        if roster_id in (None, one.roster_id)
    ]
    rosters = rosters_of_ids(session, {one.roster_id for one in found})
    posts = {(roster.id, post.code): post for roster in rosters for post in roster.posts}
    by_shift: dict[tuple[date, str], list[RosterAssignment]] = {}
    for one in found:
        by_shift.setdefault((one.day, one.shift), []).append(one)
    own = [one.code for one in places.areas(session, scope) if one.squad_code == squad_code]
    shifts = [_shift(session, scope, some, posts, tuple(own)) for some in by_shift.values()]
    return sorted(shifts, key=lambda one: (one.start, one.code))


def mode_of(post: PostNeed) -> Mode:
    """Return how the crew of a post moves."""
    return "boat" if post.on_water else "car" if post.vehicle else "foot"


def _shift(
    session: Session,
    scope: Scope,
    some: Sequence[RosterAssignment],
    posts: dict[tuple[UUID, str], PostNeed],
    everywhere: tuple[str, ...],
) -> RosteredShift:
    first = some[0]
    own = shift_id(first.squad_code, first.day, first.shift)
    return RosteredShift(
        key=own,
        squad_code=first.squad_code,
        day=first.day,
        code=first.shift,
        kind=first.kind,
        start=first.starts_at,
        end=first.ended_at,
        shift_id=_record_of(session, scope, first, own),
        crews=tuple(_crews(some, posts, everywhere)),
    )


def _crews(
    some: Iterable[RosterAssignment],
    posts: dict[tuple[UUID, str], PostNeed],
    everywhere: tuple[str, ...],
) -> list[PostCrew]:
    manned = {(one.roster_id, one.post) for one in some if one.post is not None}
    return [
        PostCrew(post.code, (post.area_code,) if post.area_code else everywhere, mode_of(post))
        for key, post in posts.items()
        if key in manned
    ]


def _record_of(session: Session, scope: Scope, one: RosterAssignment, own: UUID) -> UUID | None:
    """Return the record that publishing made, else the squad's of that kind at that time."""
    if duty.shift(session, own, scope) is not None:
        return own
    meets = duty.shifts(
        session, scope, Span(one.starts_at, one.ended_at), squad=one.squad_code
    ).items
    alike = [shift for shift in meets if shift.kind == one.kind]
    nearest = min(alike, key=lambda shift: abs(shift.start - one.starts_at), default=None)
    return None if nearest is None else nearest.id
