"""Track files into the store: for a patrol there is, or making shift and patrol from the track."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.crs import Datum, to_wgs84
from geo_patrol.errors import Finding, InvalidInput, NotFound
from geo_patrol.patrols import Mode, Patrol, Shift, shift_bounds, shift_kind_at
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import duty, people
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes, content_digest, rounded
from geo_patrol.tracks.ids import track_id
from geo_patrol.tracks.readers import TrackRead, reads_look_swapped
from geo_patrol.workflows.boundaries import home_bounds, known_area
from geo_patrol.workflows.records import MAX_SHIFT, submission_of, write_patrol, write_shift
from geo_patrol.workflows.tracks import TrackUpload, TrackWritten, keep_track

SHIFT_NAMESPACE = UUID("b1c6a3e2-6a0b-5b5e-9a3f-0c5d6a0f9e44")
PATROL_NAMESPACE = UUID("2f0f6a0a-93a8-5f7e-8c5c-7a6d1b1f4d10")

PatrolFor = Callable[[Session, TrackRead], Patrol]


@dataclass(frozen=True)
class FileTrack:
    """What became of one track of a file; ``written`` is None where no fix was usable."""

    name: str
    bad: tuple[Finding, ...]
    written: TrackWritten | None


def import_tracks(
    store: Store,
    reads: Sequence[TrackRead],
    patrol_for: PatrolFor,
    *,
    now: datetime,
    zone: ZoneInfo,
    datum: Datum = "wgs84",
) -> list[FileTrack]:
    """Keep tracks in one transaction; ids follow from content, so again changes nothing.

    ``datum`` is what the files' coordinates are; they are turned into WGS-84.

    Raises
    ------
    InvalidInput
        When longitude and latitude look swapped, or a track cannot belong to its patrol.
    NotFound
        When the patrol is not there.
    """
    done: list[FileTrack] = []
    with store.writer() as session:
        for squad in sorted(people.squad_codes(session)):
            hold_coverage(session, squad)
        home = home_bounds(session)
        if home is not None and reads_look_swapped(reads, home):
            raise InvalidInput("cli.tracks_swapped", name=reads[0].name)
        for raw in reads:
            read = replace(raw, fixes=in_wgs84(raw.fixes, datum))
            if len(read.fixes) == 0:
                done.append(FileTrack(read.name, read.bad, None))
                continue
            patrol = patrol_for(session, read)
            upload = TrackUpload(
                device="",
                source_name=read.name,
                fixes=read.fixes,
                bad=read.bad,
                n_read=read.n_read,
            )
            new_id = track_id(patrol.id, content_digest(read.fixes))
            written = keep_track(session, SYSTEM, patrol, new_id, upload, now=now, zone=zone)
            done.append(FileTrack(read.name, read.bad, written))
    return done


def in_wgs84(fixes: Fixes, datum: Datum) -> Fixes:
    """Return fixes in WGS-84, rounded as they are kept."""
    if datum in ("wgs84", "cgcs2000"):
        return fixes
    lon, lat = to_wgs84(fixes.lon, fixes.lat, datum)
    return replace(fixes, lon=rounded(lon), lat=rounded(lat))


def existing_patrol(patrol_id: UUID) -> PatrolFor:
    """Return the way to find a patrol that is there already."""

    def find(session: Session, _read: TrackRead) -> Patrol:
        patrol = duty.patrol(session, patrol_id, SYSTEM)
        if patrol is None:
            raise NotFound("records.no_patrol")
        return patrol

    return find


def patrol_from_track(area_code: str, mode: Mode, *, now: datetime, zone: ZoneInfo) -> PatrolFor:
    """Return the way to make shift and patrol from a track, in the shift of its first fix.

    A track that goes on beyond that shift makes the shift's record longer; their ids follow from
    squad, time and content, so importing again finds the same ones.
    """

    def make(session: Session, read: TrackRead) -> Patrol:
        area = known_area(session, area_code)
        first, last = _ends(read.fixes)
        if last - first > MAX_SHIFT:
            hours = round((last - first) / timedelta(hours=1))
            raise InvalidInput("cli.track_too_long", name=read.name, hours=hours)
        shift = _shift(area.squad_code, first, last, zone)
        write_shift(session, submission_of(SYSTEM, "shift", shift.id, shift, now), shift)
        digest = content_digest(read.fixes)
        patrol = Patrol(
            id=uuid5(PATROL_NAMESPACE, f"{area_code}|{mode}|{digest}"),
            shift_id=shift.id,
            area_code=area_code,
            mode=mode,
            start=first,
            end=last,
            crew=(),
        )
        write_patrol(session, submission_of(SYSTEM, "patrol", patrol.id, patrol, now), patrol)
        return patrol

    return make


def _ends(fixes: Fixes) -> tuple[datetime, datetime]:
    first, last = (datetime.fromtimestamp(t / 1000, UTC) for t in fixes.t_ms[[0, -1]].tolist())
    return first, max(last, first + timedelta(seconds=1))


def _shift(squad_code: str, first: datetime, last: datetime, zone: ZoneInfo) -> Shift:
    kind = shift_kind_at(first, zone)
    start, end = shift_bounds(kind, first, zone)
    if last > end:
        end = last
    name = f"{squad_code}|{start.isoformat()}|{end.isoformat()}"
    return Shift(uuid5(SHIFT_NAMESPACE, name), squad_code, kind, start, end)
