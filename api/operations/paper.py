"""What the papers of operations share: where the QR code leads, and the answer."""

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from geo_patrol.seizures.sheet import Printed
from geo_patrol.settings import Settings

PDF = "application/pdf"


def paper_responses(description: str) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI document says of a paper."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": description, "content": {PDF: schema}}}


def address_of(request: Request, settings: Settings, path: str) -> str:
    """Return where a record is read: who scans it and may not see it is told to sign in."""
    # A proxy that ends TLS is not seen from here.
    scheme = "https" if settings.secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}/api/v1/{path}"


def paper_answer(made: Printed, name: str) -> Response:
    """Return a paper to be shown by the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(made.pdf, media_type=PDF, headers=headers)
