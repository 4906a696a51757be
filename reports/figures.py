"""Figures as a table for people: the rows of `evaluate` with the metrics' names, ranges of people and grades in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from data.text import Text
from metrics.catalogue import metric
from metrics.evaluate import Row, Value
from metrics.figure import Asked, Figure
from metrics.variants import BY_KEY, name
from reports.table import Column, Plain, Table
from reports.wording import GRADES

READING = Text("{label}：{name}", "{label}: {name}")
NAMED = Text("{label}（{name}）", "{label} ({name})")


def as_table(
    title: str, first: Column | None, rows: Sequence[Row], keys: Sequence[str], language: str,
    label: Callable[[Row], Plain] = lambda row: row.name or row.cut, asked: Asked | None = None,
) -> Table:  # fmt: skip
    """Return one row per row of figures: the cut in the `first` column, if there is one, then the metrics.

    asked: what the rows were asked for, so that a cell can be laid open.
    """
    cut = () if first is None else (first,)
    columns = (*cut, *(column_of(key, language) for key in keys))
    return Table(
        title,
        columns,
        [[*(label(row) for _ in cut), *(cell(row.values[key], language) for key in keys)] for row in rows],
        {} if asked is None else figures(rows, keys, asked),
    )


def figures(rows: Sequence[Row], keys: Sequence[str], asked: Asked) -> dict[tuple[int, str], Figure]:
    """Return which figure each cell is of a table with one row per row of `evaluate` and a column per metric."""
    return {
        (place, key): asked.figure(key, row.cut, row.name) for place, row in enumerate(rows) for key in keys
    }


def readings(table: Table) -> tuple[Text, ...]:
    """Return which reading each column is whose metric has several, in words: 付款率：当天付款 ÷ 当天拍下（单数）."""
    named = ((metric(column.key).label, name(column.key)) for column in table.columns if column.key in BY_KEY)
    return tuple(READING.fill(label=label, name=reading) for label, reading in named if reading is not None)


def with_readings(table: Table, language: str) -> Table:
    """Return the table with the reading in the title of each such column, for a file that leaves the screen."""
    columns = tuple(
        replace(column, title=NAMED.fill(label=column.title, name=reading).say(language))
        if (reading := name(column.key)) is not None
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)


def column_of(key: str, language: str) -> Column:
    """Return the column of a metric: its label and unit."""
    return Column(key, metric(key).label.say(language), metric(key).unit)


def cell(value: Value, language: str) -> Plain:
    """Return a figure as a cell: its number, a range of people as text, a grade in words, None for empty."""
    if value.value is None and value.low is not None and value.high is not None:
        return f"{value.low:,}–{value.high:,}"
    if isinstance(value.value, str):
        return GRADES[value.value].say(language) if value.value in GRADES else value.value
    return value.value
