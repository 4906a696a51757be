"""Any load can be taken back, and what stands is what the other loads had given by themselves."""

import hmac
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data import schema, store
from data.faults import StoreDamaged
from data.hashing import secret
from data.load import Upload, load, undo
from data.schema import HEAD, fact_columns
from data.store import close_all, open_store
from data.undo import NothingToUndo
from data.versions import current_version, store_path, stored_versions
from tests.stores import csv_of

HEADER = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 店铺名称"
FIRST = f"""{HEADER}
1 | 10 | 10 | 0 | 买家已付款，等待卖家发货 | 2024-05-01 10:00:00 | 2024-05-01 10:05:00 | 甲店
2 | 20 | 0 | 0 | 等待买家付款 | 2024-05-01 11:00:00 | | 甲店"""
SECOND = f"""{HEADER}
2 | 20 | 20 | 0 | 交易成功 | 2024-05-01 11:00:00 | 2024-05-02 09:00:00 | 甲店
3 | 30 | 30 | 0 | 交易成功 | 2024-05-02 12:00:00 | 2024-05-02 12:01:00 | 甲店"""
THIRD = f"""{HEADER}
3 | 30 | 25 | 5 | 交易成功 | 2024-05-02 12:00:00 | 2024-05-02 12:01:00 | 甲店
4 | 40 | 0 | 0 | 交易关闭 | 2024-05-03 12:00:00 | | 甲店"""
DAYS = "统计日期 | 访客数 | 支付金额\n2024-05-01 | 100 | 10\n2024-05-02 | 80 | 50"


def given(home: Path, *tables: str) -> int:
    """Load tables in one load and return its number."""
    result = load(home, [Upload(f"{place}.csv", csv_of(table)) for place, table in enumerate(tables, 1)])
    assert result.load_id is not None
    return result.load_id


