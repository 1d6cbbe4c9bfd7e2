"""What the QR code on a paper says."""

from uuid import UUID

from fastapi import Request

from api.pages.targets import SEIZURES
from geo_patrol.settings import Settings


def address_of(request: Request, settings: Settings, seizure_id: UUID) -> str:
    """Return where a person reads a seizure; who is not signed in is asked to, and led back."""
    # A proxy that ends TLS is not seen from here.
    scheme = "https" if settings.secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}{SEIZURES}/{seizure_id}"
