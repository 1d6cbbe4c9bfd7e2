"""Rankings as files."""

import csv
import io
import re

from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from api.ranking.schemas import RankingOut
from geo_patrol.messages import Language, text
from geo_patrol.reports.ranking_rule import MEASURES
from geo_patrol.workflows.ranking import Ranking

COLUMNS = (
    *("squad", "rank", "score", "area", "code", "name"),
    *(f"{name}_{what}" for name in MEASURES for what in ("good", "n", "share")),
    *("too_few", "rule"),
)


def as_csv(found: Ranking, language: Language) -> bytes:
    """Return a ranking as CSV, a row for each place; the rule stands in each row."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    rule = rule_in_words(found, language)
    for one in RankingOut.of(found).lists:
        for line in one.lines:
            parts = {name: getattr(line, name) for name in MEASURES}
            name = line.name.zh if language == "zh" else line.name.en
            row: dict[str, object] = {
                "squad": one.squad,
                "rank": line.rank,
                "score": None if line.score is None else f"{line.score:.2f}",
                "area": line.area,
                "code": line.code,
                "name": name,
                "too_few": " ".join(line.too_few),
                "rule": rule,
            }
            for measure, part in parts.items():
                row[f"{measure}_good"], row[f"{measure}_n"] = part.good, part.n
                row[f"{measure}_share"] = None if part.share is None else f"{part.share:.4f}"
            writer.writerow({key: _harmless(value) for key, value in row.items()})
    return BYTE_ORDER_MARK + file.getvalue().encode()


def as_json(found: Ranking) -> bytes:
    """Return a ranking as the API answers it."""
    return RankingOut.of(found).model_dump_json(indent=2).encode() + b"\n"


def rule_in_words(found: Ranking, language: Language) -> str:
    """Return the rule that a ranking was made by, as people read it."""
    rule = found.rule
    return text(
        "ranking.rule",
        language,
        compliance=rule.weights["compliance"],
        timeliness=rule.weights["timeliness"],
        closure=rule.weights["closure"],
        visits=rule.least["compliance"],
        judged=rule.least["timeliness"],
        cases=rule.least["closure"],
        percent=rule.places_percent,
    )


def _harmless(value: object) -> object:
    """Keep a spreadsheet from taking a name for a formula."""
    return re.sub(FORMULA, r"'\1", value) if isinstance(value, str) else value
