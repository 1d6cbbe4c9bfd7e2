"""Long work that somebody asked for: what it is, how far it is, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

JobState = Literal["waiting", "running", "done", "stopped", "failed", "interrupted"]
"""``stopped``: by somebody, with the best so far. ``interrupted``: its server ended before it."""
JOB_STATES: tuple[JobState, ...] = get_args(JobState)

OPEN_STATES: frozenset[JobState] = frozenset({"waiting", "running"})

Members = Mapping[str, Any]
"""An object of plain JSON values."""

SQUADS = "squads"
"""What is asked for names here whose records it is made of, when they are several squads'."""

MOST_RESULT_BYTES = 1024 * 1024
"""Longest result that is kept in the store; what is longer is a file."""


@dataclass(frozen=True)
class Job:
    """A piece of long work.

    Attributes
    ----------
    asked
        What was asked for, by the words of its kind.
    progress
        How far it was when it ended: ``share`` from 0 to 1, and what its kind tells besides.
    result
        What came of it; of a failed one ``problem``: its code and words.
    """

    id: UUID
    squad_code: str
    kind: str
    officer_id: UUID | None
    asked: Members
    state: JobState
    created_at: datetime
    progress: Members | None = None
    result: Members | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    demo: bool = False

    def is_within(self, includes: Callable[[str], bool]) -> bool:
        """Whether all squads whose records it is made of are within a reach."""
        return all(includes(one) for one in {self.squad_code, *self.asked.get(SQUADS, ())})

    @property
    def is_over(self) -> bool:
        """Whether nothing more becomes of it."""
        return self.state not in OPEN_STATES
