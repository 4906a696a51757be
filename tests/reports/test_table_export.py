"""What leaves as a file: typed, whole, and dead."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.properties import PageSetupProperties

from reports.table import Column, Table, Typed, worded
from reports.table_export import DANGEROUS_STARTS, inert, to_csv, to_xlsx
from tests.reports.payloads import PAYLOADS

HOSTILE = Table(
    PAYLOADS[0],
    tuple(Column(payload, payload) for payload in PAYLOADS[:3]),
    [(payload,) * 3 for payload in PAYLOADS],
)


def cells_of(made: bytes, sheet: int = 0) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


def xml_of(made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return "".join(parts.read(name).decode("utf-8") for name in parts.namelist())


def csv_rows(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_there_are_39_hostile_texts_and_no_two_are_the_same() -> None:
    assert len(set(PAYLOADS)) == 39


def test_no_hostile_text_becomes_a_formula_or_a_link_in_a_workbook() -> None:
    made = to_xlsx([HOSTILE])
    assert "<f>" not in xml_of(made)
    assert "<f " not in xml_of(made)
    assert "<hyperlink" not in xml_of(made)


def test_hostile_text_stands_in_the_workbook_letter_by_letter() -> None:
    shown = [row[0] for row in cells_of(to_xlsx([HOSTILE]))]
    # Excel's own escape for a carriage return, which openpyxl reads back as it is written.
    assert [str(text).replace("_x000D_", "\r") for text in shown] == [PAYLOADS[0], *PAYLOADS]


def test_no_csv_cell_of_text_begins_like_a_formula_once_spaces_are_gone() -> None:
    cells = [cell for row in csv_rows(to_csv(HOSTILE)) for cell in row]
    assert len(cells) == 3 + 39 * 3
    assert [cell for cell in cells if cell.strip(" \u3000\u00a0\ufeff").startswith(DANGEROUS_STARTS)] == []


def test_an_escaped_text_is_the_text_behind_one_apostrophe() -> None:
    assert inert("=1+1") == "'=1+1"
    assert inert("青禾 2026 新款") == "青禾 2026 新款"


def test_a_negative_number_stays_a_number_in_csv_while_the_same_letters_as_text_do_not() -> None:
    table = Table(
        "t",
        (Column("a", "a", "money"), Column("b", "b", "count"), Column("c", "c")),
        [(Decimal("-5.5"), -3, "-3")],
    )
    assert csv_rows(to_csv(table))[1] == ["-5.50", "-3", "'-3"]


def test_csv_has_money_with_two_decimals_ratios_unrounded_days_in_iso_and_nothing_for_an_empty_figure() -> (
    None
):
    columns = (
        Column("m", "m", "money"),
        Column("r", "r", "percent"),
        Column("d", "d", "day"),
        Column("e", "e", "money"),
    )
    table = Table("t", columns, [(Decimal("0.125"), 1747 / 2499, date(2026, 11, 20), None)])
    # 0.125 is half a cent above 0.12 and is rounded away from zero.
    assert csv_rows(to_csv(table))[1] == ["0.13", repr(1747 / 2499), "2026-11-20", ""]


def test_csv_for_people_begins_with_a_mark_that_makes_excel_read_chinese_and_for_programs_with_keys() -> None:
    table = Table("t", (Column("paid_amount", "付款金额", "money"),), [])
    assert to_csv(table) == "\ufeff付款金额\r\n".encode()
    assert to_csv(table, keys=True, mark=False) == b"paid_amount\r\n"


def test_a_workbook_holds_numbers_as_numbers_in_their_format_and_a_dash_for_an_empty_one() -> None:
    columns = (
        Column("a", "金额", "money"), Column("b", "率", "percent"), Column("c", "单数", "count"), Column("d", "日", "day"),
        Column("e", "访客", "people"), Column("f", "空", "money"), Column("g", "时间", "time"),
    )  # fmt: skip
    row = (
        Decimal("124155.50"),
        0.6991,
        1747,
        date(2026, 11, 20),
        "120–300",
        None,
        datetime(2026, 11, 20, 8, 30),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([Table("t", columns, [row])]))).worksheets[0]
    written = [(cell.value, cell.number_format) for cell in sheet[2]]
    assert written == [
        (124155.50, "#,##0.00"), (0.6991, "0.00%"), (1747, "#,##0"), (datetime(2026, 11, 20), "yyyy-mm-dd"),
        ("120–300", "@"), ("—", "@"), (datetime(2026, 11, 20, 8, 30), "yyyy-mm-dd hh:mm:ss"),
    ]  # fmt: skip


def test_an_id_stays_text_and_a_whole_number_beyond_15_digits_loses_none() -> None:
    table = Table(
        "t",
        (Column("a", "a", "id"), Column("b", "b", "count")),
        [("1234567890123456789", 1234567890123456789)],
    )
    assert cells_of(to_xlsx([table]))[1] == ["1234567890123456789", "1234567890123456789"]


@pytest.mark.parametrize(
    ("ratio", "form"), [(3.0, "0.00"), (2.995, "0.000"), (2.99999, "0.00000"), (4.5, "0.00")]
)
def test_a_ratio_just_under_a_grades_limit_is_shown_with_the_decimals_that_prove_it(
    ratio: float, form: str
) -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(to_xlsx([Table("t", (Column("a", "a", "times"),), [(ratio,)])]))
    ).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (ratio, form)


def test_unlike_figures_in_one_column_keep_each_its_own_format() -> None:
    table = Table(
        "t",
        (Column("now", "本周"),),
        [[Typed(Decimal("12.30"), "money")], [Typed(0.5, "percent")], [Typed(None, "money")]],
    )
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table]))).worksheets[0]
    assert [(row[0].value, row[0].number_format) for row in sheet.iter_rows(min_row=2)] == [
        (12.3, "#,##0.00"), (0.5, "0.00%"), ("—", "@"),
    ]  # fmt: skip
    assert [row[0] for row in worded(table).rows] == ["12.30", "50.00%", "—"]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["日报", "日报", "日报"], ["日报", "日报 2", "日报 3"]),
        (["a/b:c*d?[e]\\f'g"], ["a_b_c_d__e__f_g"]),
        (["", "History"], ["表", "History 2"]),
        (["长" * 40], ["长" * 31]),
        (["=1+1"], ["=1+1"]),
    ],
)
def test_any_title_makes_a_sheet_name_that_excel_takes(titles: list[str], names: list[str]) -> None:
    made = to_xlsx([Table(title, (Column("a", "a"),), []) for title in titles])
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == names


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (told,) = cells_of(to_xlsx([Table("t", (Column("a", "a"),), [["长" * 40_000]])]))[1]
    assert told == "长" * 32_766 + "…"


def test_a_sheet_is_ready_to_be_read_and_printed() -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(to_xlsx([Table("t", (Column("a", "a"),), [["x"]])]))
    ).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.table_export.ROWS_PER_SHEET", 2)
    made = to_xlsx([Table("行", (Column("a", "a", "count"),), [[1], [2], [3]])])
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["行", "行 2"]
    assert (cells_of(made, 0), cells_of(made, 1)) == ([["a"], [1], [2]], [["a"], [3]])
