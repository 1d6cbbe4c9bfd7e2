"""A network that is slow, breaks off and loses answers: every record arrives, once."""

import time

from bad_network import BadNetwork
from fault_figures import LONG, briefly_on, measured
from fault_ledger import require_whole
from fault_phone import outboxes
from fault_phones import Crowd, run
from fault_site import Server, Site

from benchmarks.load_plan import seeded

RECORDS, PHOTOS = (20, 2) if LONG else (7, 1)
LATENCY_S = 3 if LONG else 0.05


async def delivered(site: Site, server: Server) -> tuple[Crowd, BadNetwork]:
    """Send all outboxes over a bad network; look at what has become of them over a good one."""
    network = BadNetwork(server.port, LATENCY_S, seeded(5))
    async with network.between():
        crowd = Crowd(network.port)
        await crowd.deliver(outboxes(site.sessions, RECORDS, PHOTOS))
        crowd.moved(server.port)
        await crowd.repeat_all()
        crowd.close()
    return crowd, network


@briefly_on("postgis")
def test_every_record_arrives_once_over_a_network_that_loses_a_part_of_everything(
    site: Site,
) -> None:
    began = time.monotonic()
    with site.served() as server:
        crowd, network = run(delivered(site, server))
    require_whole(site, crowd.ledger)
    assert len(crowd.written) == len(site.sessions) * (RECORDS + PHOTOS)
    # Records that were kept though their answer was lost: sent again, and told to be there.
    assert crowd.answers["200"] > 0
    measured(
        "bad network",
        site.dialect,
        latency_s=LATENCY_S,
        **crowd.figures(),
        fates=dict(network.fates),
        took_s=round(time.monotonic() - began),
    )
