"""Rules about orders: unshipped, refunds about to run out, a day far behind its target, exports that are missing."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.dispatch import DUTY_HOURS, SOON_HOURS, data_cut, waiting
from metrics.analyses.finding import Finding
from metrics.analyses.targets import target
from metrics.evaluate import evaluate
from metrics.grades import RED_SHARE
from metrics.period import Period
from metrics.scope import SOURCES, Scope, coverage

REFUND_HOURS = 24
STEPPED_IN = Text("{n} 笔退款平台已介入", "{n} refunds with the platform")
RUNNING_OUT = Text("{n} 笔退款 24 小时内到期", "{n} refunds run out within 24 hours")


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
                f"共 {held.overdue_amount:,.2f} 元。数据截至 {held.cut:%m-%d %H:%M}。",
                f"{held.overdue_amount:,.2f} yuan. Data to {held.cut:%m-%d %H:%M}.",
            ),
            held.since.date() if held.since else None,
            held.overdue_amount,
            "warehouse",
            held.rows,
        )
    ]


def due_soon(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Paid orders that will be unshipped for 24 hours within the next six (M-41)."""
    held = waiting(store, scope)
    if held is None or not held.soon:
        return []
    money = sum(held.soon_rows["amount"], Decimal(0))
    by = held.soon_rows["paid_at"].min() + timedelta(hours=DUTY_HOURS)
    return [
        Finding(
            "due_soon",
            Text(
                f"{held.soon} 单 {SOON_HOURS} 小时内将超过 24 小时",
                f"{held.soon} orders reach 24 hours within {SOON_HOURS} hours",
            ),
            Text(
                f"共 {money:,.2f} 元，最早的 {by:%m-%d %H:%M} 到时。数据截至 {held.cut:%m-%d %H:%M}。",
                f"{money:,.2f} yuan; the first at {by:%m-%d %H:%M}. Data to {held.cut:%m-%d %H:%M}.",
            ),
            held.soon_rows["paid_at"].min().date(),
            money,
            "warehouse",
            held.soon_rows,
        )
    ]


def urgent_refunds(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Open refund cases that the platform has stepped into, or whose time runs out within 24 hours of the data."""
    cut = data_cut(store, scope) or datetime.combine(day, datetime.min.time()) + timedelta(days=1)
    rows = store.frame(
        "SELECT f.shop, f.refund_id, f.order_id, f.item_name, f.refund_status, f.reason, f.amount, f.applied_at, f.timeout_at,"
        " f.service_status, f.is_stepped_in FROM refund_cases AS f"
        " WHERE f.is_open = 1 AND (f.is_stepped_in = 1 OR (f.timeout_at > ? AND f.timeout_at <= ?))"
        " AND (? IS NULL OR f.shop = ?) AND (? IS NULL OR f.platform = ?)"
        " ORDER BY f.is_stepped_in DESC, f.timeout_at NULLS LAST, f.amount DESC",
        [cut, cut + timedelta(hours=REFUND_HOURS), scope.shop, scope.shop, scope.platform, scope.platform],
    )
    if rows.empty:
        return []
    money, own = sum(rows["amount"], Decimal(0)), int(rows.pop("is_stepped_in").sum())
    said = [STEPPED_IN.fill(n=own)] if own else []
    said += [RUNNING_OUT.fill(n=len(rows) - own)] if len(rows) > own else []
    return [
        Finding(
            "urgent_refunds",
            Text("，".join(part.zh for part in said), ", ".join(part.en for part in said)),
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


def behind_target(store: Store, day: date, scope: Scope) -> list[Finding]:
    """The whole day judged in the morning: under half of its target is red (M-23)."""
    wanted = target(store, "paid_amount", Period.day(day), scope)
    paid = evaluate(store, ["paid_amount"], Period.day(day), None, scope)[0].values["paid_amount"].value
    if wanted is None or not isinstance(paid, Decimal) or paid >= wanted * RED_SHARE:
        return []
    return [
        Finding(
            "behind_target",
            Text(
                f"{day:%m-%d} 只完成日目标的 {paid / wanted:.1%}",
                f"{day:%m-%d} reached {paid / wanted:.1%} of its target",
            ),
            Text(
                f"付款 {paid:,.2f} 元，目标 {wanted:,.2f} 元，未过半。",
                f"{paid:,.2f} paid of {wanted:,.2f}: under half.",
            ),
            day,
            (wanted - paid).quantize(Decimal("0.01")),
            "morning",
            pd.DataFrame([{"day": day, "paid_amount": paid, "target": wanted}]),
        )
    ]


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
