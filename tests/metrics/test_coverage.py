"""What is not loaded is empty, a quiet day is 0, and a ratio stands on the days that both of its sides have."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store, open_store
from metrics.catalogue import CATALOGUE
from metrics.evaluate import ALL, Row, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import costs, one_store, orders, report, shop_daily

MARCH = Period.month(date(2026, 3, 1))
LINE = "主订单编号 | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间"
WITH_FREIGHT = (
    "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 买家应付邮费 | 订单状态 | 订单创建时间 | 订单付款时间"
)


def bought(
    number: int, amount: int, placed: int, paid: int | None = None, buyer: str = "a"
) -> tuple[str | int, ...]:
    """Return an order placed on that day of March at 9 and paid on the same day, or another, at 10."""
    return number, buyer, amount, f"2026-03-{placed:02d} 09:00:00", f"2026-03-{paid or placed:02d} 10:00:00"


def freight(number: int, paid_by_buyer: int, day: int) -> tuple[str | int, ...]:
    placed = f"2026-03-{day:02d} 09:00:00"
    return number, 50, 50, 0, paid_by_buyer, "交易成功", placed, placed


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Shops of one store: 缺口, 半月, 子订单, 摊销, 包邮, 日报补缺; each is said in the tests that ask for it."""
    ads = tuple((f"2026-03-{day:02d}", 11, 1000, 0 if day == 1 else 5, "10.00") for day in range(1, 11))
    three_ads = (
        ("2026-03-01", 11, 100, 5, 10, 30),
        ("2026-03-02", 11, 100, 5, 10, 0),
        ("2026-03-03", 11, 100, 5, 10, 0),
    )
    return one_store(
        tmp_path_factory.mktemp("coverage"),
        orders(bought(1, 10, 2), bought(2, 20, 4, buyer="b"), bought(3, 40, 4, 6, buyer="c"), shop="缺口"),
        orders(*(bought(100 + day, 100, day, buyer=f"b{day}") for day in range(1, 31)), shop="半月"),
        report("日期 | 计划ID | 展现量 | 点击量 | 花费", *ads, shop="半月"),
        shop_daily("访客数", ("2026-03-01", 50), ("2026-03-02", 0), ("2026-03-20", 30), shop="半月"),
        costs(("2026-03-01", "", "包邮费", 0), ("2026-03-01", "2026-03-03", "折扣", "100.00"), shop="半月"),
        orders(bought(201, 80, 1), bought(202, 45, 2, 3), bought(203, 500, 3), bought(204, 60, 4), shop="子订单"),
        report(
            LINE,
            (201, "T恤", "50.00", 2, "80.00", "交易成功", "2026-03-01 09:00:00", "2026-03-01 10:00:00"),
            (202, "T恤", "50.00", 1, "45.00", "交易成功", "2026-03-02 09:00:00", "2026-03-03 10:00:00"),
            shop="子订单",
        ),
        report("日期 | 计划ID | 展现量 | 点击量 | 花费 | 总成交金额", *three_ads, shop="子订单"),
        costs(("2026-03-01", "", "每单运费", "6.00"), shop="子订单"),
        orders(bought(301, 600, 1), (302, "b", 0, "2026-03-03 09:00:00"), shop="摊销"),
        costs(*(("2026-03-01", "2026-03-03", *cost) for cost in (("包邮费", 200), ("折扣", 0), ("广告", 0))), shop="摊销"),
        report(
            WITH_FREIGHT, freight(401, 0, 1), freight(402, 4, 1), freight(403, 9, 1),
            (404, 50, 0, 0, 0, "等待买家付款", "2026-03-02 09:00:00", ""), freight(405, 0, 3), freight(406, 0, 5), shop="包邮",
        ),
        shop_daily("支付金额 | 支付父订单数", ("2026-03-06", 70, 2), shop="包邮"),
        costs(("2026-03-01", "", "每单运费", "6.00"), ("2026-03-03", "", "每单运费", "5.00"),
              ("2026-03-05", "", "包邮费", "123.00"), shop="包邮"),
        orders(bought(501, 100, 1), shop="日报补缺"),
        shop_daily(
            "访客数 | 下单金额 | 支付金额 | 支付父订单数 | 支付件数 | 支付买家数",
            ("2026-03-01", 10, 999, 999, 99, 99, 99), ("2026-03-02", 20, 70, 50, 2, 3, 2), ("2026-03-03", 30, "", "", "", "", ""),
            shop="日报补缺",
        ),
    )  # fmt: skip


