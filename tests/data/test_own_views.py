"""What the shop's own sheets tell beside one another: deliveries, changed goods, parcels in trouble."""

from datetime import date, datetime

import pytest

from data.load import Upload, load
from data.store import Store, open_store
from tests.stores import csv_of

DELIVERIES = """
采购单号 | 商品ID | 商品名称 | 采购日期   | 预计到货日期 | 实际到货日期 | 采购数量 | 到货数量
A1       | 11     | 毛衣     | 2026-11-01 | 2026-11-10   | 2026-11-13   | 300      | 280
A2       | 11     | 毛衣     | 2026-11-05 | 2026-11-15   | 2026-11-15   | 100      |
A3       | 22     | 裙子     | 2026-11-08 | 2026-11-25   |              | 50       |
"""
FIRST_LIST = """
商品ID | 商品标题 | 类目 | 上架状态 | 价格
11     | 毛衣     | 针织 | 在售     | 149
22     | 裙子     | 裙   | 在售     | 99
33     | 裤子     | 裤   | 仓库中   | 89
"""
SECOND_LIST = """
商品ID | 商品标题 | 上架状态 | 价格
11     | 短款毛衣 | 在售     | 149.00
22     | 裙子     | 已下架   | 89
44     | 大衣     | 在售     | 699
"""
PARCELS = """
订单编号 | 物流单号 | 发货时间         | 揽收时间         | 最新物流状态 | 状态更新时间     | 签收时间         | 异常原因
1        | Y1       | 2026-11-17 10:00 | 2026-11-17 20:00 | 已签收       | 2026-11-19 10:00 | 2026-11-19 10:00 |
2        | Y2       | 2026-11-18 10:00 |                  |              |                  |                  |
3        | Y3       | 2026-11-17 10:00 | 2026-11-17 20:00 | 运输中       | 2026-11-18 06:00 |                  |
4        | Y4       | 2026-11-17 10:00 | 2026-11-17 20:00 | 派送中       | 2026-11-20 06:00 |                  | 破损
5        | Y5       | 2026-11-19 20:00 |                  |              |                  |                  |
6        | Y6       | 2026-11-17 10:00 | 2026-11-17 20:00 | 派送中       | 2026-11-20 06:00 |                  |
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    home = tmp_path_factory.mktemp("own")
    files = {
        "到货计划.csv": DELIVERIES,
        "商品清单_20261111.csv": FIRST_LIST,
        "商品清单_20261118.csv": SECOND_LIST,
        "物流跟踪.csv": PARCELS,
    }
    load(
        home, [Upload(name, csv_of(table)) for name, table in files.items()], as_of=datetime(2026, 11, 20, 9)
    )
    return open_store(home)


def test_deliveries_say_what_is_awaited_and_how_late_the_others_were(store: Store) -> None:
    assert store.rows(
        "SELECT d.order_no, d.item, d.arrived_qty, d.awaited_qty, d.days_late, d.lead_days FROM deliveries AS d ORDER BY ALL"
    ) == [("A1", "11", 280, 0, 3, 12), ("A2", "11", 100, 0, 0, 10), ("A3", "22", None, 50, None, None)]


def test_two_lists_of_goods_tell_what_changed_between_them(store: Store) -> None:
    # The second list has no categories, so none of them changed.
    found = store.rows(
        "SELECT c.day, c.day_before, c.item, c.change, c.before, c.after FROM product_changes AS c ORDER BY c.item, c.change"
    )
    day, before = date(2026, 11, 18), date(2026, 11, 11)
    assert found == [
        (day, before, "11", "title", "毛衣", "短款毛衣"),
        (day, before, "22", "price", "99.00", "89.00"),
        (day, before, "22", "shelf_state", "on_shelf", "removed"),
        (day, before, "33", "gone", None, None),
        (day, before, "44", "added", None, None),
    ]


def test_parcels_say_what_is_wrong_with_them_as_of_their_sheet(store: Store) -> None:
    # On 11-20 at 09:00: Y2 was sent 47 hours before, Y3 was last heard of 51 hours before, Y5 was sent 13 hours before.
    assert store.rows("SELECT p.tracking_no, p.problem FROM parcels AS p ORDER BY ALL") == [
        ("Y1", None),
        ("Y2", "not_picked_up"),
        ("Y3", "silent"),
        ("Y4", "trouble"),
        ("Y5", None),
        ("Y6", None),
    ]
    assert store.rows("SELECT p.hours_silent FROM parcels AS p WHERE p.tracking_no = 'Y3'") == [(51.0,)]
