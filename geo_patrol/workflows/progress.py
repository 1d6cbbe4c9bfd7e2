"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with a message key of what is being done, how much is done, and how much there is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""
