"""How a roster is judged, on the wire: in words, in both languages."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from api.problems import findings_json
from geo_patrol.errors import Finding
from geo_patrol.messages.words import Words
from geo_patrol.roster.explain import Because, Reason
from geo_patrol.roster.violations import Violation
from geo_patrol.roster.words import name_of, said
from geo_patrol.workflows.roster_judging import Judged
from geo_patrol.workflows.roster_search import MOST_TOLD, Question, Verdict


class DoubtOut(BaseModel):
    """What cannot all be met, seen before anybody plans."""

    where: str
    reason_zh: str
    reason_en: str

    @classmethod
    def of(cls, found: tuple[Finding, ...]) -> list[DoubtOut]:
        """Return findings on the wire."""
        return [cls(**one) for one in findings_json(found)]


class BrokenOut(BaseModel):
    """One rule broken once."""

    rule: str
    hard: bool
    officer_id: UUID | None
    post: str | None
    days: list[date] = Field(description="Empty when it is the whole roster.")
    amount: int
    penalty: int
    zh: str
    en: str

    @classmethod
    def of(cls, one: Violation, question: Question) -> BrokenOut:
        """Return a violation on the wire."""
        return cls(
            rule=one.rule,
            hard=one.hard,
            officer_id=None if one.officer is None else UUID(one.officer),
            post=one.post,
            days=list(one.days),
            amount=one.amount,
            penalty=one.penalty,
            zh=said(one, "zh", question.names),
            en=said(one, "en", question.names),
        )


class RosterCheckOut(BaseModel):
    """What is broken in a roster, the hard rules first, then what costs most."""

    n_hard_broken: int
    hard_cost: int
    soft_cost: int
    broken: list[BrokenOut]
    n_more: int = Field(description="How many more there are than are told one by one.")
    doubts: list[DoubtOut]

    @classmethod
    def of(cls, judged: Judged) -> RosterCheckOut:
        """Return how a roster was judged."""
        report = judged.report
        told = report.violations[:MOST_TOLD]
        return cls(
            n_hard_broken=report.hard_broken,
            hard_cost=report.hard_cost,
            soft_cost=report.soft_cost,
            broken=[BrokenOut.of(one, judged.question) for one in told],
            n_more=len(report.violations) - len(told),
            doubts=DoubtOut.of(judged.doubts),
        )


class SaidOut(BaseModel):
    """One thing told, in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, one: Words) -> SaidOut:
        """Return it on the wire."""
        return cls(zh=one.zh, en=one.en)


class SoftCostOut(BaseModel):
    """What one broken soft rule cost."""

    rule: str
    name_zh: str
    name_en: str
    times: int
    cost: int


class WhyOut(BaseModel):
    """A reason for an officer's day."""

    because: Because
    rule: str | None
    post: str | None
    zh: str
    en: str

    @classmethod
    def of(cls, one: Reason, question: Question) -> WhyOut:
        """Return a reason on the wire."""
        return cls(
            because=one.because,
            rule=one.rule,
            post=one.post,
            zh=one.text("zh", question.names),
            en=one.text("en", question.names),
        )


class ExplanationOut(BaseModel):
    """Why a roster is as it is."""

    shortages: list[SaidOut] = Field(description="What posts lack, and why nobody fills the gap.")
    broken: list[SaidOut] = Field(description="Hard rules that are broken in officers' lines.")
    n_more: int
    soft_costs: list[SoftCostOut]
    doubts: list[DoubtOut]
    why: list[WhyOut] | None = Field(description="Of the officer's day, if one was asked about.")

    @classmethod
    def of(
        cls,
        question: Question,
        verdict: Verdict,
        doubts: tuple[Finding, ...],
        why: tuple[Reason, ...] | None,
    ) -> ExplanationOut:
        """Return an explanation on the wire."""
        return cls(
            shortages=[SaidOut.of(one) for one in verdict.shortages],
            broken=[SaidOut.of(one) for one in verdict.broken],
            n_more=verdict.n_more,
            soft_costs=[
                SoftCostOut(
                    rule=rule,
                    name_zh=name_of(rule, "zh"),
                    name_en=name_of(rule, "en"),
                    times=times,
                    cost=cost,
                )
                for rule, times, cost in verdict.soft
            ],
            doubts=DoubtOut.of(doubts),
            why=None if why is None else [WhyOut.of(one, question) for one in why],
        )
