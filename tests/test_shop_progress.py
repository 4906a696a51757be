"""Progress in a terminal is one line that fits it and is gone at the end; in a pipe each step is a line."""

import sys

import pytest

from commands import progress
from commands.call import Call
from commands.progress import Progress, cut
from commands.text_table import places
from data.text import Text


@pytest.mark.parametrize("text", ["读取「十一月的订单报表.xlsx」", "Reading a", "", "é" * 90])
@pytest.mark.parametrize("columns", [1, 20, 39, 80])
def test_a_line_takes_exactly_the_columns_that_there_are(text: str, columns: int) -> None:
    assert places(cut(text, columns)) == columns


def steps(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Progress(Call(tmp_path_factory.getbasetemp(), "zh")) as hear:
        hear(0.0, Text("读取「一」", "Reading one"))
        hear(0.1, Text("读取「一」", "Reading one"))
        hear(0.5, Text("合并「\x1b[31m二」", "Merging two"))


def test_in_a_pipe_each_step_is_a_line_said_once(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    steps(tmp_path_factory)
    assert capsys.readouterr().err.splitlines() == ["[  0%] 读取「一」", "[ 50%] 合并「 [31m二」"]


def test_in_a_terminal_one_line_is_drawn_over_and_gone_at_the_end(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "_columns", lambda: 60)
    steps(tmp_path_factory)
    said = capsys.readouterr().err
    assert "\n" not in said
    drawn = said.split("\r")
    assert drawn[2].startswith("[##########----------]  50% 合并")
    assert all(places(line) <= 59 for line in drawn)
    assert drawn[-2].strip() == ""
