"""How often cameras' alerts are true, as files."""

import csv
import io
import re
from datetime import datetime

from api.cameras.figures_schemas import NUMBERS, CameraFiguresOut, numbers_of
from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from geo_patrol.store.repositories.duty import Span
from geo_patrol.workflows.camera_figures import By, CameraFigures


def as_csv(found: CameraFigures) -> bytes:
    """Return figures as CSV: a row for each group, the whole last, under the key ``*``."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, ["key", "squad", "name", *NUMBERS], lineterminator="\r\n")
    writer.writeheader()
    for row in found.rows:
        told = {"key": row.key, "squad": row.squad_code or "", "name": row.name or ""}
        safe = {name: re.sub(FORMULA, r"'\1", value) for name, value in told.items()}
        writer.writerow({**safe, **numbers_of(row.figures)})
    writer.writerow({"key": "*", "squad": "", "name": "", **numbers_of(found.whole)})
    return BYTE_ORDER_MARK + file.getvalue().encode()


def as_json(found: CameraFigures, span: Span, by: By, now: datetime) -> bytes:
    """Return figures as the API answers them."""
    told = CameraFiguresOut.of(found, span, by, now)
    return told.model_dump_json(indent=2).encode() + b"\n"
