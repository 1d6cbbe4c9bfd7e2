"""docker-compose.yml and the Dockerfile, as far as they can be judged without Docker."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from geo_patrol.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(SOURCE)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONE_SHOT = {"migrate"}
# The operator makes these; they are never committed.
OPERATORS = ("./deploy/secrets/", "./deploy/certs", "./deploy/backups", "./deploy/backup-keys")

every_service = pytest.mark.parametrize("name", SERVICES)


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def command_exists(words: list[str]) -> bool:
    """Tell whether the command line knows these words as a command."""
    from api.cli import app

    command: Any = typer.main.get_command(app)
    for word in words:
        if word.startswith("-"):
            break
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            return False
    return not hasattr(command, "commands")


def test_the_services_are_database_migrations_app_proxy_and_backup() -> None:
    assert set(SERVICES) == {"db", "migrate", "app", "proxy", "backup"}


@every_service
def test_an_image_is_pinned(name: str) -> None:
    repository, _, tag = SERVICES[name]["image"].partition(":")
    assert re.search(r"\d", tag), f"{repository} has no version"
    assert "latest" not in tag
    if "build" in SERVICES[name]:
        assert tag == version()


def test_the_images_that_ours_is_built_on_are_pinned() -> None:
    source = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", source, re.MULTILINE)
    assert bases
    assert all(re.search(r":\d", base) for base in bases)
    assert re.search(r"^USER 10001", source, re.MULTILINE)
    assert "--require-hashes" in source


@every_service
def test_a_lasting_service_tells_its_health_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    if name in ONE_SHOT:
        assert service["restart"] == "no"
    else:
        assert service["healthcheck"]["test"][0] == "CMD"
        assert service["restart"] == "unless-stopped"


@every_service
def test_a_service_waits_for_what_it_needs(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        expected = "service_completed_successfully" if other in ONE_SHOT else "service_healthy"
        assert how["condition"] == expected


def test_the_app_starts_only_on_a_migrated_database() -> None:
    assert set(SERVICES["app"]["depends_on"]) >= {"db", "migrate"}


@every_service
def test_a_command_is_one_the_program_has(name: str) -> None:
    command = SERVICES[name].get("command")
    if command is None:
        return
    program, *words = command
    assert program == "geo-patrol"
    assert command_exists(words), f"geo-patrol has no command {' '.join(words)}"


def test_the_backup_is_taken_each_night_and_looked_after_by_the_program() -> None:
    import api.commands.backup as commands

    service = SERVICES["backup"]
    option = service["command"][2]
    _, *check = service["healthcheck"]["test"]
    assert check[:2] == service["command"][:2] == ["geo-patrol", "backup"]
    source = Path(commands.__file__).read_text(encoding="utf-8")
    assert {f'"{option}"', f'"{check[2]}"'} <= set(re.findall(r'"--[a-z-]+"', source))


def test_the_backup_cannot_write_to_what_it_backs_up_nor_keep_keys_beside_it() -> None:
    mounts = [one.rsplit(":", 2) for one in SERVICES["backup"]["volumes"]]
    assert ["app-data", "/var/lib/geo-patrol", "ro"] in mounts
    environment = SERVICES["backup"]["environment"]
    folders = (environment["GEO_PATROL_BACKUP_DIR"], environment["GEO_PATROL_BACKUP_KEYS_DIR"])
    targets = [mount.rpartition(":")[2] for mount in SERVICES["backup"]["volumes"]]
    assert set(folders) <= set(targets)
    assert folders[0] != folders[1]
    assert (
        environment["GEO_PATROL_DATABASE_URL"]
        == (SERVICES["app"]["environment"]["GEO_PATROL_DATABASE_URL"])
    )


def test_no_secret_stands_in_the_file() -> None:
    assert not re.search(r"://[^/@\s:]+:[^@\s]+@", SOURCE), "an address with a password"
    for service in SERVICES.values():
        for key, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|TOKEN|KEY(?!S_DIR$)", key):
                assert key.endswith("_FILE")
                assert value.startswith("/run/secrets/")
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("./deploy/secrets/")
    ignored = (ROOT / "deploy/.gitignore").read_text(encoding="utf-8").split()
    assert {"secrets/", "certs/", "backups/", "backup-keys/", ".env"} <= set(ignored)


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    inner = {name for name, network in COMPOSE["networks"].items() if network.get("internal")}
    for name, service in SERVICES.items():
        assert name == "proxy" or set(service["networks"]) <= inner


@every_service
def test_what_is_mounted_is_there_or_declared(name: str) -> None:
    for mount in SERVICES[name].get("volumes", []):
        source = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", mount).split(":")[0]
        if source.startswith("./"):
            assert source.startswith(OPERATORS) or (ROOT / source).is_file(), source
        else:
            assert source in COMPOSE["volumes"]


def test_the_settings_it_gives_are_settings_the_program_has() -> None:
    known = {f"GEO_PATROL_{field}".upper() for field in Settings.model_fields}
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    given = set(re.findall(r"\b(GEO_PATROL_[A-Z_]+)=", dockerfile))
    for name in ("app", "backup"):
        given |= {key for key in SERVICES[name]["environment"] if key.startswith("GEO_PATROL_")}
    assert given <= known


def test_the_example_environment_lists_every_variable_with_its_default() -> None:
    example = (ROOT / "deploy/.env.example").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE))
    used = re.findall(r"\$\{(\w+):-([^}]*)\}", SOURCE)
    assert set(used) == set(listed.items())
