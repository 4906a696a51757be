"""Turns the text of a recognised grid into typed rows, and lists every cell that could not be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from data import gross as gross_column
from data import notes, reasons
from data.bad_cells import bad_cells, failed_checks
from data.cells import quoted
from data.filename import days_in_name, export_time
from data.grid import Grid
from data.hashing import hashes
from data.kind import Kind
from data.match import Match
from data.problem import Problem
from data.rows import Rows, connection
from data.text import Text

# Taobao and Tmall share their buyers, so they are one platform.
DEFAULT_PLATFORM = "taobao"
_FEW_LONG_IDS = 2


@dataclass(frozen=True)
class Staged:
    """The rows of one grid, typed.

    table: `line` (int32), `shop` (NULL where the file names none) and every fact column of the kind's table in
        schema.sql, with its type and in its order (all NULL where the file lacks it).
    rows_in: rows that speak of facts; set_aside (blank, totals, example rows, repeated headers) lie outside.
    rejected: rows of rows_in that were refused; table.num_rows == rows_in - rejected.
    shops: the shops that the file names. platform: the kind's own, else the one asked for, else DEFAULT_PLATFORM.
    as_of_from_name: the export time that stands in the file name as a full stamp.
    first_day, last_day: the range of the kind's day_field; None where the file has no days.
    gross_column: orders only: 'amount_due', 'amount_kept', or 'kept_plus_refund' (the file has no column of what was
        owed; paid and refund add up to it).
    absent_fields: fields of the kind that the file has no column for.
    """

    kind: Kind
    table: pa.Table
    rows_in: int
    rejected: int
    set_aside: int
    problems: tuple[Problem, ...]
    shops: tuple[str, ...]
    platform: str
    as_of_from_name: datetime | None
    first_day: date | None
    last_day: date | None
    gross_column: str | None
    absent_fields: tuple[str, ...]


class Refused(Exception):
    """A file that can't be staged as a whole; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def stage(
    grid: Grid,
    match: Match,
    *,
    secret: bytes,
    today: date,
    name: str = "",
    gross: str | None = None,
    platform: str | None = None,
    day: date | None = None,
) -> Staged:
    """Return the grid's rows typed as the match says.

    secret: the key of the buyer hashes. name: the file's name, for its stamp and its day. gross: 'amount_due' or
    'amount_kept' where a person chose (总金额 and 实付 are understood). day: of a snapshot or report that names none.
    Raises Refused where the file as a whole can't be trusted.
    """
    whose = match.kind.constants.get("platform") or platform or DEFAULT_PLATFORM
    names = f"{grid.sheet or ''} {name}"  # a file's own stamp comes before that of the zip it was packed into
    with connection() as db:
        rows = Rows(db, match, today)
        rows.given |= _given_day(match, names, day, today) | _told_by_name(match, names)
        rows.bring(grid.table)
        rows.read()
        troubles = _settle_dates(rows)
        _refuse_damaged_ids(rows)
        rows.derive()
        failed = failed_checks(rows)
        bad = bad_cells(rows, troubles, {problem.line for problem in failed})
        if not failed:
            _refuse_sums_of_days(rows, troubles, bad)
        rows.settle(_hashed_buyers(rows, secret, whose))
        problems = [*failed, *bad, *notes.on_file(rows)]
        found = _gross(rows, gross) if match.kind.key == "orders" else None
        if found is not None:
            rows.put("gross", found.sql)
            problems += notes.on_gross(rows, found)
        return _staged(rows, grid, found, problems, whose, export_time(names, today))


def _staged(
    rows: Rows,
    grid: Grid,
    found: gross_column.Gross | None,
    problems: list[Problem],
    platform: str,
    as_of: datetime | None,
) -> Staged:
    kind, db = rows.kind, rows.db
    total, refused = _row(db, "SELECT count(*), count(*) FILTER (WHERE refused) FROM typed")
    first, last = _row(
        db, f"SELECT CAST(min({kind.day_field}) AS DATE), CAST(max({_last_field(kind)}) AS DATE) FROM facts"
    )
    shops = db.execute("SELECT DISTINCT shop FROM facts WHERE shop IS NOT NULL ORDER BY shop").fetchall()
    return Staged(
        kind=kind,
        table=rows.facts,
        rows_in=total,
        rejected=refused,
        set_aside=rows.set_aside + grid.blank,
        problems=tuple(sorted(problems, key=lambda p: (p.line or 0, p.column or ""))),
        shops=tuple(shop for (shop,) in shops),
        platform=platform,
        as_of_from_name=as_of,
        first_day=first,
        last_day=last,
        gross_column=None if found is None else found.column,
        absent_fields=tuple(c.field for c in kind.columns if c.field not in rows.match.columns),
    )


