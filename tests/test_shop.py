"""The command line as a whole: help, usage, mishaps, bytes on the pipe, the report and the sample."""

import os
import subprocess
import sys
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from commands.shell import shop
from data.faults import DiskFull
from data.results import LoadResult, refusal
from data.sample import large
from data.store import open_store
from data.text import Text
from tests.reports.shop_week import shop_store
from tests.shop_calls import call

ROOT = Path(__file__).resolve().parent.parent
SECRET = "收货人 张三 13800138000"


def commands() -> list[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    found: list[tuple[str, click.Command]] = []
    for name, command in shop.commands.items():
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", child) for inner, child in command.commands.items()]
        else:
            found.append((name, command))
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop_store(tmp_path_factory.mktemp("shop") / "home").home


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_command_has_home_and_language_and_explains_itself_in_both(
    name: str, command: click.Command
) -> None:
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--home", "--lang"} <= options
    told = CliRunner().invoke(shop, [*name.split(), "--help"]).stdout
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert any(word in told.split() for word in ("the", "The", "a", "A", "Without", "Load", "Show"))
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_help_explains_the_program_in_both_languages_and_its_exit_codes() -> None:
    result = CliRunner().invoke(shop, ["--help"])
    assert result.exit_code == 0
    for words in ("掌柜看板", "Zhanggui", "exit codes", *shop.commands):
        assert words in result.stdout


def test_the_home_comes_from_the_environment_where_no_option_names_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHANGGUI_HOME", str(home))
    assert "420.00" in CliRunner().invoke(shop, ["show", "paid_amount"]).stdout


def test_without_either_the_home_is_var_beside_shop_py() -> None:
    home = next(parameter for parameter in shop.commands["show"].params if parameter.name == "home")
    assert home.default == ROOT / "var"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["shwo"], "没有命令 shwo。相近的有：show。", "There is no command shwo. Near: show."),
        (["show"], "缺少", "is missing"),
        (["show", "x", "--fom", "y"], "没有选项 --fom。", "There is no option --fom."),
        (["undo", "abc"], "不对", "is wrong"),
    ],
)
def test_wrong_usage_is_said_in_the_language_asked_for_with_the_way_to_the_help(
    arguments: list[str], zh: str, en: str
) -> None:
    chinese = CliRunner().invoke(shop, arguments)
    english = CliRunner().invoke(shop, [*arguments, "--lang=en"])
    assert (chinese.exit_code, chinese.stdout) == (english.exit_code, english.stdout) == (2, "")
    assert zh in chinese.stderr
    assert en in english.stderr
    assert "--help" in chinese.stderr
    assert "--help" in english.stderr


def test_an_error_nobody_foresaw_is_one_sentence_and_a_log_without_any_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("commands.show.evaluate", broken)
    result = call(tmp_path, "show", "paid_amount")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr
    (log,) = (tmp_path / "logs").iterdir()
    assert str(log) in result.stderr
    told = log.read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "commands/show.py:" in told
    assert "张三" not in told + result.stderr
    assert "13800138000" not in told + result.stderr


def test_an_error_whose_log_cannot_be_written_is_still_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("commands.show.evaluate", broken)
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    result = call(tmp_path, "show", "paid_amount")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "张三" not in result.stderr


def test_a_fault_of_the_store_is_its_own_sentence_and_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull(Text("磁盘已满。", "The disk is full."))

    monkeypatch.setattr("commands.load.load", full)
    result = call(tmp_path, "load", tmp_path / "a.csv", "--lang", "en")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "The disk is full.\n")
    assert not (tmp_path / "logs").exists()


def test_an_interrupted_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("commands.load.load", interrupted)
    result = call(tmp_path, "load", tmp_path / "a.csv")
    assert (result.exit_code, result.stderr.strip()) == (1, "已中断。")


def test_a_pipe_gets_utf_8_whatever_the_consoles_code_page_is_and_from_any_folder(
    home: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "shop.py"), "show", "paid_amount", "--home", str(home)],
        cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "gbk"}, capture_output=True, check=True,
    )  # fmt: skip
    assert "付款金额" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_early_sees_no_traceback(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "shop.py"), "kinds", "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


