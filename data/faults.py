"""What can be wrong with the store itself, each told in one sentence that says what to do."""

import errno
import os
from pathlib import Path

import duckdb

from data.text import Text

# EFBIG is the limit that an administrator sets on a file's size; 112 is Windows' ERROR_DISK_FULL.
FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
FULL_WORDS = (
    *(os.strerror(number).lower() for number in FULL),
    "no space left",
    "not enough space",
    "disk full",
)
WINDOWS_FULL = 112
BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


class StoreFault(Exception):
    """The store can't be read or written; `text` says why and what to do. The store that stands is as it was."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


class StoreDamaged(StoreFault):
    """The pointer, or the file that it points to, is missing or not readable."""


class StoreTooNew(StoreFault):
    """The store was written by a newer version of the program."""


class StoreBusy(StoreFault):
    """Something else is being loaded, for longer than one may wait."""


class DiskFull(StoreFault):
    """There is not enough room for a new version of the store."""


class OutOfMemory(StoreFault):
    """The files are too large to be merged at once with the memory that DuckDB may use."""


class HomeUnusable(StoreFault):
    """The folder of the shop's data can't be written, or its key is damaged."""


DAMAGED = Text(
    "数据文件「{file}」损坏或不见了（{why}）。旧版本都在文件夹「{home}」里：把「CURRENT」里的数字改成另一个"
    "「store-数字」文件的数字，就回到那一次载入之后。",
    "The data file {file} is damaged or gone ({why}). Older versions are in the folder {home}: put the number of "
    "another store-<number> file into CURRENT to go back to that load.",
)
MISSING = Text("文件不存在", "it is not there")
OTHER_VERSION = Text("里面是另一版的数据", "it holds another version")
POINTER = Text(
    "文件夹「{home}」里的「CURRENT」不见了或读不懂（{why}）。请在里面写上一个「store-数字」文件的数字，一般是最大的那个。",
    "The file CURRENT in the folder {home} is missing or unreadable ({why}). Write the number of a store-<number> file "
    "into it, usually the largest.",
)
GONE = Text(
    "这个页面用的是较早的数据（第 {version} 版），它已经被清理。请刷新页面。",
    "This page reads an older state of the data (version {version}), which has been cleared away. Please reload the page.",
)
TOO_NEW = Text(
    "文件夹「{home}」里的数据由更新的程序写成，这个程序读不了。请升级程序后再打开，数据没有改动。",
    "The data in {home} was written by a newer version of this program, which this one can't read. Upgrade the program; "
    "nothing was changed.",
)
BUSY = Text(
    "另一个窗口或程序正在载入数据，等了 {seconds} 秒还没完。请等它结束后再载入一次，数据没有改动。",
    "Another window or program is loading data and hasn't finished within {seconds} seconds. Load again when it is "
    "done; nothing was changed.",
)
NO_ROOM = Text(
    "磁盘空间不够：文件夹「{home}」所在的盘还剩 {free} MB，这次载入需要约 {need} MB。请腾出空间后再载入，数据没有改动。",
    "Not enough disk space: {free} MB are left where {home} lies, and this load needs about {need} MB. Make room and "
    "load again; nothing was changed.",
)
FULL_NOW = Text(
    "磁盘已满，这次载入没有完成，数据和载入之前一样。请在文件夹「{home}」所在的盘腾出空间，再载入一次，不用重新启动。",
    "The disk is full; this load was not finished and the data is as before. Make room where {home} lies and load "
    "again; no restart is needed.",
)

TOO_LARGE = Text(
    "内存不够，这次载入没有完成，数据和载入之前一样。请少选几份文件、分几次载入，或先关掉别的程序。",
    "There is not enough memory; this load was not finished and the data is as before. Load fewer files at a time, or "
    "close other programs first.",
)
UNWRITABLE = Text(
    "文件夹「{home}」不能写（{why}），数据没有改动。请检查权限，或用 --home 换一个文件夹。",
    "The folder {home} can't be written ({why}); nothing was changed. Check its permissions, or choose another with --home.",
)
BAD_KEY = Text(
    "密钥文件「{file}」损坏，载入没有开始。请从备份里把它放回去；没有备份时删掉它，但以前的买家就和新的对不上了。",
    "The key file {file} is damaged; the load was not begun. Put it back from a backup; without one, delete it, and "
    "buyers of earlier loads can no longer be matched with new ones.",
)

STATE_DAMAGED = Text(
    "手工填写的内容（目标、活动、设置）存在「{file}」，它损坏了（{why}）。载入的报表没有受影响。请从备份里把它放回去；"
    "没有备份时给它改个名，再重新填写。",
    "What people typed (targets, events, settings) lies in {file}, which is damaged ({why}). Loaded exports are not affected. "
    "Put it back from a backup; without one, rename it and type again.",
)
STATE_BUSY = Text(
    "另一个窗口或程序正在保存手工填写的内容，等了 {seconds} 秒还没完，这次没有保存。请过一会儿再保存一次。",
    "Another window or program is saving what people type and hasn't finished within {seconds} seconds; this was not saved. "
    "Save again in a moment.",
)
STATE_FULL = Text(
    "磁盘已满，刚才填写的没有保存，原来的内容没有改动。请在文件夹「{home}」所在的盘腾出空间，再保存一次。",
    "The disk is full; what was typed is not saved and the rest is as before. Make room where {home} lies and save again.",
)
STATE_TOO_NEW = Text(
    "文件夹「{home}」里手工填写的内容由更新的程序写成，这个程序读不了。请升级程序后再打开，内容没有改动。",
    "What people typed in {home} was written by a newer version of this program, which this one can't read. Upgrade the "
    "program; nothing was changed.",
)


def is_disk_full(error: BaseException) -> bool:
    """Whether an error of the system or of DuckDB says that nothing more can be written."""
    if isinstance(error, OSError):
        return error.errno in FULL or getattr(error, "winerror", None) == WINDOWS_FULL
    words = str(error).lower()
    return isinstance(error, duckdb.Error) and any(word in words for word in FULL_WORDS)


def is_damage(error: duckdb.Error) -> bool:
    """Whether an error of DuckDB says that the file under it is not what it wrote; a wrong statement is no damage."""
    # A block whose checksum is wrong comes as the bare class.
    return isinstance(error, BROKEN) or type(error) is duckdb.Error


def damaged(path: Path, why: BaseException | Text = MISSING) -> StoreDamaged:
    """Return the fault of a store file that can't be read; DuckDB's own words are cut to their first line."""
    if isinstance(why, BaseException):
        words = (str(why).splitlines() or [type(why).__name__])[0].replace(str(path), path.name)
        why = Text(words, words)
    return StoreDamaged(DAMAGED.fill(file=path.name, why=why, home=path.parent))
