"""The invented shops' own sheets: targets, costs and the calendar of events."""

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa

from data.sample import shops
from data.sample.ads import split
from data.sample.festivals import events_between, hourly_weights, weekly_events
from data.sample.figures import ShopDays
from data.sample.files import Table
from data.sample.world import ShopWorld

FREIGHT_CENTS = {1: (340, 320), 2: (380, 380)}  # per order, before and after the courier's contract changed
CONTRACT_CHANGED = 120  # days before the last day
PLANNED_AHEAD = 45


def table(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Return rows of cells as what stands in a sheet."""
    return Table(
        {name: pa.array([row[n] for row in rows], type=pa.string()) for n, name in enumerate(headers)}
    )


def yuan(cents: float) -> str:
    """Return cents as yuan with two decimals."""
    return f"{round(cents) // 100}.{round(cents) % 100:02d}"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _months(first: date, last: date) -> list[date]:
    months = [first.replace(day=1)]
    while (following := _month_end(months[-1]) + timedelta(days=1)) <= last:
        months.append(following)
    return months


def expected_cents(world: ShopWorld, figures: ShopDays, first: date, days: int) -> list[float]:
    """Return what an owner would plan for each day: the calendar's pattern at the shop's usual level, in cents."""
    past = hourly_weights(world.first, world.days).sum(axis=1).sum()
    level = figures.paid_amount.sum() / past
    shift = (first - world.first).days
    pattern = (
        hourly_weights(world.first, shift + days).sum(axis=1)[shift:]
        if shift >= 0
        else hourly_weights(first, days).sum(axis=1)
    )
    return [float(weight * level) for weight in pattern]


def target_form(world: ShopWorld, figures: ShopDays) -> Table:
    """Return 目标表: a target for every month to the year's end, and for every day of this month and the last."""
    rows = []
    by_day_from = (world.last.replace(day=1) - timedelta(days=1)).replace(day=1)
    days: list[tuple[date, int]] = []
    for month in _months(world.first, date(world.last.year, 12, 31)):
        expected = expected_cents(world, figures, month, (_month_end(month) - month).days + 1)
        hundreds = 10 * round(sum(expected) * (0.97 + 0.02 * (month.month % 5)) / 100_000)
        rows.append((f"{month:%Y-%m}", world.shop.name, "付款金额", f"{hundreds}00.00", ""))
        if by_day_from <= month <= world.last:
            # The days of a month add up to it, as a careful owner lays them out.
            shares = split(np.array([hundreds]), np.array([expected]))[0]
            days += [(month + timedelta(days=number), int(share)) for number, share in enumerate(shares)]
    rows += [(day.isoformat(), world.shop.name, "付款金额", f"{share}00.00", "") for day, share in days]
    return table(("周期", "店铺", "指标", "目标值", "部门/负责人/类目"), rows)


def discounts(world: ShopWorld) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return what the shop took off list prices, by the day of payment, in cents."""
    placed = world.placed
    off = np.maximum(placed.line_price * placed.line_qty - placed.line_payable, 0)
    return world.daily(world.paid[placed.line_order], off)


def freight_cents(world: ShopWorld) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the courier's price per order on each day."""
    before, after = FREIGHT_CENTS[world.shop.number]
    changed = world.days - 1 - CONTRACT_CHANGED
    return np.where(np.arange(world.days) >= changed, after, before).astype(np.int64)


def cost_form(world: ShopWorld) -> Table:
    """Return 费用表: the courier's price per order, and for a shop without order lines its discounts by month."""
    before, after = FREIGHT_CENTS[world.shop.number]
    name = world.shop.name
    has_changed = after != before and world.days > CONTRACT_CHANGED
    rows = [
        (world.first.isoformat(), "", name, "每单运费", yuan(before if has_changed else after), "快递合同价")
    ]
    if has_changed:
        changed = world.last - timedelta(days=CONTRACT_CHANGED)
        rows.append((changed.isoformat(), "", name, "每单运费", yuan(after), "快递新合同价"))
    if not world.shop.is_main:
        off = discounts(world)
        for month in _months(world.first, world.last):
            start, end = max(month, world.first), min(_month_end(month), world.last)
            spent = off[(start - world.first).days : (end - world.first).days + 1].sum()
            rows.append(
                (start.isoformat(), end.isoformat(), name, "折扣", yuan(float(spent)), "店铺优惠，按月填")
            )
    return table(("开始日期", "结束日期", "店铺", "费用类型", "金额", "备注"), rows)


def event_form(world: ShopWorld) -> Table:
    """Return 活动表: the festivals, the four weekday events, and what the shop itself changed."""
    ahead = world.last + timedelta(days=PLANNED_AHEAD)
    kinds = {"大促": "大促", "预售": "店铺活动", "节假日": "其他", "每周活动": "店铺活动"}
    found = [
        *events_between(world.first, ahead),
        *weekly_events(world.first, world.last + timedelta(days=13)),
    ]
    rows = [(event.start, event.end, event.name, kinds[event.kind], event.leaves_baseline) for event in found]
    if world.shop.is_main:
        rows += _changes(world)
    rows.sort(key=lambda row: (row[0], row[2]))
    return table(
        ("开始时间", "结束时间", "店铺", "活动名称", "类型", "是否剔除基线"),
        [
            (
                f"{start:%Y-%m-%d %H:%M:%S}",
                f"{end:%Y-%m-%d %H:%M:%S}",
                world.shop.name,
                name,
                kind,
                "是" if leaves else "否",
            )
            for start, end, name, kind, leaves in rows
        ],
    )


def _changes(world: ShopWorld) -> list[tuple[datetime, datetime, str, str, bool]]:
    title = world.shop.catalogue.items[world.shop.catalogue.index(world.roles.collapsed)].title
    live = datetime.combine(world.last - timedelta(days=shops.LIVE_NIGHT), time(22, 30))
    changed = datetime.combine(world.last - timedelta(days=shops.COLLAPSE_FROM), time())
    return [
        (live, live + timedelta(hours=2), "深夜直播专场", "店铺活动", False),
        (changed, changed + timedelta(days=1, seconds=-1), f"更换主图：{title}", "改版", False),
    ]
