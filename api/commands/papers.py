"""``geo-patrol papers``: what is handed over with a seizure, as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from api.commands.common import now, say, settings, writable
from geo_patrol.errors import TooLarge

if TYPE_CHECKING:
    from geo_patrol.seizures.sheet import Paper

MOST_LINES = 2000
"""Drawing them takes half a gigabyte, and each line more: a machine that serves must not fall over
for a paper. What comes in by any door has a tenth of that."""

app = typer.Typer(no_args_is_help=True, help="暂扣文书 · Papers of a seizure.")

Id = Annotated[UUID, typer.Argument(help="Id of the seizure.", metavar="ID")]
Out = Annotated[Path | None, typer.Option(help="File to write; default: PAPER-ID.pdf.")]


@app.command()
def inventory(seizure: Id, out: Out = None) -> None:
    """Print the inventory of a seizure, numbered, with signatures and a QR code."""
    _write("inventory", seizure, out)


@app.command()
def decision(seizure: Id, out: Out = None) -> None:
    """Print the decision to seize."""
    _write("decision", seizure, out)


@app.command()
def receipt(seizure: Id, out: Out = None) -> None:
    """Print the receipt that decision and inventory were handed over."""
    _write("receipt", seizure, out)


def _write(paper: "Paper", seizure_id: UUID, out: Path | None) -> None:
    from datetime import timedelta

    from api.exports.whole import whole_file
    from geo_patrol.evidence.fonts import find_font
    from geo_patrol.store.evidence import EvidenceFolder
    from geo_patrol.store.keys import load_keyring
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.papers import note_printed, sheet_of
    from geo_patrol.workflows.persons import Vault
    from maps.documents import typeset

    chosen, moment = settings(), now()
    with writable(chosen) as store:
        vault = Vault(
            load_keyring(store, chosen.master_key_file, now=moment),
            timedelta(days=chosen.retention_persons_days),
            timedelta(days=chosen.retention_cases_days),
        )
        with store.reader() as session:
            sheet, squad_code = sheet_of(
                session,
                SYSTEM,
                seizure_id,
                vault=vault,
                folder=EvidenceFolder(chosen.evidence_folder),
                authority=chosen.authority_name,
                address=f"urn:uuid:{seizure_id}",
                now=moment,
                tz=chosen.zone,
            )
        if len(sheet.lines) > MOST_LINES:
            raise TooLarge("papers.too_many_lines", n=len(sheet.lines), most=MOST_LINES)
        made = typeset(paper, sheet, find_font(chosen.font_file))
        note_printed(store, SYSTEM, squad_code, seizure_id, paper, now=moment)
    target = out or Path(f"{paper}-{seizure_id}.pdf")
    with whole_file(target) as beside:
        beside.write_bytes(made.pdf)
    # It names people.
    target.chmod(0o600)
    say("papers.written", path=str(target), kb=max(1, round(len(made.pdf) / 1024)))
    if made.stood_in:
        say("papers.letters_stood_in", letters=" ".join(made.stood_in))
    if made.missing:
        named = " ".join(f"U+{ord(one):04X}" for one in made.missing)
        say("papers.letters_missing", letters=named)
