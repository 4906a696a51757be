"""Dropping files on the load page: what became of each is said, refused rows can be taken away, a load can be undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.exports import KINDS
from data.ledger import loads
from data.load import Upload, load
from data.store import open_store
from data.versions import current_version
from tests.pages.shops import LAST, order_table
from tests.pages.test_every_page import words
from tests.stores import csv_of
from ui.loading import history, templates

OpenPage = Callable[..., AppTest]
GOOD = order_table([LAST])
# A bad shipping time empties its cell; money with three decimals and a missing time of placing refuse their rows.
BAD_ROWS = """
订单编号|买家会员名|总金额|买家实际支付金额|退款金额|订单状态|订单创建时间|订单付款时间|发货时间|收货人姓名
9001|甲|90.00|90.00|0|交易成功|2026-11-19 09:00:00|2026-11-19 09:05:00|昨天|张三
9002|乙|30.005|30.00|0|交易成功|2026-11-19 10:00:00|2026-11-19 10:05:00||李四
9003|丙|30.00|30.00|0|交易成功||2026-11-19 10:05:00||王五
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "own"


def drop(page: AppTest, files: dict[str, bytes]) -> AppTest:
    page.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files.items()]).run()
    return page.button(key="start-load").click().run()


def test_a_file_is_recognised_and_counted(open_page: OpenPage, home: Path) -> None:
    page = drop(open_page("load", home), {"订单报表.csv": csv_of(GOOD)})
    assert not page.exception
    said = words(page)
    assert "识别为「订单报表」" in said
    assert "读到 3 行：新载入 3" in said
    assert "隐私列" in said
    assert current_version(home) == 1


def test_a_file_that_tells_of_two_kinds_is_shown_as_both(open_page: OpenPage, home: Path) -> None:
    jd = """
    订单号 | 商品ID | 商品名称 | 订购数量 | 下单时间 | 京东价 | 应付金额 | 订单状态 | 付款确认时间
    311000000001 | 601 | 杯子 | 2 | 2026-11-20 09:00:00 | 30.00 | 55.00 | 等待出库 | 2026-11-20 09:01:00
    """
    page = drop(open_page("load", home), {"京东.csv": csv_of(jd)})
    assert not page.exception
    said = words(page)
    assert "识别为「京东订单」" in said
    assert "识别为「京东订单商品」" in said


def test_the_same_file_again_changes_nothing_and_says_so(open_page: OpenPage, home: Path) -> None:
    page = drop(open_page("load", home), {"订单报表.csv": csv_of(GOOD)})
    page = drop(page, {"订单报表.csv": csv_of(GOOD)})
    assert "这份文件和已导入的内容一样" in words(page)
    assert current_version(home) == 1


def test_orders_without_numbers_load_where_the_person_confirms_what_tells_them_apart(
    open_page: OpenPage, home: Path
) -> None:
    rows = csv_of(
        "买家会员名|总金额|订单创建时间|订单付款时间\n甲|10.00|2026-11-02 10:00:00|2026-11-02 10:05:00"
    )
    page = drop(open_page("load", home), {"订单.csv": rows})
    assert "缺少列「订单编号」" in words(page)
    assert current_version(home) == 0
    page.checkbox(key="load-unnumbered").check().run()
    page.selectbox(key="load-gross").select("amount_due").run()
    page = drop(page, {"订单.csv": rows})
    assert "识别为「订单报表（无订单编号）」" in words(page)
    assert current_version(home) == 1


def test_refused_rows_are_listed_with_line_and_reason_and_can_be_taken_away(
    open_page: OpenPage, home: Path
) -> None:
    page = drop(open_page("load", home), {"订单.csv": csv_of(BAD_ROWS)})
    said = words(page)
    assert "新载入 1，没有变化 0，拒绝 2" in said
    listed = next(frame.value for frame in page.dataframe if "reason" in frame.value)
    said_of_lines = dict(zip(listed["line"], listed["what"], strict=True))
    assert said_of_lines == {2: "看不懂而留空的格", 3: "拒绝的行", 4: "拒绝的行"}
    assert "下载拒绝的行（Excel）" in [button.label for button in page.download_button]
    assert "张三" not in str(listed.to_numpy())


def test_a_wrong_file_is_refused_with_a_sentence_and_the_other_is_loaded(
    open_page: OpenPage, home: Path
) -> None:
    page = drop(open_page("load", home), {"照片.png": b"\x89PNG\r\n\x1a\n0000", "订单报表.csv": csv_of(GOOD)})
    assert page.error[0].proto.title.replace("\\", "") == "照片.png · 没有导入"
    assert len(page.error[0].value) > 10
    assert current_version(home) == 1


