"""Evidence over HTTP: kept byte by byte, shown as stamped copies, opened by few and on record."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from api_world import Client, Loop, World, incident_body, make_world, put_patrol, put_shift, where
from evidence_files import exif, numbered, pdf, photo, recorded
from PIL import Image
from sqlalchemy import text

from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.auditing_evidence import verify_files


@pytest.fixture(scope="module")
def camera(world: World, loop: Loop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("evidence")
    with closing(make_world(world.store, loop, evidence_dir=folder, evidence_max_mb=2)) as made:
        yield made


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def incident(client: Client, **changes: object) -> UUID:
    made = uuid4()
    assert client.put(f"/api/v1/incidents/{made}", incident_body(**changes)).status_code == 201
    return made


def address(data: bytes, subject: str, more: str = "") -> str:
    return f"/api/v1/evidence/{digest(data)}{more}?record={subject}"


def send(client: Client, data: bytes, subject: str, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.ask("PUT", address(data, subject), content=data, headers=named)


def path_of(world: World, data: bytes) -> Path:
    return world.settings.evidence_folder / digest(data)[:2] / digest(data)


def test_a_photo_is_kept_byte_by_byte_and_told_of(camera: World) -> None:
    officer = camera.member("officer")
    subject, data = f"incident/{incident(officer)}", photo()
    answer = officer.ask("PUT", address(data, subject) + "&note=岸边", content=data)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["media_type"], told["kind"], told["size_bytes"]) == (
        "image/jpeg",
        "photo",
        len(data),
    )
    assert (told["record"], told["note"], told["doubts"]) == (subject, "岸边", [])
    assert path_of(camera, data).read_bytes() == data
    assert officer.get(f"/api/v1/evidence?record={subject}").json() == {"items": [told]}


def test_sent_again_nothing_changes_and_nothing_is_stored_twice(camera: World) -> None:
    officer = camera.member("officer")
    subject, data = f"incident/{incident(officer)}", numbered(1)
    assert send(officer, data, subject).status_code == 201
    assert send(officer, data, subject).status_code == 200
    other = f"incident/{incident(officer)}"
    assert officer.ask("PUT", address(data, other)).status_code == 201, "not sent again"
    assert (
        sum(path.name == digest(data) for path in camera.settings.evidence_folder.rglob("*")) == 1
    )
    again = officer.ask("PUT", address(data, subject) + "&note=another")
    assert (again.status_code, again.json()["code"]) == (409, "records.conflict")


def test_patrols_and_shifts_have_evidence_too(camera: World) -> None:
    leader = camera.member("leader")
    shift = put_shift(leader)
    data = recorded("note.webm")
    for subject in (f"shift/{shift}", f"patrol/{put_patrol(leader, shift)}"):
        assert send(leader, data, subject).json()["kind"] == "audio"


def test_what_the_camera_says_is_held_against_the_record_as_it_is_now(camera: World) -> None:
    officer = camera.member("officer")
    record = incident(officer)
    data = photo(exif=exif(at="2022:10:08 05:00:00", place=(121.2, 29.47)))
    told = send(officer, data, f"incident/{record}").json()
    assert told["doubts"] == ["time_differs", "place_differs"]
    edit = incident_body(occurred_at="2022-10-08T05:00:00+08:00")
    officer.put(f"/api/v1/incidents/{record}", edit, If_Match='"1"')
    listed = officer.get(f"/api/v1/evidence?record=incident/{record}").json()["items"]
    assert listed[0]["doubts"] == ["place_differs"]


def test_a_broken_upload_goes_on_where_it_broke_off(camera: World) -> None:
    officer = camera.member("officer")
    subject, data = f"incident/{incident(officer)}", numbered(2)
    half = len(data) // 2
    progress = address(data, subject, "/progress").partition("?")[0]
    first = officer.ask(
        "PUT",
        address(data, subject),
        content=data[:half],
        headers={"content-range": f"bytes 0-{half - 1}/{len(data)}"},
    )
    assert (first.status_code, first.json()["received_bytes"]) == (202, half)
    assert officer.get(progress).json() == {
        "sha256": digest(data), "received_bytes": half, "complete": False
    }  # fmt: skip
    gap = officer.ask(
        "PUT",
        address(data, subject),
        content=data[half + 1 :],
        headers={"content-range": f"bytes {half + 1}-{len(data) - 1}/{len(data)}"},
    )
    assert (gap.status_code, gap.json()["current"]) == (409, {"received_bytes": half})
    rest = officer.ask(
        "PUT",
        address(data, subject),
        content=data[half:],
        headers={"content-range": f"bytes {half}-{len(data) - 1}/{len(data)}"},
    )
    assert rest.status_code == 201
    assert officer.get(progress).json()["complete"] is True
    assert path_of(camera, data).read_bytes() == data


def test_nobody_goes_on_with_what_another_one_began(camera: World) -> None:
    one, other = camera.member("officer"), camera.member("officer")
    subject, data = f"incident/{incident(one)}", numbered(3)
    headers = {"content-range": f"bytes 0-9/{len(data)}"}
    one.ask("PUT", address(data, subject), content=data[:10], headers=headers)
    progress = address(data, subject, "/progress").partition("?")[0]
    assert other.get(progress).json()["received_bytes"] == 0


@pytest.mark.parametrize(
    "range_of", ["bytes 5-3/10", "bytes 0-10/10", "items 0-1/2", "bytes 0-1/*", "bytes -5/10", "x"]
)
def test_a_range_that_is_none_is_refused(camera: World, range_of: str) -> None:
    officer = camera.member("officer")
    answer = send(officer, b"0123456789", f"incident/{incident(officer)}", content_range=range_of)
    assert (answer.status_code, where(answer)) == (422, ["Content-Range"])


def test_more_than_its_range_says_is_refused(camera: World) -> None:
    officer = camera.member("officer")
    data = numbered(4)
    answer = send(
        officer, data, f"incident/{incident(officer)}", content_range=f"bytes 0-9/{len(data)}"
    )
    assert answer.status_code == 422


BAD: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 422, "evidence.empty"),
    "a page with a script": (b"<script>alert(1)</script>", 422, "evidence.no_evidence"),
    "half a photo": (photo()[:9000], 422, "evidence.damaged"),
    "more than the limit": (bytes(2 * 1024 * 1024 + 1), 413, "api.body_too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_evidence_is_refused_in_words_and_leaves_nothing(
    camera: World, name: str
) -> None:
    data, status, code = BAD[name]
    officer = camera.member("officer")
    subject = f"incident/{incident(officer)}"
    answer = send(officer, data, subject)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert officer.get(f"/api/v1/evidence?record={subject}").json() == {"items": []}
    assert list(camera.settings.evidence_folder.rglob(f"{digest(data)}*")) == []


def test_two_gigabytes_are_refused_before_they_are_sent(camera: World) -> None:
    officer = camera.member("officer")
    subject, data = f"incident/{incident(officer)}", numbered(5)
    headers = {"content-range": f"bytes 0-9/{2 * 1024**3}"}
    answer = officer.ask("PUT", address(data, subject), content=data[:10], headers=headers)
    assert answer.status_code == 413
    assert officer.ask(
        "PUT", address(data, subject), content=b"", headers={"content-length": str(2 * 1024**3)}
    ).status_code == 413  # fmt: skip


def test_a_file_that_is_not_what_its_address_says_is_refused(camera: World) -> None:
    officer = camera.member("officer")
    subject = f"incident/{incident(officer)}"
    answer = officer.ask("PUT", address(numbered(6), subject), content=numbered(7))
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.other_digest")
    assert not path_of(camera, numbered(6)).exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "..%2f..%2fx", "A" * 64, "0" * 63, "%00" * 5])
def test_a_name_that_is_no_digest_is_no_address(camera: World, name: str) -> None:
    officer = camera.member("officer")
    subject = f"incident/{incident(officer)}"
    answer = officer.ask("PUT", f"/api/v1/evidence/{name}?record={subject}", content=b"x")
    assert answer.status_code in (404, 405, 422)


@pytest.mark.parametrize("subject", ["", "incident", "track/" + str(UUID(int=0)), "incident/1"])
def test_a_record_that_is_none_is_refused(camera: World, subject: str) -> None:
    answer = send(camera.member("officer"), numbered(8), subject)
    assert (answer.status_code, where(answer)) == (422, ["query.record"])


def test_a_record_that_is_not_there_yet_has_no_evidence(camera: World) -> None:
    answer = send(camera.member("officer"), numbered(9), f"incident/{uuid4()}")
    assert (answer.status_code, answer.json()["code"]) == (404, "records.not_found")


def test_another_squad_can_neither_see_nor_add_nor_take_over(camera: World) -> None:
    officer, foreign = camera.member("officer"), camera.member("officer", "park")
    data, subject = numbered(10), f"incident/{incident(officer)}"
    send(officer, data, subject)
    assert foreign.get(f"/api/v1/evidence?record={subject}").status_code == 404
    for more in ("/copy", "/original"):
        assert foreign.get(address(data, subject, more)).status_code == 404
    assert send(foreign, numbered(11), subject).status_code == 404
    # To know a digest is not to have the file.
    own = incident(foreign, category="illegal_parking", outcomes=[], seized=[])
    progress = address(data, subject, "/progress").partition("?")[0]
    assert foreign.get(progress).json() == {
        "sha256": digest(data), "received_bytes": 0, "complete": False
    }  # fmt: skip
    answer = foreign.ask("PUT", address(data, f"incident/{own}"), content=b"")
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.other_digest")
    assert send(foreign, data, f"incident/{own}").status_code == 201


def test_everybody_who_reads_records_sees_a_stamped_copy_without_exif(camera: World) -> None:
    officer, briefing = camera.member("officer"), camera.member("briefing")
    data, subject = photo(), f"incident/{incident(officer)}"
    send(officer, data, subject)
    answer = briefing.get(address(data, subject, "/copy"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    assert "sandbox" in answer.headers["content-security-policy"]
    with Image.open(io.BytesIO(answer.content)) as image:
        assert dict(image.getexif()) == {}
        assert image.height > 480
    listed = briefing.get(f"/api/v1/evidence?record={subject}").json()["items"]
    assert [one["note"] for one in listed] == [None]


def test_a_document_with_a_script_is_shown_as_pictures(camera: World) -> None:
    officer = camera.member("officer")
    data, subject = pdf(script=True), f"incident/{incident(officer)}"
    assert send(officer, data, subject).json()["pages"] == 1
    answer = officer.get(address(data, subject, "/copy"))
    assert answer.headers["content-type"] == "application/pdf"
    assert b"JavaScript" not in answer.content


def test_there_is_no_copy_of_a_video(camera: World) -> None:
    officer = camera.member("officer")
    data, subject = recorded("walk.mp4"), f"incident/{incident(officer)}"
    send(officer, data, subject)
    answer = officer.get(address(data, subject, "/copy"))
    assert (answer.status_code, answer.json()["code"]) == (404, "evidence.no_copy")


@pytest.mark.parametrize("role", ["auxiliary", "briefing"])
def test_originals_are_for_those_who_need_them(camera: World, role: str) -> None:
    officer = camera.member("officer")
    data, subject = numbered(12), f"incident/{incident(officer)}"
    send(officer, data, subject)
    member = camera.member(role)  # type: ignore[arg-type]
    assert member.get(address(data, subject, "/original")).status_code == 403


def test_who_opened_an_original_is_entered_in_the_chain(camera: World) -> None:
    officer = camera.member("officer")
    data, subject = numbered(13), f"incident/{incident(officer)}"
    told = send(officer, data, subject).json()
    answer = officer.get(address(data, subject, "/original"))
    assert answer.content == data
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    part = officer.get(address(data, subject, "/original"), headers={"range": "bytes=0-9"})
    assert (part.status_code, part.content) == (200, data), "never a part of it"
    with camera.store.reader() as session:
        found = text("SELECT action FROM audit_log WHERE object = :name ORDER BY seq")
        actions = session.scalars(found, {"name": f"evidence/{told['id']}"}).all()
    assert actions == ["create", "open", "open"]


def test_evidence_is_answered_for_and_a_file_altered_or_gone_is_found(camera: World) -> None:
    officer = camera.member("officer")
    first, second, subject = numbered(14), numbered(15), f"incident/{incident(officer)}"
    send(officer, first, subject)
    send(officer, second, subject)
    assert [one for one in verify(camera.store).findings if "evidence" in one.where] == []
    folder = camera.app.state.services.evidence
    assert verify_files(camera.store, folder).findings == ()
    path_of(camera, first).chmod(0o600)
    path_of(camera, first).write_bytes(first[:-1] + b"?")
    path_of(camera, second).unlink()
    stray = folder.root / "ab" / ("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    seen = verify_files(camera.store, folder)
    assert {one.where: one.key for one in seen.findings} == {
        digest(first): "evidence.altered",
        digest(second): "evidence.missing",
        "ab" * 32: "evidence.orphan",
    }
    assert officer.get(address(second, subject, "/copy")).json()["code"] == "evidence.gone"
    # Sent again, what was lost is there again.
    assert send(officer, second, subject).status_code == 200
    assert path_of(camera, second).read_bytes() == second
    stray.unlink()


def test_a_row_that_was_altered_is_found(camera: World) -> None:
    officer = camera.member("officer")
    told = send(officer, numbered(16), f"incident/{incident(officer)}").json()
    with camera.store.upkeep() as session:
        session.execute(
            text("UPDATE evidence SET record_id = :other WHERE sha256 = :sha256"),
            {"other": uuid4().hex, "sha256": told["sha256"]},
        )
    found = {one.where: one.key for one in verify(camera.store).findings}
    assert found[f"evidence/{told['id']}"] == "audit.record_altered"
