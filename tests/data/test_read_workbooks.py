"""Workbooks: what a cell of each type reads as, which sheets are read, and that nothing stays behind."""

import errno
import io
import os
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import data.workbook_reader as workbook_reader
from data.cell_text import TEXT_OF, duration_text, moment_text, number_text, number_texts
from data.grid import Grid
from data.read import Unreadable, read, read_bytes
from tests.files import ORDERS, locked_xls, raw_text, raw_xlsx, xls, xlsx


def column(grid: Grid, name: str = "c0") -> list[Any]:
    return grid.table[name].to_pylist()


def cells(grid: Grid) -> list[list[str | None]]:
    return [list(row.values())[1:] for row in grid.table.to_pylist()]


def refusal(content: bytes, name: str = "订单.xlsx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, name)
    assert name in caught.value.text.zh
    assert name in caught.value.text.en
    return caught.value.text.zh


CELLS = [
    ("182131013210222270", "182131013210222270"),
    (" '00123 ", " '00123 "),
    (12451724.0, "12451724"),
    (9787569226614, "9787569226614"),
    (9007199254740991, "9007199254740991"),
    (0.1 + 0.2, "0.3"),
    (2932.4, "2932.4"),
    (-46.17, "-46.17"),
    (1e-7, "0.0000001"),
    (182131013210222270, "182131013210222000"),
    (True, "TRUE"),
    (False, "FALSE"),
    (date(2020, 2, 1), "2020-02-01"),
    (datetime(2020, 2, 1, 12, 30), "2020-02-01 12:30:00"),
    (datetime(2018, 4, 30, 23, 22, 51), "2018-04-30 23:22:51"),
    ("中文，🙂\n第二行", "中文，🙂\n第二行"),
]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_a_cell_reads_as_people_see_it(write):
    rows = [[cell] for cell, _ in CELLS]
    [grid] = read_bytes(write({"表": rows}), "表")
    assert column(grid) == [text for _, text in CELLS]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_rows_and_columns_keep_their_places(write):
    [grid] = read_bytes(
        write({"日报": [[], [None, "说明"], [], [None, "日期", "金额"], [None, "2026-11-01", 5.5]]}), "日报"
    )
    assert grid.table["line"].to_pylist() == [2, 4, 5]
    assert cells(grid) == [[None, "说明", None], [None, "日期", "金额"], [None, "2026-11-01", "5.5"]]
    assert (grid.sheet, grid.blank) == ("日报", 2)


def test_every_visible_sheet_with_cells_is_a_grid_and_empty_or_hidden_ones_are_skipped():
    grids = read_bytes(xlsx({"十月": ORDERS, "空": [], "十一月": ORDERS[:2]}), "订单.xlsx")
    assert [(grid.sheet, grid.table.num_rows) for grid in grids] == [("十月", 3), ("十一月", 2)]
    about = '<sheets><sheet name="看得见" sheetId="1" r:id="r1"/><sheet name="藏着" sheetId="2" state="hidden" r:id="r1"/></sheets>'
    book = raw_xlsx(f'<row r="1">{raw_text("A1", "x")}</row>')
    hidden = raw_xlsx(
        f'<row r="1">{raw_text("A1", "x")}</row>',
        {
            "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{about}</workbook>'
        },
    )
    assert [grid.sheet for grid in read_bytes(book, "a.xlsx")] == ["表1"]
    assert [grid.sheet for grid in read_bytes(hidden, "a.xlsx")] == ["看得见"]


def test_a_workbook_of_empty_sheets_is_refused():
    assert "没有内容" in refusal(xlsx({"空": []}))


def test_a_workbook_named_csv_is_read_all_the_same():
    assert cells(read_bytes(xlsx({"订单": ORDERS}), "订单.csv")[0]) == ORDERS


def test_an_error_cell_keeps_its_text():
    rows = (
        f'<row r="1">{raw_text("B1", "金额")}</row>'
        '<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="B3" s="1" t="e"><v>#N/A</v></c><c r="C3"><v>7</v></c></row>'
    )
    [grid] = read_bytes(raw_xlsx(rows), "成本.xlsx")
    assert cells(grid) == [[None, "金额", None], [None, "#DIV/0!", None], [None, "#N/A", "7"]]


def test_error_cells_are_found_in_the_sheet_that_they_stand_in():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, error in [("一", ""), ("二", "#REF!")]:
            sheet = book.add_worksheet(name)
            sheet.write_column(3, 2, ["x", "y"])
            sheet.write_formula(4, 3, "=Z1", None, error or 5)
    first, second = read_bytes(out.getvalue(), "成本.xlsx")
    assert column(first, "c3") == [None, "5"]
    assert column(second, "c3") == [None, "#REF!"]


def test_a_formula_without_its_value_is_an_empty_cell():
    [grid] = read_bytes(
        raw_xlsx(f'<row r="1">{raw_text("A1", "x")}<c r="B1"><f>1+1</f></c><c r="C1"><v>3</v></c></row>'),
        "a.xlsx",
    )
    assert cells(grid) == [["x", None, "3"]]


def test_dates_of_1904_are_the_same_days():
    [grid] = read_bytes(xlsx({"a": [[date(2020, 2, 1), datetime(2020, 2, 1, 12)]]}, date_1904=True), "a.xlsx")
    assert cells(grid) == [["2020-02-01", "2020-02-01 12:00:00"]]


def test_cells_that_only_have_a_format_add_neither_rows_nor_columns():
    rows = (
        f'<row r="1">{raw_text("A1", "x")}<c r="XFD1" s="0"/></row><row r="90000"><c r="A90000" s="0"/></row>'
    )
    [grid] = read_bytes(raw_xlsx(rows), "a.xlsx")
    assert (cells(grid), grid.blank) == ([["x"]], 0)


def test_a_wide_batch_and_a_narrow_one_make_one_table():
    rows = [["a", "b"]] + [["x"]] * 120_000 + [["y", None, "z"]]
    [grid] = read_bytes(xlsx({"a": rows}), "a.xlsx")
    assert grid.table.column_names == ["line", "c0", "c1", "c2"]
    assert grid.table.num_rows == 1 + 120_000 + 1
    assert grid.table.slice(120_001).to_pylist() == [{"line": 120_002, "c0": "y", "c1": None, "c2": "z"}]


def test_a_password_is_named():
    assert "密码" in refusal(locked_xls(), "订单.xls")
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1000)
    assert "密码" in refusal(ole + "EncryptedPackage".encode("utf-16-le") + bytes(500))


