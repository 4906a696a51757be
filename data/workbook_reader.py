"""Reading a workbook in a process of its own, with limits on its memory and time."""

import contextlib
import errno
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow as pa

from data.grid import Grid, Unreadable, empty_table, too_wide
from data.sniff import OLE
from data.text import Text
from data.workbook_limits import MEMORY, RESULT, SECONDS

_POLL = 0.03
_PROJECT = Path(__file__).resolve().parent.parent
# pyarrow would import pandas and numpy, half a second for every workbook, and the child uses neither.
_START = """
import sys
sys.path.insert(0, sys.argv[1])
from data.forbidden_import import forbid
forbid("numpy", "pandas")
from data.workbook import main
main(*sys.argv[2:])
"""

_SPLIT = Text(
    "请删掉多余的行列，或分成几份、另存为 CSV 再导入。",
    "Delete stray rows and columns, or split it or save it as CSV, then load it.",
)
_AGAIN = Text(
    "请从平台重新下载；如果 WPS 能正常打开，也可另存为 .xlsx 再导入。",
    "Download it again; if WPS opens it well, it can also be saved as .xlsx and loaded.",
)
PROBLEMS: dict[str, Text] = {
    "memory": Text(
        "「{name}」展开后超过 1 GB 内存，已停止读取。" + _SPLIT.zh,
        "“{name}” needs more than 1 GB of memory when opened, so reading was stopped. " + _SPLIT.en,
    ),
    "text": Text(
        "「{name}」里的文字展开后大得不正常（同一段长文字重复了很多次），已停止读取。" + _SPLIT.zh,
        "The text in “{name}” unfolds to far more than its size allows (a long text repeated many times), so reading was "
        "stopped. " + _SPLIT.en,
    ),
    "time": Text(
        f"「{{name}}」读了 {SECONDS} 秒还没读完，已停止读取。" + _SPLIT.zh,
        f"“{{name}}” was not read within {SECONDS} seconds, so reading was stopped. " + _SPLIT.en,
    ),
    "crash": Text(
        "「{name}」大到无法展开：多半有内容写在极远的单元格里（例如最后一行或最后一列）。" + _SPLIT.zh,
        "“{name}” is too large to open: most likely something stands in a cell far away (such as the last row or "
        "column). " + _SPLIT.en,
    ),
    "password": Text(
        "「{name}」是加了密码的工作簿，打不开。请在 WPS 或 Excel 里输入密码打开，去掉密码另存后再导入。",
        "“{name}” is a workbook with a password. Open it in WPS or Excel, save it without the password, then load it.",
    ),
    "entities": Text(
        "「{name}」里夹带了 XML 实体声明，正常导出的报表不会有，为安全起见没有读取。请从平台重新下载。",
        "“{name}” carries XML entity declarations, which no export has; for safety it was not read. "
        "Download it again from the platform.",
    ),
    "damaged": Text(
        "「{name}」是工作簿，但内容损坏或不完整，读不了。" + _AGAIN.zh,
        "“{name}” is a workbook, but damaged or incomplete. " + _AGAIN.en,
    ),
    "empty": Text(
        "「{name}」的工作表里都没有内容（隐藏的工作表不读）。请确认选对了文件，再重新导入。",
        "No worksheet of “{name}” has any cell (hidden worksheets are not read). Check that it is the right file.",
    ),
    "disk": Text(
        "读「{name}」需要的临时空间不够，磁盘已满。请清理磁盘后再导入。",
        "There is no room for the temporary files that reading “{name}” takes: the disk is full. Make room, then load it.",
    ),
    "blocked": Text(
        "读「{name}」需要的临时文件或子进程被系统拦住了（{reason}）。请检查临时文件夹的权限和安全软件，再导入。",
        "The system kept “{name}” from being read: no temporary file or child process ({reason}). Check the permissions of "
        "the temporary folder and the security software, then load it.",
    ),
}


def read_workbook(content: bytes, name: str, within: str | None = None) -> list[Grid]:
    """Return a grid for each visible worksheet with cells; `within` is put before their names (a file in a zip).

    Parsing happens in a child process that may use 1 GB and 60 s; raises Unreadable with the cause.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="zhanggui-", ignore_cleanup_errors=True) as folder:
            source = Path(folder) / ("workbook.xls" if content.startswith(OLE) else "workbook.xlsx")
            source.write_bytes(content)
            problem = _parse(source, Path(folder))
            grids = [] if problem else _grids(Path(folder), name, within)
    except OSError as error:
        reason = "disk" if error.errno == errno.ENOSPC else "blocked"
        raise Unreadable(PROBLEMS[reason].fill(name=name, reason=error.strerror)) from error
    problem = problem or ("" if grids else "empty")
    if problem:
        raise Unreadable(PROBLEMS[problem].fill(name=name))
    refusals = [grid.refused for grid in grids if grid.refused]
    if len(refusals) == len(grids):
        raise Unreadable(refusals[0])
    return grids


def _parse(source: Path, folder: Path) -> str | None:
    """Run the child; return the key of the problem, None if it left its result."""
    child = subprocess.Popen(
        [sys.executable, "-c", _START, str(_PROJECT), str(source), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        problem = _watched(child)
    finally:
        _end(child)
    if problem or not (folder / RESULT).exists():
        return problem or "crash"
    return json.loads((folder / RESULT).read_text(encoding="utf-8"))["problem"]


def _watched(child: subprocess.Popen[bytes]) -> str | None:
    """Wait for the child; return "time" or "memory" if it went over a limit."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            child.wait(_POLL)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                return "time"
            if _memory(child.pid) > MEMORY:
                return "memory"
        else:
            return None


def _family(pid: int) -> list[psutil.Process]:
    """Return the process and, on Windows, its children: there the Python of a venv starts the real one."""
    try:
        process = psutil.Process(pid)
        return [process, *(process.children(recursive=True) if os.name == "nt" else [])]
    except psutil.Error:
        return []


def _memory(pid: int) -> int:
    total = 0
    for process in _family(pid):
        try:
            total += process.memory_info().rss
        except psutil.Error:  # it has just ended
            continue
    return total


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        for process in _family(child.pid)[1:]:
            with contextlib.suppress(psutil.Error):
                process.kill()
        child.kill()
    child.wait()


def _grids(folder: Path, name: str, within: str | None) -> list[Grid]:
    grids = []
    for sheet in json.loads((folder / RESULT).read_text(encoding="utf-8"))["sheets"]:
        title = f"{within} › {sheet['sheet']}" if within else sheet["sheet"]
        if sheet["file"]:
            grids.append(Grid(title, _table(folder / sheet["file"]), sheet["blank"]))
        else:
            refused = too_wide(f"{name} › {sheet['sheet']}", sheet["columns"])
            grids.append(Grid(title, empty_table(), refused=refused))
    return grids


def _table(path: Path) -> pa.Table:
    """Return the streams of a file as one table; nothing of the file stays open (Windows could not delete it)."""
    size = path.stat().st_size
    tables = []
    with path.open("rb") as file:
        while file.tell() < size:
            with pa.ipc.open_stream(file) as stream:
                tables.append(stream.read_all())
    return pa.concat_tables(tables, promote_options="default")
