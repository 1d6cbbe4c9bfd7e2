"""The language of the pages: as chosen once, else Chinese."""

from fastapi import Request, Response

from api.language import DEFAULT
from geo_patrol.messages import LANGUAGES, Language

COOKIE = "gp-lang"
YEAR_S = 365 * 24 * 3600


def page_language(request: Request) -> Language:
    """Return the language of ``?lang=``, else of the cookie, else Chinese."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        for known in LANGUAGES:
            if chosen == known:
                return known
    return DEFAULT


def remember_language(request: Request, response: Response, *, secure: bool) -> None:
    """Keep a language that was chosen just now for the pages to come."""
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(
            COOKIE,
            page_language(request),
            max_age=YEAR_S,
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )
