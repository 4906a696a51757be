"""What to do now: rules that read the data and name what needs a person, with number, money at stake and since when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.dispatch import data_cut, waiting
from metrics.analyses.goods import LOW_COVER_DAYS, hot_sellers
from metrics.compare import event_names
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, SOURCES, Scope, coverage

ROI_WINDOW = 7
URGENT_COVER_DAYS = 3.0
SETTLED_AFTER = 15
COLLAPSE_SHARE = Decimal("0.5")
MINIMUM_VISITORS = 200
REFUND_HOURS = 24


@dataclass(frozen=True)
class Finding:
    """One thing to do. key: the rule and what it speaks of (stable from day to day). money: yuan at stake, None if unknown.

    since: from when the fact stands. page: the path of the page that settles it. rows: the cases, ready to show.
    """

    key: str
    title: Text
    detail: Text
    since: date | None
    money: Decimal | None
    page: str
    rows: pd.DataFrame


Rule = Callable[[Store, date, Scope], list[Finding]]


def findings(store: Store, day: date, scope: Scope = EVERYTHING) -> list[Finding]:
    """Return what the rules find on the morning after `day`, the most money at stake first; what lacks data comes last."""
    found = [finding for rule in RULES for finding in rule(store, day, scope)]
    return sorted(
        found, key=lambda finding: (finding.money is None, -(finding.money or Decimal(0)), finding.key)
    )


def running_out(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Hot sellers whose stock lasts under three days at their ordinary speed; money: a week's sales without stock."""
    sellers = [
        seller
        for seller in hot_sellers(store, day, scope)
        if seller.cover_days is not None and seller.cover_days < URGENT_COVER_DAYS
    ]
    found = []
    for seller in sellers:
        price = (seller.amount_window or Decimal(0)) / max(seller.items_window, 1)
        lost_days = LOW_COVER_DAYS - min(seller.cover_days or 0.0, LOW_COVER_DAYS)
        money = (Decimal(repr(seller.speed * lost_days)) * price).quantize(Decimal("0.01"))
        cover = f"{seller.cover_days:.1f}"
        rows = pd.DataFrame(
            [
                {
                    "item": seller.item,
                    "item_name": seller.name,
                    "on_hand": seller.on_hand,
                    "daily_sales": round(seller.speed, 2),
                    "cover_days": round(seller.cover_days or 0.0, 1),
                }
            ]
        )
        found.append(
            Finding(
                f"running_out:{seller.shop}:{seller.item}",
                Text(f"热卖「{seller.name}」只够卖 {cover} 天", f"“{seller.name}” lasts {cover} more days"),
                Text(
                    f"库存 {seller.on_hand} 件，平日每天卖 {seller.speed:.1f} 件；断货一周约少卖 {money:,.2f} 元。补货或停推广。",
                    f"{seller.on_hand} in stock, {seller.speed:.1f} sold on an ordinary day; a week without it costs about "
                    f"{money:,.2f} yuan. Reorder, or stop its ads.",
                ),
                seller.stock_day,
                money,
                "items",
                rows,
            )
        )
    return found


