"""What lies in a briefing's folder, in words: files, period, sources, licences."""

from collections.abc import Sequence

from api.briefings.files import File
from geo_patrol.messages import Language, text
from geo_patrol.reports.briefing import Briefing

LICENCES = (
    "Leaflet 1.9 — BSD 2-Clause, © Volodymyr Agafonkin, © CloudMade (map-*.html)",
    "Noto Sans CJK — SIL Open Font License 1.1, © Adobe, © Google (*.pdf)",
)
"""Of what others made and the files carry."""


def readme(
    briefing: Briefing,
    files: Sequence[File],
    languages: Sequence[Language],
    licences: Sequence[str],
) -> str:
    """Return the page: in each language, one after the other."""
    return "\n\n".join(_part(briefing, files, licences, one) for one in languages) + "\n"


def _part(
    briefing: Briefing, files: Sequence[File], licences: Sequence[str], language: Language
) -> str:
    as_of = f"{briefing.as_of:%Y-%m-%d %H:%M}"
    lines = [
        briefing.title.of(language),
        briefing.number.of(language),
        text("brief.readme.as_of", language, when=as_of),
        *([text("exports.demo", language)] if briefing.demo else []),
        *([] if briefing.complete else [text("brief.readme.running", language)]),
        "",
        text("brief.readme.files", language),
        *(_line(one, language) for one in files),
        "",
        text("brief.readme.same", language),
        text("brief.readme.no_persons", language),
        "",
        text("brief.readme.notices", language),
        *("  " + one.of(language) for one in briefing.notices),
        "",
        text("brief.readme.licences", language),
        *("  " + one for one in (*licences, *LICENCES)),
    ]
    return "\n".join(lines)


def _line(file: File, language: Language) -> str:
    what = text("brief.file." + file.what, language)
    title = "" if file.title is None else " · " + file.title.of(language)
    return f"  {file.name} — {what}{title}"
