"""Builders of the rules about what was settled, asked for, or told before."""

from collections.abc import Iterator

from geo_patrol.roster.cpsat.draft import Draft, Lit, Place, inverse
from geo_patrol.roster.frame import BEFORE
from geo_patrol.roster.settings import RuleSetting


def one_shift_a_day(draft: Draft, rule: RuleSetting) -> None:
    """Nothing: the model has one shift a day at most."""


def employed(draft: Draft, rule: RuleSetting) -> None:
    """Shifts outside the contract."""
    for one in draft.places:
        if not draft.frame.employed[one.officer, one.day]:
            draft.pay(rule, one.lit)


def leave(draft: Draft, rule: RuleSetting) -> None:
    """Shifts that begin on a day of leave, or run into one."""
    for one in draft.places:
        if draft.frame.takes_leave[one.officer, one.day, one.shift]:
            draft.pay(rule, one.lit)


def forbidden(draft: Draft, rule: RuleSetting) -> None:
    """Shifts, or shifts at a post, that somebody must not have."""
    frame = draft.frame
    at_posts: dict[tuple[int, int], list[tuple[int | None, int]]] = {}
    for each in frame.problem.forbidden:
        if each.post is not None:
            shift = None if each.shift is None else frame.shift_at[each.shift]
            for day, when in enumerate(frame.problem.days):
                if each.first <= when <= each.last:
                    place = (frame.officer_at[each.officer], day)
                    at_posts.setdefault(place, []).append((shift, frame.post_at[each.post]))
    for one in draft.places:
        named = any(
            shift in (None, one.shift) and post == _post(draft, one)
            for shift, post in at_posts.get((one.officer, one.day), ())
        )
        if named or frame.barred[one.officer, one.day, one.shift]:
            draft.pay(rule, one.lit)


def fixed(draft: Draft, rule: RuleSetting) -> None:
    """Count what is fixed, and is not there."""
    frame = draft.frame
    for one in sorted(set(frame.problem.fixed), key=str):
        place = (frame.officer_at[one.officer], (one.day - frame.problem.first_day).days)
        shift = None if one.shift is None else frame.shift_at[one.shift]
        post = None if one.post is None else frame.post_at[one.post]
        meant: list[Lit] = [
            each.lit
            for each in draft.at[place]
            if shift in (None, each.shift) and post in (None, _post(draft, each))
        ]
        draft.never(rule, [inverse(one) for one in meant])


def frozen(draft: Draft, rule: RuleSetting) -> None:
    """On a frozen day another shift or post than was published, or none."""
    frame, told = draft.frame, _told(draft)
    for day, when in enumerate(frame.problem.days):
        if when in frame.problem.frozen_days:
            for officer in range(len(frame.problem.officers)):
                cell = told.get((officer, day), frozenset())
                here = [
                    inverse(one.lit)
                    for one in draft.at[officer, day]
                    if cell == {(one.shift, _post(draft, one))}
                ]
                draft.never(rule, here if cell else [draft.works(officer, BEFORE + day)])


def requests(draft: Draft, rule: RuleSetting) -> None:
    """Wishes that are not met."""
    frame = draft.frame
    for one in frame.problem.requests:
        officer, day = frame.officer_at[one.officer], (one.day - frame.problem.first_day).days
        if one.shift is None:
            meant = draft.works(officer, BEFORE + day)
        else:
            meant = draft.shift(officer, BEFORE + day, frame.shift_at[one.shift])
        draft.pay(rule, inverse(meant) if one.on else meant, one.weight)


def changed(draft: Draft, rule: RuleSetting) -> None:
    """On a published day another shift than was told, or none."""
    for officer, day, shifts in _published(draft):
        if not shifts:
            draft.pay(rule, draft.works(officer, BEFORE + day))
            continue
        (only, *more) = shifts
        same = False if more else draft.shift(officer, BEFORE + day, only)
        draft.pay(rule, inverse(same))


def day_off_taken(draft: Draft, rule: RuleSetting) -> None:
    """Work on a day that was told to be off."""
    for officer, day, shifts in _published(draft):
        if not shifts:
            draft.pay(rule, draft.works(officer, BEFORE + day))


def _post(draft: Draft, place: Place) -> int | None:
    """Return a place's post; None without one, and -1 where there are several."""
    if place.unit is None:
        return None
    posts = draft.units[place.unit].posts
    return posts[0] if len(posts) == 1 else -1


def _told(draft: Draft) -> dict[tuple[int, int], frozenset[tuple[int, int | None]]]:
    frame = draft.frame
    found: dict[tuple[int, int], set[tuple[int, int | None]]] = {}
    for one in frame.problem.published:
        day = (one.day - frame.problem.first_day).days
        post = None if one.post is None else frame.post_at[one.post]
        cell = found.setdefault((frame.officer_at[one.officer], day), set())
        cell.add((frame.shift_at[one.shift], post))
    return {place: frozenset(cell) for place, cell in found.items()}


def _published(draft: Draft) -> Iterator[tuple[int, int, frozenset[int]]]:
    frame, told = draft.frame, _told(draft)
    for day, when in enumerate(frame.problem.days):
        if when in frame.problem.published_days:
            for officer in range(len(frame.problem.officers)):
                shifts = {shift for shift, _ in told.get((officer, day), ())}
                yield officer, day, frozenset(shifts)
