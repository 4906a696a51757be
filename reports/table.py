"""A table of figures as it is shown, printed and exported: columns that say what they hold, rows of plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from data.text import Text
from metrics.behind import Behind
from metrics.figure import Figure
from reports.wording import EMPTY, number, rounded

Kind = Literal[
    "text",
    "id",
    "grade",
    "count",
    "people",
    "money",
    "percent",
    "times",
    "number",
    "change",
    "points",
    "day",
    "time",
]
Plain = str | int | float | bool | Decimal | date | datetime | None
WORDS = ("text", "id", "grade")
# Short, for a phone shows a hand's breadth of a table: 「点」 is what shops call a percentage point.
POINTS = Text("{amount} 点", "{amount} pts")


@dataclass(frozen=True)
class Typed:
    """A value whose kind is its own and not its column's: in a list of unlike figures each row has its unit."""

    value: Plain
    kind: Kind


Cell = Plain | Typed


@dataclass(frozen=True)
class Column:
    """One column of a table: `key` for programs, `title` for people, `kind` says how its numbers are written.

    Kinds are the metrics' units plus text, id (never a number), day, time, change (a fraction with its sign) and points
    (percentage points). Text in a number column (bounds such as "120–300") stays text.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: float | None = None


@dataclass(frozen=True)
class Table:
    """A table to be shown or written: every row has one value per column, None is an empty figure.

    figures: which figure a cell is, or what rows are behind it, by the place of its row and the key of its column; a screen lays
    it open on a click.
    shades: how dark such a cell stands in a table that is read as a map, 0 to 1.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    figures: Mapping[tuple[int, str], Figure | Behind] = field(default_factory=dict)
    shades: Mapping[tuple[int, str], float] = field(default_factory=dict)


def worded(table: Table, language: str = "zh") -> Table:
    """Return the table with every typed cell as the words that people read, for a screen that has no typed cells."""
    rows = [
        [shown(cell, "text", language) if isinstance(cell, Typed) else cell for cell in row]
        for row in table.rows
    ]
    return replace(table, rows=rows)


def shown(cell: Cell, kind: Kind, language: str = "zh") -> str:
    """Return one cell as people read it; an empty one is a dash."""
    value, kind = own_kind(cell, kind)
    exact = number_of(value, kind)
    if exact is None:
        return EMPTY if value is None or isinstance(value, float) else str(value)
    if kind == "points":
        return POINTS.say(language).format(amount=f"{rounded(exact, 2):+,.2f}")
    if kind == "change":
        return f"{rounded(exact * 100, 2):+,.2f}%"
    return number(exact, kind)


def own_kind(cell: Cell, kind: Kind) -> tuple[Plain, Kind]:
    """Return a cell's value and kind: its own, or its column's."""
    return (cell.value, cell.kind) if isinstance(cell, Typed) else (cell, kind)


def number_of(cell: Plain, kind: Kind) -> Decimal | None:
    """Return a cell of a column of that kind as a number; None where it is text, a day, a truth, NaN or empty."""
    if kind in WORDS or isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    exact = Decimal(str(cell))
    return exact if exact.is_finite() else None
