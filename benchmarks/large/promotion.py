"""Advertising: its cards, by campaign, word, region and hour, and what the shop's sales cost altogether."""

from decimal import Decimal
from typing import Any

import pandas as pd

from benchmarks.large.case import Case, Page, Spans, whole
from benchmarks.large.facts import Facts, of
from metrics.evaluate import evaluate
from metrics.period import Period

ADS, SPENT = "ad_versions", "sum(v.spend), sum(v.revenue), sum(v.clicks)"


def _billionths(value: Any) -> int:
    return int((value or Decimal(0)) * 10**9)


def by(page: Page, span: Period, cut: str | None) -> dict[str, tuple[int, int]]:
    """Return what ads spent and what came of those of paid scenes, by a cut (all together without)."""
    rows = evaluate(page.store, ["ad_spend", "ad_revenue"], span, cut, page.scope)
    told = {str(row.cut): tuple(_billionths(row.values[key].value) for key in row.values) for row in rows}
    return {cut: (spent, earned) for cut, (spent, earned) in told.items() if spent or earned}


def by_plainly(facts: Facts, span: Period, cut: str | None) -> dict[str, tuple[int, int]]:
    """Return the same from the rows of the ad reports, each figure of one report only."""
    level = cut or "campaign"
    rows = of(facts.ads[facts.ads["level"] == level], span)
    rows = rows.assign(earned=rows["revenue"].where(~rows["is_site"], 0))
    parts: Any = pd.Series("None", index=rows.index) if cut is None else cut
    sums = rows.groupby(parts, observed=True)[["spend", "earned"]].sum()
    return {
        str(name): (int(spent), int(earned)) for name, spent, earned in sums.itertuples() if spent or earned
    }


def store_cost(page: Page, span: Period) -> tuple[int, int, int]:
    """Return what the shop was paid, the postage that it bore and the discounts that it gave, in cents."""
    values = page.rows(span, "paid_amount", "postage", "discounts")[0].values
    paid, postage, discounts = (whole(value.value or 0) for value in values.values())
    return paid, postage, discounts


def store_cost_plainly(facts: Facts, span: Period) -> tuple[int, int, int]:
    """Return the same from orders, lines and what freight costs."""
    orders, lines = of(facts.paid, span), of(facts.lines, span)
    rates = pd.merge_asof(orders[["day", "freight_cents"]].sort_values("day"), facts.freight, on="day")
    postage = (rates["cents"] - rates["freight_cents"]).clip(lower=0).sum()
    discounts = (lines["list_cents"] - lines["cents"]).clip(lower=0).sum()
    return int(orders["cents"].sum()), int(postage), int(discounts)


def cases(days: Spans) -> list[Case]:
    """Return the figures of advertising."""

    def ads(name: str, cut: str | None) -> Case:
        span = days.month
        return Case(
            name, lambda page: by(page, span, cut), lambda facts: by_plainly(facts, span, cut), span, ADS, "day", SPENT
        )  # fmt: skip

    month = days.month
    return [
        ads("ad spend and revenue of a month", None),
        ads("the same by campaign", "campaign"),
        ads("the same by keyword", "keyword"),
        ads("the same by region", "region"),
        Case("paid, postage and discounts of a month (store ROI)", lambda page: store_cost(page, month),
             lambda facts: store_cost_plainly(facts, month), month, "line_versions", "paid_at",
             "sum(v.unit_price), sum(v.goods_payable)"),
    ]  # fmt: skip
