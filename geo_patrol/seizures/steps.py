"""One step of custody: where an item is after an event, and what is wrong with it."""

from typing import NamedTuple

from geo_patrol.seizures.events import ENDED, CustodyEvent, EventKind, State, Whereabouts

_ENDS: dict[EventKind, State] = {
    "returned": "returned",
    "destroyed": "destroyed",
    "transferred": "transferred",
    "released_live": "released_live",
    "disposed": "disposed",
}


class Step(NamedTuple):
    """Where an item is afterwards, and the names of what is wrong, as the catalogue has them."""

    after: Whereabouts | None
    problems: tuple[str, ...] = ()


def step(before: Whereabouts | None, event: CustodyEvent, *, to_come: bool) -> Step:
    """Follow one item through one event.

    Parameters
    ----------
    before
        None for an item that was not seized yet.
    to_come
        Some event seizes it: an earlier one comes before the seizure, not out of nowhere.
    """
    if before is None:
        if event.kind != "seized":
            return Step(None, ("before_seizure" if to_come else "never_seized",))
        return Step(Whereabouts("held", event.place, event.at, event.at, event.id))
    if before.state in ENDED:
        return Step(before, (f"after_{before.state}",))
    match event.kind:
        case "seized":
            return Step(before, ("seized_twice",))
        case "moved":
            return _moved(before, event)
        case "inspected":
            elsewhere = event.place and event.place != before.place
            return Step(before, ("seen_elsewhere",) if elsewhere else ())
        case "notice_posted":
            if event.notice_ends is None:
                return Step(before, ("notice_endless",))
            return Step(before._replace(notice_ends=event.notice_ends))
        case "confiscated":
            if before.state == "confiscated":
                return Step(before, ("confiscated_twice",))
            return Step(before._replace(state="confiscated", since=event.at, event_id=event.id))
    after = before._replace(state=_ENDS[event.kind], since=event.at, event_id=event.id, to=event.to)
    return Step(after, _about_end(before, event))


def _moved(before: Whereabouts, event: CustodyEvent) -> Step:
    if not event.place:
        return Step(before, ("moved_nowhere",))
    problems = []
    if event.at == before.placed_at and event.place != before.place:
        problems.append("two_places")
    elif event.from_place and event.from_place != before.place:
        problems.append("moved_from_elsewhere")
    after = before._replace(
        place=event.place, placed_at=event.at, since=event.at, event_id=event.id
    )
    return Step(after, tuple(problems))


def _about_end(before: Whereabouts, event: CustodyEvent) -> tuple[str, ...]:
    """Return what should not have been, though it was."""
    if event.kind == "returned" and before.state == "confiscated":
        return ("returned_confiscated",)
    if event.kind == "disposed" and before.state == "held":
        if before.notice_ends is None:
            return ("disposed_unnoticed",)
        if event.at < before.notice_ends:
            return ("disposed_early",)
    return ()
