"""The supervision sheet: what stands on it, what is left blank, and that typed text stays text."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from lettering import needs_font
from paper_making import FONT, pages_of

from geo_patrol.cases.limits import Limit
from geo_patrol.cases.sheet import LimitLine, SupervisionSheet, WayLine
from geo_patrol.errors import finding
from maps.documents.document import set_document
from maps.documents.supervising import supervision_sheet

pytestmark = needs_font

ZONE = ZoneInfo("Asia/Shanghai")
REPORTED = datetime(2022, 10, 10, 9, tzinfo=ZONE)
DUE = datetime(2022, 10, 14, tzinfo=ZONE)
SHEET = SupervisionSheet(
    id=UUID(int=1),
    category="油烟",
    source="citizen",
    place="园区东片　29.51000°N, 120.89000°E",
    reported_at=REPORTED,
    stage="dispatched",
    since=REPORTED + timedelta(hours=1),
    to="队员甲",
    reasons=(
        finding("", "cases.overdue_handle", days=6, hours=9),
        finding("", "cases.went_round", n=1),
    ),
    limits=(
        LimitLine("handle", Limit(3, "working_days"), REPORTED, DUE, None),
        LimitLine(
            "accept",
            Limit(30, "working_minutes"),
            REPORTED,
            REPORTED + timedelta(minutes=30),
            REPORTED + timedelta(hours=1),
        ),
    ),
    way=(
        WayLine(REPORTED + timedelta(minutes=20), "accepted", "队长乙"),
        WayLine(REPORTED + timedelta(hours=1), "dispatched", "队长乙", "队员甲", "尽快"),
    ),
    zone=ZONE,
    address="https://patrol.test/api/v1/cases/1",
    as_of=datetime(2022, 10, 20, 9, tzinfo=ZONE),
    number="督〔2022〕第3号",
    at=datetime(2022, 10, 20, 9, tzinfo=ZONE),
    until=datetime(2022, 10, 24, 17, 30, tzinfo=ZONE),
    demand="限期清除油污",
    authority="某县综合行政执法局",
)


def said(sheet: SupervisionSheet) -> str:
    return "".join(pages_of(set_document(supervision_sheet(sheet), FONT).pdf))


def test_it_says_what_is_overdue_who_has_it_and_what_is_asked_for() -> None:
    told = said(SHEET)
    for part in (
        "督办单",
        "督〔2022〕第3号",
        "油烟",
        "举报",
        "待处置",
        "现承办人队员甲",
        "处置超时6天9小时；循环转办1次。",
        "处置3个工作日2022年10月10日09:002022年10月13日24:00未完成",
        "受理30个工作分钟2022年10月10日09:002022年10月10日09:302022年10月10日10:00",
        "2022年10月10日10:00派遣队长乙队员甲尽快",
        "请队员甲于2022年10月24日17:30前办结，并书面回复。限期清除油污",
        "签收人（队员甲）",
    ):
        assert part in told, part
    assert "待签发" not in told


def test_one_that_nobody_ordered_is_a_draft_with_room_to_write() -> None:
    told = said(replace(SHEET, number="", at=None, until=None, demand=""))
    assert "待签发" in told and "请队员甲于＿＿＿＿＿＿＿＿前办结" in told


def test_invented_and_void_ones_are_marked_on_the_page() -> None:
    told = said(replace(SHEET, demo=True, counts=False))
    assert "演示数据" in told and "已作废" in told


def test_typed_text_is_text_and_a_long_way_goes_on_over_pages() -> None:
    typed = '#panic("x") $a$ \\ @ref <label> *b* #read("/etc/passwd")'
    lines = tuple(replace(SHEET.way[1], note=typed) for _ in range(80))
    pages = pages_of(set_document(supervision_sheet(replace(SHEET, way=lines)), FONT).pdf)
    assert len(pages) > 1
    assert '#panic("x")$a$\\@ref<label>*b*#read("/etc/passwd")' in "".join(pages)