def test_other_office_files_are_named():
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1000)
    assert "Word" in refusal(ole + "WordDocument".encode("utf-16-le") + bytes(500))
    assert "损坏" in refusal(ole + "Workbook".encode("utf-16-le") + bytes(500))
    assert "损坏" in refusal(ole)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_an_old_workbook_that_is_cut_off_is_refused(part):
    content = xls({"订单": ORDERS * 200})
    assert "损坏" in refusal(content[: int(len(content) * part)], "订单.xls")


def test_neither_files_nor_processes_stay_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_bytes(xlsx({"订单": ORDERS}), "订单.xlsx")
    refusal(raw_xlsx("<row"))
    monkeypatch.setattr(workbook_reader, "SECONDS", 0)
    refusal(xlsx({"订单": ORDERS}))
    assert list(tmp_path.iterdir()) == []
    assert [
        child for child in psutil.Process().children() if str(tmp_path) in " ".join(child.cmdline())
    ] == []


def test_a_workbook_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook_reader, "SECONDS", 0)
    assert "秒还没读完" in refusal(xlsx({"订单": ORDERS}))


@pytest.mark.parametrize(("number", "found"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "拦住")])
def test_trouble_with_the_machine_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch, number, found):
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert found in refusal(xlsx({"订单": ORDERS}))


@given(st.floats(-1e300, 1e300))
def test_a_number_reads_back_to_fifteen_digits(number):
    text = number_text(number)
    assert float(text) == pytest.approx(number, rel=1e-14, abs=0)
    assert "E" not in text.upper() or not 1e-30 < abs(number) < 1e30


@given(st.integers(-(2**53), 2**53))
def test_a_whole_number_reads_exactly(number):
    assert number_text(float(number)) == str(number)


@given(st.lists(st.floats() | st.integers(-(2**60), 2**60).map(float)))
def test_numbers_written_in_one_go_read_like_each_alone(numbers):
    assert number_texts(numbers) == [number_text(number) for number in numbers]


def test_numbers_that_have_no_short_form_are_written_in_one_go_too():
    assert number_texts([-0.0, 1e16, 0.1 + 0.2, 12.0, 1e-7, 1e31]) == [
        "0", "10000000000000000", "0.3", "12", "0.0000001", "1e+31",
    ]  # fmt: skip


@given(st.integers(-(10**12), 10**12))
def test_money_reads_to_the_cent(cents):
    assert float(number_text(cents / 100)) * 100 == pytest.approx(cents)
    assert len(number_text(abs(cents) / 100).partition(".")[2]) <= 2


def test_times_are_to_the_second():
    assert moment_text(datetime(2020, 1, 1, 23, 59, 59, 999000)) == "2020-01-02 00:00:00"
    assert moment_text(datetime(2020, 1, 1, 8, 0, 0, 500000)) == "2020-01-01 08:00:00.500000"
    assert TEXT_OF[time](time(23, 59, 59, 999000)) == "24:00:00"
    assert TEXT_OF[time](time(9, 5)) == "09:05:00"
    assert duration_text(timedelta(hours=36, minutes=5)) == "36:05:00"
    assert duration_text(timedelta(seconds=-90)) == "-00:01:30"


def test_a_workbook_of_the_platform_reads_as_its_known_rows(real: Path):
    first, second = read(real / "ads_daily_202002.xlsx")
    assert [first.sheet, second.sheet] == ["Sheet1", "Sheet2"]
    assert sum(int(text) for text in column(first, "c1")[1:]) == 1_454_880
    assert sorted(cells(first)) == sorted(cells(second))
    [spend] = read(real / "ads_spend_202002.xlsx")
    assert sum(round(float(text) * 100) for text in column(spend, "c1")[1:]) == 5_336_675
    [items] = read(real / "jd_items_201901.xlsx")
    assert items.sheet == "经营状况-商品明细月报-201901-全部-全部-按天"
    assert cells(items)[1][2] == "12451724"
