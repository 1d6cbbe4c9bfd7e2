"""The law as a phone takes it along: each rule once, answers by act, zone and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, Field

from api.law.schemas import ApplicableOut, ProcedureOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.errors import Finding
from geo_patrol.law import Act, Level, Lighter, Range, Rule, Words
from geo_patrol.law.records import Duty, Gear, Topic
from geo_patrol.workflows.law_ahead import LawAhead


class RuleAlong(BaseModel):
    """A text, as far as a screen shows it."""

    id: str
    law: Words
    article: str | None
    valid_from: date | None
    valid_to: date | None
    verified: bool
    why: Words | None
    authority: Words | None
    fine: Range | None
    serious: Range | None
    gear: Gear | None
    orders: Words | None
    note: Words | None


class DutyAlong(BaseModel):
    """What the law asks of the office."""

    id: str
    topic: Topic
    law: Words
    article: str | None
    verified: bool
    text: Words


class AppliesAlong(BaseModel):
    """A text that applies, and whether it may be decided on the spot."""

    rule: int = Field(description="Place in `rules`.")
    procedures: list[ProcedureOut]


class AnswerAlong(BaseModel):
    """One offence; what it says is what `GET /law/applicable` says."""

    lighter: Lighter
    applies: list[AppliesAlong]


class CaseAlong(BaseModel):
    """What applies to an act. Rules and duties are named by their place in the lists."""

    answers: list[AnswerAlong]
    leniency: list[int]
    pointers: list[int]
    officers_needed: int | None
    duties: list[int]
    certain: bool
    remarks: list[RemarkOut]


class MyLaw(BaseModel):
    """What applies in the weeks around today, worked out by the server."""

    edition: str = Field(description="Of the table: changes with any word of it.")
    first: date = Field(description="First local day that is answered for.")
    last: date = Field(description="Last local day, included.")
    spans: list[date] = Field(description="First days of spans in which every day is alike.")
    acts: list[Act]
    rules: list[RuleAlong]
    duties: list[DutyAlong]
    cases: list[CaseAlong]
    table: dict[str, dict[Level, list[list[int]]]] = Field(
        description="By act and level, for each span that the act is in: places in `cases`, by the"
        " span that it is decided in, from that of the act on."
    )
    remarks: list[RemarkOut] = Field(description="About the table itself.")
    zone_unknown: RemarkOut = Field(description="To be said where no zones are drawn.")
    zone_not_approved: RemarkOut = Field(description="To be said of a zone that is not approved.")

    @classmethod
    def of(cls, found: LawAhead) -> MyLaw:
        """Return the law's form on the wire."""
        ahead, acts = found.ahead, found.in_force.table.acts
        rules, duties, cases = Once(), Once(), Once()
        table: dict[str, dict[Level, list[list[int]]]] = {}
        for (act, level), rows in ahead.answers.items():
            table.setdefault(act, {})[level] = [
                [cases.place(_case(ApplicableOut.of(one, acts[act]), rules, duties)) for one in row]
                for row in rows
            ]
        return cls(
            edition=found.in_force.edition,
            first=ahead.first,
            last=ahead.last,
            spans=list(ahead.spans),
            acts=list(acts.values()),
            rules=[RuleAlong(**_fields(one, RuleAlong)) for one in rules.things],
            duties=[DutyAlong(**_fields(one, DutyAlong)) for one in duties.things],
            cases=list(cases.things),
            table=table,
            remarks=remarks_of(found.in_force.remarks),
            zone_unknown=RemarkOut.of(found.zone_unknown),
            zone_not_approved=RemarkOut.of(found.zone_not_approved),
        )


def law_body(found: LawAhead) -> dict[str, Any]:
    """Return the law's form in JSON values, made once for all phones."""
    ahead = found.ahead
    in_force = found.in_force
    room = _remembered(in_force.edition, in_force.remarks, ahead.first, ahead.last)
    if not room:
        room.append(MyLaw.of(found).model_dump(mode="json"))
    return room[0]


@lru_cache(maxsize=4)
def _remembered(
    _edition: str, _remarks: tuple[Finding, ...], _first: date, _last: date
) -> list[dict[str, Any]]:
    """Return room for a form: an edition names every word of the table."""
    return []


class Once:
    """A list in which a thing stands once, however often it is named."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, thing: BaseModel) -> int:
        """Return the place of a thing, at the end if it is new."""
        said = thing.model_dump_json()
        if said not in self._places:
            self._places[said] = len(self.things)
            self.things.append(thing)
        return self._places[said]

    def places(self, things: Sequence[Rule | Duty]) -> list[int]:
        """Return the places of things."""
        return [self.place(one) for one in things]


def _case(one: ApplicableOut, rules: Once, duties: Once) -> CaseAlong:
    answers = [
        AnswerAlong(
            lighter=each.lighter,
            applies=[
                AppliesAlong(rule=rules.place(way.rule), procedures=way.procedures)
                for way in each.applies
            ],
        )
        for each in one.answers
    ]
    return CaseAlong(
        answers=answers,
        leniency=rules.places(one.leniency),
        pointers=rules.places(one.pointers),
        officers_needed=one.officers_needed,
        duties=duties.places(one.duties),
        certain=one.certain,
        remarks=one.remarks,
    )


def _fields(thing: BaseModel, form: type[BaseModel]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in form.model_fields}
