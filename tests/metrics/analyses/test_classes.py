"""Goods are hot, normal or slow by their share of the pieces sold, and new ones stand apart."""

from pathlib import Path

from metrics.analyses.classes import classes
from metrics.scope import Scope
from tests.metrics.tables import one_store, report

ITEMS = "统计日期 | 商品ID | 商品名称 | 支付件数 | 支付金额"
LISTED = "清单日期 | 商品ID | 商品标题 | 上架状态 | 首次上架日期"
DAY = "2026-03-20"


def test_eighty_and_ninety_five_percent_of_the_pieces_part_the_classes(tmp_path: Path) -> None:
    ours = report(
        ITEMS,
        (DAY, "1", "甲", 60, 600),
        (DAY, "2", "乙", 20, 500),
        (DAY, "3", "丙", 10, 300),  # as many pieces as 丁, for more
        (DAY, "4", "丁", 10, 200),
        (DAY, "5", "戊", 5, 10),
    )
    shelved = report(
        LISTED,
        (DAY, "3", "丙", "出售中", "2026-03-06"),  # 14 days on the shelf
        (DAY, "4", "丁", "出售中", "2026-03-07"),  # 13 days
    )
    store = one_store(tmp_path, ours, shelved, report(ITEMS, (DAY, "1", "甲", 7, 1), shop="二店"))
    found = classes(store, Scope("本店"))
    # Of 105 pieces 0, 60, 80, 90 and 100 lie before them: 0, 57, 76, 86 and 95.2 %.
    assert [(item.name, item.item_class) for item in found] == [
        ("甲", "hot"), ("乙", "hot"), ("丙", "hot"), ("丁", "new"), ("戊", "slow"),
    ]  # fmt: skip
    assert [item.share for item in found] == [items / 105 for items in (60, 20, 10, 10, 5)]
    assert [item.item_class for item in classes(store, Scope("二店"))] == ["hot"]
    assert len(classes(store)) == 6
