"""The application is killed while sixteen phones write: nothing acknowledged is lost."""

import asyncio

from fault_figures import LONG, measured
from fault_ledger import require_whole
from fault_phones import Crowd, run
from fault_site import Server, Site

from benchmarks.load_plan import seeded

KILLS = 50 if LONG else 1
WRITES_BETWEEN = range(20, 120 if LONG else 60)
MOMENT_S = 0.02
"""About four writes long."""


async def written_through_kills(site: Site, server: Server) -> tuple[Crowd, Server, list[float]]:
    """Write, kill, start again and again; return who wrote, the last server, times until ready."""
    crowd, rng = Crowd(server.port), seeded(1)
    ready_s: list[float] = []

    async def kill_and_start() -> None:
        nonlocal server
        for _ in range(KILLS):
            await crowd.acknowledged(rng.choice(WRITES_BETWEEN))
            # Not always right after an answer: at any point of the next write.
            await asyncio.sleep(rng.uniform(0, MOMENT_S))
            server.kill()
            crowd.open.clear()
            server = await asyncio.to_thread(site.start)
            ready_s.append(server.ready_s)
            crowd.moved(server.port)
        await crowd.acknowledged(len(site.sessions))

    await crowd.write(site.sessions, kill_and_start)
    await crowd.repeat_all()
    crowd.close()
    return crowd, server, ready_s


def test_what_was_acknowledged_is_there_once_after_the_process_was_killed(site: Site) -> None:
    server = site.start()
    try:
        crowd, server, ready_s = run(written_through_kills(site, server))
    finally:
        server.stop()
    require_whole(site, crowd.ledger)
    # Otherwise no write was ever cut short, and nothing was tried.
    assert crowd.answers["none"] > 0
    measured(
        "kill -9 of the application",
        site.dialect,
        kills=len(ready_s),
        **crowd.figures(),
        ready_s=[round(min(ready_s), 1), round(max(ready_s), 1)],
    )
