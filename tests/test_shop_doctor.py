"""`shop.py doctor` says what is well, what needs a look and what is broken, and changes nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from data.inbox import inbox
from data.load import load
from data.state import State
from tests.crash.loading import file
from tests.shop_calls import call


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    load(home, [file(1)])
    State(home).set_setting("a", "1", "me")
    return home


def test_a_home_that_is_well_has_nothing_else_to_say(home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if not path.name.startswith("state")}
    result = call(home, "doctor")
    assert result.exit_code == 0, result.stdout
    assert {line[0] for line in result.stdout.splitlines()} == {"√"}
    assert "数据是第 1 版，1 次导入" in result.stdout
    assert "改过 1 次" in result.stdout
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_an_empty_home_is_well_and_stays_empty(tmp_path: Path) -> None:
    result = call(tmp_path / "none", "doctor", "--lang", "en")
    assert (result.exit_code, "Nothing has been loaded yet." in result.stdout) == (0, True)
    assert not (tmp_path / "none").exists()


def lose_archive(home: Path) -> None:
    (home / "archive" / "000001.parquet").unlink()


def lose_key(home: Path) -> None:
    (home / "secret").unlink()


def damage_key(home: Path) -> None:
    (home / "secret").write_text("short", encoding="ascii")


def damage_pointer(home: Path) -> None:
    (home / "CURRENT").write_text("seven", encoding="ascii")


def damage_typed(home: Path) -> None:
    (home / "state.sqlite").write_bytes(b"no database" * 900)


def damage_layout(home: Path) -> None:
    (home / "profiles").mkdir()
    (home / "profiles" / "a.toml").write_text("name = ", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lose_archive, "没有档案"), (lose_key, "不见了"), (damage_key, "损坏"), (damage_pointer, "CURRENT"),
        (damage_typed, "state.sqlite"), (damage_layout, "a.toml"),
    ],
)  # fmt: skip
def test_what_is_broken_is_said_with_what_to_do(home: Path, harm: Callable[[Path], None], words: str) -> None:
    harm(home)
    result = call(home, "doctor")
    assert result.exit_code == 1
    broken = [line for line in result.stdout.splitlines() if line.startswith("×")]
    assert any(words in line and "请" in line for line in broken)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_what_needs_a_look_is_no_failure(home: Path) -> None:
    (home / "secret").chmod(0o644)
    (inbox(home) / "订单.csv").write_bytes(b"1")
    result = call(home, "doctor")
    assert result.exit_code == 0
    assert sum(line.startswith("!") for line in result.stdout.splitlines()) == 2
