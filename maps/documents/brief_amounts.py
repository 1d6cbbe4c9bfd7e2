"""The headline figures of a section as a table: now, before, a year before, and the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo_patrol.messages import Language, text
from geo_patrol.reports.briefing import Amount, BriefingKind, Value, ValueKind
from maps.documents.brief_values import change_said, plain, said


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """A headline figure in words; ``mark`` is the number of its definition.

    ``measured`` is its name with its unit; a share is seen to be in percent, and has none.

    ``before`` and ``year_before`` are each what was and the change since, None where no figure of
    the section is compared so.
    """

    mark: int
    name: str
    measured: str
    unit: str
    value: str
    before: tuple[str, str] | None
    year_before: tuple[str, str] | None
    unknown: int
    source: Amount


@dataclass(frozen=True, slots=True)
class AmountTable:
    """The figures of a section, in words.

    Attributes
    ----------
    head
        Names of the columns that `cells` returns.
    before_name, year_name
        What the two periods are called, each with its change.
    note
        How many records do not say what is summed; empty where all do.
    """

    number: int
    title: str
    head: tuple[str, ...]
    before_name: tuple[str, str]
    year_name: tuple[str, str]
    amounts: tuple[SaidAmount, ...]
    note: str

    @property
    def kinds(self) -> tuple[ValueKind, ...]:
        """Return which columns hold texts, and which stand to the right."""
        numbers: list[ValueKind] = ["count"] * (len(self.head) - 1)
        return ("text", *numbers)

    def cells(self, one: SaidAmount) -> tuple[str, ...]:
        """Return a row: name with unit, value, and what it is compared with."""
        return (one.measured, one.value, *(one.before or ()), *(one.year_before or ()))


def amount_table(
    amounts: Sequence[Amount],
    number: int,
    numbers: Mapping[str, int],
    kind: BriefingKind,
    language: Language,
) -> AmountTable:
    """Return figures in words.

    Parameters
    ----------
    numbers
        Places of definitions, by code.
    """
    before = any(one.before is not None for one in amounts)
    # Of a year, the period before is the year before.
    years = kind != "annual" and any(one.year_before is not None for one in amounts)
    before_name = (
        text(f"briefing_paper.before_{kind}", language),
        text(f"briefing_paper.change_{kind}", language),
    )
    year_name = (
        text("briefing_paper.year_before", language),
        text("briefing_paper.year_change", language),
    )
    rows = tuple(_said(one, numbers[one.code], before, years, language) for one in amounts)
    return AmountTable(
        number,
        text("briefing_paper.amounts", language),
        (
            text("briefing_paper.figure", language),
            text(f"briefing_paper.now_{kind}", language),
            *(before_name if before else ()),
            *(year_name if years else ()),
        ),
        before_name,
        year_name,
        rows,
        " ".join(
            text("briefing_paper.unknown", language, name=one.name, n=one.unknown)
            for one in rows
            if one.unknown
        ),
    )


def _said(one: Amount, mark: int, before: bool, years: bool, language: Language) -> SaidAmount:
    def compared(was: Value) -> tuple[str, str]:
        change = change_said(one.value, was, one.kind, language)
        return said(was, one.kind, language), change

    name, unit = plain(one.name.of(language)), plain(one.unit.of(language))
    bare = not unit or one.kind == "share"
    return SaidAmount(
        mark,
        name,
        name if bare else name + text("briefing_paper.in_brackets", language, words=unit),
        unit,
        said(one.value, one.kind, language),
        compared(one.before) if before else None,
        compared(one.year_before) if years else None,
        one.unknown,
        one,
    )
