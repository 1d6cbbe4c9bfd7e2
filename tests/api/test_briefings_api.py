"""A briefing is asked for, made file by file, stopped, read one by one; nobody is named in it."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, incident_body, put_patrol, track_rows
from brief_reading import said
from job_making import JOBS, PATIENCE_S, ended

from geo_patrol.store.job_files import JobFolder

BRIEFINGS = "/api/v1/briefings"
AFTER = datetime(2022, 11, 2, 1, tzinfo=UTC)
OCTOBER = {"kind": "monthly", "period": "2022-10"}
# The first is what all officers of this world are called.
CREW, MET, PLATE, PHONE = "王强", "欧阳靐", "浙D·98765", "13800138000"
HIDDEN = (CREW, MET, PLATE, PHONE, "D98765")


@pytest.fixture(scope="module")
def october(loaded_world: World) -> Iterator[World]:
    """Give a world in which October had one patrol and one incident, both of people with names."""
    world = loaded_world
    world.app.state.services.runner.files = JobFolder(world.folder / "jobs")
    officer = world.officer("leader")
    leader = world.signed_in(officer)
    patrol = put_patrol(leader, area="changzhao", crew=[str(officer.id)])
    track = f"/api/v1/patrols/{patrol}/tracks/{uuid4()}"
    assert leader.put(track, {"device": "a", "fixes": track_rows()}).status_code == 201
    told = {
        "point": {"lon": 121.0, "lat": 29.432},
        "narrative": f"{CREW}带队，{MET}电话 {PHONE}",
        "persons": [{"name": MET, "plate": PLATE}],
        "outcomes": [{"kind": "persuaded", "people": 2, "note": f"{MET}已离开"}],
        "seized": [{"kind": "rod", "quantity": 2, "note": f"{MET}的"}],
    }
    sent = leader.put(f"/api/v1/incidents/{uuid4()}", incident_body(**told))
    assert sent.status_code == 201, sent.text
    world.clock.moment = AFTER
    yield world


def begin(client: Client, **body: Any) -> dict[str, Any]:
    answer = client.ask("POST", BRIEFINGS, json=OCTOBER | body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"{JOBS}/{answer.json()['id']}"
    told: dict[str, Any] = answer.json()
    return told


def made(world: World, client: Client, **body: Any) -> dict[str, Any]:
    """Have a briefing made, and return its job."""
    job_id = begin(client, **body)["id"]
    for _ in range(5):
        ended(world, UUID(job_id))
    told: dict[str, Any] = client.get(f"{JOBS}/{job_id}").json()
    assert told["state"] == "done", told
    return told


def files_of(client: Client, job: dict[str, Any]) -> dict[str, bytes]:
    """Return a job's files, each read from the server."""
    address = f"{JOBS}/{job['id']}/files"
    answers = {one["name"]: client.get(f"{address}/{one['name']}") for one in job["files"]}
    assert all(one.status_code == 200 for one in answers.values())
    return {name: answer.content for name, answer in answers.items()}


