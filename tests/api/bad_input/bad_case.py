"""One bad input: what is sent, and what the answer has to say of it."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

JSON = "application/json"
LISTED = 40
"""Characters of a value that a case's name shows."""


@dataclass(frozen=True)
class Raw:
    """JSON text that Python would not write: ``1e400``, half a surrogate pair."""

    text: str


Content = bytes | Callable[[], bytes] | None


@dataclass(frozen=True)
class Case:
    """A request, and its answer.

    ``{names}`` in path and body stand for what there is: see `bad_scene.Scene`.

    Attributes
    ----------
    status, code
        Of the answer; the code is the key of its sentence. 201 may come as 200 the second time.
    says
        Place → message key of the reason, for each finding; None where there may be any.
    body, content
        What is sent: a JSON value, or bytes (made when they are needed, if they are many).
    """

    name: str
    method: str
    path: str
    status: int
    code: str = ""
    says: Mapping[str, str] | None = None
    body: Any = None
    content: Content = None
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    who: str = "leader"
    echo: tuple[str, ...] = ()
    """Members of the answer that hold exactly what was sent."""

    @property
    def accepted(self) -> bool:
        """Whether this input is to be taken."""
        return self.status < 400

    def bytes(self, names: Mapping[str, str]) -> bytes | None:
        """Return the body as it is sent."""
        if callable(self.content):
            return self.content()
        if self.content is not None or self.body is None:
            return self.content
        return dumps(filled(self.body, names))


def filled(value: Any, names: Mapping[str, str]) -> Any:
    """Return a value with the names in its texts replaced."""
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda match: _name(match, names), value)
    if isinstance(value, dict):
        return {filled(key, names): filled(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, names) for one in value]
    return value


def _name(match: re.Match[str], names: Mapping[str, str]) -> str:
    return names.get(match[1], match[0])


def dumps(body: Any) -> bytes:
    """Return JSON with its `Raw` parts as they are."""
    raws: list[str] = []

    def mark(value: object) -> str:
        assert isinstance(value, Raw)
        raws.append(value.text)
        return f"@raw{len(raws) - 1}@"

    text = json.dumps(body, ensure_ascii=False, default=mark)
    text = re.sub(r'"@raw(\d+)@"', lambda match: raws[int(match[1])], text)
    return text.encode("utf-8", "surrogatepass")


def shown(value: object) -> str:
    """Return a value for a case's name: short, and nothing that a terminal obeys."""
    text = value.text if isinstance(value, Raw) else ascii(value)
    return text if len(text) <= LISTED else f"{text[:LISTED]}…{len(text)}"


def put(at: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return a body with another value at a place like ``outcomes[0].people``."""
    copy = json.loads(json.dumps(at))
    *steps, last = [
        int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)
    ]
    inner = copy
    for step in steps:
        inner = inner[step]
    if value is MISSING:
        del inner[last]
    else:
        inner[last] = value
    result: dict[str, Any] = copy
    return result


MISSING = object()
"""Stands for a member that is not sent."""


def fields(
    room: str, address: str, good: Mapping[str, Any], rows: list[tuple[str, Any, str]]
) -> list[Case]:
    """Return a case for each (place, value, reason) of a body: all 422 for that one place."""
    return [
        Case(
            f"{room} {place}: {'missing' if value is MISSING else shown(value)}",
            "PUT",
            address,
            422,
            "api.invalid",
            {place: reason},
            put(good, place, value),
        )
        for place, value, reason in rows
    ]


def fresh() -> UUID:
    """Return an id that nothing has."""
    return uuid4()
