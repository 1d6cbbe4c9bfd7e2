"""What came of searches for rosters, as plain JSON with its words in both languages."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from geo_patrol.errors import Finding
from geo_patrol.messages import Language, text
from geo_patrol.roster.records import Duty
from geo_patrol.roster.solver import Cost, Solution
from geo_patrol.roster.words import name_of
from geo_patrol.workflows.roster_search import (
    MOST_TOLD,
    Question,
    Verdict,
    duties_of,
    verdict_of,
)


def told_solution(question: Question, found: Solution) -> dict[str, Any]:
    """Return what came of a search as plain JSON."""
    verdict = verdict_of(question, found.roster)
    return {
        "roster": str(question.roster.id),
        "version": question.version,
        "duties": told_duties(duties_of(found.roster)),
        **told_worth(found),
        "seconds": round(found.seconds, 2),
        "reached": [
            {"aim": one.aim, **aim_said(one.aim), "value": one.value, "bound": one.bound}
            for one in found.reached
        ],
        **told_verdict(verdict),
    }


def told_worth(found: Solution) -> dict[str, Any]:
    """Return what a roster costs, and how good that is."""
    key = f"roster.status_{found.status}"
    return {
        "value": _cost(found.value),
        "bound": _cost(found.bound),
        "status": found.status,
        "status_zh": text(key, "zh"),
        "status_en": text(key, "en"),
    }


def told_verdict(verdict: Verdict) -> dict[str, Any]:
    """Return what is said of a roster."""
    return {
        "n_hard_broken": verdict.report.hard_broken,
        "shortages": [one._asdict() for one in verdict.shortages],
        "broken": [one._asdict() for one in verdict.broken],
        "n_not_told": verdict.n_more,
        "soft_costs": [
            {
                "rule": rule,
                "name_zh": name_of(rule, "zh"),
                "name_en": name_of(rule, "en"),
                "times": times,
                "cost": cost,
            }
            for rule, times, cost in verdict.soft
        ],
    }


def told_findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as JSON."""
    return [
        {
            "where": one.where,
            "reason_zh": text(one.key, "zh", **dict(one.params)),
            "reason_en": text(one.key, "en", **dict(one.params)),
        }
        for one in islice(findings, MOST_TOLD)
    ]


def told_duties(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Return duties as JSON."""
    return [
        {
            "officer_id": str(one.officer_id),
            "day": one.day.isoformat(),
            "shift": one.shift,
            "post": one.post,
        }
        for one in duties
    ]


def aim_said(aim: str) -> dict[str, str]:
    """Return in both languages what a search makes least."""
    return {f"aim_{language}": aim_in(aim, language) for language in ("zh", "en")}


def aim_in(aim: str, language: Language) -> str:
    """Return in words what a search makes least."""
    return text(f"roster_jobs.aim_{aim}", language)


def _cost(cost: Cost) -> dict[str, int]:
    return {"hard": cost.hard, "soft": cost.soft}
