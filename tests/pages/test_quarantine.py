"""What was left out of the loaded files is listed on the load page, filtered, and gone once the file was corrected."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.load import Upload, load
from data.quarantine import entries, filtered
from data.store import open_store
from tests.pages.test_every_page import words
from tests.stores import csv_of

OpenPage = Callable[..., AppTest]
# Money with three decimals, and a row without the time of placing.
BAD_ROWS = """
订单编号|买家会员名|总金额|退款金额|订单状态|订单创建时间|订单付款时间
9001|甲|90.00|0|交易成功|2026-11-19 09:00:00|2026-11-19 09:05:00
9002|乙|30.005|0|交易成功|2026-11-19 10:00:00|2026-11-19 10:05:00
9003|丙|30.00|0|交易成功||2026-11-19 10:05:00
"""
DAYS = """
统计日期|访客数|支付金额
2026-11-19|一百|90.00
2026-11-20|80|10.00
"""


def with_bad_rows(folder: Path) -> Path:
    home = folder / "own"
    load(home, [Upload("订单.csv", csv_of(BAD_ROWS)), Upload("日报.csv", csv_of(DAYS))])
    return home


def listed(page: AppTest) -> list[tuple[str, int]]:
    frame = next(
        frame.value for frame in page.dataframe if "export" in frame.value and "reason" in frame.value
    )
    return list(zip(frame["file"], frame["line"], strict=True))


def test_every_refused_row_and_emptied_cell_of_all_files_is_listed_with_how_to_correct_it(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page("load", with_bad_rows(tmp_path))
    assert not page.exception
    assert sorted(listed(page)) == [("日报.csv", 2), ("订单.csv", 3), ("订单.csv", 4)]
    assert "再导入整份文件" in words(page)
    assert {"下载这些（Excel）", "下载这些（CSV）"} <= {button.label for button in page.download_button}


def test_the_list_is_filtered_by_file_export_and_reason(open_page: OpenPage, tmp_path: Path) -> None:
    home = with_bad_rows(tmp_path)
    page = open_page("load", home)
    page.selectbox(key="quarantine-kind").set_value("shop_daily").run()
    assert listed(page) == [("日报.csv", 2)]
    found = entries(open_store(home))
    orders = next(entry for entry in found if entry.kind == "orders")
    assert {entry.file for entry in filtered(found, file_id=orders.file_id)} == {"订单.csv"}
    assert filtered(found, reason=orders.reason) == [orders]
    assert filtered(found, kind="shop_daily", reason=orders.reason) == []


def test_a_corrected_file_brings_only_the_rows_that_were_left_out(tmp_path: Path) -> None:
    home = with_bad_rows(tmp_path)
    corrected = BAD_ROWS.replace("30.005", "30.00").replace("交易成功||", "交易成功|2026-11-19 10:00:00|")
    file = load(home, [Upload("订单.csv", csv_of(corrected))]).files[0]
    assert (file.rows_in, file.rejected) == (3, 0)
    found = open_store(home).rows("SELECT count(*), sum(amount_due) FROM order_versions WHERE is_current")
    assert found == [(3, Decimal("90.00") + Decimal("30.00") + Decimal("30.00"))]


def test_where_nothing_was_left_out_it_is_said(open_page: OpenPage) -> None:
    assert "没有被拒绝的行，也没有留空的格。" in words(open_page("load", "one_day"))
