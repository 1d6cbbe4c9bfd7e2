"""A list of terms into the catalogue, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.term_checks import check_term
from geo_patrol.incidents.terms import Term
from geo_patrol.ledgers import LedgerRead
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import CATALOGUE, hold
from geo_patrol.store.repositories import history, people
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.catalogue import KIND, current, submission_of_term, term_id, write_term


@dataclass(frozen=True)
class CatalogueReport:
    """What an import did, or would do; terms that are not in the list stay as they are."""

    n_new: int
    n_changed: int
    n_same: int


def import_terms(
    store: Store,
    scope: Scope,
    read: LedgerRead[Term],
    *,
    now: datetime,
    skip_bad: bool = False,
    dry_run: bool = False,
) -> CatalogueReport:
    """Bring the catalogue up to a list.

    Raises
    ------
    InvalidInput
        When rows are bad and are not to be skipped, or a term does not fit.
    """
    if read.bad and not (skip_bad or dry_run):
        raise InvalidInput("ledgers.not_clean", findings=read.bad, n_bad=read.n_bad)
    if dry_run:
        with store.reader() as session:
            return _report(current(session), _changes(session, read), len(read.rows))
    with store.writer() as session:
        hold(session, CATALOGUE)
        before, changes = current(session), _changes(session, read)
        for term in changes:
            past = history.latest_version(session, KIND, term_id(term.group, term.code))
            write_term(session, submission_of_term(scope, term, now, past), term)
    return _report(before, changes, len(read.rows))


def _changes(session: Session, read: LedgerRead[Term]) -> list[Term]:
    """Return the terms that are new or otherwise than they are, each fitting after those before."""
    catalogue, squads = current(session), people.squad_codes(session)
    changes: list[Term] = []
    bad: list[Finding] = []
    for term in read.rows:
        if catalogue.of(term.group).get(term.code) == term:
            continue
        faults = tuple(_faults(term, catalogue, squads))
        bad += faults
        if not faults:
            catalogue = catalogue.with_terms([term])
            changes.append(term)
    if bad:
        raise InvalidInput("catalogue.rows_do_not_fit", findings=tuple(bad), n=len(bad))
    return changes


def _report(before: Catalogue, changes: list[Term], n_read: int) -> CatalogueReport:
    n_new = sum(one.code not in before.of(one.group) for one in changes)
    return CatalogueReport(n_new, len(changes) - n_new, n_read - len(changes))


def _faults(term: Term, catalogue: Catalogue, squads: set[str]) -> Iterator[Finding]:
    place = f"{term.group}/{term.code}"
    if term.squad_code is not None and term.squad_code not in squads:
        yield finding(f"{place} squad", "records.no_squad", squad=term.squad_code)
    for one in check_term(term, catalogue):
        yield Finding(f"{place} {one.where}", one.key, one.params)
