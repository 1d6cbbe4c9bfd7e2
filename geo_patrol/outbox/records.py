"""What an outbox keeps: records to be put at an address, files of theirs, fixes of a track.

The forms are those of ``api/web/src/outbox/``; members that are not named here don't matter.
"""

import re
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, Strict

from geo_patrol.evidence.records import SHA256, RecordKind
from geo_patrol.incidents.voiding import void_id
from geo_patrol.tracks.ids import withdrawal_id

_ROOT = "/api/v1/"
_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_THINGS: dict[str, str] = {
    "shifts": "shift",
    "patrols": "patrol",
    "incidents": "incident",
    "handovers": "handover",
    "check-ins": "check_in",
    "tasks": "task",
    "task-answers": "task_answer",
    "alert-answers": "alert_answer",
    "alarms": "alarm",
    "alarm-signs": "alarm_sign",
    "alarm-positions": "alarm_position",
    "seizures": "seizure",
    "custody-events": "custody_event",
    "clock-events": "clock_event",
    "cases": "case",
    "case-steps": "case_step",
    "camera-reviews": "camera_review",
    "leaves": "leave",
    "duty-wishes": "duty_wish",
    "swaps": "swap",
    "roster-answers": "roster_answer",
}
"""What a phone writes, by its address. Accounts, devices and boundaries are not among it: a file
is only as good as the word of who brings it."""
_PARTS: dict[str, dict[str, str]] = {
    "patrols": {"tracks": "track", "declared-routes": "declared_route"},
    "incidents": {"law-decisions": "law_decision"},
}
"""The same for what is part of a patrol or an incident."""
KINDS = (
    *_THINGS.values(),
    *(kind for parts in _PARTS.values() for kind in parts.values()),
    "incident_void",
    "track_withdrawal",
)
_THING = re.compile(rf"({'|'.join(_THINGS)})/({_ID})")
_PART = re.compile(rf"({'|'.join(_PARTS)})/{_ID}/([a-z-]+)/({_ID})")
_VOID = re.compile(rf"incidents/({_ID})/void")
_WITHDRAWAL = re.compile(rf"patrols/({_ID})/tracks/({_ID})/withdrawal")


class Target(NamedTuple):
    """What an address is of."""

    kind: str
    record_id: UUID


def target_of(path: str) -> Target | None:
    """Return what record an address is of; None for one that no phone writes to."""
    if not path.startswith(_ROOT):
        return None
    address = path[len(_ROOT) :]
    if found := _THING.fullmatch(address):
        return Target(_THINGS[found[1]], UUID(found[2]))
    if found := _VOID.fullmatch(address):
        return Target("incident_void", void_id(UUID(found[1])))
    if found := _WITHDRAWAL.fullmatch(address):
        return Target("track_withdrawal", withdrawal_id(UUID(found[1]), UUID(found[2])))
    found = _PART.fullmatch(address)
    kind = None if found is None else _PARTS[found[1]].get(found[2])
    return None if found is None or kind is None else Target(kind, UUID(found[3]))


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", allow_inf_nan=False)


class KeptRecord(_Kept):
    """A record that waits; ``base`` is the entity tag that an edit is based on."""

    path: Annotated[str, Field(max_length=200)]
    body: dict[str, Any]
    edits: bool = False
    base: Annotated[str, Field(max_length=12)] | None = None


class KeptFile(_Kept):
    """A file that waits for its record."""

    sha256: Annotated[str, Field(pattern=f"^{SHA256.pattern}$")]
    record_kind: Annotated[RecordKind, Field(alias="recordKind")]
    record_id: Annotated[str, Field(alias="recordId", pattern=f"^{_ID}$")]
    note: Annotated[str, Field(max_length=200)] = ""

    @property
    def address(self) -> str:
        """Where it is put."""
        asked = urlencode({"record": f"{self.record_kind}/{self.record_id}", "note": self.note})
        return f"/api/v1/evidence/{self.sha256}?{asked}"


class KeptFix(_Kept):
    """A place at a time."""

    at: Annotated[AwareDatetime, Strict(False)]
    lon: float
    lat: float
    accuracy_m: Annotated[float | None, Field(alias="accuracyM")] = None


class KeptFixes(_Kept):
    """Fixes of a track that was not finished; the track's id is known from its first one on.

    Those that are ``carried`` are the end of the piece before, and no track by themselves.
    """

    form: Literal["fixes"]
    patrol_id: Annotated[str, Field(alias="patrolId", pattern=f"^{_ID}$")]
    track_id: Annotated[str, Field(alias="trackId", pattern=f"^{_ID}$")]
    device: str = "phone"
    carried: bool = False
    fixes: list[KeptFix]
