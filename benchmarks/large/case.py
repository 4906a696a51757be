"""A figure of a page, asked of us and written in pandas: both give the same answer, as whole numbers and texts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.large.facts import Facts
from data.store import Store
from metrics.evaluate import Row, evaluate
from metrics.period import Period
from metrics.scope import Scope
from metrics.value import Number


@dataclass(frozen=True)
class Case:
    """A figure: how we are asked, the same in pandas, and the scan of the fact rows (a table, its clock, what is added up)
    that an answer from the rows can't be under; `within`: the days of those rows."""

    name: str
    ours: Callable[["Page"], Any]
    plainly: Callable[[Facts], Any]
    within: Period
    table: str
    clock: str
    columns: str

    @property
    def scan(self) -> str:
        """The statement that adds up the columns of the current rows of a shop and of the days that the figure is of."""
        return (
            f"SELECT count(*), {self.columns} FROM {self.table} AS v WHERE v.is_current AND v.shop = ? AND v.platform = ?"  # noqa: S608
            f" AND v.{self.clock} >= ? AND v.{self.clock} < ?"
        )


@dataclass(frozen=True)
class Page:
    """A shop as the pages see it on its last whole day."""

    store: Store
    scope: Scope
    last: date

    def rows(self, span: Period, *keys: str, by: str | None = None) -> list[Row]:
        """Return the values of metrics, as a page asks for them."""
        return evaluate(self.store, keys, span, by, self.scope)

    def whole(self, span: Period, *keys: str) -> tuple[int, ...]:
        """Return metrics of a span, money as cents."""
        values = self.rows(span, *keys)[0].values
        return tuple(whole(values[key].value) for key in keys)

    def sides(self, span: Period, key: str) -> tuple[int, int]:
        """Return both sides of a ratio, money as cents."""
        found = self.rows(span, key)[0].values[key]
        return whole(found.top), whole(found.bottom)

    def by(self, span: Period, key: str, cut: str) -> dict[str, int]:
        """Return a metric by a cut, money as cents, without what has none."""
        rows = self.rows(span, key, by=cut)
        return {str(row.cut): whole(row.values[key].value) for row in rows if row.values[key].value}


@dataclass(frozen=True)
class Spans:
    """The days that the pages of `last` ask about."""

    last: date

    @cached_property
    def day(self) -> Period:
        """Return the day itself."""
        return Period.day(self.last)

    @cached_property
    def month(self) -> Period:
        """Return the month so far."""
        return Period(self.last.replace(day=1), self.last)

    @cached_property
    def settled(self) -> Period:
        """Return the month before the last: what follows it is known, too."""
        before = self.last.replace(day=1) - timedelta(days=1)
        return Period.month(before.replace(day=1) - timedelta(days=1))

    @cached_property
    def thirty(self) -> Period:
        """Return the last 30 days."""
        return Period.last_days(self.last, 30)

    @cached_property
    def four_weeks(self) -> Period:
        """Return the last 28 days."""
        return Period.last_days(self.last, 28)

    @cached_property
    def year(self) -> Period:
        """Return the last 365 days."""
        return Period.last_days(self.last, 365)

    @cached_property
    def ever(self) -> Period:
        """Return all days up to the last."""
        return Period(date(2000, 1, 1), self.last)


def whole(value: Number) -> int:
    """Return money as cents and a count as it is."""
    if isinstance(value, Decimal):
        return int(value * 100)
    assert isinstance(value, int), value
    return value


def counted(series: "pd.Series[Any]") -> dict[str, int]:
    """Return sums by cut as a page names them, without zeros: days as 2026-11-21, anything else as text."""
    return {
        str(cut.date() if isinstance(cut, pd.Timestamp) else cut): int(number)
        for cut, number in series.items()
        if number
    }
