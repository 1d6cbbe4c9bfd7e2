"""Open-loop load on a real server: arrivals at fixed times, whether answers come or not.

``python -m benchmarks.load`` starts `geo-patrol up` on an empty store with the sample boundaries,
signs officers of both squads in, asks 50 writes and 20 reads a second for two minutes, and prints
one JSON line per store. A latency counts from when a request was due, so that a stall shows in all
that it held up. New ids, repeats, edits with their version, short tracks; lists and single
records. An answer is right when its status is the one expected: 201 to what is new, 200 otherwise.

All of it on 127.0.0.1, bounded in number and time. ``generator_cpu_s`` is what the load itself
takes from the same cores.
"""

import argparse
import asyncio
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.load_http import Wire
from benchmarks.load_plan import Arrival, Beat, Deed, Outcome, arrivals, seeded, summary
from benchmarks.load_server import Account, Server, postgis, prepare, serve

WHERE = {"reservoir": ("changzhao", 121.0256, 29.4142), "park": ("qixing", 120.876, 29.518)}
"""An area of each squad, and a place inside it."""
MOST_IN_FLIGHT = 1000
SINCE_DAYS = 5


@dataclass
class Written:
    """A record that was acknowledged."""

    path: str
    body: dict[str, Any]
    version: int = 1


@dataclass
class Officer:
    """One session, with what its squad has written so far."""

    cookie: str
    beat: Beat
    squad: dict[str, list[Written]]

    def last(self, kind: str, rng: random.Random) -> Written:
        """Return one of the squad's records."""
        return rng.choice(self.squad[kind][-200:])


@dataclass
class Load:
    """A load on its way: who asks, and what came of it."""

    wire: Wire
    rng: random.Random
    officers: list[Officer]
    outcomes: list[Outcome] = field(default_factory=list)
    in_flight: int = 0
    clock: Callable[[], float] = time.perf_counter

    async def run(self, plan: list[Arrival]) -> float:
        """Ask everything when it is due; return the seconds until the last answer."""
        begin = self.clock()
        async with asyncio.TaskGroup() as tasks:
            for one in plan:
                ahead_s = begin + one.at_s - self.clock()
                if ahead_s > 0:
                    await asyncio.sleep(ahead_s)
                if self.in_flight >= MOST_IN_FLIGHT:
                    self.outcomes.append(Outcome(one.kind, one.deed, "not sent", False, 0))
                else:
                    tasks.create_task(self.one(one, begin))
        return self.clock() - begin

    async def one(self, arrival: Arrival, begin: float) -> None:
        """Ask one thing and note what came of it."""
        self.in_flight += 1
        try:
            status, ok = await self.do(arrival.deed, self.rng.choice(self.officers))
        except (OSError, EOFError, TimeoutError) as error:
            status, ok = type(error).__name__, False
        self.in_flight -= 1
        ms = (self.clock() - begin - arrival.at_s) * 1000
        self.outcomes.append(Outcome(arrival.kind, arrival.deed, status, ok, ms))

    async def do(self, deed: Deed, who: Officer) -> tuple[str, bool]:
        """Return the status, and whether it is the one expected."""
        match deed:
            case "shift" | "patrol" | "incident" | "track":
                return await self.write(deed, who)
            case "repeat":
                old = who.last("repeatable", self.rng)
                status, _, _ = await self.wire.ask("PUT", old.path, who.cookie, old.body)
                return str(status), status == 200
            case "edit":
                return await self.edit(who)
            case "one":
                path = who.last("incident", self.rng).path
            case "incidents" | "shifts":
                since = (who.beat.start).date().isoformat()
                path = f"/api/v1/{deed}?from={since}&limit=50"
            case "me":
                path = "/api/v1/session"
        status, _, _ = await self.wire.ask("GET", path, who.cookie)
        return str(status), status == 200

    async def write(self, deed: Deed, who: Officer) -> tuple[str, bool]:
        """Write something new."""
        made = UUID(int=self.rng.getrandbits(128), version=4)
        path = f"/api/v1/{deed}s/{made}"
        match deed:
            case "shift":
                body = who.beat.shift(self.rng)
            case "patrol":
                shift = who.last("shift", self.rng)
                body = who.beat.patrol(UUID(shift.path[-36:]), shift.body)
            case "track":
                patrol = who.last("patrol", self.rng)
                path = f"{patrol.path}/tracks/{made}"
                body = who.beat.track(patrol.body, made.hex[:12], self.rng)
            case _:
                body = who.beat.incident(self.rng)
        status, _, _ = await self.wire.ask("PUT", path, who.cookie, body)
        if status == 201:
            written = Written(path, body)
            who.squad["repeatable"].append(written)
            if deed == "incident":
                who.squad["editable"].append(written)
            if deed != "track":
                who.squad[deed].append(written)
        return str(status), status == 201

    async def edit(self, who: Officer) -> tuple[str, bool]:
        """Edit an incident that nobody else edits at the moment."""
        waiting = who.squad["editable"]
        old = waiting.pop(self.rng.randrange(len(waiting)))
        body = {**old.body, "narrative": f"{old.body['narrative']},已复核"}
        status, headers, _ = await self.wire.ask("PUT", old.path, who.cookie, body, old.version)
        return str(status), status == 200 and headers.get("etag") == f'"{old.version + 1}"'


