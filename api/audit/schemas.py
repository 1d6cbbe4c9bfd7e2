"""Audit chains on the wire."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.bodies import Code, Line
from api.problems import findings_json
from api.queries import Period
from api.tracks.schemas import FindingOut
from geo_patrol.audit import Break, Entry, Head, Outcome
from geo_patrol.errors import finding
from geo_patrol.roles import DeviceKind, Role
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.people import Officer
from geo_patrol.workflows.auditing import Verified

Named = Annotated[str, Field(max_length=128), Line]


class AuditFilters(Period):
    """Query of the list of entries."""

    chain: Code | None = Field(None, description="A squad's code, or `@administration`.")
    object: Named | None = Field(None, description="What entries are about, as `incident/0190…`.")
    actor: Named | None = Field(None, description="Who did it, as `officer/0190…`.")
    action: Named | None = Field(None, description="What was done, as `edit`.")
    kind: Code | None = Field(None, description="Of what kind the object is, as `incident`.")
    outcome: Outcome | None = Field(None, description="How it ended.")
    before: int | None = Field(
        None, ge=1, le=2**53, description="Only entries below this number: the next page."
    )
    limit: int = Field(100, ge=1, le=1000, description="Entries on a page.")


class EntryOut(BaseModel):
    """An entry of a chain; who wants to check it finds all that its hash covers."""

    chain: str
    seq: int
    at: datetime
    actor: str = Field(description="`officer/…`, `device/…`, `system`; `-` for nobody signed in.")
    action: str
    object: str
    outcome: Outcome
    details: dict[str, Any]
    algorithm: str
    prev: str
    hash: str

    @classmethod
    def of(cls, entry: Entry) -> EntryOut:
        """Return an entry's form on the wire."""
        return cls(**{**entry._asdict(), "details": json.loads(entry.details)})


class Entries(BaseModel):
    """Entries, the newest first."""

    items: list[EntryOut]


class ActorOut(BaseModel):
    """Who stands in entries by an id: a person or a device, by the name they have now."""

    actor: str = Field(description="As entries have it: `officer/…`, `device/…`.")
    name: str
    squad: str | None
    role: Role | DeviceKind

    @classmethod
    def of_officer(cls, one: Officer) -> ActorOut:
        """Return a person's form on the wire."""
        return cls(actor=f"officer/{one.id}", name=one.name, squad=one.squad_code, role=one.role)

    @classmethod
    def of_device(cls, one: Device) -> ActorOut:
        """Return a device's form on the wire."""
        return cls(actor=f"device/{one.id}", name=one.name, squad=one.squad_code, role=one.kind)


class Actors(BaseModel):
    """Everybody, by squad and badge number; then devices in the order they were made."""

    items: list[ActorOut]


class HeadOut(BaseModel):
    """Where a chain ends."""

    chain: str
    seq: int
    hash: str

    @classmethod
    def of(cls, head: Head) -> HeadOut:
        """Return a head's form on the wire."""
        return cls(chain=head.chain, seq=head.seq, hash=head.hash)


class Anchor(BaseModel):
    """The heads of all chains at a moment: to be printed, or kept on another host."""

    form: Literal["geo-patrol-anchor-1"] = "geo-patrol-anchor-1"
    at: datetime
    heads: list[HeadOut]


class Verification(BaseModel):
    """What a verification saw."""

    sound: bool
    at: datetime
    heads: list[HeadOut]
    n_entries: int
    n_versions: int
    n_records: int
    n_adopted: int = Field(description="Versions that are older than the chains.")
    n_findings: int
    findings: list[FindingOut] = Field(description="The first 200 of them.")

    @classmethod
    def of(cls, seen: Verified, at: datetime) -> Verification:
        """Return a verification's form on the wire."""
        found = (*(break_finding(one) for one in seen.breaks), *seen.findings)
        return cls(
            sound=seen.sound,
            at=at,
            heads=[HeadOut.of(head) for head in seen.heads],
            n_entries=seen.n_entries,
            n_versions=seen.n_versions,
            n_records=seen.n_records,
            n_adopted=seen.n_adopted,
            n_findings=len(found),
            findings=[FindingOut(**one) for one in findings_json(found)],
        )


class VerifyingOut(BaseModel):
    """How far a verification is: one event of it."""

    state: Literal["running", "done", "failed"]
    what: str | None = Field(None, description="What is gone through: chains, versions, records.")
    done: int = 0
    total: int = 0
    verification: Verification | None = Field(None, description="What it saw, once done.")
    problem: dict[str, Any] | None = Field(None, description="Why it failed.")


def break_finding(one: Break) -> Any:
    """Return a break as a finding, placed by chain and number."""
    return finding(f"{one.chain} #{one.seq}", one.key)
