"""What an outcome may say besides its kind: a fine, an agency, a time of its own."""

from collections.abc import Iterator

from geo_patrol.errors import Finding, finding
from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.incidents.records import Incident

CASES: frozenset[str] = frozenset({"filed_simple", "filed_ordinary"})
"""Kinds that file a case; which one tells the procedure (行政处罚法 51, 57)."""
HANDED_OVER = "transferred"
BEFORE_INCIDENT = "outcome_before_incident"
"""Flag of an incident with an outcome before it: a clock was wrong, or a day was mistyped."""


def outcome_faults(incident: Incident, catalogue: Catalogue) -> Iterator[Finding]:
    """Find what an outcome's kind does not go with: a fine without a case, an unknown agency.

    Kinds that the office made may have either: only the office knows what they stand for.
    """
    own = built_in().outcomes
    for number, outcome in enumerate(incident.outcomes):
        place = f"outcomes[{number}]"
        if outcome.fine_yuan is not None and outcome.kind in own.keys() - CASES:
            yield finding(f"{place}.fine_yuan", "incidents.fine_without_case")
        if outcome.agency is None:
            continue
        if outcome.kind in own.keys() - {HANDED_OVER}:
            yield finding(f"{place}.agency", "incidents.not_handed_over")
        elif outcome.agency not in catalogue.agencies:
            yield finding(f"{place}.agency", "incidents.unknown_agency", code=outcome.agency)


def outcome_flags(incident: Incident) -> list[str]:
    """Return codes of what a person should look at in an incident's outcomes.

    Facts from the field are taken as they are: an outcome before its incident is not refused.
    """
    early = any(one.at is not None and one.at < incident.occurred_at for one in incident.outcomes)
    return [BEFORE_INCIDENT] if early else []