def march(day: int) -> date:
    return date(2026, 3, day)


def value_of(store: Store, shop: str, key: str, period: Period = ALL) -> Value:
    return evaluate(store, [key], period, None, Scope(shop))[0].values[key]


def by_day(store: Store, shop: str, key: str, first: int, last: int) -> list[Row]:
    return evaluate(store, [key], Period(march(first), march(last)), "day", Scope(shop))


# 缺口: orders of the 2nd to the 4th with a quiet 3rd; one of the 4th was paid on the 6th, when nothing was loaded.


def test_a_covered_quiet_day_is_zero(store: Store) -> None:
    quiet = Period.day(march(3))
    for key in (
        "placed_orders",
        "placed_amount",
        "paid_orders",
        "paid_amount",
        "paid_buyers",
        "refund_amount",
    ):
        assert value_of(store, "缺口", key, quiet).value == 0, key


def test_a_day_without_a_file_is_empty_and_says_what_to_load(store: Store) -> None:
    for day in (march(1), march(5), march(6)):
        value = value_of(store, "缺口", "paid_amount", Period.day(day))
        assert value.value is None
        assert (value.days_covered, value.days_asked) == (0, 1)
        assert value.why is not None
        assert "订单报表" in value.why.zh


def test_a_ratio_with_denominator_zero_is_empty(store: Store) -> None:
    value = value_of(store, "缺口", "payment_rate", Period.day(march(3)))
    assert value.value is None
    assert (value.top, value.bottom) == (0, 0)
    assert value.why is not None
    assert "分母为 0" in value.why.zh


def test_a_payment_after_the_last_day_of_the_file_counts_where_no_dates_are_asked(store: Store) -> None:
    assert value_of(store, "缺口", "paid_amount").value == 10 + 20 + 40
    assert value_of(store, "缺口", "paid_orders").value == 3
    assert value_of(store, "缺口", "paid_buyers").value == 3
    assert value_of(store, "缺口", "payment_rate").value == 3 / 3
    assert value_of(store, "缺口", "payment_rate_amount").value == (10 + 20 + 40) / (10 + 20 + 40)
    assert value_of(store, "缺口", "spend_per_buyer").value == Decimal(10 + 20 + 40) / 3


def test_with_dates_only_loaded_days_count(store: Store) -> None:
    # The 6th saw more than the one late payment that happens to be known.
    value = value_of(store, "缺口", "paid_amount", MARCH)
    assert value.value == 10 + 20
    assert (value.days_covered, value.days_asked) == (3, 31)
    assert value_of(store, "缺口", "paid_buyers", MARCH).value == 2
    assert value_of(store, "缺口", "payment_rate", MARCH).value == pytest.approx(2 / 3)


def test_a_row_of_a_day_that_is_not_loaded_says_so(store: Store) -> None:
    rows = {
        row.cut: row.values["paid_amount"]
        for row in evaluate(store, ["paid_amount"], by="day", scope=Scope("缺口"))
    }
    assert [rows[day].value for day in sorted(day for day in rows if day)] == [10, 0, 20, None, 40]
    assert "没有加载" in rows["2026-03-06"].notes[-1].zh
    assert rows["2026-03-06"].days_covered == 0
    assert not rows["2026-03-04"].notes


