"""Metrics + period + cut + scope -> values, by one SQL statement per fact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.period import ALL, Period

Number = Decimal | int | float | str | None


@dataclass(frozen=True)
class Scope:
    """Which part of the store is asked about; None means all of it."""

    shop: str | None = None
    platform: str | None = None


@dataclass(frozen=True)
class Value:
    """One figure: value is Decimal for money, int for counts, float for ratios, str for grades, None for empty.

    low, high: bounds of a people count over several days. days_covered: over how many of days_asked a ratio stands.
    source: where it was read ("orders", "shop_daily", "refunds", ...). notes: short labels to print under the figure.
    missing: what would be needed (sources or cost parts). why: a sentence if the value is empty. n: a rate's denominator.
    """

    key: str
    value: Number = None
    low: int | None = None
    high: int | None = None
    days_covered: int | None = None
    days_asked: int | None = None
    source: str | None = None
    notes: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()
    why: Text | None = None
    n: int | None = None


@dataclass(frozen=True)
class Row:
    """The values of one period or one value of the cut (`cut`, with `name` where the cut is an id)."""

    cut: str | None
    name: str | None
    values: Mapping[str, Value]


def evaluate(
    store: Store, keys: Sequence[str], period: Period = ALL, by: str | None = None, scope: Scope = Scope()
) -> list[Row]:
    """Return the values of `keys` over `period`: one row without `by`, else one per period or value of the cut."""
    raise NotImplementedError
