"""How a tracking app is set up: its address, as a code to scan, a link or a text to copy."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno
from fastapi import Request

from api.ingest.tokens import PREFIX
from geo_patrol.settings import Settings

EVERY_S = 10
"""Between two fixes: a boat goes 50 m, a phone's battery lasts a shift."""
_OSMAND = "lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed={5}&bearing={6}"
_GPSLOGGER = "lat=%LAT&lon=%LON&t=%TIMESTAMP&acc=%ACC&spd=%SPD&aid=%AID"


@dataclass(frozen=True)
class AppSetup:
    """One app; ``steps`` are message keys.

    Attributes
    ----------
    name
        What the app is called, everywhere.
    systems
        Where it runs.
    copied
        The address as the app wants it typed or pasted.
    link
        What sets the app up when it is opened on the phone; None where the app has none.
    picture
        Of the link, or of what is copied: SVG, nothing that somebody typed is in it but as modules.
    """

    name: str
    systems: str
    copied: str
    link: str | None
    picture: str
    steps: tuple[str, ...]


def setups(address: str, short_name: str) -> tuple[AppSetup, ...]:
    """Return how each app is set up.

    Parameters
    ----------
    address
        Where it reports to, with its token.
    short_name
        A few letters and digits by which apps call themselves; nothing here depends on them.
    """
    own = _owntracks(address, short_name)
    client = f"{address}?{urlencode(_traccar(short_name))}"
    return (
        AppSetup(
            "OwnTracks",
            "Android · iOS",
            address,
            own,
            _picture(own),
            ("trackers.own.scan", "trackers.own.mode", "trackers.always_allow"),
        ),
        AppSetup(
            "Traccar Client",
            "Android · iOS",
            address,
            client,
            _picture(client),
            ("trackers.client.scan", "trackers.client.start", "trackers.always_allow"),
        ),
        AppSetup(
            "OsmAnd",
            "Android",
            f"{address}?{_OSMAND}",
            None,
            _picture(f"{address}?{_OSMAND}"),
            ("trackers.osmand.plugin", "trackers.osmand.address", "trackers.osmand.record"),
        ),
        AppSetup(
            "GPSLogger",
            "Android",
            f"{address}?{_GPSLOGGER}",
            None,
            _picture(f"{address}?{_GPSLOGGER}"),
            ("trackers.logger.custom", "trackers.logger.address", "trackers.logger.start"),
        ),
    )


def ingest_address(request: Request, settings: Settings, token: str) -> str:
    """Return where an app reports to, by the name of this server that the browser knows."""
    # A proxy that ends TLS is not seen from here.
    scheme = "https" if settings.secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}{PREFIX}{token}"


def _owntracks(address: str, short_name: str) -> str:
    """Return the link of https://owntracks.org/booklet/features/remoteconfig/."""
    configuration = {
        "_type": "configuration",
        "mode": 3,
        "url": address,
        "auth": False,
        "tid": short_name[:2],
        "deviceId": short_name,
        "monitoring": 2,
        "locatorInterval": EVERY_S,
        "moveModeLocatorInterval": EVERY_S,
        "locatorDisplacement": 5,
        "cmd": False,
        "remoteConfiguration": False,
    }
    written = json.dumps(configuration, separators=(",", ":")).encode()
    return f"owntracks:///config?inline={quote(base64.b64encode(written).decode(), safe='')}"


def _traccar(short_name: str) -> dict[str, str]:
    """Return the settings that Traccar Client takes from an address that it scans."""
    return {
        "id": short_name,
        "accuracy": "highest",
        "interval": str(EVERY_S),
        "distance": "0",
        "buffer": "true",
        "stop_detection": "false",
    }


def _picture(text: str) -> str:
    # Dark on light at night too: many apps read no other way.
    return segno.make_qr(text, error="l").svg_inline(
        omitsize=True, dark="#10222b", light="#ffffff", svgclass=None, lineclass=None
    )
