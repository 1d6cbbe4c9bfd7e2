"""Signs of cameras, which of them are silent, and who is told so once a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.cameras.naming import code_of
from geo_patrol.cameras.silence import Sign, Silence, silence_of
from geo_patrol.errors import NotFound
from geo_patrol.notices import NewNotice
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import Lock, hold
from geo_patrol.store.repositories import camera_signs, cameras, notices, people
from geo_patrol.store.repositories.camera_judging import heard, signs
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.due import DIGEST_AT
from geo_patrol.workflows.notices import tell

LOOK_BACK = timedelta(days=730)
"""What was heard of before that is as if it had never been."""
NAMED = 5
"""So many cameras are named in a notice."""
_NAMESPACE = UUID("0d0c5b1e-8f0a-5a63-9f2e-5b6a1c7d3e19")


@dataclass(frozen=True)
class CameraSilence:
    """How long a camera has been silent.

    ``camera`` is its code, or the name its device has for it where the squad's list does not know
    it (``known``).
    """

    squad_code: str
    camera: str
    name: str | None
    known: bool
    demo: bool
    silence: Silence


def put_camera_sign(
    store: Store, scope: Scope, camera: str, *, squad_code: str, every_s: int, now: datetime
) -> bool:
    """Keep that a device says that a camera works; return whether the squad's list knows it.

    A camera that nobody knows is taken all the same. It is no record: only the last sign stays.

    Raises
    ------
    NotFound
        When the squad is out of reach.
    """
    if not scope.includes(squad_code):
        raise NotFound("records.no_squad", squad=squad_code)
    with store.upkeep() as session:
        camera_signs.keep_sign(
            session, squad_code, camera, device_id=scope.actor_id, at=now, every_s=every_s
        )
        return code_of(camera, cameras.names(session, squad_code)) is not None


def camera_silences(
    session: Session, scope: Scope, *, at: datetime, squad: str | None = None
) -> list[CameraSilence]:
    """Return how long each camera within reach was silent at a moment, by squad and code.

    They are those on the squads' lists that stood then, and those that were heard of without being
    on one. What came in since is left out, but signs: of these only the last one is known.
    """
    times: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for (squad_code, name, code), some in heard(
        session, scope, since=at - LOOK_BACK, until=at, squad=squad
    ).items():
        times[squad_code, code or name] += some
    standing = list(_standing(session, scope, at, squad))
    names = {one: cameras.names(session, one) for one in {found.squad_code for found in standing}}
    last: dict[tuple[str, str], Sign] = {}
    for each in signs(session, scope, squad=squad):
        code = code_of(each.camera, names.get(each.squad_code, ()))
        if each.at <= at:
            last[each.squad_code, code or each.camera] = Sign(each.at, each.every_s)
    listed = {(one.squad_code, one.camera): one for one in standing}
    unlisted = [
        _Standing(squad_code, name, None, known=False, demo=False)
        for squad_code, name in sorted({*times, *last} - set(listed))
    ]
    return [
        CameraSilence(
            one.squad_code,
            one.camera,
            one.name,
            one.known,
            one.demo,
            silence_of(
                times.get((one.squad_code, one.camera), ()),
                last.get((one.squad_code, one.camera)),
                at,
            ),
        )
        for one in (*(listed[key] for key in sorted(listed)), *unlisted)
    ]


@dataclass(frozen=True)
class _Standing:
    squad_code: str
    camera: str
    name: str | None
    known: bool
    demo: bool


def _standing(
    session: Session, scope: Scope, at: datetime, squad: str | None
) -> Iterator[_Standing]:
    for one in cameras.cameras(session, scope, squad=squad):
        camera = one.camera
        begun = camera.valid_from is None or camera.valid_from <= at
        if begun and (camera.valid_to is None or camera.valid_to > at):
            yield _Standing(one.squad_code, camera.code, camera.name, known=True, demo=one.demo)


def tell_silent_cameras(store: Store, tz: tzinfo, *, now: datetime) -> int:
    """Tell each squad once a local day which cameras are silent; return how many were told.

    However often it is called, a squad's day has one notice. Cameras of a demo are left out.
    """
    local = now.astimezone(tz)
    if local.time() < DIGEST_AT:
        return 0
    with store.reader() as session:
        squads = sorted(people.squad_codes(session))
        silent = {
            squad: [
                one.camera
                for one in camera_silences(session, SYSTEM, at=now, squad=squad)
                if one.silence.state == "silent" and not one.demo
            ]
            for squad in squads
        }
    n_told = 0
    for squad, codes in silent.items():
        if codes:
            with store.writer() as session:
                n_told += _tell(session, squad, local.date(), codes, now=now, tz=tz)
    return n_told


def _tell(
    session: Session, squad: str, day: date, codes: Sequence[str], *, now: datetime, tz: tzinfo
) -> bool:
    hold(session, Lock("notices"))
    subject = uuid5(_NAMESPACE, f"{squad}/{day.isoformat()}")
    notice = NewNotice(
        # To the phone it is what it knows already: something about cameras.
        kind="camera_alert",
        squad_code=squad,
        subject_kind="silent_cameras",
        subject_id=subject,
        at=now,
        audience="leaders",
        parts={"day": day.isoformat(), "n": len(codes), "cameras": "、".join(codes[:NAMED])},
        ends_at=datetime.combine(day + timedelta(days=1), DIGEST_AT, tz),
    )
    if notices.notice(session, notice.id) is not None:
        return False
    details = {"day": day.isoformat(), "n": len(codes)}
    name = f"silent_cameras/{subject}"
    note(session, Act(squad, SYSTEM.actor, "silence.told", name, now, details))
    tell(session, notice, now=now)
    return True
