"""The one exception family.

An error carries a message key and its parameters, not a sentence: the words live in the
catalogue, in both languages, and the status of an answer is decided once, in ``api/errors.py``.
"""

from dataclasses import dataclass
from typing import Any

from geo_patrol.messages import Language, text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong (or repaired, or doubtful) in an input: where, and why.

    Attributes
    ----------
    where
        What the user can look up: a line, a feature's number, a field's path. Empty when it
        concerns the whole input.
    key
        Message key of the reason.
    params
        Values for the message's placeholders.
    """

    where: str
    key: str
    params: tuple[tuple[str, Any], ...] = ()

    def text(self, language: Language) -> str:
        """Return the reason in words, led by where it is."""
        reason = text(self.key, language, **dict(self.params))
        return f"{self.where}: {reason}" if self.where else reason


def finding(where: str | int, key: str, **params: Any) -> Finding:
    """Make a `Finding` with its parameters as keywords."""
    return Finding(str(where), key, tuple(params.items()))


class GeoPatrolError(Exception):
    """Base of all errors raised on purpose; ``key`` names its sentence in the catalogue."""

    def __init__(self, key: str, *, findings: tuple[Finding, ...] = (), **params: Any) -> None:
        super().__init__(key)
        self.key = key
        self.findings = findings
        self.params = params

    def text(self, language: Language) -> str:
        """Return the error in words."""
        return text(self.key, language, **self.params)

    def __str__(self) -> str:
        return self.text("en")


class InvalidInput(GeoPatrolError):
    """What was sent or loaded cannot be accepted as it is."""


class NeedsConfirmation(InvalidInput):
    """Plausible only if a person says so; the same input with a confirmation is accepted."""


class NotFound(GeoPatrolError):
    """There is no such thing within the asker's scope."""


class OutOfReach(NotFound):
    """There is such a thing, but not within the asker's scope; ``object`` names it for the log.

    The answer is that of `NotFound`, to the letter.
    """

    def __init__(self, key: str, *, object: str, **params: Any) -> None:
        super().__init__(key, **params)
        self.object = object


class Conflict(GeoPatrolError):
    """The id is taken by a record with another content; ``current`` is that content."""

    def __init__(self, key: str, *, current: dict[str, Any], **params: Any) -> None:
        super().__init__(key, **params)
        self.current = current


class PreconditionFailed(GeoPatrolError):
    """The record changed since the version that the edit was based on; ``current`` is it now."""

    def __init__(self, key: str, *, current: dict[str, Any] | None = None, **params: Any) -> None:
        super().__init__(key, **params)
        self.current = current


class EditOutOfReach(PreconditionFailed, OutOfReach):
    """An edit of what is there, but not within the asker's scope.

    The answer is that of an edit of what is not there, to the letter.
    """


class NotSignedIn(GeoPatrolError):
    """The request needs a session."""


class Forbidden(GeoPatrolError):
    """The asker's role does not include this."""


class TooLarge(GeoPatrolError):
    """The input is over a size limit."""


class TooSlow(GeoPatrolError):
    """The input did not arrive in time."""


class TooManyRequests(GeoPatrolError):
    """The asker is over a rate limit."""


class Unavailable(GeoPatrolError):
    """The store cannot take this now: busy, full or away. The same request may pass later."""
