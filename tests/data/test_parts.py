"""Summaries that a load renews in parts are the same as summaries built anew, whatever was loaded in which order.

Two histories are tried by default; ZHANGGUI_HISTORIES=50 tries fifty.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest

import data.touched
from data.load import Upload, load, undo
from data.store import close_all, current_version, open_store
from data.summaries import statements
from data.versions import store_path
from tests.stores import csv_of

TRIES = int(os.environ.get("ZHANGGUI_HISTORIES", "2"))
LOADS = 6
START = datetime(2026, 3, 1, 9)
ORDER_HEAD = "订单编号 | {buyer}总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间"
LINE_HEAD = "订单编号 | 子订单编号 | 标题 | 商家编码 | 商品价格 | 购买数量 | 订单状态 | 买家应付货款 | {created}订单付款时间"
ITEM_HEAD = "统计日期 | 商品ID | 商品名称 | 商品访客数 | 支付件数 | 支付金额"
SHOP_HEAD = "统计日期 | 访客数 | 支付金额 | 支付买家数"
STATES = ("等待买家付款", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "交易成功")


def an_order(number: int, moment: int) -> dict[str, str]:
    """An order as it stands after that many days: some are paid late, some refunded, all by seven buyers.

    Of some the platform later tells another buyer, pay day and title, so that rows leave days and buyers too.
    """
    chance = Random(number)
    created = START + timedelta(hours=chance.randrange(24 * 12))
    paid = created + timedelta(minutes=5, days=chance.choice((0, 0, 0, 1, 4)))
    end = START + timedelta(days=moment)
    if moment > 8 and number % 2 == 0:
        paid, chance = paid + timedelta(days=1), Random(-number)
    amount, is_paid = chance.randrange(500, 9000), paid <= end and chance.random() < 0.8
    refund = amount // 4 if is_paid and chance.random() < 0.3 and paid + timedelta(days=2) <= end else 0
    return {
        "id": str(1000 + number), "buyer": f"买家{chance.randrange(7)}", "amount": f"{amount / 100:.2f}",
        "kept": f"{(amount - refund) / 100 if is_paid else 0:.2f}", "refund": f"{refund / 100:.2f}",
        "status": chance.choice(STATES[1:]) if is_paid else STATES[0], "created": str(created),
        "paid": str(paid) if is_paid else "", "title": f"商品{chance.randrange(4)}",
        "code": f"K{chance.randrange(3)}",
    }  # fmt: skip


def order_file(chosen: list[int], moment: int, named: bool) -> str:
    rows = [an_order(number, moment) for number in chosen]
    buyer = "{buyer} | " if named else ""
    row = "{id} | " + buyer + "{amount} | {kept} | {refund} | {status} | {created} | {paid}"
    head = ORDER_HEAD.format(buyer="买家会员名 | " if named else "")
    return "\n".join([head, *(row.format(**order) for order in rows)])


def line_file(chosen: list[int], moment: int, dated: bool) -> str:
    rows = [an_order(number, moment) for number in chosen]
    row = (
        "{id} | {id}-1 | {title} | {code} | {amount} | 1 | {status} | {amount} | "
        + ("{created} | " if dated else "")
        + "{paid}"
    )
    head = LINE_HEAD.format(created="订单创建时间 | " if dated else "")
    return "\n".join([head, *(row.format(**order) for order in rows)])


def item_file(chance: Random) -> str:
    """An item report of one day in which a title may stand for one item, for two, or for another than before."""
    day = date(2026, 3, 1 + chance.randrange(12))
    rows = [
        f"{day} | {700 + chance.randrange(5)} | 商品{place} | {chance.randrange(90)} | 1 | 9.90"
        for place in range(3)
    ]
    return "\n".join([ITEM_HEAD, *{row.split(" | ")[1]: row for row in rows}.values()])


def shop_file(chance: Random) -> str:
    day = date(2026, 3, 1 + chance.randrange(12))
    return f"{SHOP_HEAD}\n{day} | {chance.randrange(500)} | 123.40 | 5"


def own_sheet(chance: Random) -> str:
    """What a shop writes itself and what changes figures of days that no order of the load is of."""
    day = date(2026, 3, 1 + chance.randrange(12))
    return chance.choice(
        (
            f"开始日期 | 结束日期 | 费用类型 | 金额\n{day} | | 每单运费 | {chance.randrange(2, 9)}.50",
            f"开始日期 | 结束日期 | 费用类型 | 金额\n{day} | {day + timedelta(days=2)} | 折扣 | {chance.randrange(90)}.10",
            f"商品ID | 类目 | 成本价 | 毛利率 | 生效日期\n{700 + chance.randrange(5)} | | 12.00 | | {day}",
            f"商品ID | 类目 | 成本价 | 毛利率 | 生效日期\n | 女装 | | {chance.randrange(20, 70)}% | ",
            f"商品ID | 类目 | 成本价 | 毛利率 | 生效日期\n | | | {chance.randrange(20, 70)}% | {day}",
            f"清单日期 | 商品ID | 商品标题 | 类目 | 上架状态\n{day} | {700 + chance.randrange(5)} | 商品1 | 女装 | 在售",
        )
    )


def tier_file(chance: Random) -> str:
    """Rules of tiers, of which one may become valid in the middle."""
    rows = [f"{name} | {chance.randrange(150)} | {chance.randrange(3)} | {start}"
            for name, start in (("银卡", ""), ("金卡", chance.choice(("", "2026-03-06"))))]  # fmt: skip
    return "\n".join(
        ["会员等级 | 累计金额起 | 累计次数起 | 生效日期", *rows, f"黑卡 | 90 |  | {START:%Y-%m-%d}"]
    )


def member_file(chance: Random) -> str:
    rows = [f"买家{place} | {chance.randrange(100)}" for place in range(4)]
    return "\n".join(["会员昵称 | 积分", *rows])


def a_batch(chance: Random, moment: int) -> Iterator[str]:
    """One to three files, as a person drops them."""
    for _ in range(chance.randint(1, 3)):
        chosen = sorted(chance.sample(range(24), chance.randint(1, 15)))
        yield chance.choice(
            (
                order_file(chosen, moment, chance.random() < 0.8),
                order_file(chosen, moment, named=True),
                line_file(chosen, moment, chance.random() < 0.7),
                item_file(chance),
                shop_file(chance),
                own_sheet(chance),
                own_sheet(chance),
                tier_file(chance),
                member_file(chance),
            )
        )


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of every summary, as text, in an order of their own."""
    names = {statement.split()[4] for statement in statements() if statement.startswith("CREATE OR REPLACE")}
    return {
        name: sorted(map(repr, con.execute(f"SELECT * FROM {name}").fetchall())) for name in sorted(names)
    }


