"""Text to types: what cells may look like, what is refused or emptied, and what is set aside."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from data.stage import Refused
from tests.data.sheets import column, grid, grid_of, matched, rows, staged

HEAD = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单创建时间 | 订单付款时间"


def orders(*lines: str, extra: str = "", **options):
    return staged(HEAD + extra + "\n" + "\n".join(lines), **options)


def order(
    number: str = "1001",
    due: str = "20.00",
    kept: str = "20.00",
    refund: str = "0.00",
    created: str = "2026-11-01 10:00:00",
    paid: str = "2026-11-01 10:05:00",
) -> str:
    return " | ".join((number, due, kept, refund, created, paid))


# Wrapping -------------------------------------------------------------------------------------------------------------
WRAPPED = (
    '="182131013210222270"',
    "'182131013210222270",
    "182131013210222270\t",
    "\ufeff182131013210222270",
    "\u3000182131013210222270 ",
    "１８２１３１０１３２１０２２２２７０",
    "182131013210222270.0",
)
NOTHING = ("", "null", "NULL", "'null", r"\N", "-", "--", "-\t", "NAN", "nan", "#NULL!", "—", "\u3000")


def test_an_id_comes_out_of_whatever_wraps_it():
    lines = staged(grid_of([["订单编号", "标题", "购买数量"], *([text, "x", "1"] for text in WRAPPED)]))
    assert column(lines, "order_id") == ["182131013210222270"] * len(WRAPPED)


def test_words_for_nothing_are_empty():
    lines = staged(
        grid_of(
            [
                HEAD.split(" | "),
                *([str(n), "20", "20", "0", "2026-11-01", text] for n, text in enumerate(NOTHING)),
            ]
        )
    )
    assert column(lines, "paid_at") == [None] * len(NOTHING)
    assert lines.problems == ()


def test_tracking_numbers_lose_their_prefix():
    lines = orders(order() + " | No:190032566642", order("1002") + " | SF123", extra=" | 物流单号")
    assert column(lines, "tracking_no") == ["190032566642", "SF123"]


# Money and numbers ----------------------------------------------------------------------------------------------------
MONEY = {
    "12.3": "12.30",
    "12.3000": "12.30",
    "12": "12.00",
    "￥1,234.50": "1234.50",
    "¥12.30": "12.30",
    "99.80元": "99.80",
    "１２．３０": "12.30",
    "1.2万": "12000.00",
    "1.23456万": "12345.60",
    "0.0012345亿": "123450.00",
    ".5": "0.50",
    "1,234,567.89": "1234567.89",
    "+3": "3.00",
    "99999999999.99": "99999999999.99",
}
NO_MONEY = {
    "12.345": "多于两位小数",
    "1.2345678万": "多于两位小数",
    "abc": "不是金额",
    "12,34": "不是金额",
    "-5": "不应小于 0",
    "#REF!": "出错的公式",
    "1.2E+5": "科学计数法",
    "12345678901234567890": "大得不合理",
    "100000000000": "大得不合理",
    "1000亿": "大得不合理",
    "5%": "不是金额",
}


def test_money_is_understood_as_people_write_it():
    lines = staged(
        grid_of([HEAD.split(" | "), *([text, text, text, "0", "2026-11-01", "2026-11-01"] for text in MONEY)])
    )
    assert column(lines, "amount_due") == [Decimal(amount) for amount in MONEY.values()]
    assert lines.problems == ()


def test_money_that_is_none_is_emptied_and_listed_and_never_rounded():
    lines = staged(
        grid_of([["统计日期", "访客数", "支付金额"], *(["2026-11-01", "1", text] for text in NO_MONEY)])
    )
    assert column(lines, "paid_amount") == [None] * len(NO_MONEY)
    for number, (problem, (text, word)) in enumerate(zip(lines.problems, NO_MONEY.items(), strict=True)):
        assert (problem.line, problem.kind, problem.column, problem.text) == (
            number + 2,
            "emptied",
            "支付金额",
            text,
        )
        assert word in problem.reason.zh
        assert problem.reason.zh.endswith("这一格已留空。")
        assert "“支付金额”" in problem.reason.en


def test_an_order_with_bad_money_is_refused_whole_since_its_sums_would_be_wrong():
    lines = orders(order("1", due="12.345"), order("2", kept="x"), order("3", refund="1.234"), order("4"))
    assert column(lines, "order_id") == ["4"]
    assert [(problem.line, problem.column) for problem in lines.problems] == [
        (2, "总金额"),
        (3, "买家实际支付金额"),
        (4, "退款金额"),
    ]
    assert all(problem.reason.zh.endswith("这一行没有导入。") for problem in lines.problems)


def test_a_refund_amount_with_three_decimals_refuses_its_row():
    head = "退款编号 | 退款总额 | 退款申请时间 | 退款状态"
    lines = staged(f"{head}\n1 | 10.005 | 2026-11-01 | 退款成功\n2 | 10.50 | 2026-11-01 | 退款成功")
    assert column(lines, "amount") == [Decimal("10.50")]
    [problem] = lines.problems
    assert (problem.line, problem.kind, problem.column, problem.text) == (2, "refused", "退款总额", "10.005")
    assert (lines.rows_in, lines.rejected) == (2, 1)


def test_ad_money_keeps_nine_decimals():
    lines = staged(
        "Date | campaign_id | Impressions | Clicks | Spent\n2026-11-01 | 7 | 100 | 1 | 1.429999948\n"
        "2026-11-02 | 7 | 1,000 | 0 | 1e-05"
    )
    assert column(lines, "spend") == [Decimal("1.429999948"), Decimal("0.000010000")]
    assert column(lines, "impressions") == [100, 1000]


def test_counts_are_understood_as_people_write_them():
    counts = {"8": 8, "8.0": 8, "8个": 8, "1,234": 1234, "2.5万": 25000, "1.2亿": 120_000_000, "８": 8}
    lines = staged(grid_of([["统计日期", "访客数"], *(["2026-11-01", text] for text in counts)]))
    assert column(lines, "visitors") == list(counts.values())


def test_a_count_that_is_none_is_emptied():
    wrong = {"8.5": "却有小数", "92.96%": "不是整数", "-1": "不应小于 0", "x": "不是整数"}
    lines = staged(
        grid_of([["统计日期", "访客数", "支付金额"], *(["2026-11-01", text, "5"] for text in wrong)])
    )
    assert rows(lines, "visitors", "paid_amount") == [(None, Decimal("5.00"))] * 4
    assert all(
        word in problem.reason.zh for problem, word in zip(lines.problems, wrong.values(), strict=True)
    )


def test_a_rate_reads_the_same_with_and_without_percent_and_no_rate_beyond_one():
    lines = staged(
        grid_of(
            [
                ["统计日期", "访客数", "跳失率"],
                ["2026-11-01", "1", "12.34%"],
                ["2026-11-02", "1", "0.1234"],
                ["2026-11-03", "1", "12.34"],
            ]
        )
    )
    assert column(lines, "bounce_rate") == [pytest.approx(0.1234), pytest.approx(0.1234), None]


# Ids -------------------------------------------------------------------------------------------------------------------
def test_an_id_in_scientific_notation_refuses_its_row_with_the_reason():
    lines = orders(order("1.23457E+17"), order("1002"))
    [problem] = lines.problems
    assert (problem.line, problem.kind, problem.column, problem.text) == (
        2,
        "refused",
        "订单编号",
        "1.23457E+17",
    )
    assert "科学计数法" in problem.reason.zh
    assert (lines.rows_in, lines.rejected, lines.table.num_rows) == (2, 1, 1)


def test_a_file_whose_long_ids_all_lost_their_ends_is_refused():
    with pytest.raises(Refused) as caught:
        orders(order("182131013210222000"), order("173817068586330000"))
    assert "末几位都变成了 0" in caught.value.text.zh
    assert "173817068586330000" in caught.value.text.zh
    assert "不要用 Excel 保存" in caught.value.text.zh


def test_one_long_id_that_happens_to_end_in_zeros_is_an_id():
    assert (
        len(column(orders(order("182131013210222000"), order("173817068586330783"), order("1")), "order_id"))
        == 3
    )


# Times ----------------------------------------------------------------------------------------------------------------
TIMES = {
    "2026-11-01 23:22:51": datetime(2026, 11, 1, 23, 22, 51),
    "2020/2/21 0:00": datetime(2020, 2, 21),
    "20190131": datetime(2019, 1, 31),
    "2019年1月3日": datetime(2019, 1, 3),
    "2019年1月3日 10:20": datetime(2019, 1, 3, 10, 20),
    "2019#3#11": datetime(2019, 3, 11),
    "2019.3.11 9:05": datetime(2019, 3, 11, 9, 5),
    "43882": datetime(2020, 2, 21),
    "43882.5": datetime(2020, 2, 21, 12),
    "2020-02-21 10:30": datetime(2020, 2, 21, 10, 30),
    "2020-02-21T10:30:00": datetime(2020, 2, 21, 10, 30),
    "2020-02-21 10:30:00.0": datetime(2020, 2, 21, 10, 30),
    "20200221103000": datetime(2020, 2, 21, 10, 30),
    "2020-02-21T10:30:00+08:00": datetime(2020, 2, 21, 10, 30),
    "20200221 10:30": datetime(2020, 2, 21, 10, 30),
}


def test_times_are_understood_as_exports_and_spreadsheets_write_them():
    lines = orders(*(order(str(n), created=text) for n, text in enumerate(TIMES)))
    assert column(lines, "created_at") == list(TIMES.values())


def test_a_time_of_something_that_happened_outside_2003_to_tomorrow_refuses_its_row():
    lines = orders(
        *(order(text, created=text) for text in ("2050-01-01", "2002-12-31", "2026-11-23", "1899-12-30"))
    )
    assert (len(lines.problems), lines.rejected, lines.table.num_rows) == (4, 4, 0)
    assert all(
        "不在 2003-01-01 到明天（今天 2026-11-21）之间" in problem.reason.zh for problem in lines.problems
    )


def test_tomorrow_is_still_allowed():
    assert orders(order(created="2026-11-22 23:59:59")).rejected == 0


def test_what_is_no_time_refuses_the_row_of_a_required_field():
    wrong = ("昨", "2026-13-01", "2026-02-30", "12.5", "2026-11", "2020-01-01T00:00:00Z")
    lines = orders(*(order(text, created=text) for text in wrong))
    assert [problem.text for problem in lines.problems] == list(wrong)
    assert all("不是时间" in problem.reason.zh for problem in lines.problems)


def test_dates_with_the_day_first_are_decided_by_the_column():
    lines = staged(
        "Date | campaign_id | Impressions | Clicks | Spent\n31-08-2023 | 7 | 1 | 0 | 1\n01-08-2023 | 7 | 1 | 0 | 1"
    )
    assert column(lines, "day") == [date(2023, 8, 31), date(2023, 8, 1)]


def test_dates_with_the_month_first_are_decided_by_the_column():
    lines = staged(
        "Date | campaign_id | Impressions | Clicks | Spent\n08/31/2023 | 7 | 1 | 0 | 1\n08/01/2023 | 7 | 1 | 0 | 1"
    )
    assert column(lines, "day") == [date(2023, 8, 31), date(2023, 8, 1)]


def test_a_column_of_dates_that_could_be_either_is_refused_with_an_example():
    with pytest.raises(Refused) as caught:
        staged(
            "Date | campaign_id | Impressions | Clicks | Spent\n01-08-2023 | 7 | 1 | 0 | 1\n02-08-2023 | 7 | 1 | 0 | 1"
        )
    assert "「Date」" in caught.value.text.zh
    assert "01-08-2023" in caught.value.text.zh


def test_a_column_that_mixes_both_is_refused():
    with pytest.raises(Refused) as caught:
        staged(
            "Date | campaign_id | Impressions | Clicks | Spent\n31-08-2023 | 7 | 1 | 0 | 1\n08-31-2023 | 7 | 1 | 0 | 1"
        )
    assert "有的日在前、有的月在前" in caught.value.text.zh


def test_a_day_report_that_sums_several_days_is_refused_row_by_row():
    lines = staged(
        "统计日期 | 商品ID | 支付金额\n2026-11-01 ~ 2026-11-07 | 7 | 5\n2026-11-08~2026-11-08 | 7 | 6\n2026-10 | 7 | 8"
    )
    assert rows(lines, "day", "paid_amount") == [(date(2026, 11, 8), Decimal("6.00"))]
    assert [problem.line for problem in lines.problems] == [2, 4]
    assert all("多天的汇总" in problem.reason.zh for problem in lines.problems)


PERIODS = {
    "2026-11-01": ("2026-11-01", "2026-11-01"),
    "2026-11-02 ~ 2026-11-08": ("2026-11-02", "2026-11-08"),
    "20261102-20261108": ("2026-11-02", "2026-11-08"),
    "2026/11/2 至 2026/11/8": ("2026-11-02", "2026-11-08"),
    "2026-10": ("2026-10-01", "2026-10-31"),
    "2026年10月": ("2026-10-01", "2026-10-31"),
    "202610": ("2026-10-01", "2026-10-31"),
    "2026-W45": ("2026-11-02", "2026-11-08"),
    "2026Q3": ("2026-07-01", "2026-09-30"),
    "2025年": ("2025-01-01", "2025-12-31"),
    "2024年2月1日—2024年2月29日": ("2024-02-01", "2024-02-29"),
    "2026-11-02,2026-11-08": ("2026-11-02", "2026-11-08"),
}


def test_a_period_is_a_day_a_range_a_month_a_week_a_quarter_or_a_year():
    lines = staged(grid_of([["统计日期", "访客数"], *([text, "5"] for text in PERIODS)]))
    assert rows(lines, "period_start", "period_end") == [
        (date.fromisoformat(a), date.fromisoformat(b)) for a, b in PERIODS.values()
    ]


def test_a_period_that_ends_before_it_begins_is_refused():
    [problem] = staged(grid_of([["统计日期", "访客数"], ["2026-11-08 ~ 2026-11-02", "5"]])).problems
    assert problem.kind == "refused"


def test_hours_are_understood():
    hours = {
        "0": 0,
        "23": 23,
        "08:00": 8,
        "8点": 8,
        "20:00-20:59": 20,
        "8:00:00": 8,
        "24": None,
        "晚上": None,
    }
    lines = staged(
        grid_of([["日期", "计划ID", "小时", "花费"], *(["2026-11-01", "7", text, "5"] for text in hours)])
    )
    assert column(lines, "hour") == [hour for hour in hours.values() if hour is not None]
    assert [problem.text for problem in lines.problems] == ["24", "晚上"]


# What is set aside, and the balance -----------------------------------------------------------------------------------
def test_totals_rows_are_set_aside():
    words = ("合计", "汇总", "总计", "合计：", "店铺汇总值", "店铺平均值", "Total")
    lines = staged(grid_of([["日期", "费用"], ["2026-11-01", "5"], *([word, "5"] for word in words)]))
    assert (lines.rows_in, lines.rejected, lines.set_aside, lines.table.num_rows) == (1, 0, 7, 1)
    assert lines.problems == ()


def test_a_totals_word_after_empty_cells_or_in_the_day_column_sets_the_row_aside():
    lines = staged("店铺 | 日期 | 费用\n | 2026-11-01 | 5\n | 合计 | 5\n甲店 | 汇总 | 5")
    assert (lines.rows_in, lines.set_aside) == (1, 2)


def test_blank_rows_and_repeated_headers_are_set_aside():
    lines = staged("日期 | 费用\n2026-11-01 | 5\n | \n日期 | 费用\n2026-11-02 | 6")
    assert (lines.rows_in, lines.set_aside, lines.table.num_rows) == (2, 2, 2)


def test_a_row_without_its_key_is_no_blank_row():
    lines = staged("日期 | 费用\n2026-11-01 | 5\n | 7")
    assert (lines.rows_in, lines.rejected, lines.set_aside) == (2, 1, 0)
    [problem] = lines.problems
    assert (problem.line, problem.column, problem.text) == (3, "日期", "")
    assert "是空的" in problem.reason.zh


def test_an_item_called_total_is_an_item():
    lines = staged("订单编号 | 标题 | 价格 | 购买数量\n1 | 合计 | 5 | 1")
    assert (lines.rows_in, lines.set_aside) == (1, 0)


def test_a_row_counts_as_rejected_once_and_every_bad_required_cell_is_listed():
    lines = orders(order("1.2E+17", created="昨天", due="x"), order("1002"))
    assert (lines.rows_in, lines.rejected, lines.table.num_rows) == (2, 1, 1)
    assert [(p.line, p.column, p.kind) for p in lines.problems] == [
        (2, "总金额", "refused"),
        (2, "订单创建时间", "refused"),
        (2, "订单编号", "refused"),
    ]


def test_lines_are_the_physical_lines_of_the_file():
    of = grid("说明 | \n" + HEAD + "\n" + order() + "\n" + order("x", created="?"), first_line=7)
    lines = staged(of)
    assert column(lines, "line") == [9]
    assert [problem.line for problem in lines.problems] == [10]


def test_a_bad_private_cell_is_never_shown():
    lines = staged(
        grid_of(
            [
                ["订单编号", "总金额", "订单创建时间", "订单付款时间", "买家会员名", "收货地址"],
                ["1001", "x", "2026-11-01", "", "张三", "广东省 深圳市 南山区 某路1号"],
            ]
        )
    )
    assert "张三" not in repr(lines.problems)
    assert "某路" not in repr(lines.problems)
    assert "某路" not in repr(lines.table.to_pylist())


def test_the_table_has_every_fact_column_of_the_schema_in_its_types():
    lines = orders(order())
    assert lines.table.column_names[:3] == ["line", "shop", "order_id"]
    assert str(lines.table.schema.field("line").type) == "int32"
    assert str(lines.table.schema.field("amount_due").type) == "decimal128(18, 2)"
    assert str(lines.table.schema.field("created_at").type) == "timestamp[us]"
    assert column(lines, "carrier") == [None]
    assert "carrier" in lines.absent_fields


def test_shops_days_and_stamp_are_reported():
    head = HEAD + " | 店铺名称"
    name = "ExportOrderList202611210930.csv"
    lines = staged(f"{head}\n{order()} | 甲店\n{order('2', created='2026-11-03')} | 乙店", name=name)
    assert lines.shops == ("乙店", "甲店")
    assert (lines.first_day, lines.last_day) == (date(2026, 11, 1), date(2026, 11, 3))
    assert lines.as_of_from_name == datetime(2026, 11, 21, 9, 30)


def test_a_file_without_rows_stages_to_nothing():
    lines = staged(HEAD)
    assert (lines.rows_in, lines.rejected, lines.set_aside, lines.table.num_rows) == (0, 0, 0, 0)
    assert [problem.kind for problem in lines.problems] == ["note"]
    assert (lines.first_day, lines.last_day) == (None, None)


def test_quotes_in_cells_and_headers_do_no_harm():
    lines = staged(
        grid_of(
            [
                ["订单编号", "总金额", "订单创建时间", "订单付款时间", "宝贝标题", "it's"],
                ["1'; DROP TABLE typed; --", "5", "2026-11-01", "", 'O\'Neill "x"', "y"],
            ]
        )
    )
    assert rows(lines, "order_id", "item_title") == [("1'; DROP TABLE typed; --", 'O\'Neill "x"')]


def test_the_match_can_be_used_again():
    of = grid(HEAD + "\n" + order())
    assert matched(of) == matched(of)
    assert rows(staged(of), "order_id") == rows(staged(of), "order_id")
