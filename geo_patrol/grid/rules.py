"""What counts as a visit of a cell, as files of grids say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.grid.records import CellKind, VisitRule

if TYPE_CHECKING:
    import geopandas as gpd

RULES: dict[str, VisitRule] = {
    "entered": "entered",
    "进入": "entered",
    "到访": "entered",
    "seen": "seen",
    "看到": "seen",
    "可见": "seen",
}
USUAL_SHARE = 0.6
"""Of a cell that counts as visited when seen and does not say how much of it must be."""


@dataclass(frozen=True)
class Rule:
    """What counts as a visit: entering, or seeing a share of the cell (above 0 up to 1)."""

    visit_rule: VisitRule = "entered"
    seen_share: float | None = None


def seen_rule(share: float) -> Rule:
    """Return the rule that a share of a cell must be seen.

    Raises
    ------
    InvalidInput
        ``space.seen_share_impossible`` unless it is above 0 and at most 1.
    """
    if not 0 < share <= 1:
        raise InvalidInput("space.seen_share_impossible", value=f"{share * 100:g}")
    return Rule("seen", share)


def rules_by_kind(kinds: Sequence[CellKind], seen: Mapping[CellKind, float]) -> list[Rule]:
    """Return the rule of each cell by its kind; kinds that are not named are to be entered.

    Raises
    ------
    InvalidInput
        As `seen_rule`.
    """
    of_kind = {kind: seen_rule(share) for kind, share in seen.items()}
    return [of_kind.get(kind, Rule()) for kind in kinds]


def read_rules(
    frame: "gpd.GeoDataFrame", rule: str | None, share: str | None
) -> tuple[list[Rule], tuple[Finding, ...]]:
    """Return the rule of each cell as two columns say it, and what is odd about them.

    A share is a percentage with or without a sign, from above 1 to 100, or a number up to 1 without
    one. A cell with a share and no rule counts when seen; one that counts when seen and has no
    share takes ``USUAL_SHARE``, which is told; a share beside ``entered`` is left out, and told.

    Parameters
    ----------
    rule, share
        Names of the columns; None where the file has none.
    """
    nothing = [None] * len(frame)
    words = nothing if rule is None else frame[rule]
    shares = nothing if share is None else frame[share]
    rules: list[Rule] = []
    odd: list[Finding] = []
    for number, word, told in zip(frame.index, words, shares, strict=True):
        made, problem = _rule(_text(word), _text(told))
        rules.append(made)
        if problem is not None:
            key, value = problem
            odd.append(finding(number, key, value=value))
    return rules, tuple(odd)


def _rule(word: str, told: str) -> tuple[Rule, tuple[str, str] | None]:
    known = RULES.get(word.lower())
    share = _share(told) if told else None
    if word and known is None:
        return Rule(), ("space.visit_rule_unknown", word)
    if told and share is None:
        usual = Rule("seen", USUAL_SHARE) if known == "seen" else Rule()
        return usual, ("space.seen_share_odd", told)
    if known == "entered" and share is not None:
        return Rule(), ("space.seen_share_unused", told)
    if share is not None:
        return Rule("seen", share), None
    if known == "seen":
        return Rule("seen", USUAL_SHARE), ("space.seen_share_usual", f"{USUAL_SHARE * 100:g}")
    return Rule(), None


def _share(told: str) -> float | None:
    plain = told.replace("％", "%")
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        return None
    share = value / 100 if plain.endswith("%") or value > 1 else value
    return share if 0 < share <= 1 else None


def _text(value: Any) -> str:
    # A table's empty place is None, or no number: what is not even itself.
    return "" if value is None or value != value else str(value).strip()
