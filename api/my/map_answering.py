"""The map of an area as an answer: its cells are written, and compressed, once a grid version."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from pydantic_core import to_json
from sqlalchemy.orm import Session

from api.gzipped import Piece, gzipped
from api.my.map_schemas import KINDS, MyMap
from api.my.tags import TAG_LENGTH, is_known
from geo_patrol.packing import pack
from geo_patrol.store.repositories import grids
from geo_patrol.workflows.my_map import AreaMap
from geo_patrol.workflows.standing import AreaStanding

ONCE_LEVEL, EACH_TIME_LEVEL = 9, 5
COMPRESS_FROM_BYTES = 2048


@dataclass(frozen=True)
class _Cells:
    """What a grid version says of its cells, from its opening brace on."""

    piece: Piece
    digest: bytes


def map_answer(request: Request, session: Session, found: AreaMap, zone: ZoneInfo) -> Response:
    """Return a map, or 304 to who has it already; as of when it is told is no part of it."""
    head = MyMap.of(found, zone)
    lasting = head.model_dump_json(exclude={"at", "grid"}).encode()
    at = head.model_dump_json(include={"at"}).encode()
    cells, classes = None, b"null"
    if found.standing is not None:
        cells = _cells(session, found.standing)
        classes = b'"%s"}' % "".join(map(str, found.standing.cells.gap_class.tolist())).encode()
    digest = hashlib.sha256(b"\n".join([lasting, b"" if cells is None else cells.digest, classes]))
    tag = f'"{digest.hexdigest()[:TAG_LENGTH]}"'
    headers = {"ETag": tag}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    before, after = lasting[:-1] + b"," + at[1:-1] + b',"grid":', classes + b"}"
    middle = [] if cells is None else [cells.piece]
    size = len(before) + sum(len(one.raw) for one in middle) + len(after)
    if size < COMPRESS_FROM_BYTES or "gzip" not in request.headers.get("accept-encoding", ""):
        body = b"".join([before, *(one.raw for one in middle), after])
        return Response(body, media_type="application/json", headers=headers)
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    first, last = (Piece.of(one, EACH_TIME_LEVEL) for one in (before, after))
    body = gzipped([first, *middle, last])
    return Response(body, media_type="application/json", headers=headers)


def _cells(session: Session, standing: AreaStanding) -> _Cells:
    kept = _remembered(standing.grid_id)
    if not kept:
        demands = standing.demands
        body = to_json(
            {
                "id": standing.grid_id,
                "codes": demands.codes,
                "kinds": "".join(KINDS[one] for one in demands.kinds),
                "polygons": pack(grids.shapes(session, standing.grid_id)),
            }
        )
        raw = body[:-1] + b',"gap_class":'
        kept.append(_Cells(Piece.of(raw, ONCE_LEVEL), hashlib.sha256(raw).digest()))
    return kept[0]


@lru_cache(maxsize=32)
def _remembered(_grid_id: UUID) -> list[_Cells]:
    """Return room for what a grid says of its cells: a grid version never changes."""
    return []
