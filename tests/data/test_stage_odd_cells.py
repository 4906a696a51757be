"""Whatever stands in the cells of a recognised file, staging neither breaks nor loses count of a row, however cells are kept."""

import random
import string
from dataclasses import replace

import pyarrow as pa
import pytest

from data import distinct
from data.exports import KINDS
from data.grid import Grid
from data.kind import Kind
from data.stage import Refused
from tests.data.sheets import grid_of, staged

ROWS = 300
ODD = (
    "",
    " ",
    "\t",
    "\u3000",
    "null",
    "'null",
    "-",
    "--",
    r"\N",
    '="',
    '=""',
    '="1"',
    "'",
    "''",
    "#REF!",
    "#",
    "%",
    "5%",
    "-5%",
    "1e400",
    "1e-400",
    "-0",
    "+",
    ".",
    "..",
    "1.",
    ".1",
    "1,2,3",
    "1,234",
    "١٢٣",
    "½",
    "１２３",
    "0x1F",
    "NaN",
    "Infinity",
    "-inf",
    "9" * 40,
    "0." + "1" * 40,
    "1" * 5000,
    "合计",
    "示例",
    "2026-11-01",
    "2026-11-31",
    "2026-11-01 25:00:00",
    "0000-00-00",
    "99999999",
    "2026-11-01 ~ ",
    "~",
    "2026-11-01~2026-10-01",
    "31-12-2025",
    "43882.999999",
    "99999",
    "2026-W60",
    "2026Q9",
    "2026-00",
    "1.2万亿",
    "万",
    "元",
    "👗",
    "a\x00b",
    "\u202e123",
    "'; DROP TABLE typed; --",
    "\\",
    '"',
    "{}",
    "$1",
    "%s",
    "{0}",
    "*",
    "**",
    "广东省 *** 1",
    "是",
    "否",
    "每单运费",
    "付款金额",
    "交易成功",
    "等待买家付款",
)


def odd_cell(pick: random.Random, usual: str) -> str:
    """A usual cell, an odd one, or a mixture of both."""
    choice = pick.random()
    if choice < 0.6:
        return usual
    if choice < 0.9:
        return pick.choice(ODD)
    return pick.choice(ODD) + usual + pick.choice(string.printable)


def usual_cells(kind: Kind, number: int) -> list[str]:
    usual = {
        "time": "2026-11-01 10:00:00",
        "day": "2026-11-01",
        "period": "2026-11-01",
        "id": f"7000{number}",
        "hour": "8",
        "address": "广东省 深圳市 某区",
        "province": "广东",
    }
    return [
        column.words[0][0] if column.type == "choice" else usual.get(column.type, "5")
        for column in kind.columns
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_row_is_loaded_refused_and_listed_or_set_aside(kind):
    pick = random.Random(kind.key)
    header = [pick.choice(column.spellings) for column in kind.columns]
    lines = [[odd_cell(pick, cell) for cell in usual_cells(kind, number)] for number in range(ROWS)]
    try:
        sheet = staged(grid_of([header, *lines]), name="报表_20261101.csv", gross="amount_due")
    except Refused as refusal:
        pytest.fail(refusal.text.zh)
    assert sheet.rows_in + sheet.set_aside == ROWS
    assert sheet.table.num_rows + sheet.rejected == sheet.rows_in
    refused = {problem.line for problem in sheet.problems if problem.kind == "refused"}
    assert len(refused) == sheet.rejected
    assert not refused & set(sheet.table["line"].to_pylist())
    cells = [
        (problem.line, problem.column) for problem in sheet.problems if problem.kind in ("refused", "emptied")
    ]
    assert len(cells) == len(set(cells))


def test_a_file_with_odd_headers_is_read_by_the_ones_it_knows():
    odd = [
        "订单编号",
        "总金额",
        "订单创建时间",
        "订单付款时间",
        "'; DROP TABLE typed; --",
        "a\nb",
        "👗" * 500,
        "订单编号",
        "",
        "line",
        "c3",
        "wrong",
    ]
    sheet = staged(
        grid_of([odd, ["1", "5", "2026-11-01", "2026-11-01", "x", "y", "z", "", "q", "l", "c", "w"]])
    )
    assert sheet.table["order_id"].to_pylist() == ["1"]


def test_a_grid_of_one_thousand_columns_is_read_by_the_few_it_knows():
    header = ["日期", "费用", *(f"列{n}" for n in range(998))]
    sheet = staged(grid_of([header, ["2026-11-01", "5", *["x"] * 998]]))
    assert sheet.table.num_rows == 1


def as_words(grid: Grid) -> Grid:
    """The same grid, with every column kept as its words."""
    table = grid.table
    encoded = {name: table[name].combine_chunks().dictionary_encode() for name in table.column_names[1:]}
    return replace(grid, table=pa.table({"line": table["line"], **encoded}))


@pytest.mark.parametrize(
    "odd", [0, 5, 300]
)  # none, few enough that most columns are still written plainly, all
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_columns_kept_as_their_words_are_staged_as_text_is(kind, odd, monkeypatch):
    pick = random.Random(kind.key)
    header = [pick.choice(column.spellings) for column in kind.columns]
    lines = [usual_cells(kind, number) for number in range(ROWS)]
    for line in lines[:odd]:
        place = pick.randrange(len(line))
        line[place] = odd_cell(pick, line[place])
    text = grid_of([header, *lines])
    usual = staged(text, name="报表_20261101.csv", gross="amount_due")
    monkeypatch.setattr(distinct, "_SELDOM", 0)
    words = staged(as_words(text), name="报表_20261101.csv", gross="amount_due")
    assert words.table.cast(usual.table.schema).to_pylist() == usual.table.to_pylist()
    assert replace(words, table=usual.table) == usual
