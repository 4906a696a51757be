"""How a cell of each column type is read: SQL for the value, and SQL for why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb

from data.kind import Column

_MACROS = Path(__file__).with_name("cells.sql")
_FIRST = datetime(2003, 1, 1)
_LAST_PLAN = datetime(2100, 1, 1)

# What a field of each type becomes in the store; a type that gives several fields is listed in `outputs`.
_STORED = {
    "text": "VARCHAR",
    "id": "VARCHAR",
    "money": "DECIMAL(18,2)",
    "fine": "DECIMAL(18,9)",
    "count": "BIGINT",
    "number": "DOUBLE",
    "rate": "DOUBLE",
    "time": "TIMESTAMP",
    "day": "DATE",
    "hour": "INTEGER",
    "buyer": "VARCHAR",
    "noted": "BOOLEAN",
    "flag": "BOOLEAN",
    "choice": "VARCHAR",
    "province": "VARCHAR",
}
_NUMERIC = ("money", "fine", "count", "number", "rate")
_SIMPLE = ("text", "id", "hour", *_NUMERIC)
_DATED = ("time", "day", "period")
PRIVATE_TYPES = ("buyer", "address", "noted")


@dataclass(frozen=True)
class Reading:
    """How a clean cell x_<field> is read, in three steps of SQL; each may use the names of the steps before it.

    Steps, since one nested expression per column takes the planner seconds: prepared (texts), read (values), and then
    values (field -> checked value, NULL where the cell is no such value). why: the code of what is wrong with a cell that
    gave no value; it is asked only of such cells. None: any text will do.
    """

    values: Mapping[str, str]
    why: str | None = None
    prepared: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)


def install(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the macros of cells.sql in a connection."""
    connection.execute(_MACROS.read_text(encoding="utf-8"))


def outputs(column: Column) -> dict[str, str]:
    """Return field -> SQL type of what a column becomes: one field, or two for a period and an address."""
    if column.type == "period":
        return dict.fromkeys(period_fields(column), "DATE")
    if column.type == "address":
        return dict.fromkeys((f"{column.field}_province", f"{column.field}_city"), "VARCHAR")
    return {column.field: _STORED[column.type]}


def period_fields(column: Column) -> tuple[str, str]:
    """Return the two fields of a period column."""
    return f"{column.field}_start", f"{column.field}_end"


def meant(column: Column, place: str) -> str:
    """Return SQL for a clean cell with its words replaced by what they mean; NULL where it is empty."""
    cell = place
    if column.words and column.type != "choice":
        cases = " ".join(f"WHEN {quoted(word)} THEN {quoted(value)}" for word, value in column.words)
        cell = f"nullif(CASE {place} {cases} ELSE {place} END, '')"
    return cell if column.empty is None else f"coalesce({cell}, {quoted(column.empty)})"


def reading(column: Column, *, today: date, part_order: str | None = None) -> Reading:
    """Return how the cleaned cells of a column are read.

    today: what happened lies between 2003 and the day after it; part_order: 'dmy' or 'mdy' for dates with the year last.
    """
    if column.type in _DATED:
        return _dated(column, today, part_order)
    if column.type in _SIMPLE:
        return _simple(column)
    if column.type == "choice":
        return _choice(column)
    return Reading(_plain(column, f"x_{column.field}"))


def span(column: Column, today: date) -> tuple[datetime, datetime]:
    """Return the first moment that a dated column may hold, and the first that it may not."""
    return _FIRST, _LAST_PLAN if column.planned else datetime.combine(today + timedelta(days=2), time())


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _plain(column: Column, cell: str) -> dict[str, str]:
    """Return the values of the types of which nothing can be wrong."""
    if column.type == "province":
        return {column.field: f"to_province({cell})"}
    if column.type == "noted":
        return {column.field: f"{cell} IS NOT NULL"}
    if column.type == "flag":
        words = ", ".join(quoted(word.casefold()) for word in column.true_words)
        return {column.field: f"lower({cell}) IN ({words})"}
    if column.type == "buyer":
        return {column.field: f"CASE WHEN contains({cell}, '*') THEN NULL ELSE {cell} END"}
    raise KeyError(column.type)


