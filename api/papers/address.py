"""What the QR code on a paper says."""

from uuid import UUID

from fastapi import Request

from geo_patrol.settings import Settings


def address_of(request: Request, settings: Settings, seizure_id: UUID) -> str:
    """Return where a seizure is read: who scans it and may not see it is told to sign in."""
    # A proxy that ends TLS is not seen from here.
    scheme = "https" if settings.secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}/api/v1/seizures/{seizure_id}"