def overdue(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Paid orders that are unshipped after 24 hours (the shop's own duty, M-41)."""
    held = waiting(store, scope)
    if held is None or not held.overdue:
        return []
    return [
        Finding(
            "overdue",
            Text(
                f"{held.overdue} 单付款超过 24 小时未发货",
                f"{held.overdue} orders unshipped 24 hours after payment",
            ),
            Text(
                f"共 {held.overdue_amount:,.2f} 元；另有 {held.soon} 单 6 小时内将超时。数据截至 {held.cut:%m-%d %H:%M}。",
                f"{held.overdue_amount:,.2f} yuan; {held.soon} more within 6 hours. Data to {held.cut:%m-%d %H:%M}.",
            ),
            held.since.date() if held.since else None,
            held.overdue_amount,
            "warehouse",
            held.rows,
        )
    ]


def urgent_refunds(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Open refund cases whose time runs out within 24 hours of the data, or that the platform has stepped into."""
    cut = data_cut(store, scope) or datetime.combine(day, datetime.min.time()) + timedelta(days=1)
    rows = store.frame(
        "SELECT v.shop AS shop, v.refund_id AS refund_id, v.order_id AS order_id, v.title AS item_name,"
        " v.status AS refund_status, v.reason AS reason, v.amount AS amount, v.applied_at AS applied_at,"
        " v.timeout_at AS timeout_at, v.service_status AS service_status FROM refund_versions AS v"
        " WHERE v.is_current AND NOT v.is_success AND NOT v.is_closed AND v.timeout_at IS NOT NULL"
        " AND v.timeout_at > ? AND v.timeout_at <= ? AND (? IS NULL OR v.shop = ?) AND (? IS NULL OR v.platform = ?)"
        " ORDER BY v.timeout_at, v.amount DESC",
        [cut, cut + timedelta(hours=REFUND_HOURS), scope.shop, scope.shop, scope.platform, scope.platform],
    )
    if rows.empty:
        return []
    money = sum(rows["amount"], Decimal(0))
    return [
        Finding(
            "urgent_refunds",
            Text(f"{len(rows)} 笔退款 24 小时内到期", f"{len(rows)} refunds run out within 24 hours"),
            Text(
                f"共 {money:,.2f} 元，超时会自动退款或转平台介入。",
                f"{money:,.2f} yuan; overdue ones are refunded by the platform.",
            ),
            rows["applied_at"].min().date(),
            money,
            "service",
            rows,
        )
    ]


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
                f"近 7 天店铺ROI 1:{_floored(roi.value)}，不及格",
                f"Store ROI of 7 days is 1:{_floored(roi.value)}: fail",
            ),
            Text(
                f"付款 {Decimal(str(roi.top)):,.2f} 元 ÷ 成本 {cost:,.2f} 元（{roi.days_covered} 天有全部数据）；先看花费最大的计划。",
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
            )
        )
    return found


def conversion_collapse(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Items whose conversion of the last 3 days fell under half of the 28 days before, on enough visitors."""
    events = set(event_names(store, scope))
    before = [d for d in Period.last_days(day - timedelta(days=3), 28).days() if d not in events]
    recent = list(Period.last_days(day, 3).days())
    if not before:
        return []
    sql = (
        "SELECT f.shop, f.item, arg_max(f.item_name, f.day), sum(f.buyers) FILTER (WHERE f.day IN (SELECT unnest(?))),"
        " sum(f.visitors) FILTER (WHERE f.day IN (SELECT unnest(?))), sum(f.buyers) FILTER (WHERE f.day IN (SELECT unnest(?))),"
        " sum(f.visitors) FILTER (WHERE f.day IN (SELECT unnest(?))), sum(f.amount) FILTER (WHERE f.day IN (SELECT unnest(?)))"
        " FROM item_days AS f WHERE f.visitors IS NOT NULL AND NOT f.is_excluded AND (? IS NULL OR f.shop = ?)"
        " AND (? IS NULL OR f.platform = ?) GROUP BY f.shop, f.platform, f.item"
    )
    values = [recent, recent, before, before, before, scope.shop, scope.shop, scope.platform, scope.platform]
    found = []
    for shop, item, name, buyers, visitors, old_buyers, old_visitors, amount in store.rows(sql, values):
        if not visitors or visitors < MINIMUM_VISITORS or not old_visitors or (old_buyers or 0) < 30:
            continue
        rate, old = Decimal(int(buyers or 0)) / visitors, Decimal(int(old_buyers)) / old_visitors
        if rate >= old * COLLAPSE_SHARE:
            continue
        per_buyer = (amount or Decimal(0)) / old_buyers
        money = ((old - rate) * visitors * per_buyer).quantize(Decimal("0.01"))
        found.append(
            Finding(
                f"conversion_collapse:{shop}:{item}",
                Text(f"「{name}」转化掉了一半以上", f"Conversion of “{name}” more than halved"),
                Text(
                    f"近 3 天 {rate:.2%}（{visitors} 访客），之前平日 {old:.2%}；约少卖 {money:,.2f} 元。查详情页、价格、评价。",
                    f"{rate:.2%} in 3 days ({visitors} visitors) after {old:.2%}; about {money:,.2f} yuan lost. "
                    "Check page, price and reviews.",
                ),
                recent[0],
                money,
                "items",
                pd.DataFrame(
                    [{"item": item, "item_name": name, "visitors": visitors, "buyers": int(buyers or 0)}]
                ),
            )
        )
    return found


def behind_target(store: Store, day: date, scope: Scope) -> list[Finding]:
    """The whole day judged in the morning: under half of its target is red (M-23)."""
    target = day_target(store, day, scope)
    paid = evaluate(store, ["paid_amount"], Period.day(day), None, scope)[0].values["paid_amount"].value
    if target is None or not isinstance(paid, Decimal) or paid >= target * COLLAPSE_SHARE:
        return []
    return [
        Finding(
            "behind_target",
            Text(
                f"{day:%m-%d} 只完成日目标的 {paid / target:.1%}",
                f"{day:%m-%d} reached {paid / target:.1%} of its target",
            ),
            Text(
                f"付款 {paid:,.2f} 元，目标 {target:,.2f} 元，未过半。",
                f"{paid:,.2f} paid of {target:,.2f}: under half.",
            ),
            day,
            (target - paid).quantize(Decimal("0.01")),
            "morning",
            pd.DataFrame([{"day": day, "paid_amount": paid, "target": target}]),
        )
    ]


def day_target(store: Store, day: date, scope: Scope) -> Decimal | None:
    """Return the target of paid amount entered for exactly that day, all shops of the scope added; None if none is."""
    return period_target(store, Period.day(day), scope)


def period_target(store: Store, period: Period, scope: Scope) -> Decimal | None:
    """Return the target of paid amount entered for exactly that period, all shops of the scope added; None if none is."""
    rows = store.rows(
        "SELECT sum(t.amount) FROM target_versions AS t WHERE t.is_current AND t.measure = 'paid_amount' AND t.part IS NULL"
        " AND t.period_start = ? AND t.period_end = ? AND (? IS NULL OR t.shop = ?) AND (? IS NULL OR t.platform = ?)",
        [period.first, period.last, scope.shop, scope.shop, scope.platform, scope.platform],
    )
    return rows[0][0]


def missing_data(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Exports that the shop loads otherwise but that lack days among the last 14."""
    known = coverage(store)
    window = Period.last_days(day, 14)
    found = []
    for source in ("orders", "visitors", "ad_spend", "items"):
        days = known.days((source,), scope)
        for shop, platform in sorted({(entry[0], entry[1]) for entry in days}):
            own = {entry[2] for entry in days if entry[:2] == (shop, platform)}
            lacking = [d for d in window.days() if d not in own and d >= min(own)]
            if not lacking or len(lacking) == 14:
                continue
            listed = "、".join(f"{d:%m-%d}" for d in lacking)
            found.append(
                Finding(
                    f"missing_data:{source}:{shop}",
                    Text(
                        f"缺数据：{SOURCES[source].zh}，{listed}", f"Missing: {SOURCES[source].en}, {listed}"
                    ),
                    Text(
                        f"「{shop}」近 14 天缺 {len(lacking)} 天，请补下载后加载。",
                        f"{shop}: {len(lacking)} of 14 days are missing.",
                    ),
                    lacking[0],
                    None,
                    "load",
                    pd.DataFrame([{"shop": shop, "source": source, "day": d} for d in lacking]),
                )
            )
    return found


def _floored(number: float) -> str:
    """Return the ROI cut off, never rounded up, so that a failing 2.995 does not read 3.00."""
    return f"{int(number * 100) / 100:.2f}"


RULES: Sequence[Rule] = (
    running_out,
    overdue,
    urgent_refunds,
    low_roi,
    losing_campaigns,
    conversion_collapse,
    behind_target,
    missing_data,
)
