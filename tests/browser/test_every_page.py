"""Every page, at a desk and on a telephone, light and dark, in both languages."""

from collections.abc import Callable
from typing import Literal

import pytest

from tools import drive
from tools.screenshots import PATHS

Opener = Callable[..., drive.Tab]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("size", "scheme", "language"), [(drive.DESKTOP, "light", "zh"), (drive.PHONE, "dark", "en")]
)
def test_a_page_fits_the_screen_speaks_the_language_and_shows_no_error(
    path: str,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    language: str,
    address: str,
    open_tab: Opener,
) -> None:
    tab = open_tab(address, size=size, scheme=scheme)
    tab.go(f"/{path}?lang={language}")
    assert tab.overflow() == 0
    assert tab.page.locator('[data-testid="stException"]').count() == 0
    assert tab.page.locator("h1").inner_text().isascii() == (language == "en")
    assert ("示例数据（虚构）" if language == "zh" else "Sample data (invented)") in tab.text()
