"""Briefings as jobs: asked for, watched file by file, stopped, looked up for half a year."""

from typing import Any

from api.briefings.asked import Brief
from api.briefings.ordering import Order, make_apart
from geo_patrol.evidence.fonts import find_font
from geo_patrol.jobs import Members
from geo_patrol.workflows.jobs import KEPT, Desk, Kind

KIND = "brief"


def brief_job(desk: Desk) -> Members:
    """Make a briefing's files into the job's folder."""
    asked, now = Brief.of(desk.asked, find_font(desk.settings.font_file)), desk.now()
    order = Order(asked, desk.scope, desk.folder(), desk.store.url, desk.settings, now)
    for made in make_apart(order, desk.stop):
        told: dict[str, Any] = {"file": made.name, "n_made": made.done, "n_files": made.total}
        desk.tell({"share": made.done / made.total, **told})
    n_files = sum(1 for one in order.folder.iterdir() if one.is_file())
    # Of one that was stopped nothing is left.
    return {"n_files": n_files, "kept_until": (now + KEPT).isoformat() if n_files else None}


BRIEF = Kind(KIND, "briefings.make", brief_job)
