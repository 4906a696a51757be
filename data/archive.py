"""The cleaned rows of every loaded file, kept beside the store: what undo and migration replay."""

import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.distinct import repeats
from data.faults import StoreDamaged
from data.text import Text
from data.versions import remove, replace

_ALWAYS = ("line", "shop")

LOST = Text(
    "档案「{file}」不见了或读不懂，所以没法重新算出这一步，数据没有改动。请从备份里把它放回文件夹「{folder}」。",
    "The archived rows {file} are missing or unreadable, so this step can't be recomputed; nothing was changed. Put the "
    "file back into {folder} from a backup.",
)


def archive_path(home: Path, file_id: int) -> Path:
    """Return where the rows of a file lie."""
    return home / "archive" / f"{file_id:06d}.parquet"


def waiting_path(home: Path, number: int) -> Path:
    """Return where the rows of a sheet wait for their turn in a load that is too large for memory."""
    return home / "archive" / f"waiting-{number}.part"


def clear_waiting(home: Path) -> None:
    """Delete what waited; a file that can't be deleted now goes with the next load."""
    for path in (home / "archive").glob("waiting-*.part"):
        remove(path)


def keep(home: Path, file_id: int, rows: pa.Table) -> None:
    """Write the staged rows of a file, without the columns that it does not have; what a load that was killed left under this
    number is replaced."""
    path = archive_path(home, file_id)
    rows = rows.select([name for name in rows.column_names if name in _ALWAYS or _says(rows[name])])
    differences = [name for name in rows.column_names if _is_whole(rows.schema.field(name).type)]
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        pq.write_table(
            rows,
            file,
            compression="zstd",
            compression_level=1,
            write_statistics=False,
            store_decimal_as_integer=True,
            # A dictionary of values that hardly repeat (ids, moments) costs as much again as the writing; numbers and moments
            # are small as differences.
            use_dictionary=[
                name for name in rows.column_names if name not in differences and repeats(rows[name])
            ],
            column_encoding=dict.fromkeys(differences, "DELTA_BINARY_PACKED"),
        )
        file.flush()
        os.fsync(file.fileno())
    replace(part, path)


def _says(column: pa.ChunkedArray) -> bool:
    return bool(column.null_count < len(column))


def _is_whole(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_timestamp(kind) or pa.types.is_date(kind))


def rows_of(home: Path, file_id: int) -> pa.Table:
    """Return the staged rows of a file; raises StoreDamaged if they are gone."""
    path = archive_path(home, file_id)
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreDamaged(LOST.fill(file=path.name, folder=path.parent)) from error


def clear_unknown(home: Path, next_file_id: int) -> None:
    """Delete what a load that was killed left behind: numbers that the ledger doesn't know yet."""
    for path in (home / "archive").glob("*.p*"):
        if path.suffix == ".part" or (path.stem.isdecimal() and int(path.stem) >= next_file_id):
            remove(path)


def forget_undone(home: Path, undone: Mapping[int, int], oldest_version: int) -> None:
    """Delete the rows of undone files that no kept version holds any more; `undone`: file -> the undo's version."""
    for file_id, version in undone.items():
        if version <= oldest_version:
            remove(archive_path(home, file_id))
