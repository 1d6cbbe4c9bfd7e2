"""YAML as this house reads it: plain values, each entry with the line it begins on.

Of YAML's scalars only whole numbers and true/false are understood; all else is text, so that "no",
"12:30" and a date stay what somebody typed. No anchors, no tags: a small file cannot grow.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from geo_patrol.errors import InvalidInput, TooLarge

MAX_BYTES = 1024**2
MAX_DEPTH = 16
"""Lists within lists: the parser's time grows with the square of it."""

Value: TypeAlias = "bool | int | str | list[Value] | dict[str, Value] | None"

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9_]{0,17})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "": None, "~": None, "null": None}

_KINDS = ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_PLAIN = frozenset(f"tag:yaml.org,2002:{kind}" for kind in _KINDS)
"""What a scalar without a tag can be taken for."""


@dataclass(frozen=True)
class YamlEntry:
    """One entry of a section; ``line`` counts from 1."""

    line: int
    values: dict[str, Value]


def read_sections(data: bytes, name: str) -> dict[str, list[YamlEntry]]:
    """Read a file that is a mapping: section → list of entries.

    Parameters
    ----------
    data
        UTF-8, with or without a mark.
    name
        What the file is called in an error.

    Returns
    -------
    dict
        Empty for an empty file.

    Raises
    ------
    InvalidInput
        When it is no such file; the error says on which line, where it can.
    TooLarge
        When it is over 1 MB.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("law.too_large", name=name, limit_mb=MAX_BYTES // 1024**2)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("law.not_utf8", name=name) from error
    try:
        root = _root(text, name)
        return {} if root is None else _sections(root, name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _broken(name, 1 if mark is None else mark.line + 1) from error
    except yaml.YAMLError as error:
        raise _broken(name, 1) from error


def _root(text: str, name: str) -> yaml.Node | None:
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise InvalidInput("law.anchor", name=name, line=line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _broken(name, line)
    root = yaml.compose(text, yaml.SafeLoader)
    return root if isinstance(root, yaml.Node) else None


def _sections(root: yaml.Node, name: str) -> dict[str, list[YamlEntry]]:
    if not isinstance(root, yaml.MappingNode):
        raise _broken(name, _line(root))
    found: dict[str, list[YamlEntry]] = {}
    for key, section in _pairs(root, name):
        if not isinstance(section, yaml.SequenceNode):
            raise InvalidInput("law.not_a_list", name=name, line=_line(section), section=key)
        found[key] = []
        for node in section.value:
            if not isinstance(node, yaml.MappingNode):
                raise _broken(name, _line(node))
            values = {field: _value(value, name) for field, value in _pairs(node, name)}
            found[key].append(YamlEntry(_line(node), values))
    return found


def _pairs(node: yaml.MappingNode, name: str) -> list[tuple[str, yaml.Node]]:
    seen: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _broken(name, _line(key))
        if key.value in seen:
            raise InvalidInput("law.key_twice", name=name, line=_line(key), field=key.value)
        seen[key.value] = value
    return list(seen.items())


def _value(node: yaml.Node, name: str) -> Value:
    if isinstance(node, yaml.MappingNode):
        return {key: _value(value, name) for key, value in _pairs(node, name)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value, name) for value in node.value]
    if not isinstance(node, yaml.ScalarNode) or node.tag not in _PLAIN:
        raise _broken(name, _line(node))
    text = str(node.value)
    if node.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text.replace("_", "")) if _WHOLE.fullmatch(text) else text


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _broken(name: str, line: int) -> InvalidInput:
    return InvalidInput("law.not_yaml", name=name, line=line)
