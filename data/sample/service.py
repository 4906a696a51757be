"""The invented customer service: what its agents did per day (客服绩效), and the whole team (客服概览)."""

from dataclasses import dataclass

import numpy as np

from data.sample import cells
from data.sample.arrays import Ints
from data.sample.export_platform import day_texts
from data.sample.figures import ShopDays
from data.sample.files import Table
from data.sample.world import ShopWorld

REPORT_DAYS = 60
# The shop's nicknames of its agents, their share of the talks, and how soon they answer (seconds).
AGENTS: tuple[tuple[str, float, float], ...] = (
    ("示例·青禾女装旗舰店:小禾", 0.45, 18.0),
    ("示例·青禾女装旗舰店:小麦", 0.35, 24.0),
    ("示例·青禾女装旗舰店:小谷", 0.20, 41.0),
)


@dataclass(frozen=True)
class ServiceDays:
    """One row per agent and one column per day of the report (the last day last); `team` is of all, each customer once.

    Money in cents.
    """

    consults: Ints
    inquirers: Ints
    inquiry_buyers: Ints
    inquiry_amount: Ints
    team_consults: Ints
    team_inquirers: Ints
    team_buyers: Ints
    team_amount: Ints


def service_days(world: ShopWorld, figures: ShopDays) -> ServiceDays:
    """Return the last days of customer service: of the visitors some ask, of those who ask before buying some buy."""
    days = min(REPORT_DAYS, world.days)
    random = world.random(61)
    share = np.array([agent[1] for agent in AGENTS])[:, None]
    consults = random.poisson(figures.visitors[-days:] * 0.022 * share).astype(np.int64)
    inquirers = random.binomial(consults, 0.62).astype(np.int64)
    buyers = np.minimum(random.binomial(inquirers, 0.55), figures.paid_buyers[-days:] // len(AGENTS)).astype(
        np.int64
    )
    each = figures.paid_amount[-days:] // np.maximum(figures.paid_buyers[-days:], 1)
    amount = buyers * each
    # A few talk with two agents on one day, and are one customer of the team.
    return ServiceDays(
        consults, inquirers, buyers, amount, consults.sum(axis=0) * 97 // 100, inquirers.sum(axis=0) * 97 // 100,
        buyers.sum(axis=0) * 98 // 100, amount.sum(axis=0) * 98 // 100,
    )  # fmt: skip


def agent_form(world: ShopWorld, days: ServiceDays) -> Table:
    """Return 客服绩效: one row per agent and day."""
    count = days.consults.shape[1]
    day = np.repeat(np.arange(count), len(AGENTS))
    agent = np.tile(np.arange(len(AGENTS)), count)
    consults, inquirers, buyers, amount = (
        values[agent, day]
        for values in (days.consults, days.inquirers, days.inquiry_buyers, days.inquiry_amount)
    )
    pace = np.array([seconds for _, _, seconds in AGENTS])[agent]
    spread = (day * 29 + agent * 13) % 100 / 100
    return Table(
        {
            "日期": cells.pick(day_texts(world.first, np.arange(world.days - count, world.days)), day),
            "旺旺昵称": cells.pick([name for name, _, _ in AGENTS], agent),
            "咨询人数": cells.whole(consults),
            "接待人数": cells.whole(consults * 98 // 100),
            "询单人数": cells.whole(inquirers),
            "询单最终付款人数": cells.whole(buyers),
            "询单最终付款转化率": cells.percent(
                np.divide(buyers, inquirers, out=np.zeros(day.size), where=inquirers > 0)
            ),
            "询单最终付款金额": cells.grouped(cells.money(amount)),
            "首次响应时长（秒）": cells.fixed(pace * (0.15 + 0.1 * spread), 2),
            "平均响应时长（秒）": cells.fixed(pace * (0.9 + 0.2 * spread), 2),
            "客户满意率": cells.percent(0.9 + 0.08 * spread),
            "旺旺回复率": cells.percent(0.985 + 0.015 * spread),
            "3分钟响应率": cells.percent(0.9 + 0.08 * (1 - spread)),
        }
    )


def team_form(world: ShopWorld, days: ServiceDays) -> Table:
    """Return 客服概览: one row per day."""
    count = days.team_consults.size
    spread = np.arange(count) * 29 % 100 / 100
    closed = np.divide(
        days.team_buyers, days.team_inquirers, out=np.zeros(count), where=days.team_inquirers > 0
    )
    return Table(
        {
            "日期": cells.pick(
                day_texts(world.first, np.arange(world.days - count, world.days)), np.arange(count)
            ),
            "咨询人数": cells.whole(days.team_consults),
            "接待人数": cells.whole(days.team_consults * 98 // 100),
            "询单人数": cells.whole(days.team_inquirers),
            "询单最终付款人数": cells.whole(days.team_buyers),
            "询单转化率": cells.percent(closed),
            "客服销售额": cells.grouped(cells.money(days.team_amount)),
            "平均响应时长（秒）": cells.fixed(24 * (0.9 + 0.2 * spread), 2),
            "3分钟响应率": cells.percent(0.9 + 0.08 * (1 - spread)),
            "平台求助率": cells.percent(0.002 * spread),
        }
    )