def standing(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that stands, in facts, coverage and summaries, without the numbers of files."""
    here = open_store(home)
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in ("order_versions", "shop_day_versions"):
        names = [name for name in HEAD if name not in ("file_id",)] + list(fact_columns(table))
        found[table] = here.rows(f"SELECT {', '.join(names)} FROM {table} ORDER BY ALL")
    for table in ("coverage", "paid_days", "placed_days"):
        found[table] = here.rows(f"SELECT * FROM {table} ORDER BY ALL")
    return found


def test_the_last_load_is_taken_back_as_if_it_had_never_been(tmp_path: Path):
    given(tmp_path / "with", FIRST, DAYS)
    before = standing(tmp_path / "with")
    number = given(tmp_path / "with", SECOND)
    assert standing(tmp_path / "with") != before
    result = undo(tmp_path / "with")
    assert (result.load_id, result.version, result.files) == (number, 3, ("1.csv",))
    assert standing(tmp_path / "with") == before


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_any_load_is_taken_back_and_later_ones_stay(tmp_path: Path, taken: int):
    for table in (FIRST, SECOND, THIRD):
        given(tmp_path / "all", table)
    for place, table in enumerate((FIRST, SECOND, THIRD), 1):
        if place != taken:
            given(tmp_path / "others", table)
    undo(tmp_path / "all", taken)
    assert standing(tmp_path / "all") == standing(tmp_path / "others")


def test_the_last_load_is_taken_back_by_replaying_where_the_version_before_is_gone(tmp_path: Path):
    given(tmp_path, FIRST)
    before = standing(tmp_path)
    given(tmp_path, SECOND)
    close_all()
    store_path(tmp_path, 1).unlink()
    undo(tmp_path)
    assert standing(tmp_path) == before


@pytest.mark.parametrize("version_before_is_there", [True, False])
def test_lines_without_dates_lose_the_days_that_only_the_undone_orders_told(
    tmp_path: Path, version_before_is_there: bool
):
    given(tmp_path, "订单编号 | 标题 | 价格 | 购买数量 | 订单状态\n1 | 茶 | 10.00 | 1 | 交易成功")
    given(tmp_path, FIRST.replace(" | 店铺名称", "").replace(" | 甲店", ""))
    days = "SELECT count(*) FROM covered_days WHERE source = 'order_lines'"
    assert open_store(tmp_path).rows(days) == [(1,)]
    if not version_before_is_there:
        close_all()
        store_path(tmp_path, 1).unlink()
    undo(tmp_path)
    assert open_store(tmp_path).rows(days) == [(0,)]


def test_one_undo_after_another_takes_the_loads_back_one_by_one(tmp_path: Path):
    given(tmp_path, FIRST)
    given(tmp_path, SECOND)
    assert [undo(tmp_path).load_id, undo(tmp_path).load_id] == [2, 1]
    assert open_store(tmp_path).rows("SELECT count(*) FROM order_versions") == [(0,)]
    with pytest.raises(NothingToUndo) as caught:
        undo(tmp_path)
    assert "没有可以撤销的载入" in caught.value.text.zh


def test_a_load_that_is_not_there_is_said_with_those_that_are(tmp_path: Path):
    given(tmp_path, FIRST)
    with pytest.raises(NothingToUndo) as caught:
        undo(tmp_path, 9)
    assert "第 9 次" in caught.value.text.zh
    assert caught.value.text.en.startswith("There is no load 9")
    assert current_version(tmp_path) == 1


def test_the_ledger_keeps_what_was_undone(tmp_path: Path):
    given(tmp_path, FIRST)
    given(tmp_path, SECOND)
    undo(tmp_path)
    here = open_store(tmp_path)
    assert here.rows("SELECT load_id, action, undone_load, version, based_on FROM loads ORDER BY load_id") == [
        (1, "load", None, 1, 0), (2, "load", None, 2, 1), (3, "undo", 2, 3, 2)
    ]  # fmt: skip
    assert here.rows("SELECT file_id, load_id FROM files") == [(1, 1)]
    assert here.rows("SELECT file_id, load_id, undone_version FROM undone_files") == [(2, 2, 3)]


def test_a_file_that_was_undone_can_be_loaded_again(tmp_path: Path):
    given(tmp_path, FIRST)
    given(tmp_path, SECOND)
    after = standing(tmp_path)
    undo(tmp_path)
    assert given(tmp_path, SECOND) == 4
    assert standing(tmp_path) == after
    assert open_store(tmp_path).rows("SELECT max(file_id) FROM files") == [(3,)]


def test_archived_rows_go_when_no_kept_version_knows_the_undone_file(tmp_path: Path):
    given(tmp_path, FIRST)
    given(tmp_path, SECOND)
    undo(tmp_path)
    archived = tmp_path / "archive" / "000002.parquet"
    assert archived.exists()
    for number in range(10, 10 + 7):
        given(tmp_path, FIRST.replace("\n1 |", f"\n{number} |"))
    assert not archived.exists()
    assert (tmp_path / "archive" / "000001.parquet").exists()


def test_without_the_archived_rows_undo_says_which_are_missing_and_changes_nothing(tmp_path: Path):
    for table in (FIRST, SECOND, THIRD):
        given(tmp_path, table)
    (tmp_path / "archive" / "000001.parquet").unlink()
    with pytest.raises(StoreDamaged) as caught:
        undo(tmp_path, 2)
    assert "000001.parquet" in caught.value.text.zh
    assert stored_versions(tmp_path) == [1, 2, 3]
    assert current_version(tmp_path) == 3


def test_a_store_of_an_older_layout_is_rebuilt_into_a_new_version_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    given(tmp_path, FIRST, DAYS)
    given(tmp_path, SECOND)
    before = standing(tmp_path)
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 2))) as con:
        con.execute("UPDATE store_info SET schema_version = schema_version - 1")
        con.execute("DROP TABLE undone_files")
    old = store_path(tmp_path, 2).read_bytes()
    assert open_store(tmp_path).version == 3
    assert standing(tmp_path) == before
    assert store_path(tmp_path, 2).read_bytes() == old
    here = open_store(tmp_path)
    assert here.rows("SELECT schema_version FROM store_info") == [(schema.SCHEMA_VERSION,)]
    assert here.rows("SELECT action FROM loads ORDER BY load_id") == [("load",), ("load",), ("migrate",)]
    assert undo(tmp_path).load_id == 2
    assert store.open_store(tmp_path).rows("SELECT count(*) FROM order_versions") == [(2,)]


def test_a_table_that_is_new_in_this_program_is_made_without_touching_the_facts(tmp_path: Path):
    given(tmp_path, FIRST, DAYS)
    before = standing(tmp_path)
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 1))) as con:
        con.execute("DROP TABLE undone_files")
        con.execute("UPDATE summary_info SET fingerprint = 'of another program'")
    assert standing(tmp_path) == before
    assert open_store(tmp_path).rows("SELECT count(*) FROM undone_files") == [(0,)]
    assert open_store(tmp_path).version == 2
    assert given(tmp_path, SECOND) == 3


def test_every_fact_knows_the_file_and_the_line_that_it_came_from(tmp_path: Path):
    given(tmp_path, FIRST)
    given(tmp_path, SECOND, DAYS)
    here = open_store(tmp_path)
    # Order 2 stands as the second file has it (its first row, line 2); order 1 is in the first file only.
    facts = here.rows(
        "SELECT v.order_id, v.file_id, v.line FROM order_versions AS v WHERE v.is_current ORDER BY v.order_id"
    )
    assert facts == [("1", 1, 2), ("2", 2, 2), ("3", 2, 3)]
    assert here.rows("SELECT DISTINCT v.file_id FROM shop_day_versions AS v") == [(3,)]
    undo(tmp_path, 2)
    stands = open_store(tmp_path).rows(
        "SELECT v.order_id, v.file_id, v.line FROM order_versions AS v ORDER BY v.order_id"
    )
    assert stands == [("1", 1, 2), ("2", 1, 3)]


def test_the_restatement_log_comes_through_a_migration(tmp_path: Path):
    given(tmp_path, SECOND)
    given(tmp_path, THIRD)  # order 3 was refunded 5
    before = open_store(tmp_path).rows("SELECT * FROM restatements ORDER BY ALL")
    assert before
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 2))) as con:
        con.execute("UPDATE store_info SET schema_version = schema_version - 1")
    here = open_store(tmp_path)
    assert here.version == 3
    assert here.rows("SELECT * FROM restatements ORDER BY ALL") == before


def test_buyers_archived_as_digits_before_layout_6_become_the_numbers_that_a_load_gives_them(tmp_path: Path):
    named = FIRST.replace(HEADER, f"{HEADER} | 买家会员名").replace("| 甲店", "| 甲店 | 小红", 1)
    assert named.splitlines()[1].endswith("小红")
    given(tmp_path, named)
    before = standing(tmp_path)
    path = tmp_path / "archive" / "000001.parquet"
    archived = pq.read_table(path)
    digest = hmac.new(secret(tmp_path), "taobao|小红".encode(), "sha256").hexdigest()
    assert archived["buyer"].to_pylist() == [int(digest[:15], 16), None]
    place = archived.column_names.index("buyer")
    pq.write_table(archived.set_column(place, "buyer", pa.array([digest[:24], None])), path)
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 1))) as con:
        con.execute("UPDATE store_info SET schema_version = 5")
    assert standing(tmp_path) == before
    assert open_store(tmp_path).frame("SELECT buyer FROM buyers")["buyer"].tolist() == [digest[:15]]


def test_a_garbled_amount_from_before_such_were_refused_holds_up_no_migration(tmp_path: Path):
    given(tmp_path, FIRST.replace(HEADER, f"{HEADER} | 买家会员名").replace("| 甲店", "| 甲店 | 小红", 1))
    path = tmp_path / "archive" / "000001.parquet"
    archived = pq.read_table(path)
    garbled = pa.array([Decimal("1234567890123456.78"), Decimal("20.00")], pa.decimal128(18, 2))
    for name in ("amount_due", "gross"):
        archived = archived.set_column(archived.column_names.index(name), name, garbled)
    pq.write_table(archived, path)
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 1))) as con:
        con.execute("UPDATE store_info SET schema_version = 5")
    here = open_store(tmp_path)
    assert here.rows("SELECT amount FROM buyers") == [(Decimal("1234567890123456.78"),)]
    assert here.rows("SELECT net_amount FROM buyer_payments") == [(Decimal("700000000000.00"),)]


def test_archived_rows_that_lack_a_column_of_today_are_completed(tmp_path: Path):
    given(tmp_path, FIRST, DAYS)
    before = standing(tmp_path)
    archived = pq.read_table(tmp_path / "archive" / "000001.parquet")
    assert "carrier" not in archived.column_names  # what a file has not is not archived
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 1))) as con:
        con.execute("UPDATE store_info SET schema_version = schema_version - 1")
    assert standing(tmp_path) == before
    assert open_store(tmp_path).version == 2
