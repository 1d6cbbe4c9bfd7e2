"""What a rule finds broken, and what that costs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken once.

    Attributes
    ----------
    officer, post
        Whom and which post it concerns; a rule of posts names an officer only where one is meant.
    days
        The days it is about, in order; empty when it is the whole roster.
    amount
        How far it is broken, in the rule's own unit: hours, days, people.
    penalty
        ``amount``, times what the case weighs, times the rule's weight.
    """

    rule: str
    hard: bool
    officer: str | None
    post: str | None
    days: tuple[date, ...]
    amount: int
    penalty: int

    @property
    def day(self) -> date | None:
        """The day that broke it: the last one; None when it is the whole roster."""
        return self.days[-1] if self.days else None
