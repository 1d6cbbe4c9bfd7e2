"""What the page of a seizure shows, in words: names are in it only if its reader may see them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClockLine:
    """A period: its name, how it stands, until when, and what that goes by."""

    name: str
    tone: str
    standing: str
    until: str
    basis: str
    verified: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ItemLine:
    """An item and where it is; ``about`` are its further particulars."""

    number: int
    name: str
    amount: str
    state: str
    tone: str
    where: tuple[str, ...]
    about: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Step:
    """Something that was done; ``wrong`` is what cannot have been so."""

    at: str
    name: str
    items: str
    about: tuple[str, ...]
    note: str
    counts: bool
    voided: str
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Signed:
    """Who signed, or refused, with the reason."""

    signer: str
    words: str
    note: str


@dataclass(frozen=True)
class SeizureView:
    """A seizure on a page.

    Attributes
    ----------
    standing
        Its items, counted by where they are.
    officers
        Name, and whether certified then.
    """

    number: str
    measure: str
    at: str
    is_open: bool
    is_overdue: bool
    party: str
    clocks: tuple[ClockLine, ...]
    standing: tuple[str, ...]
    items: tuple[ItemLine, ...]
    steps: tuple[Step, ...]
    facts: tuple[Step, ...]
    officers: tuple[tuple[str, bool], ...]
    signatures: tuple[Signed, ...]
    findings: tuple[str, ...]
    note: str
    voided: bool
    voided_why: str
    redacted: bool
    demo: bool
