"""The break list as tables: differences without a cause one by one, those with one put together."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from data.exports import KINDS as KINDS_OF_EXPORT
from data.reconcile.difference import Difference
from data.reconcile.reasons import KINDS
from data.reconcile.summary import explained
from data.text import Text
from metrics.catalogue import CATALOGUE
from reports.table import Column, Table, Typed

OPEN = Text("说不清原因的差异", "Unexplained differences")
KNOWN = Text("有原因的差异", "Explained differences")
DAY = Text("日期", "Day")
SHOP = Text("店铺", "Shop")
CHECK = Text("核对", "Check")
FIGURE = Text("数字", "Figure")
OURS = Text("左边", "Left")
THEIRS = Text("右边", "Right")
APART = Text("相差", "Difference")
LOOK = Text("看这些", "Look at")
CAUSE = Text("原因", "Cause")
COUNT = Text("处数", "Times")
SPAN = Text("日期", "Days")
FIGURES = {
    "orders_without_lines": Text("没有明细的付款订单数", "Paid orders without lines"),
    "lines_without_order": Text("没有订单的明细行数", "Lines without an order"),
    "spend": Text("花费", "spend"), "clicks": Text("点击量", "clicks"), "impressions": Text("展现量", "impressions"),
    "gross": Text("退款前金额", "amount before refunds"), "paid_items": Text("支付件数", "Pieces paid"),
    "placed_amount": Text("下单金额", "Amount placed"),
    "ad_item": Text("商品报表", "item report"), "ad_keyword": Text("关键词报表", "keyword report"),
    "ad_region": Text("地域报表", "region report"), "ad_hour": Text("分时报表", "hour report"),
    "ad_audience": Text("人群报表", "audience report"), "ad_unit": Text("单元报表", "unit report"),
    "ad_creative": Text("创意报表", "creative report"), "ad_benefit": Text("权益报表", "benefit report"),
    "ad_placement": Text("资源位报表", "placement report"), "ad_goal": Text("优化目标报表", "goal report"),
    "ad_scene": Text("场景报表", "scene report"), "ad_account": Text("账户报表", "account report"),
}  # fmt: skip


def figure(what: str) -> Text:
    """Return the words for what a check compares; the column's own name where it has none."""
    report, dot, column = what.partition(".")
    if dot:
        return Text("{report}·{column}", "{report}: {column}").fill(
            report=figure(report), column=figure(column)
        )
    if what in FIGURES:
        return FIGURES[what]
    if what in CATALOGUE:
        return CATALOGUE[what].label
    header = _headers().get(what, what)
    return Text(header, header)


@cache
def _headers() -> Mapping[str, str]:
    # A column as the exports head it.
    return {
        column.field: column.spellings[0]
        for kind in KINDS_OF_EXPORT
        for column in kind.columns
        if column.spellings
    }


def open_table(differences: Sequence[Difference], language: str) -> Table:
    """Return the differences without a cause, one a row."""
    columns = (
        Column("day", DAY.say(language), "day"), Column("shop", SHOP.say(language)), Column("kind", CHECK.say(language)),
        Column("what", FIGURE.say(language)), Column("ours", OURS.say(language)), Column("theirs", THEIRS.say(language)),
        Column("difference", APART.say(language)), Column("examples", LOOK.say(language)),
    )  # fmt: skip
    rows = [
        (d.day, d.shop, KINDS[d.kind].say(language), figure(d.what).say(language), _typed(d.ours), _typed(d.theirs),
         _typed(d.difference), "、".join(d.examples) or None)
        for d in differences if d.cause is None
    ]  # fmt: skip
    return Table(OPEN.say(language), columns, rows)


def known_table(differences: Sequence[Difference], language: str) -> Table:
    """Return the differences with a cause, put together by check, figure and cause."""
    columns = (
        Column("kind", CHECK.say(language)), Column("shop", SHOP.say(language)), Column("what", FIGURE.say(language)),
        Column("count", COUNT.say(language), "count"), Column("days", SPAN.say(language)),
        Column("difference", APART.say(language)), Column("cause", CAUSE.say(language)),
    )  # fmt: skip
    rows = [
        (KINDS[e.kind].say(language), e.shop, figure(e.what).say(language), e.count,
         f"{e.first} – {e.last}" if e.first != e.last else e.first and str(e.first), _typed(e.difference), e.cause.say(language))
        for e in explained(differences)
    ]  # fmt: skip
    return Table(KNOWN.say(language), columns, rows)


def _typed(value: Decimal) -> Typed:
    is_whole = value.as_tuple().exponent == 0
    return Typed(int(value) if is_whole else value, "count" if is_whole else "money")
