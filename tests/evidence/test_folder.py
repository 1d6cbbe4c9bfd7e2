"""The evidence folder: whole or not at all, continued where it broke off, never written again."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from geo_patrol.errors import Conflict, Unavailable
from geo_patrol.store import evidence
from geo_patrol.store.evidence import PART_KEPT_S, EvidenceFolder

DATA = b"evidence" * 1000
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "evidence")


def keep(folder: EvidenceFolder, data: bytes = DATA, sender: str = "a") -> Path:
    digest = hashlib.sha256(data).hexdigest()
    with folder.receiving(digest, sender, 0) as part:
        part.add(data)
        assert part.digest() == digest
        folder.keep(part, digest)
    return folder.path_of(digest)


def test_a_file_is_kept_under_its_digest_and_cannot_be_written(folder: EvidenceFolder) -> None:
    path = keep(folder)
    assert path == folder.root / DIGEST[:2] / DIGEST
    assert path.read_bytes() == DATA
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o077 == 0
    assert list(folder.all_files()) == [path]
    assert folder.received_bytes(DIGEST, "a") == 0


def test_half_a_file_waits_for_its_sender_only(folder: EvidenceFolder) -> None:
    with folder.receiving(DIGEST, "a", 0) as part:
        part.add(DATA[:3000])
    assert folder.received_bytes(DIGEST, "a") == 3000
    assert folder.received_bytes(DIGEST, "b") == 0
    assert list(folder.all_files()) == []
    with folder.receiving(DIGEST, "a", 3000) as part:
        part.add(DATA[3000:])
        assert part.digest() == DIGEST
        folder.keep(part, DIGEST)
    assert folder.path_of(DIGEST).read_bytes() == DATA


def test_a_gap_is_refused_with_where_to_go_on(folder: EvidenceFolder) -> None:
    with folder.receiving(DIGEST, "a", 0) as part:
        part.add(DATA[:3000])
    with pytest.raises(Conflict) as caught, folder.receiving(DIGEST, "a", 4000):
        pass
    assert caught.value.current == {"received_bytes": 3000}


def test_beginning_again_forgets_what_came_before(folder: EvidenceFolder) -> None:
    with folder.receiving(DIGEST, "a", 0) as part:
        part.add(b"something else, and longer" * 1000)
    assert keep(folder).read_bytes() == DATA


def test_two_uploads_of_one_sender_do_not_mix(folder: EvidenceFolder) -> None:
    with folder.receiving(DIGEST, "a", 0) as part:
        part.add(DATA[:10])
        with pytest.raises(Conflict) as caught, folder.receiving(DIGEST, "a", 10):
            pass
    assert caught.value.key == "evidence.being_sent"


def test_the_same_file_twice_is_one_file(folder: EvidenceFolder) -> None:
    keep(folder, sender="a")
    keep(folder, sender="b")
    assert len(list(folder.all_files())) == 1


def test_file_and_folders_are_synced_before_it_counts_as_kept(
    folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(os.path.basename(os.readlink(f"/proc/self/fd/{handle}")))
        real(handle)

    monkeypatch.setattr(evidence.os, "fsync", fsync)
    keep(folder)
    assert [name.split(".")[0] for name in synced] == [DIGEST, "evidence", DIGEST[:2]]


@pytest.mark.parametrize(
    ("number", "key"), [(errno.ENOSPC, "store.full"), (errno.EIO, "evidence.disk")]
)
def test_a_sync_that_fails_keeps_nothing(
    folder: EvidenceFolder, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    def fsync(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(evidence.os, "fsync", fsync)
    with pytest.raises(Unavailable) as caught:
        keep(folder)
    assert caught.value.key == key
    monkeypatch.undo()
    assert list(folder.all_files()) == []
    assert keep(folder).read_bytes() == DATA


def test_halves_that_nobody_continues_are_swept_away(folder: EvidenceFolder) -> None:
    with folder.receiving(DIGEST, "a", 0) as part:
        part.add(DATA[:10])
    written_s = part.path.stat().st_mtime
    assert folder.sweep(lambda: written_s + PART_KEPT_S - 1) == 0
    assert folder.sweep(lambda: written_s + PART_KEPT_S + 1) == 1
    assert folder.received_bytes(DIGEST, "a") == 0


def test_an_empty_place_has_no_files(folder: EvidenceFolder) -> None:
    assert list(folder.all_files()) == []
    assert folder.sweep() == 0
