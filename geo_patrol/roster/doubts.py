"""What cannot all be met in a problem, seen before anybody plans: told, never refused.

A roster is still made, the least bad one. What is told here is certain: it counts people, chances
and hours only, and judges what is settled by the rules themselves.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np

from geo_patrol.errors import Finding, finding
from geo_patrol.roster.checker import check_sheet
from geo_patrol.roster.frame import Flags, Frame
from geo_patrol.roster.problem import Assignment, Fixed
from geo_patrol.roster.rules.sums import most_minutes
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.words import days_said

_HOUR = 60

_HOLD_IN_PARTS = (
    "one_shift_a_day",
    "employed",
    "leave",
    "forbidden",
    "rest",
    "succession",
    "run_days",
    "run_nights",
)
"""Rules that no more assignments can mend: what breaks them in a part breaks them in the whole."""


def doubts(frame: Frame, settings: RuleSettings) -> tuple[Finding, ...]:
    """Return what cannot all be met; empty when nothing of that kind is seen."""
    return tuple(
        chain(
            _about_squads(frame, settings),
            _about_days(frame, settings),
            _about_hours(frame, settings),
            _about_settled(frame, settings),
            _about_history(frame, settings),
        )
    )


def _about_squads(frame: Frame, settings: RuleSettings) -> Iterator[Finding]:
    problem, people = frame.problem, settings["certified"]["people"]
    judged = settings["certified"].kind != "off"
    if judged and not any(one.certified for one in problem.officers):
        yield finding("", "roster.doubt_none_certified", people=people)
    for squad in dict.fromkeys(one.squad for one in problem.posts):
        own = [one for one in problem.officers if one.squad == squad]
        posts = [one for one in problem.posts if one.squad == squad]
        if not own:
            yield finding(squad, "roster.doubt_empty_squad", posts=len(posts))
        elif judged and any(one.enforcement for one in posts):
            n_certified = sum(one.certified for one in own)
            if n_certified < people:
                n = n_certified
                yield finding(squad, "roster.doubt_few_certified", n=n, people=people)
    for number, post in enumerate(problem.posts):
        needs = frame.need[number]
        low = needs[(needs > 0) & (needs < people)]
        if judged and post.enforcement and low.size:
            need = int(low.min())
            yield finding(post.id, "roster.doubt_small_post", need=need, people=people)


def _about_days(frame: Frame, settings: RuleSettings) -> Iterator[Finding]:
    people = settings["certified"]["people"]
    certified = np.array([one.certified for one in frame.problem.officers], bool)
    enforcing = np.array([one.enforcement for one in frame.problem.posts], bool)
    for name, own, posts in _groups(frame, settings):
        shifts = np.zeros(len(frame.problem.shifts), bool)
        shifts[frame.post_shift[posts]] = True
        there = own[:, None] & frame.open[:, :, shifts].any(axis=2)
        need = frame.need[posts]
        wanted = need.sum(axis=0)
        wanted_certified = (frame.need[posts & enforcing] > 0).sum(axis=0) * people
        if settings["certified"].kind == "off":
            wanted_certified[:] = 0
        for number, day in enumerate(frame.problem.days):
            free = there[:, number]
            on_leave = int((own & frame.on_leave[:, number]).sum())
            if settings["cover"].kind != "off" and free.sum() < wanted[number]:
                yield finding(
                    name,
                    "roster.doubt_few_people",
                    day=day.isoformat(),
                    need=int(wanted[number]),
                    there=int(free.sum()),
                    leave=on_leave,
                )
            elif (free & certified).sum() < wanted_certified[number]:
                yield finding(
                    name,
                    "roster.doubt_few_certified_on",
                    day=day.isoformat(),
                    need=int(wanted_certified[number]),
                    there=int((free & certified).sum()),
                    leave=int((own & certified & frame.on_leave[:, number]).sum()),
                )


def _about_hours(frame: Frame, settings: RuleSettings) -> Iterator[Finding]:
    if settings["hours_over"].kind == "off":
        return
    may = most_minutes(frame, settings["hours_over"])
    for name, own, posts in _groups(frame, settings):
        need = (frame.need.sum(axis=1) * frame.minutes[frame.post_shift])[posts].sum()
        if may[own].sum() < need:
            hours, most = int(need) // _HOUR, int(may[own].sum()) // _HOUR
            yield finding(name, "roster.doubt_few_hours", need=hours, most=most)


def _groups(frame: Frame, settings: RuleSettings) -> Iterator[tuple[str, Flags, Flags]]:
    """Yield who can man which posts: each squad its own, or all of them, where they may lend."""
    problem = frame.problem
    of_officer = [one.squad for one in problem.officers]
    of_post = [one.squad for one in problem.posts]
    if settings["lending"].kind != "hard":
        yield "", np.ones(len(of_officer), bool), np.ones(len(of_post), bool)
        return
    for squad in dict.fromkeys(of_post):
        own = np.array([one == squad for one in of_officer], bool)
        yield squad, own, np.array([one == squad for one in of_post], bool)


def _about_settled(frame: Frame, settings: RuleSettings) -> Iterator[Finding]:
    """Judge fixed and frozen assignments as if they were the roster."""
    problem = frame.problem
    frozen = [one for one in problem.published if one.day in problem.frozen_days]
    told = {(one.officer, one.day): one for one in frozen}
    settled = {*frozen}
    for fixed in problem.fixed:
        where = f"fixed[{fixed.officer}, {fixed.day}]"
        day = (fixed.day - problem.first_day).days
        if fixed.day in problem.frozen_days:
            if not _agrees(fixed, told.get((fixed.officer, fixed.day))):
                yield finding(where, "roster.doubt_fixed_frozen")
            continue
        one = _whole(frame, fixed)
        if one is not None:
            settled.add(one)
        elif not frame.open[frame.officer_at[fixed.officer], day].any():
            yield finding(where, "roster.doubt_fixed_away")
    # To fix a shift, and then its post, is no contradiction.
    at_posts = {replace(one, post=None) for one in settled if one.post is not None}
    hard = [name for name in _HOLD_IN_PARTS if settings[name].kind == "hard"]
    for broken in check_sheet(sheet_of(frame, settled - at_posts), settings.only(*hard)).violations:
        yield finding(
            "fixed",
            f"roster.broken_{broken.rule}",
            who=broken.officer,
            days=days_said(broken.days),
            amount=broken.amount,
        )


def _agrees(fixed: Fixed, told: Assignment | None) -> bool:
    if told is None:
        return False
    return fixed.shift in (None, told.shift) and fixed.post in (None, told.post)


def _whole(frame: Frame, fixed: Fixed) -> Assignment | None:
    """Return what is fixed as an assignment, None while its shift is open."""
    shift = fixed.shift
    if fixed.post is not None:
        shift = frame.problem.posts[frame.post_at[fixed.post]].shift
    return None if shift is None else Assignment(fixed.officer, fixed.day, shift, fixed.post)


def _about_history(frame: Frame, settings: RuleSettings) -> Iterator[Finding]:
    days, nights = settings["run_days"], settings["run_nights"]
    for one in frame.problem.officers:
        past = one.history
        if past is None:
            continue
        where, last = f"officers[{one.id}]", past.last_day.isoformat()
        most = one.limits.most_run or days["most"]
        if days.kind != "off" and past.run_days > most:
            n = past.run_days
            yield finding(where, "roster.doubt_past_days", day=last, n=n, most=most)
        if nights.kind != "off" and past.run_nights > nights["most"]:
            n, most = past.run_nights, nights["most"]
            yield finding(where, "roster.doubt_past_nights", day=last, n=n, most=most)
