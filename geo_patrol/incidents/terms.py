"""A term of the catalogue: a code, its names, and what it means for records that use it."""

from dataclasses import dataclass
from typing import Literal, get_args

from geo_patrol.messages import Language

Group = Literal["category_groups", "categories", "outcomes", "gear", "agencies", "storage_places"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order in which they refer to each other: a category's parent is a category group."""

POSITION = 1000
"""Where a term stands that nobody put anywhere: behind the program's own, before ``other``."""


@dataclass(frozen=True)
class Term:
    """A code's names.

    Attributes
    ----------
    group, code
        Together they never change: records keep the code.
    parent
        Of a category: the code of the category group that it is shown in.
    squad_code
        Of categories, their groups and storage places: whose it is; None is everybody's.
    counts_people, is_measure
        Of outcomes: whether it counts people, whether only certified officers may decide it.
    position
        Terms of a group are shown in this order.
    retired
        Not offered any more; records that use it keep reading.
    """

    group: Group
    code: str
    zh: str
    en: str
    parent: str | None = None
    squad_code: str | None = None
    counts_people: bool = False
    is_measure: bool = False
    position: int = POSITION
    retired: bool = False

    def name(self, language: Language) -> str:
        """Return the name in a language."""
        return self.zh if language == "zh" else self.en
