"""Says of every cell that was refused or emptied, and every row that broke a check, where it is and what stood there."""

import pyarrow as pa

from data import reasons
from data.cells import PRIVATE_TYPES
from data.kind import Column
from data.problem import Problem
from data.rows import Rows


def failed_checks(rows: Rows) -> list[Problem]:
    """Refuse the rows that break a check of the kind; return what to say of them."""
    problems = []
    for check in rows.kind.checks:
        blamed = next((name for name in check.fields if name in rows.match.columns), None)
        header = rows.match.header(blamed) if blamed else None
        shown = f"g.{rows.match.columns[blamed]}" if blamed else "NULL"
        broken = rows.db.execute(f"""
            SELECT f.line, {shown} FROM derived AS f JOIN raw_grid AS g ON g.line = f.line WHERE NOT ({check.sql})""").fetchall()
        problems += [Problem(line, header, "refused", check.reason, text) for line, text in broken]
        if broken:
            rows.refuse([line for line, _ in broken])
    return problems


def bad_cells(rows: Rows, troubles: list[tuple[int, str, str]], failed: set[int | None]) -> list[Problem]:
    """Return one problem per bad cell: of a refused row the cells that refused it, else the emptied ones.

    failed: lines that a check refused and that are listed for it.
    """
    if not troubles:
        return []
    columns = {c.field: c for c in rows.present}
    refused = {line for line, name, _ in troubles if columns[name].refuses}
    texts = _texts(rows, sorted({line for line, _, _ in troubles}))
    return [
        _problem(rows, columns[name], line, code, line in refused, texts[line][name])
        for line, name, code in troubles
        if columns[name].refuses or line not in refused | failed
    ]


def _problem(rows: Rows, column: Column, line: int, code: str, refused: bool, text: str | None) -> Problem:
    header = rows.match.header(column.field)
    reason = reasons.sentence(code, header, refused=refused, planned=column.planned, today=rows.today)
    shown = "" if text is None or column.type in PRIVATE_TYPES else text
    return Problem(line, header, "refused" if refused else "emptied", reason, shown)


def _texts(rows: Rows, lines: list[int]) -> dict[int, dict[str, str | None]]:
    """Return the cells of these lines as the file has them: line -> field -> text."""
    rows.db.register("problem_lines", pa.table({"line": pa.array(lines, pa.int32())}))
    places = ", ".join(f"bare(g.{rows.match.columns[c.field]})" for c in rows.present)
    found = rows.db.execute(
        f"SELECT g.line, {places} FROM raw_grid AS g JOIN problem_lines AS p ON p.line = g.line"
    ).fetchall()
    fields = [c.field for c in rows.present]
    return {line: dict(zip(fields, cells, strict=True)) for line, *cells in found}