def _choice(column: Column) -> Reading:
    cell, value = f"x_{column.field}", f"v_{column.field}"
    cases = " ".join(
        f"WHEN {quoted(word.casefold())} THEN {quoted(meaning)}" for word, meaning in column.words
    )
    return Reading({column.field: value}, "'not_choice'", read={value: f"CASE lower({cell}) {cases} END"})


def _simple(column: Column) -> Reading:
    cell, text, value = (f"{letter}_{column.field}" for letter in "xnv")
    prepared = {}
    if column.type in _NUMERIC:
        prepared[text] = f"{'rate_text' if column.type == 'rate' else 'number_text'}({cell})"
    else:
        text = "NULL"
    read = {value: f"to_{column.type}({cell}, {text})"}
    why = f"why_{column.type}({cell}, {text})"
    if column.type not in _NUMERIC or column.negative:
        return Reading({column.field: value}, why, prepared, read)
    return Reading(
        {column.field: f"CASE WHEN {value} >= 0 THEN {value} END"},
        f"CASE WHEN {value} < 0 THEN 'negative' ELSE {why} END",
        prepared,
        read,
    )


def _dated(column: Column, today: date, part_order: str | None) -> Reading:
    """Return how a time, day or period is read: a range by both of its ends, which for a day must be the same day."""
    cell, first, last = f"x_{column.field}", f"v_{column.field}", f"w_{column.field}"
    order = "NULL" if part_order is None else quoted(part_order)
    if column.type == "time":
        prepared, read, last = {}, {first: f"to_time({cell}, {order})"}, first
    else:
        begin, end = f"n_{column.field}", f"e_{column.field}"
        prepared = {begin: f"range_end({cell}, 1)", end: f"range_end({cell}, 2)"}
        read = {
            first: f"to_time({begin}, {order})",
            last: f"CASE WHEN {end} <> {begin} THEN to_time({end}, {order}) END",
        }
    if column.type == "period":
        # Once, and then by name: written out six times in what follows they took a tenth of a second to plan.
        read |= {f"s_{column.field}": f"span_start({cell})", f"l_{column.field}": f"span_length({cell})"}
    values = _span(column, first, last)
    known = " AND ".join(f"{value} IS NOT NULL" for value in values.values())
    earliest, limit = span(column, today)
    inside = " AND ".join(
        f"{value} >= TIMESTAMP '{earliest}' AND {value} < TIMESTAMP '{limit}'" for value in values.values()
    )
    why = f"CASE WHEN {known} THEN 'outside' ELSE why_{column.type}({cell}) END"
    stored = "TIMESTAMP" if column.type == "time" else "DATE"
    return Reading(
        {name: f"CASE WHEN {inside} THEN CAST({value} AS {stored}) END" for name, value in values.items()},
        why,
        prepared,
        read,
    )


def _span(column: Column, first: str, last: str) -> dict[str, str]:
    """Return field -> moment of a time or day, or both ends of a period."""
    if column.type == "time":
        return {column.field: first}
    if column.type == "day":
        return {
            column.field: f"CASE WHEN {last} IS NULL AND n_{column.field} = e_{column.field} "
            f"OR CAST({last} AS DATE) = CAST({first} AS DATE) THEN {first} END"
        }
    begin, end = period_fields(column)
    ranged, start = f"n_{column.field} <> e_{column.field}", f"s_{column.field}"
    return {
        begin: f"coalesce({first}, {start})",
        end: f"CASE WHEN {ranged} THEN CASE WHEN {last} >= {first} THEN {last} END "
        f"ELSE coalesce({first}, {start} + l_{column.field} - INTERVAL 1 DAY) END",
    }