@pytest.fixture(scope="module")
def whole(october: World) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the job of a whole briefing in both languages, and its files."""
    client = october.member("briefing")
    job = made(october, client, languages=["zh", "en"])
    return job, files_of(client, job)


def test_briefing_staff_have_a_month_made_into_files(
    whole: tuple[dict[str, Any], dict[str, bytes]],
) -> None:
    job, files = whole
    names = set(files)
    for ending in ("pdf", "docx", "pptx", "xlsx"):
        assert {f"bulletin-2022-10-{lang}.{ending}" for lang in ("zh", "en")} <= names
    for ending in ("geojson", "gpkg", "parquet", "zip", "kml"):
        assert {f"places-{one}.{ending}" for one in ("gaps", "effort", "incidents")} <= names
    assert {"README.txt", "figures.json", "map-briefing.html", "map-comparison.html"} <= names
    assert any(one.startswith("map-01-") and one.endswith("-zh.png") for one in names)
    assert any(one.startswith("map-01-") and one.endswith("-en.pdf") for one in names)
    assert job["result"]["n_files"] == job["progress"]["n_files"] == len(names)
    assert job["progress"]["share"] == 1.0
    assert job["result"]["kept_until"].startswith("2023-05-01")
    with zipfile.ZipFile(io.BytesIO(files["briefing-2022-10.zip"])) as packed:
        assert set(packed.namelist()) == names - {"briefing-2022-10.zip"}
        assert all(packed.read(one) == files[one] for one in packed.namelist())


def test_the_readme_tells_every_file_with_sources_and_licences(
    whole: tuple[dict[str, Any], dict[str, bytes]],
) -> None:
    _, files = whole
    told = files["README.txt"].decode("utf-8-sig")
    assert all(name in told for name in files if name not in ("README.txt", "briefing-2022-10.zip"))
    for wanted in ("2022 年 10 月", "October 2022", "ODbL 1.0", "Leaflet", "Noto Sans CJK"):
        assert wanted in told


def test_nobody_is_named_in_any_file(whole: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    _, files = whole
    assert "2022" in said("figures.json", files["figures.json"])
    for name, data in files.items():
        text = said(name, data)
        assert [one for one in HIDDEN if one in text] == [], name


def test_its_figures_are_those_of_the_api(
    october: World, whole: tuple[dict[str, Any], dict[str, bytes]]
) -> None:
    _, files = whole
    period = "from=2022-10-01&through=2022-10-31"
    listed = october.member("briefing").get(f"/api/v1/incidents?{period}").json()["items"]
    placed = json.loads(files["places-incidents.geojson"])["features"]
    assert [one["properties"]["id"] for one in placed] == [one["id"] for one in listed]
    assert {"narrative", "outcomes", "seized", "persons"}.isdisjoint(placed[0]["properties"])
    rows = list(csv.DictReader(io.StringIO(files["table-figures-en.csv"].decode("utf-8-sig"))))
    amounts = [
        one
        for section in json.loads(files["figures.json"])["sections"]
        for one in section["amounts"]
    ]
    assert [row["code"] for row in rows] == [one["code"] for one in amounts]
    assert all(row["definition"] for row in rows)


def test_the_same_month_has_the_same_figures_to_the_byte(
    october: World, whole: tuple[dict[str, Any], dict[str, bytes]]
) -> None:
    _, before = whole
    client = october.member("leader")
    formats = ["csv", "geojson", "gpkg", "parquet", "shapefile", "kml"]
    again = files_of(client, made(october, client, formats=formats))
    same = set(again) - {"README.txt", "briefing-2022-10.zip"}
    assert "figures.json" in same and "places-gaps.gpkg" in same
    assert [name for name in sorted(same) if again[name] != before[name]] == []


def test_one_that_is_stopped_half_way_leaves_no_files(october: World) -> None:
    client = october.member("leader")
    job_id = begin(client)["id"]
    runner = october.app.state.services.runner
    while (live := runner.look(UUID(job_id))) is not None and not live.progress:
        runner.wait(UUID(job_id), 0.05)
    assert live is not None
    client.ask("POST", f"{JOBS}/{job_id}/stop")
    runner.wait(UUID(job_id), PATIENCE_S)
    told = client.get(f"{JOBS}/{job_id}").json()
    assert told["state"] == "stopped"
    assert told["files"] == []
    assert told["result"] == {"n_files": 0, "kept_until": None}
    assert 0 < told["progress"]["share"] < 1


def test_a_month_in_which_nothing_was_recorded_is_a_briefing_too(october: World) -> None:
    client = october.member("briefing")
    formats = ["pdf", "docx", "pptx", "xlsx", "csv", "kml", "html"]
    files = files_of(client, made(october, client, period="2022-09", formats=formats))
    assert json.loads(files["figures.json"])["complete"] is True
    assert "2022 年 9 月" in said("a.pdf", files["bulletin-2022-09-zh.pdf"])


def test_areas_out_of_reach_are_not_there(october: World) -> None:
    leader = october.member("leader", "reservoir")
    answer = leader.ask("POST", BRIEFINGS, json=OCTOBER | {"areas": ["changzhao", "dashiju"]})
    assert answer.status_code == 404
    assert answer.json()["code"] == "records.no_area"


def test_only_who_reaches_all_squads_in_it_sees_what_came_of_it(october: World) -> None:
    both = october.signed_in(october.officer("briefing", "reservoir", more_squads=("park",)))
    one = october.member("leader", "reservoir")
    job = made(october, both, formats=["csv"])
    own = made(october, both, formats=["csv"], areas=["changzhao"])
    assert job["asked"]["squads"] == ["park", "reservoir"]
    address = f"{JOBS}/{job['id']}"
    for path in (address, f"{address}/files/figures.json"):
        assert both.get(path).status_code == 200
        assert one.get(path).status_code == 404
    assert one.ask("POST", f"{address}/stop").status_code == 404
    listed = [each["id"] for each in one.get(f"{JOBS}?kind=brief").json()["items"]]
    assert job["id"] not in listed and own["id"] in listed
    assert job["id"] in [each["id"] for each in both.get(f"{JOBS}?kind=brief").json()["items"]]


def test_asked_again_under_its_id_it_is_the_same_job(october: World) -> None:
    client, key = october.member("leader"), str(uuid4())
    body = OCTOBER | {"id": key, "formats": ["csv"]}
    first = client.ask("POST", BRIEFINGS, json=body)
    again = client.ask("POST", BRIEFINGS, json=body)
    other = client.ask("POST", BRIEFINGS, json=body | {"period": "2022-09"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert again.json()["id"] == key


@pytest.mark.parametrize(
    "body",
    [
        {"period": "2022-13"},
        {"period": "2022Q4"},
        {"kind": "quarterly"},
        {"kind": "weekly"},
        {"period": "2022-12"},
        {"formats": []},
        {"formats": ["csv", "csv"]},
        {"formats": ["exe"]},
        {"languages": []},
        {"areas": ["a"] * 201},
    ],
)
def test_what_is_no_briefing_is_refused_at_once(october: World, body: dict[str, Any]) -> None:
    answer = october.member("briefing").ask("POST", BRIEFINGS, json=OCTOBER | body)
    assert answer.status_code == 422
    assert answer.json()["findings"] or answer.json()["code"] == "briefing.not_begun"


def test_an_administrator_and_an_auditor_have_none_made(october: World) -> None:
    for role in ("admin", "auditor"):
        asked = october.member(role).ask("POST", BRIEFINGS, json=OCTOBER)
        assert asked.status_code == 403
