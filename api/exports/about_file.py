"""A page of plain text beside a CSV: period, boundaries, what each column means."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from api.exports.records import Export
from api.exports.titles import meaning, title
from geo_patrol.messages import Language, text


def about_path(table: Path) -> Path:
    """Return where the page about a table stands: ``gaps.about.txt`` beside ``gaps.csv``."""
    return table.with_name(f"{table.stem}.about.txt")


def about_text(export: Export, table: str, language: Language) -> str:
    """Return the page about a table of that name."""
    about = export.about
    zone = about.zone
    lines = [
        text("exports.figure." + about.figure, language),
        *([text("exports.demo", language)] if about.demo else []),
        "",
        text("exports.about.file", language, name=table, n=len(export)),
        text(
            "exports.about.period",
            language,
            start=_clock(about.start, zone),
            end=_clock(about.end, zone),
            zone=zone.key,
        ),
        text("exports.about.as_of", language, when=_clock(about.as_of, zone)),
        text("exports.about.made", language, when=_clock(about.made_at, zone)),
        "",
        text("exports.about.areas", language),
    ]
    for area in about.areas:
        name = area.name_zh if language == "zh" else area.name_en
        lines.append(
            text(
                "exports.about.area",
                language,
                code=area.code,
                name=name,
                status=area.status_note,
                source=area.source,
                licence=area.licence,
            )
        )
    lines += ["", text("exports.about.columns", language)]
    lines += [
        text(
            "exports.about.column",
            language,
            title=title(one.name, language),
            meaning=meaning(one.name, language),
        )
        for one in export.columns
    ]
    return "\n".join([*lines, ""])


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
