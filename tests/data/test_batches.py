"""Many files at once: one version, one summary, and a broken file that holds up none of the others."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data import batch
from data.load import Upload, load
from data.outcome import Outcome, outcome
from data.read import read_bytes
from data.schema import shop_time
from data.store import open_store
from data.text import Text
from reports.outcome import lines
from tests.files import csv_file, xlsx, zip_file
from tests.shop_calls import call, json_lines, show

HEADER = ["订单编号", "总金额", "退款金额", "订单状态", "订单创建时间", "订单付款时间"]
FIRST = date(2026, 6, 1)


def orders(number: int, count: int = 2, refund: str = "0") -> list[list[str]]:
    """The orders of one day, ten yuan each."""
    day = FIRST + timedelta(days=number)
    return [HEADER] + [
        [f"{number:04}{place:04}", "10.00", refund, "交易成功", f"{day} 10:00:00", f"{day} 10:05:00"]
        for place in range(count)
    ]


def test_128_workbooks_make_one_version_and_one_summary_and_the_broken_ones_are_named(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "下载"
    folder.mkdir()
    for number in range(126):
        (folder / f"订单{number:03}.xlsx").write_bytes(xlsx({"订单": orders(number)}))
    (folder / "断掉.xlsx").write_bytes(xlsx({"订单": orders(126) * 50})[:2000])
    (folder / "菜谱.xlsx").write_bytes(xlsx({"菜": [["食材", "克数"], ["面粉", "500"]]}))
    result = call(home, "load", folder, "--json")
    assert result.exit_code == 1
    told = json_lines(result)
    assert [line["file"] for line in told if line["kind"] is None] == ["断掉.xlsx", "菜谱.xlsx"]
    assert sum(line["loaded"] for line in told) == 126 * 2
    assert open_store(home).version == 1
    assert show(home, "paid_amount")[0]["paid_amount"] == "2520.00"  # 126 days of 2 orders of 10.00
    summary = result.stderr.splitlines()[-5:]
    assert summary[0] == "共 128 份：载入 126 份，没有变化 0 份，拒绝 2 份。"
    assert summary[1] == "拒绝的：断掉.xlsx、菜谱.xlsx / 菜。"
    assert summary[2] == "读到 252 行：新载入 252，没有变化 0，拒绝 0。"
    assert summary[3] == "新增的日子：订单报表 06-01 至 10-04。"  # 30 + 31 + 31 + 30 days of months, and 4
    assert summary[4] == "到 2026-10-04 为止没有缺的日子。"


def test_a_zip_of_many_files_is_loaded_like_a_folder_of_them(tmp_path: Path) -> None:
    packed = zip_file(
        {f"{n}月/订单{n}.csv": csv_file(orders(n)) for n in range(40)} | {"说明.png": b"\x89PNG\r\n\x1a\n0"}
    )
    result = load(tmp_path, [Upload("全部.zip", packed)])
    assert result.version == 1
    assert [file.sheet for file in result.refused] == ["说明.png"]
    assert sum(file.loaded for file in result.files) == 40 * 2
    assert (
        lines(outcome(open_store(tmp_path), result))[0].zh
        == "共 41 份：载入 40 份，没有变化 0 份，拒绝 1 份。"
    )


def test_a_file_that_the_program_stumbles_over_is_refused_and_the_others_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(content: bytes, name: str) -> object:
        if name == "怪.csv":
            raise KeyError("not foreseen")
        return read_bytes(content, name)

    monkeypatch.setattr(batch, "read_bytes", stumbling)
    files = [Upload("怪.csv", b"1"), Upload("订单.csv", csv_file(orders(1)))]
    odd, good = load(tmp_path, files).files
    assert odd.refused
    assert "怪.csv" in odd.problems[0].reason.zh
    assert "KeyError" in odd.problems[0].reason.zh
    assert (good.kind, good.loaded) == ("orders", 2)


def test_a_second_load_says_which_past_days_it_changed_and_what_is_missing(tmp_path: Path) -> None:
    load(tmp_path, [Upload("a.csv", csv_file(orders(0)))])
    late = orders(0)
    late[1][2] = "4.00"
    gap = [HEADER, *orders(3)[1:]]
    result = load(
        tmp_path,
        [
            Upload("b.csv", csv_file(late)),
            Upload("c.csv", csv_file(gap)),
            Upload("a.csv", csv_file(orders(0))),
        ],
    )
    found = outcome(open_store(tmp_path), result)
    assert (found.loaded, found.unchanged, found.refused) == (2, 1, ())
    assert [(days.kind.key, days.days) for days in found.new_days] == [("orders", (date(2026, 6, 4),))]
    assert {(change.day, change.key) for change in found.restated} >= {(date(2026, 6, 1), "refund_amount")}
    assert [days.days for days in found.to_fetch] == [(date(2026, 6, 2), date(2026, 6, 3))]
    told = [line.zh for line in lines(found)]
    assert told[2] == "新增的日子：订单报表 06-04。"
    assert told[3].startswith("改动了以前 1 天的 ")
    assert told[4] == "到 2026-06-04 为止的 30 天里还要下载：订单报表 06-02 至 06-03。"
    assert [line.en for line in lines(found)][
        4
    ] == "Of the 30 days to 2026-06-04 still to be downloaded: Order report 06-02 to 06-03."


def test_days_of_several_years_are_told_with_their_years(tmp_path: Path) -> None:
    old = [
        HEADER,
        *([*row[:4], *(moment.replace("2026", "2019") for moment in row[4:])] for row in orders(0, 1)[1:]),
    ]
    visits = [["统计日期", "访客数", "支付金额"], ["2026-06-03", "5", "1.00"]]
    result = load(tmp_path, [Upload("旧.csv", csv_file(old)), Upload("b.csv", csv_file(visits))])
    [new] = [line.zh for line in lines(outcome(open_store(tmp_path), result)) if line.zh.startswith("新增")]
    assert new == "新增的日子：订单报表 2019-06-01；生意参谋店铺日报 2026-06-03。"


def test_progress_rises_from_the_first_file_to_the_last_and_names_each(tmp_path: Path) -> None:
    heard: list[tuple[float, Text]] = []
    load(
        tmp_path,
        [Upload(f"{n}.csv", csv_file(orders(n))) for n in range(5)],
        progress=lambda *one: heard.append(one),
    )
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert shares[-1] <= 1
    for n in range(5):
        assert {f"读取「{n}.csv」", f"合并「{n}.csv」"} <= {text.zh for _, text in heard}


def test_the_stamp_of_a_file_in_a_zip_is_its_export_time_and_goes_before_that_of_the_zip(
    tmp_path: Path,
) -> None:
    later, earlier = "订单_20260603_090000.csv", "订单_20260602_090000.csv"
    packed = zip_file({earlier: csv_file(orders(0)), later: csv_file(orders(0, refund="1.00"))})
    result = load(tmp_path, [Upload("打包_20261230_235959.zip", packed)])
    times = {file.sheet: file.as_of for file in result.files}
    assert times == {later: datetime(2026, 6, 3, 9), earlier: datetime(2026, 6, 2, 9)}
    assert open_store(tmp_path).rows("SELECT sum(o.refund_amount) FROM orders AS o") == [(2,)]  # 1.00 + 1.00


def test_days_since_the_newest_loaded_one_are_said_to_be_open_unless_the_files_are_of_another_time() -> None:
    def told(last: date) -> list[str]:
        done = Outcome(1, 0, (), 2, 2, 0, 0, (), (), last, (), 1)
        return [line.zh for line in lines(done)]

    today = shop_time().date()
    assert told(today - timedelta(1))[-1] == f"到 {today - timedelta(1)} 为止没有缺的日子。"
    assert told(today - timedelta(4))[-1].endswith("还没有导入。")
    assert told(today - timedelta(4))[-2] == f"到 {today - timedelta(4)} 为止没有缺的日子。"
    assert told(date(2018, 4, 30))[-1] == "到 2018-04-30 为止没有缺的日子。"
