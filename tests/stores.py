"""Builds a home or a store from small tables written as text, through the same loader that people use.

A table is written as people see it: a header row, then rows, the cells divided by "|":

    订单编号 | 买家会员名 | 买家应付货款 | 订单状态
    1001     | 小红       | 90.00        | 交易成功

A cell of nothing but spaces is an empty cell.
"""

import csv
import io
from pathlib import Path
from typing import Any

from data.load import Upload, load
from data.store import Store, open_store


def csv_of(table: str, encoding: str = "utf-8-sig") -> bytes:
    """Return the table as the bytes of a CSV file, every cell quoted as the platforms do."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    for line in table.strip().splitlines():
        writer.writerow([cell.strip() for cell in line.strip().split("|")])
    return out.getvalue().encode(encoding)


def home_of(folder: Path, *tables: str, **how: Any) -> Path:
    """Load the tables into a new home in `folder`, one file each, in one load, as when a person drops all files at once.

    `how` goes to `load`. Raises AssertionError when a file or a row of them is refused: a fixture that quietly lost a row
    would make the test prove something else. Tests of refusals call `load` themselves.
    """
    home = folder / "home"
    uploads = [Upload(f"table{number}.csv", csv_of(table)) for number, table in enumerate(tables, 1)]
    _load_all(home, uploads, **how)
    return home


def load_table(home: Path, table: str, name: str = "table.csv", **how: Any) -> None:
    """Load one more table into that home; AssertionError as in `home_of`."""
    _load_all(home, [Upload(name, csv_of(table))], **how)


def _load_all(home: Path, uploads: list[Upload], **how: Any) -> None:
    for file in load(home, uploads, **how).files:
        told = file.to_json()
        assert not file.refused, told["problems"]
        assert told["rejected"] == 0, told["problems"]


def store_together(folder: Path, *tables: str, **how: Any) -> Store:
    """Return the store of a new home with these tables loaded in one load (`home_of`)."""
    return open_store(home_of(folder, *tables, **how))


def store_of(folder: Path, *tables: str, **how: Any) -> Store:
    """Return the store of a new home with these tables loaded one after the other, each as a load of its own.

    Several times slower than `store_together`, since every load makes a new version of the store; AssertionError as there.
    """
    home = folder / "home"
    for number, table in enumerate(tables, 1):
        load_table(home, table, name=f"table{number}.csv", **how)
    return open_store(home)
