"""The first process of `api.briefings.ordering`: it reads the store."""

from collections.abc import Iterator
from contextlib import closing

from api.briefings.files import Made
from api.briefings.ordering import Order
from api.briefings.reading import read_files
from api.memory import give_memory_back
from api.workshop import run
from geo_patrol.store.engine import open_store

_at_work: list[Iterator[Made]] = []


def done(asked: Order | None) -> Made | None:
    """Begin what is ordered, or go on with it; return the file that was made, None at the end."""
    if asked is not None:
        _at_work[:] = [_made(asked)]
    return next(_at_work[0], None)


def _made(order: Order) -> Iterator[Made]:
    with closing(open_store(order.store_url)) as store, store.reader() as session:
        yield from read_files(
            session,
            order.scope,
            order.asked,
            order.folder,
            settings=order.settings,
            now=order.now,
        )


if __name__ == "__main__":
    give_memory_back()
    run(done)
