"""What the lists are called that hold the records behind a figure."""

from geo_patrol.messages import Language, text

_KIND_OF = {
    "patrols": "patrols",
    "incidents": "incidents",
    "seizures": "seizures",
    "coverage": "coverage",
    "compliance": "compliance",
    "gaps": "gaps",
    "cases": "cases",
    "camera-alerts": "alerts",
    "cameras": "alerts",
    "operations": "operations",
    "service-visits": "visits",
    "combined-visits": "visits",
    "firms": "firms",
}
"""By the first part of an address under ``/api/v1``."""


def list_name(address: str, language: Language) -> str:
    """Return what the console calls the list that an address of the API gives."""
    resource = address.partition("?")[0].removeprefix("/api/v1/").split("/")[0]
    return text(f"brief_lists.{_KIND_OF.get(resource, 'other')}", language)
