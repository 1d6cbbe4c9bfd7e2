"""Outboxes' files: what the phone's code sealed comes out whole, and only here."""

from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from outbox_files import SAVED, Outbox, saved_json

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.incidents.voiding import void_id
from geo_patrol.outbox import (
    KeptFile,
    KeptFixes,
    KeptRecord,
    OutboxFile,
    claim_of,
    is_claim_of,
    key_of,
    opened,
    outbox_key,
    target_of,
)
from geo_patrol.personal import Keyring
from geo_patrol.tracks.ids import withdrawal_id

NOW = datetime(2022, 10, 8, tzinfo=UTC)
RING = Keyring(b64decode(saved_json("server_key.json")["master"]))
CONTENTS = saved_json("contents.json")
MB = 1024**2
RECORD = "/api/v1/incidents/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01"


def read(path: Path, keyring: Keyring = RING) -> OutboxFile:
    return opened(path, keyring, max_bytes=MB)


@pytest.fixture
def outbox() -> Outbox:
    officer_id, key = uuid4(), outbox_key(RING, 1)
    return Outbox(officer_id, key, claim_of(RING.claims_key, officer_id, key.kid, NOW))


def test_the_phones_code_and_this_one_name_the_same_key() -> None:
    told = saved_json("server_key.json")["public_jwk"]
    assert outbox_key(RING, 1).public_jwk == told
    assert key_of(RING, told["kid"]).public_jwk == told


def test_all_that_the_phones_code_sealed_comes_out() -> None:
    file = read(SAVED / "queue.outbox")
    assert file.officer_id == UUID(CONTENTS["officer"]["id"])
    assert is_claim_of(RING.claims_key, file.claim, file.officer_id, file.kid)
    parts = file.of("record")
    records = [file.read(part, KeptRecord) for part in parts]
    assert [one.path for one in records] == [one["path"] for one in CONTENTS["items"]]
    assert [one.body for one in records] == [one["body"] for one in CONTENTS["items"]]
    assert [one.edits for one in records] == [False, False, True]
    assert [part.after for part in parts] == [None, None, parts[1].seq]
    fixes = [file.read(part, KeptFixes) for part in file.of("fixes")]
    told = [
        {**one.model_dump(by_alias=True), "at": one.at} for piece in fixes for one in piece.fixes
    ]
    assert told == [{**one, "at": datetime.fromisoformat(one["at"])} for one in CONTENTS["fixes"]]
    [photo] = file.of("file")
    content = (SAVED / "photo.jpg").read_bytes()
    kept = file.read(photo, KeptFile)
    assert kept.sha256 == sha256(content).hexdigest()
    assert kept.note == CONTENTS["photo"]["note"]
    assert file.content_of(photo) == content


def test_a_file_opens_under_the_key_of_its_number_after_a_newer_one_is_in_use(
    outbox: Outbox, tmp_path: Path
) -> None:
    outbox.add(RECORD, {})
    path = outbox.write(tmp_path / "q")
    assert outbox_key(RING, 2).kid != outbox.server.kid
    assert len(read(path).of("record")) == 1


def test_another_servers_master_key_opens_nothing(outbox: Outbox, tmp_path: Path) -> None:
    path = outbox.write(tmp_path / "q")
    with pytest.raises(InvalidInput) as refused:
        read(path, Keyring.random())
    assert refused.value.key == "outbox.another_server"


@pytest.mark.parametrize(
    "kid", ["", "1", "1-", "0-mdN2PpaxEzBtamgk", "9999999999-x", "2-mdN2PpaxEzBtamgk"]
)
def test_a_key_that_no_server_here_had_is_not_taken_for_one(kid: str) -> None:
    with pytest.raises(InvalidInput):
        key_of(RING, kid)


def test_a_file_in_anothers_name_does_not_open(outbox: Outbox, tmp_path: Path) -> None:
    path = outbox.write(tmp_path / "q")
    data = path.read_bytes().replace(str(outbox.officer_id).encode(), str(uuid4()).encode())
    path.write_bytes(data)
    with pytest.raises(InvalidInput) as refused:
        read(path)
    assert refused.value.key == "outbox.altered"


def test_an_altered_part_is_found_and_the_others_are_read(outbox: Outbox, tmp_path: Path) -> None:
    outbox.add(RECORD, {"n": 1})
    outbox.add(RECORD, {"n": 2})
    first = outbox.parts[0]
    outbox.parts[0] = first[:-20] + bytes([first[-20] ^ 1]) + first[-19:]
    file = read(outbox.write(tmp_path / "q"))
    bad, good = file.of("record")
    with pytest.raises(InvalidInput) as refused:
        file.read(bad, KeptRecord)
    assert refused.value.key == "outbox.altered"
    assert file.read(good, KeptRecord).body == {"n": 2}


