"""Routes of the page of trackers: for who keeps accounts, and for one's own phone."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.auth.bearers import new_token
from api.auth.permissions import Caller, signed_in
from api.auth.tokens import token_digest
from api.pages.forms import Form
from api.pages.language import page_language, remember_language
from api.pages.render import page
from api.pages.targets import TRACKERS
from api.pages.tracker_setup import ingest_address, setups
from api.problems import problem_of
from api.services import Services, Serving
from geo_patrol.errors import Forbidden, GeoPatrolError, InvalidInput, NotFound, finding
from geo_patrol.messages import text
from geo_patrol.store.repositories import devices, people, trackers
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.trackers import Tally
from geo_patrol.store.scope import SYSTEM
from geo_patrol.typed_text import is_plain
from geo_patrol.workflows.devices import give_token, put_device, revoke_token

router = APIRouter(prefix=TRACKERS, include_in_schema=False)

Person = Annotated[Caller, signed_in()]

MOST_OWN = 5
MAX_NAME = 64


@dataclass(frozen=True)
class TrackerLine:
    """A tracker in the list; ``heard`` is a local moment, None when it never was."""

    id: UUID
    name: str
    carrier: str | None
    live: bool
    heard: str | None
    tally: Tally


@dataclass(frozen=True)
class TrackersView:
    """What a person sees: all trackers, or their own; ``carriers`` are whom one can be for."""

    keeps: bool
    carries: bool
    lines: tuple[TrackerLine, ...]
    carriers: tuple[Officer, ...]


@router.get("", response_class=HTMLResponse)
def show(request: Request, caller: Person, services: Serving) -> HTMLResponse:
    """Show the trackers that a person keeps, or carries."""
    answer = _page(request, services, caller)
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


@router.post("")
async def add(request: Request, caller: Person, form: Form, services: Serving) -> Response:
    """Add a tracker for an officer, or for oneself, and show how it is set up."""
    return await run_in_threadpool(_add, request, services, caller, form)


@router.post("/token")
async def anew(request: Request, caller: Person, form: Form, services: Serving) -> Response:
    """Give a tracker a new token, and show how it is set up; the one before is good no more."""
    return await run_in_threadpool(_anew, request, services, caller, form)


@router.post("/revocation")
async def revoke(request: Request, caller: Person, form: Form, services: Serving) -> Response:
    """Take a tracker's token back."""
    return await run_in_threadpool(_revoke, services, caller, form)


def _add(request: Request, services: Services, caller: Caller, form: dict[str, str]) -> Response:
    try:
        device = _new(request, services, caller, form)
        put_device(services.store, caller.scope, device, now=services.now())
    except InvalidInput as error:
        return _page(request, services, caller, error=error)
    return _set_up(request, services, caller, device)


def _anew(request: Request, services: Services, caller: Caller, form: dict[str, str]) -> Response:
    return _set_up(request, services, caller, _meant(services, caller, form))


def _revoke(services: Services, caller: Caller, form: dict[str, str]) -> Response:
    device = _meant(services, caller, form)
    revoke_token(services.store, caller.scope, device.id, now=services.now())
    return RedirectResponse(TRACKERS, status_code=303)


def _new(request: Request, services: Services, caller: Caller, form: dict[str, str]) -> Device:
    name = form.get("name", "").strip() or text("trackers.phone", page_language(request))
    if len(name) > MAX_NAME or not is_plain(name, lines=False):
        raise InvalidInput("trackers.bad_name", findings=(finding("name", "trackers.bad_name"),))
    with services.store.reader() as session:
        carrier = _carrier(session, caller, form)
        if not _keeps(caller) and len(_own(session, carrier)) >= MOST_OWN:
            raise InvalidInput("trackers.enough", limit=MOST_OWN)
    return Device(uuid4(), carrier.squad_code, "tracker", name, officer_id=carrier.id)


def _carrier(session: Session, caller: Caller, form: dict[str, str]) -> Officer:
    """Return for whom a tracker is to be: a keeper says so, others mean themselves."""
    if not _keeps(caller):
        if not _carries(caller):
            raise Forbidden("api.not_permitted")
        return caller.officer
    try:
        found = people.officer(session, UUID(form.get("officer", "")))
    except ValueError:
        found = None
    if found is None or found.squad_code is None:
        raise InvalidInput("trackers.no_such_carrier")
    return found


def _meant(services: Services, caller: Caller, form: dict[str, str]) -> Device:
    """Return the tracker that a form is about; one that is not the caller's own is not there."""
    with services.store.reader() as session:
        try:
            found = devices.device(session, UUID(form.get("device", "")))
        except ValueError:
            found = None
    own = found is not None and found.officer_id == caller.officer.id and _carries(caller)
    if found is None or found.kind != "tracker" or not (own or _keeps(caller)):
        raise NotFound("accounts.no_device")
    return found


def _set_up(request: Request, services: Services, caller: Caller, device: Device) -> HTMLResponse:
    fresh = new_token()
    give_token(services.store, caller.scope, device.id, token_digest(fresh), now=services.now())
    address = ingest_address(request, services.settings, fresh)
    return page(
        request,
        "tracker_setup.html",
        at=TRACKERS,
        device=device,
        address=address,
        apps=setups(address, device.id.hex[:8]),
        private=services.settings.authority_file.exists(),
    )


def _page(
    request: Request, services: Services, caller: Caller, *, error: GeoPatrolError | None = None
) -> HTMLResponse:
    problem = None if error is None else problem_of(error)
    language = page_language(request)
    return page(
        request,
        "trackers.html",
        status=200 if problem is None else problem.status,
        at=TRACKERS,
        view=_view(services, caller),
        wrong={} if error is None else {"form": [error.text(language)]},
    )


def _view(services: Services, caller: Caller) -> TrackersView:
    keeps = _keeps(caller)
    with services.store.reader() as session:
        own = _own(session, caller.officer)
        found = [one for one in devices.devices(session) if one.kind == "tracker"] if keeps else own
        everybody = people.officers(session, SYSTEM) if keeps else [caller.officer]
        tallies = trackers.tallies(session)
    names = {one.id: one.name for one in everybody}
    return TrackersView(
        keeps=keeps,
        carries=_carries(caller),
        lines=tuple(_line(services, one, names, tallies.get(one.id)) for one in found),
        carriers=tuple(one for one in everybody if keeps and one.squad_code is not None),
    )


def _line(
    services: Services, device: Device, names: dict[UUID, str], tally: Tally | None
) -> TrackerLine:
    heard_at = None if tally is None else tally.heard_at
    local = None if heard_at is None else heard_at.astimezone(services.settings.zone)
    return TrackerLine(
        id=device.id,
        name=device.name,
        carrier=None if device.officer_id is None else names.get(device.officer_id),
        live=device.token_at is not None and device.revoked_at is None,
        heard=None if local is None else f"{local:%m-%d %H:%M}",
        tally=tally or Tally(),
    )


def _own(session: Session, officer: Officer) -> list[Device]:
    return [one for one in devices.devices_of(session, officer.id) if one.kind == "tracker"]


def _keeps(caller: Caller) -> bool:
    return caller.may("accounts.manage")


def _carries(caller: Caller) -> bool:
    return caller.may("tracks.write") and caller.own_squad is not None
