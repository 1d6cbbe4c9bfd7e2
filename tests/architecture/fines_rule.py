"""Finds code that could assess officers by fines, which 行政处罚法 74 forbids.

What names a fine and a person at once is looked at: where there are queries that alone is a fault,
elsewhere it is one when something is keyed, grouped or sorted by the person. A function stands for
those of its module that it calls, too, so that a query built in pieces is seen whole.
"""

import ast
import re
from collections.abc import Iterator, Mapping

from geo_patrol.store.tables import Base

FINE = re.compile(r"(?:^|_)(?:fines?|fined|yuan)(?:_|$)")
_TABLES = {one.class_.__name__: one.local_table for one in Base.registry.mappers}
FINED_ROWS = frozenset(
    name for name, table in _TABLES.items() if any(FINE.search(one.name) for one in table.c)
)
"""Tables that a fine is read with, by whoever reads all of a row."""

PERSONS = frozenset(
    {
        column.name
        for table in _TABLES.values()
        for column in table.c
        if any(key.column.table.name == "officers" for key in column.foreign_keys)
    }
    | {"OfficerRow", "CrewRow", "officers", "officer", "crew", "badge_no"}
    | {"actor", "actor_id", "author", "by_officer"}
)
"""Names of who did something: columns that refer to people, their table, who wrote a version."""

_GROUPING = frozenset(
    {"group_by", "order_by", "partition_by", "groupby", "sort_values", "pivot_table"}
    | {"sorted", "sort", "max", "min", "nlargest", "nsmallest", "setdefault"}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def faults(source: str) -> Iterator[str]:
    """Yield the functions of a module that could assess officers by fines."""
    if not any(word in source for word in ("fine", "yuan", *FINED_ROWS)):
        return
    tree = ast.parse(source)
    queries = "sqlalchemy" in source
    rows = FINED_ROWS | _aliases(tree, FINED_ROWS)
    people = PERSONS | _aliases(tree, PERSONS)
    for name, bodies in _with_what_they_call(tree).items():
        named = frozenset(word for body in bodies for word in _words(body))
        fined = any(map(FINE.search, named)) or (queries and named & rows)
        if not fined or not named & people:
            continue
        if queries or any(_words(key) & people for body in bodies for key in _keys(body)):
            yield name


def sums_fines(source: str) -> bool:
    """Tell whether a module adds fines up in its queries."""
    return "fine" in source and any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr == "sum"
        and any(FINE.search(word) for word in _words(one))
        for one in ast.walk(ast.parse(source))
    )


def _aliases(tree: ast.Module, names: frozenset[str]) -> frozenset[str]:
    """Return what a module calls such things: ``_N, _O = table_of(…), table_of(OutcomeRow)``."""
    found: set[str] = set()
    for one in tree.body:
        if not isinstance(one, ast.Assign):
            continue
        target, value = one.targets[0], one.value
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=True))
        for left, right in pairs:
            if _words(right) & names:
                found |= _words(left)
    return frozenset(found)


def _with_what_they_call(tree: ast.Module) -> Mapping[str, list[Function]]:
    own = {one.name: one for one in ast.walk(tree) if isinstance(one, Function)}
    calls = {name: _words(one) & own.keys() for name, one in own.items()}
    found: dict[str, list[Function]] = {}
    for name in own:
        reached, waiting = {name}, [name]
        while waiting:
            new = calls[waiting.pop()] - reached
            reached |= new
            waiting += new
        found[name] = [own[one] for one in reached]
    return found


def _words(node: ast.AST) -> frozenset[str]:
    """Return the names in a piece of code, with the words of its texts, but for docstrings."""
    said = {id(each.value) for each in ast.walk(node) if isinstance(each, ast.Expr)}
    found: set[str] = set()
    for one in ast.walk(node):
        match one:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                found.add(name)
            case ast.keyword(arg=str(name)):
                found.add(name)
            case ast.Constant(value=str(text)) if id(one) not in said:
                found |= set(re.findall(r"\w+", text))
    return frozenset(found)


def _keys(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what things are keyed, grouped or sorted by."""
    for one in ast.walk(node):
        match one:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _GROUPING:
                yield from one.args
                yield from one.keywords
            case ast.Subscript(ctx=ast.Store()):
                yield one.slice
            case ast.DictComp():
                yield one.key
