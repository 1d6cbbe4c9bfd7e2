"""The notice for the board: one file, a sheet of A4 for each language."""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.tls.install import Install
from geo_patrol.messages import LANGUAGES, Language, text


def sheet(view: Install, language: Language) -> str:
    """Return the notice as a page that needs nothing else; the given language comes first."""
    environment = Environment(
        loader=FileSystemLoader(str(files("api.pages") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    order = sorted(LANGUAGES, key=lambda one: one != language)
    sheets = [{"language": one, "t": _speaker(one)} for one in order]
    return environment.get_template("tls_sheet.html").render(view=view, sheets=sheets)


def _speaker(language: Language) -> Any:
    def words(key: str, **params: Any) -> str:
        return text(key, language, **params)

    return words
