"""The load page checks what should agree and lists what loads changed; the morning says what changed in one line."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.reconcile.log import Restated
from data.text import Text
from metrics.scope import Scope
from tests.pages.test_every_page import words
from tests.stores import load_table
from ui.loading import restated

OpenPage = Callable[..., AppTest]
HEADER = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称"
FIRST = f"""{HEADER}
1 | 10 | 10 | 0 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 20 | 0 | 0 | 等待买家付款 | 2024-05-01 11:00:00 | | 甲店
3 | 30 | 30 | 0 | 交易成功 | 2024-05-02 11:00:00 | 2024-05-02 11:05:00 | 甲店"""
WAITING = "2 | 20 | 0 | 0 | 等待买家付款 | 2024-05-01 11:00:00 | "
PAID = "2 | 20 | 20 | 0 | 交易成功 | 2024-05-01 11:00:00 | 2024-05-01 23:00:00"
SECOND = FIRST.replace(WAITING, PAID)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("changed") / "home"
    load_table(home, FIRST, gross="amount_due")
    load_table(home, SECOND, name="later.csv", gross="amount_due")
    load_table(home, "统计日期 | 访客数 | 支付金额 | 店铺名称\n2024-05-02 | 9 | 33 | 甲店")
    return home


def test_the_morning_says_what_an_earlier_day_showed_before(open_page: OpenPage, home: Path) -> None:
    page = open_page("morning", home)
    assert not page.exception
    assert "之前看 05-01 付款单数 1，现在 2：1 单晚付款" in words(page).replace("\\", "")


def test_the_load_page_lists_the_changed_days(open_page: OpenPage, home: Path) -> None:
    page = open_page("load", home, lang="en")
    listed = next(
        frame.value for frame in page.dataframe if "cause" in frame.value and "after" in frame.value
    )
    paid = listed[listed["key"] == "Orders paid"].iloc[0]
    assert (paid["before"], paid["after"], paid["cause"]) == ("1", "2", "1 paid late")


def test_the_load_page_checks_when_asked_and_shows_what_has_no_cause(open_page: OpenPage, home: Path) -> None:
    page = open_page("load", home)
    assert "说不清原因" not in words(page)
    page.button(key="check-now").click().run()
    assert not page.exception
    assert "有 1 处差异说不清原因" in words(page)
    listed = next(frame.value for frame in page.dataframe if "ours" in frame.value)
    assert listed[["what", "ours", "theirs", "difference"]].to_numpy().tolist() == [
        ["付款金额", "30.00", "33.00", "-3.00"]
    ]


def test_a_past_load_tells_what_a_file_brought_and_what_still_stands(open_page: OpenPage, home: Path) -> None:
    page = open_page("load", home)
    page.selectbox(key="brought-1").select_index(0).run()
    assert not page.exception
    assert "读到 3 行，其中 2 行现在还作数" in words(page)


def test_the_sentence_keeps_to_the_chosen_shop_and_counts_the_other_days() -> None:
    changes = [
        Restated(2, shop, "tmall", date(2026, 11, day), "paid_orders", Decimal(154), Decimal(157), Text("3 单晚付款", "3 paid late"))
        for shop, day in (("甲", 18), ("甲", 17), ("乙", 19))
    ]  # fmt: skip
    told = restated.sentence(changes, Scope(shop="甲"))
    assert told is not None
    assert told.zh == "之前看 11-18 付款单数 154，现在 157：3 单晚付款（另有 1 天有变化，见「导入数据」）"
    assert restated.sentence(changes, Scope(shop="丙")) is None
