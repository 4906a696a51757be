"""A card: its colour, its arrow, its small line and its small print."""

from decimal import Decimal

import pytest
import streamlit as st

from data.text import Text
from metrics.evaluate import Row, Value
from ui import cards
from ui.cards import Card, Figures, Side
from ui.change import Change

UP_GOOD = Change(Text("+1%", "+1%"), 1, True)
UP_BAD = Change(Text("+1%", "+1%"), 1, False)


@pytest.fixture
def palette(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    chosen: dict[str, str] = {}
    monkeypatch.setattr(st, "session_state", chosen)
    monkeypatch.setattr(st, "query_params", {})
    return chosen


def test_good_is_red_in_the_chinese_reading_and_green_in_the_other(palette: dict[str, str]) -> None:
    assert (cards.colour(UP_GOOD), cards.colour(UP_BAD)) == ("red", "green")
    palette["chosen-good"] = "green"
    assert (cards.colour(UP_GOOD), cards.colour(UP_BAD)) == ("green", "red")


def test_the_arrow_follows_the_number_and_not_the_verdict() -> None:
    assert cards.arrow(UP_BAD) == "up"
    assert cards.arrow(Change(Text("-1%", "-1%"), -1, True)) == "down"
    assert cards.arrow(Change(Text("0%", "0%"), 0, None)) == "off"


def test_a_festival_does_not_flatten_the_small_line() -> None:
    days = [Row(str(n), None, {"paid_amount": Value("paid_amount", Decimal(10))}) for n in range(9)]
    days.append(Row("9", None, {"paid_amount": Value("paid_amount", Decimal(900))}))
    assert cards.line(days, "paid_amount") == [10.0] * 9 + [30.0]  # 3 x the median of 10


def test_a_shop_that_sells_more_than_before_is_not_cut_off_as_a_festival() -> None:
    sold = [10] * 8 + [100, 300, 250, 200, 240]
    days = [Row(str(n), None, {"paid_amount": Value("paid_amount", Decimal(x))}) for n, x in enumerate(sold)]
    assert cards.line(days, "paid_amount") == [
        *map(float, sold[:8]),
        100,
        200,
        200,
        200,
        200,
    ]  # three days at most


def test_unknown_days_leave_the_small_line_out_rather_than_pull_it_to_zero() -> None:
    days = [Row("1", None, {"visitors": Value("visitors", low=1, high=2)}) for _ in range(5)]
    assert cards.line(days, "visitors") is None


def test_an_ungraded_roi_says_which_costs_are_missing(palette: dict[str, str]) -> None:
    values = {
        "ad_spend": Value("ad_spend", Decimal("30")),
        "roi_grade": Value("roi_grade", None, missing=("ads", "postage")),
    }
    figures = Figures({"period": Row(None, None, values), "week": Row(None, None, values)})
    lines = cards.small_print(Card("ad_spend", (Side("roi_grade", "week"),)), figures, values["ad_spend"])
    assert lines[0] == "7 天ROI等级 **—** （缺：广告花费、包邮费）"


def test_an_empty_headline_says_once_what_is_missing(palette: dict[str, str]) -> None:
    values = {
        "ad_spend": Value("ad_spend", None, why=Text("没有加载推广报表", "no ad report is loaded")),
        "ad_roi": Value("ad_roi", None, missing=("ads",)),
    }
    figures = Figures({"period": Row(None, None, values), "week": Row(None, None, values)})
    card = Card("ad_spend", (Side("ad_roi", "week"),))
    assert cards.small_print(card, figures, values["ad_spend"]) == ["没有加载推广报表"]


def test_what_holds_for_several_cards_stands_once_below_them(palette: dict[str, str]) -> None:
    lacks = Text("不含「甲店」", "without 甲店")
    values = {key: Value(key, Decimal(1), notes=(lacks,)) for key in ("paid_amount", "placed_amount")}
    figures = Figures({"period": Row(None, None, values)})
    several = [Card("paid_amount"), Card("placed_amount")]
    assert cards._of_several(several, figures) == {"不含「甲店」": ["付款金额", "收订金额"]}
    once = frozenset(cards._of_several(several, figures))
    assert "不含「甲店」" not in cards.small_print(several[0], figures, values["paid_amount"], once)
    assert "不含「甲店」" in cards.small_print(several[0], figures, values["paid_amount"])


def test_a_small_sample_is_said(palette: dict[str, str]) -> None:
    value = Value("payment_rate", 0.5, n=4, enough=False)
    figures = Figures({"period": Row(None, None, {"payment_rate": value})})
    assert "样本少（4），不判断升降" in cards.small_print(Card("payment_rate"), figures, value)


def test_the_reading_of_a_figure_with_several_is_named_under_it(palette: dict[str, str]) -> None:
    values = {key: Value(key, 0.5) for key in ("order_conversion", "payment_rate", "final_payment_rate")}
    figures = Figures({"period": Row(None, None, values)})
    card = Card("order_conversion", (Side("payment_rate"), Side("final_payment_rate", chosen=True)))
    lines = cards.small_print(card, figures, values["order_conversion"])
    assert [line for line in lines if line.startswith("口径")] == [
        "口径：付款单数 ÷ 访客",
        "口径：拍下后至今付款 ÷ 拍下",
    ]
