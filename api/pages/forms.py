"""Forms as browsers send them: small, in UTF-8, one value a field."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from api.auth.schemas import MAX_CODE
from api.bodies import read_body
from geo_patrol.errors import GeoPatrolError
from geo_patrol.messages import Language

MEDIA_TYPE = "application/x-www-form-urlencoded"
MAX_BYTES = 32 * 1024
"""A password of 1,024 Chinese characters takes 9 KB; one is typed three times."""
MAX_FIELDS = 20

Faults = dict[str, list[str]]
"""What is wrong, in words, by the field it stands at."""


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form that was sent; of a name that comes twice, the first.

    Raises
    ------
    HTTPException
        415 for another kind of body, 400 for one that cannot be read.
    TooLarge
        When it is longer than any form here.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise HTTPException(415)
    body = await read_body(request, MAX_BYTES)
    try:
        fields = parse_qs(
            body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict"
        )
    except ValueError:
        raise HTTPException(400) from None
    return {name: values[0] for name, values in fields.items()}


Form = Annotated[dict[str, str], Depends(read_form)]
"""Parameter of a route that gives it the form; it stands after the caller, who comes first."""


def code_in(form: Mapping[str, str]) -> str:
    """Return the second factor's code, or the recovery code given in its place."""
    return (form.get("code", "").strip() or form.get("recovery", "").strip())[:MAX_CODE]


def faults_of(error: GeoPatrolError, language: Language, fields: Mapping[str, str]) -> Faults:
    """Return an error's findings by the field of the form that each stands at.

    Parameters
    ----------
    fields
        Where a finding is, by its ``where``; findings from elsewhere are left out.
    """
    found: Faults = {}
    for one in error.findings:
        if one.where in fields:
            reason = replace(one, where="").text(language)
            found.setdefault(fields[one.where], []).append(reason)
    return found