def test_a_load_can_be_undone_from_the_list_of_past_loads(open_page: OpenPage, home: Path) -> None:
    page = drop(open_page("load", home), {"订单报表.csv": csv_of(GOOD)})
    page.button(key="undo-1").click().run()
    assert not page.exception
    assert current_version(home) == 2
    assert open_store(home).rows("SELECT count(*) FROM orders AS o") == [(0,)]
    assert "撤销了第 1 次导入" in words(page)


def test_what_a_newer_program_worked_out_anew_is_no_load_to_be_undone(
    open_page: OpenPage, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(open_page("load", home), {"订单报表.csv": csv_of(GOOD)})
    [first] = loads(open_store(home))
    monkeypatch.setattr(
        history, "loads", lambda _: [replace(first, load_id=2, action="migrate", files=()), first]
    )
    page = open_page("load", home)
    assert "按新版程序重算了一遍" in words(page)
    assert "第 2 次导入" not in words(page)
    assert [button.key for button in page.button if str(button.key).startswith("undo-")] == ["undo-1"]


def test_a_time_that_is_none_is_said_and_nothing_is_loaded(open_page: OpenPage, home: Path) -> None:
    page = open_page("load", home)
    page.text_input(key="load-as-of").set_value("昨天上午").run()
    assert "不是能读懂的时间" in page.error[0].value
    assert current_version(home) == 0


def test_the_loaded_days_and_their_gaps_are_shown(open_page: OpenPage) -> None:
    page = open_page("load", "full")
    days = next(frame.value for frame in page.dataframe if "gaps" in frame.value)
    orders = days[days["export"] == "订单报表"].iloc[0]
    assert (orders["first"].isoformat(), orders["last"].isoformat(), orders["days"]) == (
        "2026-10-17",
        "2026-11-20",
        35,
    )
    assert orders["gaps"] == "—"


@pytest.mark.parametrize("kind", ["targets", "costs", "events"])
def test_the_template_of_an_own_sheet_is_recognised_when_it_is_loaded_again(kind: str, home: Path) -> None:
    result = load(home, [Upload(f"{kind}.xlsx", templates.workbook(kind))])
    assert [file.kind for file in result.files] == [kind]
    assert result.files[0].loaded == 0  # the example row is no fact


def test_the_load_page_offers_every_template(open_page: OpenPage) -> None:
    labels = [button.label for button in open_page("load", "empty").download_button]
    assert {"下载目标表模板", "下载费用表模板", "下载活动表模板"} <= set(labels)
    assert len(labels) == sum(kind.own for kind in KINDS)


def test_a_load_is_summed_up_in_a_few_lines_before_its_files(open_page: OpenPage, home: Path) -> None:
    page = drop(open_page("load", home), {"照片.png": b"\x89PNG\r\n\x1a\n0000", "订单报表.csv": csv_of(GOOD)})
    said = page.markdown[0].value.replace("\\", "")
    assert "共 2 份：载入 1 份，没有变化 0 份，拒绝 1 份。" in said
    assert "拒绝的：照片.png。" in said
    assert "新增的日子：订单报表 " in said


def test_many_files_are_one_table_with_the_refused_ones_first(open_page: OpenPage, home: Path) -> None:
    files = {
        f"订单{number:02}.csv": csv_of(order_table([LAST - timedelta(days=number)])) for number in range(13)
    }
    page = drop(open_page("load", home), {**files, "照片.png": b"\x89PNG\r\n\x1a\n0000"})
    table = next(frame.value for frame in page.dataframe if "became" in frame.value)
    assert len(table) == 14
    assert (table["file"][0], table["became"][0]) == ("照片.png", "没有导入")
    assert "照片.png" in table["why"][0]
    assert table["became"][1] == "导入了"


def test_a_row_with_two_bad_cells_counts_once(open_page: OpenPage, tmp_path: Path) -> None:
    bad = csv_of(
        """
        订单编号 | 总金额 | 买家实付金额 | 退款金额 | 订单状态 | 订单创建时间        | 订单付款时间
        1001     | 9.005  | 9.005        | 0.00     | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:01:00
        1002     | 9.00   | 9.00         | 0.00     | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:01:00
        """
    )
    page = drop(open_page("load", tmp_path / "own"), {"订单.csv": bad})
    assert [box.label for box in page.expander if "拒绝的行" in box.label] == ["拒绝的行 1"]
    labels = [box.label for box in page.expander]
    assert any("第 1 次导入" in label and "订单" in label for label in labels), labels