def check(home: Path, scratch: Path) -> None:
    """Run every statement of the summaries anew, over a copy of the store that stands, and compare."""
    close_all()
    shutil.copyfile(store_path(home, current_version(home)), scratch)
    with duckdb.connect(str(scratch)) as con:
        con.execute("SET TimeZone = 'Asia/Shanghai'")
        found = contents(con)
        for statement in statements():
            con.execute(statement)
        anew = contents(con)
    for name, rows in anew.items():
        assert found[name] == rows, name


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Take the way of parts however much was touched; returns which loads took it."""
    said: list[bool] = []
    find = data.touched.find_touched

    def watched(con: duckdb.DuckDBPyConnection, ask: data.touched.Ask) -> data.touched.Changes:
        changes = find(con, ask)
        said.append("touched_orders" not in changes.large)
        return changes

    monkeypatch.setattr(data.touched, "LARGEST_SHARE", 1.0)
    monkeypatch.setattr(data.touched, "FEW", 0)
    monkeypatch.setattr("data.summaries.find_touched", watched)
    return said


@pytest.mark.parametrize("seed", range(TRIES))
def test_renewed_in_parts_is_the_same_as_built_anew(tmp_path: Path, taken: list[bool], seed: int) -> None:
    chance, home = Random(seed), tmp_path / "home"
    for step in range(LOADS):
        moment = chance.randrange(1, 20)
        files = [Upload(f"{step}-{n}.csv", csv_of(text)) for n, text in enumerate(a_batch(chance, moment))]
        as_of = START + timedelta(days=moment) if chance.random() < 0.7 else None
        load(
            home, files, shop=chance.choice(("甲店", "甲店", "甲店", "乙店")), platform="taobao", as_of=as_of
        )
        if chance.random() < 0.15:
            undo(home)
        check(home, tmp_path / "copy.duckdb")
    assert any(taken)


def test_what_excludes_links_builds_everything_anew(tmp_path: Path, taken: list[bool]) -> None:
    home = tmp_path / "home"
    first = [order_file([1, 2, 3], 19, named=True), line_file([1, 2, 3], 19, dated=True)]
    load(home, [Upload(f"{n}.csv", csv_of(text)) for n, text in enumerate(first)], shop="甲店")
    excluded = csv_of("商品ID | 标题关键词 | 剔除原因\n | 商品 | 测试")
    load(home, [Upload("剔除链接表.csv", excluded)], shop="甲店")
    assert taken == [False]
    check(home, tmp_path / "copy.duckdb")


def test_a_load_of_most_orders_builds_everything_anew(
    tmp_path: Path, taken: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data.touched, "LARGEST_SHARE", 0.25)
    home = tmp_path / "home"
    for chosen in (list(range(20)), list(range(20, 22)), list(range(15))):
        load(home, [Upload("订单.csv", csv_of(order_file(chosen, 19, named=True)))], shop="甲店")
        check(home, tmp_path / "copy.duckdb")
    assert taken == [True, False]


def test_a_code_names_the_greatest_item_that_is_left_of_it(tmp_path: Path, taken: list[bool]) -> None:
    home = tmp_path / "home"
    head = "订单编号 | 子订单编号 | 标题 | 商家编码 | 商品价格 | 购买数量 | 订单状态 | 买家应付货款 | 订单创建时间 | 订单付款时间"
    line = "{order} | {order}-1 | {title} | {code} | 9.00 | 1 | 交易成功 | 9.00 | 2026-03-01 10:00:00 | 2026-03-01 10:05:00"
    named: list[list[tuple[str, str]]] = []
    for step, (order, title, code) in enumerate((
        (1, "b", "K"), (2, "a", "K"), (3, "c", "K"),  # the greatest so far, a smaller one, a greater one
        (3, "c", "L"), (1, "a", "K"), (2, "a", "L"),  # the greatest leaves, then the next has another name, then one of two
        (1, "a", "M"),  # the last one leaves
    )):  # fmt: skip
        text = "\n".join([head, line.format(order=order, title=title, code=code)])
        load(
            home,
            [Upload("宝贝.csv", csv_of(text))],
            shop="甲店",
            platform="taobao",
            as_of=START + timedelta(days=step),
        )
        named.append(open_store(home).rows("SELECT c.code, c.item FROM item_codes AS c ORDER BY c.code"))
        check(home, tmp_path / "copy.duckdb")
    assert named == [
        [("K", "b")], [("K", "b")], [("K", "c")], [("K", "b"), ("L", "c")], [("K", "a"), ("L", "c")], [("K", "a"), ("L", "c")],
        [("L", "c"), ("M", "a")],
    ]  # fmt: skip
    assert taken == [True] * 6
