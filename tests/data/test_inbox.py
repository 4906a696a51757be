"""Files in the inbox are offered once they are whole, loaded, and put away by what became of them."""

import os
from pathlib import Path

import pytest

from commands import watch
from data.inbox import Watch, inbox, put_away, waiting
from data.load import load
from data.store import open_store
from tests.shop_calls import call, json_lines
from tests.stores import csv_of

ORDERS = """
订单编号 | 总金额 | 退款金额 | 订单状态 | 订单创建时间        | 订单付款时间
1001     | 90.00  | 0        | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00
"""


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "SECONDS_ONCE", 0.0)


def test_a_missing_inbox_holds_nothing(tmp_path: Path) -> None:
    assert waiting(tmp_path) == []


def test_files_that_are_still_written_or_not_the_person_s_are_passed_over(tmp_path: Path) -> None:
    for name in ("订单.csv", "大.csv.crdownload", "x.part", ".hidden", "~$订单.xlsx", "Thumbs.db"):
        (inbox(tmp_path) / name).write_bytes(b"1")
    (inbox(tmp_path) / "done").mkdir()
    assert [path.name for path in waiting(tmp_path)] == ["订单.csv"]


def test_a_file_counts_as_whole_when_two_looks_find_it_the_same(tmp_path: Path) -> None:
    look, path = Watch(inbox(tmp_path)).look, inbox(tmp_path) / "订单.csv"
    path.write_bytes(b"half")
    assert look() == []
    path.write_bytes(b"half and more")
    assert look() == []
    assert look() == [path]
    os.utime(path, (1, 1))
    assert look() == []


def test_once_loads_what_lies_there_and_puts_it_away(tmp_path: Path) -> None:
    (inbox(tmp_path) / "订单.csv").write_bytes(csv_of(ORDERS))
    (inbox(tmp_path) / "照片.jpg").write_bytes(bytes(range(200)))
    result = call(tmp_path, "load", "--watch", "--once", "--json")
    assert result.exit_code == 1  # the photograph was refused
    assert {line["file"]: line["kind"] for line in json_lines(result)} == {
        "照片.jpg": None,
        "订单.csv": "orders",
    }
    assert waiting(tmp_path) == []
    assert [path.name for path in (tmp_path / "inbox/done").iterdir()] == ["订单.csv"]
    assert [path.name for path in (tmp_path / "inbox/refused").iterdir()] == ["照片.jpg"]
    assert open_store(tmp_path).rows("SELECT count(*) FROM order_versions") == [(1,)]


def test_an_empty_inbox_is_no_mishap(tmp_path: Path) -> None:
    result = call(tmp_path, "load", "--watch", "--once")
    assert (result.exit_code, result.stdout) == (0, "")


def test_no_file_and_no_watch_is_wrong_use(tmp_path: Path) -> None:
    result = call(tmp_path, "load")
    assert result.exit_code == 2
    assert "--watch" in result.stderr


def test_a_second_file_of_a_name_is_put_beside_the_first(tmp_path: Path) -> None:
    path = inbox(tmp_path) / "订单.csv"
    for number in ("1001", "1002"):
        path.write_bytes(csv_of(ORDERS.replace("1001", number)))
        assert put_away(tmp_path, [path], load(tmp_path, [path]).files) == []
    assert sorted(one.name for one in (tmp_path / "inbox/done").iterdir()) == ["订单 (2).csv", "订单.csv"]
