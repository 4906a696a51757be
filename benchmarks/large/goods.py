"""Goods: what sells, how fast, how long stock lasts, classes, conversion of items, what is bought together."""

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.large.case import Case, Page, Spans, counted, whole
from benchmarks.large.facts import Facts, of, stamp
from metrics.analyses.basket import LEAST, MOST, Baskets, baskets
from metrics.analyses.classes import NEW_DAYS, classes
from metrics.analyses.goods import hot_sellers
from metrics.analyses.slots import LEAST_NEIGHBOURS, LEAST_VISITORS, slot_conversion
from metrics.analyses.todo_goods import conversion_collapse
from metrics.period import Period

LINES, REPORTS = "line_versions", "item_day_versions"
SOLD = "sum(v.qty), sum(v.goods_payable), max(v.item_id)"
VISITED = "sum(v.visitors), sum(v.paid_buyers), max(v.item_id)"


def by_item(page: Page, span: Period) -> dict[str, tuple[int, int]]:
    """Return the pieces and cents of every item that sold."""
    rows = page.rows(span, "paid_items", "paid_amount", by="item")
    told = {
        str(row.cut): tuple(whole(row.values[key].value or 0) for key in ("paid_items", "paid_amount"))
        for row in rows
    }
    return {item: (pieces, cents) for item, (pieces, cents) in told.items() if cents}


def by_item_plainly(facts: Facts, span: Period) -> dict[str, tuple[int, int]]:
    """Return the same from the lines; links that are no goods have money and no pieces."""
    rows = of(facts.lines, span)
    rows = rows.assign(pieces=rows["qty"].where(rows["is_goods"], 0))
    sums = rows.groupby("item", observed=True)[["pieces", "cents"]].sum()
    return {str(item): (int(pieces), int(cents)) for item, pieces, cents in sums.itertuples() if cents}


def hottest(page: Page) -> list[tuple[Any, ...]]:
    """Return the ten items that sold most in 28 days, with the pieces of the day, of the days, and their cents."""
    found = hot_sellers(page.store, page.last, page.scope)
    return [(each.item, each.items_day, each.items_window, whole(each.amount_window)) for each in found]


def hottest_plainly(facts: Facts) -> list[tuple[Any, ...]]:
    """Return the same from the lines."""
    rows = of(facts.lines, Period.last_days(facts.last, 28))
    rows = rows[rows["is_goods"]]
    rows = rows.assign(today=rows["qty"].where(rows["day"] == stamp(facts.last), 0))
    sums = rows.groupby("item", observed=True)[["today", "qty", "cents"]].sum().reset_index()
    sums = sums.sort_values(["qty", "cents", "item"], ascending=[False, False, True]).head(10)
    return [(str(item), int(today), int(pieces), int(cents)) for _, item, today, pieces, cents in sums.itertuples()]  # fmt: skip


def classed(page: Page) -> dict[str, str]:
    """Return the class of every item that sold in the newest 28 days."""
    return {each.item: each.item_class for each in classes(page.store, page.scope)}


def classed_plainly(facts: Facts) -> dict[str, str]:
    """Return the same from the lines and the list of goods."""
    newest = facts.lines["day"].max().date()
    rows = of(facts.lines, Period.last_days(newest, 28))
    sums = rows[rows["is_goods"]].groupby("item", observed=True)[["qty", "cents"]].sum().reset_index()
    sums = sums[sums["qty"] > 0].sort_values(["qty", "cents", "item"], ascending=[False, False, True])
    before = (sums["qty"].cumsum() - sums["qty"]) / sums["qty"].sum()
    told = np.select([before < 0.8, before < 0.95], ["hot", "normal"], "slow")
    shelved = facts.products["first_shelved"].reindex(sums["item"])
    age = (stamp(newest) - shelved).dt.days.to_numpy()
    told = np.where((age >= 0) & (age < NEW_DAYS), "new", told)
    return dict(zip(map(str, sums["item"]), map(str, told), strict=True))


def cover(page: Page) -> dict[str, tuple[float, float | None]]:
    """Return how many pieces of every item sell on an ordinary day, and how many days its stock lasts."""
    rows = page.rows(Period.day(page.last), "daily_sales_28d", "cover_days", by="item")
    told = {
        str(row.cut): [row.values[key].value for key in ("daily_sales_28d", "cover_days")] for row in rows
    }
    return {
        item: (_rounded(speed), None if days is None else _rounded(days))
        for item, (speed, days) in told.items()
        if speed
    }


