"""Works out derived fields that come of one column kept as its words: once for each word, instead of in every row."""

import re
from collections.abc import Mapping

import duckdb
import pyarrow as pa

from data.distinct import in_words, spread, words_of

_LITERAL = re.compile(r"'[^']*'")
_NAME = re.compile(r"\b[a-z_][a-z0-9_]*\b(?!\s*\()")


def worded(
    db: duckdb.DuckDBPyConnection,
    derived: Mapping[str, str],
    columns: Mapping[str, pa.ChunkedArray],
    absent: Mapping[str, str],
    others: frozenset[str],
) -> dict[str, pa.ChunkedArray]:
    """Return those of the derived fields (name -> SQL, in their order) that need nothing but one of the columns in words.

    absent: fields that are empty in every row unless they are derived, with their SQL types. others: fields that have values
    which are not at hand. `db` keeps its rows in order.
    """
    found: dict[str, pa.ChunkedArray] = {}
    for name, sql in derived.items():
        named = set(_NAME.findall(_LITERAL.sub("", sql)))
        at_hand = {**columns, **found}
        empty = {field: kind for field, kind in absent.items() if field in named - found.keys() - others}
        sources = (named & (at_hand.keys() | others)) - empty.keys()
        values = None
        if len(sources) == 1 and (source := sources.pop()) in at_hand and in_words(at_hand[source]):
            values = _of_words(db, sql, source, at_hand[source], empty)
        if values is None:
            others |= {name}
        else:
            found[name] = values
    return found


def _of_words(
    db: duckdb.DuckDBPyConnection, sql: str, source: str, cells: pa.ChunkedArray, empty: Mapping[str, str]
) -> pa.ChunkedArray | None:
    """Return what the SQL makes of each cell; None if it gives a value to empty cells, too."""
    words = words_of(cells)
    nothing = "".join(f", CAST(NULL AS {kind}) AS {field}" for field, kind in empty.items())
    db.register("words", pa.table({source: pa.concat_arrays([words.dictionary, pa.nulls(1, pa.string())])}))
    made = db.sql(f"SELECT ({sql}) AS made FROM (SELECT {source}{nothing} FROM words)").to_arrow_table()[
        "made"
    ]
    db.unregister("words")
    if made[-1].is_valid and cells.null_count:
        return None
    return spread(made.slice(0, len(words.dictionary)), words)
