"""Whether every evidence file is what it was when it came, and none is there that nobody named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo_patrol.errors import Finding, finding
from geo_patrol.evidence.records import SHA256
from geo_patrol.store.engine import Store
from geo_patrol.store.evidence import EvidenceFolder, digest_of
from geo_patrol.store.repositories import evidence
from geo_patrol.workflows.progress import Progress, silent


@dataclass(frozen=True)
class VerifiedFiles:
    """What was seen: files that are named, their bytes, and findings (``where`` is the file)."""

    n_files: int
    n_bytes: int
    findings: tuple[Finding, ...]

    @property
    def lost(self) -> tuple[Finding, ...]:
        """Those that mean that evidence is gone or altered; a file too many is neither."""
        return tuple(one for one in self.findings if one.key != "evidence.orphan")


def verify_files(
    store: Store, folder: EvidenceFolder, progress: Progress = silent
) -> VerifiedFiles:
    """Read every evidence file, and look for those that no row names.

    A file is there before its row is: one that an upload has just brought in may count as an
    orphan once.
    """
    orphans = {path.name: path for path in folder.all_files()}
    with store.reader() as session:
        named = list(evidence.files(session))
    n_bytes = 0
    findings: list[Finding] = []
    for number, file in enumerate(named):
        progress("progress.evidence", number, len(named))
        orphans.pop(file.sha256, None)
        n_bytes += file.size_bytes
        findings += _faults(folder, file.sha256)
    progress("progress.evidence", len(named), len(named))
    with store.reader() as session:
        findings += _unnamed(orphans, {file.sha256 for file in evidence.files(session)})
    return VerifiedFiles(len(named), n_bytes, tuple(findings))


def _faults(folder: EvidenceFolder, sha256: str) -> Iterator[Finding]:
    try:
        with folder.path_of(sha256).open("rb") as opened:
            if digest_of(opened) != sha256:
                yield finding(sha256, "evidence.altered")
    except FileNotFoundError:
        yield finding(sha256, "evidence.missing")
    except OSError as error:
        yield finding(sha256, "evidence.unreadable", reason=str(error.strerror))


def _unnamed(orphans: Iterable[str], named: set[str]) -> Iterator[Finding]:
    for name in orphans:
        if name not in named:
            known = name if SHA256.fullmatch(name) else "?"
            yield finding(known, "evidence.orphan", name=name[:80])
