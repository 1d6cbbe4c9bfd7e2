"""A squad's setup as TOML: read with the checks of the API, and written to be edited by hand."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, fields
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationError

from api.bodies import Code, Note, StrictBody
from api.rosters.plan_bodies import Posts, ProfileBody, RuleBody, Shifts
from api.validation import findings_of
from geo_patrol.errors import InvalidInput
from geo_patrol.roster.records import OfficerProfile, RosterSetup, RuleChange

MOST_BYTES = 1_000_000
MOST_PROFILES = 2000
_HEAD = "# See docs/roster.md; `geo-patrol roster setup import` reads this file back.\n"


class ProfileEntry(ProfileBody):
    """What a squad plans an officer by, who is named by the badge number."""

    officer_id: UUID = Field(UUID(int=0), exclude=True)
    squad: None = Field(None, exclude=True)
    badge: Code

    def profile_of(self, profile_id: UUID, squad: str, officer_id: UUID) -> OfficerProfile:
        """Return the record."""
        told = self.model_dump(exclude={"squad", "badge", "officer_id"})
        told["skills"] = tuple(self.skills)
        return OfficerProfile(profile_id, squad, officer_id, **told)


class SetupFile(StrictBody):
    """What a setup file says."""

    note: Note = ""
    shifts: Shifts
    posts: Posts = Field(default_factory=list)
    rules: dict[Code, dict[str, Any]] = Field(default_factory=dict)
    profiles: Annotated[list[ProfileEntry], Field(max_length=MOST_PROFILES)] = Field(
        default_factory=list
    )

    def setup(self, setup_id: UUID, squad: str) -> RosterSetup:
        """Return the record."""
        return RosterSetup(
            setup_id,
            squad,
            tuple(one.times() for one in self.shifts),
            tuple(one.post() for one in self.posts),
            tuple(_rule(name, values) for name, values in self.rules.items()),
            self.note,
        )


def read_setup(data: bytes) -> SetupFile:
    """Return what a setup file says.

    Raises
    ------
    InvalidInput
        When it is no TOML, or with a finding for each thing that is wrong in it.
    """
    try:
        if len(data) > MOST_BYTES:
            raise ValueError("too large")
        document = tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise InvalidInput("roster_cli.no_toml", reason=str(error)[:200]) from error
    try:
        # As the API would be sent it, so that the same checks hold.
        read = SetupFile.model_validate_json(json.dumps(document, default=str))
        for name, values in read.rules.items():
            _rule(name, values)
    except ValidationError as error:
        found = findings_of(error.errors(include_url=False, include_input=False))
        raise InvalidInput("roster_cli.bad_setup", findings=found, n=len(found)) from None
    return read


def setup_text(setup: RosterSetup, profiles: Iterable[tuple[str, OfficerProfile]]) -> str:
    """Return a setup as TOML: what is as usual is left out; profiles by badge number."""
    parts = [_HEAD + f"note = {_value(setup.note)}\n"]
    parts += [_table("[[shifts]]", _said(one)) for one in setup.shifts]
    for post in setup.posts:
        told = _said(post)
        told["area"] = told.pop("area_code", "") or None
        parts.append(_table("[[posts]]", told))
    parts += [_table(f"[rules.{one.rule}]", _changed(one)) for one in setup.rules]
    for badge, profile in sorted(profiles, key=lambda one: one[0]):
        told = _said(profile)
        own = {name: one for name, one in told.items() if name not in _NAMED_OTHERWISE}
        parts.append(_table("[[profiles]]", {"badge": badge, **own}))
    return "\n".join(parts)


_NAMED_OTHERWISE = ("id", "squad_code", "officer_id")


def _rule(name: str, values: Mapping[str, Any]) -> RuleChange:
    own = ("kind", "weight")
    numbers = {key: value for key, value in values.items() if key not in own}
    told = {key: value for key, value in values.items() if key in own}
    return RuleBody.model_validate({"rule": name, **told, "numbers": numbers}).change()


def _said(record: Any) -> dict[str, Any]:
    usual = {one.name: one.default for one in fields(record) if one.default is not MISSING}
    return {
        name: value
        for name, value in asdict(record).items()
        if name not in usual or value != usual[name]
    }


def _changed(one: RuleChange) -> dict[str, Any]:
    return {"kind": one.kind, "weight": one.weight, **dict(one.numbers)}


def _table(head: str, values: Mapping[str, Any]) -> str:
    lines = [f"{name} = {_value(one)}" for name, one in values.items() if one is not None]
    return "\n".join((head, *lines)) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    # A JSON text without escapes beyond ASCII is a TOML text; so are numbers, true and false.
    return json.dumps(value, ensure_ascii=False)
