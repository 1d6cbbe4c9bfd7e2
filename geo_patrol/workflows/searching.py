"""Looking incidents up: by codes of the catalogue, and by persons, which the audit is told of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.personal import Keyring, Person, person_fields, sought_marks
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories.incident_search import Sought
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note
from geo_patrol.workflows.catalogue import current


@dataclass(frozen=True)
class Codes:
    """Codes to look for; ``category`` may be that of a category group, too."""

    category: str | None = None
    outcome: str | None = None
    gear: str | None = None


def sought_by_codes(session: Session, sought: Sought, codes: Codes) -> Sought:
    """Return what is sought with codes; a group of categories stands for all that are in it.

    Raises
    ------
    InvalidInput
        For a code that the catalogue does not have: a mistyped one would find nothing, and
        nothing would look as if nothing had happened.
    """
    catalogue = current(session)
    unknown = tuple(_unknown(codes, catalogue))
    if unknown:
        raise InvalidInput("api.invalid", findings=unknown)
    return replace(
        sought,
        categories=_categories(codes.category, catalogue),
        outcome=codes.outcome,
        gear=codes.gear,
    )


def _unknown(codes: Codes, catalogue: Catalogue) -> Iterator[Finding]:
    category, outcome, gear = codes.category, codes.outcome, codes.gear
    known = catalogue.categories.keys() | catalogue.category_groups.keys()
    if category is not None and category not in known:
        yield finding("query.category", "records.unknown_category", code=category)
    if outcome is not None and outcome not in catalogue.outcomes:
        yield finding("query.outcome", "records.unknown_outcome", code=outcome)
    if gear is not None and gear not in catalogue.gear:
        yield finding("query.gear", "records.unknown_gear", code=gear)


def _categories(code: str | None, catalogue: Catalogue) -> tuple[str, ...] | None:
    if code is None or code in catalogue.categories:
        return None if code is None else (code,)
    return tuple(one.code for one in catalogue.categories.values() if one.parent == code)


def sought_by_person(sought: Sought, person: Person, keyring: Keyring) -> Sought:
    """Return what is sought with somebody's marks.

    Raises
    ------
    InvalidInput
        When what is known of them is nothing: spaces and dots only.
    """
    marks = tuple(keyring.mark(kind, value) for kind, value in sought_marks(person))
    if not marks:
        raise InvalidInput("incidents.nobody_sought")
    return replace(sought, marks=marks)


def note_search(store: Store, scope: Scope, person: Person, n: int, *, now: datetime) -> None:
    """Enter in the chains of the asker's squads that somebody was looked for, and what came of it.

    Of whom it was nothing is entered, not even a mark: entries outlive what is kept of persons.
    """
    details = {"by": sorted(person_fields(person)), "n": n}
    with store.writer() as session:
        for squad in sorted(scope.squads or ()):
            note(session, Act(squad, scope.actor, "search", "incidents", now, details))
