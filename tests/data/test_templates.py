"""The shop's own sheets: the templates, and what is read back from them once filled in."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.exports import BY_KEY, KINDS
from data.read import read
from data.stage import Staged
from data.template import GUIDE
from data.templates import BY_KIND, TEMPLATES, write_template
from tests.data.sheets import column, rows, staged


def filled(tmp_path: Path, kind: str, *lines: list[str]) -> Staged:
    """The template with these rows typed below its example, read back through the importer."""
    path = tmp_path / BY_KIND[kind].file_name
    write_template(kind, path)
    book = load_workbook(path)
    sheet = book[BY_KIND[kind].title.zh]
    for line in lines:
        sheet.append(line)
    book.save(path)
    grid, guide = read(path)
    assert guide.sheet == GUIDE
    return staged(grid, name=path.name)


def test_every_own_kind_has_a_template():
    assert {template.kind for template in TEMPLATES} == {kind.key for kind in KINDS if kind.own}


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_an_untouched_template_is_recognised_and_its_example_skipped(tmp_path, kind):
    sheet = filled(tmp_path, kind)
    assert (sheet.kind.key, sheet.rows_in, sheet.set_aside) == (kind, 0, 1)
    assert ["还没有填内容" in problem.reason.zh for problem in sheet.problems] == [True]
    # A period may be written as two days, a list of goods may say its own day.
    assert set(sheet.absent_fields) <= {"first_day", "last_day", "part", "day", "sku_text", "from_day"}


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_template_has_its_headers_hints_and_lists_and_no_formulas(kind):
    out = BytesIO()
    write_template(kind, out)
    sheet = load_workbook(out)[BY_KIND[kind].title.zh]
    fields = BY_KIND[kind].fields
    assert [cell.value for cell in sheet[1]] == [field.header for field in fields]
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(fields)
    assert [rule.type == "list" for rule in rules] == [bool(field.choices) for field in fields]
    assert all(len(rule.prompt) <= 255 for rule in rules)
    assert not any(str(cell.value).startswith("=") for row in sheet for cell in row)
    for field in fields:
        assert any(field.header in c.spellings for c in BY_KEY[kind].columns)


def test_targets_are_read_by_month_week_day_and_range(tmp_path):
    sheet = filled(
        tmp_path,
        "targets",
        ["2026-11", "甲店", "付款金额", "300000", ""],
        ["2026-W47", "", "付款单数", "500", ""],
        ["2026-12-12", "", "", "99,999.50", "", "", "女装"],
        ["2026", "", "", "4000000", "", "小林", ""],
        ["2026Q4", "", "", "1500000", "运营部", "", ""],
        ["2026-11", "", "", "5", "运营部", "小林", ""],
        ["2026-11-01 至 2026-11-11", "", "访客数", "10000", ""],
    )
    assert rows(sheet, "period_start", "period_end", "shop", "measure", "amount", "part_kind", "part") == [
        (date(2026, 11, 1), date(2026, 11, 30), "甲店", "paid_amount", Decimal("300000.00"), None, None),
        (date(2026, 11, 16), date(2026, 11, 22), None, "paid_orders", Decimal("500.00"), None, None),
        (
            date(2026, 12, 12),
            date(2026, 12, 12),
            None,
            "paid_amount",
            Decimal("99999.50"),
            "category",
            "女装",
        ),
        (date(2026, 1, 1), date(2026, 12, 31), None, "paid_amount", Decimal("4000000.00"), "owner", "小林"),
        (
            date(2026, 10, 1),
            date(2026, 12, 31),
            None,
            "paid_amount",
            Decimal("1500000.00"),
            "department",
            "运营部",
        ),
        (date(2026, 11, 1), date(2026, 11, 11), None, "visitors", Decimal("10000.00"), None, None),
    ]
    [problem] = sheet.problems
    assert (problem.line, problem.kind, problem.column, problem.text) == (8, "refused", "部门", "运营部")


def test_a_target_may_name_its_first_and_last_day_instead():
    sheet = staged(
        "开始日期 | 结束日期 | 目标值\n2026-11-01 | 2026-11-11 | 5\n2026-11-11 | 2026-11-01 | 5\n | 2026-11-11 | 5"
    )
    assert rows(sheet, "period_start", "period_end") == [(date(2026, 11, 1), date(2026, 11, 11))]
    assert [(problem.line, problem.kind, problem.column) for problem in sheet.problems] == [
        (3, "refused", "结束日期"),
        (4, "refused", "开始日期"),
    ]
    assert (sheet.rows_in, sheet.rejected, sheet.table.num_rows) == (3, 2, 1)


def test_a_measure_that_nobody_knows_refuses_its_row_and_the_words_of_the_list_all_mean_one():
    choices = BY_KIND["targets"].fields[2].choices
    sheet = staged(
        "\n".join(
            ("周期 | 指标 | 目标值", "2026-11 | 好评 | 5", *(f"2026-11 | {words} | 5" for words in choices))
        )
    )
    [problem] = sheet.problems
    assert (problem.line, problem.text) == (2, "好评")
    assert problem.kind == "refused"
    assert None not in column(sheet, "measure")


def test_costs_have_a_type_of_the_list_and_a_period(tmp_path):
    sheet = filled(
        tmp_path,
        "costs",
        ["2026-11-01", "", "", "每单运费", "3.50", ""],
        ["2026-11-01", "2026-11-30", "甲店", "折扣", "1,000", "满减"],
        ["2026-11-01", "2026-10-01", "", "包邮费", "5", ""],
        ["2026-11-01", "", "", "水电", "5", ""],
    )
    assert rows(sheet, "period_start", "period_end", "cost", "amount", "note") == [
        (date(2026, 11, 1), date(2026, 11, 1), "freight_per_order", Decimal("3.50"), None),
        (date(2026, 11, 1), date(2026, 11, 30), "discount", Decimal("1000.00"), "满减"),
    ]
    assert [(problem.column, problem.text) for problem in sheet.problems] == [
        ("结束日期", "2026-10-01"),
        ("费用类型", "水电"),
    ]
    assert "下拉列表" in sheet.problems[1].reason.zh


def test_events_run_to_their_hour_or_to_the_end_of_their_last_day(tmp_path):
    sheet = filled(
        tmp_path,
        "events",
        ["2026-11-10 20:00", "2026-11-11 00:00", "", "双11", "大促", ""],
        ["2026-12-12", "2026-12-12", "", "双12", "大促", "否"],
        ["2026-11-18", "2026-11-18", "", "周三上新", "上新", ""],
    )
    assert rows(sheet, "start_at", "end_at", "name", "leaves_baseline") == [
        (datetime(2026, 11, 10, 20), datetime(2026, 11, 11), "双11", True),
        (datetime(2026, 12, 12), datetime(2026, 12, 12, 23, 59, 59), "双12", False),
        (datetime(2026, 11, 18), datetime(2026, 11, 18, 23, 59, 59), "周三上新", False),
    ]


def test_an_example_is_skipped_in_own_sheets_only():
    assert staged("周期 | 目标值\n例：2026-11 | 5\n示例 2026-11 | 5\n2026-11 | 6").set_aside == 2
    assert staged("订单编号 | 标题 | 购买数量\n示例1 | 毛衣 | 1").rows_in == 1
