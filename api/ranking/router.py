"""Routes of the quarter's ranking and of a month's figures of blocks."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.ranking.queries import BlockFiguresQuery, RankingQuery, asked_month, asked_quarter
from api.ranking.schemas import BlockFiguresOut, RankingOut
from api.services import Serving
from geo_patrol.workflows.block_figures import block_figures
from geo_patrol.workflows.case_standings import case_terms
from geo_patrol.workflows.ranking import ranking

router = APIRouter(prefix="/api/v1", tags=["ranking"])


@router.get("/ranking", summary="Rank places by quarter", response_model=RankingOut)
def read_ranking(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[RankingQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Rank areas, blocks or cells by required visits made, and cases settled in time and closed.

    Never officers, and nothing of fines (行政处罚法 74). The rule stands in the answer and in
    docs/ranking.md. What has too few visits or cases is told so, and not ranked.
    """
    settings, now = services.settings, services.now()
    start, end = asked_quarter(query.quarter, settings)
    with services.store.reader() as session:
        found = ranking(
            session,
            caller.scope,
            query.by,
            start,
            end,
            settings.ranking_rule,
            settings.zone,
            case_terms(session, now, settings.zone, settings.case_limits),
            squad=query.squad,
            area=query.area,
        )
    return JSONResponse(RankingOut.of(found).model_dump(mode="json"))


@router.get(
    "/figures/blocks", summary="A month's figures of blocks", response_model=BlockFiguresOut
)
def read_blocks(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[BlockFiguresQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return what a month was like in each block: visits, time, incidents, cases.

    What lies in no block stands beside. Areas without blocks are left out.
    """
    settings, now = services.settings, services.now()
    start, end = asked_month(query.month, settings)
    with services.store.reader() as session:
        found = block_figures(
            session,
            caller.scope,
            start,
            end,
            settings.zone,
            case_terms(session, now, settings.zone, settings.case_limits),
            squad=query.squad,
            area=query.area,
        )
    return JSONResponse(BlockFiguresOut.of(found).model_dump(mode="json"))
