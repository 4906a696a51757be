"""What is printed under a figure: which source and clock, what it lacks, why it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.text import Text
from metrics.category import WITHIN
from metrics.clock import ASSUMED
from metrics.core import Grade, Leaf, Measure, Metric, People, Planned, Ratio, leaves
from metrics.scope import SOURCES, Shop, ShopDay, called
from metrics.statement import Joint

if TYPE_CHECKING:
    from metrics.question import Question
    from metrics.value import Bucket, Value

CLOCKS = {
    "refunds": Text("按退款完结日（售后导出）", "by completion day (refund export)"),
    "shop_daily": Text("生意参谋的成功退款金额", "the platform's refunds of the day"),
    "order_paid_day": Text(
        "订单导出里的退款，记在付款日", "refunds of the order export, on the order's pay day"
    ),
}
QUIET = Text(
    "售后导出首尾没有申请的几天按没有退款计",
    "days without a case at the ends of the refund export count as days without refunds",
)
PLATFORM = Text("其中 {n} 天取自生意参谋店铺日报", "{n} day(s) from the shop-daily export")
PLATFORM_BUYERS = Text("买家数取自生意参谋", "buyers as the platform counts them")
DAILY = Text("日均口径：逐日人数相加作分母", "daily basis: the days' people added as denominator")
STRAYS = Text(
    "这几天没有加载，只有之前订单的付款", "these days are not loaded: only payments of earlier orders"
)
GAP = Text("「{shop}」缺 {n} 天", "{n} day(s) of {shop} are missing")
LACKING = Text("不含「{shop}」（没有这项数据）", "without {shop}, which has no such data")
HISTORY_DAYS = 365
SHORT_HISTORY = Text(
    "之前加载的订单不足 365 天，首购买家里可能有老客",
    "fewer than 365 days of orders are loaded before: first-time buyers may be older ones",
)
NOTHING_BELOW = Text(
    "分母是 0 而分子不是，两份数据对不上：请核对导入的报表，看是不是缺了一份。",
    "The denominator is 0 and the numerator isn't, so two exports disagree: check whether one of them is missing.",
)
SOLD = ("ad_sales",)
UNSOLD = Text(
    "有 {n} 天的推广报表缺成交金额，那些花费没有成交可算，这几天的投产比偏低",
    "on {n} day(s) an ad report came without its revenue: what it spent has no sales to count, so ROI reads low",
)
UNTOLD_RETURNS = Text(
    "没有同一天的售后导出，预计可售退货没有算进来",
    "without a refund export of that day: returns that can be sold again are not in it",
)
# What sells through paid scenes alone; a day's spend beside it has both.
PAID_SCENES = ("ad_paid_scene_spend", "ad_paid_scene_clicks", "ad_revenue")
SITE_APART = Text("不含全站推广（另列）", "without 全站推广 (site-wide promotion), which stands apart")
# The names of cost parts and sources in results (contract: roi_grade_missing).
NAMES = {"ad_spend": "ads", "postage": "postage", "discounts": "discounts"}


def notes_of(question: Question, metric: Metric, days: set[ShopDay]) -> tuple[Text, ...]:
    """Return the short labels of a figure, in a fixed order, each once."""
    found: list[Text] = []
    counted = {(shop, platform) for shop, platform, _ in days}
    for leaf in leaves(metric):
        clocks = [clock for clock in question.clocks(leaf.fact) if clock[0] in counted or not counted]
        found += [CLOCKS[clock] for clock in sorted({clock for _, clock, _ in clocks})]
        found += [QUIET] if any(source == ASSUMED for _, _, source in clocks) else []
        found += _fallback_notes(question, leaf, days)
    of_first_buyers = any(leaf.fact.key == "first_purchases" for leaf in leaves(metric))
    if of_first_buyers and _is_history_short(question, days):
        found.append(SHORT_HISTORY)
    if isinstance(metric, Ratio):
        people = [leaf for leaf in leaves(metric) if isinstance(leaf, Measure) and leaf.unit == "people"]
        if people and not people[0].fact.grouped and len(days) > 1 and not of_first_buyers:
            found.append(DAILY)
    if any(isinstance(leaf, Measure) and leaf.sources == SOLD for leaf in leaves(metric)):
        unsold = {day for _, _, day in days & question.known.days(("ad_sales_partly",), question.scope)}
        found += [UNSOLD.fill(n=len(unsold))] if unsold else []
    if any(leaf.key == "expected_returns" for leaf in leaves(metric)):
        moments = {(shop, platform): day for shop, platform, day in sorted(days)}
        told = question.known.days(("returning",), question.scope)
        found += [UNTOLD_RETURNS] if any((*shop, day) not in told for shop, day in moments.items()) else []
    if any(leaf.key in PAID_SCENES for leaf in leaves(metric)):
        found += [SITE_APART] if days & question.known.days(("ad_site",), question.scope) else []
    found += _shop_gaps(question, days)
    if question.scope.category is not None:
        found += [WITHIN[leaf.fact.key] for leaf in leaves(metric) if leaf.fact.key in WITHIN]
    if metric.note is not None:
        found.append(metric.note)
    return tuple(dict.fromkeys(found))


def _is_history_short(question: Question, days: set[ShopDay]) -> bool:
    """Tell whether the orders of any shop begin within the year before the figure's first day."""
    begins: dict[Shop, date] = {}
    for shop, platform, day in question.known.days(("orders",), question.scope):
        begins[shop, platform] = min(day, begins.get((shop, platform), day))
    year = timedelta(days=HISTORY_DAYS)
    return any(day - begins.get((shop, platform), day) < year for shop, platform, day in days)


