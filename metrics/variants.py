"""Where the trade defines a figure in several ways: one switch per topic, and the readings side by side (2.9).

Every key keeps its one meaning everywhere; a switch only says which of a topic's keys pages and reports show first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.state import ON_SHELVES, REFUND_CLOCK, STOCK_COUNTS
from data.store import Store
from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.core import cuts
from metrics.evaluate import Value, evaluate
from metrics.period import PERIOD_CUTS, Period
from metrics.scope import EVERYTHING, Scope

PREFIX = "variant."


@dataclass(frozen=True)
class Option:
    """One reading of a topic: the metric's key, and in few words what sets it apart (printed under the figure)."""

    key: str
    name: Text


@dataclass(frozen=True)
class Topic:
    """A figure with several definitions; the first option is the default."""

    key: str
    title: Text
    options: tuple[Option, ...]

    @property
    def setting(self) -> str:
        """The key of the setting that keeps the choice."""
        return PREFIX + self.key

    @property
    def keys(self) -> tuple[str, ...]:
        """The metric keys of its options, the default first."""
        return tuple(option.key for option in self.options)


TOPICS: tuple[Topic, ...] = (
    Topic(
        "payment_rate",
        Text("付款率", "Payment rate"),
        (
            Option("payment_rate", Text("当天付款 ÷ 当天拍下（单数）", "paid ÷ placed that day, orders")),
            Option("payment_rate_amount", Text("当天付款 ÷ 当天拍下（金额）", "paid ÷ placed that day, money")),
            Option("same_day_payment_rate", Text("当天拍下且当天付款 ÷ 拍下", "placed and paid the same day ÷ placed")),
            Option("final_payment_rate", Text("拍下后至今付款 ÷ 拍下", "ever paid ÷ placed")),
        ),
    ),
    Topic(
        "conversion",
        Text("转化率", "Conversion"),
        (
            Option("conversion", Text("付款买家 ÷ 访客", "paying buyers ÷ visitors")),
            Option("order_conversion", Text("付款单数 ÷ 访客", "orders paid ÷ visitors")),
            Option("placing_conversion", Text("下单买家 ÷ 访客", "placing buyers ÷ visitors")),
        ),
    ),
    Topic(
        "spend_per_customer",
        Text("客单价", "Spend per customer"),
        (
            Option("spend_per_buyer", Text("付款金额 ÷ 买家数", "paid ÷ buyers")),
            Option("order_value", Text("付款金额 ÷ 单数", "paid ÷ orders")),
        ),
    ),
    Topic(
        "store_roi",
        Text("店铺ROI", "Store ROI"),
        (
            Option("store_roi", Text("付款 ÷（广告+包邮+折扣）", "paid ÷ (ads + postage + discounts)")),
            Option("store_roi_list", Text("折扣前金额 ÷（广告+包邮+折扣）", "list ÷ (ads + postage + discounts)")),
            Option("store_roi_without_discounts", Text("付款 ÷（广告+包邮）", "paid ÷ (ads + postage)")),
            Option("store_roi_ads_only", Text("付款 ÷ 广告", "paid ÷ ads")),
            Option("roi_after_refunds", Text("退款后付款 ÷（广告+包邮+折扣）", "paid less refunds ÷ (ads + postage + discounts)")),
        ),
    ),
    Topic(
        "roi_grade",
        Text("ROI 分级的「以上」", "Grades: is the limit included"),
        (
            Option("roi_grade", Text("刚好等于也算", "the limit is included")),
            Option("roi_grade_above", Text("超过才算", "more than the limit")),
        ),
    ),
    Topic(
        "refund_rate",
        Text("退款率", "Refund rate"),
        (
            Option("refund_rate", Text("期内完结的退款 ÷ 期内付款", "refunds completed ÷ paid in the period")),
            Option("refund_rate_cohort", Text("这批订单至今退款 ÷ 付款", "refunds so far of the orders paid ÷ paid")),
            Option("order_refund_rate", Text("有退款的单数 ÷ 付款单数", "orders refunded ÷ orders paid")),
        ),
    ),
    Topic(
        "repeat_rate",
        Text("复购率", "Repeat rate"),
        (
            Option("repeat_rate", Text("付款日≥2天的买家 ÷ 买家", "two pay days or more ÷ buyers")),
            Option("repeat_rate_orders", Text("≥2单的买家 ÷ 买家", "two orders or more ÷ buyers")),
            Option("repeat_order_share", Text("复购单 ÷ 全部单数", "repeat orders ÷ orders")),
            Option("next_period_rate", Text("下一期又买的 ÷ 本期买家", "buying again in the next period ÷ buyers")),
            Option("repeat_within_90d", Text("首购后90天内再买 ÷ 首购买家", "again within 90 days ÷ first-time buyers")),
        ),
    ),
    Topic(
        "returning_buyers",
        Text("新老买家", "New and returning buyers"),
        (
            Option("returning_buyer_share", Text("365 天内买过算老客", "returning: paid within 365 days before")),
            Option("returning_buyer_share_ever", Text("曾经买过就算老客", "returning: ever paid before")),
        ),
    ),
    Topic(
        "ad_window",
        Text("广告归因窗口", "Attribution window of ads"),
        (
            Option("ad_roi", Text("15 天（报表没有时用它有的）", "15 days, else what the report has")),
            Option("ad_roi_7d", Text("7 天", "7 days")),
            Option("ad_roi_1d", Text("1 天", "1 day")),
        ),
    ),
    Topic(
        "sales_day",
        Text("销售额记在哪天", "The day a sale counts on"),
        (
            Option("paid_amount", Text("记在付款日", "the day of payment")),
            Option("paid_amount_by_placing", Text("记在下单日（至今付清的）", "the day of placing, what has been paid since")),
        ),
    ),
    Topic(
        "consult_close",
        Text("咨询成交率", "Consults that close"),
        (
            Option("consult_close_rate", Text("询单后付款的人 ÷ 询单人数", "inquirers who paid ÷ inquirers")),
            Option("consult_order_rate", Text("付款单数 ÷ 咨询人数", "orders paid ÷ people who asked")),
        ),
    ),
    Topic(
        "dispatch",
        Text("24 小时发货", "Sent within 24 hours"),
        (
            Option("dispatch_rate_24h", Text("点了发货", "marked as sent")),
            Option("pickup_rate_24h", Text("快递揽收", "picked up by the carrier")),
        ),
    ),
    Topic(
        "cover_days",
        Text("可售天数", "Days of cover"),
        (
            Option("cover_days", Text("库存和预计可售退货", "stock and the returns that can be sold again")),
            Option("cover_days_on_hand", Text("只算库存", "stock alone")),
            Option("cover_days_inbound", Text("库存、预计可售退货和在途", "stock, such returns and what is on its way")),
        ),
    ),
    Topic(
        "target_attainment",
        Text("目标完成率", "Target attained"),
        (
            Option("target_attainment", Text("付款金额（未减退款）", "amount paid, refunds in")),
            Option("target_attainment_net", Text("净付款金额", "net of refunds")),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Switch:
    """A choice for the settings page: the setting, its title, and its values in words, the default first."""

    setting: str
    title: Text
    options: tuple[tuple[str, Text], ...]


# By which clock refunds count wherever they are dated: for all figures, the command line too (metrics/clock.py).
REFUND_CLOCKS = Switch(
    REFUND_CLOCK,
    Text("退款记在哪天", "The day a refund counts on"),
    (
        ("", Text("自动：这段日期里数据最全的一种", "automatic: the one that the data covers best")),
        ("refunds", Text("退款完结日（售后导出）", "its completion (refund export)")),
        ("shop_daily", Text("生意参谋的成功退款金额", "the platform's refunds of the day")),
        ("order_paid_day", Text("订单的付款日（订单报表）", "its order's pay day (order export)")),
    ),
)
# What the stock export counts: for all figures, the command line too (data/overlay.py).
STOCK = Switch(
    STOCK_COUNTS,
    Text("库存报表数的是什么", "What the stock export counts"),
    (
        (
            "",
            Text(
                "可售的：已付款待发的已经扣掉（菜鸟、千牛）",
                "left to sell, paid pieces taken off",
            ),
        ),
        (
            ON_SHELVES,
            Text(
                "架上全部：要再扣掉已付款待发的",
                "all on the shelves, paid pieces included",
            ),
        ),
    ),
)
SWITCHES: tuple[Switch, ...] = (
    *(
        Switch(of.setting, of.title, tuple((option.key, option.name) for option in of.options))
        for of in TOPICS
    ),
    REFUND_CLOCKS,
    STOCK,
)
BY_KEY: Mapping[str, Topic] = {key: topic for topic in TOPICS for key in topic.keys}


def topic(key: str) -> Topic:
    """Return the topic of that name; LookupError if there is none."""
    for found in TOPICS:
        if found.key == key:
            return found
    raise LookupError(key)


def chosen(settings: Mapping[str, str], name: str) -> str:
    """Return the metric key chosen for a topic; its default where nothing (or something unknown) was chosen."""
    of = topic(name)
    found = settings.get(of.setting, of.keys[0])
    return found if found in of.keys else of.keys[0]


def shown(settings: Mapping[str, str], key: str, by: str | None = None) -> str:
    """Return the metric to show where `key` is meant: the topic's choice if `key` is its default, else `key` itself.

    by: a cut that the choice must have; without it `key` stays.
    """
    of = BY_KEY.get(key)
    if of is None or key != of.keys[0]:
        return key
    found = chosen(settings, of.key)
    can = by is None or by in (*PERIOD_CUTS, "shop") or by in cuts(CATALOGUE[found])
    return found if can else key


def name(key: str) -> Text | None:
    """Return what sets a metric apart from the other readings of its topic; None for one that has no others."""
    of = BY_KEY.get(key)
    return None if of is None else next(option.name for option in of.options if option.key == key)


@dataclass(frozen=True)
class Reading:
    """One option of a topic with its figure."""

    option: Option
    value: Value


def readings(store: Store, key: str, period: Period, scope: Scope = EVERYTHING) -> Sequence[Reading]:
    """Return all readings of the topic that `key` belongs to, over the same days; nothing for a key of no topic."""
    of = BY_KEY.get(key)
    if of is None:
        return ()
    values = evaluate(store, of.keys, period, None, scope)[0].values
    return tuple(Reading(option, values[option.key]) for option in of.options)
