"""Files as people really have them, between the platform and the importer: saved again, annotated, renamed, half filled.

Each is loaded to the cent, or refused with what is wrong, where, and what to do.
"""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data.load import Upload, load
from data.outcome import outcome
from data.recognise import plain_header
from data.results import FileResult
from data.store import open_store
from reports.outcome import lines

HEADER = ["订单编号", "总金额", "买家实付金额", "退款金额", "订单状态", "订单创建时间", "订单付款时间"]
ROWS = [
    [
        "2026110122001234567",
        "1234.56",
        "1234.56",
        "0.00",
        "交易成功",
        "2026-11-01 10:00:00",
        "2026-11-01 10:05:00",
    ],
    [
        "2026110122001234568",
        "99.80",
        "89.80",
        "10.00",
        "交易成功",
        "2026-11-02 11:00:00",
        "2026-11-02 11:05:00",
    ],
    ["2026110122001234569", "30.00", "0.00", "0.00", "等待买家付款", "2026-11-03 12:00:00", ""],
]
TOTAL, REFUNDED = Decimal("1234.56") + Decimal("99.80") + 30, Decimal("10.00")


def csv(header: list[str] = HEADER, rows: list[list[str]] = ROWS, between: str = ",") -> bytes:
    return "\r\n".join(between.join(row) for row in [header, *rows]).encode("gb18030")


def taken(home: Path, content: bytes, name: str = "订单.csv") -> FileResult:
    """Load the file and return its result, after holding the store to the cent."""
    [file] = load(home, [Upload(name, content)]).files
    sums = open_store(home).rows(
        "SELECT count(*), sum(v.amount_due), sum(v.refund_amount) FROM order_versions AS v WHERE v.is_current"
    )
    assert sums == [(len(ROWS), TOTAL, REFUNDED)], file.problems
    assert file.rejected == 0
    return file


@pytest.mark.parametrize("between", [",", "\t", ";", "|"])
def test_cells_may_be_divided_by_whatever_the_program_before_chose(tmp_path, between):
    assert taken(tmp_path, csv(between=between)).problems == ()


@pytest.mark.parametrize(
    "spelt",
    [
        lambda header: f"*{header}",
        lambda header: f"{header}*",
        lambda header: f" {header} ",
        lambda header: header.replace("金额", "金额（元）"),
        lambda header: header.replace("金额", "金额(元)"),
        lambda header: header.replace("金额", "金额（￥）"),
    ],
)
def test_stars_and_units_are_no_part_of_a_columns_name(tmp_path, spelt):
    assert taken(tmp_path, csv([spelt(header) for header in HEADER])).ignored == ()


def test_a_unit_of_time_is_part_of_a_columns_name():
    assert plain_header("平均响应时长（秒）") != plain_header("平均响应时长（分）")
    assert plain_header("金额（万元）") != plain_header("金额（元）")


@pytest.mark.parametrize(
    "header", ["*总金额(元)", "（元）", "a(件)(元)", '="订单编号"', "访客数（人）*", "*"]
)
def test_a_header_once_plain_stays_as_it_is(header):
    assert plain_header(plain_header(header)) == plain_header(header)


def test_two_columns_of_one_name_that_disagree_are_said(tmp_path):
    twice = [[*row, "5.00"] for row in ROWS]
    file = taken(tmp_path, csv([*HEADER, "总金额"], twice))
    [note] = file.problems
    assert (note.kind, note.column) == ("note", "总金额")
    assert "2 列都叫「总金额」，其中 3 行" in note.reason.zh
    assert "第 2 列" in note.reason.zh


def test_two_columns_of_one_name_that_agree_are_not_worth_a_word(tmp_path):
    assert taken(tmp_path, csv([*HEADER, "总金额"], [[*row, row[1]] for row in ROWS])).problems == ()


