"""Every sentence about a cell says the column, what was expected and what became of the row, in both languages."""

import re
from datetime import date
from pathlib import Path

import pytest

from data import cells, reasons

TODAY = date(2026, 11, 21)
MACROS = Path(cells.__file__).with_name("cells.sql").read_text(encoding="utf-8")
WHY = re.findall(r"CREATE MACRO why_\w+\([^)]*\) AS (.*?);", MACROS, re.DOTALL)


def test_every_code_that_the_macros_give_has_a_sentence():
    codes = {code for body in WHY for code in re.findall(r"(?:THEN|ELSE) '(\w+)'", body)}
    assert len(WHY) >= 10
    assert codes <= set(reasons.EXPECTED)


@pytest.mark.parametrize("code", sorted(reasons.EXPECTED))
@pytest.mark.parametrize("refused", [True, False])
def test_a_sentence_names_the_column_and_what_became_of_it(code, refused):
    text = reasons.sentence(code, "总金额", refused=refused, planned=False, today=TODAY)
    assert "「总金额」" in text.zh
    assert "“总金额”" in text.en
    assert text.zh.endswith("这一行没有导入。" if refused else "这一格已留空。")
    assert text.en.endswith("the row was left out." if refused else "the cell was left empty.")
    assert "{" not in text.zh + text.en


def test_a_plan_may_lie_ahead_and_what_happened_may_not():
    happened = reasons.sentence("outside", "时间", refused=True, planned=False, today=TODAY)
    planned = reasons.sentence("outside", "时间", refused=True, planned=True, today=TODAY)
    assert "明天（今天 2026-11-21）" in happened.zh
    assert "2099" in planned.zh


@pytest.mark.parametrize(
    "text",
    [
        reasons.ambiguous_dates("日期", "01-02-2023"),
        reasons.mixed_dates("日期", "31-08-2023"),
        reasons.damaged_ids("订单编号", "1000"),
    ],
)
def test_a_refused_column_is_named_with_an_example_and_what_to_do(text):
    assert re.search(r"「(日期|订单编号)」", text.zh)
    assert re.search(r"\d{2}-\d{2}-2023|1000", text.zh)
    assert re.search(r"再导入|重新下载", text.zh)
    assert re.search(r"load|download", text.en)
