"""``geo-patrol audit``: whether everything is as it was accepted."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands.common import (
    now,
    out,
    progress_bar,
    readable,
    say,
    say_findings,
    settings,
)
from geo_patrol.audit import Head
from geo_patrol.errors import InvalidInput

app = typer.Typer(no_args_is_help=True, help="审计链 · The audit chains.")

FORM = "geo-patrol-anchor-1"


@app.command()
def verify(
    anchor: Annotated[
        list[Path] | None,
        typer.Option(help="File of `audit anchor`: what it names must still be there."),
    ] = None,
    chains_only: Annotated[
        bool, typer.Option("--chains-only", help="Leave versions and records out.")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Read every evidence file, too.")
    ] = False,
) -> None:
    """Check the chains, every version by its chain, and every record by its versions.

    Ends with exit code 2 when something is not as it was accepted.
    """
    from api.audit.schemas import break_finding
    from geo_patrol.store.evidence import EvidenceFolder
    from geo_patrol.workflows.auditing import verify as verify_store
    from geo_patrol.workflows.auditing_evidence import verify_files

    anchors = [_read(path) for path in anchor or []]
    chosen = settings()
    with readable(chosen) as store, progress_bar() as report:
        # Each anchor is a look of its own: the chains must run through all of them.
        seen = verify_store(
            store, anchors[0] if anchors else None, records=not chains_only, progress=report
        )
        more = [verify_store(store, one, records=False) for one in anchors[1:]]
        folder = EvidenceFolder(chosen.evidence_folder)
        files = verify_files(store, folder, report) if evidence else None
    breaks = dict.fromkeys((*seen.breaks, *(one for look in more for one in look.breaks)))
    for head in seen.heads:
        out.print(f"{head.chain}\t{head.seq}\t{head.hash}", markup=False)
    say("cli.audit_seen", entries=seen.n_entries, versions=seen.n_versions, records=seen.n_records)
    if seen.n_adopted:
        say("cli.audit_adopted", n=seen.n_adopted)
    found = (*(break_finding(one) for one in breaks), *seen.findings)
    if files is not None:
        say("cli.evidence_read", n=files.n_files, mb=f"{files.n_bytes / 1e6:.1f}")
        found = (*found, *files.findings)
    if not found:
        say("cli.audit_sound")
        return
    say("cli.audit_broken", n=len(found))
    say_findings(found)
    sys.exit(2)


@app.command()
def anchor(
    to: Annotated[
        Path | None, typer.Option("--to", help="File to write; to standard output if missing.")
    ] = None,
) -> None:
    """Write down where the chains end: to be printed and signed, or kept on another host."""
    from api.audit.schemas import Anchor, HeadOut
    from api.exports.whole import write_whole
    from geo_patrol.store.repositories import audit

    with readable(settings()) as store, store.reader() as session:
        heads = [HeadOut.of(head) for head in audit.heads(session)]
    text = Anchor(at=now(), heads=heads).model_dump_json(indent=1) + "\n"
    if to is None:
        out.print(text, markup=False, end="")
        return
    write_whole(to, text)
    say("cli.anchor_written", path=str(to), n=len(heads))


def _read(path: Path) -> dict[str, Head]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["form"] != FORM:
            raise ValueError("not an anchor")
        heads = [Head(str(h["chain"]), int(h["seq"]), str(h["hash"])) for h in document["heads"]]
    except OSError as error:
        raise InvalidInput("cli.anchor_unreadable", path=str(path), reason=str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput("cli.no_anchor", path=str(path)) from error
    return {head.chain: head for head in heads}
