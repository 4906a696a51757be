"""A table of what people type: its columns, their types, and how a value is kept as text or a number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa

Type = Literal["text", "integer", "flag", "money", "number", "day", "time"]
Row = dict[str, Any]

ARROW: Mapping[Type, pa.DataType] = {
    "text": pa.string(), "integer": pa.int64(), "flag": pa.bool_(), "money": pa.decimal128(18, 2),
    "number": pa.decimal128(18, 6), "day": pa.date32(), "time": pa.timestamp("us"),
}  # fmt: skip
PYTHON: Mapping[Type, tuple[type, ...]] = {
    "text": (str,), "integer": (int,), "flag": (bool,), "money": (Decimal, int), "number": (Decimal, int), "day": (date,),
    "time": (datetime,),
}  # fmt: skip
PLACES: Mapping[Type, Decimal] = {"money": Decimal("0.01"), "number": Decimal("0.000001")}


@dataclass(frozen=True)
class TypedTable:
    """A table in state.sqlite: one row per `key`; `columns` are what is known of it, each may be None.

    Columns may be added from one version of the program to the next (older rows have None there); a changed key or type
    needs a table of another name. Key columns are never None: say "" for "all".
    """

    name: str
    key: Mapping[str, Type]
    columns: Mapping[str, Type]

    @property
    def types(self) -> dict[str, Type]:
        """All columns, those of the key first, with their types."""
        return {**self.key, **self.columns}

    def key_of(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the row's key as it is kept; ValueError where a part is missing."""
        missing = [name for name in self.key if row.get(name) is None]
        if missing:
            raise ValueError(f"{self.name}: a row needs {', '.join(missing)}")
        return tuple(kept(kind, row[name]) for name, kind in self.key.items())

    def kept(self, row: Mapping[str, Any]) -> Row:
        """Return the row as it is kept; ValueError for a column that isn't declared or a value of another type."""
        unknown = [name for name in row if name not in self.types]
        if unknown:
            raise ValueError(f"{self.name} has no column {', '.join(unknown)}")
        return {name: kept(self.types[name], value) for name, value in row.items()}

    def told(self, row: Mapping[str, Any]) -> Row:
        """Return a kept row with Python values: money as Decimal, day as date; None where the column is younger."""
        return {name: told(kind, row.get(name)) for name, kind in self.types.items()}

    def arrow(self, rows: list[Row]) -> pa.Table:
        """Return rows as an Arrow table of the declared types; money is decimal128(18, 2)."""
        fields = [(name, ARROW[kind]) for name, kind in self.types.items()]
        return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def kept(kind: Type, value: Any) -> str | int | None:
    """Return a value as SQLite keeps it; ValueError if it is of another type, or has more decimals than its type."""
    if value is None:
        return None
    if not isinstance(value, PYTHON[kind]) or (isinstance(value, bool) and kind != "flag"):
        raise ValueError(f"{value!r} is no {kind}")
    return KEPT[kind](value)


def _decimal(places: Decimal) -> Callable[[Decimal | int], str]:
    def kept_decimal(value: Decimal | int) -> str:
        number = Decimal(value)
        if not number.is_finite() or number != number.quantize(places):
            raise ValueError(f"{value} has more decimals than are kept")
        return f"{number.quantize(places):f}"

    return kept_decimal


def _day(value: date) -> str:
    # A datetime is a date too, and would be kept with its hours.
    return date(value.year, value.month, value.day).isoformat()


def _time(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(" ", "seconds")


KEPT: Mapping[Type, Callable[[Any], str | int]] = {
    "text": str, "integer": int, "flag": int, "money": _decimal(PLACES["money"]), "number": _decimal(PLACES["number"]),
    "day": _day, "time": _time,
}  # fmt: skip


def told(kind: Type, value: Any) -> Any:
    """Return a kept value as Python has it; ValueError where the file holds something else."""
    if value is None or kind in {"text", "integer"}:
        return value
    if kind == "flag":
        return bool(value)
    if kind in PLACES:
        return Decimal(str(value)).quantize(PLACES[kind])
    return date.fromisoformat(value) if kind == "day" else datetime.fromisoformat(value)
