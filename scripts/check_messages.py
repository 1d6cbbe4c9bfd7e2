"""Compare the words in the catalogue with the code that asks for them.

Reported as errors: a message without both languages, or whose languages have other placeholders;
a key of another room; a key that code uses and no catalogue holds; a key that nothing uses; a call
that leaves a placeholder unfilled. Keys put together at run time (``f"maps.{kind}"``) stand for
all keys they can become. A string that only looks like a key is excused when a ``Literal[…]``
declares it (the name of a permission, say), or by the words ``not a message`` in a comment on its
line.
"""

import argparse
import ast
import json
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CATALOGUE = Path("geo_patrol/messages")
PACKAGES = ("geo_patrol", "maps", "api")
LANGUAGES = {"zh", "en"}
TEMPLATES = {".html", ".js", ".jinja", ".j2"}
TYPESCRIPT = {".ts", ".tsx"}
# What is built or fetched, not written.
OTHERS = {"node_modules", "dist"}
# Calls that take a key, and which argument it is; the exceptions of geo_patrol/errors.py are added.
SPEAKERS = {"text": 0, "both": 0, "finding": 1}
# Their strings are "table.column".
SCHEMA_CALLS = {"ForeignKey", "ForeignKeyConstraint", "relationship", "_refers"}
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
FILE_NAME = re.compile(
    r".*\.(csv|css|geojson|gpkg|gpx|html|js|json|kml|png|py|shp|sqlite|txt|webmanifest|xlsx|zip)"
)


@dataclass
class Use:
    """One place where code names a key: ``given`` is what it fills in, None when unknown."""

    where: str
    key: str
    given: frozenset[str] | None = None


@dataclass
class Uses:
    """All keys that code names, the patterns of those it puts together, and what is no key."""

    literal: list[Use] = field(default_factory=list)
    patterns: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)


def read_catalogue(folder: Path) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return key → language → text of all rooms, and what is wrong with them."""
    messages: dict[str, dict[str, str]] = {}
    errors: list[str] = []
    for path in sorted(folder.glob("*.json")):
        try:
            texts_of = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_twins)
        except ValueError as error:
            errors.append(f"{path.name}: {error}")
            continue
        for key, texts in texts_of.items():
            errors += [f"{path.name}: {fault}" for fault in faults(key, texts, path.stem)]
            messages[key] = texts
    return messages, errors


def without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make a JSON object, refusing a name that stands twice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)} stands twice")
    return made


def faults(key: str, texts: dict[str, str], name: str) -> Iterator[str]:
    """Yield what is wrong with one message."""
    if room(key) != name or not KEY.fullmatch(key):
        yield f"{key} is not {name}.something"
    if set(texts) != LANGUAGES or not all(texts.values()):
        yield f"{key} needs zh and en, both with words"
        return
    try:
        zh, en = (placeholders(texts[language]) for language in ("zh", "en"))
    except ValueError as error:
        yield f"{key}: {error}"
        return
    if zh != en:
        yield f"{key} has other placeholders in zh {sorted(zh)} than in en {sorted(en)}"


def placeholders(text: str) -> set[str]:
    """Return the names a text wants filled."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return {re.split(r"[.\[]", name)[0] for name in names}


def exceptions(root: Path) -> set[str]:
    """Return the names of the exception classes that take a key."""
    path = root / "geo_patrol/errors.py"
    if not path.exists():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.bases}


def find_uses(root: Path, keys: set[str]) -> Uses:
    """Return the keys that Python code and templates name."""
    uses = Uses()
    speakers = SPEAKERS | dict.fromkeys(exceptions(root), 0)
    for package in PACKAGES:
        for path in sorted(sources(root / package)) if (root / package).is_dir() else ():
            where = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                scan_python(path.read_text(encoding="utf-8"), where, keys, speakers, uses)
            elif path.suffix in TEMPLATES:
                scan_template(path.read_text(encoding="utf-8"), where, keys, uses)
            elif path.suffix in TYPESCRIPT:
                scan_typescript(path.read_text(encoding="utf-8"), where, keys, uses)
    return uses


def sources(folder: Path) -> Iterator[Path]:
    """Yield what may name keys, in a folder and below."""
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in OTHERS:
                yield from sources(path)
        elif not re.search(r"\.test\.tsx?$", path.name):
            yield path


def scan_template(source: str, where: str, keys: set[str], uses: Uses) -> None:
    """Add the quoted keys of a template."""
    for number, line in enumerate(source.splitlines(), 1):
        if len(line) > 1000 or "not a message" in line:  # minified, or excused
            continue
        for match in re.finditer(r"""(["'])([a-z][a-z0-9_.]+)\1""", line):
            if is_key(match[2], keys):
                uses.literal.append(Use(f"{where}:{number}", match[2]))


