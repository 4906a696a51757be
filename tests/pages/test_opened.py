"""One click lays a number open: its formula with its numbers, the rows of both sides, files and SQL."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_every_page import words

OpenPage = Callable[..., AppTest]


def test_the_payment_rate_is_laid_open_with_the_rows_of_both_sides(open_page: OpenPage) -> None:
    page = open_page("morning", "full")
    # The dialog reruns alone when another figure is picked, which the test harness does not imitate.
    page.session_state["open-which-placed_orders"] = "payment_rate"
    page.button(key="open-placed_orders").click().run()
    assert not page.exception
    said = words(page).replace("\\", "")
    assert "公式：付款单数 ÷ 收订单数" in said
    assert "代入：2 ÷ 3 = 66.6667%" in said
    assert "分子：付款单数 = 2" in said
    assert "分母：收订单数 = 3" in said
    assert "订单报表.csv" in said
    rows = [frame.value for frame in page.dataframe if "order_id" in frame.value]
    assert sorted(len(frame) for frame in rows) == [2, 3]
    assert "SELECT" in page.code[0].value


@pytest.mark.parametrize(
    "card", ["paid_amount", "placed_orders", "visitors", "spend_per_buyer", "refund_amount", "ad_spend"]
)
@pytest.mark.parametrize("shop", ["full", "one_day"])
def test_every_card_can_be_laid_open(card: str, shop: str, open_page: OpenPage) -> None:
    page = open_page("morning", shop)
    page.button(key=f"open-{card}").click().run()
    assert not page.exception
    assert [error.value for error in page.error] == []
    assert "代入" in words(page)


def test_the_cases_of_a_thing_to_do_can_be_seen(open_page: OpenPage) -> None:
    page = open_page("morning", "full")
    page.button(key="todo-cases-1").click().run()
    assert not page.exception
    assert any(len(frame.value) for frame in page.dataframe)
