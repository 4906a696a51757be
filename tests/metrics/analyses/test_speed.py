"""F7: what sold while it was there is what would have sold; days out of stock don't slow an item down."""

from datetime import date, timedelta

import pytest

from data.store import Store
from metrics.analyses.goods import hot_sellers
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report

LAST = date(2026, 3, 29)
DAYS = [LAST - timedelta(days=place) for place in range(27, -1, -1)]
IN_STOCK = DAYS[:7] + DAYS[-7:]
LINES = "子订单编号 | 主订单编号 | 商品ID | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间"
SNAPSHOT = "日期 | 货品ID | 货品名称 | 可售库存"


def order(number: str, day: date) -> tuple[str | int, ...]:
    return (number, f"b{day}", 100, f"{day} 09:00:00", f"{day} 10:00:00")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    heads, lines, stock = [], [], []
    for shop in ("F7", "无库存"):
        # 140 T-shirts in 28 days, ten on each of the 14 days on which there were any; else a pair of socks.
        sold = {day: ("7001", "T恤", 10) if day in IN_STOCK else ("7002", "袜子", 1) for day in DAYS}
        heads.append(orders(*(order(f"{shop}{day}", day) for day in DAYS), shop=shop))
        lines.append(report(LINES, *(
            (f"{shop}{day}1", f"{shop}{day}", item, name, 10, pieces, 10, "交易成功", f"{day} 09:00:00", f"{day} 10:00:00")
            for day, (item, name, pieces) in sold.items()
        ), shop=shop))  # fmt: skip
    left = [(f"{day}", "7001", "T恤", 60 if day in IN_STOCK else 0) for day in DAYS]
    stock.append(report(SNAPSHOT, *left, shop="F7"))
    return one_store(tmp_path_factory.mktemp("speed"), *heads, *lines, *stock)


def value_of(store: Store, key: str, shop: str) -> object:
    rows = evaluate(store, [key], Period.day(LAST), "item", Scope(shop))
    return next(row.values[key].value for row in rows if row.cut == "7001")


def test_f7_speed_is_per_day_in_stock_and_cover_follows_it(store: Store) -> None:
    assert value_of(store, "daily_sales_28d", "F7") == 140 / 14
    assert value_of(store, "cover_days", "F7") == 60 / 10
    # Without stock by day nothing is known of the empty days, and all 28 count.
    assert value_of(store, "daily_sales_28d", "无库存") == 140 / 28


def test_the_list_of_what_sells_has_the_same_speed_and_cover(store: Store) -> None:
    seller = next(seller for seller in hot_sellers(store, LAST, Scope("F7")) if seller.item == "7001")
    assert (seller.items_window, seller.speed, seller.on_hand, seller.cover_days) == (140, 10, 60, 6)
