"""``geo-patrol operations``: what operations come to, their report, and the letter of a case."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pypdfium2
import pytest
from commanding import done, refused
from lettering import needs_font

from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.operations.records import Force, Operation, Transfer
from geo_patrol.personal import Person
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.operations import put_operation
from geo_patrol.workflows.persons import Vault
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.transfers import put_transfer

START = datetime(2022, 10, 7, 16, tzinfo=UTC)
NOW = datetime(2022, 10, 10, tzinfo=UTC)
STORE = "geo-patrol-data/geo-patrol.sqlite"


@pytest.fixture
def ids(folder: Path) -> tuple[UUID, UUID]:
    """Return an operation and a case that it handed on."""
    incident = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=START + timedelta(hours=2),
        lon=120.99,
        lat=29.47,
        accuracy_m=5.0,
        placed_by="gps",
        category="electrofishing",
        source="joint",
        outcomes=(Outcome("persuaded", 2),),
        seized=(SeizedItem("ground_cage", 4),),
        persons=(Person(name="张三"),),
    )
    operation = Operation(
        id=uuid4(),
        squad_code="reservoir",
        kind="joint",
        name="禁捕联合执法",
        starts_at=START,
        ends_at=START + timedelta(days=1),
        agencies=(Force("agriculture", people=6),),
    )
    transfer = Transfer(
        uuid4(), incident.id, "public_security", START + timedelta(hours=9), "涉嫌犯罪"
    )
    with closing(open_store(f"sqlite:///{folder / STORE}")) as store:
        keyring = load_keyring(store, Settings(_env_file=None).master_key_file, now=NOW)
        vault = Vault(keyring, timedelta(days=3650), timedelta(days=3650))
        put_incident(store, SYSTEM, incident, vault, now=NOW)
        put_operation(store, SYSTEM, operation, now=NOW)
        put_transfer(store, SYSTEM, transfer, now=NOW)
    return operation.id, transfer.id


def text_of(path: str) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(document[0].get_textpage().get_text_range().split())


def test_operations_are_listed_with_what_they_come_to(ids: tuple[UUID, UUID]) -> None:
    operation, _ = ids
    told = done("operations", "list")
    assert f"2022-10-08  {operation}  禁捕联合执法: 1 incidents, 2 persuaded, 4 nets" in told
    assert "no operations" in done("operations", "list", "--squad", "park")


@needs_font
def test_a_closing_report_is_written_as_a_paper_or_as_json(ids: tuple[UUID, UUID]) -> None:
    operation, _ = ids
    done("operations", "report", str(operation), "--out", "a.pdf")
    assert "暂扣渔网4套" in text_of("a.pdf")
    done("operations", "report", str(operation), "--out", "a.json")
    told = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert (told["totals"]["nets"], told["totals"]["persuaded"]) == (4, 2)
    ending = refused("operations", "report", str(operation), "--out", "a.txt")
    unknown = refused("operations", "report", str(uuid4()))
    assert (ending.key, unknown.key) == ("operations.ending", "operations.no_operation")


@needs_font
def test_a_letter_is_for_its_owner_s_eyes_and_its_printing_is_entered(
    folder: Path, ids: tuple[UUID, UUID]
) -> None:
    _, transfer = ids
    done("operations", "letter", str(transfer))
    path = Path(f"letter-{transfer}.pdf")
    assert "发现张三涉嫌电鱼" in text_of(str(path))
    assert path.stat().st_mode & 0o077 == 0
    with closing(open_store(f"sqlite:///{folder / STORE}")) as store:
        assert verify(store).sound
