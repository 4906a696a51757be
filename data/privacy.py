"""Keeps people out of what is said about a file: rows whose cells moved are refused unseen, quoted cells are blanked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data.grid import Grid
from data.match import Match
from data.problem import Problem
from data.stage import Staged
from data.text import Text

MOVED = Text(
    "这一行比表头多出 {extra} 格，多半是某一格里的逗号没有加引号，后面的内容都错了位；这一行没有导入。请在平台重新下载，"
    "或用 WPS 打开原文件改好这一行再导入。",
    "This row has {extra} cells more than the header: most likely a comma in a cell was not quoted, so everything behind it "
    "moved; the row was left out. Download the file again, or correct the row and load it once more.",
)
# A mainland mobile or landline number, and an e-mail address, wherever they stand.
CONTACT = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)|[\w.+-]@[\w-]{1,63}\.\w")
_WORD = re.compile(r"[^\s,，;；、:：。()（）'\"]{2,}")
_PLAIN_NUMBER = re.compile(r"[\d.,¥￥-]{1,6}")
# What people write where a number or a day should stand: digits, signs, and the words for numbers and times.
_HARMLESS = re.compile(
    r"[\d\s.,:;/\\%+*~￥¥$()（）年月日号周天时分秒点上下午早晚昨今明前后一二三四五六七八九十百千万亿零〇两半元角块整约无未空待定-]*"
)
_HAN = re.compile(r"[\u3400-\u9fff]{2}")
# A cell is quoted so far; a longer one in a file about people is a whole row or worse, and is not quoted at all.
LONGEST_QUOTE = 200
# Two cells of a row that can't be read: its cells may stand under the wrong headers.
_MOVED_CELLS = 2


def without_moved_rows(grid: Grid, match: Match) -> tuple[Grid, tuple[Problem, ...]]:
    """Return the grid without the rows that have more cells than the header, and one refusal for each of them.

    Text files only, where a stray comma moves cells; where most rows have more, it is the header that is short.
    """
    width = 1 + max(place for place, header in enumerate(match.headers) if header)
    table = grid.table
    if not grid.is_text or table.num_columns - 1 <= width:
        return grid, ()
    below = pc.greater(table["line"], match.header_line)
    extra = pa.chunked_array([pa.array([0] * table.num_rows, pa.int32())])
    for name in table.column_names[1 + width :]:
        extra = pc.add(extra, pc.cast(pc.is_valid(table[name]), pa.int32()))
    moved = pc.and_(below, pc.greater(extra, 0))
    count = pc.sum(moved).as_py() or 0
    if not count or count * 2 > (pc.sum(below).as_py() or 0):
        return grid, ()
    gone = pa.table({"line": table["line"], "extra": extra}).filter(moved).to_pylist()
    problems = tuple(
        Problem(row["line"], None, "refused", MOVED.fill(extra=row["extra"]), "") for row in gone
    )
    return replace(grid, table=table.filter(pc.invert(moved))), problems


def guarded(staged: Staged, grid: Grid, match: Match, moved: Sequence[Problem]) -> Staged:
    """Return what staging gave with the moved rows counted as refused, and every quoted cell that names a person blank.

    Only files with private columns are looked at. A cell is blanked where it holds a telephone number or an e-mail
    address, repeats a word of the row's own private cells, or holds words that are neither a number nor a time and may
    be a name; in a row of which several cells could not be read, any letters may be one.
    """
    quoted = [problem for problem in staged.problems if problem.line is not None and problem.text]
    private = _private_cells(grid, match, {problem.line for problem in quoted if problem.line is not None})
    bad = _cells_per_line(quoted)
    about_people = bool(match.dropped or match.kind.private)
    problems = [
        replace(problem, text="")
        if about_people and problem.text and _names_someone(problem, bad, private)
        else _cut(problem)
        for problem in staged.problems
    ]
    said = sorted([*problems, *moved], key=lambda problem: (problem.line or 0, problem.column or ""))
    return replace(
        staged, problems=tuple(said), rows_in=staged.rows_in + len(moved), rejected=staged.rejected + len(moved)
    )  # fmt: skip


def _names_someone(problem: Problem, bad: dict[int, int], private: dict[int, list[str]]) -> bool:
    text, line = problem.text or "", problem.line
    if line is None:
        return False
    if len(text) > LONGEST_QUOTE:
        return True
    cells = private.get(line, [])
    if CONTACT.search(text):
        return True
    if not _HARMLESS.fullmatch(text) and (_HAN.search(text) or (cells and bad[line] >= _MOVED_CELLS)):
        return True
    if _PLAIN_NUMBER.fullmatch(text):
        return False
    return any(text in cell for cell in cells) or any(
        word in text for cell in cells for word in _WORD.findall(cell)
    )


def _cut(problem: Problem) -> Problem:
    if problem.text is None or len(problem.text) <= LONGEST_QUOTE:
        return problem
    return replace(problem, text=f"{problem.text[:LONGEST_QUOTE]}…")


def _cells_per_line(problems: Iterable[Problem]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for problem in problems:
        if problem.line is not None:
            counted[problem.line] = counted.get(problem.line, 0) + 1
    return counted


def _private_cells(grid: Grid, match: Match, lines: set[int]) -> dict[int, list[str]]:
    """Return the filled cells under private headers of these lines."""
    dropped = set(match.dropped)
    places = [f"c{place}" for place, header in enumerate(match.headers) if header in dropped]
    if not lines or not places:
        return {}
    asked = pc.is_in(grid.table["line"], value_set=pa.array(sorted(lines), pa.int32()))
    rows = grid.table.select(["line", *places]).filter(asked).to_pylist()
    return {row.pop("line"): [cell for cell in row.values() if cell] for row in rows}
