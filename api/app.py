"""The application, made from settings by `create_app`; importing this makes nothing."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from threading import Thread
from typing import Any

import structlog
from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from api import health, metrics
from api.alarms import router as alarms
from api.audit import router as audit
from api.auth import own_router as own
from api.auth import router as session
from api.boundary_imports import area_router as boundaries
from api.boundary_imports import router as boundary_imports
from api.briefings import router as briefings
from api.calendar import router as calendar
from api.camera_alerts import answer_router as alert_answers
from api.camera_alerts import router as camera_alerts
from api.camera_reviews import publication_router as camera_publications
from api.camera_reviews import router as camera_reviews
from api.cameras import router as cameras
from api.cameras import sign_router as camera_signs
from api.cases import router as cases
from api.cases import step_router as case_steps
from api.catalogue import router as catalogue
from api.check_points import check_in_router as check_ins
from api.check_points import router as check_points
from api.check_points import sheet
from api.coverage import router as coverage
from api.cross_site import RefuseCrossSite
from api.custody import clock_router as clock_events
from api.custody import router as custody_events
from api.declared import router as declared
from api.devices import router as devices
from api.due import router as due
from api.envelope import Envelope
from api.errors import CatchFaults, add_handlers
from api.evidence import router as evidence
from api.figures import router as squad_figures
from api.firms import check_router as planned_checks
from api.firms import figures_router as firm_figures
from api.firms import router as firms
from api.firms import service_router as service_visits
from api.firms import slot_router as guidance_slots
from api.firms import visit_router as combined_visits
from api.gap_view import router as gap_view
from api.handovers import router as handovers
from api.history import router as history
from api.hotspots import router as hotspots
from api.incidents import paper_router as incident_papers
from api.incidents import router as incidents
from api.incidents import search_router as incident_search
from api.incidents import void_router as incident_voids
from api.ingest import router as ingest
from api.jobs import router as jobs
from api.law import incident_router as incident_law
from api.law import router as law
from api.limits import LimitBody, body_limit, evidence_limit
from api.live import router as live
from api.live import story_router as stories
from api.maps import router as maps
from api.metrics import Metrics
from api.my import roster_router as my_roster
from api.my import router as my
from api.my_alive import router as my_alive
from api.new_areas import router as new_areas
from api.notices import router as notices
from api.openapi import document
from api.operations import link_router as operation_links
from api.operations import router as operations
from api.operations import transfer_router as transfers
from api.outbox import router as outbox
from api.pages import account, second_factor, setup, sign_in, static, trackers
from api.pages import ranking as ranking_page
from api.pages import router as pages
from api.pages import seizure as seizure_page
from api.papers import router as papers
from api.patrols import router as patrols
from api.piecing import Piecing
from api.places import router as places
from api.pressure import LimitRunning, Queue
from api.ranking import router as ranking
from api.rates import LimitRates
from api.recomputing import Recomputing
from api.reserved import RESERVED_RUNNING, RESERVED_WAITING
from api.responsibility import block_router as blocks
from api.responsibility import duty_router as duties
from api.responsibility import handover_router as responsibility_handovers
from api.responsibility import router as responsibilities
from api.roster_files import my_router as my_calendar
from api.roster_files import router as roster_files
from api.roster_jobs import router as roster_jobs
from api.roster_requests import answer_router as roster_answers
from api.roster_requests import attendance_router as attendance
from api.roster_requests import router as leaves
from api.roster_requests import swap_router as swaps
from api.roster_requests import wish_router as duty_wishes
from api.roster_suggestions import router as roster_suggestions
from api.roster_suggestions.nightly import chores
from api.rosters import frame_router as roster_frame
from api.rosters import judging_router as roster_judging
from api.rosters import profile_router as officer_profiles
from api.rosters import router as rosters
from api.rosters import setup_router as roster_setups
from api.seen import router as seen
from api.seizures import router as seizures
from api.services import Services, utc_now
from api.shifts import router as shifts
from api.tasks import answer_router as task_answers
from api.tasks import router as tasks
from api.tiles import router as tiles
from api.tls import router as tls
from api.tracks import router as tracks
from api.tracks import withdrawal_router as withdrawals
from api.upkeep import Upkeep
from api.users import router as users
from api.watch import Watch
from api.web_app import router as web_app
from api.webhooks.courier import Courier
from geo_patrol import __version__
from geo_patrol.coverage.warming import warm_up
from geo_patrol.personal import Keyring
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.schema import require_head

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    metrics.router,
    session.router,
    own.router,
    outbox.router,
    users.router,
    devices.router,
    audit.router,
    shifts.router,
    patrols.router,
    tracks.router,
    withdrawals.router,
    declared.router,
    ingest.router,
    alarms.router,
    notices.router,
    my_alive.router,
    live.router,
    stories.router,
    incidents.router,
    incident_papers.router,
    incident_search.router,
    incident_voids.router,
    incident_law.router,
    law.router,
    seizures.router,
    custody_events.router,
    clock_events.router,
    cases.router,
    case_steps.router,
    due.router,
    calendar.router,
    evidence.router,
    history.router,
    my.router,
    my_roster.router,
    handovers.router,
    check_points.router,
    check_ins.router,
    sheet.router,
    tasks.router,
    task_answers.router,
    operations.router,
    operation_links.router,
    transfers.router,
    firms.router,
    service_visits.router,
    guidance_slots.router,
    planned_checks.router,
    combined_visits.router,
    firm_figures.router,
    briefings.router,
    jobs.router,
    roster_jobs.router,
    roster_suggestions.router,
    blocks.router,
    responsibilities.router,
    responsibility_handovers.router,
    duties.router,
    roster_setups.router,
    officer_profiles.router,
    roster_files.router,
    my_calendar.router,
    rosters.router,
    roster_frame.router,
    roster_judging.router,
    leaves.router,
    duty_wishes.router,
    swaps.router,
    roster_answers.router,
    attendance.router,
    ranking.router,
    camera_alerts.router,
    alert_answers.router,
    camera_signs.router,
    camera_reviews.router,
    camera_reviews.incident_router,
    camera_publications.router,
    places.router,
    boundaries.router,
    boundary_imports.router,
    new_areas.router,
    tiles.router,
    coverage.router,
    gap_view.router,
    seen.router,
    cameras.router,
    catalogue.router,
    hotspots.router,
    squad_figures.router,
    maps.router,
    papers.router,
    pages.router,
    sign_in.router,
    account.router,
    second_factor.router,
    trackers.router,
    seizure_page.router,
    ranking_page.router,
    setup.router,
    tls.router,
    static.router,
    web_app.router,
)

log = structlog.get_logger(__name__)

COMPRESS_FROM_BYTES = 2048
COMPRESS_LEVEL = 5

THREADS = 40
"""As many as requests may run at once; see `Settings.max_running`."""


def create_app(
    settings: Settings,
    store: Store | None = None,
    *,
    keyring: Keyring | None = None,
    now: Callable[[], datetime] = utc_now,
) -> FastAPI:
    """Return the application.

    Parameters
    ----------
    settings
        Where the store is, limits, log-in rules.
    store
        An open store, left open at the end; None to open the one of the settings at start-up and
        close it at shutdown.
    keyring
        The master key's keyring; None to load the one of the settings at start-up.
    now
        The clock.
    """
    services = Services(settings, now=now, opened=store, keyring=keyring)
    queue = Queue(
        running=settings.max_running,
        waiting=settings.max_waiting,
        wait_s=settings.max_wait_seconds,
    )
    reserved = Queue(
        running=RESERVED_RUNNING, waiting=RESERVED_WAITING, wait_s=settings.max_wait_seconds
    )
    figures = Metrics(queue)
    app = FastAPI(
        title="geo-patrol",
        version=__version__,
        openapi_url=None,
        redirect_slashes=False,
        # Spans and their exceptions would carry what people sent to wherever an exporter points.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        lifespan=_lifespan(services),
        middleware=[
            Middleware(Envelope, secure=settings.secure_cookies, count=figures.count),
            Middleware(CatchFaults),
            Middleware(LimitRates, settings=settings),
            Middleware(
                LimitBody,
                limit=body_limit(settings),
                larger={evidence.PREFIX: evidence_limit(settings)},
            ),
            Middleware(LimitRunning, queue=queue, reserved=reserved),
            Middleware(RefuseCrossSite),
            Middleware(
                GZipMiddleware, minimum_size=COMPRESS_FROM_BYTES, compresslevel=COMPRESS_LEVEL
            ),
        ],
    )
    app.state.services = services
    app.state.metrics = figures
    for router in ROUTERS:
        # Every router names its whole address: what a route is, and what it declares, can be
        # read off `app.routes`.
        app.router.routes.extend(router.routes)
    add_handlers(app)
    _document(app)
    return app


def _document(app: FastAPI) -> None:
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(document(app))
        return made

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _lifespan(services: Services) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        given = services.opened
        if given is None:
            services.opened = await run_in_threadpool(_open, services.settings)
        if services.keyring is None:
            services.keyring = await run_in_threadpool(_keys, services)
        Thread(target=_warm, name="warm", daemon=True).start()
        await run_in_threadpool(services.runner.begin)
        upkeep = Upkeep(
            services.store, services.evidence, services.keys, services.now, chores(services)
        )
        upkeep.start()
        recomputing = Recomputing(services.store, services.settings, services.now)
        recomputing.start()
        piecing = Piecing(services.store, services.settings.zone, services.now)
        piecing.start()
        # Calls for help must find a thread when all others are at work.
        current_default_thread_limiter().total_tokens = THREADS + RESERVED_RUNNING
        watch = Watch(services.store, services.settings, services.now)
        watch.start()
        courier = None
        if services.settings.webhook is not None:
            courier = Courier(services.store, services.settings.webhook, services.now)
            courier.start()
        try:
            yield
        finally:
            if courier is not None:
                await run_in_threadpool(courier.stop)
            await run_in_threadpool(services.runner.close)
            await run_in_threadpool(watch.stop)
            await run_in_threadpool(piecing.stop)
            await run_in_threadpool(recomputing.stop)
            await run_in_threadpool(upkeep.stop)
            await run_in_threadpool(services.painter.close)
            await run_in_threadpool(services.darkroom.close)
            if given is None and services.opened is not None:
                opened, services.opened = services.opened, None
                await run_in_threadpool(opened.close)

    return lifespan


def _open(settings: Settings) -> Store:
    store = open_store(
        settings.store_url(), exclusive=True, audit_algorithm=settings.audit_algorithm
    )
    try:
        require_head(store)
    except BaseException:
        store.close()
        raise
    return store


def _keys(services: Services) -> Keyring:
    return load_keyring(services.store, services.settings.master_key_file, now=services.now())


def _warm() -> None:
    """Make the coverage kernels ready while nobody waits for them."""
    try:
        warm_up()
    except Exception as error:
        log.warning("kernels not warmed", kind=type(error).__name__)
    # What was loaded by now stays: looking through all of it again and again for garbage would
    # hold every request up for a sixth of a second.
    gc.collect()
    gc.freeze()