async def sign_in(wire: Wire, accounts: list[Account]) -> list[Officer]:
    """Return a session for each account, with a few records of each squad to stand on."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    beats = {
        squad: Beat(squad, *WHERE[squad], start - timedelta(days=SINCE_DAYS)) for squad in WHERE
    }
    kinds = ("shift", "patrol", "incident", "repeatable", "editable")
    written: dict[str, dict[str, list[Written]]] = {
        squad: {kind: [] for kind in kinds} for squad in WHERE
    }
    officers = []
    for one in accounts:
        body = {"login": one.login, "password": one.password}
        status, headers, answer = await wire.ask("POST", "/api/v1/session", "-=-", body)
        if status != 200:
            raise SystemExit(f"no session: {status} {answer.decode()}")
        officers.append(Officer(headers["set-cookie"], beats[one.squad], written[one.squad]))
    return officers


async def drive(server: Server, accounts: list[Account], given: argparse.Namespace) -> Any:
    """Sign in, warm up, load; return the figures."""
    rng = seeded(given.seed)
    wire = Wire(server.port)
    load = Load(wire, rng, await sign_in(wire, accounts))
    for who in load.officers[:2]:
        for deed in ("shift", "patrol", *["incident"] * 20, "track"):
            status, ok = await load.write(deed, who)  # type: ignore[arg-type]
            if not ok:
                raise SystemExit(f"no {deed} to begin with: {status}")
    plan = arrivals(given.writes, given.reads, given.seconds, rng)
    before, own = server.usage(), _own_cpu_s()
    took_s = await load.run(plan)
    after = server.usage()
    wire.close()
    return {
        "seconds": round(took_s, 1),
        **summary(load.outcomes, took_s),
        "server_rss_mb": [round(before.rss_mb, 1), round(after.rss_mb, 1)],
        "server_growth_mb": round(after.rss_mb - before.rss_mb, 1),
        "server_cpu_s": round(after.cpu_s - before.cpu_s, 1),
        "generator_cpu_s": round(_own_cpu_s() - own, 1),
    }


def _own_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(store: str, given: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of one store, on a new server."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = {"GEO_PATROL_DATA_DIR": str(folder / "data")}
        if store == "sqlite":
            url = f"sqlite:///{folder / 'data' / 'geo-patrol.sqlite'}"
        else:
            url = stack.enter_context(postgis())
            settings["GEO_PATROL_DATABASE_URL"] = url
        accounts = prepare(url, given.officers)
        server = stack.enter_context(serve(folder, settings, given.command))
        return {"store": store, **asyncio.run(drive(server, accounts, given))}


def main() -> None:
    """Print one JSON line per store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "postgis"), action="append")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--writes", type=float, default=50, help="a second")
    parser.add_argument("--reads", type=float, default=20, help="a second")
    parser.add_argument("--officers", type=int, default=6, help="of each squad")
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--command", nargs="+", default=["-m", "api.cli"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    for store in given.store or ("sqlite", "postgis"):
        print(json.dumps(measure(store, given)), flush=True)


if __name__ == "__main__":
    main()
