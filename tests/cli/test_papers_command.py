"""``geo-patrol papers``: a paper of a seizure as a file, and what its letters lack."""

import os
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from commanding import done, refused
from lettering import needs_font
from sqlalchemy import text

from api.commands import papers
from geo_patrol.incidents.records import Incident
from geo_patrol.personal import Person
from geo_patrol.seizures import Item, Seizure
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.persons import Vault
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.seizing import put_seizure

pytestmark = needs_font

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 10, 9, tzinfo=UTC)
AT = datetime(2022, 10, 7, 18, 5, tzinfo=UTC)


class Templates(Protocol):
    """Filled stores, as all tests share them, to be copied."""

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new SQLite store."""

    def copy_postgis(self, server: str, fill: str) -> str:
        """Return the URL of a new database on a server."""

    def drop(self, url: str) -> None:
        """Drop such a database."""


@pytest.fixture
def seizure_id(
    request: pytest.FixtureRequest,
    backend: str,
    templates: Templates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> UUID:
    """Stand in an empty folder, with a store that has a seizure, and return its id."""
    if backend == "sqlite":
        url = templates.copy_sqlite("loaded")
    else:
        url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
        request.addfinalizer(lambda: templates.drop(url))
    for name in list(os.environ):
        if name.startswith("GEO_PATROL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    monkeypatch.setenv("GEO_PATROL_DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEO_PATROL_AUTHORITY_NAME", "某县综合行政执法局")
    incident = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=AT,
        lon=120.99,
        lat=29.47,
        accuracy_m=5.0,
        placed_by="gps",
        category="netting",
        source="patrol",
        persons=(Person(name="王𠀀"),),
    )
    seizure = Seizure(
        id=uuid4(),
        squad_code="reservoir",
        number="测-1",
        measure="seizure",
        at=AT,
        items=(Item(1, "ground_cage", 2, "条"),),
        officers=(),
        incident_id=incident.id,
        party=1,
    )
    with closing(open_store(url)) as store:
        keyring = load_keyring(store, Settings(_env_file=None).master_key_file, now=NOW)
        vault = Vault(keyring, timedelta(days=3650), timedelta(days=3650))
        put_incident(store, SYSTEM, incident, vault, now=NOW)
        put_seizure(store, SYSTEM, seizure, now=NOW, tz=ZONE)
    return seizure.id


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("paper", ["inventory", "decision", "receipt"])
def test_a_paper_is_written_and_what_has_to_be_added_by_hand_is_told(
    seizure_id: UUID, paper: str
) -> None:
    told = done("papers", paper, str(seizure_id), "--out", "made/a.pdf")
    assert "U+20000" in told
    said = text_of(Path("made/a.pdf"))
    assert "某县综合行政执法局" in said
    assert "王〔U+20000〕" in said
    assert Path("made/a.pdf").stat().st_mode & 0o077 == 0


def test_it_is_entered_in_the_chain(seizure_id: UUID) -> None:
    done("papers", "inventory", str(seizure_id))
    assert Path(f"inventory-{seizure_id}.pdf").exists()
    asked = text("SELECT actor, action FROM audit_log WHERE object = :name ORDER BY seq")
    with closing(open_store(Settings(_env_file=None).store_url())) as store:
        with store.reader() as session:
            acts = session.execute(asked, {"name": f"seizure/{seizure_id}"}).all()
    assert tuple(acts[-1]) == ("system", "print")


def test_an_inventory_too_long_for_the_machine_is_refused_before_it_is_drawn(
    seizure_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = tuple(Item(n, "rod", 1, "支") for n in range(1, papers.MOST_LINES + 2))
    long = Seizure(uuid4(), "reservoir", "测-2", "seizure", AT, items, ())
    with closing(open_store(Settings(_env_file=None).store_url())) as store:
        put_seizure(store, SYSTEM, long, now=NOW, tz=ZONE)
    monkeypatch.setattr("maps.documents.typeset", None)
    error = refused("papers", "inventory", str(long.id))
    assert (error.key, error.params["n"]) == ("papers.too_many_lines", papers.MOST_LINES + 1)
    assert list(Path().glob("*.pdf")) == []


def test_without_a_seizure_or_a_font_there_is_no_paper(
    seizure_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused("papers", "inventory", str(uuid4())).key == "seizures.no_seizure"
    monkeypatch.setenv("GEO_PATROL_FONT_FILE", "nowhere.ttc")
    assert refused("papers", "inventory", str(seizure_id)).key == "papers.no_font"
    assert list(Path().glob("*.pdf")) == []
