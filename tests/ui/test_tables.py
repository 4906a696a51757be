"""What the screen shows is what the Excel file holds."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

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


def test_money_below_nothing_stands_without_the_sign_of_the_yuan_which_its_head_has() -> None:
    losses = Table(
        "", (Column("part", "影响金额", "money"),), [(Decimal("-4674.58"),), (Decimal("2337.52"),)]
    )
    assert tables._format(losses, 0) == "%,.2f"  # with the sign the screen writes ¥-4,674.58
    assert tables._headed(losses, 0).title == "影响金额（元）"
    gains = Table("", (Column("part", "影响金额", "money"),), [(Decimal("2337.52"),), (None,)])
    assert tables._format(gains, 0) == "¥%,.2f"
    assert tables._headed(gains, 0).title == "影响金额"


def test_a_name_is_as_wide_as_it_needs_and_no_wider_than_a_screen_has_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "慵懒风短款针织开衫女秋冬外搭毛衣"  # 16 letters of two halves
    goods = Table("", (Column("item", "商品"), Column("items", "件数", "count")), [(name, 9)])
    monkeypatch.setattr(tables, "on_phone", lambda: False)
    assert tables._name_width(goods) == 16 * 2 * tables.LETTER + tables.PADDING
    monkeypatch.setattr(tables, "on_phone", lambda: True)
    assert tables._name_width(goods) == tables.WIDEST_NAME[True]


def test_figures_of_few_columns_stay_beside_their_names() -> None:
    def columns(count: int) -> tuple[Column, ...]:
        return tuple(Column(str(n), str(n), "count") for n in range(count))

    name = Column("name", "档次")
    assert tables._width(Table("", (name, *columns(3)), [("热销", 1, 2, 3)])) == 4 * tables.FIGURE
    assert tables._width(Table("", (name, *columns(9)), [("热销", *range(9))])) == "stretch"
