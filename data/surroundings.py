"""What stands around a table: the day that a report names above its header, and the notes that people write below."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow.compute as pc

from data.filename import days_in_name
from data.grid import Grid
from data.match import Match
from data.recognise import first_rows

# 统计时间 | 2026-11-01 ~ 2026-11-01, or in one cell: 统计日期：2026-11-01.
_SAYS_WHEN = re.compile(r"^\W*(统计|数据|报表|查询)?(时间|日期|周期|区间)(范围|区间|段)?\s*(?:[:：]|\W*$)")
_NOTE = re.compile(
    r"^[\s#*（(【]*(备注|说明|注|提示|注意|温馨提示|数据说明|数据来源|来源|口径|统计口径|制表|制表人|制表时间|导出人|导出时间|更新时间"
    r"|以上数据|以上为)\s*(?:[)）】]|[:：]|\s|$|数据|均|来|仅)|^\s*共\s*[\d,]+\s*(条|行|笔|单|个)"
)
_FEW = 20  # notes end a table; they are not spread over it


def days_above(grid: Grid, match: Match) -> tuple[date, ...]:
    """Return the first and the last day that the rows above the header name as the report's own, each once; () if none."""
    for row in first_rows(grid)[: _header_place(grid, match)]:
        cells = [cell.strip() for cell in row if cell and cell.strip()]
        if cells and _SAYS_WHEN.match(cells[0]):
            found = days_in_name(" ".join(cells))
            return found and tuple(dict.fromkeys((min(found), max(found))))
    return ()


def without_notes(grid: Grid, match: Match) -> Grid:
    """Return the grid without the notes at its end, which are rows of a single cell; they count as blank."""
    table = grid.table
    kept = table.num_rows
    least = _header_place(grid, match) + 1
    tail = table.slice(max(least, kept - _FEW)).to_pylist()
    for row in reversed(tail):
        cells = [cell for name, cell in row.items() if name != "line" and cell and cell.strip()]
        if not _is_note(cells):
            break
        kept -= 1
    if kept == table.num_rows:
        return grid
    return replace(grid, table=table.slice(0, kept), blank=grid.blank + table.num_rows - kept)


def _is_note(cells: Sequence[str]) -> bool:
    return not cells or (len(cells) == 1 and bool(_NOTE.search(cells[0])))


def _header_place(grid: Grid, match: Match) -> int:
    return int(pc.index(grid.table["line"], match.header_line).as_py())
