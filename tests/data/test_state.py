"""What people type is kept with its trail, over processes, kills and damage."""

import sqlite3
import subprocess
import sys
import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from data import state_file
from data.faults import DiskFull, HomeUnusable, StoreBusy, StoreDamaged, StoreTooNew
from data.state import State
from data.typed import TypedTable

GOALS = TypedTable(
    "goals", {"shop": "text", "day": "day"}, {"amount": "money", "share": "number", "note": "text"}
)
TICKS = TypedTable("ticks", {"what": "text"}, {"done": "flag", "at": "time", "times": "integer"})
DAY = date(2026, 11, 11)
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from data.state import State
from data.typed import TypedTable
TICKS = TypedTable("ticks", {"what": "text"}, {"times": "integer"})
state = State(Path(sys.argv[2]))
for number in range(int(sys.argv[3])):
    with state.writing("process") as write:
        found = write.row(TICKS, {"what": "sum"})
        write.put(TICKS, {"what": "sum", "times": (found["times"] if found else 0) + 1})
    print(number + 1, flush=True)
"""


def writer(home: Path, times: int) -> "subprocess.Popen[bytes]":
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), str(home), str(times)], stdout=subprocess.PIPE
    )


def test_an_empty_home_has_no_settings_and_reading_makes_no_file(tmp_path: Path) -> None:
    state = State(tmp_path / "home")
    assert (state.settings(), state.setting("language"), state.rows(GOALS), state.changes()) == (
        {},
        None,
        [],
        [],
    )
    assert state.revision() == 0
    assert not (tmp_path / "home").exists()


def test_a_setting_is_kept_changed_and_taken_back_and_each_leaves_a_line(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.set_setting("roi", "roi_paid", "店长")
    state.set_setting("roi", "roi_list", "财务")
    assert State(tmp_path).settings() == {"roi": "roi_list"}
    state.set_setting("roi", None, "店长")
    assert state.setting("roi") is None
    assert [(c.who, c.what, c.key, c.before, c.after) for c in state.changes()] == [
        ("店长", "setting", "roi", "roi_list", None),
        ("财务", "setting", "roi", "roi_paid", "roi_list"),
        ("店长", "setting", "roi", None, "roi_paid"),
    ]


def test_the_revision_rises_with_every_change_and_not_without_one(tmp_path: Path) -> None:
    state = State(tmp_path)
    seen = [state.revision()]
    for value in ("a", "b", None):
        state.set_setting("key", value, "me")
        seen.append(state.revision())
    assert seen == [0, 1, 2, 3]
    state.set_setting("key", None, "me")
    assert state.revision() == 3
    assert len(state.changes()) == 3


def test_a_typed_row_comes_back_with_its_types(tmp_path: Path) -> None:
    state = State(tmp_path)
    with state.writing("me") as write:
        write.put(
            GOALS,
            {"shop": "", "day": DAY, "amount": Decimal("1234.50"), "share": Decimal("0.35"), "note": "双11"},
        )
        write.put(TICKS, {"what": "x", "done": True, "at": datetime(2026, 11, 11, 9, 30), "times": 2})
    assert state.rows(GOALS) == [
        {"shop": "", "day": DAY, "amount": Decimal("1234.50"), "share": Decimal("0.35"), "note": "双11"}
    ]
    assert state.rows(TICKS) == [{"what": "x", "done": True, "at": datetime(2026, 11, 11, 9, 30), "times": 2}]
    table = state.arrow(GOALS)
    assert table.schema.field("amount").type == pa.decimal128(18, 2)
    assert table.to_pylist()[0]["amount"] == Decimal("1234.50")
    assert State(tmp_path / "none").arrow(GOALS).schema == table.schema


def test_a_row_that_is_put_again_keeps_what_was_not_given(tmp_path: Path) -> None:
    state = State(tmp_path)
    with state.writing("me") as write:
        write.put(GOALS, {"shop": "a", "day": DAY, "amount": Decimal(5), "note": "old"})
    with state.writing("you") as write:
        write.put(GOALS, {"shop": "a", "day": DAY, "amount": Decimal(7)})
    assert [(row["amount"], row["note"]) for row in state.rows(GOALS)] == [(Decimal("7.00"), "old")]
    newest = state.changes("goals")[0]
    assert newest.who == "you"
    assert newest.key == '{"shop": "a", "day": "2026-11-11"}'
    assert newest.before == '{"amount": "5.00", "share": null, "note": "old"}'
    assert newest.after == '{"amount": "7.00", "share": null, "note": "old"}'


def test_a_row_is_taken_away_and_one_that_is_not_there_leaves_no_line(tmp_path: Path) -> None:
    state = State(tmp_path)
    with state.writing("me") as write:
        write.put(TICKS, {"what": "x", "done": True})
        write.remove(TICKS, {"what": "x"})
        write.remove(TICKS, {"what": "never"})
    assert state.rows(TICKS) == []
    assert [change.after is None for change in state.changes("ticks")] == [True, False]


@pytest.mark.parametrize(
    "row",
    [
        {"shop": "a", "day": DAY, "amount": Decimal("1.005")},
        {"shop": "a", "day": DAY, "amount": 1.5},
        {"shop": "a", "day": DAY, "amount": Decimal("NaN")},
        {"shop": "a", "day": "2026-11-11"},
        {"shop": "a"},
        {"shop": "a", "day": DAY, "colour": "red"},
    ],
)
def test_a_row_that_would_lose_something_is_not_kept(tmp_path: Path, row: dict[str, object]) -> None:
    state = State(tmp_path)

    def change() -> None:
        with state.writing("me") as write:
            write.setting("beside", "1")
            write.put(GOALS, row)

    with pytest.raises(ValueError, match=r"goals|no day|decimals|no money"):
        change()
    assert state.settings() == {}  # nothing of the block stands
    assert state.revision() == 0


def test_a_column_that_is_younger_than_the_file_is_empty_in_older_rows(tmp_path: Path) -> None:
    old = TypedTable("goals", GOALS.key, {"amount": "money"})
    state = State(tmp_path)
    with state.writing("me") as write:
        write.put(old, {"shop": "a", "day": DAY, "amount": Decimal(5)})
    assert state.rows(GOALS)[0]["note"] is None  # read before anything was written with the new layout
    with state.writing("me") as write:
        write.put(GOALS, {"shop": "b", "day": DAY, "note": "new"})
    assert [(row["amount"], row["note"]) for row in state.rows(GOALS)] == [
        (Decimal("5.00"), None),
        (None, "new"),
    ]
    assert len(state.rows(old)) == 2  # and the older program reads on


def test_two_processes_and_this_one_write_at_once_and_no_change_is_lost(tmp_path: Path) -> None:
    state, each = State(tmp_path), 40
    with writer(tmp_path, each) as one, writer(tmp_path, each) as two:
        for _ in range(each):
            with state.writing("test") as write:
                found = write.row(TICKS, {"what": "sum"})
                write.put(TICKS, {"what": "sum", "times": (found["times"] if found else 0) + 1})
        assert (one.wait(60), two.wait(60)) == (0, 0)
    assert state.rows(TICKS)[0]["times"] == each + each + each
    assert state.revision() == each + each + each


@pytest.mark.parametrize("acknowledged", [1, 7, 30])
def test_killed_while_it_writes_every_acknowledged_change_is_there_with_its_line(
    tmp_path: Path, acknowledged: int
) -> None:
    with writer(tmp_path, 100_000) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(acknowledged)]
        process.kill()
        said += [line for line in process.stdout if line.endswith(b"\n")]
    last = int(said[-1])
    state = State(tmp_path)
    times = state.rows(TICKS)[0]["times"]
    assert last <= times <= last + 1  # one may have stood when the kill came before its word
    assert state.revision() == times
    state.set_setting("after", "1", "me")
    assert state.revision() == times + 1


def test_threads_share_a_state(tmp_path: Path) -> None:
    state = State(tmp_path)
    threads = [threading.Thread(target=state.set_setting, args=(f"k{n}", "1", "me")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(state.settings()) == [f"k{n}" for n in range(8)]


@pytest.mark.parametrize("harm", ["no database", "cut", "zeroed", "a value of another type"])
def test_a_damaged_file_is_told_with_what_to_do_and_is_left_as_it_is(tmp_path: Path, harm: str) -> None:
    state, path = State(tmp_path), tmp_path / "state.sqlite"
    with state.writing("me") as write:
        for number in range(300):
            write.put(GOALS, {"shop": f"{number}", "day": DAY, "note": "x" * 100})
    if harm == "a value of another type":
        with sqlite3.connect(path) as con:
            con.execute("UPDATE goals SET amount = 'many'")
        con.close()
    else:
        content = path.read_bytes()
        path.write_bytes(
            {
                "no database": b"not SQLite" * 900,
                "cut": content[:5000],
                "zeroed": content[:4096] + bytes(len(content)),
            }[harm]
        )
    before = path.read_bytes()
    with pytest.raises(StoreDamaged) as told:
        state.rows(GOALS)
    assert "state.sqlite" in told.value.text.zh
    assert "备份" in told.value.text.zh
    assert path.read_bytes() == before


def test_a_file_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    State(tmp_path).set_setting("a", "1", "me")
    with sqlite3.connect(tmp_path / "state.sqlite") as con:
        con.execute("PRAGMA user_version = 99")
    con.close()
    with pytest.raises(StoreTooNew):
        State(tmp_path).settings()
    with pytest.raises(StoreTooNew):
        State(tmp_path).set_setting("a", "2", "me")


def test_a_home_that_cannot_be_written_still_reads_and_says_why_it_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(tmp_path)
    state.set_setting("a", "1", "me")
    monkeypatch.setattr(state_file, "_writable", lambda path: False)
    assert state.settings() == {"a": "1"}
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(HomeUnusable):
        State(tmp_path / "file" / "home").set_setting("a", "2", "me")


def test_a_save_behind_a_long_one_waits_and_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_file, "BUSY_SECONDS", 0.2)
    state = State(tmp_path)
    state.set_setting("a", "1", "me")
    with state.writing("long") as write:
        write.setting("a", "2")
        assert state.setting("a") == "1"  # readers don't wait, and see whole changes only
        with pytest.raises(StoreBusy), state.writing("late"):
            pass
    assert state.setting("a") == "2"


def test_a_full_disk_is_told_and_the_rest_stands(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.set_setting("a", "1", "me")

    def change() -> None:
        with state_file.writing(tmp_path) as con:
            pages = con.execute("PRAGMA page_count").fetchone()[0]
            con.execute(f"PRAGMA max_page_count = {pages}")
            con.execute("INSERT INTO settings VALUES ('big', ?)", ("x" * 1_000_000,))

    with pytest.raises(DiskFull):
        change()
    assert state.settings() == {"a": "1"}
