"""The process of `api.maps.painter`: takes orders on its input, gives pages on its output.

It ends with its input, so it never outlives the server.
"""

import pickle
import signal
import sys
from contextlib import closing
from typing import BinaryIO

from api.drawing import draw
from api.logs import steps_of
from api.maps.painter import DrawingFailed, Order
from geo_patrol.errors import GeoPatrolError
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store


def main() -> None:
    """Draw what is ordered until nothing more can come."""
    # Ctrl-C goes to all processes of a terminal: the server decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    try:
        _serve(sys.stdin.buffer, answers)
    except (EOFError, BrokenPipeError):
        return


def _serve(orders: BinaryIO, answers: BinaryIO) -> None:
    settings, store_url = pickle.load(orders)  # noqa: S301  # only the server writes here
    while True:
        order = pickle.load(orders)  # noqa: S301
        # Between maps it holds nothing of the store: to stop it is to lose nothing.
        with closing(open_store(store_url)) as store:
            answer = _answer(store, order, settings)
        pickle.dump(answer, answers)
        answers.flush()


def _answer(store: Store, order: Order, settings: Settings) -> str | GeoPatrolError | DrawingFailed:
    try:
        with store.reader() as session:
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
    except GeoPatrolError as error:
        return error
    except Exception as error:
        return DrawingFailed(type(error).__name__, *steps_of(error.__traceback__))


if __name__ == "__main__":
    main()
