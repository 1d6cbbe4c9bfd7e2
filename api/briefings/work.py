"""What one process hands to the next: a briefing with what its maps show, without the store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from api.briefings.asked import Brief
from api.maps.sheets import PrintForm
from geo_patrol.messages import Language
from geo_patrol.reports.briefing import Briefing, MapSheet
from maps.print import Content, SheetSpec, printed_forms

LEFT = "left"
DPI = 300


@dataclass(frozen=True)
class Drawing:
    """A printed map before it is drawn, in whichever language."""

    spec: SheetSpec
    content: Content

    def printed(
        self, sheet: MapSheet, forms: Collection[PrintForm], language: Language
    ) -> dict[PrintForm, bytes]:
        """Return the sheet in each form, with the title that the briefing gives it.

        Raises
        ------
        Unavailable
            Without a font that has Chinese letters.
        """
        context = replace(self.content.context, language=language)
        spec = replace(self.spec, title=sheet.title.of(language))
        made = printed_forms(spec, replace(self.content, context=context), forms)
        return {form: one.data for form, one in made.items()}


@dataclass(frozen=True)
class Work:
    """What is still to be set.

    Attributes
    ----------
    drawings
        By the map's code; empty when nothing shows maps on paper.
    names
        All files of the folder, those that are there already among them.
    done, total
        How many files there are already, and in the end.
    """

    asked: Brief
    briefing: Briefing
    drawings: Mapping[str, Drawing]
    names: tuple[str, ...]
    done: int
    total: int
