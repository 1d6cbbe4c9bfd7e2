"""Drafts of zones never look like law: drawn, named and measured apart."""

import geopandas as gpd
from shapely import box

from maps.boundaries import ZoneKind, kinds_present, zone_kinds

ZONES = gpd.GeoDataFrame(
    {
        "level": ["second", "first", "first"],
        "status": ["draft", "draft", "illustrative"],
    },
    geometry=[box(121, 29, 121.1, 29.1)] * 3,
    crs=4326,
)


def test_a_draft_is_a_kind_of_its_own_after_what_is_in_force() -> None:
    assert kinds_present(ZONES) == [
        ZoneKind("first", draft=False),
        ZoneKind("first", draft=True),
        ZoneKind("second", draft=True),
    ]
    assert zone_kinds(ZONES)[0] == ZoneKind("second", draft=True)


def test_its_name_says_so_in_both_languages_and_its_class_differs() -> None:
    draft, law = ZoneKind("first", draft=True), ZoneKind("first", draft=False)
    assert draft.name["zh"].endswith("(草案,未经批准)")
    assert draft.name["en"].endswith("(draft, not approved)")
    assert draft.css_class != law.css_class
    assert law.name["zh"] == "一级保护区"
