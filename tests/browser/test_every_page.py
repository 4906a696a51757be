"""Every page, at a desk and on a telephone, light and dark, in both languages, also for who sees little or uses no mouse."""

from collections.abc import Callable

import pytest

from tests.browser.access import grave, left_out_by_the_tab_key
from tools import drive
from tools.screenshots import PATHS

Opener = Callable[..., drive.Tab]


def assert_fits_and_speaks(tab: drive.Tab, language: str) -> None:
    assert tab.overflow() == 0
    assert tab.page.locator('[data-testid="stException"]').count() == 0
    assert tab.page.locator("h1").inner_text().isascii() == (language == "en")
    assert ("示例数据（虚构）" if language == "zh" else "Sample data (invented)") in tab.text()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_at_a_desk_fits_speaks_chinese_and_has_nothing_that_axe_calls_serious_or_the_tab_key_misses(
    path: str, address: str, open_tab: Opener
) -> None:
    tab = open_tab(address)
    tab.go(f"/{path}?lang=zh")
    assert_fits_and_speaks(tab, "zh")
    assert grave(tab) == []
    tab.page.emulate_media(color_scheme="dark")
    tab.go(f"/{path}")
    assert grave(tab) == []
    assert left_out_by_the_tab_key(tab) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_on_a_telephone_fits_and_speaks_english_in_the_dark(
    path: str, address: str, open_tab: Opener
) -> None:
    tab = open_tab(address, size=drive.PHONE, scheme="dark")
    tab.go(f"/{path}?lang=en")
    assert_fits_and_speaks(tab, "en")


def test_axe_does_find_what_is_wrong(address: str, open_tab: Opener) -> None:
    tab = open_tab(address)
    tab.go("/weekly")
    tab.page.evaluate("""() => {
        const pale = document.createElement('p');
        pale.textContent = 'pale words'; pale.style.color = '#cccccc'; pale.style.background = '#ffffff';
        document.querySelector('[data-testid="stMainBlockContainer"]').prepend(pale);
    }""")
    assert any("color-contrast" in sentence for sentence in grave(tab))