def test_the_week_is_written_where_asked_and_holds_the_figures_of_show(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "周报" / "45.xlsx"
    result = call(home, "report", "weekly", "--week", "2026-W45", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(out) in result.stderr
    rows = list(openpyxl.load_workbook(out)["摘要"].iter_rows(values_only=True))
    assert dict(zip(rows[0], rows[1], strict=True))["本周"] == 280  # (1+2+..+7) x 10.00


def test_without_a_week_it_is_the_last_whole_one_and_lies_in_the_home(home: Path) -> None:
    assert call(home, "report", "weekly").exit_code == 0
    assert (home / "reports" / "weekly-2026-W45.xlsx").is_file()


@pytest.mark.parametrize("week", ["2026-W60", "47", "2026-47"])
def test_a_week_that_is_none_is_wrong_usage(home: Path, week: str) -> None:
    result = call(home, "report", "weekly", "--week", week)
    assert result.exit_code == 2
    assert "2026-W47" in result.stderr


def test_a_report_of_an_empty_home_says_what_to_do_first(tmp_path: Path) -> None:
    result = call(tmp_path / "empty", "report", "weekly")
    assert result.exit_code == 1
    assert "shop.py load" in result.stderr


def test_a_report_that_cannot_be_written_says_why(home: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder", encoding="utf-8")
    result = call(home, "report", "weekly", "--week", "2026-W45", "--out", tmp_path / "folder" / "a.xlsx")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.xlsx" in result.stderr
    assert not (home / "logs").exists()


def test_the_sample_is_written_with_the_lines_that_load_it(tmp_path: Path) -> None:
    arguments = ("--out", tmp_path / "示例", "--days", 20, "--orders", 300, "--until", "2026-11-20")
    result = call(tmp_path / "home", "sample", *arguments)
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "home" / "CURRENT").exists()
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("python shop.py load ") and line.endswith("--sample") for line in lines)
    assert list((tmp_path / "示例").rglob("*.csv"))


def test_a_large_store_is_made_of_the_sample_in_an_empty_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "DAYS", 20)
    monkeypatch.setattr(large, "ORDERS", 100)
    home = tmp_path / "home"
    result = call(home, "sample", "--lines", 1000, "--items", 150)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("python shop.py show ")
    store = open_store(home)
    lines, items = store.rows("SELECT count(*), count(DISTINCT i.item) FROM order_items AS i")[0]
    assert lines >= 1000
    assert items >= 150
    orders, of_buyers = store.rows(
        "SELECT count(*), count(o.buyer) FROM orders AS o WHERE o.paid_day IS NOT NULL"
    )[0]
    # The summaries are of the copies, too; only one of the shops names its buyers.
    assert store.rows("SELECT sum(b.orders), sum(len(b.payments)) FROM buyers AS b") == [
        (of_buyers, of_buyers)
    ]
    assert orders > of_buyers > 0
    again = call(home, "sample", "--lines", 1000)
    assert again.exit_code == 2
    assert str(home) in again.stderr


def test_a_large_store_is_not_made_where_a_file_of_the_sample_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = Text("磁盘上的文件读不出来。", "The file on the disk can't be read.")
    monkeypatch.setattr(large, "DAYS", 3)
    monkeypatch.setattr(large, "ORDERS", 20)
    monkeypatch.setattr(
        large, "load", lambda *_, **__: LoadResult(None, 0, (refusal("订单.csv", None, reason),))
    )
    result = call(tmp_path / "home", "sample", "--lines", 1000)
    assert result.exit_code == 1
    assert "订单.csv" in result.stderr
    assert reason.zh in result.stderr
    assert "--home" in result.stderr


def test_the_sample_is_told_where_to_be_written(tmp_path: Path) -> None:
    result = call(tmp_path, "sample")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--out" in result.stderr
    assert "--lines" in result.stderr


def test_the_same_seed_writes_the_same_sample(tmp_path: Path) -> None:
    def written(folder: str, seed: int) -> dict[str, bytes]:
        call(
            tmp_path,
            "sample",
            "--out",
            tmp_path / folder,
            "--days",
            10,
            "--orders",
            100,
            "--until",
            "2026-11-20",
            "--seed",
            seed,
        )
        return {
            str(file.relative_to(tmp_path / folder)): file.read_bytes()
            for file in (tmp_path / folder).rglob("*")
            if file.is_file()
        }

    assert written("a", 3) == written("b", 3)
    assert written("a", 3) != written("c", 4)
