"""What the QR codes on papers say: where a person reads the record.

Who is not signed in is asked to, and led back.
"""

from uuid import UUID

from fastapi import Request

from api.pages.targets import CONSOLE, SEIZURES
from geo_patrol.settings import Settings


def address_of(request: Request, settings: Settings, seizure_id: UUID) -> str:
    """Return where a seizure is read, on a phone, too."""
    return _here(request, settings) + f"{SEIZURES}/{seizure_id}"


def room_address(request: Request, settings: Settings, *parts: object) -> str:
    """Return where something is read in a room of the console, by the parts of its address."""
    return _here(request, settings) + f"{CONSOLE}#/" + "/".join(str(one) for one in parts)


def _here(request: Request, settings: Settings) -> str:
    # A proxy that ends TLS is not seen from here.
    scheme = "https" if settings.secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}"
