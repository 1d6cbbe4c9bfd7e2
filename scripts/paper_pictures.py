"""Draw docs/pictures/inventory.png: the inventory of an invented seizure, as it is printed.

python scripts/paper_pictures.py
"""

import io
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pypdfium2
from PIL import Image, ImageDraw

from geo_patrol.evidence.fonts import find_font
from geo_patrol.seizures.sheet import Attendant, Line, Party, Sheet, Signed
from maps.documents import typeset

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2022, 10, 8, 2, 5, tzinfo=ZONE)
SEIZURE_ID = UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0001")
FIRST, SECOND = UUID(int=1), UUID(int=2)
SCALE = 1.6


def sheet(signature: Path) -> Sheet:
    """Return an invented seizure, marked as one; one officer has signed on the phone's screen."""
    store = "演示中队暂扣物品仓库"
    return Sheet(
        id=SEIZURE_ID,
        measure="emergency_seizure",
        number="演示扣〔2022〕第 0108 号",
        at=AT,
        zone=ZONE,
        address=f"https://patrol.example/api/v1/seizures/{SEIZURE_ID}",
        party=Party("named", "演示当事人䶮", "000000000000000000", "00000000000"),
        lines=(
            Line(1, "钓竿", 2, "支", "完好", "演示-1", store, 2),
            Line(2, "地笼", 3, "条", "网衣破损", "演示-2", store, 3, "活鱼已当场放生"),
            Line(3, "电鱼器", 1, "套", "带电瓶一只，已断电", "演示-3", store, 4),
        ),
        officers=(
            Attendant(FIRST, "演示队员甲", "演示-001", True),
            Attendant(SECOND, "演示队员乙", "演示-002", True),
        ),
        signatures=(
            Signed(
                "party",
                AT + timedelta(minutes=12),
                refused=True,
                reason="称物品不是本人的",
                recorded_by="演示队员甲",
            ),
            Signed("officer", AT + timedelta(minutes=14), picture=signature, officer_id=FIRST),
        ),
        authority="（演示）综合行政执法局",
        place="长诏水库一级保护区（29.47000°N, 120.99000°E）",
        cause="网捕·地笼",
        due_day=date(2022, 11, 7),
        due_verified=False,
        demo=True,
    )


def scrawl(path: Path) -> None:
    """Draw what stands for a signature."""
    image = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    points = [(40, 160), (90, 60), (120, 180), (170, 80), (230, 170), (300, 90), (340, 160)]
    points += [(420, 70), (470, 180), (560, 100)]
    ImageDraw.Draw(image).line(points, fill=(10, 20, 60, 255), width=9, joint="curve")
    image.save(path)


def main() -> int:
    """Print the paper, and save its first page as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder) / "signature.png"
        scrawl(signature)
        made = typeset("inventory", sheet(signature), find_font(None))
    with pypdfium2.PdfDocument(io.BytesIO(made.pdf)) as document:
        drawn = document[0].render(scale=SCALE).to_pil()
    drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
        FOLDER / "inventory.png", optimize=True
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
