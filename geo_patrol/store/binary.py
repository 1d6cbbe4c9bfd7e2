"""Large values as they are: PostgreSQL would send them as text of twice the size."""

from typing import Any, Final

from sqlalchemy import Connection, Engine, event

AS_BYTES: Final = "as_bytes"
"""Execution option of statements whose rows hold megabytes."""

_BINARY = 1


@event.listens_for(Engine, "before_cursor_execute")
def _ask_for_bytes(
    connection: Connection,
    cursor: Any,
    _statement: str,
    _parameters: object,
    context: Any,
    _many: bool,
) -> None:
    if context is None or not context.execution_options.get(AS_BYTES):
        return
    if connection.dialect.name == "postgresql":
        cursor.format = _BINARY
