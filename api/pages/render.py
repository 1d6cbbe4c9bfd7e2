"""Pages from templates: everything that is put in is escaped."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.language import page_language
from api.pages.static import address_of_file
from api.pages.targets import HOME
from geo_patrol.messages import Language, text


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(files("api.pages") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = address_of_file
    return environment


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    at: str = HOME,
    switch: dict[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Return a template filled in, in the reader's language.

    Parameters
    ----------
    at
        Path of the page, or of the one that takes its place in the other language.
    switch
        Query that the link to the other language keeps.
    """
    language = page_language(request)
    other: Language = "en" if language == "zh" else "zh"

    def words(key: str, **params: Any) -> str:
        return text(key, language, **params)

    made = _environment().get_template(template)
    html = made.render(
        t=words,
        language=language,
        html_language="zh-CN" if language == "zh" else "en",
        other_language="en" if language == "zh" else "zh-CN",
        switch_address=f"{at}?" + urlencode({**(switch or {}), "lang": other}),
        **values,
    )
    return HTMLResponse(html, status, headers=headers)
