"""What papers answer with."""

from typing import Any

from fastapi.responses import Response

from geo_patrol.seizures.sheet import Printed

PDF = "application/pdf"


def paper_responses(description: str) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI document says of a paper."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": description, "content": {PDF: schema}}}


def paper_answer(made: Printed, name: str) -> Response:
    """Return a paper to be shown by the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(made.pdf, media_type=PDF, headers=headers)
