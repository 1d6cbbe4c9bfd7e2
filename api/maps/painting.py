"""The process of `api.maps.painter`."""

from contextlib import closing

from api.drawing import draw
from api.maps.painter import Order
from api.workshop import run
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store


def page(asked: tuple[Order, str, Settings]) -> str:
    """Return a map of a store as one page."""
    order, store_url, settings = asked
    # Between maps it holds nothing of the store: to stop it is to lose nothing.
    with closing(open_store(store_url)) as store, store.reader() as session:
        return draw(
            order.kind,
            session,
            order.scope,
            order.area_codes,
            order.start,
            order.end,
            settings=settings,
            language=order.language,
            now=order.now,
        )


if __name__ == "__main__":
    run(page)
