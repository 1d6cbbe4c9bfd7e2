"""Plans and figures of firms as files."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from api.firms.plan_schemas import FirmPlanOut, FirmReportOut

_PLAN = ("start", "end", "firm", "agencies", "matters", "unannounced", "reasons")


def plan_as_csv(told: FirmPlanOut) -> bytes:
    """Return a plan as CSV: a row for each visit, then one for each check that finds no room."""
    visits: list[dict[str, Any]] = [
        {
            "start": one.start.isoformat(),
            "end": one.end.isoformat(),
            "firm": one.firm,
            "agencies": " ".join(one.agencies),
            "matters": "、".join(each.matter for each in one.checks),
            "unannounced": one.unannounced,
            "reasons": "；".join(each.reason_zh for each in one.reasons),
        }
        for one in told.items
    ]
    left: list[dict[str, Any]] = [
        {
            "firm": one.firm,
            "agencies": one.check.agency,
            "matters": one.check.matter,
            "reasons": "；".join(each.reason_zh for each in one.reasons),
        }
        for one in told.no_room
    ]
    return _csv(_PLAN, [*visits, *left])


def figures_as_csv(told: FirmReportOut) -> bytes:
    """Return figures as CSV: a row for each month, the whole last, under the month ``*``."""
    rows = [one.model_dump() for one in told.rows]
    whole = {"month": "*", **told.whole.model_dump()}
    return _csv(list(whole), [*rows, whole])


def _csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names, lineterminator="\r\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return BYTE_ORDER_MARK + file.getvalue().encode()


def _safe(value: Any) -> Any:
    return re.sub(FORMULA, r"'\1", value) if isinstance(value, str) else value