def cover_plainly(facts: Facts) -> dict[str, tuple[float, float | None]]:
    """Return the same from lines and stock: days of events and days out of stock don't count, unless there are no others."""
    span = Period.last_days(facts.last, 28)
    rows = of(facts.lines, span)
    daily = rows[rows["is_goods"]].groupby(["item", "day"], observed=True)["qty"].sum().reset_index()
    sold = daily.assign(plain=daily["qty"].where(~daily["day"].isin(facts.event_days), 0))
    sums = sold.groupby("item", observed=True)[["qty", "plain"]].sum()
    held = of(facts.stock, span).groupby(["item", "day"], observed=True)["on_hand"].sum().reset_index()
    empty = held[held["on_hand"] <= 0].merge(daily, on=["item", "day"], how="left")
    empty = empty[empty["qty"].fillna(0) == 0]
    outs = (
        empty.assign(plain=~empty["day"].isin(facts.event_days)).groupby("item")["plain"].agg(["size", "sum"])
    )
    outs = outs.reindex(sums.index, fill_value=0)
    whole_days, plain_days = (
        28,
        28 - int(pd.date_range(str(span.first), str(span.last)).isin(facts.event_days).sum()),
    )
    is_plain = plain_days > outs["sum"]
    speed: pd.Series[Any] = sums["plain"].where(is_plain, sums["qty"]) / np.where(
        is_plain, plain_days - outs["sum"], whole_days - outs["size"]
    )
    now = (
        held[held["day"] == stamp(facts.last)].set_index("item")["on_hand"].clip(lower=0).reindex(speed.index)
    )
    return {
        str(item): (_rounded(each), None if np.isnan(left) else _rounded(left / each))
        for item, each, left in zip(speed.index, speed, now, strict=True) if each > 0
    }  # fmt: skip


def _rounded(number: Any) -> float:
    return round(float(number), 6)


def moving(page: Page, span: Period) -> tuple[int, int]:
    """Return how many of the listed items sold, and how many were listed."""
    return page.sides(span, "moving_rate")


def moving_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the platform's report and the lines."""
    listed = of(facts.reports, span)
    listed = listed[listed["is_goods"] & listed["visitors"].notna()][["item", "day"]].astype({"item": str})
    sold = of(facts.lines, span)
    daily = (
        sold[sold["is_goods"]]
        .groupby(["item", "day"], observed=True)["qty"]
        .sum()
        .reset_index()
        .astype({"item": str})
    )
    both = listed.merge(daily[daily["qty"] > 0], on=["item", "day"])
    return int(both["item"].nunique()), int(listed["item"].nunique())


def places(page: Page, span: Period) -> dict[str, tuple[Any, ...]]:
    """Return every item's visitors, buyers, and the median conversion of the others of its category."""
    found = slot_conversion(page.store, span, page.scope)
    return {
        each.slot.item: (each.slot.visitors, each.slot.buyers, None if each.usual is None else _rounded(each.usual))
        for each in found
    }  # fmt: skip


def places_plainly(facts: Facts, span: Period) -> dict[str, tuple[Any, ...]]:
    """Return the same from the platform's report and the list of goods."""
    rows = of(facts.reports, span)
    rows = rows[rows["is_goods"] & rows["visitors"].notna() & rows["buyers"].notna()]
    sums = rows.groupby("item", observed=True)[["visitors", "buyers"]].sum()
    sums = sums[sums["visitors"] > 0]
    sums = sums.assign(category=facts.products["category"].astype(str).reindex(sums.index).to_numpy())
    rates = (sums["buyers"] / sums["visitors"])[sums["visitors"] >= LEAST_VISITORS]
    of_category = dict(iter(rates.groupby(sums["category"].reindex(rates.index))))
    found = {}
    for item, visitors, buyers, category in sums.itertuples():
        others = of_category[category].drop(item, errors="ignore") if category in of_category else rates[:0]
        usual = _rounded(others.median()) if len(others) >= LEAST_NEIGHBOURS else None
        found[str(item)] = (int(visitors), int(buyers), usual)
    return found


def collapsed(page: Page) -> set[str]:
    """Return the items whose conversion of three days is under half of that of the 28 before without events."""
    found = conversion_collapse(page.store, page.last, page.scope)
    return {each.about[1] for each in found if each.about}


def collapsed_plainly(facts: Facts) -> set[str]:
    """Return the same from the platform's report."""
    rows = of(facts.reports, Period.last_days(facts.last, 31))
    rows = rows[rows["is_goods"]]
    near = rows["day"] > stamp(facts.last - timedelta(days=3))
    parts = (rows[near], rows[~near & ~rows["day"].isin(facts.event_days)])
    new, old = (part.groupby("item", observed=True)[["buyers", "visitors"]].sum() for part in parts)
    both = new.join(old, rsuffix="_before")
    both = both[(both["visitors"] >= 200) & (both["buyers_before"] >= 30)]
    fell = both["buyers"] / both["visitors"] < both["buyers_before"] / both["visitors_before"] / 2
    return set(map(str, both.index[fell]))


