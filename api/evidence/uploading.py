"""A file on its way in: streamed to the disk, continued where it broke off, looked into, kept."""

import re
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Header, Request
from fastapi.concurrency import run_in_threadpool

from api.evidence.darkroom import Darkroom
from api.limits import BodyLimit, evidence_limit
from api.services import Services
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.evidence.records import Inspected
from geo_patrol.store.evidence import PIECE_BYTES, EvidenceFolder, Part

_RANGE = re.compile(r"bytes (?:(\d{1,15})-(\d{1,15})|\*)/(\d{1,15})")


@dataclass(frozen=True)
class Stretch:
    """Which part of a file a body is: ``[start, end)`` of ``size`` bytes.

    ``end`` is ``start`` when nothing is left to send; both ends are None for a whole file whose
    size is not told.
    """

    start: int = 0
    end: int | None = None
    size: int | None = None


class StretchReader:
    """Dependency that reads which part the body is; `api.openapi` documents the body from here."""

    async def __call__(
        self,
        content_range: Annotated[
            str | None,
            Header(
                description="Which bytes of the file the body is, when it is not all of it:"
                " `bytes 1048576-2097151/5242880` goes on at what has come in so far;"
                " `bytes */5242880` with an empty body: all has been sent.",
            ),
        ] = None,
    ) -> Stretch:
        """Return the part.

        Raises
        ------
        InvalidInput
            When it is none.
        """
        if content_range is None:
            return Stretch()
        found = _RANGE.fullmatch(content_range.strip())
        if found is None:
            raise _wrong_range()
        size = int(found[3])
        if found[1] is None:
            return Stretch(size, size, size)
        start, end = int(found[1]), int(found[2]) + 1
        if not start < end <= size:
            raise _wrong_range()
        return Stretch(start, end, size)


StretchSent = Annotated[Stretch, Depends(StretchReader())]


def _wrong_range() -> InvalidInput:
    where = finding("Content-Range", "evidence.field.range")
    return InvalidInput("api.invalid", findings=(where,))


@dataclass(frozen=True)
class Counter:
    """Where files are brought to: the folder, who looks into them, and how large they may be."""

    folder: EvidenceFolder
    darkroom: Darkroom
    limit: BodyLimit
    zone: ZoneInfo

    @classmethod
    def of(cls, services: Services) -> "Counter":
        """Return an application's counter."""
        return cls(
            services.evidence,
            services.darkroom,
            evidence_limit(services.settings),
            services.settings.zone,
        )

    async def take(
        self, request: Request, sha256: str, sender: str, stretch: Stretch
    ) -> tuple[int, Inspected] | None:
        """Take a file in; return its size and what it is, or None when there is more to come.

        What has come in stays when the connection breaks, for the sender to go on with.

        Raises
        ------
        Conflict
            When the body goes on at another byte than what has come in ends at.
        InvalidInput
            When the file is not what its digest says, or no evidence.
        TooLarge
            When it is over the limit.
        Unavailable
            When it cannot be written, or not looked into at the moment; it can be gone on with.
        """
        if stretch.size is not None and stretch.size > self.limit.max_bytes:
            raise self.limit.too_large()
        with self.folder.receiving(sha256, sender, stretch.start) as part:
            size = stretch.start + await self._receive(request, part, stretch)
            if stretch.size is not None and size < stretch.size:
                return None
            return size, await self._keep(part, sha256)

    async def _receive(self, request: Request, part: Part, stretch: Stretch) -> int:
        """Write a body to a part as it comes; return how long it was."""
        most = None if stretch.end is None else stretch.end - stretch.start
        n_bytes, buffer = 0, bytearray()
        try:
            async for piece in request.stream():
                n_bytes += len(piece)
                if most is not None and n_bytes > most:
                    raise _wrong_range()
                buffer += piece
                if len(buffer) >= PIECE_BYTES:
                    await run_in_threadpool(part.add, bytes(buffer))
                    buffer.clear()
        finally:
            # What came before a connection broke need not come again.
            if buffer:
                part.add(bytes(buffer))
        return n_bytes

    async def _keep(self, part: Part, sha256: str) -> Inspected:
        if await run_in_threadpool(part.digest) != sha256:
            part.drop()
            raise InvalidInput("evidence.other_digest")
        try:
            seen = await run_in_threadpool(self.darkroom.inspect, part.path, self.zone)
        except InvalidInput:
            part.drop()
            raise
        await run_in_threadpool(self.folder.keep, part, sha256)
        return seen
