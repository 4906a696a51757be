"""Sizes that are out: an item in stock whose main sizes are gone shows how much of its sales they carried."""

from datetime import date
from pathlib import Path

from metrics.analyses.goods import hot_sellers
from tests.stores import store_together

LAST = date(2026, 3, 3)
# In 28 days: 6 black L, 3 black M, 1 white L of the T-shirt; 5 of the trousers. The line of February the 3rd is too old.
SOLD = (("7001", "T恤", "黑;L", "A1", 6, "2026-03-02"), ("7001", "T恤", "黑;M", "A2", 3, "2026-03-03"),
        ("7001", "T恤", "白;L", "", 1, "2026-03-03"), ("7001", "T恤", "黑;M", "A2", 90, "2026-02-03"),
        ("7002", "裤子", "L", "B1", 5, "2026-03-03"))  # fmt: skip
ORDERS = "订单编号 | 总金额 | 订单状态 | 订单创建时间 | 订单付款时间" + "".join(
    f"\n{n} | 10 | 交易成功 | {day} 09:00:00 | {day} 09:05:00" for n, (*_, day) in enumerate(SOLD, 1)
)
LINES = (
    "子订单编号 | 主订单编号 | 商品ID | 标题 | 商品属性 | 商家编码 | 价格 | 购买数量 | 买家应付货款 | 订单状态"
    + "".join(
        f"\n{n}1 | {n} | {item} | {name} | {words} | {code} | 10 | {pieces} | 10 | 交易成功"
        for n, (item, name, words, code, pieces, _) in enumerate(SOLD, 1)
    )
)
STOCK = """
日期 | 仓库 | 商品ID | 货品名称 | 商家编码 | 规格 | 可售库存
2026-03-03 | 东 | 7001 | T恤 | A1 | 黑;L | 0
2026-03-03 | 西 | 7001 | T恤 | A1 | 黑;L | 0
2026-03-03 | 东 | 7001 | T恤 | A2 | 黑;M | 0
2026-03-03 | 西 | 7001 | T恤 | A2 | 黑;M | 7
2026-03-03 | 东 | 7001 | T恤 |  | 白;L | 0
2026-03-03 | 东 | 7002 | 裤子 | B1 | L | 4"""


def test_the_share_of_sales_of_sizes_that_no_warehouse_has_stands_beside_the_item(tmp_path: Path) -> None:
    store = store_together(tmp_path, ORDERS, LINES, STOCK)
    shirts, trousers = hot_sellers(store, LAST)
    # Black L is out in both warehouses, black M in one; white L has no code and is told by its words.
    assert (shirts.item, shirts.on_hand, shirts.out_share) == ("7001", 7, (6 + 1) / (6 + 3 + 1))
    assert (trousers.item, trousers.out_share) == ("7002", None)


def test_a_list_of_items_without_sizes_says_nothing_of_them(tmp_path: Path) -> None:
    plain = "日期 | 商品ID | 货品名称 | 可售库存\n2026-03-03 | 7001 | T恤 | 0\n2026-03-03 | 7002 | 裤子 | 4"
    store = store_together(tmp_path, ORDERS, LINES, plain)
    assert [seller.out_share for seller in hot_sellers(store, LAST)] == [None, None]
