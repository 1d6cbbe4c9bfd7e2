"""Operations, links and transfers for tests of the API: their bodies, and how they are written."""

import unicodedata
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
from api_world import Client, incident_body

OPERATIONS = "/api/v1/operations"
LINKS = "/api/v1/operation-links"
TRANSFERS = "/api/v1/transfers"
HANDED_AT = "2022-10-09T10:00:00+08:00"


def operation_body(**changes: Any) -> dict[str, Any]:
    """Return a joint operation of two agencies on the lake, on the day of all incidents here."""
    body: dict[str, Any] = {
        "kind": "joint",
        "name": "长诏水库禁捕联合执法",
        "aim": "查处电鱼、网捕",
        "start": "2022-10-08T00:00:00+08:00",
        "end": "2022-10-09T00:00:00+08:00",
        "areas": ["lake"],
        "agencies": [
            {"agency": "agriculture", "people": 6, "vehicles": 2, "boats": 1, "drones": 1},
            {"agency": "public_security", "people": 4, "vehicles": 2, "task": "现场秩序"},
        ],
    }
    return {**body, **changes}


def link_body(operation_id: UUID, kind: str, target_id: UUID, removed: str = "") -> dict[str, Any]:
    """Return that a record belongs to an operation."""
    named = {"operation_id": str(operation_id), "kind": kind, "target_id": str(target_id)}
    return {**named, "removed": removed} if removed else named


def transfer_body(incident_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return that an incident's case goes to the police."""
    body: dict[str, Any] = {
        "incident_id": str(incident_id),
        "agency": "public_security",
        "at": HANDED_AT,
        "number": "测执移〔2022〕第0012号",
        "reason": "使用电鱼器捕捞，涉嫌犯罪，依法移送。",
    }
    return {**body, **changes}


def put_new(client: Client, path: str, body: Any) -> UUID:
    """Write a record of a new id, which must be taken; return the id."""
    record_id = uuid4()
    answer = client.put(f"{path}/{record_id}", body)
    assert answer.status_code == 201, answer.text
    return record_id


def put_operation(client: Client, **changes: Any) -> UUID:
    """Write an operation."""
    return put_new(client, OPERATIONS, operation_body(**changes))


def put_link(client: Client, operation_id: UUID, kind: str, target_id: UUID) -> UUID:
    """Say that a record belongs to an operation."""
    return put_new(client, LINKS, link_body(operation_id, kind, target_id))


def put_incident(client: Client, **changes: Any) -> UUID:
    """Write an incident of a joint operation."""
    return put_new(client, "/api/v1/incidents", incident_body(**{"source": "joint", **changes}))


def put_transfer(client: Client, incident_id: UUID, **changes: Any) -> UUID:
    """Hand a case on."""
    return put_new(client, TRANSFERS, transfer_body(incident_id, **changes))


def text_of_pdf(pdf: bytes) -> str:
    """Return all that a PDF says, without what is only seen as space."""
    with pypdfium2.PdfDocument(pdf) as document:
        said = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(one for one in said if unicodedata.category(one)[0] not in "CZ")
