"""The platform's further reports: traffic and its words, CPS, customer service, stock moves, fees, scores, terminals."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from data.read import read_bytes
from data.stage import Refused
from tests.data.sheets import column, grid, matched, rows, said, staged

DAY = date(2026, 11, 1)


# The shop report ------------------------------------------------------------------------------------------------------
def test_computers_and_phones_have_columns_of_their_own_and_the_whole_stays_as_the_platform_counted_it():
    lines = staged(
        "统计日期 | 访客数 | PC端访客数 | 无线端访客数 | 支付金额 | PC端支付金额 | 无线端支付金额 | 无线端跳失率\n"
        "2026-11-01 | 1,000 | 60 | 950 | 500.00 | 20.00 | 480.00 | 40.00%"
    )
    # 60 + 950 is more than 1,000: ten people came on both.
    assert rows(lines, "visitors", "pc_visitors", "mobile_visitors") == [(1000, 60, 950)]
    assert rows(lines, "paid_amount", "pc_paid_amount", "mobile_paid_amount", "mobile_bounce_rate") == [
        (Decimal("500.00"), Decimal("20.00"), Decimal("480.00"), 0.4)
    ]


def test_an_old_shop_report_may_hold_unique_ips_and_nothing_else_known():
    lines = staged("日期 | 独立IP\n2012-06-01 | 3,210")
    assert lines.kind.key == "shop_daily"
    assert rows(lines, "period_start", "unique_ips") == [(date(2012, 6, 1), 3210)]


def test_reviews_parcels_and_both_kinds_of_scores_are_read():
    lines = staged(
        "统计日期 | 评价数 | 有图评价数 | 正面评价数 | 负面评价数 | 揽收包裹数 | 发货包裹数 | 派送包裹数 | 签收成功包裹数 | "
        "平均支付_签收时长(秒) | 描述相符评分 | 真实体验分\n"
        "2026-11-01 | 20 | 5 | 18 | 2 | 100 | 98 | 90 | 80 | 172,800.5 | 4.85 | 4.62"
    )
    assert rows(lines, "reviews", "picture_reviews", "positive_reviews", "negative_reviews") == [
        (20, 5, 18, 2)
    ]
    assert rows(lines, "parcels_collected", "parcels_sent", "parcels_delivering", "parcels_signed") == [
        (100, 98, 90, 80)
    ]
    assert rows(lines, "pay_to_sign_seconds", "score_description", "score_experience") == [
        (172800.5, 4.85, 4.62)
    ]


@pytest.mark.parametrize(
    "header", ["浏览量", "下单金额", "成功退款金额", "真实体验分", "无线端访客数", "发货包裹数"]
)
def test_any_chosen_column_makes_a_shop_report(header):
    assert matched(grid(f"统计日期 | {header}\n2026-11-01 | 3")).kind.key == "shop_daily"


# Traffic --------------------------------------------------------------------------------------------------------------
SOURCES = "日期 | 一级来源 | 二级来源 | 三级来源 | 访客数 | 支付买家数 | 支付金额 | 支付转化率 | 收藏商品-支付买家数\n"


def test_the_levels_of_traffic_nest_and_each_row_says_how_deep_it_is():
    lines = staged(
        SOURCES + "2026-11-01 | 付费流量 | 汇总 | 汇总 | 300 | 6 | 600.00 | 2.00% | 1\n"
        "2026-11-01 | 付费流量 | 直通车 | 汇总 | 200 | 4 | 400.00 | 2.00% | 1\n"
        "2026-11-01 | 付费流量 | 直通车 | 手淘搜索 | 150 | 3 | 300.00 | 2.00% | 0"
    )
    assert lines.kind.key == "traffic_source"
    assert rows(lines, "depth", "source_1", "source_2", "source_3", "visitors") == [
        (1, "付费流量", None, None, 300),
        (2, "付费流量", "关键词推广", None, 200),
        (3, "付费流量", "关键词推广", "手淘搜索", 150),
    ]
    assert column(lines, "favourite_paid_buyers") == [1, 1, 0]


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("直通车", "关键词推广"),
        ("关键词推广(原直通车)", "关键词推广"),
        ("引力魔方", "精准人群推广"),
        ("精准人群推广（原引力魔方）", "精准人群推广"),
        ("智能场景(原万相台)", "智能场景"),
        ("手淘搜索", "手淘搜索"),
    ],
)
def test_a_channel_goes_by_its_name_since_2024(name, now):
    assert column(
        staged(SOURCES + f"2026-11-01 | 付费流量 | {name} |  | 1 | 1 | 1 | 1% | 1"), "source_2"
    ) == [now]


def test_the_old_layout_of_two_columns_takes_its_day_and_terminal_from_the_name():
    text = "流量来源 | 来源明细 | 访客数 | 支付转化率 | 客单价\n手淘首页 | 猜你喜欢 | 40 | 2.50% | 99.00"
    lines = staged(text, name="【生意参谋平台】无线店铺流量来源-2019-11-01_2019-11-01.xls")
    assert rows(lines, "day", "terminal", "depth", "source_1", "source_2", "visitors") == [
        (date(2019, 11, 1), "mobile", 2, "手淘首页", "猜你喜欢", 40)
    ]
    assert column(staged(text, name="店铺来源_2019-11-01.xls"), "terminal") == ["all"]


def test_traffic_of_several_days_in_one_sum_is_refused():
    with pytest.raises(Refused) as caught:
        staged("一级来源 | 访客数\n手淘搜索 | 40", name="无线店铺流量来源-2026-11-01_2026-11-07.xls")
    assert "多天汇总" in caught.value.text.zh


def test_search_words_are_read_below_their_preface():
    lines = staged(
        grid(
            "【生意参谋平台】 | \n | \n说明 | 手淘搜索 \n | \n | \n"
            "来源名称 | 访客数 | 浏览量 | 收藏人数 | 加购人数 | 下单买家数 | 支付买家数 | 支付金额 | 支付转化率\n"
            "毛衣 男 | 30 | 45 | 2 | 3 | 1 | 1 | 199.00 | 3.33%"
        ),
        name="【生意参谋平台】无线店铺三级流量来源详情-2026-11-01_2026-11-01.xls",
    )
    assert lines.kind.key == "search_words"
    assert rows(lines, "day", "keyword", "visitors", "cart_buyers", "paid_buyers", "paid_amount") == [
        (DAY, "毛衣 男", 30, 3, 1, Decimal("199.00"))
    ]


# 淘宝客 ---------------------------------------------------------------------------------------------------------------
def test_the_cps_report_keeps_its_three_clocks_apart_and_adds_commission_and_service_fee():
    lines = staged(
        "日期 | 数据内容 | 点击量(即进店量) | 付款人数 | 付款笔数 | 付款金额(元) | 付款佣金支出(元) | 付款服务费支出(元) | "
        "结算金额(元) | 结算支出费用(元) | 确认收货金额\n"
        "2026-11-01 | 营销计划 | 200 | 9 | 10 | 1,000.00 | 39.1099 | 4.5 | 800.00 | 31.20 | 700.00\n"
        "2026-11-01 | 汇总 | 200 | 9 | 10 | 1,000.00 | 39.1099 | 4.5 | 800.00 | 31.20 | 700.00"
    )
    assert lines.kind.key == "cps_daily"
    assert column(lines, "plan") == ["营销计划", None]
    assert column(lines, "paid_cost")[0] == Decimal("39.1099") + Decimal("4.5")
    assert rows(lines, "clicks", "paid_amount", "settled_cost", "confirmed_amount")[0] == (
        200,
        Decimal(1000),
        Decimal("31.20"),
        Decimal(700),
    )


# Customer service -----------------------------------------------------------------------------------------------------
AGENTS = (
    "旺旺昵称 | 询单最终付款人数 | 询单人数 | 询单最终付款转化率 | 首次响应时长（秒) | 平均响应时长（秒) | 客户满意率 | 旺旺回复率 | "
    "询单最终付款金额 | 成功退款金额\n"
    "示例店:小一 | 6 | 20 | 30.00% | 3.2 | 21.5 | 95.00% | 99.10% | 1,200.00 | 80.00\n"
    "示例店:小二 | 3 | 10 | 30.00% | 5 | 40 | - | 100% | 300.00 | 0.00\n"
)


def test_each_agent_is_a_row_and_what_stands_below_them_is_set_aside():
    below = ("汇总值", "平均值", "全店汇总值", "全店平均值", "同行同层优秀", "同行同层均值")
    lines = staged(
        AGENTS + "\n".join(f"{name} | 9 | 30 | 30% | 4 | 30 | 95% | 99% | 1,500.00 | 80" for name in below),
        name="客服绩效_20261101.xlsx",
    )
    assert lines.kind.key == "service_agents"
    assert rows(
        lines, "day", "agent", "inquirers", "inquiry_buyers", "inquiry_amount", "response_seconds"
    ) == [
        (DAY, "示例店:小一", 20, 6, Decimal("1200.00"), 21.5),
        (DAY, "示例店:小二", 10, 3, Decimal("300.00"), 40.0),
    ]
    assert lines.set_aside == len(below)
    assert lines.problems == ()


def test_an_agent_with_more_buyers_than_askers_is_refused_as_a_moved_row():
    lines = staged(
        "旺旺昵称 | 询单人数 | 询单最终付款人数\n小一 | 20 | 6\n小二 | 3 | 20", name="客服绩效_20261101.xlsx"
    )
    assert column(lines, "agent") == ["小一"]
    [refused] = said(lines, "refused")
    assert (refused.line, refused.column, refused.text) == (3, "询单最终付款人数", "20")
    assert "比询单人数还多" in refused.reason.zh


def test_the_overview_of_customer_service_is_the_team_of_a_day():
    lines = staged(
        "日期 | 客服销售额 | 客服销售人数 | 客服销售占比 | 客服销售客单价 | 咨询人数 | 接待人数 | 询单转化率 | 平均响应时长（秒） | "
        "仅退款自主完结时长（小时） | 平台求助率\n"
        "2026-11-01 | 5,000.00 | 25 | 31.50% | 200.00 | 120 | 110 | 22.00% | 18.4 | 6.5 | 0.10%"
    )
    assert lines.kind.key == "service_overview"
    assert rows(lines, "agent", "consults", "received", "sales", "response_seconds", "refund_only_hours") == [
        (None, 120, 110, Decimal("5000.00"), 18.4, 6.5)
    ]
    assert rows(lines, "sales_share", "close_rate", "help_rate") == [
        (pytest.approx(0.315), pytest.approx(0.22), pytest.approx(0.001))
    ]


def test_answers_within_three_minutes_are_another_figure_than_replies():
    lines = staged(
        "日期 | 咨询人数 | 接待人数 | 旺旺回复率 | 3分钟响应率 | 平均响应时长（秒）\n2026-11-01 | 120 | 110 | 99.50% | 91.00% | 18.4"
    )
    assert lines.kind.key == "service_overview"
    assert rows(lines, "reply_rate", "response_rate_3min") == [(pytest.approx(0.995), pytest.approx(0.91))]


# Stock ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "head",
    [
        "日期 | 货品编码 | 仓库名称 | 期初 |  |  | 期末 |  |  | 采购在途\n | | | 总量 | 良品 | 次品 | 总量 | 良品 | 次品 | ",
        " | | | 期初 |  |  | 期末 |  |  | \n日期 | 货品编码 | 仓库名称 | 总量 | 良品 | 次品 | 总量 | 良品 | 次品 | 采购在途",
        "日期 | 货品编码 | 仓库名称 | 期初总量 | 期初-良品 | 期初_次品 | 期末总量 | 期末-良品 | 期末次品 | 采购在途",
    ],
    ids=["names above", "names below", "one row"],
)
def test_a_header_in_two_rows_names_its_columns_by_group_and_word(head):
    lines = staged(head + "\n2026-11-01 | A-1 | 杭州仓 | 10 | 9 | 1 | 14 | 12 | 2 | 30")
    assert rows(lines, "item_code", "opening_total", "opening_good", "opening_defective") == [
        ("A-1", 10, 9, 1)
    ]
    assert rows(lines, "on_hand", "defective", "inbound") == [(12, 2, 30)]
    assert lines.problems == ()


def test_a_workbook_whose_groups_are_merged_cells_is_read_by_group_and_word():
    file = BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet("库存日报")
        for place, name in ((0, "日期"), (1, "货品编码"), (8, "采购在途")):
            sheet.merge_range(0, place, 1, place, name)
        sheet.merge_range(0, 2, 0, 4, "期初")
        sheet.merge_range(0, 5, 0, 7, "期末")
        sheet.write_row(1, 2, ["总量", "良品", "次品"] * 2)
        sheet.write_row(2, 0, ["2026-11-01", "A-1", 10, 9, 1, 14, 12, 2, 30])
    [sheet_read] = read_bytes(file.getvalue(), "库存日报.xlsx")
    lines = staged(sheet_read)
    assert rows(lines, "item_code", "opening_good", "on_hand", "defective", "inbound") == [
        ("A-1", 9, 12, 2, 30)
    ]


def test_a_stock_report_without_saleable_pieces_takes_all_of_them_and_says_so():
    lines = staged("日期 | 货品编码 | 期末总量\n2026-11-01 | A-1 | 14")
    assert column(lines, "on_hand") == [14]
    assert "含次品" in said(lines, "note")[0].reason.zh


def test_moves_of_goods_are_in_or_out_and_several_of_one_document_stay():
    lines = staged(
        "单号 | 货品编码 | 货品名称 | 仓库名称 | 出入库时间 | 单据类型 | 库存类型 | 出入数量 | 结存数量 | ERP订单号\n"
        "LBX1 | A-1 | 毛衣 | 杭州仓 | 2026-11-01 09:00:00 | 采购入库 | 良品 | 50 | 60 | P1\n"
        "LBX2 | A-1 | 毛衣 | 杭州仓 | 2026-11-01 10:00:00 | 销售出库 | 良品 | -2 | 58 | E9\n"
        "LBX2 | A-1 | 毛衣 | 杭州仓 | 2026-11-01 10:00:00 | 销售出库 | 良品 | -2 | 56 | E9"
    )
    assert lines.kind.key == "stock_moves"
    assert sum(column(lines, "quantity")) == 50 - 2 - 2
    assert not lines.kind.one_row
    assert (lines.first_day, lines.last_day) == (DAY, DAY)


# Alipay ---------------------------------------------------------------------------------------------------------------
ACCOUNT = (
    "#支付宝账务明细查询 | \n#账号：[20881234567890120156] | \n#起始日期：[2026年11月01日] | \n#-----账务明细列表----- | \n"
    "账务流水号 | 业务流水号 | 商户订单号 | 商品名称 | 发生时间 | 对方账号 | 收入金额（+元） | 支出金额（-元） | "
    "账户余额（元） | 业务类型 | 备注\n"
)
LINES = [
    ("1", "T200P1234567890123456789", "200.00", "0.00", "在线支付", "花呗交易号[2026]", "none"),
    (
        "2",
        "T200P1234567890123456789",
        "0.00",
        "-10.00",
        "代扣款-普通账户转账",
        "天猫佣金（类目）{1234567890123456789}扣款",
        "commission",
    ),
    ("3", "", "0.00", "-4.00", "交易分账", "淘宝客佣金代扣款[1234567890123456789]", "cps"),
    ("4", "", "0.00", "-0.50", "代扣款-普通账户转账", "代扣返点积分1234567890123456789", "points"),
    (
        "5",
        "",
        "0.00",
        "-0.80",
        "",
        "保险承保-卖家版运费险保费收取:淘宝订单号1234567890123456789",
        "insurance",
    ),
    ("6", "", "0.00", "-1.20", "服务费", "花呗支付服务费[2026]", "payment"),
    ("7", "", "0.00", "-50.00", "交易退款", "花呗-售后退款-2026-T200P1234567890123456789", "none"),
    (
        "8",
        "",
        "10.00",
        "0.00",
        "代扣款-普通账户转账",
        "售后维权：天猫佣金{1234567890123456789}退回",
        "commission",
    ),
    ("9", "", "0.00", "-500.00", "其它代扣款扣款", "直通车自动充值", "ads"),
    ("10", "", "0.00", "-1,000.00", "提现", "提现到银行卡", "none"),
]


def account():
    body = "\n".join(
        f"{flow} | B{flow} | {order} | 毛衣 积分款 | 2026-11-01 10:00:00 | buyer@mail.invalid | {income} | {outlay} | "
        f"9.99 | {kind} | {remark}"
        for flow, order, income, outlay, kind, remark, _ in LINES
    )
    foot = "\n#-----账务明细列表结束----- | \n#支出合计：8笔，共-1566.50元 | "
    return staged(grid(ACCOUNT + body + foot))


def test_fees_of_the_account_are_told_by_their_words_and_sales_and_transfers_are_none():
    lines = account()
    assert lines.kind.key == "alipay_fees"
    assert (lines.rows_in, lines.rejected, lines.set_aside) == (len(LINES), 0, 2)
    assert column(lines, "fee") == [fee for *_, fee in LINES]
    fees = dict(rows(lines, "flow_id", "amount"))
    # A fee that was given back counts against it: 10.00 and -10.00.
    assert (fees["2"], fees["8"]) == (Decimal("10.00"), Decimal("-10.00"))
    assert rows(lines, "order_id", "happened_at")[1] == ("1234567890123456789", datetime(2026, 11, 1, 10))


def test_a_line_with_income_and_outlay_is_refused():
    lines = staged(
        "账务流水号 | 发生时间 | 收入金额（+元） | 支出金额（-元） | 业务类型\n"
        "1 | 2026-11-01 10:00:00 | 5.00 | -3.00 | 服务费\n2 | 2026-11-01 10:00:00 |  | -3.00 | 服务费"
    )
    assert rows(lines, "flow_id", "fee", "amount") == [("2", "service", Decimal("3.00"))]
    assert "既有收入又有支出" in said(lines, "refused")[0].reason.zh


def test_neither_the_other_account_nor_a_word_of_the_remark_is_kept():
    lines = account()
    assert lines.table.column_names == [
        "line", "shop", "flow_id", "order_id", "happened_at", "fee", "amount",
    ]  # fmt: skip
    kept = str(lines.table.to_pylist())
    assert "buyer@mail" not in kept
    assert "提现" not in kept


# Scores ---------------------------------------------------------------------------------------------------------------
def test_scores_of_their_own_page_are_read_for_the_day_in_the_name():
    lines = staged(
        "指标 | 得分 | 趋势 | 行业均值 | 与行业对比 | 目标值 | 距目标值差距\n"
        "描述相符 | 4.85 | 上升 | 4.80 | 高1.04% | 4.90 | 0.05\n物流质量 | 4.81 | 持平 | 4.79 | 高 | 4.85 | 0.04\n"
        "真实体验分 | 4.6 | 持平 | 4.5 | 高 | 4.7 | 0.1",
        name="店铺评分_2026-11-01.xlsx",
    )
    assert lines.kind.key == "shop_scores"
    assert rows(lines, "day", "indicator", "score", "industry_average", "target") == [
        (DAY, "description", 4.85, 4.8, 4.9),
        (DAY, "logistics", 4.81, 4.79, 4.85),
        (DAY, "experience", 4.6, 4.5, 4.7),
    ]
