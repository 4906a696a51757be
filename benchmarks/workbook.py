"""How long an Excel file of 100,000 orders takes to load, beside fastexcel's bare read and the same rows as CSV; run by hand.

    python -m benchmarks.workbook --rows 100000 --repeat 3

Needs `pip install fastexcel`. Prints process CPU seconds (all threads and child processes), medians, each way in a process of its
own. The limit is twice the bare read, and what loading the same rows from CSV costs, which reads, checks, merges and sums up.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import psutil
import xlsxwriter

from benchmarks.load import write_orders
from data.load import load

NUMBERS = {2, 3, 4, 11}
WORKBOOK, TEXT = "orders.xlsx", "orders_gb18030.csv"


def write_workbook(folder: Path, rows: int) -> None:
    """Write the invented orders as CSV and as a workbook: ids and times as texts, money and pieces as numbers."""
    write_orders(folder, rows)
    with (
        (folder / "orders_utf8.csv").open(encoding="utf-8", newline="") as source,
        xlsxwriter.Workbook(str(folder / WORKBOOK), {"constant_memory": True}) as book,
    ):
        sheet = book.add_worksheet()
        for line, cells in enumerate(csv.reader(source)):
            for place, cell in enumerate(cells):
                if line and place in NUMBERS:
                    sheet.write_number(line, place, float(cell))
                elif cell:
                    sheet.write_string(line, place, cell.strip('="'))


def with_fastexcel(folder: Path) -> None:
    """Read the cells and nothing else."""
    import fastexcel  # only this child needs it

    fastexcel.read_excel(str(folder / WORKBOOK)).load_sheet(0).to_arrow()


def _load(folder: Path, name: str) -> None:
    result = load(folder / "home", [folder / name])
    assert not result.refused, result.files[0].problems[0].reason.zh


WAYS: dict[str, Callable[[Path], None]] = {
    "fastexcel": with_fastexcel,
    "csv": lambda folder: _load(folder, TEXT),
    "xlsx": lambda folder: _load(folder, WORKBOOK),
}


def measured(way: str, folder: Path) -> float:
    """Return the CPU seconds of one way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.workbook", "--child", way, "--folder", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def child(way: str, folder: Path) -> None:
    """Do the work once and print its CPU seconds, without those of starting Python."""
    before = sum(psutil.Process().cpu_times()[:4])
    WAYS[way](folder)
    print(sum(psutil.Process().cpu_times()[:4]) - before)


def main() -> None:
    """Measure the ways in turn, and print what they took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--child", choices=WAYS)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.folder)
        return
    taken: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(asked.repeat):
        with tempfile.TemporaryDirectory() as name:
            write_workbook(Path(name), asked.rows)
            for way, times in taken.items():
                times.append(measured(way, Path(name)))
                for store in (Path(name) / "home").glob("**/*"):
                    if store.is_file():
                        store.unlink()
    bare, text, workbook = (median(times) for times in taken.values())
    print(f"{asked.rows:,} orders, 12 columns, median of {asked.repeat}, CPU s")
    print(
        f"fastexcel's bare read {bare:.2f}   load of the CSV {text:.2f}   load of the workbook {workbook:.2f}"
    )
    print(f"limit: 2 x {bare:.2f} + {text:.2f} = {2 * bare + text:.2f}")


if __name__ == "__main__":
    main()
