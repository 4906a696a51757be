"""One category of goods, on every page: its own figures, none of the whole shop's under its name, kept in links."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_every_page import PATHS, words

OpenPage = Callable[..., AppTest]
UNDIVIDED = "不分类目，是全店的"


def figures(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_on_a_category_without_an_error(path: str, open_page: OpenPage) -> None:
    for language in ("zh", "en"):
        page = open_page(path, "with_categories", lang=language, category="外套", cut="campaign")
        assert not page.exception, (language, page.exception)
        assert [error.value for error in page.error] == [], language


def test_the_morning_shows_the_categorys_figures_and_nothing_of_the_whole_shop(open_page: OpenPage) -> None:
    whole = figures(open_page("morning", "with_categories"))
    coats = figures(open_page("morning", "with_categories", category="外套"))
    others = figures(open_page("morning", "with_categories", category="未分类"))
    assert whole["付款金额"] == "¥258.50"
    assert (coats["付款金额"], others["付款金额"]) == ("¥199.00", "¥59.50")  # 199.00 + 59.50 = 258.50
    for label in ("收订单数", "访客数 UV", "客单价", "退款金额", "超时未发货"):
        assert coats[label] == "—"
    assert "类目：外套" in words(open_page("morning", "with_categories", category="外套"))


def test_the_to_do_list_says_that_it_is_of_the_whole_shop(open_page: OpenPage) -> None:
    assert UNDIVIDED in words(open_page("morning", "with_categories", category="外套"))
    assert UNDIVIDED not in words(open_page("morning", "with_categories"))


@pytest.mark.parametrize("path", ["duties", "calendar", "competitors", "weekly", "targets"])
def test_a_page_of_the_whole_shop_says_so_under_a_category(path: str, open_page: OpenPage) -> None:
    assert UNDIVIDED in words(open_page(path, "with_categories", category="外套"))


def test_a_category_that_is_not_there_counts_as_none(open_page: OpenPage) -> None:
    page = open_page("morning", "with_categories", category="没有这个")
    assert figures(page)["付款金额"] == "¥258.50"


def test_a_shop_whose_goods_have_no_categories_is_not_asked_for_one(open_page: OpenPage) -> None:
    assert "类目" not in [box.label for box in open_page("morning", "full").selectbox]
    assert "类目" in [box.label for box in open_page("morning", "with_categories").selectbox]
