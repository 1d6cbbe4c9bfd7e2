"""What a reader of an operation's totals should know: what is open, doubtful or not counted."""

from collections import Counter
from collections.abc import Iterator

from geo_patrol.errors import Finding, finding
from geo_patrol.operations.belonging import Belonging
from geo_patrol.operations.records import Operation
from geo_patrol.operations.totals import Totals


def remarks(
    operation: Operation, counted: Totals, found: Belonging, *, n_late: int = 0, n_awaited: int = 0
) -> Iterator[Finding]:
    """Find what to tell beside an operation's totals.

    Parameters
    ----------
    n_late
        Its incidents that came in after it was closed: phones send when they have a line.
    n_awaited
        Its cases handed on that nobody there has signed for.
    """
    if operation.voided:
        yield finding("voided", "operations.is_void")
    if operation.kind == "joint" and not operation.agencies:
        yield finding("agencies", "operations.joint_alone")
    offered = Counter(why for _, why in found.offered)
    told = {
        "operations.n_contested": ("incidents", offered["contested"]),
        "operations.n_on_patrols": ("incidents", offered["patrol"]),
        "operations.n_outside": ("incidents", offered["outside"]),
        "operations.n_late": ("incidents", n_late),
        "operations.n_running": ("patrols", counted.n_running),
        "operations.n_untracked": ("patrols", counted.n_untracked),
        "operations.n_tasks_open": ("tasks", counted.n_tasks_open),
        "operations.n_untold_fines": ("fines", counted.n_untold),
        "operations.n_awaited": ("transfers", n_awaited),
    }
    for key, (where, n) in told.items():
        if n:
            yield finding(where, key, n=n)
    for unit, n in counted.catch_other.items():
        yield finding("catch", "operations.catch_unit", n=n, unit=unit)
