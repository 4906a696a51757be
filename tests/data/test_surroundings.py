"""What stands around a table: a day named above its header serves, a span refuses the file, notes below are no rows."""

from datetime import date
from pathlib import Path

import pytest

from data.load import Upload, load
from data.quarantine import entries
from data.results import FileResult
from data.store import open_store
from tests.files import csv_file

TRAFFIC = [["一级来源", "访客数", "支付金额"], ["淘内免费", "100", "900.00"]]
ORDERS = [
    ["订单编号", "总金额", "买家实付金额", "退款金额", "订单状态", "订单创建时间", "订单付款时间"],
    ["1001", "9.00", "9.00", "0.00", "交易成功", "2026-11-01 10:00:00", "2026-11-01 10:05:00"],
    ["1002", "5.00", "5.00", "0.00", "交易成功", "2026-11-01 11:00:00", "2026-11-01 11:05:00"],
]


def loaded(home: Path, rows: list[list[str]], name: str = "报表.csv") -> FileResult:
    [file] = load(home, [Upload(name, csv_file(rows))]).files
    return file


@pytest.mark.parametrize(
    "above",
    [
        ["统计时间", "2026-11-01 ~ 2026-11-01"],
        ["统计日期：2026-11-01"],
        ["【统计周期】", "2026年11月01日"],
        ["日期", "", "20261101"],
        ["数据时间范围：2026-11-01至2026-11-01"],
    ],
)
def test_the_day_above_the_header_is_the_reports_day(tmp_path: Path, above: list[str]) -> None:
    file = loaded(tmp_path, [["流量来源"], above, [], *TRAFFIC])
    assert (file.loaded, file.first_day, file.last_day) == (1, date(2026, 11, 1), date(2026, 11, 1))


def test_a_day_above_the_header_comes_before_one_in_the_name(tmp_path: Path) -> None:
    file = loaded(tmp_path, [["统计时间", "2026-11-01"], *TRAFFIC], "流量来源_2026-11-09.csv")
    assert file.first_day == date(2026, 11, 1)


def test_a_day_in_any_other_row_above_is_not_the_reports_day(tmp_path: Path) -> None:
    file = loaded(tmp_path, [["导出人 小王 2026-11-09"], *TRAFFIC])
    assert file.refused
    assert "没有日期列" in file.problems[0].reason.zh


@pytest.mark.parametrize(
    "rows",
    [
        [["统计时间", "2026-11-01 ~ 2026-11-07"], *TRAFFIC],
        [["日期", *TRAFFIC[0]], ["2026-11-01 ~ 2026-11-07", *TRAFFIC[1]]],
        [["日期", *TRAFFIC[0]], ["2026-11", *TRAFFIC[1]]],
        [["日期", "商品ID", "商品访客数"], ["2026-11-01~2026-11-07", "7001", "20"]],
        [["日期", "计划ID", "花费"], ["2026-11-01 ~ 2026-11-30", "9001", "88.88"]],
    ],
)
def test_a_file_of_sums_over_several_days_is_refused_once_with_where_to_get_days(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    file = loaded(tmp_path, rows)
    [problem] = file.problems
    assert file.refused
    assert "多天的汇总（2026-11" in problem.reason.zh
    assert "→" in problem.reason.zh, "it says where"
    assert "分日" in problem.reason.zh


def test_one_sum_among_days_is_refused_alone(tmp_path: Path) -> None:
    rows = [["日期", *TRAFFIC[0]], ["2026-11-01", *TRAFFIC[1]], ["2026-11-01 ~ 2026-11-07", *TRAFFIC[1]]]
    file = loaded(tmp_path, rows)
    assert (file.loaded, file.rejected) == (1, 1)


@pytest.mark.parametrize(
    "below",
    [
        [["备注：本表由财务整理，仅供参考"]],
        [["", "", "说明: 数据更新至昨日"]],
        [["共 2 条记录"]],
        [[], ["注：退款以后台为准"], ["导出时间 2026-11-09 10:00"]],
        [["以上数据仅供内部使用"]],
    ],
)
def test_notes_below_the_table_are_no_rows(tmp_path: Path, below: list[list[str]]) -> None:
    file = loaded(tmp_path, [*ORDERS, *below])
    assert (file.rows_in, file.loaded, file.rejected) == (2, 2, 0)
    assert file.set_aside == len(below)


@pytest.mark.parametrize(
    "row", [["1003"], ["备注：", "3.00"], ["注册会员的单"], ["说不清楚的单"], ["共享单车"]]
)
def test_a_row_that_is_no_note_is_never_taken_for_one(tmp_path: Path, row: list[str]) -> None:
    file = loaded(tmp_path, [*ORDERS, row])
    assert (file.rows_in, file.rejected) == (3, 1)


def test_notes_between_rows_are_listed_and_not_lost(tmp_path: Path) -> None:
    file = loaded(tmp_path, [ORDERS[0], ORDERS[1], ["备注：中间"], ORDERS[2]])
    assert (file.loaded, file.rejected) == (2, 1)


def test_what_was_left_out_of_a_file_leaves_the_list_when_the_corrected_file_is_loaded(
    tmp_path: Path,
) -> None:
    spoilt = [*ORDERS, ["1003", "3.005", *ORDERS[1][2:]]]
    loaded(tmp_path, spoilt)
    loaded(tmp_path, [*ORDERS, ["1004", "3.006", *ORDERS[1][2:]]], "另一份.csv")
    assert [(entry.file, entry.line) for entry in entries(open_store(tmp_path))] == [
        ("另一份.csv", 4),
        ("报表.csv", 4),
    ]
    loaded(tmp_path, [*ORDERS, ["1003", "3.00", "3.00", *ORDERS[1][3:]]])
    assert [entry.file for entry in entries(open_store(tmp_path))] == ["另一份.csv"]
