"""Which of two texts of one offence is the lighter one (行政处罚法 37)."""

from typing import Literal

from geo_patrol.law.records import Gear, Rule

Lighter = Literal["same", "older", "newer", "person_decides"]

_GEAR: tuple[Gear, ...] = ("none", "if_serious", "may", "must")


def lighter(older: Rule, newer: Rule) -> Lighter:
    """Compare two rules of one series: which is lighter, or that a person has to decide.

    The ends of the ordinary range, the ends of that of serious cases (the ordinary one where there
    is none), and what happens to gear are compared one by one. One rule is lighter only if it is
    in none of them heavier. Where one is lighter here and the other there, or the table does not
    know all of it, a person decides; so it is where they concern different subjects.
    """
    if older == newer:
        return "same"
    left, right = _measures(older), _measures(newer)
    if left is None or right is None or set(older.subjects) != set(newer.subjects):
        return "person_decides"
    if left == right:
        return "same" if older.orders == newer.orders else "person_decides"
    if all(one <= other for one, other in zip(left, right, strict=True)):
        return "older"
    if all(one >= other for one, other in zip(left, right, strict=True)):
        return "newer"
    return "person_decides"


def _measures(rule: Rule) -> tuple[int, ...] | None:
    """Return what can be compared, None if any of it is not known."""
    if rule.fine is None or rule.gear is None:
        return None
    serious = rule.serious or rule.fine
    ends = (rule.fine.min, rule.fine.max, serious.min, serious.max)
    return (*ends, _GEAR.index(rule.gear))