def together(page: Page, span: Period) -> tuple[int, list[tuple[str, str, int, int, int]]]:
    """Return all baskets, and the pairs with the highest lift: baskets with both, and with each."""
    found = baskets(page.store, span, page.scope)
    assert isinstance(found, Baskets)
    return found.count, [
        (pair.item, pair.other, pair.together, pair.of_item, pair.of_other) for pair in found.pairs
    ]


def together_plainly(facts: Facts, span: Period) -> tuple[int, list[tuple[str, str, int, int, int]]]:
    """Return the same from the lines; a basket is what a buyer paid for on a day."""
    rows = of(facts.lines, span)
    rows = rows[rows["is_goods"]][["buyer", "day", "item"]].drop_duplicates()
    count = len(rows[["buyer", "day"]].drop_duplicates())
    rows = rows.assign(item=rows["item"].cat.codes)
    held = rows["item"].value_counts()
    pairs = rows.merge(rows, on=["buyer", "day"], suffixes=("", "_other"))
    pairs = pairs[pairs["item"] != pairs["item_other"]]
    both = pairs.groupby(["item", "item_other"]).size().rename("both").reset_index()
    both = both[both["both"] >= LEAST]
    names = facts.lines["item"].cat.categories
    told = pd.DataFrame({
        "item": names[both["item"]], "other": names[both["item_other"]], "both": both["both"].to_numpy(),
        "of_item": held.reindex(both["item"]).to_numpy(), "of_other": held.reindex(both["item_other"]).to_numpy(),
    })  # fmt: skip
    told["lift"] = told["both"] * count / (told["of_item"] * told["of_other"])
    told["share"] = told["both"] / told["of_item"]
    told = told.sort_values(
        ["lift", "both", "share", "item", "other"], ascending=[False, False, False, True, True]
    ).head(MOST)
    columns = told[["item", "other", "both", "of_item", "of_other"]]
    return count, [
        (str(item), str(other), int(both), int(one), int(two))
        for item, other, both, one, two in columns.itertuples(index=False)
    ]


def stock_on_hand(page: Page) -> dict[str, int]:
    """Return the stock of every item on the last day."""
    return page.by(Period.day(page.last), "stock_on_hand", "item")


def stock_on_hand_plainly(facts: Facts) -> dict[str, int]:
    """Return the same from the stock by size."""
    rows = of(facts.stock, Period.day(facts.last))
    return counted(rows.groupby("item", observed=True)["on_hand"].sum())


def cases(days: Spans) -> list[Case]:
    """Return the figures of goods."""

    def case(
        name: str, ours: Any, plainly: Any, span: Period, table: str = LINES, columns: str = SOLD
    ) -> Case:
        clock = "paid_at" if table == LINES else "day"
        return Case(name, ours, plainly, span, table, clock, columns)

    def over(
        name: str, ours: Any, plainly: Any, span: Period, table: str = LINES, columns: str = SOLD
    ) -> Case:
        return case(
            name, lambda page: ours(page, span), lambda facts: plainly(facts, span), span, table, columns
        )

    recent = Period.last_days(days.last, 31)
    return [
        over("sales by item of a month: pieces and amount of each", by_item, by_item_plainly, days.month),
        case("what sells most in 28 days", hottest, hottest_plainly, days.four_weeks),
        case("hot, normal and slow goods (ABC)", classed, classed_plainly, days.four_weeks),
        case("speed of sale and days of cover by item", cover, cover_plainly, days.four_weeks),
        case(
            "stock by item",
            stock_on_hand,
            stock_on_hand_plainly,
            days.day,
            "stock_versions",
            "sum(v.on_hand), max(v.item_id)",
        ),
        over("listed items that sold, 28 days", moving, moving_plainly, days.four_weeks, REPORTS, VISITED),
        over(
            "conversion of items beside their category, 30 days",
            places,
            places_plainly,
            days.thirty,
            REPORTS,
            VISITED,
        ),
        case("items whose conversion collapsed", collapsed, collapsed_plainly, recent, REPORTS, VISITED),
        over(
            "what is bought together, 30 days",
            together,
            together_plainly,
            days.thirty,
            LINES,
            "max(v.item_id), max(v.order_id)",
        ),
    ]
