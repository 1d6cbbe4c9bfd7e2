"""Values as people read them, where a format has no types or no words of its own."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from api.exports.clocks import local_clocks
from api.exports.records import Column, Export
from geo_patrol.messages import Language, text


def said_values(one: Column, export: Export, language: Language) -> Iterator[Any]:
    """Yield the values of a column: codes in words in Chinese, moments by the local clock.

    Numbers stay numbers; what is not known is None.
    """
    kind = one.values.type
    if pa.types.is_timestamp(kind):
        yield from local_clocks(one.values, export.about.zone).to_pylist()
        return
    for value in one.values.to_pylist():
        if isinstance(value, bool):
            yield text("exports.yes" if value else "exports.no", language)
        elif isinstance(value, str) and language == "zh":
            words = (one.terms or {}).get(value)
            yield value if words is None else words["zh"]
        else:
            yield value
