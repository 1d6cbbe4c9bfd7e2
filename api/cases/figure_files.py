"""Figures of timeliness as files."""

import csv
import io
import re
from datetime import datetime

from api.cases.figures_schemas import CaseFiguresOut, told_of
from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from geo_patrol.store.repositories.duty import Span
from geo_patrol.workflows.case_figures import By, CaseFigures


def as_csv(found: CaseFigures) -> bytes:
    """Return figures as CSV: a row for each group, the whole last, under the key ``*``."""
    file = io.StringIO(newline="")
    rows = [*found.rows, ("*", found.whole)]
    writer = csv.DictWriter(file, ["key", *told_of(found.whole)], lineterminator="\r\n")
    writer.writeheader()
    for key, one in rows:
        writer.writerow({"key": re.sub(FORMULA, r"'\1", key or ""), **told_of(one)})
    return BYTE_ORDER_MARK + file.getvalue().encode()


def as_json(found: CaseFigures, span: Span, by: By, now: datetime) -> bytes:
    """Return figures as the API answers them."""
    told = CaseFiguresOut.of(found, span, by, now)
    return told.model_dump_json(indent=2).encode() + b"\n"
