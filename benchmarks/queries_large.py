"""The dearest figures of the pages on the large store, each beside the scan of its rows and pandas giving the same.

pandas has the columns that it needs in memory, read from the store as Arrow once, with days as dates and buyers, items, shops and
provinces as codes: what takes it longest, comparing names, is done before. Its answers are checked against ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.analyses import cohorts_in_pandas
from benchmarks.queries import measured
from data.store import Store, open_store
from metrics.analyses.cohorts import Cohorts, cohorts
from metrics.analyses.repeat import Returns, returns
from metrics.analyses.rfm import Rfm, rfm
from metrics.analyses.todo_goods import conversion_collapse
from metrics.compare import event_names
from metrics.evaluate import Row, evaluate
from metrics.period import Period
from metrics.scope import Scope, coverage

ORDERS = """
SELECT o.paid_day AS day, o.buyer AS buyer, o.province AS province, CAST(o.amount * 100 AS BIGINT) AS cents,
    CAST(coalesce(o.refund_amount, 0) * 100 AS BIGINT) AS refund_cents
FROM orders AS o WHERE o.shop = ? AND o.platform = ? AND o.paid_day IS NOT NULL
"""
ITEMS = """
SELECT d.day AS day, d.item AS item, d.visitors AS visitors, d.buyers AS buyers, d.items AS items,
    CAST(d.amount * 100 AS BIGINT) AS cents
FROM item_days AS d WHERE d.shop = ? AND d.platform = ? AND NOT d.is_excluded
"""
RULES = "SELECT r.tier, r.from_amount, coalesce(r.from_count, 0) FROM vip_rules AS r WHERE r.shop = ? AND r.platform = ? ORDER BY 2 DESC"
SCAN_ORDERS = "SELECT count(*), {columns} FROM orders AS o WHERE o.shop = ? AND o.platform = ? AND o.paid_day BETWEEN ? AND ?"
SCAN_ITEMS = "SELECT count(*), {columns} FROM item_days AS o WHERE o.shop = ? AND o.platform = ? AND o.day BETWEEN ? AND ?"
REPEAT = 5


@dataclass(frozen=True)
class Case:
    """A figure: what is asked of us and of pandas alike, and the columns and days of the rows that it is of."""

    name: str
    asked: Callable[["Pages | Frames"], Any]
    scan: str
    columns: str
    span: Period


class Pages:
    """A shop as the pages see it."""

    def __init__(self, store: Store, shop: tuple[str, str], last: date) -> None:
        self.store, self.scope, self.last = store, Scope(*shop), last

    def _rows(self, span: Period, *keys: str, by: str | None = None) -> list[Row]:
        return evaluate(self.store, keys, span, by, self.scope)

    def amounts(self, span: Period) -> tuple[int, ...]:
        """Return paid orders, paid cents and buyers."""
        found = self._rows(span, "paid_orders", "paid_amount", "paid_buyers")[0].values
        return tuple(
            int(Decimal(found[key].value or 0) * (100 if key == "paid_amount" else 1)) for key in found
        )

    def returning(self, span: Period) -> tuple[Any, ...]:
        """Return the span's buyers, those who paid on two days of it, and those who had paid in the 365 days before."""
        found = self._rows(span, "repeat_rate", "returning_buyer_share")[0].values
        return found["repeat_rate"].bottom, found["repeat_rate"].top, found["returning_buyer_share"].top

    def next_period(self, span: Period) -> tuple[Any, ...]:
        """Return the span's buyers, and those who paid in the next one."""
        found = self._rows(span, "next_period_rate")[0].values["next_period_rate"]
        return found.bottom, found.top

    def tiers(self) -> dict[str, Any]:
        """Return the members of each tier as of the last day."""
        rows = self._rows(Period.day(self.last), "vip_members", by="tier")
        return {str(row.cut): row.values["vip_members"].value for row in rows}

    def by(self, span: Period, column: str) -> dict[str, int]:
        """Return paid cents by day or province."""
        found = {
            str(row.cut): row.values["paid_amount"].value
            for row in self._rows(span, "paid_amount", by=column)
        }
        return {cut: int(Decimal(value) * 100) for cut, value in found.items() if value}

    def by_item(self, span: Period) -> int:
        """Return how many items sold something, after adding up pieces and money of each."""
        rows = self._rows(span, "paid_items", "paid_amount", by="item")
        return sum(int(row.values["paid_items"].value or 0) > 0 for row in rows)

    def collapse(self) -> set[str]:
        """Return the items whose conversion of three days is under half of that of the 28 before without events."""
        return {
            found.about[1] for found in conversion_collapse(self.store, self.last, self.scope) if found.about
        }

    def cohorts(self) -> dict[str, int]:
        """Return the buyers by month of first purchase, after counting them in every month since."""
        found = cohorts(self.store, self.scope)
        assert isinstance(found, Cohorts)
        return {f"{cohort.month:%Y-%m}": cohort.buyers for cohort in found.cohorts}

    def rfm(self) -> int:
        """Return how many buyers were scored."""
        found = rfm(self.store, self.scope)
        assert isinstance(found, Rfm)
        return sum(cell.buyers for cell in found.cells)

    def returns(self) -> int:
        """Return how many buyers the curve of coming back stands on."""
        found = returns(self.store, date(2000, 1, 1), self.last, self.scope)
        assert isinstance(found, Returns)
        return found.buyers


