"""Verifying audit chains, beside what cannot be saved: reading the rows, and hashing the bytes.

    python -m benchmarks.audit [--n 200000]

Prints one JSON line: seconds for `geo_patrol.workflows.auditing.verify` on an embedded store, for
the bare driver reading the same rows plus hashlib hashing the same bytes, and their ratio.
"""

import argparse
import hashlib
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.lines import show
from benchmarks.memory import peak_mb, reset_peak_mb
from geo_patrol.audit import ADMINISTRATION, Act, Entry, Head, covered_text, link
from geo_patrol.store import schema
from geo_patrol.store.bulk import bulk_insert
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.tables import AuditRow
from geo_patrol.workflows.auditing import verify

CHAINS = ("reservoir", "park", ADMINISTRATION)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def fill(store: Store, n: int) -> list[bytes]:
    """Fill three chains with ``n`` entries; return the bytes that their hashes cover."""
    covered: list[bytes] = []
    with store.upkeep() as session:
        for number, chain in enumerate(CHAINS):
            of_chain = range(number, n, len(CHAINS))
            acts = (
                Act(
                    chain,
                    "officer/018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
                    "create",
                    f"incident/018f3a52-6b00-7c11-9a01-{one:012d}",
                    NOW,
                    {"version": 1, "sha256": hashlib.sha256(str(one).encode()).hexdigest()},
                )
                for one in of_chain
            )
            entries = link(acts, Head(chain), "sha256")
            covered += [covered_text(entry).encode() for entry in entries]
            bulk_insert(session, AuditRow, Entry._fields, (tuple(one) for one in entries))
    return covered


def bare(path: Path, covered: list[bytes]) -> None:
    """Read the rows with the driver and hash the bytes, and look at neither."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM audit_log ORDER BY chain, seq").fetchall()
    for one in covered:
        hashlib.sha256(one).hexdigest()


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200_000, help="entries in all chains")
    n = parser.parse_args().n
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        with closing(open_store(f"sqlite:///{path}", exclusive=True)) as store:
            schema.upgrade(store)
            covered = fill(store, n)
            base_mb = reset_peak_mb()
            started = time.perf_counter()
            seen = verify(store, records=False)
            seconds = time.perf_counter() - started
            over_mb = peak_mb() - base_mb
            started = time.perf_counter()
            bare(path, covered)
            bare_s = time.perf_counter() - started
    line = {
        "task": "verify audit chains",
        "n": seen.n_entries,
        "peak_mb": round(over_mb, 1),
        "sound": seen.sound,
        "seconds": round(seconds, 2),
        "peer": "sqlite3 fetchall + hashlib",
        "peer_seconds": round(bare_s, 2),
        "ratio": round(bare_s / seconds, 2),
    }
    show(line)


if __name__ == "__main__":
    main()
