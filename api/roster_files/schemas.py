"""What a file says of a roster, on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from api.remarks import RemarkOut, remarks_of
from api.rosters.judging_schemas import RosterCheckOut
from geo_patrol.roster.records import LeaveKind
from geo_patrol.workflows.roster_importing import Imported


class ReadDutyOut(BaseModel):
    """A duty that the file says."""

    officer_id: UUID
    officer: str
    day: date
    shift: str
    post: str | None


class ReadLeaveOut(BaseModel):
    """A day that the file says somebody is on leave; what counts is the leave that is granted."""

    officer_id: UUID
    officer: str
    day: date
    kind: LeaveKind


class ImportOut(BaseModel):
    """What a file says of a roster, and what all rules say to that. Nothing of it was kept."""

    squad: str
    first_day: date
    n_days: int
    duties: list[ReadDutyOut]
    leave: list[ReadLeaveOut]
    findings: list[RemarkOut] = Field(description="What was not understood, and is left out.")
    n_more: int = Field(description="How many more findings there are than are told.")
    remarks: list[RemarkOut] = Field(description="What was taken, but should be looked at.")
    check: RosterCheckOut

    @classmethod
    def of(cls, found: Imported) -> ImportOut:
        """Return what was read on the wire."""
        roster, names = found.judged.question.roster, found.names
        return cls(
            squad=roster.squad_code,
            first_day=roster.first_day,
            n_days=roster.n_days,
            duties=[
                ReadDutyOut(
                    officer_id=UUID(one.officer),
                    officer=names.officer(one.officer),
                    day=one.day,
                    shift=one.shift,
                    post=one.post,
                )
                for one in found.read.duties
            ],
            leave=[
                ReadLeaveOut(
                    officer_id=UUID(one.officer),
                    officer=names.officer(one.officer),
                    day=one.day,
                    kind=one.kind,
                )
                for one in found.read.leave
            ],
            findings=remarks_of(found.read.findings),
            n_more=found.read.n_more,
            remarks=remarks_of(found.read.remarks),
            check=RosterCheckOut.of(found.judged),
        )
