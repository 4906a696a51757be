"""Dispatch within 24 hours, and what the platform gives by the day: scores, bounce, reviews."""

from datetime import date, datetime
from pathlib import Path

import pytest

from data.store import Store, open_store
from metrics.analyses import lists
from metrics.evaluate import ALL, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report, shop_daily
from tests.stores import home_of, load_table

TAKEN = datetime(2026, 3, 4, 12)
SENT = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间"
NEVER_SENT = "买家已付款，等待卖家发货"


def sold(number: int, paid: str, sent: str = "", status: str = "卖家已发货") -> tuple[str | int, ...]:
    return (
        number,
        10,
        10,
        0,
        status if sent else NEVER_SENT,
        f"2026-03-{paid}:00",
        f"2026-03-{paid}:00",
        sent and f"2026-03-{sent}:00",
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """F8: 100 paid, 70 sent within 24 hours, 22 paid less than 24 hours before the export. 旧导出: no 发货时间 in March."""
    in_time = [sold(n, "02 10:00", "03 10:00") for n in range(70)]
    late = [sold(n, "02 10:00", "03 10:01") for n in range(70, 75)] + [
        sold(n, "02 10:00") for n in range(75, 78)
    ]
    young = [sold(n, "03 12:01") for n in range(78, 100)]
    gone = (900, 10, 0, 10, "交易关闭", "2026-03-02 10:00:00", "2026-03-02 10:00:00", "")
    return one_store(
        tmp_path_factory.mktemp("service"),
        report(SENT, *in_time, *late, *young, gone, shop="F8"),
        orders(*((1000 + n, "a", 10, f"2026-03-0{n} 09:00:00", f"2026-03-0{n} 09:00:00") for n in (1, 2)), shop="旧导出"),
        report(SENT, sold(1003, "03 09:00", "03 10:00"), sold(1004, "03 09:00", "04 11:00"), shop="旧导出"),
        shop_daily(
            "访客数 | 跳失率 | 平均停留时长 | 评价数 | 负面评价数 | 描述相符评分",
            ("2026-03-01", 10, "50.00%", 10, 4, 1, "4.80"), ("2026-03-02", 30, "40.00%", 20, 6, 0, "4.75"), shop="日报",
        ),
        as_of=TAKEN,
    )  # fmt: skip


def value_of(store: Store, shop: str, key: str, period: Period = ALL) -> Value:
    return evaluate(store, [key], period, None, Scope(shop))[0].values[key]


def test_f8_orders_that_could_not_be_late_yet_do_not_count(store: Store) -> None:
    rate = value_of(store, "F8", "dispatch_rate_24h")
    assert rate.value == 70 / (100 - 22)  # 89.7 %, and the order closed before sending is not due
    assert value_of(store, "F8", "overdue_orders").value == 3


def test_orders_sent_at_an_unknown_time_are_judged_neither_way(store: Store) -> None:
    assert value_of(store, "旧导出", "dispatch_rate_24h").value == 1 / 2
    old = value_of(store, "旧导出", "dispatch_rate_24h", Period(date(2026, 3, 1), date(2026, 3, 2)))
    assert old.value is None
    assert old.bottom == 0
    assert value_of(store, "旧导出", "overdue_orders").value == 0


def test_what_the_platform_gives_by_the_day_is_never_averaged_blindly(store: Store) -> None:
    first, both = Period.day(date(2026, 3, 1)), Period(date(2026, 3, 1), date(2026, 3, 2))
    assert value_of(store, "日报", "bounce_rate", first).value == 0.5
    assert value_of(store, "日报", "bounce_rate", both).value is None
    assert value_of(store, "日报", "score_description", both).value == 4.75  # the last day's
    assert value_of(store, "日报", "stay_seconds", both).value == (10 * 10 + 20 * 30) / (10 + 30)
    assert value_of(store, "日报", "negative_review_rate", both).value == (1 + 0) / (4 + 6)
    assert value_of(store, "日报", "score_service", both).value is None


def test_an_order_is_judged_by_the_export_that_last_held_it(tmp_path: Path) -> None:
    # Paid on the 2nd at ten; the export of the 3rd at eight has both orders unsent, the one of the 5th only the second.
    head = "订单编号 | 总金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 发货时间"
    order = "{} | 9.00 | 买家已付款，等待卖家发货 | 2026-03-0{} 09:00:00 | 2026-03-0{} 10:00:00 |"
    sent = "4 | 9.00 | 卖家已发货 | 2026-03-01 09:00:00 | 2026-03-01 10:00:00 | 2026-03-01 11:00:00"
    first = "\n".join((head, sent, order.format(1, 2, 2), order.format(2, 2, 2)))
    home = home_of(tmp_path, first, as_of=datetime(2026, 3, 3, 8))
    load_table(
        home, f"{head}\n{order.format(2, 2, 2)}\n{order.format(3, 4, 4)}", as_of=datetime(2026, 3, 5, 8)
    )
    store = open_store(home)
    # Whether the first was sent after it was seen, 22 hours old, nobody knows.
    assert value_of(store, "本店", "overdue_orders", Period(date(2026, 3, 2), date(2026, 3, 4))).value == 1
    waiting = lists.rows(store, "overdue", date(2026, 3, 4))
    assert list(zip(waiting["order_id"], waiting["hours"], strict=True)) == [("2", 70)]
