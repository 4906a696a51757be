"""A click on a figure in a table opens the dialog on the figure of that cell, and again after it was closed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pages.shops import full_shop
from tools import drive, serve

Opener = Callable[..., drive.Tab]
ROW_HEIGHT = 35
COAT = ("计划：大衣*计划*", "代入：210.00")  # 7 days of 30 yuan
FLOW = ("计划：引流计划", "代入：140.00")  # 7 days of 20 yuan


@pytest.fixture(scope="module")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of a shop with two campaigns answers."""
    with serve.serving(full_shop(Path(tmp_path_factory.mktemp("small") / "home"))) as where:
        yield where


def press(tab: drive.Tab, row: int, across: int, touch: bool, key: str = "roi-campaign") -> None:
    """Press into a table (of campaigns) as a hand does: a canvas, so by its place, the row and the pixels from its left."""
    table = tab.page.locator(f'.st-key-{key} [data-testid="stDataFrame"]')
    table.scroll_into_view_if_needed()
    tab.settle()
    box = table.bounding_box()
    assert box is not None
    x, y = box["x"] + across, box["y"] + ROW_HEIGHT * (row + 0.5)
    if touch:
        tab.page.touchscreen.tap(x, y)
        return
    # The table takes a click only once it has seen the mouse above it, which a mouse that jumps leaves no time for.
    tab.page.mouse.move(x, y, steps=4)
    tab.page.wait_for_timeout(250)
    tab.page.mouse.click(x, y)


@pytest.mark.parametrize(
    ("size", "touch"), [(drive.DESKTOP, False), (drive.PHONE, True)], ids=["desktop", "phone"]
)
def test_a_figure_of_a_table_opens_again_and_again(
    size: tuple[int, int], touch: bool, small_address: str, open_tab: Opener
) -> None:
    tab = open_tab(small_address, size=size, touch=touch)
    tab.go("/roi?period=7d")
    dialog = tab.page.get_by_role("dialog")
    # The same one three times: what the first click leaves behind may show only at the second or the third.
    for row, said in ((1, COAT), (2, FLOW), (2, FLOW), (2, FLOW), (1, COAT)):
        press(tab, row, 145, touch)
        for words in said:
            dialog.get_by_text(words).first.wait_for()
        dialog.get_by_role("button", name="Close").click()
        dialog.wait_for(state="hidden")
        tab.settle()
    # The name of a row is no figure; and what was clicked before isn't asked for again by another run.
    press(tab, 1, 40, touch)
    tab.settle()
    tab.page.get_by_role("radio", name="关键词", exact=True).click()
    tab.settle()
    assert dialog.count() == 0


def test_a_figure_in_a_dialog_takes_its_place_and_gives_it_back(small_address: str, open_tab: Opener) -> None:
    tab = open_tab(small_address)
    tab.go("/duties?post=promotion")
    tab.page.get_by_role("button", name="清单").first.wait_for()
    tab.page.locator(".st-key-duty-list-PR4 button").click()
    dialog = tab.page.get_by_role("dialog")
    dialog.get_by_text("近 30 天各计划").first.wait_for()
    for _ in range(2):
        press(tab, 1, 200, False, "duty-list-campaigns-table")
        dialog.get_by_text("计划：大衣*计划*").first.wait_for()
        dialog.get_by_role("button", name="返回").click()
        dialog.get_by_role("button", name="导出 Excel").wait_for()
        tab.settle()