def _shop_gaps(question: Question, days: set[ShopDay]) -> list[Text]:
    """Return which shops lack days that others have: a sum over shops is no sum of all of them then."""
    shops = question.known.shops(question.scope)
    if len(shops) < 2 or not days:
        return []
    everyone = {day for _, _, day in days}
    found = []
    for name, platform in shops:
        own = {day for shop, where, day in days if (shop, where) == (name, platform)}
        name_of_shop = called((name, platform), shops)
        if not own:
            found.append(LACKING.fill(shop=name_of_shop))
        elif lacking := everyone - own:
            found.append(GAP.fill(shop=name_of_shop, n=len(lacking)))
    return found


def shops_lacking(value: Value) -> frozenset[str]:
    """Return the notes of a figure over several shops that name a shop it stands without, one per shop."""
    return frozenset(note.zh for note in value.notes if note.zh.startswith(LACKING.zh.partition("{")[0]))


def _fallback_notes(question: Question, leaf: Leaf, days: set[ShopDay]) -> list[Text]:
    known = question.known
    named = {"paid_people": "buyers", "placed_people": "placing_buyers"}.get(leaf.fact.key)
    if named is not None and not question.is_dimension:
        return [PLATFORM_BUYERS] if days - known.days((named,), question.scope) else []
    sources = question.need(leaf).sources
    if leaf.fact.key in ("placed", "paid") and len(sources) > 1:
        lacking = days - known.days(sources[:1], question.scope)
        if lacking:
            return [PLATFORM.fill(n=len({day for _, _, day in lacking}))]
    return []


def missing_of(question: Question, joint: Joint, bucket: Bucket) -> tuple[str, ...]:
    """Return the names of the needs that have no loaded day in the bucket."""
    where = None if question.is_dimension else bucket
    if (joint, where) not in question.missing:
        names = []
        for need in sorted(joint.needs, key=repr):
            if not any(question.bucket(entry) == where for entry in question.need_days(need)):
                names.append(NAMES.get(need.first, need.first))
        question.missing[joint, where] = tuple(sorted(names))
    return question.missing[joint, where]


def why_empty(question: Question, metric: Metric, joint: Joint, bucket: Bucket, value: Value) -> Text:
    """Return the sentence that says why a figure is empty and what to do."""
    if isinstance(metric, People) and value.low is not None:
        if value.days_covered == 1 and len(question.known.shops(question.scope)) == 1:
            return Text(
                f"这段日期只有 1 天有数据（{value.low:,} 人），不能代表整段。",
                f"One day of these is loaded ({value.low:,} people): it can't stand for all of them.",
            )
        return Text(
            f"多天或多店的人数不能相加，只能给出范围 {value.low:,}～{value.high:,}。",
            f"People of several days or shops don't add up; between {value.low:,} and {value.high:,}.",
        )
    where = None if question.is_dimension else bucket
    plans = [leaf for leaf in leaves(metric) if isinstance(leaf, Planned)]
    apart = [
        leaf
        for leaf in leaves(metric)
        if isinstance(leaf, People) or (isinstance(leaf, Measure) and leaf.apart)
    ]
    lacking = [
        need
        for need in [*sorted(joint.needs, key=repr), *map(question.need, plans), *map(question.need, apart)]
        if not any(question.bucket(entry) == where for entry in question.need_days(need))
    ]
    of_buyers = {leaf.fact.key for leaf in leaves(metric)} & {"buyer_window", "first_purchases"}
    if not lacking and of_buyers and None in (value.top, value.bottom):
        return _history(question, metric)
    if lacking:
        zh = "、".join(dict.fromkeys(SOURCES[need.first].zh for need in lacking))
        en = ", ".join(dict.fromkeys(SOURCES[need.first].en for need in lacking))
        return Text(f"这段日期没有加载：{zh}。", f"Not loaded for these days: {en}.")
    if plans:
        return _no_plan(question, plans)
    return _of_loaded_days(metric, value)


def _of_loaded_days(metric: Metric, value: Value) -> Text:
    """Return why a figure is empty though all of its days are loaded."""
    for leaf in leaves(metric):
        if isinstance(leaf, Measure) and leaf.lacks is not None:
            return leaf.lacks
    if isinstance(metric, Ratio | Grade) and value.bottom == 0 and value.top:
        return NOTHING_BELOW
    if isinstance(metric, Ratio | Grade):
        return Text(
            "分母为 0 或没有共同的日期，不计算。", "The denominator is 0 or no day is covered by both parts."
        )
    return Text("已加载的文件里没有这一列。", "The loaded files do not have this column.")


def _no_plan(question: Question, plans: Sequence[Planned]) -> Text:
    if any(plan.ordinary for plan in plans):
        return Text(
            "之前有数据的日子不足 28 天，推算不出平日水平。",
            "Fewer than 28 days before are loaded: what ordinary days bring can't be told.",
        )
    if question.period.first is None:
        return Text("目标要看具体日期：请选择日期范围。", "A target belongs to dates: choose a period.")
    return Text(
        "目标表里没有正好这段日期的目标（或能拼成这段日期的目标）。",
        "No target was set for exactly these days, nor targets that fill them.",
    )


def _history(question: Question, metric: Metric) -> Text:
    if any(isinstance(leaf, Measure) and leaf.history_days for leaf in leaves(metric)):
        return Text(
            "历史订单不足 365 天，分不出新老买家；请补充更早的订单报表。",
            "Fewer than 365 days of orders are loaded, so old and new buyers can't be told apart: load earlier ones.",
        )
    return Text(
        "这段日期有订单没有买家信息（导出时请勾选「买家会员名」），不能计算。",
        "Some orders of these days name no buyer (tick the buyer column when exporting).",
    )
