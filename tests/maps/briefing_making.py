"""A briefing made by hand, with all that one can hold: long titles, rare letters, many areas."""

import struct
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import (
    Amount,
    Briefing,
    BriefingKind,
    Chart,
    Column,
    MapSheet,
    Section,
    Series,
    Table,
)

ZONE = ZoneInfo("Asia/Shanghai")
AS_OF = datetime(2022, 11, 2, 8, 30, tzinfo=ZONE)
N_AREAS = 40
LONG_TITLE = Words(
    "某县综合行政执法局库区与公园两支中队二〇二二年十月饮用水源保护区和城市公园网格巡查执法工作情况通报暨问题整改督办清单汇总",
    "What the Reservoir and Park Squads Patrolled, Found and Put Right in October 2022: a Bulletin",
)
RARE = "㙍𠮷村（龘山）"
"""Letters of the first supplementary plane, and of many strokes."""
EVIL = '=HYPERLINK("http://x","y") {{7*7}} <b>&amp;</b> #panic("x") $a_1$ \\ *b* \x07'


def same(value: str) -> Words:
    return Words(value, value)


def amounts() -> tuple[Amount, ...]:
    def one(code: str, zh: str, en: str, **more: object) -> Amount:
        given: dict[str, object] = {
            "kind": "count",
            "unit": Words("起", "incidents"),
            "definition": Words(
                f"{zh}：本期内记录且未作废的，按发现时间计。",
                f"{en}: recorded in the period and not voided, by when they were found.",
            ),
            "records": (f"/api/v1/incidents?figure={code}",),
        }
        return Amount(code=code, name=Words(zh, en), **(given | more))  # type: ignore[arg-type]

    return (
        one("violations", "发现违规", "Violations found", value=1234, before=1100, year_before=0),
        one(
            "compliance",
            "应巡达标率",
            "Compliance",
            kind="share",
            unit=Words("%", "%"),
            value=0.8765,
            before=0.9012,
            year_before=0.8765,
        ),
        one(
            "patrol_hours",
            "巡查时长",
            "Hours on patrol",
            kind="hours",
            unit=Words("小时", "hours"),
            value=512.25,
            before=498.0,
        ),
        one(
            "fines",
            "简易程序罚款",
            "Fines",
            kind="yuan",
            unit=Words("元", "yuan"),
            value=12300,
            before=9800,
            year_before=10000,
            unknown=2,
        ),
        one(
            "seen_km2",
            "看到的面积",
            "Area seen",
            kind="km2",
            unit=Words("平方公里", "km²"),
            value=None,
            before=None,
        ),
        one(
            "distance",
            "巡查里程",
            "Distance",
            kind="km",
            unit=Words("公里", "km"),
            value=0,
            before=0,
            year_before=None,
        ),
    )


def area_name(k: int) -> Words:
    if k == 3:
        return same(RARE)
    if k == 4:
        return same(EVIL)
    return Words(f"第{k + 1:02}片区", f"Area {k + 1:02}")


def area_table(n: int = N_AREAS) -> Table:
    rows = [
        (
            k + 1,
            area_name(k),
            10 + k * 7 % 23,
            None if k == 5 else round(3.25 + k * 1.7, 2),
            (50 + k) / 100,
            1000 * k,
            date(2022, 10, 1 + k % 31),
        )
        for k in range(n)
    ]
    count, km = sum(row[2] for row in rows), sum(row[3] or 0 for row in rows)
    total = ("", Words("合计", "Total"), count, km, 0.7, sum(row[5] for row in rows), "")
    return Table(
        "areas",
        Words("各片区巡查情况", "Patrols by area"),
        (
            Column(Words("序号", "No."), "count"),
            Column(Words("片区", "Area"), "text"),
            Column(Words("巡查次数", "Patrols"), "count", Words("次", "times")),
            Column(Words("里程", "Distance"), "km", Words("公里", "km")),
            Column(Words("达标率", "Compliance"), "share"),
            Column(Words("罚款", "Fines"), "yuan", Words("元", "yuan")),
            Column(Words("最近一次", "Last"), "date"),
        ),
        (*rows, total) if n else (),
        totals=n > 0,
        note=Words("第六片区轨迹缺失，里程未统计。", "No tracks in the sixth: not counted."),
    )


def charts(n: int = N_AREAS) -> tuple[Chart, ...]:
    weeks = tuple(Words(f"第{k}周", f"Week {k}") for k in range(1, 6))
    return (
        Chart(
            "types",
            Words("违规类型", "Kinds of violation"),
            "bars",
            Words("起", "incidents"),
            "count",
            tuple(Words(f"类型{k}", f"Kind {k}") for k in "一二三四五六"),
            (Series(Words("本月", "This month"), (320, 210, 98, 45, None, 3)),),
        ),
        Chart(
            "shifts",
            Words("各班次达标", "Shifts met"),
            "stacked",
            Words("班次", "shifts"),
            "count",
            weeks,
            tuple(
                Series(Words(zh, en), tuple(5 + (k * 3 + s) % 7 for k in range(5)))
                for s, (zh, en) in enumerate((("早", "Early"), ("中", "Middle"), ("夜", "Night")))
            ),
        ),
        Chart(
            "trend",
            Words("达标率走势", "Compliance by week"),
            "lines",
            Words("%", "%"),
            "share",
            weeks,
            (
                Series(Words("库区中队", "Reservoir squad"), (0.81, 0.83, None, 0.9, 0.88)),
                Series(Words("公园中队", "Park squad"), (0.7, 0.72, 0.71, 0.69, 0.75)),
            ),
        ),
        Chart(
            "ranking",
            Words("各片区达标率", "Compliance by area"),
            "bars",
            Words("%", "%"),
            "share",
            tuple(area_name(k) for k in range(n)),
            (Series(Words("达标率", "Compliance"), tuple((50 + k) / 100 for k in range(n))),),
        ),
    )


