"""Reports that divide the same advertising in other ways are alternatives: the spend of a day is never added over them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.load import Upload, load
from data.reconcile.check import check, unexplained
from data.store import open_store
from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import csv_of, store_of, store_together

DAY = Period.day(date(2026, 11, 1))
CAMPAIGNS = """
日期       | 计划ID | 计划名字 | 展现量 | 点击量 | 花费   | 总成交金额
2026-11-01 | 9001   | 冬季     | 1000   | 50     | 100.00 | 300.00
2026-11-01 | 9002   | 拉新     | 500    | 20     | 40.00  | 60.00
"""
PLACEMENTS = """
日期       | 计划ID | 资源位   | 展现量 | 点击量 | 花费  | 总成交金额
2026-11-01 | 9001   | 首页     | 600    | 30     | 70.00 | 200.00
2026-11-01 | 9001   | 购物车   | 400    | 20     | 30.00 | 100.00
2026-11-01 | 9002   | 首页     | 500    | 20     | 40.00 | 60.00
"""
BENEFITS = """
日期       | 计划ID | 权益ID | 权益名字 | 展现量 | 点击量 | 花费  | 总成交金额
2026-11-01 | 9001   | 31     | 满减券   | 200    | 10     | 25.00 | 90.00
"""
GOALS = """
日期       | 优化目标 | 展现量 | 点击量 | 花费   | 总成交金额
2026-11-01 | 促进成交 | 1000   | 50     | 100.00 | 300.00
2026-11-01 | 促进进店 | 500    | 20     | 40.00  | 60.00
"""
DAILY = """
统计日期   | 访客数 | 支付金额 | 关键词推广花费 | 精准人群推广花费
2026-11-01 | 400    | 500.00   | 100.00         | 40.00
"""


def spent(*tables: str, folder: Path) -> Decimal | None:
    """The ad spend of the day as the figures tell it, with these reports loaded one after the other."""
    [row] = evaluate(store_of(folder, *tables), ["ad_spend"], DAY)
    value = row.values["ad_spend"].value
    assert value is None or isinstance(value, Decimal)
    return value


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_spend_cut_five_ways_is_spent_once(tmp_path: Path, turned: bool) -> None:
    tables = [CAMPAIGNS, PLACEMENTS, BENEFITS, GOALS]
    assert spent(*(reversed(tables) if turned else tables), folder=tmp_path) == 100 + 40


@pytest.mark.parametrize("tables", [(PLACEMENTS, GOALS), (GOALS, PLACEMENTS), (BENEFITS, GOALS)])
def test_two_other_cuts_without_the_campaigns_are_not_added_either(
    tmp_path: Path, tables: tuple[str, ...]
) -> None:
    assert spent(*tables, folder=tmp_path) == 70 + 30 + 40


def test_a_report_by_benefit_alone_says_nothing_of_what_a_day_cost(tmp_path: Path) -> None:
    assert spent(BENEFITS, folder=tmp_path / "alone") is None
    assert spent(BENEFITS, DAILY, folder=tmp_path / "beside") == 100 + 40
    store = store_of(tmp_path / "rows", BENEFITS)
    assert store.rows("SELECT r.benefit, r.spend FROM ad_rows AS r WHERE r.level = 'benefit'") == [
        ("满减券", Decimal(25))
    ]


def test_campaigns_read_from_other_cuts_are_read_from_one_of_them(tmp_path: Path) -> None:
    audiences = PLACEMENTS.replace("资源位", "人群名字")
    store = store_together(tmp_path, PLACEMENTS, audiences)
    assert store.rows("SELECT sum(c.spend) FROM ad_by_campaign AS c") == [(Decimal(70 + 30 + 40),)]


def test_other_cuts_of_the_same_spend_agree_with_the_campaigns(tmp_path: Path) -> None:
    store = store_together(tmp_path, CAMPAIGNS, PLACEMENTS, GOALS, BENEFITS)
    assert unexplained(check(store)) == []


def test_a_placement_loaded_again_takes_the_place_of_its_own_row_only(tmp_path: Path) -> None:
    later = PLACEMENTS.replace("30.00 | 100.00", "35.00 | 120.00")
    load(tmp_path, [Upload("资源位报表_20261102_090000.csv", csv_of(PLACEMENTS))])
    load(tmp_path, [Upload("资源位报表_20261103_090000.csv", csv_of(later))])
    store = open_store(tmp_path)
    assert store.rows("SELECT sum(r.spend), count(*) FROM ad_rows AS r") == [(Decimal(70 + 35 + 40), 3)]


def test_a_keyword_pack_report_stands_beside_the_campaigns_and_for_no_day(tmp_path: Path) -> None:
    packs = """
    日期 | 计划ID | 计划名字 | 词包名称 | 花费 | 展现量 | 点击量 | 总成交金额
    2026-11-01 | 1 | 大衣 | 流量智选词包 | 3.00 | 30 | 3 | 9.00
    2026-11-01 | 1 | 大衣 | 捡漏词包 | 1.00 | 10 | 1 | 0.00
    """
    keywords = """
    日期 | 计划ID | 计划名字 | 关键词 | 花费 | 展现量 | 点击量 | 总成交金额
    2026-11-01 | 1 | 大衣 | 羊毛大衣 | 5.00 | 40 | 4 | 20.00
    """
    campaigns = """
    日期 | 计划ID | 计划名字 | 花费 | 展现量 | 点击量 | 总成交金额
    2026-11-01 | 1 | 大衣 | 9.00 | 80 | 8 | 29.00
    """
    alone = store_of(tmp_path / "alone", packs)
    assert evaluate(alone, ["ad_spend"], DAY)[0].values["ad_spend"].value is None
    both = store_of(tmp_path / "all", packs, keywords, campaigns)
    assert evaluate(both, ["ad_spend"], DAY)[0].values["ad_spend"].value == Decimal("9.00")
    by_keyword = {
        row.cut: row.values["ad_spend"].value for row in evaluate(both, ["ad_spend"], DAY, "keyword")
    }
    assert by_keyword == {"羊毛大衣": Decimal("5.00")}
    assert both.rows("SELECT r.keyword, r.spend FROM ad_rows AS r WHERE r.level = 'word_pack' ORDER BY r.spend") == [
        ("捡漏词包", 1), ("流量智选词包", 3),
    ]  # fmt: skip
    # Of the campaign's 9.00 the packs hold 4.00, from which nothing follows.
    assert [found for found in check(both) if "word_pack" in found.what] == []
