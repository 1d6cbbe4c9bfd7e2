"""``geo-patrol operations``: campaigns and joint operations, their totals and their papers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from api.commands.common import now, readable, say, settings, writable
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from geo_patrol.operations.sheet import ClosingSheet, TransferSheet
    from geo_patrol.settings import Settings

app = typer.Typer(no_args_is_help=True, help="集中整治与联合执法 · Campaigns and joint operations.")

Squad = Annotated[str | None, typer.Option(help="Code of a squad; default: all.")]
Operation = Annotated[UUID, typer.Argument(help="Id of the operation.", metavar="ID")]
Transfer = Annotated[UUID, typer.Argument(help="Id of the transfer.", metavar="ID")]
Out = Annotated[
    Path | None,
    typer.Option("--out", help="File to write: .pdf or .json; default: closing-report-ID.pdf."),
]
Letter = Annotated[
    Path | None, typer.Option("--out", help="File to write; default: letter-ID.pdf.")
]


@app.command("list")
def show(squad: Squad = None) -> None:
    """List the operations with what they come to, in time order."""
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.repositories.operations import OPERATIONS
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.operation_totals import look_at

    chosen, moment = settings(), now()
    with readable(chosen) as store, store.reader() as session:
        page = OPERATIONS.page(session, SYSTEM, Span(), squad=squad, limit=1000)
        for kept in page.items:
            counted = look_at(session, SYSTEM, kept.record.id, now=moment).totals
            say(
                "operations.line",
                start=f"{kept.record.starts_at.astimezone(chosen.zone):%Y-%m-%d}",
                id=kept.record.id,
                name=kept.record.name,
                incidents=counted.n_incidents,
                persuaded=counted.persuaded,
                nets=counted.nets,
                electro=counted.electro_sets,
                kg=f"{counted.catch_kg:g}",
                cases=counted.cases_simple + counted.cases_ordinary,
            )
    if not page.items:
        say("operations.none")


@app.command()
def report(operation: Operation, target: Out = None) -> None:
    """Write the closing report of an operation."""
    from api.exports.whole import whole_file
    from api.operations.report_schemas import OperationReportOut
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.operation_papers import closing_sheet
    from geo_patrol.workflows.operation_totals import look_at

    chosen, moment = settings(), now()
    path = target or Path(f"closing-report-{operation}.pdf")
    if path.suffix.lower() not in (".pdf", ".json"):
        raise InvalidInput("operations.ending", path=str(path))
    with readable(chosen) as store, store.reader() as session:
        if path.suffix.lower() == ".json":
            looked = look_at(session, SYSTEM, operation, now=moment)
            told = OperationReportOut.of(looked, SYSTEM, moment)
            data = told.model_dump_json(indent=2).encode()
        else:
            sheet = closing_sheet(
                session,
                SYSTEM,
                operation,
                authority=chosen.authority_name,
                address=f"urn:uuid:{operation}",
                now=moment,
                tz=chosen.zone,
            )
            data = _pdf(sheet, chosen)
    with whole_file(path) as beside:
        beside.write_bytes(data)
    say("operations.written", path=str(path), kb=max(1, round(len(data) / 1024)))


@app.command()
def letter(transfer: Transfer, target: Letter = None) -> None:
    """Print the letter of a case that was handed on, with its list of evidence."""
    from datetime import timedelta

    from api.exports.whole import whole_file
    from geo_patrol.store.keys import load_keyring
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.operation_papers import note_letter, transfer_sheet
    from geo_patrol.workflows.persons import Vault

    chosen, moment = settings(), now()
    with writable(chosen) as store:
        vault = Vault(
            load_keyring(store, chosen.master_key_file, now=moment),
            timedelta(days=chosen.retention_persons_days),
            timedelta(days=chosen.retention_cases_days),
        )
        with store.reader() as session:
            sheet, squad_code = transfer_sheet(
                session,
                SYSTEM,
                transfer,
                vault=vault,
                authority=chosen.authority_name,
                address=f"urn:uuid:{transfer}",
                tz=chosen.zone,
            )
        data = _pdf(sheet, chosen)
        note_letter(store, SYSTEM, squad_code, transfer, now=moment)
    path = target or Path(f"letter-{transfer}.pdf")
    with whole_file(path) as beside:
        beside.write_bytes(data)
    # It names people.
    path.chmod(0o600)
    say("operations.written", path=str(path), kb=max(1, round(len(data) / 1024)))


def _pdf(sheet: "ClosingSheet | TransferSheet", chosen: "Settings") -> bytes:
    from api.maps.painter import OperationPaper
    from api.maps.painting import operation_paper
    from geo_patrol.evidence.fonts import find_font

    made = operation_paper(OperationPaper(sheet, find_font(chosen.font_file)))
    if made.stood_in:
        say("papers.letters_stood_in", letters=" ".join(made.stood_in))
    if made.missing:
        named = " ".join(f"U+{ord(one):04X}" for one in made.missing)
        say("papers.letters_missing", letters=named)
    return made.pdf
