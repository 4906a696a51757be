"""Pairs of items by baskets: what one buyer pays for on one day (M-62)."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from data.store import Store
from metrics.analyses.basket import CHOOSE, NO_LINES, Baskets, Pair, baskets
from metrics.period import Period
from metrics.scope import Scope
from metrics.wilson import wilson
from tests.metrics.tables import one_store, orders, report

DAY = date(2026, 3, 2)
LINES = "主订单编号 | 子订单编号 | 商品ID | 标题 | 价格 | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间 | 订单付款时间"
NAMES = {"A": "衬衫", "B": "领带", "C": "袜子", "D": "帽子", "X": "补差专用链接"}


def shop(folder: Path, bought: list[tuple[str, str, date]], name: str = "本店") -> Store:
    """Return a store of orders (buyer, items as letters, day), one order each, its lines 10 yuan apiece."""
    heads, lines = [], []
    for number, (buyer, items, day) in enumerate(bought, 1):
        at = f"{day} 10:00:00"
        heads.append((number, buyer, 10 * len(items), at, at))
        lines += [
            (number, f"{number}{place}", item, NAMES[item], 10, 1, 10, "交易成功", at, at)
            for place, item in enumerate(items)
        ]
    return one_store(folder, orders(*heads, shop=name), report(LINES, *lines, shop=name))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Ten baskets: six hold A, of which five B as well (two of them in two orders of one day), four C, one with a top-up link."""
    later = DAY + timedelta(days=1)
    return shop(
        tmp_path_factory.mktemp("baskets"),
        [("甲", "AB", DAY), ("乙", "AB", DAY), ("丙", "AB", DAY), ("丁", "A", DAY), ("丁", "B", DAY), ("戊", "AA", DAY),
         ("戊", "B", DAY), ("己", "A", DAY), ("庚", "C", DAY), ("辛", "CX", DAY), ("甲", "C", later), ("乙", "C", later)],
    )  # fmt: skip


def pair(found: Baskets, item: str, other: str) -> Pair:
    [one] = [each for each in found.pairs if (each.item, each.other) == (item, other)]
    return one


def both_days(store: Store, least: int = 5) -> Baskets:
    found = baskets(store, Period(DAY, DAY + timedelta(days=1)), least=least)
    assert isinstance(found, Baskets)
    return found


def test_support_confidence_and_lift_are_counted_on_what_a_buyer_pays_for_on_a_day(store: Store) -> None:
    found = both_days(store)
    assert found.count == 6 + 4
    there, back = pair(found, "A", "B"), pair(found, "B", "A")
    assert (there.name, there.other_name) == ("衬衫", "领带")
    assert there.support == back.support == 5 / 10
    assert there.confidence == 5 / 6
    assert back.confidence == 5 / 5
    assert there.lift == back.lift == (5 / 6) / (5 / 10)
    assert there.interval == wilson(5, 6)


def test_links_that_are_no_goods_and_pairs_of_under_five_baskets_are_left_out(store: Store) -> None:
    assert {(each.item, each.other) for each in both_days(store, least=1).pairs} == {("A", "B"), ("B", "A")}
    assert both_days(store, least=6).pairs == ()


def test_without_lines_or_with_several_shops_it_says_so(store: Store, tmp_path: Path) -> None:
    assert baskets(store, Period.day(date(2026, 4, 1))) == NO_LINES
    two = one_store(
        tmp_path, *(orders((1, "甲", 10, f"{DAY} 10:00:00"), shop=name) for name in ("甲店", "乙店"))
    )
    assert baskets(two, Period.day(DAY)) == CHOOSE
    assert baskets(two, Period.day(DAY), Scope("甲店")) == NO_LINES


def test_a_day_of_which_an_order_lacks_its_lines_tells_nothing(tmp_path: Path) -> None:
    at = f"{DAY} 10:00:00"
    bare = one_store(
        tmp_path,
        orders((1, "甲", 10, at, at), (2, "乙", 10, at, at)),
        report(LINES, (1, "11", "A", "衬衫", 10, 1, 10, "交易成功", at, at)),
    )
    assert baskets(bare, Period.day(DAY)) == NO_LINES


def test_an_order_without_a_buyer_is_a_basket_of_its_own_beside_those_of_buyers(tmp_path: Path) -> None:
    bought = [
        ("甲", "AB", DAY),
        ("甲", "C", DAY),
        ("", "AB", DAY),
        ("", "AB", DAY),
        ("", "BBC", DAY),
        ("乙", "X", DAY),
    ]
    found = baskets(shop(tmp_path, bought), Period.day(DAY), least=1)
    assert isinstance(found, Baskets)
    # One of 甲's two orders, three of nobody's; 乙 paid for a link that is no goods.
    assert found.count == 1 + 3
    assert {(each.item, each.other): each.together for each in found.pairs if each.item < each.other} == {
        ("A", "B"): 1 + 2, ("A", "C"): 1, ("B", "C"): 1 + 1,
    }  # fmt: skip
    assert (pair(found, "B", "C").of_item, pair(found, "B", "C").of_other) == (1 + 2 + 1, 1 + 1)


def test_things_bought_by_chance_have_a_lift_of_one_and_a_true_bond_is_found_back(tmp_path: Path) -> None:
    random = np.random.default_rng(8)
    bought = []
    for number in range(3000):
        takes_a = random.random() < 0.4
        # B goes with A twice as often as without it, C with neither; everybody takes D, so that nobody has no basket.
        takes = [takes_a, random.random() < (0.5 if takes_a else 0.25), random.random() < 0.3, True]
        items = "".join(letter for letter, taken in zip("ABCD", takes, strict=True) if taken)
        bought.append((f"买{number}", items, DAY))
    found = baskets(shop(tmp_path, bought), Period.day(DAY))
    assert isinstance(found, Baskets)
    low, high = pair(found, "A", "B").interval
    assert low <= 0.5 <= high
    # 0.5 over the share of all who take B: 0.4 × 0.5 + 0.6 × 0.25 = 0.35.
    assert pair(found, "A", "B").lift == pytest.approx(0.5 / 0.35, rel=0.1)
    assert pair(found, "A", "C").lift == pytest.approx(1, rel=0.1)
    assert pair(found, "A", "D").lift == 1
