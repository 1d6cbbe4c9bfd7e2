"""A shift ends: all phones send what they gathered at once, and come again when they are told."""

import time

from fault_figures import LONG, briefly_on, measured
from fault_ledger import require_whole
from fault_phone import outboxes
from fault_phones import Crowd, run
from fault_site import Server, Site, open_sessions

from geo_patrol.store.evidence import PIECE_BYTES

PHONES, RECORDS, PHOTOS = (200, 40, 5) if LONG else (20, 10, 1)
WARM_MB = 250
"""What a server takes that has its kernels and has answered everything once."""
MOST_MB = WARM_MB + (16 + 128) * PIECE_BYTES / 1024**2
"""All places and the whole line, each with a piece of a file in hand: more cannot add to it, since
who finds no place in the line is turned away before the body is read."""
NARROW = {"GEO_PATROL_MAX_RUNNING": "4", "GEO_PATROL_MAX_WAITING": "8"}
"""Few phones make a crowd where there are few places."""


async def delivered(site: Site, server: Server) -> Crowd:
    """Send all outboxes at once."""
    crowd = Crowd(server.port, patience=1 if LONG else 0.1)
    await crowd.deliver(outboxes(site.sessions, RECORDS, PHOTOS))
    crowd.close()
    return crowd


@briefly_on("sqlite")
def test_all_that_comes_at_once_is_acknowledged_in_bounded_memory(site: Site) -> None:
    site.sessions = open_sessions(site.url, PHONES // 2)
    if not LONG:
        site.settings.update(NARROW)
    began = time.monotonic()
    with site.served() as server:
        before_mb = server.resident_mb()
        crowd = run(delivered(site, server))
        peak_mb = server.peak_mb()
    require_whole(site, crowd.ledger)
    assert peak_mb < MOST_MB
    assert len(crowd.written) == PHONES * (RECORDS + PHOTOS)
    measured(
        "shift end",
        site.dialect,
        phones=PHONES,
        **crowd.figures(),
        resident_mb=[round(before_mb), round(peak_mb)],
        took_s=round(time.monotonic() - began),
    )