MAPS = (
    MapSheet(
        "gaps",
        "gaps",
        ("changzhao",),
        Words("巡查空档图", "Gaps"),
        Words(
            "长诏水库巡查空档，截至2022年10月31日。边界为示意。",
            "Gaps of the reservoir up to 31 October 2022. Boundaries are a sketch.",
        ),
    ),
    MapSheet(
        "change",
        "change",
        ("changzhao",),
        Words("与上月相比", "Change since the month before"),
        Words("达标率与上月之差。", "Compliance against the month before."),
    ),
)


def briefing(
    kind: BriefingKind = "monthly",
    *,
    title: Words = LONG_TITLE,
    complete: bool = True,
    demo: bool = True,
    n_areas: int = N_AREAS,
) -> Briefing:
    """Return a briefing of all kinds of sections."""
    text = Words(
        "十月，两支中队共巡查512.3小时，发现违规1234起，比上月增加134起（12.2%）。应巡达标率87.7%，"
        "比上月下降2.5个百分点，主要原因是月中连续降雨，夜班船艇未能下水。",
        "In October both squads were on patrol for 512.3 hours and found 1,234 violations, 134"
        " more than in the month before (12.2 %). Compliance was 87.7 %.",
    )
    sections = (
        Section("summary", Words("一、总体情况", "1. Summary"), (text, text), amounts()),
        Section(
            "areas",
            Words("二、各片区情况", "2. Areas"),
            (text,),
            tables=(area_table(n_areas),),
            charts=charts(n_areas)[:3],
        ),
        Section("ranking", Words("三、排名", "3. Ranking"), charts=charts(n_areas)[3:]),
        Section("maps", Words("四、巡查地图", "4. Maps"), (text,), maps=MAPS),
        Section("next", Words("五、下一步工作", "5. Next"), (same(EVIL), text)),
    )
    return Briefing(
        kind,
        title,
        Words("2022 年第 10 期", "No. 10 of 2022"),
        Words("2022年10月", "October 2022"),
        datetime(2022, 10, 1, tzinfo=ZONE),
        datetime(2022, 11, 1, tzinfo=ZONE),
        AS_OF,
        ("changzhao",),
        sections,
        (
            Words(
                "边界为示意，来源 OpenStreetMap（ODbL），未经审定。",
                "Boundaries are a sketch from OpenStreetMap (ODbL), not approved.",
            ),
            Words("2023年节假日安排尚未公布。", "Holidays of 2023 are not announced."),
        ),
        demo=demo,
        complete=complete,
    )


def empty_month() -> Briefing:
    """Return a month in which nothing was recorded."""
    none = Amount(
        "violations",
        Words("发现违规", "Violations found"),
        "count",
        Words("起", "incidents"),
        0,
        Words("本期内记录的。", "Recorded."),
    )
    blank = Chart(
        "types",
        Words("违规类型", "Kinds"),
        "bars",
        Words("起", "incidents"),
        "count",
        (Words("类型一", "Kind 1"),),
        (Series(Words("本月", "Month"), (None,)),),
    )
    bare = Chart(
        "none", Words("没有类型", "No kinds"), "lines", Words("起", "incidents"), "count", (), ()
    )
    whole = briefing(demo=False, complete=False)
    section = Section(
        "summary",
        Words("一、总体情况", "1. Summary"),
        (),
        (none,),
        (area_table(0),),
        (blank, bare),
        MAPS[:1],
    )
    return Briefing(
        "monthly",
        Words("2022年10月巡查执法情况通报", "Patrols in October 2022"),
        whole.number,
        whole.period,
        whole.start,
        whole.end,
        whole.as_of,
        whole.area_codes,
        (section, Section("nothing", Words("二、其他", "2. Other"))),
        complete=False,
    )


@cache
def picture(width: int = 1200, height: int = 850, shade: int = 200) -> bytes:
    """Return a PNG of one colour with a dark frame's worth of rows."""
    row = b"\x00" + bytes((shade, 220, 210)) * width
    edge = b"\x00" + bytes((11, 79, 108)) * width
    data = edge * 20 + row * (height - 40) + edge * 20

    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def pictures() -> Mapping[str, bytes]:
    """Return a picture of each map."""
    return {one.code: picture(shade=180 + 20 * k) for k, one in enumerate(MAPS)}
