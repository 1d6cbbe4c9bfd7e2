"""Routes of who answers for what at a moment, and of one's own cells."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.queries import read_moment
from api.responsibility.duty_schemas import AreaDutyOut, DutiesOut, MyCellsOut
from api.responsibility.queries import AtQuery
from api.services import Serving
from geo_patrol.store.repositories import people
from geo_patrol.workflows.answering import duties_at, my_cells

router = APIRouter(prefix="/api/v1", tags=["responsibility"])


@router.get("/responsibility", summary="Who answers for what", response_model=DutiesOut)
def read(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[AtQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Say who answers for each block and cell at a moment, and where and when nobody does.

    Who answers for a cell goes before who answers for its block.
    """
    now, scope = services.now(), caller.scope
    at = now if query.at is None else read_moment("at", query.at, services.settings)
    with services.store.reader() as session:
        found = duties_at(session, scope, at, now=now, squad=query.squad, area=query.area)
        names = people.names(session, {each.officer_id for one in found for each in one.found})
    areas = [AreaDutyOut.of(one, at, scope, names) for one in found]
    told = DutiesOut(at=at, redacted=not scope.reads_in_full, areas=areas)
    return JSONResponse(told.model_dump(mode="json"))


@router.get("/my/cells", summary="Read my cells", response_model=MyCellsOut)
def read_mine(caller: Annotated[Caller, allow("records.write")], services: Serving) -> JSONResponse:
    """Return the cells that the asker answers for now, with when each was seen and is due.

    Those that nobody ever came to stand first, then those that are due first.
    """
    now = services.now()
    with services.store.reader() as session:
        mine = my_cells(session, caller.scope, caller.officer.id, services.settings.zone, now=now)
    return JSONResponse(MyCellsOut.of(mine, now).model_dump(mode="json"))
