"""The route of a cell's story."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.live.story_schemas import StoryOut, StoryQuery
from api.queries import read_moment
from api.services import Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.workflows.cell_story import cell_story

router = APIRouter(prefix="/api/v1/cells", tags=["live"])


@router.get("/{area}/{cell}/story", summary="Read the story of a cell", response_model=StoryOut)
def read(
    area: Annotated[Code, Path(description="Code of an area.")],
    cell: Annotated[str, Path(max_length=15, description="Code of a cell of its grid.")],
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[StoryQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return who was in a cell and when, what was met and asked for there, the latest first.

    Which patrol it was is told to who may see tracks, and who was aboard to who works with records.
    """
    wait_until_warm()
    since = None if query.from_ is None else read_moment("from", query.from_, services.settings)
    with services.store.reader() as session:
        story = cell_story(
            session,
            caller.scope,
            area,
            cell,
            services.settings.zone,
            now=services.now(),
            since=since,
            cursor=query.cursor,
            limit=query.limit,
        )
    return JSONResponse(StoryOut.of(story, caller.scope).model_dump(mode="json"))
