"""Routes of boundaries that are brought in: drafts, looked at, put in force or not."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.boundary_imports.bodies import (
    DISCARD_EXAMPLES,
    FORCE_EXAMPLES,
    RESTORE_EXAMPLES,
    DiscardBody,
    InForceBody,
    RestoreBody,
)
from api.boundary_imports.file import BoundaryFileReader, SentBoundary
from api.boundary_imports.order import BoundaryOrder
from api.boundary_imports.schemas import Drawn, ImportDetail, ImportOut, Imports
from api.services import Services, Serving
from geo_patrol.errors import Unavailable
from geo_patrol.store.repositories import boundary_imports as stored
from geo_patrol.store.repositories import grid_changes, people
from geo_patrol.store.scope import Scope
from geo_patrol.workflows import boundary_deciding as deciding
from geo_patrol.workflows import boundary_imports as bringing
from geo_patrol.workflows.boundaries import home_bounds
from geo_patrol.workflows.boundary_comparing import compare
from geo_patrol.zones.bringing import BoundaryImport
from geo_patrol.zones.changes import shape_change

router = APIRouter(prefix="/api/v1/boundary-imports", tags=["places"])

Keeper = Annotated[Caller, allow("places.write")]
FileSent = Annotated[SentBoundary, Depends(BoundaryFileReader())]
ForceSent = Annotated[InForceBody, Depends(JsonBody(InForceBody, FORCE_EXAMPLES))]
DiscardSent = Annotated[DiscardBody, Depends(JsonBody(DiscardBody, DISCARD_EXAMPLES))]
RestoreSent = Annotated[RestoreBody, Depends(JsonBody(RestoreBody, RESTORE_EXAMPLES))]


class ImportFilters(BaseModel):
    """Query of the list of imports."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    area: str | None = Field(None, max_length=32, description="Code of an area.")


@router.get("", summary="List boundaries brought in", response_model=Imports)
def read_all(
    caller: Keeper, query: Annotated[ImportFilters, Query()], services: Serving
) -> JSONResponse:
    """List the boundaries that were brought in, and what became of them, the newest first."""
    with services.store.reader() as session:
        found = [one.record for one in stored.imports(session, caller.scope, query.area)]
        items = told(session, found, services)
    return JSONResponse(Imports(items=items).model_dump(mode="json"))


@router.get("/{import_id}", summary="Read a boundary brought in", response_model=ImportDetail)
def read_one(import_id: UUID, caller: Keeper, services: Serving) -> JSONResponse:
    """Show a boundary over what holds: shapes, areas, cells, what would be computed anew.

    A draft is compared with what holds now; one in force with what held until then.
    """
    return _detail(import_id, caller.scope, services, 200)


@router.put("/{import_id}", summary="Bring a boundary in", response_model=ImportDetail)
def put(import_id: UUID, caller: Keeper, sent: FileSent, services: Serving) -> JSONResponse:
    """Read a boundary file and keep it as a draft, which counts for nothing.

    GeoJSON, zipped Shapefile, GeoPackage, KML and KMZ are read, up to 20 MB. What cannot be taken
    whole is refused, with each shape's number and reason.
    """
    with services.store.reader() as session:
        home = home_bounds(session)
    order = BoundaryOrder(sent.data, sent.name, sent.datum, home)
    file = services.painter.boundary(order)
    _, new = bringing.draft(
        services.store,
        caller.scope,
        import_id,
        sent.data,
        file,
        area_code=sent.area,
        part=sent.part,
        datum=sent.datum,
        status=sent.status,
        source=sent.source,
        licence=sent.licence,
        epsg=services.settings.metric_epsg,
        now=services.now(),
    )
    return _detail(import_id, caller.scope, services, 201 if new else 200)


@router.put(
    "/{import_id}/restoration", summary="Bring back what held before", response_model=ImportDetail
)
def put_restoration(
    import_id: UUID, caller: Keeper, sent: RestoreSent, services: Serving
) -> JSONResponse:
    """Make a draft, under a new id, of what held before an import was put in force.

    Nothing is taken back: it is looked at and put in force as another version.
    """
    _, new = bringing.restore(
        services.store,
        caller.scope,
        import_id,
        sent.of,
        epsg=services.settings.metric_epsg,
        now=services.now(),
    )
    return _detail(import_id, caller.scope, services, 201 if new else 200)


@router.put("/{import_id}/force", summary="Put a boundary in force", response_model=ImportDetail)
def put_in_force(
    import_id: UUID, caller: Keeper, sent: ForceSent, services: Serving
) -> JSONResponse:
    """Put a draft in force from a day on, with the reason.

    Zones of the level end where it begins. Cells follow: squares that stay keep their codes, and
    figures are the old cells' until all tracks are traced through the new ones.
    """
    settings, now = services.settings, services.now()
    done = deciding.put_in_force(
        services.store,
        caller.scope,
        import_id,
        valid_from=sent.begins(settings.zone),
        reason=sent.reason,
        epsg=settings.metric_epsg,
        zone=settings.zone,
        now=now,
    )
    _follow(done, services)
    return _detail(import_id, caller.scope, services, 200)


@router.put("/{import_id}/discard", summary="Discard a boundary", response_model=ImportDetail)
def put_discard(
    import_id: UUID, caller: Keeper, sent: DiscardSent, services: Serving
) -> JSONResponse:
    """Decide that a draft never counts; it stays on the list."""
    deciding.discard(
        services.store, caller.scope, import_id, reason=sent.reason, now=services.now()
    )
    return _detail(import_id, caller.scope, services, 200)


def told(session: Session, found: list[BoundaryImport], services: Services) -> list[ImportOut]:
    """Return imports as the wire has them in lists."""
    about = _about(session, found)
    zone = services.settings.zone
    return [ImportOut.of(one, about.names, zone, about.change(one)) for one in found]


class _About:
    """What is told with imports: who brought them in, and how far their cells are."""

    def __init__(self, names: dict[UUID, str], changes: dict[str, Any]) -> None:
        self.names, self._changes = names, changes

    def change(self, one: BoundaryImport) -> Any:
        """Return the change of the grid of an import's area."""
        return self._changes.get(one.area_code)


def _about(session: Session, found: list[BoundaryImport]) -> _About:
    who = {id for one in found for id in (one.created_by, one.decided_by)}
    changes = {one.area_code: one for one in grid_changes.changes(session)}
    return _About(people.names(session, who), changes)


def _detail(import_id: UUID, scope: Scope, services: Services, status: int) -> JSONResponse:
    settings, now = services.settings, services.now()
    with services.store.reader() as session:
        one = bringing.found_import(session, scope, import_id).record
        about, comparison = _about(session, [one]), None
        if one.state in ("draft", "waiting"):
            comparison = compare(session, one, epsg=settings.metric_epsg, now=now)
            change, cells = comparison.shape, comparison.cells
        else:
            former = () if one.former is None else one.former.shapes
            before = [each.geometry for each in former]
            after = [each.geometry for each in one.shapes]
            change, cells = shape_change(before, after, epsg=settings.metric_epsg), None
    brief = ImportOut.of(one, about.names, settings.zone, about.change(one), comparison)
    drawn = Drawn.of(change, cells)
    whole = ImportDetail(**brief.model_dump(), drawn=drawn)
    return JSONResponse(whole.model_dump(mode="json"), status)


def _follow(done: BoundaryImport, services: Services) -> None:
    if done.state != "in_force":
        return
    try:
        deciding.follow(services.store, done.id, now=services.now())
    except Unavailable:
        # The server goes on with it.
        return
