"""One step of the loop: how far a case is after it, who has it, and what is wrong with it."""

from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from geo_patrol.cases.records import DESK, Act, Holder, Stage


@dataclass(frozen=True)
class Position:
    """Where a case is.

    Attributes
    ----------
    holder
        Who has it now; None once it is closed.
    handler
        Who solves the problem: whom it was given to, or who did it unasked.
    path
        Who had it to be solved since it was last given out anew, in order.
    handled_by
        Who says that it was solved.
    """

    stage: Stage = "reported"
    holder: Holder | None = DESK
    handler: Holder | None = None
    path: tuple[Holder, ...] = ()
    handled_by: UUID | None = None
    score: int | None = None
    n_reports: int = 1
    n_returned: int = 0
    n_reopened: int = 0
    n_supervised: int = 0
    n_circles: int = 0


class Move(NamedTuple):
    """Where a case is afterwards, and the name of what is wrong, as the catalogue has it."""

    after: Position
    problem: str = ""


def step(before: Position, act: Act) -> Move:
    """Follow a case through one step.

    What cannot have been changes nothing, and is told; what should not have been (a close that
    nobody verified) is told too, but counts. Steps that are left out are not missed: who solves a
    problem on the spot need not wait for its dispatch.
    """
    closed = before.stage == "closed"
    match act.step.kind:
        case "rated" if closed:
            return Move(replace(before, score=act.step.score))
        case "rated":
            return Move(before, "rated_open")
        case "reopened" if closed:
            return Move(_back(replace(before, n_reopened=before.n_reopened + 1)))
        case "reopened":
            return Move(before, "reopened_open")
        case _ if closed:
            return Move(before, "closed_again" if act.step.kind == "closed" else "after_closed")
        case "reported":
            return Move(replace(before, n_reports=before.n_reports + 1))
        case "supervised":
            return Move(replace(before, n_supervised=before.n_supervised + 1))
        case "accepted":
            return _accepted(before, act)
        case "dispatched" | "handed":
            return _given(before, act)
        case "handled":
            return _handled(before, act)
        case "verified":
            return _verified(before, act)
        case "returned":
            return _returned(before)
        case "closed":
            return _closed(before)


def _accepted(before: Position, act: Act) -> Move:
    if before.stage != "reported":
        return Move(before, "accepted_late")
    return Move(replace(before, stage="accepted", holder=act.step.holder or DESK))


def _given(before: Position, act: Act) -> Move:
    to = act.step.holder or DESK
    if before.stage in ("handled", "verified"):
        if act.step.kind == "dispatched":
            return Move(before, "dispatched_after_handled")
        # Who looks whether it was solved may change: it is not given out to be solved.
        same = to == before.holder
        return Move(replace(before, holder=to), "given_to_holder" if same else "")
    if before.stage == "dispatched" and to == before.handler:
        return Move(before, "given_to_holder")
    # Insisting that they take it, after they gave it back, is no circle yet.
    path = before.path if before.path[-1:] == (to,) else (*before.path, to)
    circle = to in path[:-1]
    after = replace(
        before,
        stage="dispatched",
        holder=to,
        handler=to,
        path=path,
        n_circles=before.n_circles + circle,
    )
    if circle:
        return Move(after, "circle")
    undispatched = act.step.kind == "handed" and before.stage != "dispatched"
    return Move(after, "handed_undispatched" if undispatched else "")


def _handled(before: Position, act: Act) -> Move:
    if before.stage in ("handled", "verified"):
        return Move(before, "handled_again")
    own = None if act.by is None else Holder("officer", str(act.by))
    after = replace(
        before,
        stage="handled",
        holder=act.step.holder or DESK,
        handler=before.handler or own,
        handled_by=act.by,
    )
    return Move(after)


def _verified(before: Position, act: Act) -> Move:
    if before.stage == "verified":
        return Move(before, "verified_again")
    if before.stage != "handled":
        return Move(before, "verified_unhandled")
    after = replace(before, stage="verified", holder=act.step.holder or DESK)
    own = act.by is not None and act.by == before.handled_by
    return Move(after, "verified_by_handler" if own else "")


def _returned(before: Position) -> Move:
    if before.stage in ("reported", "accepted"):
        return Move(before, "returned_unheld")
    counted = replace(before, n_returned=before.n_returned + 1)
    if before.stage == "dispatched":
        # Whose matter it is not gives it back to the desk; that they had it is not forgotten.
        return Move(replace(counted, stage="accepted", holder=DESK, handler=None))
    return Move(_back(counted))


def _back(before: Position) -> Position:
    """Return a case that is to be solved again, by who had it last; by nobody, it is to be given.

    A new path begins: who gets it anew did not have it in this round.
    """
    handler = before.handler
    if handler is None:
        return replace(before, stage="accepted", holder=DESK, path=(), handled_by=None)
    return replace(before, stage="dispatched", holder=handler, path=(handler,), handled_by=None)


def _closed(before: Position) -> Move:
    after = replace(before, stage="closed", holder=None, score=None)
    if before.stage == "verified":
        return Move(after)
    problem = "closed_unverified" if before.stage == "handled" else "closed_unhandled"
    return Move(after, problem)
