"""Versions are numbered, pointed to in one step, cleared away in time; one load at a time, and none without room."""

import errno
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import versions
from data.faults import DiskFull, HomeUnusable, StoreBusy, is_disk_full
from data.load import Upload, load
from data.store import open_store
from data.text import Text
from data.versions import (
    begin,
    current_version,
    lock,
    next_version,
    point_to,
    prune,
    store_path,
    stored_versions,
)
from tests.stores import csv_of

ORDERS = """
订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间
1 | 10 | 10 | 0 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00
"""


def order(number: int) -> Upload:
    """A file with one order."""
    return Upload(f"{number}.csv", csv_of(ORDERS.replace("\n1 |", f"\n{number} |")))


def test_a_number_is_new_after_versions_parts_and_the_pointer(tmp_path: Path):
    assert next_version(tmp_path) == 1
    (tmp_path / "store-000004.duckdb").touch()
    point_to(tmp_path, 4)
    assert next_version(tmp_path) == 5
    (tmp_path / "store-000009.part.wal").touch()
    assert next_version(tmp_path) == 10


def test_beginning_clears_what_a_killed_load_left(tmp_path: Path):
    (tmp_path / "store-000001.duckdb").touch()
    point_to(tmp_path, 1)
    for name in ("store-000002.duckdb", "store-000003.part", "store-000003.part.wal"):
        (tmp_path / name).touch()
    (tmp_path / "store-000003.part.tmp").mkdir()
    begin(tmp_path)
    assert sorted(path.name for path in tmp_path.glob("store*")) == ["store-000001.duckdb"]


def test_old_versions_go_and_the_oldest_that_stays_is_told(tmp_path: Path):
    for number in (1, 2, 5, 6):
        store_path(tmp_path, number).touch()
    point_to(tmp_path, 6)
    assert prune(tmp_path, keep=2) == 5
    assert stored_versions(tmp_path) == [5, 6]


def test_a_version_that_can_t_be_deleted_yet_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for number in (1, 2):
        store_path(tmp_path, number).touch()
    point_to(tmp_path, 2)
    with monkeypatch.context() as held_open:
        held_open.setattr(Path, "unlink", _refuse)
        prune(tmp_path, keep=1)
    assert stored_versions(tmp_path) == [1, 2]
    prune(tmp_path, keep=1)
    assert stored_versions(tmp_path) == [2]


def _refuse(*_args: Any, **_options: Any) -> None:
    raise PermissionError(errno.EACCES, "the file is open in another program")


def test_replacing_waits_for_another_program_to_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    tries = 0
    really = Path.replace

    def sometimes(source: Path, target: Path) -> Path:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise PermissionError(errno.EACCES, "open elsewhere")
        return really(source, target)

    monkeypatch.setattr(Path, "replace", sometimes)
    point_to(tmp_path, 7)
    assert (current_version(tmp_path), tries) == (7, 3)


# --- one load at a time -----------------------------------------------------------------------------------------------


def test_a_second_load_waits_and_is_told(tmp_path: Path):
    told: list[Text] = []
    with lock(tmp_path):
        with pytest.raises(StoreBusy) as caught, lock(tmp_path, told.append, seconds=0.3):
            pytest.fail("two loads at once")
        assert "等了 0 秒" in caught.value.text.zh
    assert told == [versions.WAITING]
    with lock(tmp_path, told.append, seconds=0.3):
        assert len(told) == 1


def test_two_loads_at_once_both_go_in(tmp_path: Path):
    numbers: list[int] = []

    def one(number: int) -> None:
        numbers.append(load(tmp_path, [order(number)]).version)

    threads = [threading.Thread(target=one, args=(number,)) for number in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2, 3]
    assert open_store(tmp_path).rows("SELECT order_id FROM order_versions WHERE is_current ORDER BY ALL") == [
        ("1",),
        ("2",),
        ("3",),
    ]


HOLD = """
import sys, time
from pathlib import Path
from data.versions import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(StoreBusy), lock(tmp_path, seconds=0.2):
            pytest.fail("two processes at once")
        other.kill()
        other.wait()
    with lock(tmp_path, seconds=5):
        pass


def test_a_folder_that_can_t_be_written_is_named(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(HomeUnusable) as caught:
        load(tmp_path / "file", [order(1)])
    assert str(tmp_path / "file") in caught.value.text.zh


# --- no room ----------------------------------------------------------------------------------------------------------


def full(*_args: Any, **_options: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_in_duckdb(*_args: Any, **_options: Any) -> None:
    raise duckdb.FatalException('FATAL Error: Could not write file "x": No space left on device')


def test_too_little_room_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.versions.shutil.disk_usage", lambda _: type("Usage", (), {"free": 100})())
    with pytest.raises(DiskFull) as caught:
        load(tmp_path, [order(1)])
    assert "磁盘空间不够" in caught.value.text.zh
    assert current_version(tmp_path) == 0


@pytest.mark.parametrize(("place", "failure"), [
    ("data.draft.shutil.copyfile", full), ("data.load.keep", full), ("data.load.merge", full_in_duckdb),
    ("data.draft.build", full_in_duckdb), ("data.draft.publish", full), ("data.versions._to_disk", full),
    ("data.versions.replace", full),
])  # fmt: skip
def test_a_disk_that_fills_up_at_any_step_leaves_the_old_version_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, failure: Callable[..., None]
):
    load(tmp_path, [order(1)])
    with monkeypatch.context() as filled:
        filled.setattr(place, failure)
        with pytest.raises(DiskFull) as caught:
            load(tmp_path, [order(2)])
    assert "磁盘已满" in caught.value.text.zh
    assert open_store(tmp_path).rows("SELECT order_id FROM order_versions") == [("1",)]
    assert stored_versions(tmp_path) == [1]
    assert not list(tmp_path.glob("*.part*"))
    assert load(tmp_path, [order(2)]).files[0].loaded == 1


def test_other_errors_are_no_full_disk():
    assert is_disk_full(OSError(errno.ENOSPC, "No space left on device"))
    assert not is_disk_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_disk_full(duckdb.IOException("IO Error: it is not a valid DuckDB database file!"))


LIMITED = """
import resource, sys
from pathlib import Path
from data.faults import DiskFull
from data.load import load
home, file, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    load(home, [file])
except DiskFull as fault:
    print(fault.text.zh)
else:
    print("loaded")
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a thing of Unix")
def test_files_that_may_not_grow_are_a_full_disk_too(tmp_path: Path):
    load(tmp_path / "home", [order(1)])
    before = store_path(tmp_path / "home", 1).stat().st_size
    rows = "\n".join(
        f"{number} | {number}.25 | {number}.25 | 0 | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00"
        for number in range(2, 20_000)
    )
    many = tmp_path / "many.csv"
    many.write_bytes(csv_of(ORDERS.strip() + "\n" + rows))
    said = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "home"), str(many), str(before + 200_000)],
        capture_output=True, text=True, encoding="utf-8", cwd=Path.cwd(), timeout=120, check=False,
    )  # fmt: skip
    assert "磁盘已满" in said.stdout, said.stderr
    assert stored_versions(tmp_path / "home") == [1]
    assert not list((tmp_path / "home").glob("*.part*"))
    started = time.monotonic()
    assert (
        load(tmp_path / "home", [many]).files[0].loaded == 20_000 - 2
    )  # orders 2 to 19,999; order 1 is there
    assert time.monotonic() - started < 60