def _given_day(match: Match, names: str, day: date | None, today: date) -> dict[str, str]:
    """Return the kind's day as SQL where the file has no column for it: as given, else from the file's name."""
    kind = match.kind
    if kind.day_field in match.columns or not kind.day_from_name:
        return {}
    found, stamp = days_in_name(names), export_time(names, today)
    if kind.day_from_name == "today":
        # A list of goods is of the day in its own name, before the export time that was given for all files of the load.
        day = found[-1] if found else stamp.date() if stamp is not None else day or today
    if day is None and len(found) == 1:
        day = found[0]
    if day is None and stamp is not None and not found and kind.day_from_name == "snapshot":
        day = stamp.date()
    if day is None:
        raise Refused(reasons.day_missing(kind.title, found, stamp is not None))
    return {kind.day_field: f"DATE '{day.isoformat()}'"}


def _told_by_name(match: Match, names: str) -> dict[str, str]:
    """Return as SQL what the file's name says in place of a column (无线店铺流量来源: the terminal)."""
    told: dict[str, str] = {}
    for field, words in match.kind.from_name.items():
        said = next((value for word, value in words if word in names), None)
        if said is not None and field not in match.columns:
            told[field] = quoted(said)
    return told


def _settle_dates(rows: Rows) -> list[tuple[int, str, str]]:
    """Decide for every column with dates such as 31-08-2023 which part is the day; return the cells that gave no value."""
    troubles = rows.troubles()
    fields = {name for _, name, code in troubles if code == "year_last"}
    if not fields:
        return troubles
    for name in sorted(fields):
        rows.part_orders[name] = _part_order(rows, name)
    rows.read()
    return rows.troubles()


def _part_order(rows: Rows, name: str) -> str:
    place, header = rows.match.columns[name], rows.match.header(name)
    first, second, example = _row(
        rows.db,
        f"""
        SELECT max(CAST(regexp_extract({place}, '^([0-9]+)') AS INTEGER)),
            max(CAST(regexp_extract({place}, '^[0-9]+[-/.]([0-9]+)', 1) AS INTEGER)), min({place})
        FROM grid WHERE is_year_last({place})""",
    )
    if first > 12 and second > 12:
        raise Refused(reasons.mixed_dates(header, example))
    if first <= 12 and second <= 12:
        raise Refused(reasons.ambiguous_dates(header, example))
    return "dmy" if first > 12 else "mdy"


def _refuse_damaged_ids(rows: Rows) -> None:
    """Refuse a file whose long ids were cut to 15 digits: a true one ends so once in a hundred or more."""
    for column in rows.present:
        if column.type != "id" or not column.required:
            continue
        digits = "TRUE" if column.field in rows.plain else f"is_long_id({column.field})"
        long, cut, example = _row(
            rows.db,
            f"""
            SELECT count(*), count(*) FILTER (WHERE lost_its_end({column.field})),
                min({column.field}) FILTER (WHERE lost_its_end({column.field}))
            FROM typed WHERE strlen({column.field}) BETWEEN 17 AND 20 AND {digits}""",
        )
        if long >= _FEW_LONG_IDS and cut * 2 > long:
            raise Refused(reasons.damaged_ids(rows.match.header(column.field), example))


def _refuse_sums_of_days(rows: Rows, troubles: list[tuple[int, str, str]], bad: list[Problem]) -> None:
    """Refuse a file of which every row is refused for being a sum of several days: then it is the wrong report."""
    refusing = {column.field for column in rows.present if column.refuses}
    codes = {code for _, name, code in troubles if name in refusing}
    lines = {line for line, name, _ in troubles if name in refusing}
    if codes == {"several_days"} and len(lines) == _row(rows.db, "SELECT count(*) FROM typed")[0]:
        said = next(problem.text for problem in bad if problem.kind == "refused")
        raise Refused(reasons.sum_of_days(rows.kind.title, rows.kind.where, said))


def _hashed_buyers(rows: Rows, secret: bytes, platform: str) -> dict[str, pa.ChunkedArray]:
    """Return field -> the hashes of its buyers' names, for every row of the grid."""
    return {
        column.field: hashes(rows.buyers(column), secret, platform)
        for column in rows.present
        if column.type == "buyer"
    }


def _gross(rows: Rows, asked: str | None) -> gross_column.Gross:
    names = {
        name: rows.match.header(name)
        for name in ("amount_due", "amount_kept", "refund_amount")
        if name in rows.match.columns
    }
    words = {"总金额": gross_column.DUE, "实付": gross_column.KEPT}
    try:
        return gross_column.find(rows.db, names, words.get(asked or "", asked))
    except gross_column.Undecided as question:
        raise Refused(question.text) from question


def _last_field(kind: Kind) -> str:
    """Return the field of the last day that a row speaks of: the end of its period where it has one."""
    return "period_end" if kind.day_field == "period_start" else kind.day_field


def _row(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return db.execute(sql).fetchall()[0]  # to the end: DuckDB takes no new table while a result is open
