"""Figures as people read them."""

from datetime import date
from decimal import Decimal

import pytest

from metrics.catalogue import CATALOGUE
from metrics.evaluate import Value
from ui.format import day, figure, listed, money, number, plain, weekday


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("124155.5"), "money", "¥124,155.50"),
        (Decimal("-3"), "money", "-¥3.00"),
        (Decimal("0.004"), "money", "¥0.00"),
        (Decimal("-0.004"), "money", "¥0.00"),
        (Decimal("2.675"), "money", "¥2.68"),
        (1234567, "count", "1,234,567"),
        (0.0464, "percent", "4.64%"),
        (1.1, "percent", "110.00%"),
        (4.5, "times", "4.50"),
        (None, "money", "—"),
        (None, "percent", "—"),
        (0, "count", "0"),
    ],
)
def test_a_figure_is_written_by_its_unit_and_an_empty_one_is_a_dash(
    value: object, unit: str, text: str
) -> None:
    assert number(value, unit) == text  # type: ignore[arg-type]


def test_only_a_card_leaves_cents_out_and_only_of_very_large_money() -> None:
    assert number(Decimal("9999999.99"), "money", short=True) == "¥9,999,999.99"
    assert number(Decimal("12345678.90"), "money", short=True) == "¥12,345,679"
    assert number(Decimal("12345678.90"), "money") == "¥12,345,678.90"


@pytest.mark.parametrize(
    ("roi", "text"),
    [
        (2995 / 1000, "1:2.995"),
        (2999.99 / 1000, "1:2.99999"),
        (3000 / 1000, "1:3.00"),
        (3.996, "1:3.996"),
        (4.0, "1:4.00"),
        (4.994, "1:4.99"),
        (4.9951, "1:4.995"),
        (2.5, "1:2.50"),
    ],
)
def test_a_store_roi_never_reads_better_than_its_grade(roi: float, text: str) -> None:
    assert figure(Value("store_roi", roi), CATALOGUE["store_roi"], "zh") == text


def test_people_of_several_days_stand_as_a_range() -> None:
    value = Value("visitors", low=1200, high=3400)
    assert figure(value, CATALOGUE["visitors"], "zh") == "1,200–3,400"


def test_a_grade_is_a_word_in_both_languages() -> None:
    value = Value("roi_grade", "pass")
    assert figure(value, CATALOGUE["roi_grade"], "zh") == "及格"
    assert figure(value, CATALOGUE["roi_grade"], "en") == "Pass"


def test_days_carry_their_weekday() -> None:
    friday = date(2026, 11, 20)
    assert day(friday, "zh") == "2026-11-20（周五）"
    assert day(friday, "en") == "2026-11-20 (Fri)"
    assert weekday(date(2026, 11, 22), "zh") == "周日"


def test_a_title_from_data_can_not_become_markdown() -> None:
    title = "【包邮】*2件* [点我](http://x) $5 :red[x] `a`\n# 大"
    shown = plain(title)
    assert "\n" not in shown
    for mark in "*[]()`$#:":
        assert all(shown[place - 1] == "\\" for place in range(len(shown)) if shown[place] == mark)


def test_parts_are_listed_as_each_language_does() -> None:
    assert listed(["订单", "退款"], "zh") == "订单、退款"
    assert listed(["orders", "refunds"], "en") == "orders, refunds"


def test_money_can_be_written_without_cents() -> None:
    assert money(Decimal("1234.5"), cents=False) == "¥1,235"
