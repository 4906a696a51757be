"""A number laid open shows the very rows that it is made of: added up again they give it, to the cent."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb
import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.core import Leaf, Measure, Metric, Planned, Ratio, Total, leaves
from metrics.evaluate import ALL, Value, evaluate
from metrics.opened import Opened, Part, opened
from metrics.period import Period
from metrics.refunds import REFUND_METRICS
from tests.metrics.golden import DAY, SOURCES
from tests.metrics.tables import costs, orders, shop_daily
from tests.stores import store_together

MARCH = Period.month(date(2026, 3, 1))
# Of these an order paid after the last day of the file, or a window of its own, makes the figure another one.
UNDATED = (
    "paid_amount", "payment_rate", "paid_buyers", "spend_per_buyer", "repeat_rate", "net_paid_amount", "refund_rate",
    "store_roi", "visitors", "paid_items",
)  # fmt: skip


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """All sources: refunds by completion, buyers from orders, ads from the campaign report."""
    return store_together(tmp_path_factory.mktemp("everything"), *SOURCES)


@pytest.fixture(scope="module")
def fallback(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Orders without buyers of the 2nd alone; the shop report of three days, a spend list, entered costs."""
    unnamed = """
    订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间
    1 | 10 | 10 | 0 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00
    2 | 20 | 15 | 5 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 11:00:00
    3 | 70 | 70 | 0 | 交易成功 | 2026-03-02 23:00:00 | 2026-03-03 01:00:00
    """
    columns = ("访客数 | 浏览量 | 下单金额 | 下单买家数 | 支付金额 | 支付买家数 | 支付父订单数 | 支付件数 | 支付老买家数"
               " | 成功退款金额 | 关键词推广花费")  # fmt: skip
    return store_together(
        tmp_path_factory.mktemp("fallback"),
        unnamed,
        shop_daily(
            columns,
            ("2026-03-02", 50, 99, 31, 3, 30, 2, 2, 2, 1, "5.50", "7.25"),
            ("2026-03-03", 60, 88, 120, 4, 110, 3, 4, 5, 2, "0.00", "8.00"),
            ("2026-03-04", 70, 77, 90, 2, 80, 2, 2, 3, 0, "12.00", "9.00"),
        ),
        "日期 | 费用 | 用途\n2026-03-02 | 4.25 | 直通车\n2026-03-02 | -0.25 | 退回\n2026-03-03 | 3.00 | 直通车",
        costs(
            ("2026-03-01", "", "每单运费", "6.00"), ("2026-03-04", "2026-03-05", "包邮费", "9.99"),
            ("2026-03-02", "2026-03-04", "折扣", "10.00"), ("2026-03-05", "", "广告", "3.00"),
            ("2026-03-03", "", "广告", "77.00"),
            ("2026-03-03", "", "其他", "2.00"),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def orders_alone(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Nothing but orders: refunds on the pay day of their order; the last was paid after the last day of the file."""
    return store_together(
        tmp_path_factory.mktemp("alone"),
        orders(
            (1, "a", 10, "2026-03-02 09:00:00", "2026-03-02 10:00:00", 4),
            (2, "b", 20, "2026-03-03 09:00:00", "2026-03-03 10:00:00", 20),
            (3, "a", 30, "2026-03-03 09:00:00", "2026-03-05 10:00:00", 1),
        ),
    )


@lru_cache(maxsize=1)
def apart() -> duckdb.DuckDBPyConnection:
    """Return a database that has nothing to do with the store."""
    return duckdb.connect()


def again(part: Part, leaf: Leaf) -> Any:
    """Return the part's figure worked out from nothing but its rows."""
    if part.rows.empty:
        return 0
    con = apart()
    con.register("given", part.rows)
    if isinstance(leaf, Measure):
        sql = leaf.sql
    elif isinstance(leaf, Planned):
        sql = "sum(f.amount)"
    elif leaf.distinct is not None and "buyer" in part.rows:
        sql = leaf.distinct.sql
    else:
        sql = f"max(f.{leaf.column})"
    [row] = con.execute(f"SELECT {sql} FROM given AS f").fetchall()
    return row[0]


def same(found: Any, expected: Any) -> bool:
    """Tell whether two figures agree to the cent; nothing is nothing or 0."""
    return Decimal(str(found or 0)).quantize(Decimal("0.01")) == Decimal(str(expected or 0)).quantize(
        Decimal("0.01")
    )


def shown_metric(metric: Metric, found: Opened) -> Metric:
    """Return the metric whose parts are shown: that of a grade, or the one that stood in."""
    keys = {part.key for part in found.numerator + found.denominator}
    while {leaf.key for leaf in leaves(metric)} != keys:
        inner = metric.otherwise if isinstance(metric, Ratio) else getattr(metric, "of", None)
        assert inner is not None, (metric.key, keys)
        metric = inner
    return metric


def side(metric: Metric, found: Sequence[Part]) -> Decimal:
    """Return one side of a ratio, added up from its parts by their signs."""
    if isinstance(metric, Total):
        signed = (*metric.parts, *((1, part) for part in metric.optional))
        return sum((sign * side(part, found) for sign, part in signed), Decimal(0))
    return Decimal(str(next(part.value for part in found if part.key == metric.key) or 0))


@lru_cache(maxsize=8)
def answered(store: Store, period: Period) -> Mapping[str, Value]:
    return evaluate(store, list(CATALOGUE), period)[0].values


def check(store: Store, key: str, period: Period) -> None:
    value = answered(store, period)[key]
    found = opened(store, key, period)
    assert found.value == value
    metric = shown_metric(CATALOGUE[key], found)
    measures = {leaf.key: leaf for leaf in leaves(metric)}
    for part in found.numerator + found.denominator:
        assert part.row_count == len(part.rows)
        if part.value is not None:
            assert same(again(part, measures[part.key]), part.value), (key, part.key)
        if part.row_count:
            assert found.files, (key, part.key)
    if isinstance(metric, Ratio) and value.value is not None:
        top, bottom = side(metric.top, found.numerator), side(metric.bottom, found.denominator)
        if not isinstance(value.value, str):
            assert float(top / bottom) == pytest.approx(float(value.value), rel=1e-12)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_rows_give_the_figure_where_all_sources_are_loaded(everything: Store, key: str) -> None:
    check(everything, key, DAY)


@pytest.mark.parametrize("key", UNDATED)
def test_the_rows_give_the_figure_where_no_dates_are_asked(everything: Store, key: str) -> None:
    check(everything, key, ALL)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_rows_give_the_figure_where_reports_stand_in(fallback: Store, key: str) -> None:
    if answered(fallback, MARCH)[key].value is not None:
        check(fallback, key, MARCH)


@pytest.mark.parametrize("key", [metric.key for metric in REFUND_METRICS])
def test_the_rows_give_the_figure_where_orders_are_alone(orders_alone: Store, key: str) -> None:
    for period in (MARCH, ALL):
        check(orders_alone, key, period)


def test_the_files_of_both_sides_are_named(everything: Store) -> None:
    names = {number: f"table{number}.csv" for number in range(1, 7)}
    found = opened(everything, "store_roi", DAY)
    assert {name for _, name in found.files} == {names[1], names[2], names[5], names[6]}
    assert {name for _, name in opened(everything, "refund_rate", DAY).files} == {names[1], names[3]}
    assert {name for _, name in opened(everything, "conversion", DAY).files} == {names[1], names[4]}


def test_the_formula_is_filled_with_the_numbers(everything: Store) -> None:
    assert opened(everything, "payment_rate", DAY).filled.zh == "5 ÷ 6 = 83.3333%"
    assert opened(everything, "net_paid_amount", DAY).filled.zh == "305.00 − 150.00 = 155.00"
    roi = opened(everything, "store_roi", DAY)
    assert roi.filled.zh == "305.00 ÷ (60.00 + 25.00 + 30.00 + 7.00) = 2.5000"
    assert roi.formula.zh.startswith("付款金额 ÷ ")
    assert opened(everything, "roi_grade", DAY).denominator


def excluded(store: Store, key: str, period: Period) -> dict[str, int]:
    return {text.zh: count for text, count in opened(store, key, period).excluded}


def test_what_did_not_count_is_named_with_its_number(
    everything: Store, fallback: Store, orders_alone: Store
) -> None:
    assert excluded(everything, "paid_amount", DAY) == {"期内拍下、未付清的订单": 2}  # orders 4 and 9
    assert excluded(everything, "paid_items", DAY)["补差、邮费、赠品等链接的子订单，不计件数"] == 1
    # The ads and the postage of the 5th are known, what was sold that day is not.
    assert excluded(fallback, "store_roi", MARCH)["有一方没有数据、因而不计的天数"] == 1
    late = "付款日没有加载订单文件的订单（之前拍下、这天付款），不计入有日期的数字"
    assert excluded(orders_alone, "paid_amount", MARCH) == {late: 1}
    assert excluded(orders_alone, "paid_amount", ALL) == {}


def test_ads_typed_into_the_cost_sheet_beside_a_report_are_named_and_not_added(fallback: Store) -> None:
    typed = "费用表里填了广告、但当天已有推广报表的天数，没有重复计入"
    assert excluded(fallback, "ad_spend", MARCH) == {typed: 1}  # on the 3rd; the spend list has it
    spend = evaluate(fallback, ["ad_spend"], MARCH)[0].values["ad_spend"].value
    assert spend == (Decimal("4.25") - Decimal("0.25")) + 3 + 9 + Decimal("3.00")
