"""Targets and plans: what was reached of them, and how far from them the shop is (M-20, M-22, M-23, M-78)."""

from dataclasses import replace

from data.text import Text
from metrics.ads import AD_SPEND
from metrics.core import Fact, Measure, Metric, Planned, Ratio, Total
from metrics.orders import PAID_AMOUNT
from metrics.refunds import NET_PAID_AMOUNT

PLAN = Fact(
    key="plan",
    label=Text("目标", "Targets"),
    clock=Text("目标的日期", "the days of the target"),
    view="targets",
    sources=("targets",),
)
SPEND_PLAN = Fact(
    key="spend_plan",
    label=Text("推广预算", "Planned ad spend"),
    clock=Text("预算的日期，逐日均分", "the days of the plan, spread evenly"),
    view="spend_plan_days",
    sources=("planned_spend",),
    rows="spend_plan_days",
)
LAID_OUT = Text(
    "只有月、季、年目标时，按星期和活动的历史规律分到每天（合计不变）",
    "a target of a month, quarter or year is laid on its days by weekday and event, adding up to it",
)
TARGET = Planned(
    id="M-20",
    key="paid_amount_target",
    fact=PLAN,
    label=Text("付款金额目标", "Target of amount paid"),
    meaning=Text(
        "正好这段日期的目标，或拼成这段日期的目标之和。",
        "The target of exactly these days, or of parts that fill them.",
    ),
    of="paid_amount",
)
TARGET_TO_DATE = Planned(
    id="M-22",
    key="paid_amount_target_to_date",
    fact=PLAN,
    label=Text("到目前的目标", "Target to date"),
    meaning=Text(
        "有付款数据的那些天的日目标之和。", "The day targets of the days whose payments are loaded, added up."
    ),
    of="paid_amount",
    to_date=True,
)
TARGET_ATTAINMENT = Ratio(
    id="M-20",
    key="target_attainment",
    top=PAID_AMOUNT,
    bottom=TARGET,
    label=Text("目标完成率", "Target attained"),
    meaning=Text(
        "付款金额 ÷ 这段日期的目标；没有目标或目标为 0 时为空。",
        "Amount paid over the target of these days; empty without one.",
    ),
    unit="percent",
)
TARGET_ATTAINMENT_NET = Ratio(
    id="M-20",
    key="target_attainment_net",
    top=NET_PAID_AMOUNT,
    bottom=TARGET,
    label=Text("目标完成率（净付款）", "Target attained, net of refunds"),
    meaning=Text("净付款金额 ÷ 这段日期的付款金额目标。", "Net amount paid over the target of these days."),
    unit="percent",
)
PACE_GAP = Total(
    id="M-22",
    key="pace_gap",
    label=Text("进度差", "Ahead of or behind target"),
    meaning=Text(
        "到目前的付款金额 − 同样这些天的日目标之和。",
        "Amount paid to date less the day targets of the same days.",
    ),
    parts=((1, PAID_AMOUNT), (-1, TARGET_TO_DATE)),
    unit="money",
    note=LAID_OUT,
)


def goals_of(metric: Metric) -> tuple[Ratio, Total]:
    """Return the share of its target that a metric reached (M-20) and its gap to the day targets so far (M-22)."""
    if metric is PAID_AMOUNT:
        return TARGET_ATTAINMENT, PACE_GAP
    unit = metric.unit
    target, to_date = (
        replace(plan, key=f"{metric.key}_{name}", of=metric.key, unit=unit)
        for plan, name in ((TARGET, "target"), (TARGET_TO_DATE, "target_to_date"))
    )
    return (
        replace(TARGET_ATTAINMENT, key=f"{metric.key}_attainment", top=metric, bottom=target, hidden=True),
        replace(
            PACE_GAP, key=f"{metric.key}_pace_gap", parts=((1, metric), (-1, to_date)), unit=unit, hidden=True
        ),
    )


DAY_TARGET_RATE = Ratio(
    id="M-23",
    key="day_target_rate",
    top=PAID_AMOUNT,
    bottom=TARGET_TO_DATE,
    label=Text("日目标完成率", "Day's target attained"),
    meaning=Text(
        "付款金额 ÷ 有数据的那些天的日目标；低于 50% 为红线，低于 100% 为黄线。",
        "Amount paid over the day targets of the days loaded; red under 50 %, amber under 100 %.",
    ),
    unit="percent",
    note=LAID_OUT,
)
PLANNED_SPEND = Measure(
    id="M-78",
    key="planned_spend",
    fact=SPEND_PLAN,
    label=Text("计划花费", "Planned spend"),
    meaning=Text(
        "推广预算表里这些天的预算，按天均分。",
        "What the sheet of ad budgets plans for these days, spread evenly.",
    ),
    sql="sum(f.amount)",
    unit="money",
    good="none",
    hidden=True,
)
SPEND_PACING = Ratio(
    id="M-78",
    key="spend_pacing",
    top=AD_SPEND,
    bottom=PLANNED_SPEND,
    label=Text("消耗完成率", "Spend against plan"),
    meaning=Text(
        "广告花费 ÷ 同样这些天的计划花费，越接近 100% 越好。",
        "Ad spend over what was planned for the same days; near 100 % is right.",
    ),
    unit="percent",
    good="none",
)
GOAL_METRICS = (TARGET_ATTAINMENT, TARGET_ATTAINMENT_NET, PACE_GAP, DAY_TARGET_RATE, SPEND_PACING)
