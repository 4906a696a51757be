"""What did not count in a figure, with its number: days of one side alone, unpaid orders, late payments, links that are no goods."""

from datetime import date

from data.text import Text
from metrics.core import Metric, leaves
from metrics.evaluate import Evaluation
from metrics.facts import REFUNDED
from metrics.period import ALL
from metrics.scope import ShopDay
from metrics.statement import Joint, Params, filters

ONE_SIDED = Text("有一方没有数据、因而不计的天数", "days left out since one side has no data")
UNPAID = Text("期内拍下、未付清的订单", "orders placed in the period and not paid in full")
LATE = Text(
    "付款日没有加载订单文件的订单（之前拍下、这天付款），不计入有日期的数字",
    "orders paid on days that no loaded order file covers: not in a figure with dates",
)
NO_GOODS = Text(
    "补差、邮费、赠品等链接的子订单，不计件数", "order lines of links that are no goods: no pieces"
)
TYPED_ADS = Text(
    "费用表里填了广告、但当天已有推广报表的天数，没有重复计入",
    "days with ads typed into the cost sheet beside a report: not counted twice",
)

# Queries over rows with shop, platform and day under the alias f.
UNPAID_ORDERS = "SELECT count(*) FROM placed_orders AS f WHERE {where} AND f.paid_at IS NULL"
LATE_PAYMENTS = (
    "SELECT count(*) FROM paid_orders AS f WHERE {where} AND NOT EXISTS (SELECT 1 FROM coverage AS c"
    " WHERE c.shop = f.shop AND c.platform = f.platform AND c.day = f.day AND c.source IN ('orders', 'shop_daily_paid'))"
)
LINES_OF_NO_GOODS = (
    "SELECT count(*) FROM (SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day FROM order_items AS i"
    " WHERE i.is_excluded AND i.paid_day IS NOT NULL) AS f WHERE {where}"
)
DAYS_OF_TYPED_ADS = (
    "SELECT count(DISTINCT f.day) FROM entered_costs AS f JOIN ad_days AS d ON d.shop = f.shop"
    " AND d.platform = f.platform AND d.day = f.day WHERE {where} AND f.cost = 'ads' AND f.amount > 0"
    " AND d.source <> 'entered'"
)
UNDATED_REFUNDS = Text(
    "退款成功但没有完结时间、因而不计在任何一天的退款",
    "successful refunds without a completion time, which count on no day",
)
# Of any application: without a completion it can't be told in which range they fall.
REFUNDS_WITHOUT_DAY = (
    "SELECT count(*) FROM (SELECT v.shop AS shop, v.platform AS platform, CAST(v.applied_at AS DATE) AS day"
    " FROM refund_versions AS v WHERE v.is_current AND v.is_success AND v.finished_at IS NULL) AS f WHERE {where}"
)
UNSOLD_ADS = Text(
    "缺成交金额的推广报表的天数，花费计入、成交没有",
    "days with an ad report without revenue: its spend counts, sales don't",
)
DAYS_OF_UNSOLD_ADS = "SELECT count(DISTINCT f.day) FROM ad_days AS f WHERE {where} AND f.revenue IS NOT NULL AND f.unsold_spend > 0"
UNCOSTED = Text("没有成本、因而不计的付款子订单", "paid order lines without a cost of goods")
LINES_WITHOUT_COST = (
    "SELECT count(*) FROM (SELECT i.shop AS shop, i.platform AS platform, i.paid_day AS day, i.file_id AS file_id,"
    " i.line AS line FROM order_items AS i WHERE i.paid_day IS NOT NULL AND NOT i.is_excluded AND i.amount > 0) AS f"
    " WHERE {where} AND NOT EXISTS (SELECT 1 FROM margin_lines AS m WHERE m.file_id = f.file_id AND m.line = f.line)"
)
YOUNG_TICKETS = Text(
    "提出未满 24 小时、还不能判断的问题单", "problems opened less than 24 hours ago, not judged yet"
)
TICKETS_NOT_DUE = "SELECT count(*) FROM problem_tickets AS f WHERE {where} AND f.eligible = 0"
# Per fact or measure what does not count in it.
REASONS: tuple[tuple[str, Text, str], ...] = (
    ("paid", UNPAID, UNPAID_ORDERS),
    ("paid_items", NO_GOODS, LINES_OF_NO_GOODS),
    ("ads", TYPED_ADS, DAYS_OF_TYPED_ADS),
    ("ad_revenue", UNSOLD_ADS, DAYS_OF_UNSOLD_ADS),
    ("margins", UNCOSTED, LINES_WITHOUT_COST),
    ("tickets", YOUNG_TICKETS, TICKETS_NOT_DUE),
)


def left_out(question: Evaluation, metric: Metric, joint: Joint) -> tuple[tuple[Text, int], ...]:
    """Return the reasons why something did not count, each with how many days, orders or lines that are."""
    everything: set[ShopDay] = set().union(*(question.need_days(need) for need in joint.needs))
    counted = set().union(*question.days(joint).values()) if question.days(joint) else set()
    days: set[date] = {day for _, _, day in everything - counted}
    found = [(ONE_SIDED, len(days))]
    if question.scope.category is not None or question.is_dimension:
        # What else is left out are orders and reports of the whole shop, which are of no category and no part.
        return tuple((reason, number) for reason, number in found if number)
    told = {leaf.fact.key for leaf in leaves(metric)} | {leaf.key for leaf in leaves(metric)}
    if "paid" in told and question.period != ALL:
        found.append((LATE, _count(question, LATE_PAYMENTS)))
    if any(clock == "refunds" for _, clock, _ in question.clocks(REFUNDED)) and "refunded" in told:
        found.append((UNDATED_REFUNDS, _count(question, REFUNDS_WITHOUT_DAY)))
    found += [(reason, _count(question, sql)) for key, reason, sql in REASONS if key in told]
    return tuple((reason, number) for reason, number in found if number)


def _count(question: Evaluation, sql: str) -> int:
    params: Params = []
    where = filters(question.period, question.scope, (), Joint(frozenset()), params)
    return int(question.store.rows(sql.replace("{where}", where), params)[0][0])
