"""What is wrong with a table as a whole: holes, overlaps, acts and categories that nobody knows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from geo_patrol.errors import Finding, finding
from geo_patrol.law.records import ANY_ACT, Act, Duty, Period, Rule, Sourced
from geo_patrol.law.table import LawTable

Located = Mapping[tuple[str, date | None], str]
"""Where an entry stands, by id and first day."""

DAY = timedelta(days=1)

Dated = TypeVar("Dated", Rule, Duty, Period)


def check_table(
    table: LawTable, where: Located, categories: Collection[str]
) -> tuple[Finding, ...]:
    """Find what is wrong between entries.

    Within a series, each act at each level has exactly one rule a day from the first rule's
    beginning to the last one's end; so has each topic of duty, and each kind of period. Several
    series may be about one act: those rules apply side by side.

    Parameters
    ----------
    where
        Where entries stand; those not in it are named by their id alone.
    categories
        Codes of the categories of incidents that there are.

    Returns
    -------
    tuple
        Each fault once, at the later one of two entries; empty if the table is sound.
    """
    found = [*_unknown_codes(table, where, categories)]
    tracks: dict[tuple[str, ...], list[Sourced]] = defaultdict(list)
    for rule in table.rules:
        for act in rule.acts:
            for level in rule.levels:
                tracks[rule.series, rule.kind, act, level].append(rule)
    for duty in table.duties:
        tracks["duty", duty.topic].append(duty)
    for period in table.periods:
        tracks["period", period.period].append(period)
    for entries in tracks.values():
        found += _breaks(entries, where)
    return tuple(dict.fromkeys(found))


def _unknown_codes(
    table: LawTable, where: Located, categories: Collection[str]
) -> Iterator[Finding]:
    for act in table.acts.values():
        yield from _unknown_categories(act, where, categories)
    for rule in table.rules:
        for code in rule.acts:
            if code != ANY_ACT and code not in table.acts:
                yield finding(_place(rule, where), "law.rule_of_unknown_act", act=code)


def _unknown_categories(act: Act, where: Located, categories: Collection[str]) -> Iterator[Finding]:
    for code in act.categories:
        if code not in categories:
            place = where.get((act.id, None), act.id)
            yield finding(place, "law.act_of_unknown_category", category=code)


def _breaks(entries: Sequence[Sourced], where: Located) -> Iterator[Finding]:
    before, *others = sorted(entries, key=_order)
    for after in others:
        place = _place(after, where)
        if before.valid_to is None or (after.valid_from or date.min) <= before.valid_to:
            if after.valid_from is None:
                yield finding(place, "law.overlap_from_ever", other=before.id)
            else:
                day = after.valid_from.isoformat()
                yield finding(place, "law.overlap", other=before.id, day=day)
        elif after.valid_from and after.valid_from - before.valid_to > DAY:
            first, last = before.valid_to + DAY, after.valid_from - DAY
            days = {"first": first.isoformat(), "last": last.isoformat()}
            yield finding(place, "law.hole", other=before.id, **days)
        before = max(before, after, key=lambda one: one.valid_to or date.max)


def _order(entry: Sourced) -> tuple[date, date, str]:
    return (entry.valid_from or date.min, entry.valid_to or date.max, entry.id)


def _place(entry: Sourced, where: Located) -> str:
    return where.get((entry.id, entry.valid_from), entry.id)


def without_days(entry: Dated, first: date | None, last: date | None) -> tuple[Dated, ...]:
    """Return what is left of an entry's time outside ``first`` to ``last``, both included.

    None is without limit. Nothing is left of an entry that lies within.
    """
    left: list[Dated] = []
    start, end = entry.valid_from, entry.valid_to
    if first is not None and (start is None or start < first):
        until = first - DAY if end is None else min(end, first - DAY)
        left.append(entry.model_copy(update={"valid_to": until}))
    if last is not None and (end is None or end > last):
        since = last + DAY if start is None else max(start, last + DAY)
        left.append(entry.model_copy(update={"valid_from": since}))
    return tuple(left)
