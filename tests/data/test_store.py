"""A store opens the version that stands, answers many threads at once, and says clearly when it can't."""

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.connection import connect
from data.faults import StoreDamaged, StoreTooNew
from data.instances import KEPT_OPEN, close_all
from data.schema import SCHEMA_VERSION, create
from data.store import Store, open_store
from data.summaries import fingerprint
from data.versions import current_version, part_path, point_to, publish, store_path


def made(home: Path, version: int, number: int = 0) -> Path:
    """Publish a version whose table `t` holds one number; the home stands at it afterwards."""
    home.mkdir(exist_ok=True)
    con = connect(part_path(home, version), read_only=False)
    create(con, version)
    con.execute("CREATE TABLE summary_info AS SELECT ? AS fingerprint", [fingerprint()])
    con.execute("CREATE TABLE t AS SELECT CAST(? AS INTEGER) AS n", [number])
    con.execute("CHECKPOINT")
    con.close()
    publish(home, version)
    return home


def test_an_empty_home_gives_an_empty_store_with_every_table(tmp_path: Path):
    store = open_store(tmp_path / "nothing here")
    assert store.version == 0
    assert store.rows("SELECT count(*) FROM orders") == [(0,)]
    assert not (tmp_path / "nothing here").exists()


def test_the_version_that_current_names_is_opened(tmp_path: Path):
    made(tmp_path, 1, 10)
    made(tmp_path, 2, 20)
    assert open_store(tmp_path).rows("SELECT n FROM t") == [(20,)]
    point_to(tmp_path, 1)
    assert open_store(tmp_path).rows("SELECT n FROM t") == [(10,)]


def test_an_answer_stays_what_it_was_after_a_new_version_stands(tmp_path: Path):
    before = open_store(made(tmp_path, 1, 10))
    after = open_store(made(tmp_path, 2, 20))
    assert (before.rows("SELECT n FROM t"), after.rows("SELECT n FROM t")) == ([(10,)], [(20,)])


def test_old_versions_are_closed_and_open_again_when_asked(tmp_path: Path):
    stores = [open_store(made(tmp_path, number, number)) for number in range(1, KEPT_OPEN + 4)]
    assert [store.rows("SELECT n FROM t") for store in stores] == [
        [(number,)] for number in range(1, KEPT_OPEN + 4)
    ]


def test_a_version_that_was_cleared_away_says_to_reload(tmp_path: Path):
    old = open_store(made(tmp_path, 1))
    made(tmp_path, 2)
    close_all()
    store_path(tmp_path, 1).unlink()
    with pytest.raises(StoreDamaged) as caught:
        old.rows("SELECT 1")
    assert "请刷新页面" in caught.value.text.zh
    assert "第 1 版" in caught.value.text.zh


def test_a_home_that_was_deleted_and_filled_anew_is_read_anew(tmp_path: Path):
    assert open_store(made(tmp_path, 1, 10)).rows("SELECT n FROM t") == [(10,)]
    store_path(tmp_path, 1).unlink()
    made(tmp_path, 1, 99)
    assert open_store(tmp_path).rows("SELECT n FROM t") == [(99,)]


def test_money_stays_decimal_and_empty_stays_none(tmp_path: Path):
    store = open_store(tmp_path)
    sql = "SELECT * FROM (VALUES (1, CAST(2.50 AS DECIMAL(18,2)), DATE '2024-05-01'), (2, NULL, NULL)) AS v(n, money, day) ORDER BY n"
    assert store.rows(sql) == [(1, Decimal("2.50"), date(2024, 5, 1)), (2, None, None)]
    frame = store.frame(sql)
    assert frame["money"].tolist() == [Decimal("2.50"), None]
    assert frame["n"].sum() == 1 + 2
    assert frame["day"].tolist() == [date(2024, 5, 1), None]
    assert store.arrow(sql)["money"].to_pylist() == [Decimal("2.50"), None]


def test_a_frame_without_rows_has_its_columns(tmp_path: Path):
    assert open_store(tmp_path).frame("SELECT 1 AS a, 'x' AS b WHERE FALSE").columns.tolist() == ["a", "b"]


def test_values_go_in_as_parameters(tmp_path: Path):
    store = open_store(tmp_path)
    assert store.rows("SELECT ? || '!'", ["'; DROP TABLE orders"]) == [("'; DROP TABLE orders!",)]
    assert store.rows("SELECT $a + $b", {"a": 1, "b": 2}) == [(1 + 2,)]


