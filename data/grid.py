"""What reading a file gives: grids of text cells, or the reason why there are none."""

from dataclasses import dataclass

import pyarrow as pa

from data.text import Text


@dataclass(frozen=True)
class Grid:
    """One table of a file, every cell as text.

    sheet: the worksheet's name, the file's name inside a zip, or "file › worksheet"; None for a plain text file.
    table: `line` (int32, the physical line or row, from 1), then `c0`, `c1` ... (string, or the words of a
        column that repeats, see data/distinct.py; NULL: missing or empty).
    blank: how many rows without a single cell were left out of the table.
    refused: why this part of the file could not be read; the table is then empty and the other parts still stand.
    is_text: it was read from delimited text, where a stray comma moves the cells behind it.
    """

    sheet: str | None
    table: pa.Table
    blank: int = 0
    refused: Text | None = None
    is_text: bool = False


class Unreadable(Exception):
    """The file holds nothing that can be read; `text` names the file, what was found in it and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


# Wider than any export (the widest known has some 110 columns), narrow enough that a stray cell in column XFD or a
# damaged line cannot make tables of thousands of columns.
MAX_COLUMNS = 2_000


def column_names(width: int) -> list[str]:
    """Return the names of the first `width` cell columns: c0, c1 ..."""
    return [f"c{index}" for index in range(width)]


def empty_table() -> pa.Table:
    """Return the table of a part that was refused: no row, and no column but `line`."""
    return pa.schema([("line", pa.int32())]).empty_table()


def too_wide(name: str, columns: int, line: int | None = None) -> Text:
    """Return the sentence that refuses a table with too many columns."""
    where_zh, where_en = (f"第 {line} 行", f"line {line} of ") if line else ("", "")
    return Text(
        f"「{name}」{where_zh}有 {columns:,} 列，导出的报表最多几百列。请删掉多余的列，或从平台重新下载。",
        f"{where_en}“{name}” has {columns:,} columns; an export has some hundred at most. "
        "Delete the stray columns, or download it again.",
    )