def test_days_asked_but_not_loaded_are_rows_too(store: Store) -> None:
    rows: list[Row] = by_day(store, "缺口", "paid_amount", 1, 5)
    assert [(row.cut, row.values["paid_amount"].value) for row in rows] == [
        ("2026-03-01", None), ("2026-03-02", 10), ("2026-03-03", 0), ("2026-03-04", 20), ("2026-03-05", None),
    ]  # fmt: skip


# 半月: thirty days with one order of 100 each; ads of 10 a day on the first ten; visitors on the 1st, 2nd and 20th.


def test_ten_days_of_ads_are_divided_by_the_sales_of_those_ten_days(store: Store) -> None:
    value = value_of(store, "半月", "ad_cost_ratio", MARCH)
    assert value.value == (10 * 10) / (10 * 100)
    assert (value.top, value.bottom) == (10 * 10, 10 * 100)
    assert (value.days_covered, value.days_asked) == (10, 31)


def test_visitors_of_three_days_are_met_by_the_buyers_of_those_three_days(store: Store) -> None:
    assert value_of(store, "半月", "conversion", MARCH).value == pytest.approx((1 + 1 + 1) / (50 + 0 + 30))
    assert value_of(store, "半月", "order_conversion", MARCH).value == pytest.approx(3 / 80)
    assert value_of(store, "半月", "uv_value", MARCH).value == Decimal(300) / 80
    assert value_of(store, "半月", "uv_value", MARCH).days_covered == 3


def test_a_ratio_of_two_facts_that_share_no_day_is_empty(store: Store) -> None:
    value = value_of(store, "半月", "ad_cost_ratio", Period(march(11), march(20)))
    assert value.value is None
    assert value.missing == ("ads",)


def test_nothing_is_divided_by_no_visitor_and_no_click(store: Store) -> None:
    assert value_of(store, "半月", "conversion", Period.day(march(2))).value is None
    clicks = value_of(store, "半月", "ad_cpc", Period.day(march(1)))
    assert clicks.value is None
    assert clicks.why is not None
    assert clicks.why.zh.startswith(
        "分母是 0 而分子不是"
    )  # spent, and nobody clicked: the exports are to be checked
    assert value_of(store, "半月", "ad_cpc", MARCH).value == Decimal(10 * 10) / (9 * 5)


def test_a_report_without_a_column_leaves_its_figures_empty_and_not_zero(store: Store) -> None:
    for key in ("ad_revenue", "ad_direct_revenue", "ad_orders", "ad_roi", "ad_cvr", "page_views"):
        value = value_of(store, "半月", key, MARCH)
        assert value.value is None, key
        assert value.why is not None, key


def test_store_roi_is_empty_unless_ads_postage_and_discounts_are_all_known(store: Store) -> None:
    for day, missing in (
        (2, ("postage",)),
        (4, ("discounts", "postage")),
        (11, ("ads", "discounts", "postage")),
    ):
        for key in ("store_roi", "roi_grade", "store_cost"):
            value = value_of(store, "半月", key, Period.day(march(day)))
            assert value.value is None, (day, key)
            assert value.missing == missing, (day, key)


def test_costs_entered_as_zero_are_known(store: Store) -> None:
    # Ads 10, postage entered as 0, a third of the 100 of discounts.
    value = value_of(store, "半月", "store_roi", Period.day(march(1)))
    assert value.value == 100 / (10 + 0 + 33.33)
    assert value_of(store, "半月", "roi_grade", Period.day(march(1))).value == "fail"


def test_a_sum_entered_for_three_days_is_spread_to_the_cent(store: Store) -> None:
    rows = by_day(store, "半月", "discounts", 1, 3)
    days = [row.values["discounts"].value for row in rows]
    assert days == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    assert value_of(store, "半月", "discounts", MARCH).value == 100


def test_a_spread_cost_does_not_move_the_grade_over_its_limit(store: Store) -> None:
    # 200 over three days is 66.67 a day three times only if a cent is invented: 600 ÷ 200 is a pass, 600 ÷ 200.01 none.
    period = Period(march(1), march(3))
    assert value_of(store, "摊销", "store_cost", period).value == 200
    assert value_of(store, "摊销", "roi_grade", period).value == "pass"


