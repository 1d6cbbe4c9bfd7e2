"""Audit chains on the wire."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code, Line
from api.problems import findings_json
from api.tracks.schemas import FindingOut
from geo_patrol.audit import Break, Entry, Head, Outcome
from geo_patrol.errors import finding
from geo_patrol.workflows.auditing import Verified


class AuditFilters(BaseModel):
    """Query of the list of entries."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    chain: Code | None = Field(None, description="A squad's code, or `@administration`.")
    object: Annotated[str, Field(max_length=128), Line] | None = Field(
        None, description="What entries are about, as `incident/0190…`."
    )
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


def break_finding(one: Break) -> Any:
    """Return a break as a finding, placed by chain and number."""
    return finding(f"{one.chain} #{one.seq}", one.key)
