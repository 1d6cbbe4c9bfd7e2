"""Bad queries: periods, boxes, pages, names."""

from urllib.parse import quote

from bad_case import Case
from hostile_text import HOSTILE

from api.maps.kinds import MAP_KINDS

LISTS = ("shifts", "patrols", "tracks", "incidents")
MAPPED = ("tracks", "incidents", "zones", "cells")

INVALID = "api.invalid"

PERIODS: list[tuple[str, str, str, str]] = [
    ("from=", "from", "api.field.moment", INVALID),
    ("from=yesterday", "from", "api.field.moment", INVALID),
    ("from=1665158400", "from", "api.field.moment", INVALID),
    ("from=2022-13-01", "from", "api.field.moment", INVALID),
    ("from=2022-02-30", "from", "api.field.moment", INVALID),
    ("from=0000-01-01", "from", "api.field.moment", INVALID),
    ("from=2022-10-08T00:00:60Z", "from", "api.field.moment", INVALID),
    ("from=2022-10-08T00:00:00%2B99:99", "from", "api.field.moment", INVALID),
    ("from=%D9%A2%D9%A0%D9%A2%D9%A2-10-08", "from", "api.field.moment", INVALID),
    ("from=2022-10-08T00:00:00", "from", "api.field.offset", INVALID),
    ("from=1970-01-01", "from", "api.field.years", INVALID),
    ("from=0001-01-01T00:00:00%2B14:00", "from", "api.field.years", INVALID),
    ("to=2100-01-01", "to", "api.field.years", INVALID),
    ("to=9999-12-31T23:59:59-14:00", "to", "api.field.years", INVALID),
    ("from=" + "2" * 41, "from", "api.field.too_long", INVALID),
    ("through=2022-10-08T00:00:00Z", "through", "api.field.too_long", INVALID),
    ("through=" + quote("２０２２-10-08"), "through", "api.field.moment", INVALID),
    ("to=2022-10-09&through=2022-10-08", "to", "api.field.two_ends", INVALID),
    ("from=2022-10-09&to=2022-10-08", "to", "api.field.end", "records.end_before_start"),
    ("from=2022-10-08&to=2022-10-08", "to", "api.field.end", "records.end_before_start"),
    ("from=2022-10-09&through=2022-10-08", "through", "api.field.end", "records.end_before_start"),
    (
        "through=2099-12-31&from=2099-12-31T23:59:59-14:00",
        "through",
        "api.field.end",
        "records.end_before_start",
    ),
]

BOXES = [
    "",
    "1,2,3",
    "1,2,3,4,5",
    "a,b,c,d",
    "nan,nan,nan,nan",
    "-inf,-inf,inf,inf",
    "1e400,0,2,1",
    "121,29,120,30",
    "120,30,121,29",
    "29,120,30,121",
    "-181,0,181,1",
    "0,-91,1,91",
    "1,1,1,1",
    "%D9%A1,%D9%A2,x",
    "120;29;121;30",
    "0x1,0,2,1",
    "%00",
    "120,29,121,30,",
    "1" * 100,
]

LIMITS = [
    ("0", "api.field.at_least"),
    ("-1", "api.field.at_least"),
    ("1001", "api.field.at_most"),
    ("1000000000", "api.field.at_most"),
    ("9" * 40, "api.field.at_most"),
    ("9" * 5000, "api.field.whole_number"),
    ("", "api.field.whole_number"),
    ("ten", "api.field.whole_number"),
    ("1.5", "api.field.whole_number"),
    ("1e3", "api.field.whole_number"),
    ("NaN", "api.field.whole_number"),
    ("%00", "api.field.whole_number"),
    ("0x10", "api.field.whole_number"),
]

CURSORS = [
    "x",
    "%00",
    "====",
    "MjAyMnwx",
    "%F0%9F%91%AE",
    "-1",
    "1e3",
    "..%2F..%2Fetc%2Fpasswd",
    "a" * 200,
    "eyJhIjoxfQ",
    "gASVCwAAAAAAAAB9lC4",
    "9" * 19,
    "%D9%A1",
]

CODES = [
    ("", "api.field.too_short"),
    ("x" * 65, "api.field.too_long"),
    ("%00", "api.field.control"),
    ("a%0D%0Ab", "api.field.control"),
    ("%E2%80%AEab", "api.field.control"),
]


def _get(name: str, query: str, says: dict[str, str], code: str = INVALID) -> Case:
    return Case(f"{name}?{query[:60]}", "GET", f"/api/v1/{name}?{query}", 422, code, says)