def scan_typescript(source: str, where: str, keys: set[str], uses: Uses) -> None:
    """Add the quoted keys of a module, and what each ``t("key", { name })`` fills in."""
    scan_template(source, where, keys, uses)
    for match in re.finditer(r'\bt\(\s*"([a-z][a-z0-9_.]+)"\s*,?\s*(\{|\))', source):
        line = source.count("\n", 0, match.start()) + 1
        inside = braced(source, match.end()) if match[2] == "{" else ""
        if is_key(match[1], keys) and "..." not in inside:
            names = re.findall(r"(?:^|,)\s*(\w+)\s*(?=[:,]|$)", inside)
            uses.literal.append(Use(f"{where}:{line}", match[1], frozenset(names)))


def braced(source: str, start: int) -> str:
    """Return what stands between braces, without what stands in brackets of its own there."""
    depth, kept = 0, []
    for char in source[start:]:
        if char in ")]}":
            depth -= 1
        if depth < 0:
            break
        if depth == 0 and char not in ")]}([{":
            kept.append(char)
        if char in "([{":
            depth += 1
    return "".join(kept).strip()


def scan_python(
    source: str, where: str, keys: set[str], speakers: dict[str, int], uses: Uses
) -> None:
    """Add the keys of a module: literal ones, and patterns of those put together."""
    lines = source.splitlines()
    tree = ast.parse(source)
    settled: set[int] = set()
    for node in ast.walk(tree):  # breadth first: a call comes before its arguments
        line = getattr(node, "lineno", 0)
        if id(node) in settled or not line or "not a message" in lines[line - 1]:
            continue
        place = f"{where}:{line}"
        if isinstance(node, ast.Call):
            name = called(node)
            if name in SCHEMA_CALLS:
                settled |= {id(inner) for inner in ast.walk(node)}
            elif name in speakers and (literal := key_argument(node, speakers[name])):
                settled |= {id(argument) for argument in node.args[: speakers[name] + 1]}
                uses.literal.append(Use(place, str(literal.value), given(node)))
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Literal"):
            words = {inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
            uses.declared |= {word for word in words if isinstance(word, str)}
        elif isinstance(node, ast.JoinedStr):
            settled |= {id(inner) for inner in ast.walk(node)}
            add_pattern(place, node.values, keys, uses)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            add_pattern(place, [node.left, node.right], keys, uses)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if is_key(node.value, keys):
                uses.literal.append(Use(place, node.value))


def called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def key_argument(node: ast.Call, position: int) -> ast.Constant | None:
    """Return the key that a call is given, if it is given as a literal."""
    if len(node.args) <= position:
        return None
    argument = node.args[position]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument if KEY.fullmatch(argument.value) else None
    return None


def given(node: ast.Call) -> frozenset[str] | None:
    """Return the names a call fills in, None when it passes a mapping on."""
    names = [keyword.arg for keyword in node.keywords]
    return None if None in names else frozenset(name for name in names if name)


def add_pattern(place: str, parts: list[ast.expr], keys: set[str], uses: Uses) -> None:
    """Add what a string put together can become, if it begins with a room's name."""
    head = parts[0]
    if not (isinstance(head, ast.Constant) and isinstance(head.value, str)):
        return
    if not re.match(r"[a-z_]+\.[a-z0-9_.]*$", head.value) or room(head.value) not in rooms(keys):
        return
    pattern = "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_.]+"
        for part in parts
    )
    uses.patterns.append((place, re.compile(pattern)))


def room(key: str) -> str:
    """Return what stands before a key's first dot."""
    return key.split(".")[0]


def rooms(keys: set[str]) -> set[str]:
    """Return the rooms that keys belong to."""
    return {room(key) for key in keys}


def is_key(text: str, keys: set[str]) -> bool:
    """Tell whether a string is a key, or would be one of a known room and nothing else."""
    if text in keys:
        return True
    return bool(KEY.fullmatch(text)) and room(text) in rooms(keys) and not FILE_NAME.fullmatch(text)


def compare(messages: dict[str, dict[str, str]], uses: Uses, root: Path) -> Iterator[str]:
    """Yield where code and catalogue disagree."""
    for use in uses.literal:
        if use.key not in messages:
            module = root / use.key.replace(".", "/")
            is_module = module.is_dir() or module.with_suffix(".py").exists()
            if not is_module and use.key not in uses.declared:
                yield f"{use.where}: no message {use.key}"
        elif use.given is not None:
            texts = messages[use.key].values()
            wanted = set().union(*(placeholders(text) for text in texts))
            if missing := sorted(wanted - use.given):
                yield f"{use.where}: {use.key} is not given {', '.join(missing)}"
    for place, pattern in uses.patterns:
        if not any(pattern.fullmatch(key) for key in messages):
            yield f"{place}: no message matches {pattern.pattern}"
    named = {use.key for use in uses.literal}
    for key in messages:
        if key not in named and not any(pattern.fullmatch(key) for _, pattern in uses.patterns):
            yield f"nothing uses {key}"


def main() -> int:
    """Print the errors; succeed when there are none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    root = parser.parse_args().root
    messages, errors = read_catalogue(root / CATALOGUE)
    if not messages:
        errors.append(f"no messages in {CATALOGUE}")
    if not errors:
        errors += compare(messages, find_uses(root, set(messages)), root)
    print("\n".join(errors) or f"{len(messages)} messages, all in zh and en, all used")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
