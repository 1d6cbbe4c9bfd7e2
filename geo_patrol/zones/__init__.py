"""Protection zones: records, imports, drafts, and a look at where an import lies."""

from geo_patrol.zones.drafts import DraftShape, draft_records, draft_zones
from geo_patrol.zones.offsets import offset_warning
from geo_patrol.zones.records import (
    Status,
    Zone,
    ZoneLevel,
    level_words,
    make_zone,
    status_words,
    zones_from,
)

__all__ = [
    "DraftShape",
    "Status",
    "Zone",
    "ZoneLevel",
    "draft_records",
    "draft_zones",
    "level_words",
    "make_zone",
    "offset_warning",
    "status_words",
    "zones_from",
]
