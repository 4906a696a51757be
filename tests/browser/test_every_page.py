"""Every page, at a desk and on a telephone, light and dark, in both languages."""

from collections.abc import Callable
from typing import Literal

import pytest

from tools import drive
from tools.screenshots import PATHS

Opener = Callable[..., drive.Tab]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("size", "scheme"), [(drive.DESKTOP, "light"), (drive.PHONE, "dark")])
def test_a_page_fits_the_screen_and_shows_no_error(
    path: str, size: tuple[int, int], scheme: Literal["light", "dark"], address: str, open_tab: Opener
) -> None:
    tab = open_tab(address, size=size, scheme=scheme)
    tab.go(f"/{path}")
    assert tab.overflow() == 0
    assert tab.page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize("path", PATHS)
def test_the_english_page_has_an_english_title(path: str, address: str, open_tab: Opener) -> None:
    chinese, english = open_tab(address), open_tab(address)
    chinese.go(f"/{path}")
    english.go(f"/{path}?lang=en")
    title = english.page.locator("h1").inner_text()
    assert title.isascii()
    assert title != chinese.page.locator("h1").inner_text()


def test_every_page_says_that_the_sample_shop_is_invented(address: str, open_tab: Opener) -> None:
    tab = open_tab(address)
    for path in PATHS:
        tab.go(f"/{path}")
        assert "示例数据（虚构）" in tab.text()
