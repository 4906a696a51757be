"""The load page offers new exports of the download folder that the person named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.versions import current_version
from tests.pages.shops import LAST, order_table
from tests.pages.test_every_page import words
from tests.stores import csv_of

OpenPage = Callable[..., AppTest]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "下载"
    folder.mkdir()
    (folder / "订单报表.csv").write_bytes(csv_of(order_table([LAST])))
    return folder


def name_folder(page: AppTest, folder: str) -> AppTest:
    page.text_input(key="download-folder-name").set_value(folder)
    return page.button(key="download-folder-save").click().run()


def test_the_folder_is_named_once_and_its_export_is_offered_loaded_and_left(
    open_page: OpenPage, tmp_path: Path, place: Path
) -> None:
    home = tmp_path / "home"
    page = name_folder(open_page("load", home), str(place))
    assert State(home).setting("download_folder") == str(place)
    assert "下载文件夹里有 1 份没导入过的报表：订单报表.csv（订单报表）" in page.info[0].value.replace(
        "\\", ""
    )
    page.button(key="load-downloads").click().run()
    assert not page.exception
    assert current_version(home) == 1
    assert "共 1 份：载入 1 份" in words(page)
    assert not page.info
    assert (place / "订单报表.csv").exists()


def test_what_the_person_does_not_want_is_not_offered_again(
    open_page: OpenPage, tmp_path: Path, place: Path
) -> None:
    home = tmp_path / "home"
    page = name_folder(open_page("load", home), str(place))
    page.button(key="not-these-downloads").click().run()
    assert not page.info
    assert not open_page("load", home).info
    assert current_version(home) == 0


def test_a_folder_that_is_none_is_said_and_not_kept(open_page: OpenPage, tmp_path: Path) -> None:
    page = name_folder(open_page("load", tmp_path / "home"), str(tmp_path / "没有"))
    assert "不是这台电脑上的文件夹" in page.error[0].value
    assert State(tmp_path / "home").settings() == {}
