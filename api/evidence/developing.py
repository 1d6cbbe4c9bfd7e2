"""The process of `api.evidence.darkroom`."""

import os
import sys

from api.evidence.darkroom import Copying, Look
from api.workshop import run
from geo_patrol.evidence.copying import copy
from geo_patrol.evidence.inspecting import inspect
from geo_patrol.evidence.records import Inspected

MOST_MB = 2048
"""Address space: a photo at the limit of pixels is decoded in a third of it."""

MOST_OPEN = 64


def develop(order: Look | Copying) -> Inspected | bytes:
    """Do an order."""
    if isinstance(order, Look):
        return inspect(order.path, order.zone)
    return copy(order.path, order.seen, order.stamp, order.font)


def confine() -> None:
    """Bound what decoders may take, and leave them nothing to write (POSIX)."""
    if sys.platform == "win32":
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, MOST_MB * 1024**2),
        (resource.RLIMIT_NOFILE, MOST_OPEN),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    # Nor anything to read of the server's own settings and secrets.
    for name in [name for name in os.environ if name.startswith(("GEO_PATROL_", "PG"))]:
        del os.environ[name]


if __name__ == "__main__":
    confine()
    run(develop)
