"""Putting a snapshot back into an empty place, and making sure that it is all there."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from geo_patrol.audit import ADMINISTRATION, Act, Head
from geo_patrol.errors import Finding, InvalidInput, Unavailable, finding
from geo_patrol.store import schema
from geo_patrol.store.backup import contents, pool
from geo_patrol.store.backup.files import remove
from geo_patrol.store.backup.folder import telling
from geo_patrol.store.backup.keys_file import add_keys, read_keys
from geo_patrol.store.backup.manifest import Manifest, read_manifest, require_parts
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.figures import make_ready_as_kept
from geo_patrol.workflows.progress import Progress, silent
from geo_patrol.workflows.restoring_places import Keys, Plan, fill, require_empty


@dataclass(frozen=True)
class Restored:
    """What was put back; ``n_keys`` is None when persons cannot be read for lack of the keys.

    ``findings`` are what is not right although the snapshot is whole: evidence that is missing or
    damaged, and what the audit says.
    """

    manifest: Manifest
    n_keys: int | None
    n_evidence: int
    findings: tuple[Finding, ...]


def restore(
    url: str,
    snapshot: Path,
    evidence: Path,
    *,
    keys: Path | None = None,
    despite_findings: bool = False,
    as_it_was: bool = False,
    progress: Progress = silent,
) -> Restored:
    """Put a snapshot back. Nothing is written before all its parts were looked at.

    Parameters
    ----------
    url
        The store to restore into: no file, an empty one, or an empty database.
    evidence
        Folder for evidence files: missing, or without any.
    keys
        File of the keys to personal fields, or the folder it is in; None leaves them out.
    despite_findings
        Keep what was put back although evidence is lost or the audit does not hold.
    as_it_was
        Leave it at the schema of the snapshot, for the program that took it, once it was looked
        at in this program's.

    Raises
    ------
    InvalidInput
        When the snapshot is damaged or of another kind of store, the place holds data, or the
        audit does not hold; nothing of it is left behind.
    Unavailable
        When the store does not answer, is in use, or the snapshot is of a newer program.
    """
    manifest = read_manifest(snapshot)
    if manifest.schema_revision not in schema.REVISIONS:
        raise Unavailable("store.newer", found=manifest.schema_revision, head=schema.head())
    if make_url(url).get_backend_name() != manifest.store:
        raise InvalidInput("backup.other_kind", kind=manifest.store)
    found_keys = None if keys is None else _keys_of(keys, snapshot, manifest)
    progress("backup.checking", 0, 1)
    require_parts(snapshot, manifest)
    progress("backup.checking", 1, 1)
    plan = Plan(snapshot, manifest, found_keys, despite_findings, progress)
    with closing(open_store(url, exclusive=True)) as store:
        _require_no_files(evidence)
        require_empty(store)
        with _evidence(plan, evidence) as lost:
            findings = fill(store, plan, lambda filled: _judge(filled, plan, lost))
        if as_it_was and manifest.schema_revision != schema.head():
            # What days an older program counts is made of those of this one.
            make_ready_as_kept(store)
            schema.downgrade(store, manifest.schema_revision)
    n_evidence = len(manifest.evidence) - len(lost)
    n_keys = None if found_keys is None else len(found_keys)
    return Restored(manifest, n_keys, n_evidence, findings)


def _keys_of(path: Path, snapshot: Path, manifest: Manifest) -> Keys:
    """Return the keys in a file, or of a snapshot in a folder; those of another night will do."""
    header, rows = read_keys(path / f"{snapshot.resolve().name}.keys" if path.is_dir() else path)
    if header.master_key_id != manifest.master_key_id:
        raise InvalidInput("backup.keys_of_another", path=str(path))
    return rows


def _require_no_files(evidence: Path) -> None:
    if evidence.is_dir() and any(one.is_file() for one in evidence.rglob("*")):
        raise InvalidInput("backup.evidence_there", path=str(evidence))


@contextmanager
def _evidence(plan: Plan, evidence: Path) -> Iterator[list[Finding]]:
    """Put the evidence files back, before the rows that name them; give what is lost.

    When what follows fails, they are taken away again.
    """
    made = not evidence.exists()
    shared = plan.folder.resolve().parent.parent / "evidence"
    known = set(plan.manifest.evidence_missing)
    try:
        with telling(evidence):
            lost = pool.put_back(
                shared,
                evidence,
                plan.manifest.evidence,
                lambda done, total: plan.progress("backup.evidence", done, total),
            )
        unexpected = [one for one in lost if one not in known]
        findings = [finding(one, "backup.evidence_lost") for one in unexpected]
        findings += [finding(one, "backup.evidence_was_lost") for one in lost if one in known]
        if unexpected and not plan.despite_findings:
            raise InvalidInput("backup.has_findings", findings=tuple(findings))
        yield findings
    except BaseException:
        for folder in evidence.glob("[0-9a-f][0-9a-f]"):
            remove(folder)
        if made and evidence.exists():
            remove(evidence)
        raise


def _judge(store: Store, plan: Plan, lost: list[Finding]) -> tuple[Finding, ...]:
    """Compare what was put back with what the snapshot says, and see whether the audit holds."""
    anchors: Mapping[str, Head] = {one.chain: one.head() for one in plan.manifest.heads}
    seen = verify(store, anchors, progress=plan.progress)
    wrong = (
        *(finding(f"{one.chain} {one.seq}", one.key) for one in seen.breaks),
        *seen.findings,
    )
    if wrong and not plan.despite_findings:
        raise InvalidInput("backup.has_findings", findings=(*wrong, *lost))
    return (*wrong, *lost)


def add_keys_later(url: str, path: Path, *, now: datetime) -> int:
    """Add the keys to personal fields to a store that was restored without them; return how many.

    Raises
    ------
    InvalidInput
        When the store has keys already, or they are those of another store.
    Unavailable
        When the store is not at this program's revision, is in use, or does not answer.
    """
    header, rows = read_keys(path)
    with closing(open_store(url, exclusive=True)) as store:
        schema.require_head(store)
        with store.writer() as session:
            connection = session.connection()
            if contents.count(connection, contents.KEYS):
                raise InvalidInput("backup.keys_there")
            if contents.master_key_id(connection) != header.master_key_id:
                raise InvalidInput("backup.keys_of_another", path=str(path))
            add_keys(connection, rows)
            details = {"keys": len(rows), "snapshot": header.snapshot}
            act = Act(ADMINISTRATION, SYSTEM.actor, "keys.restore", "store", now, details)
            note(session, act)
    return len(rows)
