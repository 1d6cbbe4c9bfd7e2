"""What of a briefing is read from the store: its figures, what its maps show, tables, places."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from api.briefings.asked import Brief
from api.briefings.files import (
    FIGURES,
    PLACES,
    README,
    WORK,
    File,
    Made,
    document_files,
    sheet_files,
    sheets_of,
)
from api.briefings.readme import readme
from api.briefings.tables import amounts_csv, table_csv
from api.briefings.work import DPI, LEFT, Drawing, Work
from api.drawing import draw
from api.maps.kinds import MapKind
from api.maps.sheets import OnPaper
from api.printing import Gatherer, spec_of
from geo_patrol.messages import Language
from geo_patrol.reports.briefing import Briefing, MapSheet
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.briefing import assemble, figures_json
from maps.sources import licences

Step = tuple[File, Callable[[], bytes]]


def read_files(
    session: Session,
    scope: Scope,
    asked: Brief,
    folder: Path,
    *,
    settings: Settings,
    now: datetime,
) -> Iterator[Made]:
    """Write what is read from the store into a folder, and what is still to be set; yield each.

    All of it is of one state of the store: the session's.

    Raises
    ------
    NotFound
        When an area is out of reach.
    InvalidInput
        When there is no such period, or it has not begun.
    Unavailable
        When figures are still to be made.
    """
    codes = asked.area_codes or None
    briefing = assemble(session, scope, asked.kind, asked.period, codes, settings=settings, now=now)
    reader = _Reader(session, scope, asked, briefing, settings, now)
    steps = list(reader.steps())
    printed = [one.file for one in sheet_files(briefing, asked)]
    documents = [one.file for one in document_files(briefing, asked)]
    files = [*documents, *(file for file, _ in steps), *printed]
    total = len(files) + 2
    for n, (file, made) in enumerate(steps, start=1):
        (folder / file.name).write_bytes(made())
        yield Made(file.name, n, total)
    drawings = reader.drawings() if reader.is_drawn else {}
    told = readme(briefing, files, asked.languages, _licences(drawings.values()))
    (folder / README).write_text(told, encoding="utf-8-sig", newline="\r\n")
    names = (README, *(one.name for one in files))
    work = Work(asked, briefing, drawings, names, 1 + len(steps), total)
    (folder / WORK).mkdir(exist_ok=True)
    (folder / WORK / LEFT).write_bytes(pickle.dumps(work))
    yield Made(README, 1 + len(steps), total)


def _licences(drawings: Iterable[Drawing]) -> list[str]:
    """Return the licences of what lies under the maps, each once."""
    found = [notice for one in drawings for notice in licences(one.content.context)]
    return list(dict.fromkeys(found))


class _Reader:
    def __init__(
        self,
        session: Session,
        scope: Scope,
        asked: Brief,
        briefing: Briefing,
        settings: Settings,
        now: datetime,
    ) -> None:
        self.session, self.scope, self.asked, self.briefing = session, scope, asked, briefing
        self.settings, self.now = settings, now

    @property
    def is_drawn(self) -> bool:
        """Whether anything that was asked for shows maps on paper."""
        return bool({"pdf", "png", "svg", "docx", "pptx"} & {*self.asked.forms})

    def steps(self) -> Iterator[Step]:
        """Yield what is to be written."""
        first = self.asked.languages[0]
        yield File(FIGURES, "figures"), lambda: figures_json(self.briefing)
        if "csv" in self.asked.forms:
            for language in self.asked.languages:
                yield from self._csv(language)
        yield from self._places(first)
        for kind in self._pages() if "html" in self.asked.forms else ():
            yield File(f"map-{kind}.html", kind), partial(self._page, kind, first)

    def _places(self, language: Language) -> Iterator[Step]:
        endings = [ending for form, ending in PLACES.items() if form in self.asked.forms]
        if not endings:
            return
        # What writes these files takes long to load.
        from api.briefings.places import Places

        places = Places(self.session, self.scope, self.briefing, self.settings, self.now)
        for ending in endings:
            for figure in places.figures():
                made = partial(places.file, figure, ending, language)
                yield File(f"places-{figure}.{ending}", figure), made

    def _csv(self, language: Language) -> Iterator[Step]:
        name = f"table-figures-{language}.csv"
        yield File(name, "amounts"), partial(amounts_csv, self.briefing, language)
        for section in self.briefing.sections:
            for one in section.tables:
                name = f"table-{section.code}-{one.code}-{language}.csv"
                yield File(name, "table", one.title), partial(table_csv, one, language)

    def drawings(self) -> dict[str, Drawing]:
        """Return what each printed map shows."""
        return {sheet.code: self._drawing(sheet) for sheet in sheets_of(self.briefing)}

    def _drawing(self, sheet: MapSheet) -> Drawing:
        paper = OnPaper(form="png", dpi=DPI, font=self.asked.font)
        gathered = Gatherer(
            self.session,
            self.scope,
            sheet.area_codes,
            self.briefing.start,
            self.briefing.end,
            settings=self.settings,
            language="zh",
            now=self.now,
        )
        content = gathered.content(sheet.subject, paper)
        return Drawing(spec_of(paper, self.settings), content)

    def _pages(self) -> tuple[MapKind, ...]:
        """Return which maps there are on screen: of areas without cells the zones alone."""
        if self._with_grid():
            return ("briefing", "comparison")
        return ("zones",) if self.briefing.area_codes else ()

    def _page(self, kind: MapKind, language: Language) -> bytes:
        page = draw(
            kind,
            self.session,
            self.scope,
            self.briefing.area_codes if kind == "zones" else self._with_grid(),
            self.briefing.start,
            self.briefing.end,
            settings=self.settings,
            language=language,
            now=self.now,
        )
        return page.encode()

    def _with_grid(self) -> Sequence[str]:
        found = self.briefing.area_codes
        return [code for code in found if grids.grid_ids_of(self.session, code)]
