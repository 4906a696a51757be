"""Where several shops are shown together, what can only be of one shop is shown of one, and which one can be chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.load import Upload, load
from tests.pages.shops import DAYS, full_shop, line_table, order_table
from tests.pages.test_every_page import words
from tests.stores import csv_of

OpenPage = Callable[..., AppTest]
WHICH = "看哪家店（这些一次只看一家）"


@pytest.fixture(scope="module")
def two_shops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full shop of 35 days, and a second one with the last 10 of the same orders."""
    home = full_shop(tmp_path_factory.mktemp("two") / "home")
    files = [
        Upload(f"{number}.csv", csv_of(table))
        for number, table in enumerate((order_table(DAYS[-10:]), line_table(DAYS[-10:])))
    ]
    assert not load(home, files, shop="二店", platform="taobao").refused
    return home


def shown(page: AppTest) -> str:
    [menu] = [box for box in page.selectbox if box.label == WHICH]
    return str(menu.value)


@pytest.mark.parametrize("path", ["customers", "items", "roi"])
def test_the_shop_with_most_days_is_shown_and_none_is_asked_for(
    path: str, open_page: OpenPage, two_shops: Path
) -> None:
    page = open_page(path, two_shops)
    assert not page.exception
    assert shown(page).startswith("测试店")
    assert "请先选一家店" not in words(page)


def test_another_shop_is_chosen_in_its_place_and_by_a_link(open_page: OpenPage, two_shops: Path) -> None:
    page = open_page("customers", two_shops, one="二店@taobao")
    assert shown(page).startswith("二店")
    first = {metric.label: metric.value for metric in open_page("customers", two_shops).metric}
    second = {metric.label: metric.value for metric in page.metric}
    assert first != second


def test_with_one_shop_nothing_is_asked(open_page: OpenPage) -> None:
    assert not [box for box in open_page("customers", "full").selectbox if box.label == WHICH]