# 子订单: orders of four days, lines of the first two days' orders only; no order was paid on the 2nd.


def test_lines_of_some_orders_are_no_figure_of_the_day(store: Store) -> None:
    # On the 3rd two orders were paid and one of them has lines.
    for key in ("paid_items", "discounts"):
        rows = by_day(store, "子订单", key, 1, 4)
        assert [row.values[key].value for row in rows][2:] == [None, None], key
    assert value_of(store, "子订单", "paid_items", Period.day(march(1))).value == 2
    assert value_of(store, "子订单", "discounts", Period.day(march(1))).value == 2 * 50 - 80


def test_a_day_without_sales_has_no_pieces_and_no_discount_and_its_ads_stay_in_the_cost(store: Store) -> None:
    quiet = Period.day(march(2))
    assert value_of(store, "子订单", "paid_items", quiet).value == 0
    assert value_of(store, "子订单", "discounts", quiet).value == 0
    assert value_of(store, "子订单", "store_cost", quiet).value == 10
    both = value_of(store, "子订单", "store_roi", Period(march(1), march(4)))
    assert both.days_covered == 2
    assert both.value == 80 / ((10 + 10) + 6 + 20)
    assert value_of(store, "子订单", "roi_grade", Period(march(1), march(4))).value == "fail"  # 1.74


def test_without_dates_the_lines_of_late_payments_count_too(store: Store) -> None:
    assert value_of(store, "子订单", "paid_items").value == 2 + 1


def test_free_postage_is_the_freight_of_each_order_less_what_its_buyer_paid(store: Store) -> None:
    rows = by_day(store, "包邮", "postage", 1, 6)
    # The freight of the 1st holds until the 3rd; nobody bears what the buyer of order 403 overpaid; the 2nd and 4th had no
    # paid order; the sum entered for the 5th stands for its order; on the 6th only the platform's two orders are known.
    assert [row.values["postage"].value for row in rows] == [6 + (6 - 4) + 0, 0, 5, 0, 123, 5 * 2]


def test_days_that_orders_lack_are_taken_from_the_shop_report_and_marked(store: Store) -> None:
    # 日报补缺: orders of the 1st; the shop report of three days, without money on the 3rd.
    period, shop = Period(march(1), march(3)), "日报补缺"
    paid = value_of(store, shop, "paid_amount", period)
    assert paid.value == 100 + 50
    assert (paid.days_covered, paid.days_asked) == (2, 3)
    assert [note.zh for note in paid.notes] == ["其中 1 天取自生意参谋店铺日报"]
    assert value_of(store, shop, "paid_orders", period).value == 1 + 2
    assert value_of(store, shop, "order_value", period).value == Decimal(100 + 50) / (1 + 2)
    assert value_of(store, shop, "placed_amount", period).value == 100 + 70
    # How many orders were placed the shop report doesn't say, and the 3rd has no money at all.
    assert value_of(store, shop, "placed_orders", period).value == 1
    assert value_of(store, shop, "placed_orders", Period.day(march(2))).value is None
    assert value_of(store, shop, "payment_rate", period).value == 1 / 1
    third = value_of(store, shop, "paid_amount", Period.day(march(3)))
    assert (third.value, third.source) == (None, None)
    assert value_of(store, shop, "paid_amount", Period.day(march(2))).source == "shop_daily"
    assert value_of(store, shop, "paid_amount", Period.day(march(1))).source == "orders"


def test_an_empty_store_has_no_figure_and_raises_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "nothing")
    for row in (evaluate(store, list(CATALOGUE))[0], evaluate(store, list(CATALOGUE), MARCH)[0]):
        assert {value.value for value in row.values.values()} == {None}
        assert all(value.why is not None for value in row.values.values())
    assert evaluate(store, ["paid_amount"], by="day") == []
    assert evaluate(store, ["paid_amount"], by="shop") == []
