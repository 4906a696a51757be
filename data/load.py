"""Loads export files into a new version of the store: read, merge, enter in the ledger, publish."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from data.archive import clear_unknown, clear_waiting, keep
from data.batch import Progress, read_batch
from data.coverage import cover, cover_undated_lines
from data.draft import Draft, draft
from data.entry import NEXT_FILE, close_file, enter_file, enter_load, enter_problems, next_file_id
from data.merge import Incoming, Merged, merge
from data.own_sheets import Gone, handed_over, settle_own_sheets
from data.plan import Plan, facts, plan_batch
from data.platforms import platform_key, shop_platforms
from data.problem import Problem
from data.reconcile.restate import restating
from data.results import SHOWN_PROBLEMS, FileResult, LoadResult, refusal
from data.schema import shop_time
from data.sheet import Asked, Sheet, Upload
from data.store import Store, open_store
from data.text import Text
from data.touched import touch
from data.undo import NothingToUndo, UndoResult, undo
from data.versions import begin, lock, require_room, store_path

__all__ = [
    "Asked",
    "FileResult",
    "LoadResult",
    "NothingToUndo",
    "Progress",
    "UndoResult",
    "Upload",
    "load",
    "undo",
]

# A load needs room for its copy of the store and, by far enough, three times its files.
ROOM = 3
READING_SHARE = 0.6
MERGING_SHARE = 0.3

MERGING = Text("合并「{name}」", "Merging {name}")
SUMMING = Text("汇总", "Building the summaries")
NOT_MERGED = Text(
    "「{file}」没能并入（{why}），它一行也没有载入。请把这份文件和这句话发给维护的人。",
    "{file} could not be merged ({why}); none of its rows were loaded. Please send the file and this sentence to whoever "
    "maintains the program.",
)
SAID = {
    "kept": Text(
        "这一行没有采用：库里「{file}」的状态更新。",
        "This row was not used: {file} in the store knows a later state.",
    ),
    "repeated": Text(
        "这一行没有采用：同一份文件里有两行说的是同一件事，采用了状态更靠后的那一行。",
        "This row was not used: two rows of this file speak of the same thing, and the one further on was taken.",
    ),
    "differs": Text(
        "这一行和「{file}」说的不一样，又不知道哪份导出得更晚：采用了这份里更大的数字。",
        "This row and {file} disagree and neither says when it was exported: the larger figures, of this file, were taken.",
    ),
}


def load(
    home: Path, files: Sequence[Path | Upload], *, shop: str | None = None, platform: str | None = None,
    as_of: datetime | None = None, gross: str | None = None, sample: bool = False, profile: str | None = None,
    unnumbered: bool = False, progress: Progress | None = None,
) -> LoadResult:  # fmt: skip
    """Load files into the store and return one result per file and sheet, in the order given.

    shop, platform, as_of (naive, Asia/Shanghai), gross, profile (the name of a saved layout) and unnumbered (orders
    without a number are told apart by buyer, time and amount) hold for all files. All files make one version; a file that
    is refused doesn't hold up the others; files whose bytes were loaded before change nothing. What is returned stands:
    killed at any moment before, the old version stands. `progress` hears a share from 0 to 1 and what is being done.
    Raises StoreFault (StoreBusy, DiskFull, StoreDamaged ...) with the store as it was.
    """  # fmt: skip
    home = home.absolute()
    tell = progress or _silence
    asked = Asked(shop, platform_key(platform), as_of, gross, sample, profile, unnumbered)
    open_store(home, summed=False)  # an older layout is migrated before the lock is taken
    with lock(home, lambda text: tell(0.0, text)):
        begin(home)
        store = open_store(home, summed=False)
        clear_unknown(home, store.rows(NEXT_FILE)[0][0])
        require_room(home, _need(home, store, files))
        platforms = shop_platforms(store)
        read = read_batch(
            home,
            files,
            asked,
            platforms,
            handed_over(store.rows),
            lambda share, text: tell(share * READING_SHARE, text),
        )
        plans, settled = plan_batch(
            store, [item for item in read if isinstance(item, Sheet)], asked.shop, platforms
        )
        try:
            load_id, version = _store(home, store, plans, settled, asked.sample, tell)
        finally:
            clear_waiting(home)
    results = [settled[id(item)] if isinstance(item, Sheet) else item for item in read]
    return LoadResult(load_id, version, tuple(results))


def _store(
    home: Path,
    store: Store,
    plans: Sequence[Plan],
    settled: dict[int, FileResult],
    sample: bool,
    tell: Progress,
) -> tuple[int | None, int]:
    """Merge the sheets into a new version and settle their results; return its load and number, if anything went in."""
    if not plans:
        return None, store.version
    with draft(home, store.version or None) as new:
        load_id = enter_load(new.con, new.version, store.version)
        for number, plan in enumerate(plans):
            tell(READING_SHARE + MERGING_SHARE * number / len(plans), MERGING.fill(name=plan.sheet.file))
            settled[id(plan.sheet)] = _take(new, load_id, plan, sample)
        if all(settled[id(plan.sheet)].refused for plan in plans):
            return None, store.version
        tell(READING_SHARE + MERGING_SHARE, SUMMING)
        cover_undated_lines(new.con)
        for gone in settle_own_sheets(new.con, {plan.sheet.kind.table for plan in plans}):
            enter_problems(new.con, gone.file_id, [gone.problem])
            settled.update(_told(settled, gone))
        if store.version:
            new.publish(restating(load_id, store), lambda sql, beside: store.arrow(sql, beside=beside))
        else:
            new.publish()
        return load_id, new.version


def _take(new: Draft, load_id: int, plan: Plan, sample: bool) -> FileResult:
    sheet, con = plan.sheet, new.con
    con.begin()
    try:
        file_id = next_file_id(con)
        rows = sheet.rows()
        incoming = Incoming(
            file_id, sheet.kind, rows, plan.owner.shop, sheet.staged.platform, sheet.as_of, sheet.columns
        )
        enter_file(con, file_id, load_id, sheet, plan.owner.shops, sample)
        merged = merge(con, incoming)
        if new.base:
            touch(con, incoming)
        close_file(con, file_id, merged)
        cover(con, incoming, shop_time().date())
        enter_problems(con, file_id, [*_notes(plan), *sheet.problems])
        _enter_fates(con, file_id)
        keep(new.home, file_id, rows)
        result = _result(con, file_id, plan, merged)
        con.commit()
        return result
    except (duckdb.DataError, duckdb.IntegrityError) as error:
        con.rollback()
        return refusal(sheet.file, sheet.sheet, NOT_MERGED.fill(file=sheet.file, why=type(error).__name__))


def _told(settled: dict[int, FileResult], gone: Gone) -> dict[int, FileResult]:
    """Return the result of the sheet that took rows of an earlier one out of the store, with what is said of it."""
    return {
        key: replace(result, problems=(gone.problem, *result.problems)[:SHOWN_PROBLEMS],
                     problem_count=result.problem_count + 1)
        for key, result in settled.items()
        if result.file_id == gone.file_id
    }  # fmt: skip


def _notes(plan: Plan) -> list[Problem]:
    return [Problem(None, None, "note", plan.owner.note, None)] if plan.owner.note else []


def _enter_fates(con: duckdb.DuckDBPyConnection, file_id: int) -> None:
    for (fate,) in con.execute("SELECT DISTINCT t.fate FROM fates AS t").fetchall():
        text = SAID[fate]
        con.execute(ENTER_FATES, {"file_id": file_id, "fate": fate, "zh": text.zh, "en": text.en})


def _result(con: duckdb.DuckDBPyConnection, file_id: int, plan: Plan, merged: Merged) -> FileResult:
    found = con.execute(PROBLEMS, [file_id, SHOWN_PROBLEMS]).fetchall()
    problems = tuple(
        Problem(line, column, kind, Text(zh, en), text) for line, column, kind, zh, en, text in found
    )
    counted = con.execute("SELECT count(*) FROM problems AS p WHERE p.file_id = ?", [file_id]).fetchall()
    return replace(
        facts(plan), loaded=merged.loaded, unchanged=merged.unchanged, problems=problems,
        problem_count=counted[0][0], file_id=file_id,
    )  # fmt: skip


def _need(home: Path, store: Store, files: Sequence[Path | Upload]) -> int:
    size = store_path(home, store.version).stat().st_size if store.version else 0
    return size + ROOM * sum(_size(file) for file in files)


def _size(file: Path | Upload) -> int:
    if isinstance(file, Upload):
        return len(file.content)
    return file.stat().st_size if file.is_file() else 0


def _silence(share: float, text: Text) -> None:
    """Hear progress and say nothing."""


PROBLEMS = """
SELECT p.line, p.column_name, p.kind, p.reason_zh, p.reason_en, p.text FROM problems AS p WHERE p.file_id = ?
ORDER BY p.line NULLS FIRST, p.column_name, p.reason_zh LIMIT ?
"""
ENTER_FATES = """
INSERT INTO problems (file_id, line, column_name, kind, reason_zh, reason_en, text)
SELECT $file_id, t.line, NULL, CASE WHEN $fate = 'differs' THEN 'differs' ELSE 'kept' END,
    replace($zh, '{file}', coalesce(f.name, '')), replace($en, '{file}', coalesce(f.name, '')), NULL
FROM fates AS t LEFT JOIN files AS f ON f.file_id = t.rival_file
WHERE t.fate = $fate
"""
