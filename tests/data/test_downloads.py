"""The download folder: what looks like an export is offered once, and nothing there is moved, changed or deleted."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from commands import watch
from data import downloads
from data.load import load
from data.read import read_bytes
from data.schema import shop_time
from data.state import State
from data.store import open_store
from tests.files import csv_file, xlsx
from tests.shop_calls import call, json_lines

HEADER = ["订单编号", "总金额", "退款金额", "订单状态", "订单创建时间", "订单付款时间"]


def orders(number: int) -> list[list[str]]:
    return [HEADER, [f"{number}", "10.00", "0", "交易成功", "2026-06-01 10:00:00", "2026-06-01 10:05:00"]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A download folder as people have it: two exports among other things."""
    folder = tmp_path / "下载"
    folder.mkdir()
    (folder / "订单一.csv").write_bytes(csv_file(orders(1), "gb18030"))
    (folder / "订单二.xlsx").write_bytes(xlsx({"订单": orders(2)}))
    (folder / "菜谱.csv").write_bytes(csv_file([["食材", "克数"], ["面粉", "500"]]))
    (folder / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / "电影.mp4").write_bytes(bytes(100))
    (folder / "订单三.csv.crdownload").write_bytes(csv_file(orders(3)))
    (folder / "~$订单二.xlsx").write_bytes(b"1")
    return folder


def offered(home: Path, place: Path) -> list[str]:
    return [one.path.name for one in downloads.new_exports(home, open_store(home), place)]


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()}


def test_what_looks_like_an_export_is_offered_and_nothing_else_and_all_of_it_stays(
    tmp_path: Path, place: Path
) -> None:
    before = contents(place)
    assert offered(tmp_path / "home", place) == ["订单一.csv", "订单二.xlsx"]
    assert contents(place) == before


def test_what_is_loaded_or_waved_away_is_never_offered_again_under_whatever_name(
    tmp_path: Path, place: Path
) -> None:
    home = tmp_path / "home"
    load(home, [place / "订单一.csv"])
    assert offered(home, place) == ["订单二.xlsx"]
    downloads.wave_away(home, downloads.new_exports(home, open_store(home), place))
    assert offered(home, place) == []
    (place / "订单二.xlsx").rename(place / "又一份.xlsx")
    (place / "订单一 (1).csv").write_bytes((place / "订单一.csv").read_bytes())
    assert offered(home, place) == []
    (place / "订单一.csv").write_bytes(csv_file(orders(9)))
    assert offered(home, place) == ["订单一.csv"]  # other bytes under the old name are another file


def test_a_file_is_read_once_however_often_the_page_is_opened(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = read_bytes

    def counted(content: bytes, name: str) -> object:
        read.append(name)
        return real(content, name)

    monkeypatch.setattr(downloads, "read_bytes", counted)
    assert offered(tmp_path / "home", place) == offered(tmp_path / "home", place)
    assert sorted(read) == sorted(["订单一.csv", "订单二.xlsx", "菜谱.csv", "坏的.xlsx"])


def test_a_file_of_long_ago_is_not_looked_at(tmp_path: Path, place: Path) -> None:
    long_ago = (shop_time() - timedelta(days=40)).timestamp()
    os.utime(place / "订单一.csv", (long_ago, long_ago))
    assert offered(tmp_path / "home", place) == ["订单二.xlsx"]


def test_a_damaged_memory_or_a_folder_that_is_gone_is_no_mishap(tmp_path: Path, place: Path) -> None:
    home = tmp_path / "home"
    assert offered(home, tmp_path / "没有") == []
    home.mkdir()
    (home / "downloads.json").write_text("{not json", encoding="utf-8")
    assert len(offered(home, place)) == 2


def test_the_folder_is_a_setting_of_the_home(tmp_path: Path) -> None:
    assert downloads.folder(tmp_path) is None
    State(tmp_path).set_setting(downloads.SETTING, str(tmp_path / "下载"), "me")
    assert downloads.folder(tmp_path) == tmp_path / "下载"


def test_watching_a_folder_loads_its_exports_once_and_leaves_them(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SECONDS_ONCE", 0.0)
    home, before = tmp_path / "home", contents(place)
    first = call(home, "load", "--watch", "--once", "--folder", place, "--json")
    assert first.exit_code == 0, first.stderr
    assert [line["file"] for line in json_lines(first)] == ["订单一.csv", "订单二.xlsx"]
    assert contents(place) == before
    again = call(home, "load", "--watch", "--once", "--folder", place, "--json")
    assert (again.exit_code, again.stdout) == (0, "")


def test_a_folder_without_watching_is_wrong_use(tmp_path: Path, place: Path) -> None:
    result = call(tmp_path / "home", "load", place / "订单一.csv", "--folder", place)
    assert result.exit_code == 2
    assert "--watch" in result.stderr