QUERIES = [
    *(
        _get("incidents", query, {f"query.{place}": reason}, code)
        for query, place, reason, code in PERIODS
    ),
    *(
        _get(MAPPED[number % 4], f"bbox={box}", {"query.bbox": "api.field.bbox"})
        for number, box in enumerate(BOXES)
    ),
    _get("tracks", "bbox=" + "1" * 101, {"query.bbox": "api.field.too_long"}),
    *(
        _get(LISTS[number % 4], f"limit={limit}", {"query.limit": reason})
        for number, (limit, reason) in enumerate(LIMITS)
    ),
    _get("cells", "limit=5001", {"query.limit": "api.field.at_most"}),
    *(
        Case(
            f"{name}?cursor={cursor[:40]}",
            "GET",
            f"/api/v1/{name}?cursor={cursor}",
            422,
            "records.bad_cursor",
        )
        for number, cursor in enumerate(CURSORS)
        for name in ("cells", LISTS[number % 4])
        if len(cursor) <= 40
    ),
    _get("cells", "cursor=" + "1" * 41, {"query.cursor": "api.field.too_long"}),
    _get("shifts", "cursor=" + "a" * 201, {"query.cursor": "api.field.too_long"}),
    *(
        _get(name, f"{place}={value}", {f"query.{place}": reason})
        for value, reason in CODES
        for name, place in (("shifts", "squad"), ("patrols", "area"))
    ),
    *(
        _get(name, query, {f"query.{query.partition('=')[0]}": "api.field.unknown"})
        for name, query in [
            ("areas", "limit=5"),
            ("zones", "from=2022-10-01"),
            ("shifts", "bbox=1,2,3,4"),
            ("patrols", "Squad=reservoir"),
            ("incidents", "__proto__=1"),
            ("coverage", "debug=1&area=changzhao"),
        ]
    ),
    *(
        _get("incidents", f"{place}={value}", {f"query.{place}": reason})
        for place in ("text", "cell", "category", "outcome", "gear")
        for value, reason in CODES
    ),
    *(
        _get("incidents", query, {f"query.{query.partition('=')[0]}": reason})
        for query, reason in [
            ("text=%20%E3%80%80", "api.field.too_short"),
            ("category=" + quote(HOSTILE["sql"]), "records.unknown_category"),
            ("category=sleeping", "records.unknown_category"),
            ("outcome=hanged", "records.unknown_outcome"),
            ("gear=submarine", "records.unknown_gear"),
            ("zone_level=third", "api.field.one_of"),
            ("zone_level=", "api.field.one_of"),
            ("source=rumour", "api.field.one_of"),
            ("include_void=perhaps", "api.field.yes_no"),
            ("person=x", "api.field.unknown"),
            ("plate=x", "api.field.unknown"),
        ]
    ),
    *(_get(name, "format=xml", {"query.format": "api.field.one_of"}) for name in LISTS),
    _get("shifts", "format=", {"query.format": "api.field.one_of"}),
    _get("coverage", "from=2022-10-01", {"query.area": "api.field.missing"}),
    _get("gaps", "area=changzhao&spans=perhaps", {"query.spans": "api.field.yes_no"}),
    _get("gaps", "area=changzhao&spans=2", {"query.spans": "api.field.yes_no"}),
    _get("gaps", "area=changzhao&kind=swamp", {"query.kind": "api.field.one_of"}),
    _get("compliance", "from=2022-10-01", {"query.area": "compliance.areas_or_squad"}),
    _get("compliance", "&".join(["area=changzhao"] * 21), {"query.area": "api.field.too_many"}),
    _get("compliance", "area=changzhao&format=geojson", {"query.format": "api.field.unknown"}),
    _get("hotspots/rates", "from=2022-10-01", {"query.area": "api.field.missing"}),
    *(
        _get(f"hotspots/{name}", f"area=changzhao&{query}", {f"query.{place}": reason})
        for name, query, place, reason in [
            ("rates", "neighbourhood=-1", "neighbourhood", "api.field.at_least"),
            ("gi", "neighbourhood=11", "neighbourhood", "api.field.at_most"),
            ("gi", "neighbourhood=near", "neighbourhood", "api.field.whole_number"),
            ("rates", "correction=holm", "correction", "api.field.one_of"),
            ("rates", "source=camera", "source", "api.field.one_of"),
            ("gi", "source=rumour", "source", "api.field.one_of"),
            ("gi", "value=per_moon", "value", "api.field.one_of"),
        ]
    ),
    *(
        Case(
            f"hotspots/{name} of a category that is not there",
            "GET",
            f"/api/v1/hotspots/{name}?area=changzhao&category=sleeping",
            422,
            "records.unknown_category",
        )
        for name in ("rates", "gi")
    ),
    Case(
        "hotspots/gi per hour of what cameras saw",
        "GET",
        "/api/v1/hotspots/gi?area=changzhao&value=per_hour&source=camera",
        422,
        "hotspots.not_found_by_patrols",
    ),
    _get("zones", "at=now", {"query.at": "api.field.moment"}),
    _get("zones", "at=1970-01-01", {"query.at": "api.field.years"}),
    _get("maps/gaps", "from=2022-10-01", {"query.area": "api.field.missing"}),
    _get("maps/gaps", "area=", {"query.area[0]": "api.field.too_short"}),
    _get("maps/gaps", "&".join(["area=changzhao"] * 21), {"query.area": "api.field.too_many"}),
    _get("maps/gaps", "area=changzhao&lang=xx", {"query.lang": "api.field.one_of"}),
    _get("maps/moon", "area=changzhao", {"path.kind": "api.field.one_of"}),
    *(
        Case(
            f"{name} of area {which}",
            "GET",
            f"/api/v1/{name}?area={quote(area)}",
            404,
            "records.no_area",
        )
        for name in (
            *("coverage", "gaps", "compliance", "cells", "hotspots/rates", "hotspots/gi"),
            *(f"maps/{kind}" for kind in MAP_KINDS),
        )
        for which, area in {
            "nowhere": "nowhere",
            "of another squad": "block",
            "of sql": HOSTILE["sql"],
            "of script": HOSTILE["script"],
            "of a path": HOSTILE["path"],
        }.items()
    ),
    *(
        Case(f"incidents of squad {which}", "GET", f"/api/v1/incidents?squad={quote(squad)}", 200)
        for which, squad in {
            "another": "park",
            "sql": HOSTILE["sql"],
            "script": HOSTILE["script"],
            "jinja": HOSTILE["jinja"],
        }.items()
    ),
]
