"""Rows of an export that speak of no fact: blank ones, totals, repeated headers, examples of own sheets."""

from collections.abc import Collection

import pyarrow as pa

from data import cells
from data.kind import Column
from data.match import Match

_DATED = ("time", "day", "period")


def first_places(match: Match) -> list[str]:
    """Return the columns where a totals row or an example row says that it is one."""
    return [f"c{i}" for i in range(min(len(match.headers), 4))]


def possible(match: Match, grid: pa.Table, plain: Collection[str]) -> bool:
    """Tell whether any row may be such: not where what names the rows stands first and is, like all dates, digits throughout.

    plain: the fields that were read whole (data/plain.py).
    """
    key = _key(match)
    dated = [column for column in match.present if column.type in _DATED]
    return (
        key.type != "id"
        or match.columns[key.field] != "c0"
        or bool(grid["c0"].null_count)
        or not {key.field, *(column.field for column in dated)} <= set(plain)
        or any(name in match.columns for name in match.kind.aside)
        or match.kind.own
    )


def is_aside(match: Match) -> str:
    """Return SQL that tells such rows of the table `grid`."""
    everything = ", ".join(f"c{i}" for i in range(len(match.headers)))
    first = f"coalesce({', '.join(first_places(match))})"
    exact = [match.columns[column.field] for column in match.present if column.type in _DATED]
    key = _key(match)
    at = match.columns[key.field]
    tests = [
        f"CASE WHEN {at} IS NULL THEN bare(concat_ws('', {everything})) = '' ELSE FALSE END",
        f"coalesce(is_total({first}), FALSE)",
        *(f"coalesce(is_total({place}), FALSE)" for place in exact),
        f"coalesce({at} = {cells.quoted(match.header(key.field))}, FALSE)",
    ]
    for name, words in match.kind.aside.items():
        if name in match.columns:
            tests += [f"coalesce({_is_word(match.columns[name], word)}, FALSE)" for word in words]
    if match.kind.own:
        tests.append(f"coalesce(regexp_matches({first}, '^(示例|例[:：])'), FALSE)")
    return " OR ".join(tests)


def _key(match: Match) -> Column:
    """Return the first column without which a row can't be, else the first."""
    return next((column for column in match.present if column.required), match.present[0])


def _is_word(place: str, word: str) -> str:
    """Return SQL for whether a cell is a word, or begins with one that ends in a star."""
    if word.endswith("*"):
        return f"starts_with({place}, {cells.quoted(word[:-1])})"
    return f"{place} = {cells.quoted(word)}"
