"""What the further reports come to: levels, terminals and clocks are alternatives, never added; fees are a cost."""

from decimal import Decimal
from pathlib import Path

from data.load import Upload, load
from data.store import open_store
from metrics.evaluate import evaluate
from tests.stores import csv_of, store_of

SOURCES = """
日期 | 一级来源 | 二级来源 | 三级来源 | 访客数 | 支付金额
2026-11-01 | 付费流量 | 汇总 | 汇总 | 300 | 600.00
2026-11-01 | 付费流量 | 直通车 | 汇总 | 200 | 400.00
2026-11-01 | 付费流量 | 淘宝客 | 汇总 | 120 | 200.00
2026-11-01 | 淘内免费 | 汇总 | 汇总 | 500 | 500.00
2026-11-01 | 淘内免费 | 手淘搜索 | 汇总 | 500 | 500.00
"""
WITHOUT_SUMS = """
日期 | 流量来源 | 来源明细 | 访客数 | 支付金额
2026-11-02 | 付费流量 | 关键词推广 | 20 | 40.00
2026-11-02 | 付费流量 | 淘宝客 | 12 | 20.00
"""


def test_one_level_of_the_traffic_is_read_and_its_money_adds_up_once(tmp_path: Path) -> None:
    store = store_of(tmp_path, SOURCES, WITHOUT_SUMS)
    found = store.rows(
        "SELECT t.depth, t.source_name, t.visitors FROM traffic_by_source AS t ORDER BY t.day, t.source_name"
    )
    assert found == [(1, "付费流量", 300), (1, "淘内免费", 500), (2, "关键词推广", 20), (2, "淘宝客", 12)]
    money = store.rows("SELECT sum(t.paid_amount) FROM traffic_by_source AS t GROUP BY t.day ORDER BY t.day")
    assert money == [(Decimal(600) + 500,), (Decimal(40) + 20,)]


def test_traffic_of_all_terminals_stands_before_that_of_phones(tmp_path: Path) -> None:
    home = tmp_path / "home"
    phones = csv_of("一级来源 | 访客数\n手淘搜索 | 90")
    every = csv_of("一级来源 | 访客数\n手淘搜索 | 100")
    load(home, [Upload("无线店铺流量来源-2026-11-01_2026-11-01.csv", phones)])
    assert open_store(home).rows("SELECT t.terminal, t.visitors FROM traffic_by_source AS t") == [
        ("mobile", 90)
    ]
    load(home, [Upload("店铺流量来源-2026-11-01_2026-11-01.csv", every)])
    store = open_store(home)
    assert store.rows("SELECT t.terminal, t.visitors FROM traffic_by_source AS t") == [("all", 100)]
    assert store.rows("SELECT count(*) FROM traffic_rows") == [(2,)]


def test_terminals_are_rows_beside_the_shops_day_and_leave_it_as_it_is(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        "统计日期 | 访客数 | PC端访客数 | 无线端访客数 | 支付金额 | 无线端支付金额\n2026-11-01 | 1000 | 60 | 950 | 500.00 | 480.00",
    )
    assert store.rows("SELECT t.terminal, t.visitors, t.paid_amount FROM terminal_days AS t ORDER BY 1") == [
        ("mobile", 950, Decimal("480.00")),
        ("pc", 60, None),
    ]
    assert store.rows("SELECT p.visitors FROM people_days AS p") == [(1000,)]


def test_cps_takes_the_row_of_all_plans_else_its_plans_else_the_shop_report(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        """
        日期 | 数据内容 | 付款金额 | 付款佣金支出 | 付款服务费支出
        2026-11-01 | 营销计划 | 100.00 | 5.0050 | 1.00
        2026-11-01 | 定向计划 | 50.00 | 2.00 | 0
        2026-11-01 | 汇总 | 149.00 | 7.0050 | 1.00
        2026-11-02 | 营销计划 | 100.00 | 5.00 | 1.00
        2026-11-02 | 定向计划 | 50.00 | 2.00 | 0
        """,
        "统计日期 | 访客数 | 淘宝客佣金\n2026-11-02 | 10 | 7.90\n2026-11-03 | 10 | 9.90",
    )
    assert store.rows("SELECT c.source, c.paid_amount, c.paid_cost FROM cps_days AS c ORDER BY c.day") == [
        ("cps", Decimal(149), Decimal("7.005") + 1),
        ("cps", Decimal(100) + 50, Decimal("5.00") + 1 + 2),
        ("shop_daily", None, Decimal("9.90")),
    ]


ACCOUNT = """
账务流水号 | 发生时间 | 收入金额（+元） | 支出金额（-元） | 业务类型 | 备注
1 | 2026-11-01 10:00:00 | 200.00 | 0.00 | 在线支付 |
2 | 2026-11-01 10:00:00 | 0.00 | -10.00 | 代扣款 | 天猫佣金（类目）{1234567890123456789}扣款
3 | 2026-11-01 23:59:59 | 0.00 | -0.80 | | 保险承保-卖家版运费险保费收取
4 | 2026-11-02 00:00:00 | 2.00 | 0.00 | 代扣款 | 售后维权：天猫佣金退回
5 | 2026-11-02 09:00:00 | 0.00 | -500.00 | 其它代扣款扣款 | 直通车自动充值
"""
COSTS = """
开始日期 | 结束日期 | 费用类型 | 金额
2026-11-01 | 2026-11-02 | 其他 | 4.00
"""


