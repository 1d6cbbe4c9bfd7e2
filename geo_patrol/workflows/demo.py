"""The demo season into an empty store, marked as demo from end to end."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.accounts.policy import POLICIES
from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.roles import Role
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, grids, history, places, tracks
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.tracks import NewTrack
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import display_line
from geo_patrol.workflows.accounts import keep_password, submission_of_officer, write_officer
from geo_patrol.workflows.boundaries import area_water
from geo_patrol.workflows.demo_camera_alerts import save_camera_alerts
from geo_patrol.workflows.demo_cameras import save_cameras
from geo_patrol.workflows.demo_cases import save_cases
from geo_patrol.workflows.demo_field import save_field
from geo_patrol.workflows.demo_firms import save_firms
from geo_patrol.workflows.demo_operations import save_operations
from geo_patrol.workflows.demo_responsibility import save_responsibility
from geo_patrol.workflows.demo_rosters import save_rosters
from geo_patrol.workflows.demo_seizures import save_seizures
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.records import body_of, submission_of, write_incident
from geo_patrol.workflows.samples import load_samples
from geo_patrol.workflows.tracing import keep_blocks, refresh_days, together
from geo_patrol.workflows.tracks import LINE_TOLERANCE_M, track_body
from geo_patrol.workflows.writing import first_version, remember

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea, Season
    from geo_patrol.demo.records import DemoOfficer

BATCH = 200
OFFICE_NAMESPACE = UUID("5b3c2a58-8c0b-5a0c-9d2e-3f5a6c7e1d42")
OFFICE: tuple[tuple[Role, str, str], ...] = (
    ("auditor", "demo-audit", "演示审计"),
    ("admin", "demo-admin", "演示管理"),
)


@dataclass(frozen=True)
class DemoAccount:
    """A log-in of the demo with its random password, shown to whoever started it."""

    login: str
    password: str
    squad_code: str
    role: str


def demo_seed(store: Store) -> int | None:
    """Return the seed of the demo season in the store, or None when there is none."""
    with store.reader() as session:
        seed = history.fact(session, "demo_seed")
    return None if seed is None else int(seed)


def load_demo(
    store: Store,
    settings: Settings,
    *,
    now: datetime,
    make_password: Callable[[], str],
    hash_password: Callable[[str], str],
    seed: int | None = None,
    progress: Progress = silent,
) -> list[DemoAccount]:
    """Load the sample boundaries and a demo season, in one transaction.

    Raises
    ------
    InvalidInput
        When the store holds shifts already: demo records never mix with real ones.
    """
    with store.reader() as session:
        if not duty.is_empty(session):
            raise InvalidInput("demo.store_not_empty")
    load_samples(store, settings, now=now, progress=progress)
    with store.reader() as session:
        areas = _areas(session)
        drawn = _draw(session, settings, seed, areas, progress)
    with store.writer() as session:
        accounts = _save_officers(session, drawn, make_password, hash_password, now)
        _save_duty(session, drawn, now, progress)
        _save_tracks(session, drawn, settings, now, progress)
        total = len(drawn.incidents)
        for done, incident in enumerate(drawn.incidents, start=1):
            sent = submission_of(SYSTEM, "incident", incident.id, incident, now)
            write_incident(session, sent, incident, demo=True)
            progress("progress.incidents", done, total)
        save_seizures(session, drawn, settings.zone, now)
        save_field(session, drawn, areas, now)
        save_cases(session, drawn, areas, settings.zone, now)
        save_operations(session, drawn, areas, settings.zone, now)
        save_firms(session, drawn, areas, settings.zone, now)
        save_responsibility(session, drawn, areas, settings.zone, now)
        progress("progress.rosters", 0, 1)
        save_rosters(session, drawn, areas, settings.zone, now)
        progress("progress.rosters", 1, 1)
        save_cameras(session, drawn.seed, areas, _waters(session, areas), now)
        save_camera_alerts(session, drawn, settings.zone, now)
        history.set_fact(session, "demo_seed", str(drawn.seed))
    return accounts


def _areas(session: Session) -> list["DemoArea"]:
    from geo_patrol.demo import DemoArea

    return [
        DemoArea(
            area.code,
            "park" if area.kind == "park" else "reservoir",
            area.geometry,
            area.name_zh,
        )
        for area in places.areas(session, SYSTEM)
    ]


def _draw(
    session: Session,
    settings: Settings,
    seed: int | None,
    areas: list["DemoArea"],
    progress: Progress,
) -> "Season":
    # Drawing a season needs libraries that nothing else does: later starts go without them.
    from geo_patrol.demo import DEFAULT_SEED, season

    progress("progress.drawing", 0, 1)
    park = [area.code for area in areas if area.squad_code == "park"]
    in_use = {code: grids.grid_in_use(session, code) for code in park}
    drawn = season(
        DEFAULT_SEED if seed is None else seed,
        areas=areas,
        water=_waters(session, areas),
        roads=[
            line
            for road in places.references(session, "road")
            for line in shapely.get_parts(road.geometry)
        ],
        dams={
            one.area_code: shapely.Point(one.geometry.centroid)
            for one in places.references(session, "dam")
            if one.area_code is not None
        },
        grids={code: stored.grid.cells for code, stored in in_use.items() if stored is not None},
        tz=settings.zone,
    )
    progress("progress.drawing", 1, 1)
    return drawn


def _waters(session: Session, areas: list["DemoArea"]) -> dict[str, BaseGeometry]:
    found = ((area.code, area_water(session, area.code)) for area in areas)
    return {code: water for code, water in found if water is not None}


def _save_officers(
    session: Session,
    drawn: "Season",
    make_password: Callable[[], str],
    hash_password: Callable[[str], str],
    now: datetime,
) -> list[DemoAccount]:
    """Keep the people; the first of each role in a squad can log in."""
    found: list[DemoAccount] = []
    for officer in [*map(_demo_officer, drawn.officers), *_office(drawn.seed)]:
        squad = officer.squad_code or "-"
        write_officer(session, submission_of_officer(SYSTEM, officer, now), officer)
        if any((a.squad_code, a.role) == (squad, officer.role) for a in found):
            continue
        password = make_password()
        hashed = hash_password(password)
        policy = POLICIES["asvs"]
        keep_password(session, officer.id, hashed, policy, now=now, change_due=False)
        found.append(DemoAccount(officer.login, password, squad, officer.role))
    return found


def _demo_officer(drawn: "DemoOfficer") -> Officer:
    # Briefing staff write for both squads.
    more = ("park",) if (drawn.squad_code, drawn.role) == ("reservoir", "briefing") else ()
    return Officer(
        id=drawn.id,
        squad_code=drawn.squad_code,
        badge_no=drawn.code,
        name=drawn.name_zh,
        login=drawn.code.lower(),
        role=drawn.role,
        certified=drawn.certified,
        more_squads=more,
        demo=True,
    )


def _office(seed: int) -> list[Officer]:
    """Return an auditor and an administrator, who belong to no squad."""
    return [
        Officer(
            id=uuid5(OFFICE_NAMESPACE, f"{seed}/{role}"),
            squad_code=None,
            badge_no=login,
            name=name,
            login=login,
            role=role,
            certified=False,
            demo=True,
        )
        for role, login, name in OFFICE
    ]


def _save_duty(session: Session, drawn: "Season", now: datetime, progress: Progress) -> None:
    """Keep shifts and patrols. They are new and sound by how they are drawn: no look-ups."""
    total = len(drawn.shifts) + len(drawn.patrols)
    progress("progress.duty", 0, total)
    duty.add_shifts(session, drawn.shifts, demo=True)
    squad_of = {shift.id: shift.squad_code for shift in drawn.shifts}
    _first_versions(session, "shift", ((one, one.squad_code) for one in drawn.shifts), now)
    pairs = [(patrol, squad_of[patrol.shift_id]) for patrol in drawn.patrols]
    duty.add_patrols(session, pairs, demo=True)
    _first_versions(session, "patrol", pairs, now)
    progress("progress.duty", total, total)


def _first_versions(
    session: Session, kind: str, records: Iterable[tuple[Shift | Patrol, str]], now: datetime
) -> None:
    versions = [first_version(kind, one.id, body_of(one), squad, now) for one, squad in records]
    remember(session, versions, SYSTEM)


def _save_tracks(
    session: Session, drawn: "Season", settings: Settings, now: datetime, progress: Progress
) -> None:
    patrols = {patrol.id: patrol for patrol in drawn.patrols}
    squad_of = {area.code: area.squad_code for area in places.areas(session, SYSTEM)}
    days: dict[UUID, set[int]] = {}
    total = len(drawn.tracks)
    for start in range(0, total, BATCH):
        batch = drawn.tracks[start : start + BATCH]
        new, versions = [], []
        for one in batch:
            body = track_body(one.patrol_id, one.device, one.fixes)
            squad = squad_of[patrols[one.patrol_id].area_code]
            versions.append(first_version("track", one.id, body, squad, now))
            line = display_line(one.fixes, LINE_TOLERANCE_M)
            new.append(
                NewTrack(one.id, one.patrol_id, one.device, "demo", one.fixes, 0, [], now, line)
            )
        tracks.add_tracks(session, new)
        remember(session, versions, SYSTEM)
        for squad in sorted(set(squad_of.values())):
            found = [
                (one.id, one.patrol_id, patrols[one.patrol_id].mode, one.fixes)
                for one in batch
                if squad_of[patrols[one.patrol_id].area_code] == squad
            ]
            days = together(days, keep_blocks(session, squad, found, settings.zone).days)
        progress("progress.tracks", min(start + BATCH, total), total)
    for done, (grid_id, touched) in enumerate(days.items(), start=1):
        refresh_days(session, grid_id, touched, settings.zone)
        progress("progress.figures", done, len(days))
