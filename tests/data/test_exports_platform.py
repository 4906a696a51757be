"""The platform's own reports: shop by day, items by day, stock."""

from datetime import date
from decimal import Decimal

import pytest

from data.stage import Refused
from tests.data.sheets import column, grid, rows, said, staged

SHOP = (
    "统计日期 | 访客数 | 浏览量 | 平均停留时长 | 跳失率 | 支付金额 | 支付买家数 | 支付父订单数 | 直通车消耗 | 成功退款金额 | "
    "描述相符评分"
)


def test_the_shop_report_gives_days_and_the_platforms_own_weeks():
    lines = staged(
        f"{SHOP}\n2026-11-01 | 1,234 | 5,000 | 12.5 | 45.60% | 9,876.50 | 100 | 110 | 88.80 | 12.00 | 4.85\n"
        "2026-11-02 ~ 2026-11-08 | 7,000 | 2.5万 | - | 0.456 | 5万 | 600 | 640 | - | - | -"
    )
    assert rows(
        lines, "period_start", "period_end", "visitors", "page_views", "paid_amount", "ad_keyword_spend"
    ) == [
        (date(2026, 11, 1), date(2026, 11, 1), 1234, 5000, Decimal("9876.50"), Decimal("88.80")),
        (date(2026, 11, 2), date(2026, 11, 8), 7000, 25000, Decimal("50000.00"), None),
    ]
    assert column(lines, "bounce_rate") == [pytest.approx(0.456)] * 2
    assert column(lines, "stay_seconds") == [12.5, None]
    assert (lines.first_day, lines.last_day) == (date(2026, 11, 1), date(2026, 11, 8))
    [note] = lines.problems
    assert note.kind == "note"
    assert "有 1 行说的是一整周或一整月" in note.reason.zh
    assert "自然日" in note.reason.zh


def test_a_shifted_row_of_the_shop_report_shows_as_emptied_cells():
    lines = staged(f"{SHOP}\n2026-11-01 | 1 | 1 | 92.96% | 12 | 1 | 1 | 1 | 1 | 1 | 1")
    assert [(problem.kind, problem.column) for problem in lines.problems] == [
        ("emptied", "平均停留时长"),
        ("emptied", "跳失率"),
    ]


def test_new_channel_names_are_the_same_spend():
    lines = staged(
        "统计日期 | 访客数 | 关键词推广花费 | 精准人群推广花费 | 智能场景花费 | 全站推广花费\n2026-11-01 | 1 | 1 | 2 | 3 | 4"
    )
    assert rows(lines, "ad_keyword_spend", "ad_audience_spend", "ad_scene_spend", "ad_site_spend") == [
        (Decimal("1.00"), Decimal("2.00"), Decimal("3.00"), Decimal("4.00"))
    ]


def test_the_item_report_below_its_preface_gives_items_by_day():
    head = "统计日期 | 商品ID | 商品名称 | 货号 | 商品状态 | 商品访客数 | 商品浏览量 | 商品加购人数 | 支付件数 | 支付金额 | 商品支付转化率"
    row = "2026-11-01 | 700 | 毛衣 | A1 | 当前在线 | 50 | 80 | 6 | 2 | 198.00 | 4.00%"
    of = grid(f"【生意参谋平台】 | \n | \n说明 | 数据 \n | \n{head}\n{row}", sheet="【生意参谋平台】1")
    lines = staged(of, name="商品_全部_2026-11-01_2026-11-01.xls")
    assert lines.kind.key == "item_daily"
    assert rows(lines, "line", "day", "item_id", "visitors", "cart_buyers", "paid_items", "paid_amount") == [
        (6, date(2026, 11, 1), "700", 50, 6, 2, Decimal("198.00"))
    ]


def test_an_item_report_without_a_day_column_takes_the_day_of_its_name_and_no_span_of_days():
    text = "商品ID | 商品名称 | 支付金额\n700 | 毛衣 | 198.00"
    assert column(staged(text, name="商品_全部_2026-11-01_2026-11-01.xls"), "day") == [date(2026, 11, 1)]
    with pytest.raises(Refused) as caught:
        staged(text, name="商品_全部_2026-11-01_2026-11-07.xls")
    assert "2026-11-01 到 2026-11-07 的多天汇总" in caught.value.text.zh
    assert column(staged(text, name="商品_全部.xls", day=date(2026, 11, 3)), "day") == [date(2026, 11, 3)]


def test_the_jd_item_report_is_of_the_platform_jd_and_says_that_its_amount_is_at_list_price():
    head = "时间 | 商品名称 | SKU | 品牌 | 一级类目 | 浏览量 | 访客数 | 成交商品件数 | ISBN | 首次入库时间 | 成交码洋 | 加购人数"
    lines = staged(
        grid(
            head + "\n"
            "2019-01-31 | 书 | 12451724 | 社 | 图书 | 1846 | 888 | 98 | 9.78756922225897e+25 | 2018-10-04 | 9780.4 | 207",
            sheet="经营状况-商品明细月报-201901-全部-全部-按天",
        ),
        platform="taobao",
    )
    assert lines.platform == "jd"
    assert rows(lines, "day", "item_id", "visitors", "paid_items", "paid_amount", "first_shelved") == [
        (date(2019, 1, 31), "12451724", 888, 98, Decimal("9780.40"), date(2018, 10, 4))
    ]
    [note] = said(lines, "note")
    assert "按定价" in note.reason.zh


# Stock ----------------------------------------------------------------------------------------------------------------
def test_the_cainiao_report_with_its_doubled_header_gives_the_saleable_stock():
    head = "日期 | 货品ID | 货品编码 | 货品名称 | 仓库名称 | 期初总量 | 期末总量 | 期末良品 | 期末次品 | 采购在途"
    lines = staged(
        f"{head}\n{head}\n20261118 | 7001 | A-1 | 毛衣 | 杭州仓 | 10 | 12 | 11 | 1 | 30\n"
        "20261118 | 7002 | A-2 | 裤 | 杭州仓 | 1 | -2 | -2 | 0 | 0"
    )
    assert rows(lines, "day", "item_id", "item_code", "warehouse", "on_hand", "defective", "inbound") == [
        (date(2026, 11, 18), "7001", "A-1", "杭州仓", 11, 1, 30),
        (date(2026, 11, 18), "7002", "A-2", "杭州仓", -2, 0, 0),
    ]
    assert lines.set_aside == 1


@pytest.mark.parametrize("name", ["库存_20261118.xlsx", "库存_20261118_083000.xlsx", "库存2026-11-18.csv"])
def test_a_plain_stock_list_takes_its_day_from_the_file_name(name):
    day = date(2026, 11, 18)
    lines = staged("商家编码 | 库存数量\nA-1 | 5\nA-2 | 0", name=name)
    assert rows(lines, "day", "item_code", "on_hand") == [(day, "A-1", 5), (day, "A-2", 0)]
    assert (lines.first_day, lines.last_day) == (day, day)


def test_a_stock_list_that_says_no_day_is_refused_until_one_is_given():
    with pytest.raises(Refused) as caught:
        staged("SKU | 数量\nA-1 | 5", name="库存.xlsx")
    assert "没有日期" in caught.value.text.zh
    assert "no day" in caught.value.text.en
    assert column(staged("SKU | 数量\nA-1 | 5", name="库存.xlsx", day=date(2026, 11, 18)), "day") == [
        date(2026, 11, 18)
    ]