def test_a_file_of_nothing_but_its_header_is_said_to_be_that(tmp_path):
    [file] = load(tmp_path, [Upload("订单.csv", csv(rows=[]))]).files
    assert (file.rows_in, file.loaded) == (0, 0)
    assert "没有数据行" in file.problems[0].reason.zh


def test_a_file_of_which_no_row_could_be_loaded_counts_as_refused(tmp_path):
    spoilt = [["2.02611E+18", *row[1:]] for row in ROWS]
    result = load(tmp_path, [Upload("订单.csv", csv(rows=spoilt))])
    done = outcome(open_store(tmp_path), result)
    assert (done.loaded, done.unchanged, len(done.refused), done.rows_rejected) == (0, 0, 1, 3)
    said = [line.zh for line in lines(done)]
    assert "拒绝 1 份" in said[0]
    assert "订单.csv" in said[1]
    assert "拒绝 3" in said[2]


def test_a_report_that_lacks_its_day_is_named_as_what_it_is(tmp_path):
    shop_daily = "访客数,浏览量,跳失率,支付金额,支付买家数,成功退款金额\r\n20,50,5%,90.00,3,0.00".encode()
    [file] = load(tmp_path, [Upload("店铺日报_20261101.csv", shop_daily)]).files
    assert "店铺日报：缺少列「统计日期」" in file.problems[0].reason.zh


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026年11月1日 10时00分00秒", "2026年11月1日 10时05分"),
        ("2026/11/1 上午 10:00:00", "2026/11/1 上午 10:05"),
        ("2026/11/1 10:00:00 AM", "2026/11/1 10:05 am"),
        ("２０２６年１１月０１日　１０：００", "2026.11.1 10:05:00"),
    ],
)
def test_a_time_may_be_written_as_people_and_their_programs_write_it(tmp_path, first, second):
    written = [[*ROWS[0][:5], first, second], *ROWS[1:]]
    taken(tmp_path, csv(rows=written))
    said = open_store(tmp_path).rows(
        "SELECT v.created_at, v.paid_at FROM order_versions AS v ORDER BY v.order_id LIMIT 1"
    )
    assert said == [(datetime(2026, 11, 1, 10, 0), datetime(2026, 11, 1, 10, 5))]


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("12:05:00 AM", 0),
        ("12:05:00 PM", 12),
        ("下午 1:05:00", 13),
        ("下午 13:05:00", 13),
        ("上午 12:05:00", 0),
    ],
)
def test_noon_and_midnight_are_told_apart(tmp_path, written, hour):
    rows = [[*ROWS[0][:5], "2026-11-01 00:00:00", f"2026/11/1 {written}"], *ROWS[1:]]
    taken(tmp_path, csv(rows=rows))
    [(paid,)] = open_store(tmp_path).rows(
        "SELECT v.paid_at FROM order_versions AS v ORDER BY v.order_id LIMIT 1"
    )
    assert paid == datetime(2026, 11, 1, hour, 5)


@pytest.mark.parametrize("mark", ["￥", "¥ ", "RMB", "CNY ", "人民币"])
def test_money_may_name_its_currency(tmp_path, mark):
    marked = [[row[0], *(f"{mark}{cell}" for cell in row[1:4]), *row[4:]] for row in ROWS]
    taken(tmp_path, csv(rows=marked))


def test_money_of_another_currency_is_refused(tmp_path):
    rows = [[ROWS[0][0], "USD 1234.56", *ROWS[0][2:]], *ROWS[1:]]
    [file] = load(tmp_path, [Upload("订单.csv", csv(rows=rows))]).files
    assert (file.loaded, file.rejected) == (2, 1)


def test_a_span_with_words_around_it_is_told_to_be_several_days(tmp_path):
    said = "最近30天(2026-10-02~2026-10-31)"
    [file] = load(
        tmp_path, [Upload("商品.csv", f"统计日期,商品ID,商品访客数\n{said},7001,20".encode())]
    ).files
    assert file.refused
    assert f"多天的汇总（{said}）" in file.problems[0].reason.zh
