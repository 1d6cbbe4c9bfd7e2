"""What of a briefing is drawn and set: printed maps, documents, slides, and all in one file."""

import gc
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

from api.briefings.archive import pack
from api.briefings.files import WORK, Made, document_files, sheet_files, sheets_of, zip_name
from api.briefings.work import LEFT, Work
from api.maps.sheets import PrintForm
from api.memory import give_back_now
from geo_patrol.messages import Language
from geo_patrol.reports.briefing import MapSheet
from maps.documents import brief_document, brief_paper, brief_slides, brief_workbook


def set_files(folder: Path) -> Iterator[Made]:
    """Write what is still to be set into a folder; yield after each file.

    Raises
    ------
    Unavailable
        Without a font that has Chinese letters.
    """
    # Only the process before writes it.
    work: Work = pickle.loads((folder / WORK / LEFT).read_bytes())  # noqa: S301
    press, done = _Press(work), work.done
    for one in sheet_files(work.briefing, work.asked):
        (folder / one.file.name).write_bytes(press.printed(one.sheet, one.form, one.language))
        done += 1
        yield Made(one.file.name, done, work.total)
    for document in document_files(work.briefing, work.asked):
        made = press.document(document.form, document.language)
        (folder / document.file.name).write_bytes(made)
        done += 1
        yield Made(document.file.name, done, work.total)
    packed = zip_name(work.asked)
    pack(folder, work.names, folder / WORK / packed, work.briefing.as_of)
    (folder / WORK / packed).replace(folder / packed)
    shutil.rmtree(folder / WORK)
    yield Made(packed, work.total, work.total)


class _Press:
    """Draws a map that several files show once in each form."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._drawn: dict[tuple[str, PrintForm, Language], bytes] = {}

    def printed(self, sheet: MapSheet, form: PrintForm, language: Language) -> bytes:
        """Return a printed map."""
        key = (sheet.code, form, language)
        if key not in self._drawn:
            self._drawn[key] = self.work.drawings[sheet.code].printed(sheet, form, language)
            # Figures of matplotlib go round in circles, and are large.
            gc.collect()
            give_back_now()
        return self._drawn[key]

    def document(self, form: str, language: Language) -> bytes:
        """Return a document of a form."""
        briefing = self.work.briefing
        match form:
            case "pdf":
                # Lines stay lines, and pages are small.
                pictures, font = self._pictures("svg", language), self.work.asked.font
                return brief_paper.render(briefing, pictures, language, font=font)
            case "docx":
                return brief_document.render(briefing, self._pictures("png", language), language)
            case "pptx":
                return brief_slides.render(briefing, self._pictures("png", language), language)
            case "xlsx":
                return brief_workbook.render(briefing, {}, language)
        raise ValueError(form)

    def _pictures(self, form: PrintForm, language: Language) -> dict[str, bytes]:
        return {
            one.code: self.printed(one, form, language) for one in sheets_of(self.work.briefing)
        }
