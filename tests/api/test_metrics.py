"""What Prometheus is told, and what it is not."""

from uuid import uuid4

import pytest
from api_world import Loop, World, incident_body
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from api.app import create_app
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store


def figures(world: World) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = world.member("admin").get("/metrics")
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def labels(world: World) -> set[str]:
    return {value for _, pairs in figures(world) for _, value in pairs}


def test_requests_are_counted_by_method_route_and_status(world: World) -> None:
    key = (
        "geo_patrol_requests_total",
        (("method", "PUT"), ("route", "/api/v1/incidents/{incident_id}"), ("status", "201")),
    )
    before = figures(world).get(key, 0)
    world.member().put(f"/api/v1/incidents/{uuid4()}", incident_body())
    assert figures(world)[key] == before + 1


def test_ids_addresses_and_made_up_methods_are_no_labels(world: World) -> None:
    incident_id = str(uuid4())
    client = world.stranger()
    client.get(f"/api/v1/incidents/{incident_id}?q=secret")
    client.get(f"/no/such/{incident_id}")
    client.ask("浙A12345".encode().hex().upper(), "/healthz")
    found = labels(world)
    assert {"-", "other", "/api/v1/incidents/{incident_id}"} <= found
    assert not [one for one in found if incident_id in one or "secret" in one or "E6B5" in one]


def test_a_strange_content_length_breaks_no_count(world: World) -> None:
    answer = world.stranger().get("/healthz", headers={"content-length": "abc"})
    assert answer.status_code == 200


def test_the_store_the_queue_and_the_process_are_told_of(world: World) -> None:
    found = figures(world)
    assert found["geo_patrol_store_up", ()] == 1
    assert found["geo_patrol_requests_running", ()] == 1
    assert found["geo_patrol_requests_waiting", ()] == 0
    assert ("geo_patrol_requests_shed_total", ()) in found
    assert ("process_resident_memory_bytes", ()) in found


def test_a_store_of_another_schema_is_down(fresh_world: World) -> None:
    admin = fresh_world.member("admin")
    assert "geo_patrol_store_up 1.0" in admin.get("/metrics").text
    with fresh_world.store.upkeep() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "geo_patrol_store_up 0.0" in admin.get("/metrics").text


@pytest.mark.parametrize("role", ["officer", "leader", "briefing"])
def test_only_who_may_read_figures_does(world: World, role: str) -> None:
    assert world.member(role).get("/metrics").status_code == 403  # type: ignore[arg-type]
    assert world.stranger().get("/metrics").status_code == 401


def test_figures_are_not_in_the_interface_s_description(world: World) -> None:
    assert "/metrics" not in world.stranger().get("/api/v1/openapi.json").json()["paths"]


def test_each_application_counts_for_itself(store: Store, loop: Loop) -> None:
    first, second = (create_app(Settings(_env_file=None), store) for _ in range(2))
    assert first.state.metrics.registry is not second.state.metrics.registry
