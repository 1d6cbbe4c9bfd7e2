"""The law table on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code, Line, Lines, StrictBody
from api.queries import MOMENT_HELP
from api.remarks import RemarkOut, remarks_of
from geo_patrol.law import Act, Applicable, Duty, Level, Lighter, Period, Rule, Subject
from geo_patrol.law.applicable import OnTheSpot, Procedure
from geo_patrol.law.compare import Change
from geo_patrol.workflows.incident_law import IncidentLaw
from geo_patrol.workflows.law import LawReport, TableInForce

MAX_FILE = 1_000_000

OWN_TABLE = """\
# 本单位核对后的更正
rules:
  - id: office-washing
    series: office-washing
    levels: [first, second]
    acts: [washing]
    law: {zh: 本单位核对的规定, en: A rule that the office looked up}
    article: 12
    valid_from: 2026-09-01
    verified: false
    why: {zh: 示例，不是真的规定, en: an example and no real rule}
    source: 示例
    fine: {min: 0, max: 500}
"""
EXAMPLES: dict[str, Any] = {
    "corrected": {
        "summary": "A rule that the office adds",
        "value": {"name": "office.yaml", "text": OWN_TABLE},
    }
}


class LawQuery(BaseModel):
    """Query of what applies; a name that is not known is refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    zone: str = Field(
        max_length=16, description="`first`, `second`, `quasi`, or `outside` all zones."
    )
    act: str | None = Field(None, max_length=64, description="Code of an act in the table.")
    category: str | None = Field(
        None, max_length=64, description="Instead: code of a category; all acts that it may be."
    )
    at: str | None = Field(
        None, max_length=40, description=f"When it was done; now if missing. {MOMENT_HELP}."
    )
    decided: date | None = Field(
        None, description="Local day of the decision, for the lighter text; today if missing."
    )


class OfficeQuery(BaseModel):
    """Query of putting a table in force."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    dry_run: bool = Field(False, description="Only say what it would change, and what is wrong.")


class OfficeTableBody(StrictBody):
    """The office's own table, whole: YAML of the form that docs/law.md describes."""

    name: Annotated[str, Field(min_length=1, max_length=200), Line]
    text: Annotated[str, Field(max_length=MAX_FILE), Lines]


class ProcedureOut(BaseModel):
    """Whether a fine for a subject may be decided on the spot."""

    subject: Subject
    on_the_spot: OnTheSpot = Field(
        description="`always`; `up_to_limit`: only up to `limit` yuan; `never`; `unknown`."
    )
    limit: int | None

    @classmethod
    def of(cls, one: Procedure) -> ProcedureOut:
        """Return a procedure's form on the wire."""
        return cls(subject=one.subject, on_the_spot=one.on_the_spot, limit=one.limit)


class AppliesOut(BaseModel):
    """A text that applies, with who is competent in it, and how it may be decided."""

    rule: Rule
    procedures: list[ProcedureOut]


class AnswerOut(BaseModel):
    """One offence: the text at the time of the act, the one today, and which of them applies."""

    then: Rule
    now: Rule | None
    lighter: Lighter = Field(description="Which is lighter: only `newer` makes today's apply.")
    applies: list[AppliesOut] = Field(description="Two of them where a person has to decide.")


