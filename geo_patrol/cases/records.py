"""Cases of the closed loop: what a problem is, and the steps that are taken with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args
from uuid import UUID, uuid5

from geo_patrol.incidents.records import Source

StepKind = Literal[
    "reported",
    "accepted",
    "dispatched",
    "handed",
    "supervised",
    "handled",
    "verified",
    "returned",
    "closed",
    "rated",
    "reopened",
]
"""再次上报, 受理, 派遣, 转办, 督办, 处置, 核查, 退回, 结案, 评价, 重开; of one moment, in this
order."""
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)

DESK_KINDS: frozenset[StepKind] = frozenset(
    {"accepted", "dispatched", "supervised", "closed", "reopened"}
)
"""What a leader decides at a desk; the others come from the field as well."""

Stage = Literal["reported", "accepted", "dispatched", "handled", "verified", "closed"]
"""How far a case has come: the step of the loop that was done last."""
STAGES: tuple[Stage, ...] = get_args(Stage)

HolderKind = Literal["officer", "role", "agency"]

SCORES = range(1, 6)

_CASES = UUID("5d7a1d0e-3c0b-4f5e-8a66-2f0d9b41c7e3")


class Holder(NamedTuple):
    """Who has a case: an officer's id as text, a role of the squad, or an agency's code."""

    kind: HolderKind
    code: str

    @property
    def officer_id(self) -> UUID | None:
        """The officer's id; None of others, and of what is no id."""
        if self.kind != "officer":
            return None
        try:
            return UUID(self.code)
        except ValueError:
            return None


def holder_of(kind: HolderKind, code: str) -> Holder:
    """Return who is meant, an officer's id in its one form: the same person is the same holder."""
    typed = Holder(kind, code)
    officer_id = typed.officer_id
    return typed if officer_id is None else Holder(kind, str(officer_id))


HOLDER_ROLES = frozenset({"officer", "auxiliary", "leader", "briefing"})
"""Roles that may have a case; the others see no records."""

DESK = Holder("role", "leader")
"""Who has what nobody was named for."""


@dataclass(frozen=True)
class Case:
    """A problem to be solved, as it was sent.

    One that an incident became says nothing of its own: what, where and when are the incident's,
    and ``source``, ``category`` and ``reported_at`` are None. ``place`` is in words; ``alert_id``
    is the camera alert that it was told by; ``voided`` says why it does not count.
    """

    id: UUID
    incident_id: UUID | None = None
    alert_id: UUID | None = None
    source: Source | None = None
    category: str | None = None
    reported_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    place: str = ""
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class CaseStep:
    """A step that was taken with a case, as it was sent; it is never edited, only voided.

    Attributes
    ----------
    to_kind, to_code
        Whom it goes to, see `Holder`; both empty where nobody is named.
    photos
        Ids of evidence of the incident or of the case: before, on a report, and after.
    score
        1 to 5, of a rating.
    number, until
        Of a supervision sheet: its number, and when the matter has to be settled.
    """

    id: UUID
    case_id: UUID
    kind: StepKind
    at: datetime
    to_kind: HolderKind | Literal[""] = ""
    to_code: str = ""
    note: str = ""
    photos: tuple[str, ...] = ()
    score: int | None = None
    number: str = ""
    until: datetime | None = None
    voided: str = ""

    @property
    def holder(self) -> Holder | None:
        """Whom it goes to, if anybody is named."""
        return None if self.to_kind == "" else Holder(self.to_kind, self.to_code)


@dataclass(frozen=True)
class Act:
    """A step that counts, and who sent it; None for the program itself."""

    step: CaseStep
    by: UUID | None = None


@dataclass(frozen=True)
class Origin:
    """What a case is about, from the incident that it was or from what a desk wrote down.

    ``void`` is of an incident that does not count.
    """

    source: Source
    category: str
    reported_at: datetime
    lon: float | None
    lat: float | None
    place: str
    area_code: str | None
    cell_code: str | None
    void: bool = False


def case_id_of(incident_id: UUID) -> UUID:
    """Return the id of the case that an incident becomes: the same whoever makes it one."""
    return uuid5(_CASES, str(incident_id))
