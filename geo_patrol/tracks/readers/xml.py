"""XML from strangers: one pass without a tree, entities refused, each element's line known.

The parser is expat itself, the one under ``iterparse``, which does not tell the line.
"""

import re
from typing import NoReturn, Protocol
from xml.parsers import expat

from geo_patrol.errors import InvalidInput, TooLarge

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']", re.IGNORECASE)
_NATIVE = frozenset({"utf-8", "utf-16", "iso-8859-1", "us-ascii"})
MAX_DEPTH = 200
"""Elements within elements; a file of a million is made for its reader's memory."""

MAX_TAG_BYTES = 2 * 1024**2
"""Bytes of one tag or text before its end: the parser keeps them all, twice."""

# Bytes at once: how many fixes there are is looked at in between.
_PIECE = 1 << 20
# What expat says when the text ends before the document does.
_CUT_SHORT = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


_HOOKS = (
    "StartElementHandler",
    "EndElementHandler",
    "CharacterDataHandler",
    "EntityDeclHandler",
    "UnparsedEntityDeclHandler",
    "ExternalEntityRefHandler",
)


class Handler(Protocol):
    """Receives elements in document order, with their tags as written: see `local`.

    Attributes
    ----------
    n_read
        Fixes so far.
    parser
        Set before the first element: it knows the line, and its ``CharacterDataHandler`` is the
        handler's to set while it wants text.
    """

    n_read: int
    parser: expat.XMLParserType

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element's start."""

    def end(self, tag: str) -> None:
        """Take an element's end."""


def refuse_depth(depth: int, name: str, parser: expat.XMLParserType) -> None:
    """Raise ``InvalidInput`` at an element deeper than any document's."""
    if depth > MAX_DEPTH:
        raise InvalidInput("tracks.too_deep", name=name, line=parser.CurrentLineNumber)


def local(tag: str) -> str:
    """Return a tag without its prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag


def parse(data: bytes, name: str, root: str, handler: Handler, max_fixes: int) -> None:
    """Feed a document to a handler.

    Raises
    ------
    TooLarge
        When the handler has read more than ``max_fixes``, or a tag does not end.
    InvalidInput
        When it declares entities, is cut short (with the line it broke at and how many fixes had
        been read), is not well-formed, or has another root element.
    """
    data, encoding = _known_encoding(data, name)
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    _refuse_entities(parser, name)

    def first(tag: str, attributes: dict[str, str]) -> None:
        if local(tag).lower() != root:
            raise InvalidInput("tracks.other_root", name=name, root=root, found=tag[:40])
        parser.StartElementHandler = handler.start
        handler.start(tag, attributes)

    handler.parser = parser
    parser.StartElementHandler = first
    parser.EndElementHandler = handler.end
    view = memoryview(data)
    try:
        for at in range(0, len(view) or 1, _PIECE):
            parser.Parse(view[at : at + _PIECE], at + _PIECE >= len(view))
            if at + _PIECE - parser.CurrentByteIndex > MAX_TAG_BYTES:
                raise TooLarge("tracks.tag_too_long", name=name, line=parser.CurrentLineNumber)
            if handler.n_read > max_fixes:
                raise TooLarge("tracks.too_many", name=name, limit=max_fixes)
    except expat.ExpatError as error:
        if error.code in _CUT_SHORT:
            raise InvalidInput(
                "tracks.truncated", name=name, line=error.lineno, n_read=handler.n_read
            ) from error
        raise InvalidInput("tracks.xml_broken", name=name, line=error.lineno) from error
    finally:
        # Parser and handler hold each other, and the parser what it has not read to the end.
        for hook in _HOOKS:
            setattr(parser, hook, None)


def _known_encoding(data: bytes, name: str) -> tuple[bytes, str | None]:
    """Return the document in an encoding that expat knows, and its name if not as declared."""
    match = _DECLARED.match(data)
    if match is None or match[1].decode().lower() in _NATIVE:
        return data, None
    declared = match[1].decode().lower()
    if declared.startswith("gb"):
        # Documents that say GB2312 use characters of its successors.
        declared = "gb18030"
    try:
        return data.decode(declared).encode("utf-8"), "utf-8"
    except (LookupError, UnicodeDecodeError) as error:
        raise InvalidInput("tracks.encoding", name=name) from error


def _refuse_entities(parser: expat.XMLParserType, name: str) -> None:
    def refuse(*_: object) -> NoReturn:
        raise InvalidInput("tracks.entities", name=name, line=parser.CurrentLineNumber)

    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
