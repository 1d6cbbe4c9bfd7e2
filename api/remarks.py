"""What a person should know, in both languages, with the key that says which it is."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, Field

from geo_patrol.errors import Finding


class RemarkOut(BaseModel):
    """Something that a person should know; it stops nothing."""

    where: str = Field(description="What it is about: a rule, a field, items; empty for all of it.")
    key: str = Field(description="Which remark it is; stable.")
    reason_zh: str
    reason_en: str

    @classmethod
    def of(cls, one: Finding) -> RemarkOut:
        """Return a finding's form on the wire."""
        plain = Finding("", one.key, one.params)
        return cls(
            where=one.where, key=one.key, reason_zh=plain.text("zh"), reason_en=plain.text("en")
        )


def remarks_of(found: Iterable[Finding]) -> list[RemarkOut]:
    """Return findings as the wire has them."""
    return [RemarkOut.of(one) for one in found]
