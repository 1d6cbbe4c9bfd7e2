"""Routes of rosters as files."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from api.auth.permissions import Caller, allow
from api.bodies import squad_meant
from api.language import accepted
from api.maps.painter import RosterOrder
from api.papers.address import room_address
from api.roster_files.form import RosterFile, RosterFileReader
from api.roster_files.queries import FileQuery, Format
from api.roster_files.schemas import ImportOut
from api.services import Services, Serving
from geo_patrol.errors import Forbidden, InvalidInput, finding
from geo_patrol.evidence.fonts import find_font
from geo_patrol.messages import Language
from geo_patrol.workflows.roster_files import RosterPaper, roster_paper
from geo_patrol.workflows.roster_importing import Horizon, read_for

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])

MEDIA_TYPES: dict[Format, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
}
BINARY = {"schema": {"type": "string", "format": "binary"}}
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The roster as a file.",
        "content": {name.partition(";")[0]: BINARY for name in MEDIA_TYPES.values()},
    }
}

Sent = Annotated[RosterFile, Depends(RosterFileReader())]


@router.get(
    "/{roster_id}/file", summary="A roster as a file", response_class=Response, responses=ANSWER
)
def read_file(
    roster_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[FileQuery, Query()],
    services: Serving,
) -> Response:
    """Return a roster as month grid, list, paper or calendar.

    Days of leave are shown as days off: why somebody is on leave is told only to who plans duties,
    and asks for it. A person's calendar names nobody else.
    """
    if query.leave_kinds and not caller.may("duty.plan"):
        raise Forbidden("api.not_permitted")
    settings = services.settings
    with services.store.reader() as session:
        paper = roster_paper(
            session,
            caller.scope,
            roster_id,
            settings.roster_rules,
            zone=settings.zone,
            now=services.now(),
            leave_kinds=query.leave_kinds,
        )
    language = query.language or accepted(request.headers.get("accept-language"))
    address = room_address(request, settings, "rosters", roster_id)
    made = _made(services, paper, query, language, address)
    return _sent(made, query.format, f"roster-{paper.month.problem.first_day}")


@router.post("/import", summary="Read a roster from a file", response_model=ImportOut)
def read_sent(
    caller: Annotated[Caller, allow("duty.plan")], sent: Sent, services: Serving
) -> JSONResponse:
    """Read a month grid, or a list of duties, from .xlsx or .csv, and judge it; nothing is kept.

    The form names the roster that it is for (`roster`), or days of a squad (`squad`, `first_day`,
    `n_days`), which are judged by the squad's setup. What is not understood is told, cell by cell,
    and left out.
    """
    from geo_patrol.roster.files.reading import read_roster

    about: UUID | Horizon
    if sent.roster is not None:
        about = sent.roster
    elif sent.first_day is not None and sent.n_days is not None:
        squad = squad_meant(sent.squad, caller.own_squad)
        about = Horizon(squad, sent.first_day, sent.n_days)
    else:
        raise InvalidInput("roster_files.which_roster")
    settings = services.settings
    with services.store.reader() as session:
        found = read_for(
            session,
            caller.scope,
            about,
            partial(read_roster, sent.data, sent.name),
            settings.roster_rules,
            zone=settings.zone,
            now=services.now(),
        )
    return JSONResponse(ImportOut.of(found).model_dump(mode="json"))


def _made(
    services: Services, paper: RosterPaper, query: FileQuery, language: Language, address: str
) -> bytes:
    """Return the file; what each needs of libraries is loaded when it is asked for."""
    month = paper.month
    if query.format == "xlsx":
        from geo_patrol.roster.files.workbook import as_workbook

        return as_workbook(month, language)
    if query.format == "csv":
        from geo_patrol.roster.files.duty_list import as_csv

        return as_csv(month, language)
    if query.format == "ics":
        from geo_patrol.roster.files.calendar import officer_calendar, squad_calendar

        if query.officer is None:
            return squad_calendar(month, language)
        officer = str(query.officer)
        if not any(one.id == officer for one in month.problem.officers):
            wrong = finding("officer", "rosters.not_in_roster")
            raise InvalidInput("rosters.asked_wrong", findings=(wrong,))
        return officer_calendar([month], officer, language)
    font = find_font(services.settings.font_file)
    return services.painter.roster(RosterOrder(paper, language, address, font)).pdf


def _sent(made: bytes, format: Format, name: str) -> Response:
    place = "inline" if format == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{place}; filename="{name}.{format}"'}
    return Response(made, media_type=MEDIA_TYPES[format], headers=headers)
