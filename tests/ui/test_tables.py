"""What the screen shows is what the Excel file holds."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd

from metrics.evaluate import Row, Value
from reports.figures import as_table, cell
from reports.table import Cell, Column, Table
from reports.table_export import to_xlsx
from ui import tables

TABLE = Table(
    "明细",
    (
        Column("name", "名称"),
        Column("amount", "金额", "money"),
        Column("rate", "比率", "percent"),
        Column("day", "日期", "day"),
        Column("order", "订单编号", "id"),
    ),
    [
        ("甲", Decimal("124155.50"), 0.0464, date(2026, 11, 20), "3117950852261655900"),
        ("=乙", None, None, None, None),
    ],
)


def test_numbers_stay_numbers_on_the_screen_and_an_empty_one_stays_empty() -> None:
    frame = tables.frame(TABLE)
    assert frame["amount"].tolist()[0] == 124155.5
    assert pd.isna(frame["amount"][1])
    assert frame["rate"].tolist()[0] == 4.64  # shown as 4.64%
    assert frame["order"].tolist()[0] == "3117950852261655900"


def test_a_column_with_a_range_among_its_numbers_is_written_in_words_throughout() -> None:
    columns = (Column("day", "日期", "day"), Column("visitors", "访客数", "people"))
    rows: list[list[Cell]] = [
        [date(2026, 11, 9), "24,418–28,984"],
        [date(2026, 11, 10), 31005],
        [date(2026, 11, 11), None],
    ]
    assert tables.frame(Table("访客", columns, rows))["visitors"].tolist() == [
        "24,418–28,984",
        "31,005",
        None,
    ]


def test_the_workbook_holds_the_same_cells_and_runs_none_of_them() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([TABLE])))["明细"]
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3))
    assert first[:3] == ["甲", 124155.5, 0.0464]
    assert first[4] == "3117950852261655900"
    assert second[0] == "=乙"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_table_of_figures_has_one_column_per_metric_in_the_order_asked() -> None:
    row = Row("601", "大衣", {"ad_spend": Value("ad_spend", Decimal("30")), "ad_roi": Value("ad_roi", 4.0)})
    table = as_table("按商品", Column("item", "商品"), [row], ["ad_spend", "ad_roi"], "zh")
    assert [column.title for column in table.columns] == ["商品", "广告花费", "广告投产比"]
    assert table.rows == [["大衣", Decimal("30"), 4.0]]


def test_people_of_several_days_stand_as_a_range_and_grades_as_words() -> None:
    assert cell(Value("visitors", low=2, high=4), "zh") == "2–4"
    assert cell(Value("roi_grade", "fail"), "zh") == "不及格"
    assert cell(Value("paid_amount", None), "zh") is None


def test_a_column_of_roi_has_as_many_decimals_as_its_grades_need() -> None:
    column = (Column("store_roi", "店铺ROI", "times"),)
    assert tables._format(Table("", column, [(2.5,), (3.0,), (None,)]), 0) == "%,.2f"
    assert tables._format(Table("", column, [(2.995,), (4.0,)]), 0) == "%,.3f"
