"""To-dos on the morning page: ticked, put back, and remembered over the next visit without a new version of the store."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.versions import current_version
from tests.pages.test_every_page import words

OpenPage = Callable[..., AppTest]


@pytest.fixture
def home(homes: Callable[[str], Path], tmp_path: Path) -> Path:
    return shutil.copytree(homes("full"), tmp_path / "home")


def buttons(page: AppTest, prefix: str) -> list[str]:
    return [str(button.key) for button in page.button if str(button.key).startswith(prefix)]


def test_a_ticked_to_do_is_away_says_who_and_can_be_put_back(open_page: OpenPage, home: Path) -> None:
    page = open_page("morning", home, me="小王")
    before, version = buttons(page, "todo-done-"), current_version(home)
    page.button(key=before[0]).click().run()
    assert not page.exception
    assert buttons(page, "todo-done-") == before[1:]
    assert "小王 于" in words(page)

    later = open_page("morning", home)
    assert buttons(later, "todo-done-") == before[1:]
    assert current_version(home) == version
    later.button(key=before[0].replace("done", "back")).click().run()
    assert buttons(later, "todo-done-") == before


def test_the_verdict_counts_only_what_is_open(open_page: OpenPage, home: Path) -> None:
    page = open_page("morning", home)
    there = len(buttons(page, "todo-done-"))
    assert f"有 {there} 件待办" in words(page)
    page.button(key=buttons(page, "todo-done-")[0]).click().run()
    assert (f"有 {there - 1} 件待办" if there > 1 else "没有待办") in words(page)


def test_a_to_do_that_is_put_off_names_the_day(open_page: OpenPage, home: Path) -> None:
    page = open_page("morning", home)
    first = buttons(page, "todo-done-")[0].removeprefix("todo-done-")
    page.session_state[f"todo-later-{first}"] = True
    page.run().button(key=f"todo-put-off-{first}").click().run()
    assert not page.exception
    assert "推迟到 2026\\-11\\-27" in words(page)  # a week after the last day of the data
