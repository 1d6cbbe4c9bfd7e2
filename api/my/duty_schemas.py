"""A duty of one's own on the wire."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from geo_patrol.patrols import ShiftKind
from geo_patrol.workflows.my_duties import MyDuty


class ColleagueOut(BaseModel):
    """Somebody who has the same shift."""

    id: UUID
    name: str
    post: str | None
    post_name: str | None


class MyDutyOut(BaseModel):
    """One of the asker's published duties."""

    roster_id: UUID
    squad: str
    day: date
    shift: str
    kind: ShiftKind
    starts_at: datetime
    ends_at: datetime
    shift_id: UUID | None = Field(description="The record of the shift, to begin a patrol in.")
    post: str | None
    post_name: str | None
    area: str | None
    area_zh: str | None
    area_en: str | None
    lent: bool = Field(description="In a roster of a squad that the asker is not of.")
    swappable: bool = Field(description="Whether it can be offered to somebody.")
    colleagues: list[ColleagueOut]

    @classmethod
    def of(cls, one: MyDuty, now: datetime) -> MyDutyOut:
        """Return a duty's form on the wire."""
        planned, area = one.planned, one.area_names or (None, None)
        return cls(
            roster_id=planned.roster_id,
            squad=planned.squad_code,
            day=planned.day,
            shift=planned.shift,
            kind=planned.kind,
            starts_at=planned.starts_at,
            ends_at=planned.ended_at,
            shift_id=one.shift_id,
            post=planned.post,
            post_name=None if one.post is None else one.post.name,
            area=planned.area_code,
            area_zh=area[0],
            area_en=area[1],
            lent=one.lent,
            swappable=one.may_be_swapped(now),
            colleagues=[
                ColleagueOut(
                    id=each.id,
                    name=each.name,
                    post=None if each.post is None else each.post.code,
                    post_name=None if each.post is None else each.post.name,
                )
                for each in one.colleagues
            ],
        )
