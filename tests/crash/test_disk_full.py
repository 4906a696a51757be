"""A disk that is full during a load: nothing is lost, the sentence says so, and it goes on without a restart."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.load import load
from data.store import open_store
from data.versions import require_room
from tests.crash.loading import faults, file
from tests.shop_calls import call

SCRIPT = Path(__file__).with_name("full_disk.py")
pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no limit on the size of a process' files"
)


def told(home: Path, how: str) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(home), how], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB, where the system lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a disk of 40 MB can be mounted by root only; the limit on file sizes is tried instead")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def holds(found: dict[str, Any]) -> None:
    assert found["fault"] is not None, "the load went through, so nothing was tried"
    zh, en = found["fault"]
    assert "磁盘" in zh
    assert "disk" in en
    assert "数据" in zh
    assert (found["faults_while_full"], found["faults_after"], found["faults_loaded"]) == ([], [], [])
    assert found["left_over"] == []
    assert found["setting"] == "1"
    assert (found["version_before"], found["version_after"] > 1) == (1, True)
    assert found["seconds_to_answer"] <= 5


def test_a_load_that_may_write_no_more_loses_nothing_and_the_next_one_goes_through(tmp_path: Path) -> None:
    holds(told(tmp_path / "home", "limit"))


def test_a_load_on_a_disk_that_is_full_loses_nothing_and_the_next_one_goes_through(small_disk: Path) -> None:
    holds(told(small_disk / "home", "fill"))


def test_where_there_is_no_room_the_load_does_not_begin_and_the_command_says_how_much_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    load(home, [file(1)])
    monkeypatch.setattr("data.load.require_room", lambda home, need: require_room(home, 1 << 60))
    path = tmp_path / "2.csv"
    path.write_bytes(file(2).content)
    result = call(home, "load", path)
    assert result.exit_code == 1
    assert "磁盘空间不够" in result.stderr
    assert "MB" in result.stderr
    assert faults(open_store(home)) == []
