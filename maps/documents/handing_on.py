"""The letter by which a case goes to another agency, with its list of evidence."""

from collections.abc import Iterator

from geo_patrol.messages import text
from geo_patrol.operations.records import ListedFile
from geo_patrol.operations.sheet import TransferSheet
from maps.documents.document import Column, Document, Section, Signing, Table
from maps.documents.phrases import BLANK, breakable, day, indented, moment_in, zh

DIGEST_BREAKS = 32
"""A digest stands on two lines."""


def transfer_letter(sheet: TransferSheet) -> Document:
    """Return the letter: what is handed on and why, the list of evidence, who signs for it."""
    return Document(
        title=zh("operation_papers.letter"),
        id=str(sheet.id),
        address=sheet.address,
        authority=sheet.authority,
        number=sheet.number,
        marks=tuple(_marks(sheet)),
        sections=(
            Section(paragraphs=tuple(_letter(sheet))),
            Section(zh("operation_papers.evidence"), table=_evidence(sheet.evidence)),
        ),
        signings=tuple(_signings(sheet)),
        seal=text(
            "papers.seal",
            "zh",
            authority=sheet.authority or BLANK,
            day=day(sheet.at.astimezone(sheet.zone)),
        ),
        notes=tuple(_notes(sheet)),
    )


def _marks(sheet: TransferSheet) -> Iterator[str]:
    if sheet.demo:
        yield zh("papers.demo")
    if sheet.voided:
        yield zh("papers.voided")


def _letter(sheet: TransferSheet) -> Iterator[str]:
    yield f"{sheet.agency}："
    party = "、".join(sheet.parties)
    if sheet.expired:
        party = zh("papers.expired")
    yield text(
        "operation_papers.met",
        "zh",
        moment=moment_in(sheet.zone, sheet.occurred_at),
        place=sheet.place or BLANK,
        party=party or BLANK,
        category=sheet.category,
        outcomes=sheet.outcomes or zh("operation_papers.nothing_yet"),
    )
    yield from indented(text("operation_papers.because", "zh", reason=sheet.reason))
    yield text("operation_papers.handing_on", "zh", n=len(sheet.evidence))


def _evidence(listed: tuple[ListedFile, ...]) -> Table:
    size_mb = sum(one.size_bytes for one in listed) / 1024 / 1024
    return Table(
        columns=(
            Column(zh("papers.column_number"), 0.6, "center"),
            Column(zh("operation_papers.media"), 0.8, "center"),
            Column(zh("operation_papers.size"), 1.1, "right"),
            Column(zh("operation_papers.file_note"), 2.0),
            Column(zh("operation_papers.digest"), 4.0),
        ),
        rows=[
            [
                str(number),
                _media(one),
                _size(one.size_bytes),
                breakable(one.note, 14),
                breakable(one.sha256, DIGEST_BREAKS),
            ]
            for number, one in enumerate(listed, start=1)
        ],
        total=text("operation_papers.evidence_total", "zh", n=len(listed), mb=f"{size_mb:,.1f}"),
    )


def _media(one: ListedFile) -> str:
    family = one.media_type.partition("/")[0]
    keys = {
        "image": "operation_papers.media_photo",
        "video": "operation_papers.media_video",
        "audio": "operation_papers.media_audio",
    }
    return zh(keys.get(family, "operation_papers.media_document"))


def _size(size_bytes: int) -> str:
    return f"{max(1, round(size_bytes / 1024)):,} KB"


def _signings(sheet: TransferSheet) -> Iterator[Signing]:
    yield Signing(zh("operation_papers.hands_over"))
    yield Signing(zh("operation_papers.hands_over"))
    taken = []
    if sheet.taken_at is not None:
        at = moment_in(sheet.zone, sheet.taken_at)
        taken = [text("operation_papers.taken_by", "zh", who=sheet.taken_by, when=at)]
    yield Signing(text("operation_papers.takes", "zh", agency=sheet.agency), taken)
    yield Signing(zh("operation_papers.takes_seal"))


def _notes(sheet: TransferSheet) -> Iterator[str]:
    if sheet.voided:
        yield text("papers.voided_why", "zh", reason=sheet.voided)
    if sheet.note:
        yield text("papers.note", "zh", note=sheet.note)
    yield zh("operation_papers.digest_note")
    yield zh("operation_papers.letter_copies")
