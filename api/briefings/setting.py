"""What of a briefing is drawn and set: printed maps, documents, slides, and all in one file."""

import gc
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

from api.briefings.archive import pack
from api.briefings.files import WORK, SheetFile, document_files, sheet_files, sheets_of, zip_name
from api.briefings.tasks import Plan
from api.briefings.work import LEFT, Work
from api.maps.sheets import PrintForm
from api.memory import give_back_now
from geo_patrol.messages import Language
from geo_patrol.reports.briefing import MapSheet
from maps.documents import brief_document, brief_paper, brief_slides, brief_workbook

SHOWN_AS: dict[str, PrintForm] = {"pdf": "svg", "docx": "png", "pptx": "png"}
"""In which form documents show maps: on paper lines stay lines, and pages are small."""

_Map = tuple[MapSheet, Language]


class Press:
    """Draws maps and sets documents into a folder; several presses share the work of one.

    Each map is drawn once in all forms that files and documents need; documents find it in the
    folder, whoever drew it.
    """

    def __init__(self, folder: Path) -> None:
        # Only the process before writes it.
        self.work: Work = pickle.loads((folder / WORK / LEFT).read_bytes())  # noqa: S301
        self.folder = folder
        self._maps = list(self._mapped())
        self._documents = list(document_files(self.work.briefing, self.work.asked))
        gc.collect()
        # All of this stays: looking through it after each map would take longer than the map.
        gc.freeze()

    def plan(self) -> Plan:
        """Return what there is to do."""
        work = self.work
        return Plan(
            maps=tuple(tuple(one.file.name for one in self._files(each)) for each in self._maps),
            documents=tuple(one.file.name for one in self._documents),
            packed=zip_name(work.asked),
            done=work.done,
            total=work.total,
        )

    def draw(self, place: int) -> None:
        """Draw a map of the plan.

        Raises
        ------
        Unavailable
            Without a font that has Chinese letters.
        """
        sheet, language = self._maps[place]
        named = {one.form: one.file.name for one in self._files((sheet, language))}
        shown = {SHOWN_AS[form] for form in self.work.asked.forms if form in SHOWN_AS}
        forms = sorted({*named, *shown})
        made = self.work.drawings[sheet.code].printed(sheet, forms, language)
        for form, data in made.items():
            if form in named:
                (self.folder / named[form]).write_bytes(data)
            if form in shown:
                self._picture(sheet, form, language).write_bytes(data)
        del made
        # Figures of matplotlib go round in circles, and are large.
        gc.collect()
        give_back_now()

    def set(self, place: int) -> None:
        """Set a document of the plan.

        Raises
        ------
        Unavailable
            Without a font that has Chinese letters.
        """
        document = self._documents[place]
        data = self._set(document.form, document.language)
        (self.folder / document.file.name).write_bytes(data)

    def pack(self) -> None:
        """Put all files into one, which comes into its place when it is whole."""
        packed = zip_name(self.work.asked)
        beside = self.folder / WORK / packed
        pack(self.folder, self.work.names, beside, self.work.briefing.as_of)
        beside.replace(self.folder / packed)
        shutil.rmtree(self.folder / WORK)

    def _mapped(self) -> Iterator[_Map]:
        if not self.work.drawings:
            return
        for language in self.work.asked.languages:
            for sheet in sheets_of(self.work.briefing):
                yield sheet, language

    def _files(self, of: _Map) -> list[SheetFile]:
        sheet, language = of
        return [
            one
            for one in sheet_files(self.work.briefing, self.work.asked)
            if (one.sheet.code, one.language) == (sheet.code, language)
        ]

    def _picture(self, sheet: MapSheet, form: PrintForm, language: Language) -> Path:
        return self.folder / WORK / f"{sheet.code}-{language}.{form}"

    def _set(self, form: str, language: Language) -> bytes:
        briefing = self.work.briefing
        pictures: dict[str, bytes] = {}
        if form in SHOWN_AS:
            pictures = {
                one.code: self._picture(one, SHOWN_AS[form], language).read_bytes()
                for one in sheets_of(briefing)
            }
        match form:
            case "pdf":
                return brief_paper.render(briefing, pictures, language, font=self.work.asked.font)
            case "docx":
                return brief_document.render(briefing, pictures, language)
            case "pptx":
                return brief_slides.render(briefing, pictures, language)
            case "xlsx":
                return brief_workbook.render(briefing, pictures, language)
        raise ValueError(form)