def test_fees_of_the_account_are_other_costs_beside_what_was_entered(tmp_path: Path) -> None:
    store = store_of(tmp_path, ACCOUNT, COSTS)
    # 11-01: 10.00 commission, 0.80 insurance, half of 4.00 entered; 11-02: 2.00 given back. Ad money is no cost here.
    assert store.rows("SELECT o.amount FROM other_cost_days AS o ORDER BY o.day") == [
        (Decimal("10.00") + Decimal("0.80") + 2,),
        (Decimal("-2.00") + 2,),
    ]
    [row] = evaluate(store, ["other_costs"])
    assert row.values["other_costs"].value == Decimal("10.80") - 2 + 4
    sources = store.rows("SELECT r.source, sum(r.amount) FROM other_cost_rows AS r GROUP BY 1 ORDER BY 1")
    assert sources == [("entered", Decimal(4)), ("fees", Decimal("8.80"))]
    named = store.rows(
        "SELECT r.note FROM other_cost_rows AS r WHERE r.source = 'fees' ORDER BY r.day, r.note"
    )
    assert named == [("平台佣金",), ("运费险",), ("平台佣金",)]


def test_the_same_account_lines_in_two_downloads_count_once(tmp_path: Path) -> None:
    later = ACCOUNT + "6 | 2026-11-03 09:00:00 | 0.00 | -1.00 | 服务费 | 花呗支付服务费\n"
    store = store_of(tmp_path, ACCOUNT, later)
    assert store.rows("SELECT sum(f.amount) FROM platform_fees AS f") == [(Decimal("10.80") - 2 + 1,)]


def test_a_creative_report_alone_is_the_days_advertising_and_never_adds_to_a_campaign_report(
    tmp_path: Path,
) -> None:
    creative = """
    日期 | 计划ID | 创意ID | 创意名字 | 展现量 | 点击量 | 花费 | 总成交金额
    2026-11-01 | 9 | 71 | 图一 | 100 | 5 | 30.00 | 90.00
    2026-11-01 | 9 | 72 | 图二 | 100 | 5 | 20.00 | 10.00
    """
    campaign = """
    日期 | 计划ID | 计划名字 | 展现量 | 点击量 | 花费 | 总成交金额
    2026-11-01 | 9 | 冬季 | 200 | 10 | 51.00 | 100.00
    """
    alone = store_of(tmp_path / "alone", creative)
    assert alone.rows("SELECT d.spend, d.source FROM ad_days AS d") == [(Decimal(30) + 20, "creative")]
    both = store_of(tmp_path / "both", creative, campaign)
    assert both.rows("SELECT d.spend, d.source FROM ad_days AS d") == [(Decimal(51), "campaign")]
    assert both.rows("SELECT c.creative_name, c.spend FROM ad_by_creative AS c ORDER BY 1") == [
        ("图一", Decimal(30)),
        ("图二", Decimal(20)),
    ]


def test_windows_of_one_report_are_alternatives_and_the_fifteen_days_are_read(tmp_path: Path) -> None:
    lines = [f"2026-11-01 | {days}天累计数据 | 9 | 冬季 | 50.00 | {days}.00" for days in (1, 3, 7, 15, 30)]
    store = store_of(tmp_path, "日期 | 转化周期 | 计划ID | 计划名字 | 花费 | 总成交金额\n" + "\n".join(lines))
    assert store.rows("SELECT d.spend, d.revenue, d.window_days FROM ad_days AS d") == [
        (Decimal(50), Decimal(15), 15)
    ]


def test_scores_come_from_the_shop_report_and_from_their_own_page_where_it_has_none(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(home, [Upload("店铺.csv", csv_of("统计日期 | 访客数 | 描述相符评分\n2026-11-01 | 5 | 4.85"))])
    load(
        home,
        [
            Upload(
                "评分_2026-11-01.csv",
                csv_of("指标 | 得分 | 行业均值\n描述相符 | 4.80 | 4.7\n真实体验分 | 4.60 | 4.5"),
            )
        ],
    )
    found = open_store(home).rows("SELECT s.indicator, s.score FROM score_days AS s ORDER BY 1")
    assert found == [("description", 4.85), ("experience", 4.6)]


def test_what_came_in_and_what_went_out_are_told_apart(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        """
        单号 | 货品编码 | 出入库时间 | 单据类型 | 出入数量
        A | 甲 | 2026-11-01 09:00:00 | 采购入库 | 50
        B | 甲 | 2026-11-01 10:00:00 | 销售出库 | -2
        B | 甲 | 2026-11-01 10:00:00 | 销售出库 | -2
        """,
    )
    assert store.rows("SELECT sum(m.received), sum(m.dispatched), sum(m.quantity) FROM stock_moves AS m") == [
        (50, 4, 46)
    ]
