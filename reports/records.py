"""Figures as other programs read them: the rows of `evaluate` as records of plain values, one field each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrics.catalogue import metric
from metrics.core import Grade, Metric, leaves
from metrics.evaluate import Row, Value
from metrics.period import PERIOD_CUTS
from reports.table import Column, Kind, Plain, Table
from reports.wording import to_the_cent

Content = Plain | tuple[str, ...]
Field = tuple[Column, Callable[[Row], Content]]


@dataclass(frozen=True)
class Records:
    """Records with the same fields in the same order; `columns` says of each field what it is."""

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Content], ...]

    def to_json(self) -> list[dict[str, object]]:
        """Return JSON objects: money as text with two decimals, counts and ratios as numbers, empty as null."""
        kinds = {column.key: column.kind for column in self.columns}
        return [{key: json_value(value, kinds[key]) for key, value in row.items()} for row in self.rows]

    def to_table(self) -> Table:
        """Return the same as a table; the parts of a list stand in one cell."""
        rows = [
            [" ".join(cell) if isinstance(cell, tuple) else cell for cell in row.values()]
            for row in self.rows
        ]
        return Table("", self.columns, rows)


def records(rows: Sequence[Row], keys: Sequence[str], by: str | None, interval: bool = False) -> Records:
    """Return one record per row: the cut's field first, then per key its value and what belongs to it.

    interval: also the denominator of every share of cases (`key_n`) and the ends of its 95 % interval (`key_low`, `key_high`).
    Beside `key` stand, where any row has them, `key_low` and `key_high` (bounds of people) and `key_missing` (what a
    grade or an empty figure lacks). `days_covered` says on how many days the figures of two facts stand: where they
    differ it is the least, and each has its own `key_days_covered`.
    """
    metrics = [metric(key) for key in dict.fromkeys(keys)]
    fields = _cut_fields(rows, by)
    for one in metrics:
        fields += _metric_fields(one, [row.values[one.key] for row in rows], interval)
    fields += _days_fields([one.key for one in metrics if _facts(one) > 1], rows)
    return Records(
        tuple(column for column, _ in fields),
        tuple({column.key: read(row) for column, read in fields} for row in rows),
    )


def json_value(value: Content, kind: Kind) -> object:
    """Return one value as JSON has it: money is text with two decimals, half a cent is rounded up."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, int | float | Decimal) and kind == "money":
        return str(to_the_cent(value))
    return float(value) if isinstance(value, Decimal) else value


def _facts(one: Metric) -> int:
    return len({leaf.fact.key for leaf in leaves(one)})


def _cut_fields(rows: Sequence[Row], by: str | None) -> list[Field]:
    if by is None:
        return []
    cut: Field = (Column("period" if by in PERIOD_CUTS else by, by, "id"), lambda row: row.cut)
    if by != "item" and all(row.name is None for row in rows):
        return [cut]
    return [cut, (Column(f"{by}_name", f"{by}_name"), lambda row: row.name)]


def _metric_fields(one: Metric, values: Sequence[Value], interval: bool) -> list[Field]:
    key = one.key
    fields: list[Field] = [(Column(key, key, one.unit), lambda row: row.values[key].value)]
    if any(value.low is not None for value in values):
        fields += [
            (Column(f"{key}_low", f"{key}_low", "people"), lambda row: row.values[key].low),
            (Column(f"{key}_high", f"{key}_high", "people"), lambda row: row.values[key].high),
        ]
    if interval and any(value.interval is not None for value in values):
        fields += [
            (Column(f"{key}_n", f"{key}_n", "count"), lambda row: row.values[key].n),
            (Column(f"{key}_low", f"{key}_low", "number"), lambda row: _end(row.values[key], 0)),
            (Column(f"{key}_high", f"{key}_high", "number"), lambda row: _end(row.values[key], 1)),
        ]
    if isinstance(one, Grade) or any(value.missing for value in values):
        fields.append((Column(f"{key}_missing", f"{key}_missing"), lambda row: row.values[key].missing))
    return fields


def _end(value: Value, side: int) -> float | None:
    return None if value.interval is None else value.interval[side]


def _days_fields(keys: Sequence[str], rows: Sequence[Row]) -> list[Field]:
    if not keys:
        return []
    fields = [_days_field("days_covered", keys)]
    if any(len({row.values[key].days_covered for key in keys}) > 1 for row in rows):
        fields += [_days_field(f"{key}_days_covered", (key,)) for key in keys]
    return fields


def _days_field(name: str, keys: Sequence[str]) -> Field:
    return Column(name, name, "count"), lambda row: min(
        (row.values[key].days_covered or 0 for key in keys), default=0
    )