class Frames:
    """The rows of a shop as pandas holds them, and what is asked of them."""

    def __init__(self, store: Store, shop: tuple[str, str], last: date) -> None:
        self.events = [pd.Timestamp(str(day)) for day in event_names(store, Scope(*shop))]
        self.orders = _frame(store, ORDERS, shop)
        self.items = _frame(store, ITEMS, shop)
        self.rules = store.rows(RULES, shop)
        self.last = last

    def _of(self, span: Period, frame: pd.DataFrame | None = None) -> pd.DataFrame:
        rows = self.orders if frame is None else frame
        return rows[
            (rows["day"] >= pd.Timestamp(str(span.first))) & (rows["day"] <= pd.Timestamp(str(span.last)))
        ]

    def amounts(self, span: Period) -> tuple[int, int, int]:
        """Return paid orders, paid cents and buyers."""
        rows = self._of(span)
        return len(rows), int(rows["cents"].sum()), int(rows["buyer"].nunique())

    def returning(self, span: Period) -> tuple[int, int, int]:
        """Return the span's buyers, those who paid on two days of it, and those who had paid in the 365 days before."""
        first = span.first or self.last
        found = self._of(span).groupby("buyer", observed=True)["day"].nunique()
        before = self._of(Period(first - timedelta(days=365), first - timedelta(days=1)))["buyer"].unique()
        return len(found), int((found >= 2).sum()), int(np.isin(found.index, before).sum())

    def next_period(self, span: Period) -> tuple[int, int]:
        """Return the span's buyers, and those who paid in the next one."""
        here, after = (self._of(part)["buyer"].unique() for part in (span, span.after()))
        return len(here), int(np.isin(here, after).sum())

    def tiers(self) -> dict[str, int]:
        """Return the members of each tier as of the last day."""
        rows = self._of(Period(date(2000, 1, 1), self.last))
        rows = rows.assign(net=rows["cents"] - rows["refund_cents"])
        grouped = rows.groupby("buyer", observed=True).agg(net=("net", "sum"), days=("day", "nunique"))
        left, found = pd.Series(True, index=grouped.index), {}
        for tier, amount, count in self.rules:
            reached = left & (grouped["net"] >= int(amount * 100)) & (grouped["days"] >= count)
            found[tier], left = int(reached.sum()), left & ~reached
        return found

    def by(self, span: Period, column: str) -> dict[str, int]:
        """Return paid cents by day or province."""
        sums = self._of(span).groupby(column, observed=True)["cents"].sum()
        return {str(cut)[:10]: int(cents) for cut, cents in sums.items()}

    def by_item(self, span: Period) -> int:
        """Return how many items sold something, after adding up pieces and cents of each."""
        sums = self._of(span, self.items).groupby("item", observed=True)[["items", "cents"]].sum()
        return int((sums["items"] > 0).sum())

    def collapse(self) -> set[str]:
        """Return the items whose conversion of three days is under half of that of the 28 before without events."""
        rows = self._of(Period.last_days(self.last, 31), self.items)
        near = rows["day"] > pd.Timestamp(str(self.last - timedelta(days=3)))
        ordinary = ~near & ~rows["day"].isin(self.events)
        new = rows[near].groupby("item", observed=True)[["buyers", "visitors"]].sum()
        old = rows[ordinary].groupby("item", observed=True)[["buyers", "visitors", "cents"]].sum()
        both = new.join(old, rsuffix="_before")
        both = both[(both["visitors"] >= 200) & (both["buyers_before"] >= 30)]
        fell = both["buyers"] / both["visitors"] < both["buyers_before"] / both["visitors_before"] / 2
        return set(both.index[fell])

    def cohorts(self) -> dict[str, int]:
        """Return the buyers by month of first purchase, after counting them in every month since."""
        told = cohorts_in_pandas(self.orders.rename(columns={"day": "paid_at"}))
        firsts = {str(month): int(told[month, month]) for month in set(told.index.get_level_values("first"))}
        return {month: count for month, count in firsts.items() if month < f"{self.last:%Y-%m}"}

    def rfm(self) -> int:
        """Return how many buyers were scored."""
        grouped = self.orders.groupby("buyer", observed=True).agg(
            last=("day", "max"),
            orders=("cents", "size"),
            cents=("cents", "sum"),
            refunds=("refund_cents", "sum"),
        )
        columns = (grouped["last"], grouped["orders"], grouped["cents"] - grouped["refunds"])
        scores = [column.rank(pct=True).mul(5).clip(upper=4.999).astype(int) for column in columns]
        return int(grouped.groupby(scores).size().sum())

    def returns(self) -> int:
        """Return how many buyers the curve of coming back stands on."""
        days = self.orders[["buyer", "day"]].drop_duplicates().sort_values("day")
        place = days.groupby("buyer", observed=True).cumcount()
        first, second = days[place == 0].set_index("buyer")["day"], days[place == 1].set_index("buyer")["day"]
        (second - first.reindex(second.index)).dt.days.value_counts().sort_index().cumsum()
        return int((first <= pd.Timestamp(str(self.last))).sum())


