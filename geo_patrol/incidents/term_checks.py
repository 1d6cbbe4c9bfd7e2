"""Whether a term fits into a catalogue."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from geo_patrol.errors import Finding, finding
from geo_patrol.incidents.catalogue import Catalogue, built_in
from geo_patrol.incidents.terms import Group, Term
from geo_patrol.typed_text import is_plain

CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""What records keep, in a column of 32 characters, and files and addresses carry unescaped."""
MAX_NAME = 64
MAX_POSITION = 9999
MOST = 500
"""Terms in a group: more are no list that anybody chooses from."""

Flag = Literal["parent", "squad_code", "counts_people", "is_measure"]
HAS: dict[Group, frozenset[Flag]] = {
    "category_groups": frozenset({"squad_code"}),
    "categories": frozenset({"parent", "squad_code"}),
    "outcomes": frozenset({"counts_people", "is_measure"}),
    "gear": frozenset(),
    "agencies": frozenset(),
    "storage_places": frozenset({"squad_code"}),
}
"""What a term may have besides its names."""


def check_term(term: Term, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Find what keeps a term out of a catalogue; nothing if it fits.

    Words must tell terms of a group apart, retired ones too: ledgers are read by them. What the
    program's own outcomes count, and who may decide them, stays: it has the law behind it.
    """
    return tuple(_faults(term, catalogue))


def _faults(term: Term, catalogue: Catalogue) -> Iterator[Finding]:
    if not CODE.fullmatch(term.code):
        yield finding("code", "catalogue.bad_code")
    for field, name in (("zh", term.zh), ("en", term.en)):
        if not 0 < len(name) <= MAX_NAME or name != name.strip() or not is_plain(name, lines=False):
            yield finding(field, "catalogue.bad_name", limit=MAX_NAME)
    if not 0 <= term.position <= MAX_POSITION:
        yield finding("position", "catalogue.bad_position", limit=MAX_POSITION)
    blank = Term(term.group, term.code, term.zh, term.en)
    flags: tuple[Flag, ...] = ("parent", "squad_code", "counts_people", "is_measure")
    for flag in flags:
        if flag not in HAS[term.group] and getattr(term, flag) != getattr(blank, flag):
            yield finding(flag.removesuffix("_code"), "catalogue.not_of_group")
    if term.group == "categories":
        yield from _about_parent(term, catalogue)
    if term.group == "outcomes":
        yield from _about_outcome(term)
    there = catalogue.of(term.group)
    if term.code not in there and len(there) >= MOST:
        yield finding("code", "catalogue.full", limit=MOST)
    words = plain_words(term)
    for other in there.values():
        if other.code != term.code and words & plain_words(other):
            yield finding("zh", "catalogue.name_taken", code=other.code, name=other.zh)
            return


def _about_parent(term: Term, catalogue: Catalogue) -> Iterator[Finding]:
    if term.parent is None:
        return
    parent = catalogue.category_groups.get(term.parent)
    if parent is None:
        yield finding("parent", "catalogue.no_parent", code=term.parent[:MAX_NAME])
    elif parent.squad_code not in (None, term.squad_code):
        yield finding("parent", "catalogue.parent_of_other_squad", code=parent.code)


def _about_outcome(term: Term) -> Iterator[Finding]:
    own = built_in().outcomes.get(term.code)
    if own is None:
        return
    if own.counts_people != term.counts_people:
        yield finding("counts_people", "catalogue.fixed_flag")
    if own.is_measure != term.is_measure:
        yield finding("is_measure", "catalogue.fixed_flag")


def plain_words(term: Term) -> set[str]:
    """Return the words that mean a term, as they are compared: code and both names."""
    return {plain_word(word) for word in (term.code, term.zh, term.en)}


def plain_word(word: str) -> str:
    """Return a word without what people write now so, now so: width, case, spaces, a full stop."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[\s_]", "", folded).strip("。.")
