"""The process of `api.maps.painter`."""

from contextlib import closing

from api.drawing import draw
from api.maps.painter import (
    IncidentPaper,
    OperationPaper,
    Order,
    PaperOrder,
    RosterOrder,
    SheetOrder,
)
from api.printing import print_sheet
from api.workshop import run
from geo_patrol.cases.sheet import SupervisionSheet
from geo_patrol.operations.sheet import ClosingSheet
from geo_patrol.seizures.sheet import Printed
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from maps.documents import typeset
from maps.documents.closing import closing_report
from maps.documents.document import set_document
from maps.documents.handing_on import transfer_letter
from maps.documents.incident_paper import set_incident
from maps.documents.rostering import set_roster
from maps.documents.supervising import supervision_sheet


def done(
    asked: tuple[Order | SheetOrder, str, Settings]
    | PaperOrder
    | OperationPaper
    | IncidentPaper
    | RosterOrder,
) -> str | bytes | Printed:
    """Do an order."""
    if isinstance(asked, RosterOrder):
        month, account = asked.paper.month, asked.paper.account()
        return set_roster(
            month, account, asked.font, language=asked.language, address=asked.address
        )
    if isinstance(asked, IncidentPaper):
        return set_incident(asked.sheet, asked.font)
    if isinstance(asked, OperationPaper):
        return operation_paper(asked)
    if isinstance(asked, PaperOrder):
        return typeset(asked.paper, asked.sheet, asked.font)
    return drawn(*asked)


def operation_paper(order: OperationPaper) -> Printed:
    """Return a closing report, a letter of transfer or a supervision sheet."""
    sheet = order.sheet
    if isinstance(sheet, ClosingSheet):
        words = closing_report(sheet)
    elif isinstance(sheet, SupervisionSheet):
        words = supervision_sheet(sheet)
    else:
        words = transfer_letter(sheet)
    return set_document(words, order.font)


def drawn(order: Order | SheetOrder, store_url: str, settings: Settings) -> str | bytes:
    """Return a map of a store, as a page or on paper."""
    # Between maps it holds nothing of the store: to stop it is to lose nothing.
    with closing(open_store(store_url)) as store, store.reader() as session:
        if isinstance(order, SheetOrder):
            return print_sheet(
                order.kind,
                session,
                order.scope,
                order.area_codes,
                order.start,
                order.end,
                order.sheet,
                settings=settings,
                language=order.language,
                now=order.now,
            ).data
        return draw(
            order.kind,
            session,
            order.scope,
            order.area_codes,
            order.start,
            order.end,
            settings=settings,
            language=order.language,
            now=order.now,
        )


if __name__ == "__main__":
    run(done)
