"""What a person decided who was shown what the law table says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class LawDecision:
    """A warning that was shown, and what a person made of it. It blocks nothing.

    Attributes
    ----------
    act
        Which act it was, of those that the incident's category may be.
    edition
        Of the law table, as it was shown.
    rules, remarks
        Ids of the rules and keys of the remarks that were shown.
    applied
        Id of the rule that they went by; None for none.
    decision, reason
        In their words.
    """

    id: UUID
    incident_id: UUID
    at: datetime
    act: str
    edition: str
    rules: tuple[str, ...]
    remarks: tuple[str, ...]
    applied: str | None
    decision: str
    reason: str
