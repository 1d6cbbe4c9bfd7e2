"""Is it alive, can it work, and what does it offer: routes for machines."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.auth.permissions import PUBLIC
from api.services import Serving
from geo_patrol.store.schema import require_head

router = APIRouter(tags=["health"], dependencies=[PUBLIC], include_in_schema=False)


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """Tell that the process answers, even while all threads are busy."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(services: Serving) -> dict[str, str]:
    """Tell that the store answers and has the schema this program works with."""
    require_head(services.store)
    return {"status": "ok"}


@router.get("/api/v1/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """Return the OpenAPI document."""
    made: dict[str, Any] = request.app.openapi()
    return JSONResponse(made)