def _frame(store: Store, sql: str, shop: tuple[str, str]) -> pd.DataFrame:
    table = store.arrow(sql, shop)
    for name in ("buyer", "province", "item"):
        if name in table.column_names:
            place = table.column_names.index(name)
            table = table.set_column(place, name, table[name].combine_chunks().dictionary_encode())
    frame = table.to_pandas(date_as_object=False)
    return frame.assign(buyer=frame["buyer"].cat.codes) if "buyer" in frame else frame


def cases(last: date) -> list[Case]:
    """Return what is asked, as of a day."""
    day, month, year = Period.day(last), Period(last.replace(day=1), last), Period.last_days(last, 365)
    ever, recent = Period(date(2000, 1, 1), last), Period.last_days(last, 31)
    before = last.replace(day=1) - timedelta(days=1)
    earlier = Period.month(before.replace(day=1) - timedelta(days=1))
    money, people, goods = "sum(o.amount)", "sum(o.amount), count(o.buyer)", "sum(o.items), sum(o.amount)"
    visits = "sum(o.visitors), sum(o.buyers)"
    return [
        Case("cards of a day", lambda who: who.amounts(day), SCAN_ORDERS, people, day),
        Case("cards of a month", lambda who: who.amounts(month), SCAN_ORDERS, people, month),
        Case("returning buyers of a month", lambda who: who.returning(month), SCAN_ORDERS, people, month),
        Case("returning buyers of a year", lambda who: who.returning(year), SCAN_ORDERS, people, year),
        Case("buying again next month", lambda who: who.next_period(earlier), SCAN_ORDERS, people, earlier),
        Case("members by tier", lambda who: who.tiers(), SCAN_ORDERS, people, ever),
        Case("sales per day of a year", lambda who: who.by(year, "day"), SCAN_ORDERS, money, year),
        Case("sales by province", lambda who: who.by(month, "province"), SCAN_ORDERS, money, month),
        Case("sales by item of a month", lambda who: who.by_item(month), SCAN_ITEMS, goods, month),
        Case("items whose conversion fell", lambda who: who.collapse(), SCAN_ITEMS, visits, recent),
        Case("cohorts", lambda who: who.cohorts(), SCAN_ORDERS, people, ever),
        Case("rfm", lambda who: who.rfm(), SCAN_ORDERS, people, ever),
        Case("curve of coming back", lambda who: who.returns(), SCAN_ORDERS, people, ever),
    ]


def compare(home: Path) -> None:
    """Ask the large store of a home and pandas the same, check that they agree, print the table."""
    store = open_store(home)
    named = coverage(store).days(("buyers",))
    shop = next(iter(named))[:2]
    last = max(day for *_, day in named)
    pages, frames = Pages(store, shop, last), Frames(store, shop, last)
    print(
        f"{len(frames.orders):,} paid orders of {shop[0]} to {last}, median of {REPEAT} (pandas: one run); CPU ms"
    )
    print(f"{'':32} {'ours':>8} {'scan':>8} {'pandas':>8}")
    for case in cases(last):
        ours, answer = measured(partial(case.asked, pages), REPEAT)
        scan = case.scan.format(columns=case.columns)
        floor, _ = measured(partial(store.rows, scan, [*shop, case.span.first, case.span.last]), REPEAT)
        theirs, other = measured(partial(case.asked, frames), 1)
        assert answer == other, (case.name, answer, other)
        print(f"{case.name:32} {ours:8.0f} {floor:8.0f} {theirs:8.0f}", flush=True)
