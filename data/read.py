"""From a file to grids of text cells; what the file is comes from its bytes, never from its name."""

import zipfile
from pathlib import Path

from data.delimited import read_delimited
from data.grid import Grid, Unreadable, empty_table
from data.html_table import read_html
from data.sniff import format_of, ole_format_of, package_format_of
from data.text import Text
from data.workbook_reader import read_workbook
from data.zipped import MAX_FILES, MAX_INNER, MAX_WORKBOOK, check_size, files_in, open_zip, unpack

__all__ = ["Grid", "Unreadable", "read", "read_bytes"]

MAX_FILE = 4 << 30

_MISSING = Text(
    "找不到「{name}」：文件可能被移走或改了名。请重新选择文件。",
    "“{name}” is not there: it may have been moved or renamed. Choose the file again.",
)
_CLOSED = Text(
    "「{name}」打不开（{reason}）：可能正被别的程序占用，或没有权限。请关掉占用它的程序，再导入。",
    "“{name}” cannot be opened ({reason}): another program may hold it, or permission is missing. Close it there, then load it.",
)
_LARGE = Text(
    "「{name}」有 {size} GB，超过 4 GB 的上限，没有读取。请按日期分成几份再导入。",
    "“{name}” has {size} GB, more than the limit of 4 GB, and was not read. Split it by date, then load the parts.",
)
# Some reports come as a zip each, and people pack several of them into one.
DEEPEST = 2
_NESTED = Text(
    "「{name}」是压缩包里的压缩包里的压缩包，没有读取。请先解压，再导入里面的表格。",
    "“{name}” is a zip inside a zip inside a zip and was not read. Unpack it first, then load the tables inside.",
)
_NO_FILES = Text(
    "压缩包「{name}」里没有文件。请从平台重新下载再导入。",
    "The zip “{name}” holds no file. Download it again, then load it.",
)
_NO_TABLES = Text(
    "压缩包「{name}」里的 {count} 个文件都不是能读的数据表。第一个：{first}",
    "None of the {count} files in the zip “{name}” is a table that can be read. The first: {first}",
)


def read(path: Path, name: str | None = None) -> list[Grid]:
    """Return the grids of a file, at least one; `name` is what people call it. Raises Unreadable."""
    name = name or path.name
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise Unreadable(_LARGE.fill(name=name, size=size >> 30))
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(_MISSING.fill(name=name)) from error
    except OSError as error:
        raise Unreadable(_CLOSED.fill(name=name, reason=error.strerror)) from error
    return read_bytes(content, name)


def read_bytes(content: bytes, name: str) -> list[Grid]:
    """Return the grids of a file's bytes, at least one with rows; raises Unreadable and nothing else.

    A CSV gives one grid, a workbook one per worksheet, a zip those of the files in it; a file of a zip, or a worksheet,
    that cannot be read beside others that can is a grid that says so in `refused`.
    """
    return _grids(content, name)


def _grids(content: bytes, name: str, within: str | None = None, zips: int = 0) -> list[Grid]:
    """Read a file, or with `within` the file of that name in a zip, which is called `name` in sentences.

    zips: how many zips it lies in.
    """
    found = format_of(content, name)
    if isinstance(found, Text):
        raise Unreadable(found)
    if found == "text":
        return [read_delimited(content, name, within)]
    if found == "html":
        return read_html(content, name, within)
    if found == "ole":
        other = ole_format_of(content, name)
        if other:
            raise Unreadable(other)
        return read_workbook(content, name, within)
    with open_zip(content, name) as archive:
        package = package_format_of(archive.namelist(), name)
        if isinstance(package, Text):
            raise Unreadable(package)
        # Zips in a zip share the room of one, however many they are.
        check_size(
            archive, name, MAX_WORKBOOK if package == "workbook" else MAX_FILES if not zips else MAX_INNER
        )
        if package == "files":
            if zips == DEEPEST:
                raise Unreadable(_NESTED.fill(name=name))
            return _in_zip(archive, name, within, zips + 1)
    return read_workbook(content, name, within)


def _in_zip(archive: zipfile.ZipFile, name: str, within: str | None, zips: int) -> list[Grid]:
    grids: list[Grid] = []
    files = files_in(archive)
    for entry_name, entry in files.items():
        full_name = f"{name} › {entry_name}"
        inside = entry_name if within is None else f"{within} › {entry_name}"
        try:
            grids += _grids(unpack(archive, entry, full_name), full_name, inside, zips)
        except Unreadable as unreadable:
            grids.append(Grid(inside, empty_table(), refused=unreadable.text))
    refusals = [grid.refused for grid in grids if grid.refused]
    if not files:
        raise Unreadable(_NO_FILES.fill(name=name))
    if len(refusals) == len(grids):
        first = refusals[0]
        raise Unreadable(
            first if len(files) == 1 else _NO_TABLES.fill(name=name, count=len(files), first=first)
        )
    return grids
