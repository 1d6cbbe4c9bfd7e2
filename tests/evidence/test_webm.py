"""A WebM without a length in its head is walked through, and none is believed that breaks off."""

import struct
from pathlib import Path

import pytest
from evidence_files import recorded
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.evidence import webm
from geo_patrol.evidence.webm import live_seconds

UNKNOWN = b"\x01" + b"\xff" * 7
SEGMENT, CLUSTER = b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"


def element(name: bytes, body: bytes) -> bytes:
    return name + bytes([0x40 | len(body) >> 8, len(body) & 0xFF]) + body


def cluster(at: int, *blocks: int, length: bytes = UNKNOWN) -> bytes:
    inside = element(b"\xe7", at.to_bytes(2, "big"))
    inside += b"".join(
        element(b"\xa3", b"\x81" + struct.pack(">h", block) + b"\x80sound") for block in blocks
    )
    return CLUSTER + length + inside


def live(*parts: bytes, length: bytes = UNKNOWN, scale: int = 1_000_000) -> bytes:
    info = element(b"\x15\x49\xa9\x66", element(b"\x2a\xd7\xb1", scale.to_bytes(4, "big")))
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    return head + SEGMENT + length + info + b"".join(parts)


def seconds(tmp_path: Path, data: bytes) -> float | None:
    path = tmp_path / "file"
    path.write_bytes(data)
    return live_seconds(path)


def test_a_recording_in_slices_is_as_long_as_its_blocks_say(tmp_path: Path) -> None:
    assert seconds(tmp_path, recorded("live.webm")) == pytest.approx(1.2, abs=0.2)


def test_times_of_blocks_count_from_their_cluster_s(tmp_path: Path) -> None:
    data = live(cluster(0, 0, 60, 120), cluster(5000, -40, 0, 60))
    assert seconds(tmp_path, data) == pytest.approx(5.06)


def test_a_recording_that_begins_late_is_no_longer_for_it(tmp_path: Path) -> None:
    assert seconds(tmp_path, live(cluster(9000, 0, 500))) == pytest.approx(0.5)


def test_another_scale_of_time_counts(tmp_path: Path) -> None:
    data = live(cluster(0, 0, 1000), scale=100_000)
    assert seconds(tmp_path, data) == pytest.approx(0.1)


def test_blocks_in_groups_count_as_well(tmp_path: Path) -> None:
    block = element(b"\xa1", b"\x81" + struct.pack(">h", 700) + b"\x00sound")
    data = live(cluster(0, 0) + element(b"\xa0", block + element(b"\x9b", b"\x14")))
    assert seconds(tmp_path, data) == pytest.approx(0.7)


def test_a_file_that_says_how_large_it_is_is_none_of_these(tmp_path: Path) -> None:
    body = cluster(0, 0, 60)
    assert seconds(tmp_path, live(body, length=bytes([0x41, len(body) + 11]))) is None
    assert seconds(tmp_path, recorded("note.webm")) is None


def test_one_that_breaks_off_within_a_block_is_not_whole(tmp_path: Path) -> None:
    whole = live(cluster(0, 0, 60, 120))
    assert seconds(tmp_path, whole) is not None
    assert [seconds(tmp_path, whole[:-n]) for n in range(1, 9)] == [None] * 8


def test_one_without_a_block_has_no_length(tmp_path: Path) -> None:
    assert seconds(tmp_path, live()) is None
    assert seconds(tmp_path, b"") is None


def test_an_element_other_than_those_entered_must_say_how_large_it_is(tmp_path: Path) -> None:
    assert seconds(tmp_path, live(b"\xec" + UNKNOWN, cluster(0, 0, 60))) is None


def test_a_file_made_of_heads_alone_is_given_up_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = live(cluster(0, 0, 60), b"\xec\x80" * 100)
    assert seconds(tmp_path, data) is not None
    monkeypatch.setattr(webm, "MAX_ELEMENTS", 100)
    assert seconds(tmp_path, data) is None


@given(data=st.binary(max_size=200))
def test_anything_else_at_all_has_an_answer(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    told = seconds(tmp_path_factory.mktemp("webm"), live(cluster(0, 0, 60), data))
    assert told is None or told >= 0
