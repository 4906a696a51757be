"""The rows behind a cell of an analysis: what is counted or added up on each side of it, by which statement."""

from dataclasses import dataclass
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.core import Unit
from metrics.opened import SHOWN, Part, files_of
from metrics.value import Number


@dataclass(frozen=True)
class Rows:
    """One side of a cell. sql: its rows, in a total order; adds: the column whose sum is the value, None where rows are counted."""

    label: Text
    value: Number
    unit: Unit
    sql: str
    params: tuple[object, ...]
    adds: str | None = None


@dataclass(frozen=True)
class Behind:
    """A cell of an analysis. value: that of the only side, or the first ÷ the second. what: the row and column it stands in."""

    title: Text
    what: Text
    formula: Text
    value: Number
    unit: Unit
    sides: tuple[Rows, ...]


def laid_open(store: Store, behind: Behind) -> tuple[tuple[Part, ...], tuple[tuple[int, str], ...]]:
    """Return the sides of a cell with their rows (at most SHOWN of each), and the files that these came from: (id, name)."""
    parts = tuple(_part(store, f"side-{place}", side) for place, side in enumerate(behind.sides))
    return parts, files_of(store, parts)


def _part(store: Store, key: str, side: Rows) -> Part:
    rows = store.frame(f"{side.sql} LIMIT {SHOWN}", side.params)
    count = len(rows)
    if count == SHOWN:
        count = int(store.rows(f"SELECT count(*) FROM ({side.sql}) AS f", side.params)[0][0])
    files = rows["file_id"].dropna().unique() if "file_id" in rows else ()
    return Part(
        key, side.label, side.value, rows, count, side.sql.strip(), tuple(sorted(int(file) for file in files))
    )


def agrees(part: Part, side: Rows) -> bool:
    """Tell whether the rows of a side give its value again, to the cent."""
    if side.adds is None:
        return part.row_count == side.value
    found = sum((Decimal(str(value)) for value in part.rows[side.adds].dropna()), Decimal(0))
    return abs(found - Decimal(str(side.value or 0))) < Decimal("0.005")
