"""A home with the invented shop, a server on it and a real Chromium, made once for all browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tools import drive, sample, serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented shops of the last 45 days with 1,500 orders; nobody writes to it (see `own_home`)."""
    home = tmp_path_factory.mktemp("sample") / "home"
    sample.load(home, days=45, orders=1500)
    return home


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the invented shop that a test may load into."""
    return Path(shutil.copytree(sample_home, tmp_path / "own"))


@pytest.fixture(scope="session")
def address(sample_home: Path) -> Iterator[str]:
    """Where a server of the untouched invented shop answers."""
    with serve.serving(sample_home) as where:
        yield where


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with drive.chromium() as started:
        yield started


@pytest.fixture(scope="session")
def port() -> int:
    """Where the servers of single tests answer, one after the other: a browser keeps the scripts of an address.

    Below the ports that systems hand out by themselves: between two servers nobody else is given it.
    """
    return next(number for number in range(20_000 + os.getpid() % 5_000, 32_000) if serve.is_free(number))


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Iterator[dict[bool, list[Page]]]:
    """Windows that stay open from test to test and that nobody uses just now: those that are touched, and the others."""
    with ExitStack() as stack:
        yield {touch: [stack.enter_context(drive.window(chromium, touch=touch))] for touch in (False, True)}


@pytest.fixture
def open_tab(chromium: Browser, windows: dict[bool, list[Page]]) -> Iterator[Callable[..., drive.Tab]]:
    """Opens tabs of new people; when the test is over, none may have complained or asked another host for anything.

    The first is in a window that was used before and has forgotten its people; further ones get one of their own, or one
    beside another tab, which has a session of its own and the same scripts.
    """
    with ExitStack() as stack:
        tabs: list[drive.Tab] = []

        def opener(
            address: str, touch: bool = False, beside: drive.Tab | None = None, **how: Any
        ) -> drive.Tab:
            if beside is not None:
                with beside.page.expect_popup() as opened:
                    beside.page.evaluate("window.open()")
                page = opened.value
                stack.callback(page.close)
            elif windows[touch]:
                page = windows[touch].pop()
                stack.callback(windows[touch].append, page)
            else:
                page = stack.enter_context(drive.window(chromium, touch=touch))
            tabs.append(stack.enter_context(drive.visit(page, address, **how)))
            return tabs[-1]

        yield opener
        assert [error for tab in tabs for error in tab.errors] == []
        assert [url for tab in tabs for url in tab.strangers] == []
