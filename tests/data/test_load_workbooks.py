"""Workbooks with several sheets: notes beside a table don't refuse it, the same sheet twice counts once."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.load import FileResult, Upload, load
from data.store import open_store

ADS: list[list[Any]] = [
    ["日期", "展现量", "点击量", "花费", "订单金额"],
    ["2024-05-01", 1000, 20, 30.5, 90],
    ["2024-05-02", 1200, 25, 40, 100],
]
NOTES: list[list[Any]] = [["说明"], ["本报表每天早上九点更新"], ["有问题请联系数据组"]]
UNKNOWN: list[list[Any]] = [["甲", "乙", "丙"], *[[number, number, number] for number in range(80)]]


def book(**sheets: list[list[Any]]) -> bytes:
    """The bytes of a workbook with these sheets."""
    out = io.BytesIO()
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(out)
    return out.getvalue()


def loaded(home: Path, **sheets: list[list[Any]]) -> tuple[FileResult, ...]:
    return load(home, [Upload("报表.xlsx", book(**sheets))]).files


def spend(home: Path) -> Decimal:
    return Decimal(open_store(home).rows("SELECT sum(spend) FROM ad_versions WHERE is_current")[0][0])


def test_a_sheet_of_notes_beside_a_table_is_mentioned_and_refuses_nothing(tmp_path: Path):
    files = loaded(tmp_path, 数据=ADS, 说明=NOTES)
    assert [(file.sheet, file.refused, file.loaded) for file in files] == [("数据", False, 2)]
    notes = [problem for problem in files[0].problems if problem.kind == "note"]
    assert [problem.line for problem in notes] == [None]
    assert "说明" in notes[0].reason.zh


def test_an_empty_sheet_is_not_spoken_of(tmp_path: Path):
    files = loaded(tmp_path, 数据=ADS, Sheet2=[], Sheet3=[[None, None]])
    assert [(file.sheet, file.problem_count) for file in files] == [("数据", 0)]


def test_a_sheet_full_of_unknown_rows_is_refused_beside_the_one_that_is_loaded(tmp_path: Path):
    files = loaded(tmp_path, 数据=ADS, 其他=UNKNOWN)
    assert [(file.sheet, file.refused) for file in files] == [("数据", False), ("其他", True)]


def test_a_workbook_of_notes_alone_is_refused(tmp_path: Path):
    files = loaded(tmp_path, 说明=NOTES)
    assert [(file.sheet, file.refused) for file in files] == [("说明", True)]
    assert open_store(tmp_path).version == 0


def test_a_workbook_without_a_single_cell_is_refused_by_name(tmp_path: Path):
    files = loaded(tmp_path, Sheet1=[], Sheet2=[])
    assert len(files) == 1
    assert files[0].refused
    assert "报表.xlsx" in files[0].problems[0].reason.zh


def test_the_same_sheet_twice_in_another_order_counts_once(tmp_path: Path):
    files = loaded(tmp_path, 一=ADS, 二=[ADS[0], ADS[2], ADS[1]])
    assert [(file.rows_in, file.loaded, file.unchanged) for file in files] == [(2, 2, 0), (2, 0, 2)]
    assert spend(tmp_path) == Decimal("30.5") + Decimal(40)


def test_a_batch_larger_than_memory_should_hold_waits_in_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("data.batch.HELD_BYTES", 1)
    files = loaded(tmp_path, 一=ADS, 二=[ADS[0], ["2024-05-03", 10, 1, 5, 0]])
    assert [file.loaded for file in files] == [2, 1]
    assert spend(tmp_path) == Decimal("30.5") + Decimal(40) + Decimal(5)
    assert sorted(path.name for path in (tmp_path / "archive").iterdir()) == [
        "000001.parquet",
        "000002.parquet",
    ]