def test_every_cursor_keeps_the_shop_s_clock(tmp_path: Path):
    store = open_store(made(tmp_path, 1))
    assert store.rows("SELECT current_setting('TimeZone')") == [("Asia/Shanghai",)]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A home at version 0 and one at version 1."""
    folder = tmp_path_factory.mktemp("homes")
    (folder / "empty").mkdir()
    return [folder / "empty", made(folder / "one", 1)]


@pytest.mark.parametrize("escape", [
    "SELECT * FROM read_text('{file}')", "SELECT * FROM read_csv('{file}')", "SELECT * FROM '{file}'", "SELECT * FROM glob('*')",
    "COPY (SELECT 1) TO '{file}.out'", "ATTACH '{file}.duckdb'", "INSTALL httpfs", "LOAD httpfs", "EXPORT DATABASE '{file}.dir'",
    "SELECT * FROM sniff_csv('{file}')", "SET TimeZone = 'UTC'", "SET enable_external_access = true", "RESET memory_limit",
    "SELECT * FROM escape_frame",
])  # fmt: skip
@pytest.mark.parametrize("version", [0, 1])
def test_a_store_reads_no_files_and_changes_no_settings(homes: list[Path], version: int, escape: str):
    file = homes[version] / "outside.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    escape_frame = open_store(homes[version]).frame("SELECT 1 AS a")
    assert len(escape_frame) == 1  # a local frame that DuckDB's replacement scan would find
    with pytest.raises(duckdb.Error):
        open_store(homes[version]).rows(escape.format(file=file.as_posix()))


@pytest.mark.parametrize("escape", [
    "COPY (SELECT 1) TO '{file}'", "ATTACH '{file}'", "SET GLOBAL enable_external_access = true", "SELECT * FROM read_text('{file}')",
])  # fmt: skip
def test_a_version_being_made_reaches_no_other_file(tmp_path: Path, escape: str):
    with connect(tmp_path / "store-000001.part", read_only=False) as con, pytest.raises(duckdb.Error):
        con.execute(escape.format(file=(tmp_path / "other").as_posix()))


def test_a_version_being_made_keeps_no_log_and_holds_what_was_checkpointed(tmp_path: Path):
    part = tmp_path / "it's.part"
    with connect(part, read_only=False) as con:
        con.execute("CREATE TABLE t AS SELECT 7 AS n")
        con.execute("CREATE VIEW twice AS SELECT 2 * t.n AS n FROM t")
        con.execute("CHECKPOINT")
        con.execute("UPDATE t SET n = 8")
        assert [path.name for path in tmp_path.iterdir()] == ["it's.part"]
        con.execute("CHECKPOINT")
    # Under another name the views still read the file's own tables.
    part.rename(tmp_path / "store-000001.duckdb")
    with connect(tmp_path / "store-000001.duckdb", read_only=True) as con:
        assert con.execute("SELECT n FROM twice").fetchall() == [(2 * 8,)]


def test_a_store_that_stands_can_t_be_written(tmp_path: Path):
    with pytest.raises(duckdb.Error, match="read-only"):
        open_store(made(tmp_path, 1)).rows("INSERT INTO t VALUES (1)")


def test_an_error_in_a_statement_is_no_damage(tmp_path: Path):
    store = open_store(made(tmp_path, 1))
    with pytest.raises(duckdb.BinderException):
        store.rows("SELECT nothing FROM t")
    assert store.rows("SELECT n FROM t") == [(0,)]


def test_many_threads_ask_at_once_while_versions_change(tmp_path: Path):
    made(tmp_path, 1, 1)
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                store = open_store(tmp_path)
                found = store.rows("SELECT n FROM t")
                if found != [(store.version,)]:
                    wrong.append((store.version, found))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must say it
                wrong.append(error)

    readers = [threading.Thread(target=ask) for _ in range(6)]
    for reader in readers:
        reader.start()
    for version in range(2, 2 + KEPT_OPEN + 3):
        made(tmp_path, version, version)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


# --- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bytes_left", [0, 1, 4096, 100_000])
def test_a_cut_off_file_is_named_with_what_to_do(tmp_path: Path, bytes_left: int):
    made(tmp_path, 1)
    close_all()
    path = store_path(tmp_path, 1)
    path.write_bytes(path.read_bytes()[:bytes_left])
    with pytest.raises(StoreDamaged) as caught:
        open_store(tmp_path).rows("SELECT n FROM t")
    assert "store-000001.duckdb" in caught.value.text.zh
    assert "CURRENT" in caught.value.text.zh
    assert "store-000001.duckdb" in caught.value.text.en


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path):
    made(tmp_path, 1)
    close_all()
    store_path(tmp_path, 1).unlink()
    with pytest.raises(StoreDamaged, match=r"store-000001\.duckdb"):
        open_store(tmp_path)


@pytest.mark.parametrize("pointer", ["", "one", "1\x00"])
def test_an_unreadable_pointer_is_damage_and_no_empty_store(tmp_path: Path, pointer: str):
    made(tmp_path, 1)
    (tmp_path / "CURRENT").write_text(pointer, encoding="ascii")
    with pytest.raises(StoreDamaged, match="CURRENT"):
        open_store(tmp_path)


def test_a_missing_pointer_beside_store_files_is_damage_and_no_empty_store(tmp_path: Path):
    made(tmp_path, 1)
    (tmp_path / "CURRENT").unlink()
    with pytest.raises(StoreDamaged, match="CURRENT"):
        current_version(tmp_path)


def test_the_file_of_another_version_under_this_name_is_damage(tmp_path: Path):
    made(tmp_path, 1, 10)
    made(tmp_path, 2, 20)
    close_all()
    store_path(tmp_path, 2).write_bytes(store_path(tmp_path, 1).read_bytes())
    with pytest.raises(StoreDamaged):
        open_store(tmp_path)


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path):
    made(tmp_path, 1)
    close_all()
    with duckdb.connect(str(store_path(tmp_path, 1))) as con:
        con.execute("UPDATE store_info SET schema_version = ?", [SCHEMA_VERSION + 1])
    with pytest.raises(StoreTooNew) as caught:
        open_store(tmp_path)
    assert "请升级程序" in caught.value.text.zh


def test_two_stores_of_the_same_version_are_equal_and_serve_as_a_key(tmp_path: Path):
    made(tmp_path, 1)
    assert open_store(tmp_path) == open_store(tmp_path) == Store(tmp_path, 1)
    assert len({open_store(tmp_path), open_store(tmp_path)}) == 1
