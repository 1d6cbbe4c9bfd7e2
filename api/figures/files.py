"""The squads' figures as files: CSV for spreadsheets, JSON for programs."""

import csv
import io
import json
import re
from collections.abc import Iterator

from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from api.figures.schemas import FigureOut, FiguresOut, SquadOut, Words
from geo_patrol.messages import Language, text

COLUMNS = (
    "squad",
    "code",
    "figure",
    "value",
    "unit",
    "unknown",
    "means",
    "counted",
    "start",
    "end",
    "demo",
)


def as_json(told: FiguresOut) -> bytes:
    """Return the figures as the API tells them, to be read by people too."""
    plain = told.model_dump(mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=2).encode() + b"\n"


def as_csv(told: FiguresOut, language: Language) -> bytes:
    """Return a row for each figure of each squad; what is not counted has an empty value."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([text(f"figures.column.{name}", language) for name in COLUMNS])
    for squad in told.squads:
        writer.writerows(_row(told, squad, one, language) for one in squad.figures)
    return BYTE_ORDER_MARK + file.getvalue().encode()


def _row(
    told: FiguresOut, squad: SquadOut, one: FigureOut, language: Language
) -> Iterator[str | int]:
    yield re.sub(FORMULA, r"'\1", word(squad.name, language))
    yield one.code
    yield word(one.name, language)
    yield "" if one.value is None else one.value
    yield word(one.unit, language)
    yield one.unknown
    yield word(one.definition, language)
    yield word(one.counted, language)
    yield told.start.isoformat()
    yield told.end.isoformat()
    yield text("exports.yes" if told.demo else "exports.no", language)


def word(words: Words, language: Language) -> str:
    """Return a text in a language."""
    return words.zh if language == "zh" else words.en
