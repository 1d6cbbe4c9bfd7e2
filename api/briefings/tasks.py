"""What the processes that draw and set a briefing are told to do, and what there is to do."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Begin:
    """Look what is to be made of what the reading process left in a folder; answers a `Plan`."""

    folder: Path


@dataclass(frozen=True)
class Draw:
    """Draw a map of the plan in all forms that it is needed in; answers None."""

    place: int


@dataclass(frozen=True)
class Set:
    """Set a document of the plan; all maps must be drawn. Answers None."""

    place: int


@dataclass(frozen=True)
class Pack:
    """Put all files into one; answers None."""


Task = Begin | Draw | Set | Pack
"""None instead only has a process load what it needs."""


@dataclass(frozen=True)
class Plan:
    """What is still to be made.

    Attributes
    ----------
    maps
        For each map in each language the files that it becomes; none where it only stands in
        documents.
    documents
        A file each.
    packed
        The file with all others in it, which comes last.
    done, total
        How many files there are already, and in the end.
    """

    maps: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]
    packed: str
    done: int
    total: int