def test_one_part_is_not_taken_for_another(outbox: Outbox, tmp_path: Path) -> None:
    outbox.add_file(b"not a photo", f"incident/{uuid4()}")
    outbox.parts[0] = outbox.parts[0].replace(b'"file"', b'"record"')
    file = read(outbox.write(tmp_path / "q"))
    with pytest.raises(InvalidInput):
        file.read(file.of("record")[0], KeptRecord)


def test_a_file_without_its_bytes_is_told(outbox: Outbox, tmp_path: Path) -> None:
    outbox.add_file(b"a photo", f"incident/{uuid4()}")
    del outbox.parts[1]
    file = read(outbox.write(tmp_path / "q"))
    with pytest.raises(InvalidInput) as refused:
        file.content_of(file.of("file")[0])
    assert refused.value.key == "outbox.altered"


def test_a_file_that_is_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = (SAVED / "queue.outbox").read_bytes()
    path = tmp_path / "q"
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(InvalidInput) as refused:
            read(path)
        assert refused.value.key == "outbox.no_outbox"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}\n",
        b"null\n",
        b"\xff\xfe\n",
        b'{"form": "geo-patrol-outbox-2"}\n',
        b"[" * 5000,
        b'{"form": "geo-patrol-outbox-1", "officer": "x", "key": {}}\n',
    ],
)
def test_what_is_no_outbox_is_refused(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "q"
    path.write_bytes(text)
    with pytest.raises(InvalidInput) as refused:
        read(path)
    assert refused.value.key == "outbox.no_outbox"


def test_a_missing_file_and_one_that_is_too_large_are_told(outbox: Outbox, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(tmp_path / "none")
    assert refused.value.key == "outbox.unreadable"
    path = outbox.write(tmp_path / "q")
    with pytest.raises(TooLarge):
        opened(path, RING, max_bytes=100)


def test_an_ephemeral_key_that_is_no_point_of_the_curve_is_refused(
    outbox: Outbox, tmp_path: Path
) -> None:
    path = outbox.write(tmp_path / "q")
    head, rest = path.read_bytes().split(b"\n", 1)
    x = head.split(b'"x": "')[1][:43]
    path.write_bytes(head.replace(x, b"A" * 43) + b"\n" + rest)
    with pytest.raises(InvalidInput) as refused:
        read(path)
    assert refused.value.key == "outbox.altered"


def test_a_claim_is_good_for_its_officer_and_key_only() -> None:
    officer_id, key = uuid4(), RING.claims_key
    claim = claim_of(key, officer_id, "1-a", NOW)
    assert is_claim_of(key, claim, officer_id, "1-a")
    assert not is_claim_of(key, claim, uuid4(), "1-a")
    assert not is_claim_of(key, claim, officer_id, "2-b")
    assert not is_claim_of(Keyring.random().claims_key, claim, officer_id, "1-a")
    for wrong in (None, "", claim[:-1], claim + "A", claim.replace("1.", "2.", 1), "1.x.y"):
        assert not is_claim_of(key, wrong, officer_id, "1-a")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/users/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
        "/api/v1/devices/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
        "/api/v1/incidents/../users/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
        "/api/v1/incidents/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01?x=1",
        "/api/v1/incidents/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01\n",
        "/api/v1/patrols/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01/tracks",
        f"{RECORD}/tracks/018f3a52-6b00-7c11-9a01-5d0c6e1f0c02",
        f"{RECORD}/void/",
        f"{RECORD}/law",
        "/api/v1/session",
        "https://elsewhere/api/v1/incidents/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
    ],
)
def test_what_no_phone_writes_to_is_no_target(path: str) -> None:
    assert target_of(path) is None


def test_targets_are_named_by_what_they_are() -> None:
    found = target_of(f"/api/v1/patrols/{uuid4()}/tracks/018f3a52-6b00-7c11-9a01-5d0c6e1f0c01")
    assert found == ("track", UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0c01"))
    assert target_of(RECORD) == ("incident", UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0c01"))
    decision = target_of(f"{RECORD}/law-decisions/018f3a52-6b00-7c11-9a01-5d0c6e1f0c02")
    assert decision == ("law_decision", UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0c02"))


def test_what_is_said_of_a_record_is_named_as_its_history_is() -> None:
    incident, patrol, track = uuid4(), uuid4(), uuid4()
    assert target_of(f"/api/v1/incidents/{incident}/void") == ("incident_void", void_id(incident))
    said = target_of(f"/api/v1/patrols/{patrol}/tracks/{track}/withdrawal")
    assert said == ("track_withdrawal", withdrawal_id(patrol, track))
