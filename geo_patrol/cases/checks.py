"""What a case and a step must say for themselves, whatever else is known."""

from collections.abc import Iterator

from geo_patrol.cases.records import Case, CaseStep, StepKind, case_id_of
from geo_patrol.errors import Finding, finding

GIVES: frozenset[StepKind] = frozenset({"dispatched", "handed"})
"""Steps that somebody must be named in."""
WITH_REASON: frozenset[StepKind] = frozenset({"returned", "reopened", "supervised"})


def case_faults(case: Case) -> Iterator[Finding]:
    """Yield what is wrong with a case as it was sent.

    What an incident says is not said a second time: two places for one thing part sooner or later.
    """
    if case.incident_id is not None:
        own = case_id_of(case.incident_id)
        if case.id != own:
            yield finding("id", "cases.id_of_incident", id=str(own))
        told = {
            "source": case.source is not None,
            "category": case.category is not None,
            "lon": case.lon is not None,
            "place": case.place != "",
        }
        for name, given in told.items():
            if given:
                yield finding(name, "cases.told_by_incident")
        return
    for name, value in (
        ("source", case.source),
        ("category", case.category),
        ("reported_at", case.reported_at),
    ):
        if value is None:
            yield finding(name, "api.field.missing")
    if case.lon is None and not case.place.strip():
        yield finding("place", "cases.no_place")


def step_faults(step: CaseStep) -> Iterator[Finding]:
    """Yield what is wrong with a step as it was sent."""
    if step.kind in GIVES and step.holder is None:
        yield finding("to", "cases.names_nobody")
    if step.kind in WITH_REASON and not step.note.strip():
        yield finding("note", "cases.no_reason")
    if (step.kind == "rated") is (step.score is None):
        missing = step.score is None
        yield finding("score", "api.field.missing" if missing else "api.field.unknown")
    if step.kind != "supervised":
        for name, given in (("number", step.number != ""), ("until", step.until is not None)):
            if given:
                yield finding(name, "api.field.unknown")
    if step.until is not None and step.until <= step.at:
        yield finding("until", "cases.until_before")
