"""The page of a quarter's ranking, with its rule on it: to be read, and printed."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.pages.language import page_language, remember_language
from api.pages.ranking_view import as_of, tables_of
from api.pages.render import page
from api.pages.targets import RANKING
from api.periods import last_period
from api.ranking.files import rule_in_words
from api.ranking.queries import PlacesQuery, asked_quarter
from api.services import Serving
from geo_patrol.reports.quarters import quarter_name
from geo_patrol.reports.ranking import Level
from geo_patrol.store.repositories import figures
from geo_patrol.workflows.case_standings import case_terms
from geo_patrol.workflows.ranking import ranking

router = APIRouter(prefix=RANKING, include_in_schema=False)


class PageQuery(PlacesQuery):
    """Query of the page."""

    quarter: str | None = Field(None, max_length=6)
    by: Level = "area"
    lang: Code | None = None


@router.get("", response_class=HTMLResponse)
def show(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PageQuery, Query()],
    services: Serving,
) -> HTMLResponse:
    """Show the ranking of a quarter; that of the last patrol when none is named."""
    settings, now = services.settings, services.now()
    language = page_language(request)
    with services.store.reader() as session:
        last, _ = last_period(session, caller.scope, settings, now=now)
        quarter = query.quarter or quarter_name(last)
        start, end = asked_quarter(quarter, settings)
        found = ranking(
            session,
            caller.scope,
            query.by,
            start,
            end,
            settings.ranking_rule,
            settings.zone,
            case_terms(session, now, settings.zone, settings.case_limits),
            squad=query.squad,
            area=query.area,
        )
        named = figures.squads(session, caller.scope)
    squads = {one.code: (one.name_zh, one.name_en) for one in named}
    kept = {"quarter": quarter, "by": query.by, "squad": query.squad, "area": query.area}
    answer = page(
        request,
        "ranking.html",
        at=RANKING,
        switch={name: value for name, value in kept.items() if value is not None},
        quarter=quarter,
        by=query.by,
        found=found,
        tables=tables_of(found, language, squads),
        as_of=as_of(found, settings.zone),
        rule=rule_in_words(found, language),
    )
    remember_language(request, answer, secure=settings.secure_cookies)
    return answer
