"""The closing report of an operation: every word, in its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from geo_patrol.messages import text
from geo_patrol.operations.sheet import ClosingSheet
from geo_patrol.operations.totals import Totals
from maps.documents.document import Column, Document, Fact, Section, Table
from maps.documents.phrases import BLANK, breakable, day, end_in, indented, moment_in, zh


def closing_report(sheet: ClosingSheet) -> Document:
    """Return the report of an operation; of one that is not closed it is marked as a draft."""
    operation = sheet.operation
    ended = operation.closed_at or sheet.as_of
    return Document(
        title=text(f"operation_papers.title_{operation.kind}", "zh"),
        id=str(operation.id),
        address=sheet.address,
        authority=sheet.authority,
        number=None,
        marks=tuple(_marks(sheet)),
        sections=tuple(_numbered(_sections(sheet))),
        seal=text(
            "papers.seal",
            "zh",
            authority=sheet.authority or BLANK,
            day=day(ended.astimezone(sheet.zone)),
        ),
        notes=tuple(_notes(sheet)),
    )


def _marks(sheet: ClosingSheet) -> Iterator[str]:
    if sheet.demo:
        yield zh("papers.demo")
    if sheet.operation.voided:
        yield zh("papers.voided")
    elif sheet.operation.closed_at is None:
        yield zh("operation_papers.draft")


def _notes(sheet: ClosingSheet) -> Iterator[str]:
    as_of = moment_in(sheet.zone, sheet.as_of)
    yield text("operation_papers.counted", "zh", as_of=as_of)
    if sheet.redacted:
        yield zh("operation_papers.redacted")


def _sections(sheet: ClosingSheet) -> Iterator[Section]:
    operation = sheet.operation
    aim = text("operation_papers.aim", "zh", aim=operation.aim) if operation.aim else ""
    yield Section(facts=tuple(_about(sheet)), paragraphs=tuple(indented(aim)))
    if sheet.forces:
        yield Section(zh("operation_papers.forces"), table=_forces(sheet))
    else:
        yield Section(zh("operation_papers.forces"), paragraphs=(zh("operation_papers.alone"),))
    yield Section(zh("operation_papers.patrols"), paragraphs=(_patrols(sheet.totals),))
    yield Section(zh("operation_papers.results"), facts=tuple(_results(sheet.totals)))
    if sheet.totals.by_category:
        yield Section(table=_categories(sheet))
    if sheet.totals.gear:
        yield Section(table=_gear(sheet))
    if sheet.incidents:
        yield Section(zh("operation_papers.incidents"), table=_incidents(sheet))
    if sheet.transfers:
        yield Section(zh("operation_papers.transfers"), table=_transfers(sheet))
    if operation.summary:
        lines = tuple(indented(operation.summary))
        yield Section(zh("operation_papers.summary"), paragraphs=lines)
    if sheet.remarks:
        yield Section(zh("operation_papers.remarks"), paragraphs=tuple(_listed(sheet.remarks)))


def _about(sheet: ClosingSheet) -> Iterator[Fact]:
    operation = sheet.operation
    areas = "、".join(_named(sheet.words.areas, code) for code in operation.area_codes)
    closed = operation.closed_at
    for key, value in (
        ("operation_papers.name", operation.name),
        ("operation_papers.squad", sheet.squad),
        ("operation_papers.start", moment_in(sheet.zone, operation.starts_at)),
        ("operation_papers.end", end_in(sheet.zone, operation.ends_at)),
        ("operation_papers.areas", areas or zh("operation_papers.everywhere")),
        (
            "operation_papers.closed",
            zh("operation_papers.not_closed") if closed is None else moment_in(sheet.zone, closed),
        ),
    ):
        yield text(key, "zh"), breakable(value)


def _forces(sheet: ClosingSheet) -> Table:
    one = sheet.totals
    return Table(
        columns=(
            Column(zh("operation_papers.agency"), 2.2),
            Column(zh("operation_papers.people"), 0.7, "right"),
            Column(zh("operation_papers.vehicles"), 0.7, "right"),
            Column(zh("operation_papers.boats"), 0.7, "right"),
            Column(zh("operation_papers.drones"), 0.7, "right"),
            Column(zh("operation_papers.task"), 2.4),
        ),
        rows=[
            [
                _named(sheet.words.agencies, each.agency),
                *(str(n) for n in (each.people, each.vehicles, each.boats, each.drones)),
                breakable(each.task, 14),
            ]
            for each in sheet.forces
        ],
        total=text(
            "operation_papers.forces_total",
            "zh",
            n=one.n_agencies,
            people=one.people,
            vehicles=one.vehicles,
            boats=one.boats,
            drones=one.drones,
        ),
    )


def _patrols(one: Totals) -> str:
    return text(
        "operation_papers.patrols_total",
        "zh",
        n=one.n_patrols,
        cars=one.own_cars,
        boats=one.own_boats,
        crew=one.n_crew,
        hours=f"{one.duty_s / 3600:,.1f}",
        km=f"{one.way_m / 1000:,.1f}",
    )


def _results(one: Totals) -> Iterator[Fact]:
    cases, sets = zh("operation_papers.cases"), zh("papers.unit_set")
    persons, yuan = zh("operation_papers.persons"), zh("operation_papers.yuan")
    yield zh("operation_papers.n_incidents"), f"{one.n_incidents} {cases}"
    yield zh("operation_papers.persuaded"), f"{one.persuaded} {persons}"
    yield zh("operation_papers.nets"), f"{one.nets} {sets}"
    yield zh("operation_papers.electro"), f"{one.electro_sets} {sets}"
    yield zh("operation_papers.catch"), _catch(one)
    filed = text(
        "operation_papers.filed", "zh", simple=one.cases_simple, ordinary=one.cases_ordinary
    )
    yield zh("operation_papers.filed_name"), filed
    yield zh("operation_papers.handed"), f"{one.n_transferred} {cases}"
    fines = f"{one.fines_yuan:,} {yuan}"
    if one.n_untold:
        fines += text("operation_papers.untold", "zh", n=one.n_untold)
    yield zh("operation_papers.fines"), fines


def _catch(one: Totals) -> str:
    kg = zh("operation_papers.kg")
    told = [f"{one.catch_kg:g} {kg}"]
    told += [f"{n} {unit}" for unit, n in one.catch_other.items()]
    return breakable("、".join(told))


def _categories(sheet: ClosingSheet) -> Table:
    return Table(
        (
            Column(zh("operation_papers.category"), 3.0),
            Column(zh("operation_papers.n"), 1.0, "right"),
        ),
        [
            [_named(sheet.words.categories, code), str(n)]
            for code, n in sheet.totals.by_category.items()
        ],
    )


def _gear(sheet: ClosingSheet) -> Table:
    units = {"set": zh("papers.unit_set"), "piece": zh("papers.unit_piece")}
    return Table(
        (
            Column(zh("operation_papers.gear"), 2.0),
            Column(zh("papers.column_quantity"), 1.0, "right"),
            Column(zh("papers.column_unit"), 1.0),
        ),
        [
            [
                _named(sheet.words.gear, one.kind),
                str(one.quantity),
                breakable(units.get(one.unit, one.unit), 14),
            ]
            for one in sheet.totals.gear
        ],
    )


def _incidents(sheet: ClosingSheet) -> Table:
    return Table(
        (
            Column(zh("papers.column_number"), 0.6, "center"),
            Column(zh("operation_papers.at"), 1.9),
            Column(zh("operation_papers.category"), 1.3),
            Column(zh("papers.place"), 1.9),
            Column(zh("operation_papers.outcomes"), 2.6),
        ),
        [
            [str(number), moment_in(sheet.zone, one.at), one.category, one.place, one.outcomes]
            for number, one in enumerate(sheet.incidents, start=1)
        ],
    )


def _transfers(sheet: ClosingSheet) -> Table:
    return Table(
        (
            Column(zh("operation_papers.at"), 1.8),
            Column(zh("operation_papers.agency"), 1.8),
            Column(zh("papers.number"), 2.0),
            Column(zh("operation_papers.n_files"), 0.8, "right"),
            Column(zh("operation_papers.taken"), 1.8),
        ),
        [
            [
                moment_in(sheet.zone, one.at),
                one.agency,
                breakable(one.number, 12),
                str(one.n_files),
                zh("operation_papers.not_taken")
                if one.taken_at is None
                else moment_in(sheet.zone, one.taken_at),
            ]
            for one in sheet.transfers
        ],
    )


def _numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """Give the sections that have a heading their numbers."""
    ordinals = iter(zh("operation_papers.ordinals"))
    for one in sections:
        if one.heading:
            heading = text(
                "operation_papers.numbered", "zh", ordinal=next(ordinals), heading=one.heading
            )
            yield replace(one, heading=heading)
        else:
            yield one


def _listed(lines: tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        yield f"{number}. {line}。"


def _named(names: Mapping[str, str], code: str) -> str:
    return names.get(code, code)
