"""What the duties of a roster stand in, on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from geo_patrol.messages.words import Words
from geo_patrol.roster.problem import DayType
from geo_patrol.roster.records import LeaveKind
from geo_patrol.roster.requests import LeaveState
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.roster_frame import RosterFrame


class FramePersonOut(BaseModel):
    """Somebody of the roster."""

    officer_id: UUID
    name: str | None = Field(description="Null where the asker sees no crews.")
    badge_no: str | None
    certified: bool
    boat_licence: bool
    driver: bool
    skills: list[str]
    lent_from: str | None = Field(description="Code of the squad they come from; null: their own.")


class FrameDayOut(BaseModel):
    """A day of the roster."""

    day: date
    kind: DayType
    frozen: bool = Field(description="It has begun: nothing changes any more.")


class FrameNeedOut(BaseModel):
    """How many people a post needs, by day."""

    post: str
    people: list[int]


class FrameLeaveOut(BaseModel):
    """Days on which somebody is away, or asks to be."""

    officer_id: UUID
    first_day: date
    last_day: date
    counts: bool
    leave_id: UUID | None = Field(description="Null where the asker does not decide on it.")
    kind: LeaveKind | None = None
    state: LeaveState | None = None


class FrameWishOut(BaseModel):
    """A wish for a day."""

    officer_id: UUID
    day: date
    on: bool
    shift: str | None
    weight: int


class NamedOut(BaseModel):
    """What a code is called."""

    zh: str
    en: str

    @classmethod
    def of(cls, one: Words) -> NamedOut:
        """Return it on the wire."""
        return cls(zh=one.zh, en=one.en)


class RosterFrameOut(BaseModel):
    """What a month shows besides its duties, as far as the asker may see it."""

    squad: NamedOut
    areas: dict[str, NamedOut] = Field(description="By code, those that posts are in.")
    names: dict[str, str] = Field(description="Of the squad's people, by id; none if redacted.")
    people: list[FramePersonOut]
    days: list[FrameDayOut]
    needs: list[FrameNeedOut]
    leave: list[FrameLeaveOut]
    wishes: list[FrameWishOut]
    redacted: bool

    @classmethod
    def of(cls, found: RosterFrame, scope: Scope) -> RosterFrameOut:
        """Return it on the wire."""
        in_full, problem = scope.reads_in_full, found.problem
        names, squad = found.names, found.roster.squad_code
        people = {one.id for one in problem.officers}
        return cls(
            squad=NamedOut.of(names.squads.get(squad, Words(squad, squad))),
            areas={code: NamedOut.of(one) for code, one in names.areas.items()},
            names={id: one for id, one in names.officers.items() if _is_id(id)} if in_full else {},
            people=[
                FramePersonOut(
                    officer_id=UUID(one.id),
                    name=names.officer(one.id) if in_full else None,
                    badge_no=names.badges.get(one.id) if in_full else None,
                    certified=one.certified,
                    boat_licence=one.boat_licence,
                    driver=one.driver,
                    skills=sorted(one.skills),
                    lent_from=None if one.squad == squad else one.squad,
                )
                for one in problem.officers
            ],
            days=[
                FrameDayOut(day=day, kind=problem.day_type(day), frozen=day in problem.frozen_days)
                for day in problem.days
            ],
            needs=[
                FrameNeedOut(post=post.id, people=list(needed))
                for post, needed in zip(problem.posts, found.needs, strict=True)
            ],
            leave=_leave(found, people),
            wishes=[
                FrameWishOut(
                    officer_id=UUID(one.officer),
                    day=one.day,
                    on=one.on,
                    shift=one.shift,
                    weight=one.weight,
                )
                for one in found.requests
            ],
            redacted=not in_full,
        )


def _leave(found: RosterFrame, people: set[str]) -> list[FrameLeaveOut]:
    if found.asked:
        return [
            FrameLeaveOut(
                officer_id=one.wish.officer_id,
                first_day=one.wish.first_day,
                last_day=one.wish.last_day,
                counts=one.counts,
                leave_id=one.wish.id,
                kind=one.wish.kind,
                state=one.state,
            )
            for one in found.asked
        ]
    return [
        FrameLeaveOut(
            officer_id=UUID(one.officer),
            first_day=one.first,
            last_day=one.last,
            counts=True,
            leave_id=None,
        )
        for one in found.leave
        if one.officer in people
    ]


def _is_id(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
