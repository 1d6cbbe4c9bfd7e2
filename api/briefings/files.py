"""Which files a briefing is: in what order they are made, and how far that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.briefings.asked import Brief, FileForm
from api.maps.sheets import PRINT_FORMS, PrintForm
from geo_patrol.messages import Language
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import Briefing, BriefingKind, MapSheet

if TYPE_CHECKING:
    from api.exports.writing import Format

FIGURES = "figures.json"
README = "README.txt"
WORK = ".work"
"""A folder for what one process leaves to the next, and for what is not whole."""
PLACES: dict[FileForm, "Format"] = {
    "geojson": "geojson",
    "gpkg": "gpkg",
    "parquet": "parquet",
    "shapefile": "zip",
    "kml": "kml",
}
"""Forms of files of places, and how those files end."""
NAMES: dict[BriefingKind, str] = {
    "monthly": "bulletin",
    "quarterly": "ranking",
    "annual": "report",
}


@dataclass(frozen=True)
class File:
    """A file: ``what`` it is, and of several alike its title."""

    name: str
    what: str
    title: Words | None = None


@dataclass(frozen=True)
class Made:
    """How far it is: the file that was made last, and how many of how many there are."""

    name: str
    done: int
    total: int


@dataclass(frozen=True)
class SheetFile:
    """A printed map as a file."""

    file: File
    sheet: MapSheet
    form: PrintForm
    language: Language


@dataclass(frozen=True)
class DocumentFile:
    """A document as a file."""

    file: File
    form: str
    language: Language


def sheets_of(briefing: Briefing) -> list[MapSheet]:
    """Return a briefing's maps in their order."""
    return [one for section in briefing.sections for one in section.maps]


def sheet_files(briefing: Briefing, asked: Brief) -> Iterator[SheetFile]:
    """Yield the printed maps that are files."""
    for language in asked.languages:
        for n, sheet in enumerate(sheets_of(briefing), start=1):
            for form in PRINT_FORMS:
                if form in asked.forms:
                    name = f"map-{n:02d}-{sheet.code}-{language}.{form}"
                    yield SheetFile(File(name, "map", sheet.title), sheet, form, language)


def document_files(briefing: Briefing, asked: Brief) -> Iterator[DocumentFile]:
    """Yield the documents."""
    kinds = {"pdf": "document", "docx": "document", "pptx": "slides", "xlsx": "workbook"}
    for language in asked.languages:
        for form, what in kinds.items():
            if form in asked.forms:
                name = f"{NAMES[briefing.kind]}-{asked.period}-{language}.{form}"
                yield DocumentFile(File(name, what), form, language)


def zip_name(asked: Brief) -> str:
    """Return the name of the file that has all others in it."""
    return f"briefing-{asked.period}.zip"
