"""The catalogue in force: the program's own terms, with the office's over them."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION, canonical_json
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.incidents.term_checks import check_term
from geo_patrol.incidents.terms import Group, Term
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import CATALOGUE
from geo_patrol.store.repositories import catalogue, history, people
from geo_patrol.store.repositories.catalogue import StoredTerm
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.writing import Submission, Written, write_once, write_record

KIND = "catalogue_term"
NAMESPACE = UUID("7b0c5f64-3e0d-4a7e-9f43-5d1c8a2e6b90")
"""Namespace (RFC 9562, version 5) of terms; it never changes."""


def term_id(group: Group, code: str) -> UUID:
    """Return the id that the audit knows a term by."""
    return uuid5(NAMESPACE, f"{group}/{code}")


def term_body(term: Term) -> dict[str, Any]:
    """Return a term's canonical form."""
    return dict(vars(term))


def current(session: Session) -> Catalogue:
    """Return the catalogue in force.

    It is put together once for each state of the office's terms; to know the state is one look at
    a primary key, which is right for every process that writes to the store.
    """
    edition = catalogue.edition(session)
    if edition is None:
        return built_in()
    kept = _remembered(edition)
    if kept:
        return kept[0]
    own = [one.term for one in catalogue.all_terms(session)]
    # Under the state that was read: it may be newer than the one that was asked for.
    kept = _remembered(_edition_of(own))
    if not kept:
        kept.append(built_in().with_terms(own))
    return kept[0]


@lru_cache(maxsize=16)
def _remembered(_edition: str) -> list[Catalogue]:
    return []


def _edition_of(own: list[Term]) -> str:
    return sha256(canonical_json([term_body(one) for one in own]).encode()).hexdigest()


def put_term(
    store: Store, scope: Scope, term: Term, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a term. One of the program's that nobody changed is at version 0.

    Raises
    ------
    InvalidInput
        When it does not fit into the catalogue, with what is wrong.
    NotFound
        When its squad is not there.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = submission_of_term(scope, term, now, if_match)
    return write_once(store, sent, lambda session: write_term(session, sent, term))


def submission_of_term(scope: Scope, term: Term, now: datetime, if_match: int | None) -> Submission:
    """Return the write of a term."""
    record_id = term_id(term.group, term.code)
    return Submission(scope, KIND, record_id, term_body(term), now, if_match or None)


def write_term(session: Session, sent: Submission, term: Term) -> Written:
    """Do the work of `put_term` in a transaction that is open already."""
    if built_in().of(term.group).get(term.code) == term and sent.if_match is None:
        if history.latest_version(session, KIND, sent.record_id) is None:
            return Written(0, changed=False)

    def save(new: bool) -> str:
        _require_fit(session, term)
        catalogue.save_term(session, StoredTerm(sent.record_id, term), now=sent.now, new=new)
        own = [one.term for one in catalogue.all_terms(session)]
        catalogue.set_edition(session, _edition_of(own))
        return ADMINISTRATION

    return write_record(session, sent, save, CATALOGUE)


def _require_fit(session: Session, term: Term) -> None:
    if term.squad_code is not None and term.squad_code not in people.squad_codes(session):
        raise NotFound("records.no_squad", squad=term.squad_code)
    found = check_term(term, current(session))
    if found:
        raise InvalidInput("catalogue.does_not_fit", findings=found, code=term.code)
