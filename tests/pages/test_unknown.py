"""A refused file can be explained on the load page: kind and columns are guessed, corrected, saved, and it is loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.load import Upload, load
from data.profiles import profiles
from data.versions import current_version
from tests.files import xlsx
from tests.pages.test_every_page import words
from tests.pages.test_loading import drop
from tests.stores import csv_of

OpenPage = Callable[..., AppTest]
UNKNOWN = """
订单号码 | 下单时间点          | 付钱                | 订单总金额 | 收货人姓名
55001001 | 2026-11-01 10:00:00 | 2026-11-01 10:02:00 | 90.00      | 张三
55001002 | 2026-11-02 10:00:00 |                     | 30.50      | 李四
"""
FILES = {"旧系统.csv": csv_of(UNKNOWN)}


def box(page: AppTest, field: str) -> Any:
    return page.selectbox(key=f"unknown-0-orders-{field}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_closest_kind_and_its_columns_are_guessed(
    language: str, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # AppTest words the choices again outside of the page, where the person's language isn't known.
    monkeypatch.setattr("ui.session.language", lambda: language)
    page = drop(open_page("load", tmp_path / "own"), FILES)
    assert not page.exception
    assert page.selectbox(key="unknown-0-kind").value == "orders"
    assert (box(page, "order_id").value, box(page, "created_at").value, box(page, "amount_due").value) == (
        0,
        1,
        3,
    )
    assert box(page, "paid_at").value is None
    warnings = [warning.value for warning in page.warning]
    assert any(
        ("请选出它是哪一列" if language == "zh" else "choose which column it is") in text for text in warnings
    )
    assert page.button(key="unknown-0-save").disabled


def test_a_corrected_file_is_previewed_saved_and_loaded_and_known_by_itself_after(
    open_page: OpenPage, tmp_path: Path
) -> None:
    home = tmp_path / "own"
    page = drop(open_page("load", home), FILES)
    box(page, "paid_at").set_value(2).run()
    assert "试读 2 行：能导入 2，拒绝 0" in words(page)
    looked = next(frame.value for frame in page.dataframe if "amount_due" in frame.value)
    assert list(looked["amount_due"]) == ["90.00", "30.50"]
    assert "张三" not in str(looked.to_numpy())
    page.text_input(key="unknown-0-name").set_value("旧系统").run()
    page.button(key="unknown-0-save").click().run()
    assert not page.exception
    assert "读到 2 行：新载入 2" in words(page)
    assert [profile.name for profile in profiles(home)] == ["旧系统"]
    assert current_version(home) == 1
    assert (
        load(home, [Upload("旧系统2.csv", csv_of(UNKNOWN.replace("55001001", "55001003")))]).files[0].loaded
        == 1
    )


def test_a_private_column_cannot_be_kept_as_text(open_page: OpenPage, tmp_path: Path) -> None:
    page = drop(open_page("load", tmp_path / "own"), FILES)
    box(page, "paid_at").set_value(2).run()
    box(page, "item_title").set_value(4).run()
    assert any("隐私" in warning.value for warning in page.warning)
    assert page.button(key="unknown-0-save").disabled


def test_a_file_that_is_no_table_is_not_offered(open_page: OpenPage, tmp_path: Path) -> None:
    page = drop(open_page("load", tmp_path / "own"), {"照片.png": b"\x89PNG\r\n\x1a\n0000"})
    assert not page.exception
    assert [button for button in page.button if button.key == "unknown-0-save"] == []


def test_every_unknown_sheet_of_a_workbook_can_be_explained_and_sheets_that_are_alike_once(
    open_page: OpenPage, tmp_path: Path
) -> None:
    rows = [line.split("|") for line in UNKNOWN.replace(" | ", "|").strip().splitlines()]
    other = [["货号", "店里还有几件", "点数的日子"], ["A1", "5", "2026-11-01"], ["A2", "7", "2026-11-01"]]
    book = xlsx({"一月": rows, "二月": rows, "盘点": other})
    page = drop(open_page("load", tmp_path / "own"), {"旧系统.xlsx": book})
    assert not page.exception
    told = [block.label.replace("\\", "") for block in page.expander if "告诉我们每一列是什么" in block.label]
    assert told == [
        "「旧系统.xlsx / 一月」：告诉我们每一列是什么",
        "「旧系统.xlsx / 盘点」：告诉我们每一列是什么",
    ]


NO_NUMBERS = """
下单时间点          | 付款时间点          | 订单总金额 | 买家会员名字
2026-11-01 10:00:00 | 2026-11-01 10:02:00 | 90.00      | 甲
2026-11-02 10:00:00 |                     | 30.50      | 乙
"""


def test_orders_without_numbers_are_explained_after_the_person_says_what_tells_them_apart(
    open_page: OpenPage, tmp_path: Path
) -> None:
    home = tmp_path / "own"
    page = drop(open_page("load", home), {"无编号.csv": csv_of(NO_NUMBERS)})
    page.selectbox(key="unknown-0-kind").set_value("orders").run()
    assert page.button(key="unknown-0-save").disabled
    page.checkbox(key="unknown-0-unnumbered").check().run()
    assert not page.exception
    assert box(page, "buyer").value == 3
    page.button(key="unknown-0-save").click().run()
    assert not page.exception
    assert "读到 2 行：新载入 2" in words(page)
    later = csv_of(NO_NUMBERS.replace("11-02", "11-03"))
    assert load(home, [Upload("下一份.csv", later)]).files[0].loaded == 1
