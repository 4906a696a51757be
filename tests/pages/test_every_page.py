"""Every page on every kind of store, in both languages: no error, and what is missing is said."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SHOPS

PATHS = (
    "morning",
    "duties",
    "roi",
    "items",
    "customers",
    "targets",
    "calendar",
    "competitors",
    "load",
    "weekly",
    "metrics",
    "settings",
)
OpenPage = Callable[..., AppTest]


def words(page: AppTest) -> str:
    """All that the page says, in the order in which it stands there."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    found = [element for kind in kinds for element in getattr(page, kind)]
    said = [f"{getattr(element.proto, 'title', '')} {element.value}" for element in found]
    return "\n".join([*said, *(f"{metric.label} {metric.value} {metric.delta}" for metric in page.metric)])


def test_these_are_all_the_pages() -> None:
    router = (Path(__file__).resolve().parents[2] / "ui" / "router.py").read_text(encoding="utf-8")
    assert set(re.findall(r'Entry\(\s*"(\w+)"', router)) == set(PATHS)


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_without_an_error_in_both_languages(path: str, shop: str, open_page: OpenPage) -> None:
    for language in ("zh", "en"):
        page = open_page(path, shop, lang=language)
        assert not page.exception, (language, page.exception)
        assert [error.value for error in page.error] == [], language
        title = page.title[0].value
        assert title.isascii() == (language == "en")


# What a page says on a store that lacks something, where it needs it; pages that hold no figures need nothing.
LACKS = {
    "empty": {
        "morning": "还没有导入任何报表", "duties": "还没有导入任何报表", "roi": "还没有导入任何报表", "targets": "还没有导入任何报表",
        "items": "还没有导入任何报表", "customers": "还没有导入任何报表", "weekly": "还没有导入任何报表",
        "calendar": "还没有店铺：先导入一份报表", "competitors": "还没有店铺：先导入一份报表",
        "load": "还没有导入", "metrics": "没有导入",
    },
    "without_orders": {"items": "没有商品销量", "customers": "没有加载订单报表"},
    "without_ads": {"items": "商品清单", "customers": "没有会员等级规则", "morning": "当天还缺：万相台",
                    "duties": "当天还缺：万相台", "roi": "缺：万相台计划报表", "targets": "当天还缺：万相台",
                    "weekly": "当天还缺：万相台"},
    "without_traffic": {"morning": "当天还缺：生意参谋 店铺日报", "duties": "当天还缺：生意参谋 店铺日报",
                        "roi": "当天还缺：生意参谋 店铺日报", "targets": "当天还缺：生意参谋 店铺日报",
                        "weekly": "当天还缺：生意参谋 店铺日报"},
    "one_day": {"morning": "当天还缺：生意参谋 店铺日报、万相台", "roi": "缺：万相台计划报表"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("shop", "path", "said"),
    [(shop, path, said) for shop, pages in LACKS.items() for path, said in pages.items()],
)
def test_a_page_says_what_its_store_lacks(shop: str, path: str, said: str, open_page: OpenPage) -> None:
    assert said in words(open_page(path, shop)).replace("\\", "")


@pytest.mark.parametrize("path", ["morning", "roi", "weekly"])
def test_an_empty_store_says_which_exports_to_load_and_where_they_are(path: str, open_page: OpenPage) -> None:
    said = words(open_page(path, "empty"))
    assert "订单报表" in said
    assert "生意参谋" in said
    assert "万相台" in said
    assert "千牛" in said


def test_without_ads_the_ads_page_names_the_export_and_where_to_get_it(open_page: OpenPage) -> None:
    said = words(open_page("roi", "without_ads"))
    assert "缺：万相台计划报表" in said
    assert "万相台无界" in said


def test_without_ads_the_morning_shows_the_rest_and_says_what_is_missing(open_page: OpenPage) -> None:
    page = open_page("morning", "without_ads")
    figures = {metric.label: metric.value for metric in page.metric}
    assert figures["付款金额"] == "¥258.50"  # 199 + 59.50
    assert figures["广告花费"] == "—"
    assert "当天还缺：万相台" in words(page)


def test_without_orders_the_platforms_day_stands_in_and_is_named(open_page: OpenPage) -> None:
    page = open_page("morning", "without_orders")
    figures = {metric.label: metric.value for metric in page.metric}
    assert figures["付款金额"] == "¥258.50"
    assert figures["收订单数"] == "—"
    assert "生意参谋" in words(page)


def test_one_day_shows_its_figures_and_no_change(open_page: OpenPage) -> None:
    page = open_page("morning", "one_day")
    paid = next(metric for metric in page.metric if metric.label == "付款金额")
    assert paid.value == "¥258.50"
    assert not paid.delta


@pytest.mark.parametrize("role", ["promotion", "service", "finance"])
def test_a_role_is_kept_out_of_pages_that_are_not_its_own(role: str, open_page: OpenPage) -> None:
    page = open_page("load", "full", role=role)
    assert not page.exception
    assert page.get("file_uploader") == []


def test_an_unknown_role_sees_a_sentence_and_no_figure(open_page: OpenPage) -> None:
    page = open_page("morning", "full", role="stranger")
    assert "不属于" in page.error[0].value
    assert len(page.metric) == 0


def test_titles_from_data_are_shown_letter_by_letter(open_page: OpenPage) -> None:
    said = words(open_page("morning", "full"))
    for mark in ("*大衣*", "[新款]", "_特价_"):
        assert mark not in said
