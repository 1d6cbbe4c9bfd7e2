"""Ledgers of officers and incidents into the store, all of a file or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from geo_patrol.crs import Datum, to_wgs84
from geo_patrol.errors import Finding, GeoPatrolError, InvalidInput, finding
from geo_patrol.incidents.records import Incident
from geo_patrol.ledgers import LedgerRead, OfficerRow
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import submission_of_officer, write_officer
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.records import submission_of, write_incident

Row = TypeVar("Row", OfficerRow, Incident)


@dataclass(frozen=True)
class LedgerReport:
    """What an import did."""

    n_new: int
    n_same: int


def _require_clean(read: LedgerRead[Row], skip_bad: bool) -> None:
    if read.bad and not skip_bad:
        raise InvalidInput("ledgers.not_clean", findings=read.bad, n_bad=read.n_bad)


def import_officers(
    store: Store, read: LedgerRead[OfficerRow], *, now: datetime, skip_bad: bool = False
) -> LedgerReport:
    """Add officers, or update those of the same squad and badge number. No password is set.

    Raises
    ------
    InvalidInput
        When rows are bad and are not to be skipped, or a squad or log-in clashes.
    """
    _require_clean(read, skip_bad)
    n_new = 0
    fields = {field for field, _title in read.columns}
    with store.writer() as session:
        squads = people.squad_codes(session)
        unknown = sorted({row.squad_code for row in read.rows} - squads)
        if unknown:
            raise InvalidInput("ledgers.squads_missing", squads=", ".join(unknown))
        there = people.officers(session, SYSTEM)
        logins = {one.login: one.id for one in there}
        known = {one.id: one for one in there}
        clashes = [row for row in read.rows if logins.get(row.login, row.id) != row.id]
        if clashes:
            taken = tuple(
                finding(row.badge_no, "ledgers.login_taken", login=row.login) for row in clashes
            )
            raise InvalidInput("ledgers.logins_taken", findings=taken)
        for row in read.rows:
            officer = _officer(row, known.get(row.id), fields)
            past = history.latest_version(session, "officer", row.id)
            sent = submission_of_officer(SYSTEM, officer, now, past)
            n_new += write_officer(session, sent, officer).changed
    return LedgerReport(n_new, len(read.rows) - n_new)


def _officer(row: OfficerRow, known: Officer | None, fields: set[str]) -> Officer:
    """Return the officer of a row; what the ledger has no column for stays as it is known."""
    officer = Officer(**vars(row))
    if known is None:
        return officer
    kept = {
        name: getattr(known, name) for name in ("role", "certified", "login") if name not in fields
    }
    return replace(officer, **kept, more_squads=known.more_squads, demo=known.demo)


def import_incidents(
    store: Store,
    read: LedgerRead[Incident],
    *,
    now: datetime,
    skip_bad: bool = False,
    confirmed: bool = False,
    datum: Datum = "wgs84",
    progress: Progress = silent,
) -> LedgerReport:
    """Write the incidents of a ledger through the same path as any other.

    ``datum`` is what the ledger's coordinates are; they are turned into WGS-84.

    Raises
    ------
    InvalidInput
        When rows are bad and are not to be skipped, or one lies far outside the county and that
        was not confirmed.
    """
    _require_clean(read, skip_bad)
    n_new = 0
    refused: list[Finding] = []
    with store.writer() as session:
        for done, row in enumerate(read.rows, start=1):
            incident = _in_wgs84(row, datum)
            try:
                sent = submission_of(SYSTEM, "incident", incident.id, incident, now)
                written = write_incident(session, sent, incident, confirmed=confirmed)
                n_new += written.created
            except GeoPatrolError as error:
                where = incident.occurred_at.isoformat(timespec="minutes")
                refused += error.findings or (finding(where, error.key, **error.params),)
            progress("progress.rows", done, len(read.rows))
        if refused:
            raise InvalidInput("ledgers.rows_refused", findings=tuple(refused), n=len(refused))
    return LedgerReport(n_new, len(read.rows) - n_new)


def _in_wgs84(incident: Incident, datum: Datum) -> Incident:
    if datum in ("wgs84", "cgcs2000"):
        return incident
    lon, lat = to_wgs84(incident.lon, incident.lat, datum)
    return replace(incident, lon=round(float(lon), 7), lat=round(float(lat), 7))