class ApplicableOut(BaseModel):
    """What the table says of one act. It blocks nothing: a person decides."""

    act: Act
    zone: Level
    day: date = Field(description="Local day of the act.")
    today: date
    answers: list[AnswerOut] = Field(description="Several apply side by side.")
    leniency: list[Rule]
    pointers: list[Rule] = Field(description="Articles whose text the table does not hold.")
    officers_needed: int | None = Field(description="Certified officers.")
    duties: list[Duty] = Field(description="What the law asks of the office: record, evidence, …")
    certain: bool = Field(description="Whether all that applies was compared with its text.")
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, one: Applicable, act: Act) -> ApplicableOut:
        """Return an answer's form on the wire."""
        answers = [
            AnswerOut(
                then=each.then,
                now=each.now,
                lighter=each.lighter,
                applies=[
                    AppliesOut(rule=rule, procedures=[ProcedureOut.of(way) for way in ways])
                    for rule, ways in zip(each.applies, each.procedures, strict=True)
                ],
            )
            for each in one.answers
        ]
        rules = [rule for each in one.answers for rule in each.applies]
        return cls(
            act=act,
            zone=one.level,
            day=one.day,
            today=one.today,
            answers=answers,
            leniency=list(one.leniency),
            pointers=list(one.pointers),
            officers_needed=next((d.number for d in one.duties if d.topic == "officers"), None),
            duties=list(one.duties),
            certain=bool(rules) and all(rule.verified for rule in rules),
            remarks=remarks_of(one.remarks),
        )


class LawOut(BaseModel):
    """What applies to an act, or to each that an incident of a category may be."""

    edition: str = Field(description="Of the table: changes with any word of it.")
    zone: Level
    at: datetime
    category: str | None
    acts: list[ApplicableOut]
    remarks: list[RemarkOut] = Field(description="About the place, and the table itself.")

    @classmethod
    def of(cls, found: IncidentLaw) -> LawOut:
        """Return what applies to a category's acts on the wire."""
        return cls(
            edition=found.in_force.edition,
            zone=found.level,
            at=found.at,
            category=found.category,
            acts=[
                ApplicableOut.of(one, found.in_force.table.acts[one.act]) for one in found.answers
            ],
            remarks=remarks_of(found.remarks),
        )


class OfficeOut(BaseModel):
    """The office's file that is in force."""

    name: str
    sha256: str


class TableOut(BaseModel):
    """The whole table; what it does not know is left out."""

    edition: str
    office: OfficeOut | None
    acts: list[Act]
    rules: list[Rule]
    duties: list[Duty]
    periods: list[Period]
    remarks: list[RemarkOut]

    @staticmethod
    def content(found: TableInForce) -> dict[str, Any]:
        """Return the table's form on the wire."""
        office = found.office
        named = None if office is None else {"name": office.name, "sha256": office.sha256}
        remarks = [one.model_dump() for one in remarks_of(found.remarks)]
        return {"edition": found.edition, "office": named, **found.content, "remarks": remarks}


class DifferenceOut(BaseModel):
    """An entry that the table in force, and the one that was sent, do not have alike."""

    section: Literal["acts", "rules", "duties", "periods"]
    id: str
    since: date | None = Field(description="Its first local day in force; null: from ever.")
    change: Change
    before: dict[str, Any] | None = Field(description="As it is in force; null when it is new.")
    after: dict[str, Any] | None = Field(description="As it would be; null when it is dropped.")


class LawReportOut(BaseModel):
    """What a table changes, or would change."""

    edition: str
    version: int | None = Field(description="Null when it was only looked at.")
    changed: bool
    changes: list[RemarkOut] = Field(description="Of the program's own table, by line.")
    differences: list[DifferenceOut] = Field(
        description="From the table that was in force before, with any earlier file of the office."
    )
    bad: list[RemarkOut] = Field(description="What is wrong, by line; only of a dry run.")

    @classmethod
    def of(cls, one: LawReport) -> LawReportOut:
        """Return a report's form on the wire."""
        return cls(
            edition=one.edition,
            version=one.version,
            changed=one.changed,
            changes=remarks_of(one.changes),
            differences=[DifferenceOut(**vars(each)) for each in one.differences],
            bad=remarks_of(one.bad),
        )


class LawVersionOut(BaseModel):
    """A file of the office that was put in force."""

    version: int
    name: Code
    sha256: str
    accepted_at: datetime
    actor_id: str | None = Field(description="Null for the command line.")


class LawFileOut(BaseModel):
    """A file of the office as it was put in force."""

    version: int
    name: str
    sha256: str
    text: str


class LawVersions(BaseModel):
    """The office's files, the first one first; the last one is in force."""

    items: list[LawVersionOut]
    next: None = None
