"""Rules about ads: the store's ROI of seven days, campaigns that cost more than they sell."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.finding import Finding
from metrics.evaluate import evaluate
from metrics.grades import ROI_STEPS
from metrics.period import Period
from metrics.scope import Scope

ROI_WINDOW = 7
SETTLED_AFTER = 15
PASSES = ROI_STEPS[-1][0]


def low_roi(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Store ROI of the last seven days under 1:3 (M-80, M-81); never a single day's."""
    period = Period.last_days(day, ROI_WINDOW)
    values = evaluate(store, ["store_roi", "roi_grade", "store_cost", "paid_amount"], period, None, scope)[
        0
    ].values
    roi = values["store_roi"]
    if values["roi_grade"].value != "fail" or not isinstance(roi.value, float):
        return []
    cost = Decimal(str(roi.bottom))
    return [
        Finding(
            "low_roi",
            Text(
                f"近 7 天店铺ROI 1:{shown_roi(roi.value)}，不及格",
                f"Store ROI of 7 days is 1:{shown_roi(roi.value)}: fail",
            ),
            Text(
                f"付款 {Decimal(str(roi.top)):,.2f} 元 ÷ 成本 {cost:,.2f} 元（{roi.days_covered} 天数据齐全）；先看花费最大的计划。",
                f"{Decimal(str(roi.top)):,.2f} paid over {cost:,.2f} of cost ({roi.days_covered} days); look at the largest plans.",
            ),
            period.first,
            max(cost * 3 - Decimal(str(roi.top)), Decimal(0)).quantize(Decimal("0.01")),
            "roi",
            pd.DataFrame([{"paid_amount": roi.top, "store_cost": roi.bottom, "store_roi": roi.value}]),
        )
    ]


def losing_campaigns(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Campaigns that, over the four weeks whose sales have come in, brought less money than they cost (M-75 < 1)."""
    last = day - timedelta(days=SETTLED_AFTER)
    period = Period.last_days(last, 28)
    rows = evaluate(store, ["ad_spend", "ad_revenue", "ad_roi", "ad_clicks"], period, "campaign", scope)
    found = []
    for row in rows:
        spend, revenue = row.values["ad_spend"].value, row.values["ad_revenue"].value
        clicks = row.values["ad_clicks"].value
        if not isinstance(spend, Decimal) or not isinstance(revenue, Decimal) or not isinstance(clicks, int):
            continue
        if clicks < 100 or revenue >= spend:
            continue
        loss = (spend - revenue).quantize(Decimal("0.01"))
        found.append(
            Finding(
                f"losing_campaign:{row.cut}",
                Text(f"计划「{row.cut}」花得比卖得多", f"Campaign “{row.cut}” costs more than it sells"),
                Text(
                    f"{period.first:%m-%d} 至 {last:%m-%d}（成交已回流完）花费 {spend:,.2f} 元，成交 {revenue:,.2f} 元。",
                    f"{period.first:%m-%d} to {last:%m-%d} (sales are in): {spend:,.2f} spent, {revenue:,.2f} sold.",
                ),
                period.first,
                loss,
                "roi",
                pd.DataFrame(
                    [{"campaign": row.cut, "ad_spend": spend, "ad_revenue": revenue, "ad_clicks": clicks}]
                ),
                ("campaign", row.cut or ""),
            )
        )
    return found


def shown_roi(roi: float) -> str:
    """Return the ROI rounded as the card beside it shows it; a failing one that would read 3.00 keeps its decimals."""
    exact = Decimal(str(roi))
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded if rounded < PASSES else exact.quantize(Decimal('0.0001'), ROUND_DOWN)}"
