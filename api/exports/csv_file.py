"""CSV for spreadsheets: with a byte order mark, without formulas, and a page about it beside."""

import io
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from api.csv_marks import BYTE_ORDER_MARK, FORMULA
from api.exports.clocks import iso_moments, local_clocks
from api.exports.records import Column, Export
from api.exports.titles import title
from geo_patrol.messages import Language, text


def csv_bytes(export: Export, language: Language) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, CR LF, a row for each of the table's.

    Titles and codes are in words in Chinese; in English they are names and codes as in the other
    formats. A moment has two columns: ISO 8601 with offset, and the local clock as spreadsheets
    read it.
    """
    columns: dict[str, pa.Array] = {}
    for one in export.columns:
        columns |= _written(one, export.about.zone, language)
    file = io.BytesIO()
    file.write(BYTE_ORDER_MARK)
    options = pyarrow.csv.WriteOptions(eol="\r\n", batch_size=8192)
    pyarrow.csv.write_csv(pa.table(columns), file, options)
    return file.getvalue()


def _written(one: Column, zone: ZoneInfo, language: Language) -> dict[str, pa.Array]:
    """Return the columns of text and numbers that a column becomes."""
    name = title(one.name, language)
    kind = one.values.type
    if pa.types.is_timestamp(kind):
        local = local_clocks(one.values, zone)
        return {name: iso_moments(one.values, zone), title("local", language, of=name): local}
    if pa.types.is_boolean(kind) and language == "zh":
        yes, no = text("exports.yes", language), text("exports.no", language)
        return {name: pc.if_else(one.values, yes, no)}
    if pa.types.is_string(kind):
        words = one.values
        if one.terms is not None and language == "zh":
            words = _in_words(words, {code: said["zh"] for code, said in one.terms.items()})
        return {name: pc.replace_substring_regex(words, FORMULA, r"'\1")}
    return {name: one.values}


def _in_words(codes: pa.Array, words: dict[str, str]) -> pa.Array:
    coded = codes.dictionary_encode()
    said = pa.array([words.get(code, code) for code in coded.dictionary.to_pylist()], pa.string())
    return said.take(coded.indices)
