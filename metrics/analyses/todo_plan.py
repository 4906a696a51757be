"""Rules about plans: ads that spend off their plan, sign-ups that close, a day that is behind its target in the afternoon."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.dispatch import data_cut
from metrics.analyses.finding import Finding
from metrics.analyses.targets import day_targets
from metrics.evaluate import evaluate
from metrics.grades import RED_SHARE
from metrics.period import Period
from metrics.scope import Scope

PACING_DAYS = 7
OFF_PLAN = 0.2
SIGN_UP_DAYS = 3
# The evening meeting: half of the day's target should be there by then (M-23).
MEETING = time(17, 30)
CENT = Decimal("0.01")


def spend_off_plan(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Ads of the last seven days that spent a fifth more or less than planned for them (M-78)."""
    period = Period.last_days(day, PACING_DAYS)
    pacing = evaluate(store, ["spend_pacing"], period, None, scope)[0].values["spend_pacing"]
    if not isinstance(pacing.value, float) or abs(pacing.value - 1) <= OFF_PLAN:
        return []
    spent, planned = Decimal(str(pacing.top)), Decimal(str(pacing.bottom))
    gap = abs(spent - planned).quantize(CENT)
    more = pacing.value > 1
    by_day = evaluate(store, ["ad_spend", "spend_pacing"], period, "day", scope)
    rows = [
        {
            "day": row.cut,
            "ad_spend": row.values["ad_spend"].value,
            "planned": row.values["spend_pacing"].bottom,
        }
        for row in by_day
    ]
    return [
        Finding(
            "spend_off_plan",
            Text(
                f"近 {PACING_DAYS} 天广告{'超' if more else '少'}花 {gap:,.2f} 元（计划的 {pacing.value:.0%}）",
                f"Ads spent {gap:,.2f} yuan {'over' if more else 'under'} plan in {PACING_DAYS} days ({pacing.value:.0%})",
            ),
            Text(
                f"花费 {spent:,.2f} 元，计划 {planned:,.2f} 元（{pacing.days_covered} 天有数据）。"
                + ("先看超得最多的计划，或改预算表。" if more else "看哪些计划没跑出去，或改预算表。"),
                f"{spent:,.2f} spent of {planned:,.2f} planned ({pacing.days_covered} days). "
                + (
                    "Look at the campaigns furthest over."
                    if more
                    else "Look at the campaigns that don't spend."
                ),
            ),
            period.first,
            gap,
            "roi",
            pd.DataFrame(rows),
        )
    ]


def sign_ups(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Activities whose sign-up, or whose materials, close within three days of the morning and that nobody handed in yet."""
    morning = datetime.combine(day + timedelta(days=1), time.min)
    until = morning + timedelta(days=SIGN_UP_DAYS)
    found = []
    rows = store.frame(
        "SELECT s.shop AS shop, s.event AS event, s.deadline AS deadline, s.materials_due AS materials_due,"
        " s.starts_day AS starts_day, s.materials AS materials, s.owner AS owner FROM sign_ups AS s"
        " WHERE coalesce(s.state, 'open') = 'open' AND (s.deadline BETWEEN ? AND ? OR s.materials_due BETWEEN ? AND ?)"
        " AND (? IS NULL OR s.shop = ?) AND (? IS NULL OR s.platform = ?) ORDER BY s.deadline, s.event",
        [morning, until] * 2 + [scope.shop, scope.shop, scope.platform, scope.platform],
    )
    for row in rows.to_dict("records"):
        times = [row["deadline"], row["materials_due"]]
        due = min(when for when in times if not pd.isna(when) and morning <= when <= until)
        what = Text("素材", "materials") if due == row["materials_due"] else Text("报名", "sign-up")
        found.append(
            Finding(
                f"sign_up:{row['shop']}:{row['event']}:{due:%Y-%m-%d}",
                Text(
                    f"「{row['event']}」{what.zh} {due:%m-%d %H:%M} 截止",
                    f"“{row['event']}”: {what.en} close {due:%m-%d %H:%M}",
                ),
                Text(
                    f"要交：{row['materials'] or '报名表'}；负责人：{row['owner'] or '未写明'}。",
                    f"To hand in: {row['materials'] or 'the form'}; in charge: {row['owner'] or 'not named'}.",
                ),
                (due - timedelta(days=SIGN_UP_DAYS)).date(),
                None,
                "calendar",
                pd.DataFrame([row]),
                owner=row["owner"] or None,
            )
        )
    return found


def half_day(store: Store, day: date, scope: Scope) -> list[Finding]:
    """The day under way, where its orders were exported at 17:30 or later: paid till then under half of its target (M-23).

    In the morning nothing is known of the day, and this rule is silent; yesterday's whole day is judged instead.
    """
    today, cut = day + timedelta(days=1), data_cut(store, scope)
    if cut is None or cut.date() != today or cut.time() < MEETING:
        return []
    wanted = day_targets(store, "paid_amount", Period.day(today), scope).get(today)
    paid, orders = store.rows(
        "SELECT coalesce(sum(f.amount), 0), count(*) FROM paid_orders AS f WHERE f.day = ?"
        " AND (? IS NULL OR f.shop = ?) AND (? IS NULL OR f.platform = ?)",
        [today, scope.shop, scope.shop, scope.platform, scope.platform],
    )[0]
    if not wanted or paid >= wanted * RED_SHARE:
        return []
    return [
        Finding(
            "half_day",
            Text(
                f"到 {cut:%H:%M} 只完成今天目标的 {paid / wanted:.1%}",
                f"{paid / wanted:.1%} of today's target by {cut:%H:%M}",
            ),
            Text(
                f"付款 {paid:,.2f} 元（{orders} 单），目标 {wanted:,.2f} 元，未过半。",
                f"{paid:,.2f} yuan paid ({orders} orders) of {wanted:,.2f}: under half.",
            ),
            today,
            (wanted - paid).quantize(CENT),
            "targets",
            pd.DataFrame([{"day": today, "paid_amount": paid, "target": wanted}]),
        )
    ]
