"""Looks a home over: what is well, what will be trouble, and what to do about each."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data.archive import archive_path
from data.faults import StoreFault
from data.hashing import SECRET_FILE, secret
from data.inbox import waiting
from data.ledger import loads
from data.profiles import profiles
from data.state import State
from data.store import Store, open_store
from data.text import Text

Level = Literal["well", "look", "broken"]
LOW_SPACE = 3

STORE = Text(
    "数据是第 {version} 版，{loads} 次导入，读得出来。",
    "The store is at version {version}, {loads} load(s), and can be read.",
)
EMPTY = Text("还没有导入过数据。", "Nothing has been loaded yet.")
ARCHIVE = Text(
    "{files} 份导入过的文件都有档案，可以撤销和升级。",
    "All {files} loaded files have their archive: they can be undone and migrated.",
)
NO_ARCHIVE = Text(
    "{missing} 份导入过的文件没有档案，不能撤销，升级时会缺：请从备份里把文件夹「{folder}」放回去。",
    "{missing} loaded file(s) have no archive: they can't be undone and would be missing after an upgrade. Put {folder} back from "
    "a backup.",
)
TYPED = Text(
    "手工填写的内容读得出来，改过 {changes} 次。",
    "What people typed can be read; it was changed {changes} time(s).",
)
LAYOUTS = Text("保存过 {count} 个格式，都读得懂。", "{count} saved layout(s), all readable.")
KEY = Text(
    "买家编号的密钥在，只有自己能读。", "The key of the buyer hashes is there, readable by its owner alone."
)
KEY_OPEN = Text(
    "买家编号的密钥「{file}」别人也能读：请把它的权限改成只有自己能读。",
    "The key of the buyer hashes, {file}, can be read by others: let its owner alone read it.",
)
NO_KEY = Text(
    "买家编号的密钥「{file}」不见了，但已经有数据：请在下次导入之前从备份里放回去，否则新的买家和以前的对不上。",
    "The key of the buyer hashes, {file}, is gone though there is data: put it back from a backup before the next load, or new "
    "buyers won't match the earlier ones.",
)
BAD_KEY = Text(
    "买家编号的密钥「{file}」损坏：请从备份里放回去。",
    "The key of the buyer hashes, {file}, is damaged: put it back from a backup.",
)
ROOM = Text("磁盘还剩 {free:,} MB。", "{free:,} MB are left on the disk.")
LITTLE_ROOM = Text(
    "磁盘只剩 {free:,} MB，下次导入可能放不下（数据有 {size:,} MB）：请腾出空间。",
    "Only {free:,} MB are left on the disk, the next load may not fit (the store has {size:,} MB): make room.",
)
NOT_WRITABLE = Text(
    "文件夹「{home}」不能写：请检查权限。", "The folder {home} can't be written: check its permissions."
)
WAITING = Text(
    "收件箱里有 {count} 份文件等着导入：打开导入页，或运行 load --watch --once。",
    "{count} file(s) wait in the inbox: open the load page, or run load --watch --once.",
)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: well, to be looked at, or broken; `text` says what to do where it isn't well."""

    level: Level
    text: Text


def examine(home: Path) -> list[Finding]:
    """Return what was found, in the order in which it was looked at; changes nothing and raises nothing."""
    looks: tuple[Callable[[Path], Iterator[Finding]], ...] = (_store, _key, _typed, _layouts, _disk, _inbox)
    found: list[Finding] = []
    for look in looks:
        try:
            found += look(home.absolute())
        except StoreFault as fault:
            found.append(Finding("broken", fault.text))
    return found


def _store(home: Path) -> Iterator[Finding]:
    store = open_store(home)
    if not store.version:
        yield Finding("well", EMPTY)
        return
    done = [load for load in loads(store) if load.action == "load"]
    yield Finding("well", STORE.fill(version=store.version, loads=len(done)))
    yield _archive(home, store)


def _archive(home: Path, store: Store) -> Finding:
    files = [row[0] for row in store.rows("SELECT f.file_id FROM files AS f")]
    missing = sum(not archive_path(home, file_id).exists() for file_id in files)
    if missing:
        return Finding("broken", NO_ARCHIVE.fill(missing=missing, folder=home / "archive"))
    return Finding("well", ARCHIVE.fill(files=len(files)))


def _key(home: Path) -> Iterator[Finding]:
    path = home / SECRET_FILE
    if not path.exists():
        if open_store(home).version:
            yield Finding("broken", NO_KEY.fill(file=path))
        return
    try:
        secret(home)
    except (ValueError, OSError):
        yield Finding("broken", BAD_KEY.fill(file=path))
        return
    # Windows keeps rights elsewhere; there the folder of the person guards it.
    is_open = os.name != "nt" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    yield Finding("look", KEY_OPEN.fill(file=path)) if is_open else Finding("well", KEY)


def _typed(home: Path) -> Iterator[Finding]:
    revision = State(home).revision()
    if revision:
        yield Finding("well", TYPED.fill(changes=revision))


def _layouts(home: Path) -> Iterator[Finding]:
    known = profiles(home)
    if known:
        yield Finding("well", LAYOUTS.fill(count=len(known)))


def _disk(home: Path) -> Iterator[Finding]:
    there = home if home.exists() else next(folder for folder in home.parents if folder.exists())
    if not os.access(there, os.W_OK):
        yield Finding("broken", NOT_WRITABLE.fill(home=there))
    free = shutil.disk_usage(there).free
    size = max((path.stat().st_size for path in home.glob("store-*.duckdb")), default=0)
    words = LITTLE_ROOM if free < LOW_SPACE * size else ROOM
    yield Finding(
        "look" if words is LITTLE_ROOM else "well", words.fill(free=free // 2**20, size=size // 2**20)
    )


def _inbox(home: Path) -> Iterator[Finding]:
    count = len(waiting(home))
    if count:
        yield Finding("look", WAITING.fill(count=count))
