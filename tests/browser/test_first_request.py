"""A path opens its page even when it is the very first thing that a fresh server is asked for.

A server of its own costs seconds, so one page of each part of the program is tried; ZHANGGUI_FIRST_REQUESTS=all tries every page.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import drive, serve
from tools.screenshots import PATHS

Opener = Callable[..., drive.Tab]
FIRST = ("morning", "roi", "targets", "load", "weekly", "items")
TRIED = PATHS if os.environ.get("ZHANGGUI_FIRST_REQUESTS") == "all" else FIRST


@pytest.mark.parametrize("path", TRIED)
def test_a_path_opens_its_page_as_the_first_request_to_a_fresh_server(
    path: str, sample_home: Path, port: int, open_tab: Opener
) -> None:
    with serve.serving(sample_home, port) as address:
        tab = open_tab(address)
        tab.go(f"/{path}")
        assert tab.dialogs() == []
        assert tab.page.url.startswith(f"{address}/{path}")
        assert tab.page.locator("h1").count() == 1


def test_the_bare_address_goes_on_to_the_morning(sample_home: Path, port: int, open_tab: Opener) -> None:
    with serve.serving(sample_home, port) as address:
        tab = open_tab(address)
        tab.go("/")
        tab.page.wait_for_url(f"{address}/morning*")
        assert tab.dialogs() == []


@pytest.mark.parametrize(("role", "path"), [("warehouse", "morning"), ("finance", "roi")])
def test_a_page_of_another_role_says_so_and_shows_nothing_even_as_the_first_request(
    role: str, path: str, sample_home: Path, port: int, open_tab: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHANGGUI_ROLE", role)
    with serve.serving(sample_home, port) as address:
        tab = open_tab(address)
        tab.go(f"/{path}")
        assert tab.dialogs() == []
        assert "这一页不属于" in tab.text()
        assert tab.page.locator("h1").count() == 0
        assert "¥" not in tab.text()


@pytest.mark.parametrize(("role", "path"), [("promotion", "roi"), ("finance", "weekly")])
def test_a_role_opens_its_own_page_as_the_first_request(
    role: str, path: str, sample_home: Path, port: int, open_tab: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHANGGUI_ROLE", role)
    with serve.serving(sample_home, port) as address:
        tab = open_tab(address)
        tab.go(f"/{path}")
        assert tab.dialogs() == []
        assert tab.page.locator("h1").count() == 1


def test_every_page_stands_in_the_navigation_and_every_one_is_tested_here(
    address: str, open_tab: Opener
) -> None:
    tab = open_tab(address)
    tab.go("/morning")
    links = tab.page.locator('[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]')
    paths = [str(links.nth(n).get_attribute("href")).split("?")[0].strip("/") for n in range(links.count())]
    assert sorted(path.rsplit("/", 1)[-1] for path in paths) == sorted(PATHS)
