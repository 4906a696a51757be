"""What lies in the inbox is offered on the load page and put away once it was loaded."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.inbox import inbox, waiting
from data.versions import current_version
from tests.pages.shops import LAST, order_table
from tests.pages.test_every_page import words
from tests.stores import csv_of


def test_the_files_of_the_inbox_are_offered_and_loaded(
    open_page: Callable[..., AppTest], tmp_path: Path
) -> None:
    home = tmp_path / "own"
    (inbox(home) / "订单报表.csv").write_bytes(csv_of(order_table([LAST])))
    page = open_page("load", home)
    assert "收件箱里有 1 个新文件：订单报表.csv" in words(page).replace("\\", "")
    page.button(key="load-inbox").click().run()
    assert not page.exception
    assert "读到 3 行：新载入 3" in words(page)
    assert (current_version(home), waiting(home)) == (1, [])
    assert "收件箱" not in words(page)


def test_without_an_inbox_nothing_is_said_of_one(open_page: Callable[..., AppTest]) -> None:
    assert "收件箱" not in words(open_page("load", "one_day"))
