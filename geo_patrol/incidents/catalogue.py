"""The codes that records may use, with their names: the program's, and the office's over them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from geo_patrol.incidents.terms import GROUPS, Group, Term

CATCH = "catch"
"""Fish, alive or not: held or let go like gear, and none."""

STEP = 10
"""Between the program's own terms, so that an office's fit in."""

Terms = Mapping[str, Term]
"""Terms of one group by code, in the order in which they are shown."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All terms; it never changes, so what is made of it can be remembered by it."""

    terms: tuple[Term, ...]

    @cached_property
    def _by_group(self) -> dict[Group, dict[str, Term]]:
        shown = sorted(self.terms, key=lambda one: one.position)
        return {group: {one.code: one for one in shown if one.group == group} for group in GROUPS}

    def of(self, group: Group) -> Terms:
        """Return a group's terms, retired ones too."""
        return self._by_group[group]

    @property
    def category_groups(self) -> Terms:
        """The upper level of categories."""
        return self.of("category_groups")

    @property
    def categories(self) -> Terms:
        """The categories of incidents."""
        return self.of("categories")

    @property
    def outcomes(self) -> Terms:
        """The kinds of outcome."""
        return self.of("outcomes")

    @property
    def gear(self) -> Terms:
        """The kinds of gear."""
        return self.of("gear")

    @property
    def agencies(self) -> Terms:
        """The agencies that cases are handed to, and that join in."""
        return self.of("agencies")

    @property
    def storage_places(self) -> Terms:
        """Where held things are kept."""
        return self.of("storage_places")

    def offered(self, group: Group) -> list[Term]:
        """Return the terms of a group that new records should use, in order."""
        return [one for one in self.of(group).values() if not one.retired]

    def settled(self, group: Group) -> list[Term]:
        """Return a group's terms in an order that no edit changes, for what ids are made from."""
        own = built_in().of(group).keys()
        there = self.of(group)
        return [there[code] for code in (*own, *sorted(there.keys() - own))]

    def with_terms(self, terms: Iterable[Term]) -> "Catalogue":
        """Return a catalogue in which terms are new, or take the place of those of their code."""
        whole = {(one.group, one.code): one for one in (*self.terms, *terms)}
        return Catalogue(tuple(whole.values()))


@cache
def built_in() -> Catalogue:
    """Return the catalogue that comes with the program."""
    data = json.loads((files(__package__) / "catalogue.json").read_text(encoding="utf-8"))
    return Catalogue(
        tuple(
            Term(
                group=group,
                code=code,
                zh=row["zh"],
                en=row["en"],
                parent=row.get("parent"),
                squad_code=row.get("squad"),
                counts_people=row.get("people", False),
                is_measure=row.get("measure", False),
                position=row.get("position", number * STEP),
            )
            for group in GROUPS
            for number, (code, row) in enumerate(data[group].items(), start=1)
        )
    )


def categories() -> Terms:
    """Return the program's own categories of incidents by code."""
    return built_in().categories


def outcomes() -> Terms:
    """Return the program's own kinds of outcome by code."""
    return built_in().outcomes


def gear() -> Terms:
    """Return the program's own kinds of gear by code."""
    return built_in().gear
