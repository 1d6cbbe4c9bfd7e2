"""A year of a grid of 30,000 cells, asked for through the application, on either store.

``python -m benchmarks.year`` prints one JSON line per task: ``task, store, n, seconds`` (median of
``--repeat``), ``cpu_s`` (of this process: what a busy machine changes least), ``bytes`` (as
compressed on the wire) and ``peak_mb`` (of Python and numpy, over what was there). The year
is that of `benchmarks.year_store`. PostGIS takes part when ``GEO_PATROL_TEST_POSTGIS_URL`` or
``scripts/postgis.sh url`` names a server. ``--years 10`` puts nine more years before it: what they
cost is when cells were last left.
"""

import argparse
import asyncio
import gc
import json
import os
import statistics
import subprocess
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from api.app import create_app
from api.auth.tokens import cookie_name, token_digest
from benchmarks import year_store
from geo_patrol.coverage.warming import warm_up
from geo_patrol.personal import Keyring
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories import accounts, days, people, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.workflows.tracing import refresh_days

ROOT = Path(__file__).resolve().parents[1]
YEAR = 2022
NOW = datetime(YEAR + 1, 1, 5, tzinfo=UTC)
PERIOD = f"from={YEAR}-01-01&to={YEAR + 1}-01-01"
ROUTES = {
    "coverage": f"/api/v1/coverage?area={year_store.AREA}&{PERIOD}",
    "gaps": f"/api/v1/gaps?area={year_store.AREA}&{PERIOD}",
    "compliance": f"/api/v1/compliance?area={year_store.AREA}&{PERIOD}",
    "gap view": f"/api/v1/gap-view?area={year_store.AREA}&{PERIOD}",
    "map": f"/api/v1/my/map/{year_store.AREA}",
}


def measured(work: Callable[[], Any], repeat: int) -> tuple[dict[str, float], Any]:
    """Return medians of time, the peak of memory in MB, and what the work gives."""
    work()
    seconds, processor_s = [], []
    for _ in range(repeat):
        begin, used = time.perf_counter(), time.process_time()
        given = work()
        seconds.append(time.perf_counter() - begin)
        processor_s.append(time.process_time() - used)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    times = {"seconds": statistics.median(seconds), "cpu_s": statistics.median(processor_s)}
    return {**times, "peak_mb": peak / 1e6}, given


def tell(task: str, store: Store, n: int, found: dict[str, float], **more: Any) -> None:
    """Print a line."""
    rounded = {name: round(value, 3) for name, value in found.items()}
    line = {"task": task, "store": store.dialect, "n": n, **rounded, **more}
    print(json.dumps(line), flush=True)


def ask(store: Store, settings: Settings, repeat: int) -> None:
    """Ask the routes, as a leader who is signed in."""
    app = create_app(settings, store, keyring=Keyring.random(), now=lambda: NOW)
    cookies = {cookie_name(settings): sign_in(store, NOW)}
    transport = httpx.ASGITransport(app)

    async def get(path: str) -> int:
        async with (
            httpx.AsyncClient(
                transport=transport, base_url="http://patrol.test", cookies=cookies
            ) as client,
            client.stream("GET", path) as answer,
        ):
            answer.raise_for_status()
            return sum([len(part) async for part in answer.aiter_raw()])

    with asyncio.Runner() as runner:
        for task, path in ROUTES.items():
            found, size = measured(lambda path=path: runner.run(get(path)), repeat)
            tell(task, store, year_store.N_CELLS, found, bytes=size)


def write(store: Store, years: int, repeat: int) -> None:
    """Count a day anew, as a track that comes has it done; ask what is known of all days before."""
    for task, on in (
        ("a track of today", date(YEAR, 12, 31)),
        ("a track of an old day", date(YEAR, 6, 15)),
    ):

        def refresh(day: int = year_store.day_number(on)) -> None:
            with store.upkeep() as session:
                refresh_days(session, year_store.GRID, {day}, year_store.ZONE)

        found, _ = measured(refresh, repeat)
        n_visits = year_store.CREWS * (year_store.CELLS_A_ROUND + year_store.AGAIN)
        tell(task, store, n_visits, found)

    def leaves() -> Any:
        with store.reader() as session:
            before = year_store.day_number(date(YEAR, 12, 31))
            return days.last_leave_before(session, year_store.GRID, year_store.N_CELLS, before)

    found, _ = measured(leaves, repeat)
    tell(f"last leaves of {years} years", store, year_store.N_CELLS, found)


def sign_in(store: Store, now: datetime) -> str:
    """Sign a leader in; return the token of the session."""
    token = uuid4().hex
    officer = Officer(uuid4(), "park", "B1", "压测", "bench", "leader", True)
    begun = LogIn(uuid4(), officer.id, "console", "", now, now, 36_000, now + timedelta(days=30))
    with store.upkeep() as session:
        people.save_officer(session, officer)
        accounts.save_account(session, Account(officer.id, None, now))
        sessions.open_session(session, token_digest(token), begun)
    return token


@contextmanager
def stores(folder: Path) -> Iterator[list[str]]:
    """Give the URL of a new SQLite store, and of a new database where there is a PostGIS."""
    urls = [f"sqlite:///{folder / 'year.sqlite'}"]
    server = os.environ.get("GEO_PATROL_TEST_POSTGIS_URL", "")
    if not server:
        command = ["/bin/sh", str(ROOT / "scripts" / "postgis.sh"), "url"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        server = done.stdout.strip()
    if not server:
        yield urls
        return
    name = f"year_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_geo_patrol'))
        yield [*urls, make_url(server).set(database=name).render_as_string(hide_password=False)]
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        engine.dispose()


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), help="only this one")
    asked = parser.parse_args()
    warm_up()
    # As the server does once its kernels are there.
    gc.collect()
    gc.freeze()
    with TemporaryDirectory() as folder, stores(Path(folder)) as urls:
        for url in urls:
            if not url.startswith(asked.store or ""):
                continue
            settings = Settings(_env_file=None, data_dir=Path(folder), secure_cookies=False)
            with closing(open_store(url, exclusive=True)) as store:
                year_store.fill(store, date(YEAR, 1, 1), date(YEAR + 1, 1, 1))
                year_store.fill_before(store, date(YEAR - asked.years + 1, 1, 1), date(YEAR, 1, 1))
                ask(store, settings, asked.repeat)
                write(store, asked.years, asked.repeat)


if __name__ == "__main__":
    main()
