"""Log lines: structured, one a line, with the request's id, and nothing that people typed."""

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import TextIO

import structlog

log = structlog.get_logger(__name__)

STEPS = 12
PLAIN_SPEAKERS = frozenset({"uvicorn", "asyncio"})
"""Loggers whose messages are fixed sentences with the values apart."""


def configure_logs(level: str = "info") -> None:
    """Write log lines of a level and above as JSON to standard error.

    What libraries log, warn of and leave uncaught in a thread comes out the same way: who spoke
    and where. Their values are left out: they may hold what people sent.

    Parameters
    ----------
    level
        ``debug``, ``info``, ``warning``, ``error`` or ``critical``.

    Raises
    ------
    KeyError
        When there is no such level.
    """
    least = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, Relay)] + [Relay()]
    root.setLevel(max(least, logging.WARNING))
    warnings.showwarning = _warned
    threading.excepthook = _thread_ended
    sys.unraisablehook = _dropped


class Relay(logging.Handler):
    """Says what libraries log as a line of ours."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record without its values."""
        fields: dict[str, object] = {"logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            fields |= fault_fields(record.exc_info[1])
        elif isinstance(record.msg, BaseException):
            fields |= fault_fields(record.msg)
        else:
            fields["at"] = [f"{record.pathname}:{record.lineno} {record.funcName}"]
        log.log(record.levelno, _sentence(record), **fields)


def _sentence(record: logging.LogRecord) -> str:
    """Return a record's sentence, its blanks unfilled; only that it spoke when it may hold more."""
    speaker = record.name.partition(".")[0]
    if speaker not in PLAIN_SPEAKERS or not isinstance(record.msg, str):
        return "library message"
    return record.msg.strip().partition("\n")[0]


def fault_fields(error: BaseException) -> dict[str, object]:
    """Return what a log line says of an exception: its kind and place. Its text may hold values."""
    return {"kind": type(error).__name__, "at": steps_of(error.__traceback__)}


def steps_of(traceback: TracebackType | None) -> list[str]:
    """Return the last steps of a traceback: file, line, function."""
    steps = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        steps.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return steps[-STEPS:]


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("library warning", kind=category.__name__, at=[f"{filename}:{lineno}"])


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        log.error("thread ended by a fault", **fault_fields(ended.exc_value))


def _dropped(dropped: "sys.UnraisableHookArgs") -> None:
    if dropped.exc_value is not None:
        log.error("fault nobody could catch", **fault_fields(dropped.exc_value))
