"""The second process of `api.briefings.ordering`: it draws and sets, without a store."""

from collections.abc import Iterator

from api.briefings.files import Made
from api.briefings.ordering import Order
from api.briefings.setting import set_files
from api.memory import give_memory_back
from api.workshop import run

_at_work: list[Iterator[Made]] = []


def done(asked: Order | None) -> Made | None:
    """Begin what is ordered, or go on with it; return the file that was made, None at the end."""
    if asked is not None:
        _at_work[:] = [set_files(asked.folder)]
    return next(_at_work[0], None)


if __name__ == "__main__":
    give_memory_back()
    run(done)
