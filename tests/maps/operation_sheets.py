"""Sheets of operations for tests, and what a PDF made of them says."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from paper_making import FONT, pages_of

from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.operations.records import Force, ListedFile, Operation
from geo_patrol.operations.sheet import (
    ClosingSheet,
    HandedLine,
    IncidentLine,
    TransferSheet,
    Words,
)
from geo_patrol.operations.totals import Ride, totals
from maps.documents.closing import closing_report
from maps.documents.document import Document, set_document
from maps.documents.handing_on import transfer_letter

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 10, 8, tzinfo=ZONE)
ID = UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0e01")
ADDRESS = f"https://patrol.test/api/v1/operations/{ID}/report"
WORDS = Words(
    agencies={"agriculture": "农业农村部门", "public_security": "公安机关"},
    areas={"changzhao": "长诏水库"},
    categories={"netting": "网捕·地笼", "electrofishing": "电鱼"},
    outcomes={"persuaded": "劝离"},
    gear={"ground_cage": "地笼", "electro_set": "电鱼器"},
)


def operation(**changes: Any) -> Operation:
    """Return a joint operation that was closed the day after."""
    values: dict[str, Any] = {
        "id": ID,
        "squad_code": "reservoir",
        "kind": "joint",
        "name": "长诏水库禁捕联合执法",
        "starts_at": START,
        "ends_at": START + timedelta(days=1),
        "aim": "查处一级保护区内的电鱼、网捕",
        "area_codes": ("changzhao",),
        "agencies": (
            Force("agriculture", 6, 2, 1, 1, "查验网具"),
            Force("public_security", 4, 2, task="现场秩序"),
        ),
        "closed_at": START + timedelta(hours=34),
        "summary": "行动按计划完成。\n下一步加密夜间巡查。",
    }
    return Operation(**{**values, **changes})


def incidents(n: int = 2) -> list[Incident]:
    """Return incidents with nets, electro-fishing sets and a catch."""
    return [
        Incident(
            id=UUID(int=number),
            squad_code="reservoir",
            occurred_at=START + timedelta(hours=1, minutes=number),
            lon=120.99,
            lat=29.47,
            accuracy_m=5.0,
            placed_by="gps",
            category="netting" if number % 2 else "electrofishing",
            source="joint",
            outcomes=(Outcome("persuaded", 2), Outcome("filed_simple", fine_yuan=200)),
            seized=(
                SeizedItem("ground_cage", 3),
                SeizedItem("electro_set", 1),
                SeizedItem("catch", 5, "斤"),
            ),
        )
        for number in range(n)
    ]


def closing(n: int = 2, **changes: Any) -> ClosingSheet:
    """Return the sheet of an operation with some incidents and one case handed on."""
    of = changes.pop("operation", operation())
    rides = [Ride(UUID(int=1), "boat", START, START + timedelta(hours=3), (ID,), 21_500.0)]
    found = incidents(n)
    counted = totals(of, rides=rides, incidents=found, inventories={}, now=START)
    values: dict[str, Any] = {
        "operation": of,
        "totals": counted,
        "words": WORDS,
        "incidents": tuple(
            IncidentLine(
                one.occurred_at,
                WORDS.categories[one.category],
                "长诏水库一级保护区",
                "劝离 2 人、立案(简易程序)",
            )
            for one in found
        ),
        "transfers": (
            HandedLine(START + timedelta(hours=33), "公安机关", "测执移〔2022〕第0012号", 4, None),
        ),
        "remarks": ("有 1 起移送还没有签收",),
        "as_of": START + timedelta(days=2),
        "zone": ZONE,
        "authority": "某县综合行政执法局",
        "squad": "库区综合行政执法队",
        "address": ADDRESS,
    }
    return ClosingSheet(**{**values, **changes})


def letter(n: int = 2, **changes: Any) -> TransferSheet:
    """Return the sheet of a case that goes to the police."""
    listed = tuple(
        ListedFile(f"{number:064x}", 480_000 * (number + 1), kind, note)
        for number, (kind, note) in enumerate(
            [("image/jpeg", "电鱼器"), ("video/webm", "现场录像"), ("application/pdf", "")] * n
        )
    )[:n]
    values: dict[str, Any] = {
        "id": ID,
        "number": "测执移〔2022〕第0012号",
        "agency": "公安机关",
        "at": START + timedelta(hours=34),
        "occurred_at": START + timedelta(hours=2),
        "category": "电鱼",
        "place": "长诏水库一级保护区（29.47000°N, 120.99000°E）",
        "reason": "使用电鱼器捕捞，涉嫌犯罪，依法移送。",
        "evidence": listed,
        "zone": ZONE,
        "parties": ("张䶮",),
        "outcomes": "暂扣、立案(一般程序)",
        "authority": "某县综合行政执法局",
        "address": ADDRESS,
    }
    return TransferSheet(**{**values, **changes})


def set_sheet(sheet: ClosingSheet | TransferSheet) -> bytes:
    """Return a paper as PDF."""
    made: Document
    made = closing_report(sheet) if isinstance(sheet, ClosingSheet) else transfer_letter(sheet)
    return set_document(made, FONT).pdf


def said_by(sheet: ClosingSheet | TransferSheet) -> str:
    """Return all that a paper says, without spaces."""
    return "".join(pages_of(set_sheet(sheet)))
