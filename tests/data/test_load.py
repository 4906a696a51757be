"""A load reads files into a new version, says what became of every row, and leaves what was when it can't."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.load import LoadResult, Upload, load
from data.merge import Incoming, Merged, merge
from data.schema import shop_time
from data.store import open_store
from data.versions import current_version, stored_versions
from tests.stores import csv_of

ORDERS = """
订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间        | 订单付款时间        | 店铺名称
1001     | 小红       | 90.00  | 90.00            | 0        | 交易成功 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
1002     | 小明       | 30.00  | 0                | 0        | 等待买家付款 | 2024-05-03 11:00:00 |                 | 甲店
"""
PAID_LATER = """
订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间        | 订单付款时间        | 店铺名称
1002     | 小明       | 30.00  | 30.00            | 0        | 买家已付款，等待卖家发货 | 2024-05-03 11:00:00 | 2024-05-04 08:00:00 | 甲店
"""
LINES = """
订单编号 | 标题 | 价格  | 购买数量 | 订单状态
1001     | 茶   | 45.00 | 2        | 交易成功
"""
DAYS = """
统计日期   | 访客数 | 浏览量 | 支付金额
2024-05-01 | 100    | 300    | 90.00
2024-05-02 | 80     | 200    | 0
"""


def without_shop(table: str) -> str:
    """The table without its last column."""
    return "\n".join(line.rsplit("|", 1)[0].rstrip() for line in table.strip().splitlines())


def given(home: Path, *tables: str, **how: Any) -> LoadResult:
    """Load tables written as text, in one load, as files named 1.csv, 2.csv ..."""
    return load(home, [Upload(f"{place}.csv", csv_of(table)) for place, table in enumerate(tables, 1)], **how)


def counts(result: LoadResult) -> list[tuple[int, int, int, int]]:
    """rows_in, loaded, unchanged and rejected of every file."""
    return [(file.rows_in, file.loaded, file.unchanged, file.rejected) for file in result.files]


def test_a_first_load_makes_version_one_and_says_what_went_in(tmp_path: Path):
    result = given(tmp_path, ORDERS)
    assert (result.load_id, result.version, current_version(tmp_path)) == (1, 1, 1)
    assert counts(result) == [(2, 2, 0, 0)]
    assert open_store(tmp_path).rows(
        "SELECT count(*), sum(gross) FILTER (WHERE paid_at IS NOT NULL) FROM order_versions"
    ) == [(2, Decimal("90.00"))]


def test_the_answer_has_exactly_the_fields_of_the_contract(tmp_path: Path):
    told = given(tmp_path, ORDERS, as_of=datetime(2024, 5, 4, 9, 30)).files[0].to_json()
    assert told == {
        "file": "1.csv", "sheet": None, "kind": "orders", "shop": "甲店", "as_of": "2024-05-04 09:30:00", "rows_in": 2,
        "loaded": 2, "unchanged": 0, "rejected": 0, "set_aside": 0, "first_day": "2024-05-01", "last_day": "2024-05-03",
        "problems": [],
    }  # fmt: skip
    json.dumps(told)


def test_the_same_bytes_again_change_nothing_and_make_no_version(tmp_path: Path):
    given(tmp_path, ORDERS)
    again = given(tmp_path, ORDERS)
    assert (again.load_id, again.version) == (None, 1)
    assert counts(again) == [(2, 0, 2, 0)]
    assert again.files[0].already
    assert stored_versions(tmp_path) == [1]


def test_the_same_bytes_twice_in_one_load_count_once(tmp_path: Path):
    assert counts(given(tmp_path, ORDERS, ORDERS)) == [(2, 2, 0, 0), (2, 0, 2, 0)]


def test_the_same_bytes_with_another_export_time_are_another_statement(tmp_path: Path):
    given(tmp_path, ORDERS, as_of=datetime(2024, 5, 4))
    later = given(tmp_path, ORDERS, as_of=datetime(2024, 5, 9))
    assert (later.version, counts(later)) == (2, [(2, 0, 2, 0)])
    assert open_store(tmp_path).rows("SELECT DISTINCT as_of FROM order_versions") == [(datetime(2024, 5, 9),)]


def test_the_export_time_is_read_from_a_full_stamp_in_the_name(tmp_path: Path):
    result = load(tmp_path, [Upload("订单报表_20240504_093000.csv", csv_of(ORDERS))])
    assert result.files[0].as_of == datetime(2024, 5, 4, 9, 30)


def test_all_files_of_a_load_make_one_version(tmp_path: Path):
    result = given(tmp_path, ORDERS, LINES, DAYS)
    assert [file.kind for file in result.files] == ["orders", "order_lines", "shop_daily"]
    assert (result.version, stored_versions(tmp_path)) == (1, [1])


def test_a_refused_file_holds_up_no_other(tmp_path: Path):
    result = load(tmp_path, [
        Upload("holiday.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8), Upload("orders.csv", csv_of(ORDERS)),
        Upload("empty.csv", b""), tmp_path / "is not there.csv",
    ])  # fmt: skip
    assert [file.refused for file in result.files] == [True, False, True, True]
    for file in result.refused:
        told = file.to_json()
        assert (told["kind"], told["rows_in"], len(told["problems"])) == (None, 0, 1)
        assert told["problems"][0]["line"] is None
        assert file.file in told["problems"][0]["reason"]
    assert result.version == 1


def test_a_file_that_breaks_while_it_is_merged_is_taken_out_whole_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def breaking(con: duckdb.DuckDBPyConnection, incoming: Incoming) -> Merged:
        merged = merge(con, incoming)
        if incoming.kind.key == "order_lines":
            con.execute("INSERT INTO files (file_id) VALUES (NULL)")
        return merged

    monkeypatch.setattr("data.load.merge", breaking)
    result = given(tmp_path, ORDERS, LINES, DAYS)
    assert [file.refused for file in result.files] == [False, True, False]
    assert "2.csv" in result.files[1].problems[0].reason.zh
    here = open_store(tmp_path)
    assert here.rows("SELECT count(*) FROM line_versions") == [(0,)]
    assert here.rows("SELECT count(*) FROM order_versions") == [(2,)]
    assert here.rows("SELECT kind FROM files ORDER BY file_id") == [("orders",), ("shop_daily",)]


def test_when_every_file_is_refused_nothing_changes(tmp_path: Path):
    given(tmp_path, ORDERS)
    result = load(tmp_path, [Upload("x.pdf", b"%PDF-1.4 not a table")])
    assert (result.load_id, result.version, stored_versions(tmp_path)) == (None, 1, [1])


def test_rows_that_are_refused_are_listed_and_the_others_go_in(tmp_path: Path):
    bad = ORDERS.replace("2024-05-01 10:00:00", "2024-15-01 10:00:00")
    result = given(tmp_path, bad)
    assert counts(result) == [(2, 1, 0, 1)]
    problem = result.files[0].problems[0]
    assert (problem.line, problem.column, problem.kind, problem.text) == (
        2,
        "订单创建时间",
        "refused",
        "2024-15-01 10:00:00",
    )
    assert open_store(tmp_path).rows(
        "SELECT line, column_name, text FROM problems WHERE kind = 'refused'"
    ) == [(2, "订单创建时间", "2024-15-01 10:00:00")]


def test_a_late_payment_arrives_and_the_older_file_again_is_kept_out(tmp_path: Path):
    given(tmp_path, ORDERS)
    assert counts(given(tmp_path, PAID_LATER)) == [(1, 1, 0, 0)]
    older = given(tmp_path, ORDERS.replace("30.00", "30.0"))  # the same statements in other bytes
    assert counts(older) == [(2, 0, 2, 0)]
    kept = [problem for problem in older.files[0].problems if problem.kind == "kept"]
    assert [problem.line for problem in kept] == [3]
    assert "1.csv" in kept[0].reason.zh
    assert open_store(tmp_path).rows(
        "SELECT sum(gross) FILTER (WHERE paid_at IS NOT NULL) FROM order_versions WHERE is_current"
    ) == [(Decimal("90.00") + Decimal("30.00"),)]


def test_numbers_of_versions_are_never_used_twice(tmp_path: Path):
    given(tmp_path, ORDERS)
    (tmp_path / "store-000007.part").write_bytes(b"left by a load that was killed")
    assert given(tmp_path, PAID_LATER).version > 1
    assert not list(tmp_path.glob("*.part*"))


def test_the_last_seven_versions_stay(tmp_path: Path):
    for number in range(9):
        given(tmp_path, PAID_LATER.replace("1002", f"2{number}"))
    assert stored_versions(tmp_path) == list(range(3, 9 + 1))


# --- shops ------------------------------------------------------------------------------------------------------------


def test_a_file_without_a_shop_in_an_empty_store_is_of_the_default_shop(tmp_path: Path):
    assert given(tmp_path, without_shop(ORDERS)).files[0].shop == "本店"


def test_a_file_without_a_shop_goes_to_the_only_one(tmp_path: Path):
    given(tmp_path, ORDERS)
    assert given(tmp_path, DAYS).files[0].shop == "甲店"


def test_a_file_that_names_its_shop_is_loaded_before_those_that_don_t(tmp_path: Path):
    result = given(tmp_path, LINES, DAYS, ORDERS)
    assert [file.shop for file in result.files] == ["甲店", "甲店", "甲店"]


def test_where_there_are_several_shops_a_file_without_one_is_refused_with_what_to_do(tmp_path: Path):
    given(tmp_path, ORDERS, ORDERS.replace("甲店", "乙店"))
    result = given(tmp_path, DAYS)
    assert result.files[0].refused
    reason = result.files[0].problems[0].reason
    assert all(word in reason.zh for word in ("1.csv", "甲店", "乙店", "--shop"))
    assert given(tmp_path, DAYS, shop="乙店").files[0].shop == "乙店"


def test_a_file_of_another_shop_than_the_one_asked_for_is_refused(tmp_path: Path):
    result = given(tmp_path, ORDERS, shop="乙店")
    assert result.files[0].refused
    assert all(word in result.files[0].problems[0].reason.zh for word in ("1.csv", "甲店", "乙店"))


def test_a_file_may_name_several_shops_and_each_row_keeps_its_own(tmp_path: Path):
    both = ORDERS.strip().replace(
        "2024-05-03 11:00:00 |                 | 甲店", "2024-05-03 11:00:00 |      | 乙店"
    )
    assert given(tmp_path, both).files[0].shop == "乙店、甲店"
    assert open_store(tmp_path).rows("SELECT shop, order_id FROM order_versions ORDER BY ALL") == [
        ("乙店", "1002"), ("甲店", "1001")
    ]  # fmt: skip


def test_a_second_shop_beside_the_unnamed_one_is_remarked_on(tmp_path: Path):
    given(tmp_path, without_shop(ORDERS))
    notes = [
        problem.reason.zh
        for problem in given(tmp_path, PAID_LATER).files[0].problems
        if problem.kind == "note"
    ]
    assert any("本店" in note and "甲店" in note for note in notes)


def test_a_shop_keeps_its_platform_though_nobody_says_it_again(tmp_path: Path):
    given(tmp_path, ORDERS, platform="天猫")
    assert given(tmp_path, PAID_LATER).files[0].platform == "tmall"
    assert open_store(tmp_path).rows(
        "SELECT count(DISTINCT buyer), count(*) FROM order_versions WHERE is_current"
    ) == [(2, 2)]


def test_the_same_shop_on_another_platform_is_refused_since_its_orders_would_count_twice(tmp_path: Path):
    given(tmp_path, ORDERS, platform="天猫")
    result = given(tmp_path, PAID_LATER, platform="淘宝")
    assert result.files[0].refused
    assert all(word in result.files[0].problems[0].reason.zh for word in ("甲店", "tmall", "taobao"))


# --- coverage ---------------------------------------------------------------------------------------------------------


def covered(home: Path, source: str) -> list[tuple[str, bool]]:
    """The covered days of a source, as (month-day, is_full)."""
    found = open_store(home).rows(
        "SELECT DISTINCT day, is_full FROM covered_days WHERE source = ? ORDER BY day, is_full", [source]
    )
    return [(day.strftime("%m-%d"), full) for day, full in found]


def test_an_order_file_covers_every_day_from_its_first_to_its_last(tmp_path: Path):
    given(tmp_path, ORDERS)
    assert covered(tmp_path, "orders") == [("05-01", True), ("05-02", True), ("05-03", True)]


def test_the_day_of_the_export_is_not_covered_wholly(tmp_path: Path):
    given(tmp_path, ORDERS, as_of=datetime(2024, 5, 3, 12))
    assert covered(tmp_path, "orders") == [("05-01", True), ("05-02", True), ("05-03", False)]


def test_a_daily_report_covers_the_days_that_it_has(tmp_path: Path):
    given(tmp_path, DAYS.replace("2024-05-02", "2024-05-06"))
    assert covered(tmp_path, "shop_daily") == [("05-01", True), ("05-06", True)]


def test_a_week_as_the_platform_counted_it_covers_no_single_day(tmp_path: Path):
    given(tmp_path, DAYS.replace("2024-05-01", "2024-04-29 ~ 2024-05-05"))
    assert covered(tmp_path, "shop_daily") == [("05-02", True)]


@pytest.mark.parametrize("together", [True, False])
def test_lines_without_dates_cover_the_days_of_their_orders(tmp_path: Path, together: bool):
    if together:
        given(tmp_path, LINES, ORDERS)
    else:
        given(tmp_path, LINES, shop="甲店")
        assert covered(tmp_path, "order_lines") == []
        given(tmp_path, ORDERS)
    assert covered(tmp_path, "order_lines") == [("05-01", True)]


def test_today_is_never_covered_wholly(tmp_path: Path):
    today = shop_time().date().isoformat()
    given(tmp_path, ORDERS.replace("2024-05-03 11:00:00", f"{today} 00:00:01"))
    assert covered(tmp_path, "orders")[-1][1] is False


# --- sheets that a person keeps ---------------------------------------------------------------------------------------

TARGETS = """
周期    | 指标     | 目标值
2024-05 | 付款金额 | 10000
"""


def test_the_target_written_last_holds_though_it_is_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    clock = iter([datetime(2024, 5, 1, hour) for hour in range(1, 20)])
    monkeypatch.setattr("data.batch.shop_time", lambda: next(clock))
    for amount in ("10000", "8000", "12000", "8000"):
        result = given(tmp_path, TARGETS.replace("10000", amount))
        assert counts(result) == [(1, 1, 0, 0)]
        assert open_store(tmp_path).rows("SELECT amount FROM target_versions WHERE is_current") == [
            (Decimal(amount),)
        ]


def test_the_target_sheet_loaded_again_unchanged_makes_no_version(tmp_path: Path):
    given(tmp_path, TARGETS)
    assert given(tmp_path, TARGETS).version == 1
