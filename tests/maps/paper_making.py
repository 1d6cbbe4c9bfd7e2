"""Sheets of seizures for tests, and what a PDF made of them says."""

import unicodedata
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw

from geo_patrol.evidence.fonts import find_font
from geo_patrol.seizures.sheet import Attendant, Line, Paper, Party, Printed, Sheet, Signed
from maps.documents import typeset

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2022, 10, 8, 2, 5, tzinfo=ZONE)
SEIZURE_ID = UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0001")
ADDRESS = f"https://patrol.test/api/v1/seizures/{SEIZURE_ID}"
ANNE, BEN = UUID(int=1), UUID(int=2)
FONT = find_font(None)


def sheet(**changes: Any) -> Sheet:
    """Return two things that were seized at once; the party refused to sign."""
    refused = Signed(
        "party", AT + timedelta(minutes=5), refused=True, reason="不是我的", recorded_by="队员甲"
    )
    values: dict[str, Any] = {
        "id": SEIZURE_ID,
        "measure": "emergency_seizure",
        "number": "测扣〔2022〕第0108号",
        "at": AT,
        "zone": ZONE,
        "address": ADDRESS,
        "party": Party("named", "张䶮𠮷", "330624190001010000", "13800000000"),
        "lines": (
            Line(1, "钓竿", 2, "支", "完好", "F-1", "库房"),
            Line(2, "地笼", 3, "条", "网衣破损", "F-2", "巡查艇", 4, "活鱼已放生"),
        ),
        "officers": (
            Attendant(ANNE, "队员甲", "RS-001", True),
            Attendant(BEN, "队员乙", "RS-002", True),
        ),
        "signatures": (refused,),
        "authority": "某县综合行政执法局",
        "place": "长诏水库",
        "cause": "网捕·地笼",
    }
    return Sheet(**{**values, **changes})


def printed(paper: Paper, made_of: Sheet) -> Printed:
    """Return a paper as PDF."""
    return typeset(paper, made_of, FONT)


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, without the spaces and breaks that setting it made."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [plain(page.get_textpage().get_text_range()) for page in document]


def text_of(paper: Paper, made_of: Sheet) -> str:
    """Return all that a paper says, without spaces."""
    return "".join(pages_of(printed(paper, made_of).pdf))


def plain(text: str) -> str:
    """Return a text without what is only seen as space."""
    spaces = ("Cc", "Cf", "Zs", "Zl", "Zp")
    return "".join(one for one in text if unicodedata.category(one) not in spaces)


def signature(path: Path, colour: str) -> Path:
    """Draw a stroke across a picture that is transparent elsewhere."""
    image = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((30, 90, 570, 150), fill=colour)
    image.save(path)
    return path


def pixels_of(pdf: bytes, colour: tuple[int, int, int]) -> int:
    """Return how many pixels of the first page have a colour, nearly."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[0].render(scale=1).to_pil().convert("RGB")
    off = np.abs(np.asarray(drawn).astype(int) - colour).max(axis=2)
    return int((off < 12).sum())
