"""A home in one zip file, and back: the store that stands, the archive, what people typed, saved layouts; each checked."""

import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from data.faults import UNWRITABLE, DiskFull, HomeUnusable, StoreFault, is_disk_full
from data.hashing import SECRET_FILE
from data.instances import close_all
from data.schema import APP_VERSION, shop_time
from data.sql import fill
from data.state_file import FILE as STATE
from data.store import Store, open_store
from data.text import Text
from data.versions import lock, replace, require_room, store_path

MANIFEST = "manifest.json"
UNPACKED = "restoring"
# Nothing of another name is ever unpacked.
NAMES = re.compile(
    r"CURRENT|store-\d{6,}\.duckdb|archive/\d{6,}\.parquet|state\.sqlite|secret|profiles/[^/\\:]+\.toml"
)
TIGHT = (".duckdb", ".parquet")  # compressed already
LARGEST_MANIFEST = 64 << 20

NO_BACKUP = Text(
    "「{file}」不是掌柜看板的备份，或者不完整（{why}）。请换一份备份，数据没有改动。",
    "{file} is no backup of this program, or not whole ({why}). Take another one; nothing was changed.",
)
NOT_EMPTY = Text(
    "文件夹「{home}」里已经有数据，没有恢复，以免盖掉它。请用 --home 说一个新的文件夹，看过以后再替换。",
    "There is data in {home} already, so nothing was restored over it. Give a new folder with --home, look, and then replace.",
)
NOT_EQUAL = Text(
    "备份「{file}」解开后和当时的数据不一致（{why}），没有使用。请换一份备份。",
    "What {file} unpacks to is not what was backed up ({why}), so it was not used. Take another backup.",
)
NOTHING = Text(
    "文件夹「{home}」里还没有数据，没有什么可备份。请先导入报表。",
    "There is no data in {home} yet: nothing to back up. Load exports first.",
)
NO_ROOM_LEFT = Text(
    "磁盘已满，没有做完，数据没有改动。请在文件夹「{folder}」所在的盘腾出空间，再来一次。",
    "The disk is full and it was not finished; no data was changed. Make room where {folder} lies, then try again.",
)
NO_ENTRY = Text("缺少「{name}」", "{name} is missing")
DAMAGED_ENTRY = Text("「{name}」损坏", "{name} is damaged")
OTHER_NAME = Text("多了「{name}」", "{name} does not belong")
NO_ZIP = Text("不是 zip 文件", "no zip file")


class BackupRefused(StoreFault):
    """A backup can't be made or used; nothing was changed."""


@dataclass(frozen=True)
class Backup:
    """A backup as it stands on the disk, or as it was restored: with or without the key of the buyer hashes."""

    path: Path
    version: int
    files: int
    size: int
    has_secret: bool


def backup(home: Path, out: Path, *, with_secret: bool = False) -> Backup:
    """Write the home to the zip file `out` and return it; what stood there is replaced only once the new one is whole.

    Waits for a load that is running. Raises StoreFault (BackupRefused, DiskFull, StoreBusy ...).
    """
    home = home.absolute()
    store = open_store(home)
    if not store.version and not (home / STATE).exists():
        raise BackupRefused(NOTHING.fill(home=home))
    part = out.with_name(f"{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with lock(home), TemporaryDirectory(dir=out.parent) as folder:
            store = open_store(home)
            kept = dict(_kept(home, store.version, Path(folder), with_secret))
            require_room(out.parent, sum(path.stat().st_size for path in kept.values()))
            _write(part, kept, store)
        replace(part, out)
    except OSError as error:
        raise _fault(out.parent, error) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(out, store.version, len(kept), out.stat().st_size, with_secret and SECRET_FILE in kept)


def restore(home: Path, file: Path) -> Backup:
    """Unpack a backup into an empty home, check it, and let it stand; raises StoreFault with the home as it was."""
    home = home.absolute()
    if _holds_data(home):
        raise BackupRefused(NOT_EMPTY.fill(home=home))
    place = home / UNPACKED
    try:
        home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)  # of a restore that was killed
        done = _unpacked(file, place)
        # The pointer comes last: until then the home is an empty one.
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name == "CURRENT"):
            replace(entry, home / entry.name)
    except OSError as error:
        raise _fault(home, error) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return done


def rehearse(file: Path) -> Backup:
    """Unpack a backup beside it, check it, and throw it away; raises StoreFault if it could not be restored."""
    try:
        with TemporaryDirectory(dir=file.parent, prefix="rehearsal-") as folder:
            return _unpacked(file, Path(folder) / "home")
    except OSError as error:
        raise _fault(file.parent, error) from error


def _kept(home: Path, version: int, folder: Path, with_secret: bool) -> Iterator[tuple[str, Path]]:
    """Yield what belongs into a backup: its name there and where it lies."""
    if version:
        yield "CURRENT", home / "CURRENT"
        yield store_path(home, version).name, store_path(home, version)
    for path in [*sorted(home.glob("archive/*.parquet")), *sorted(home.glob("profiles/*.toml"))]:
        yield path.relative_to(home).as_posix(), path
    if (home / STATE).exists():
        with closing(sqlite3.connect(home / STATE)) as con, closing(sqlite3.connect(folder / STATE)) as copy:
            con.backup(copy)
        yield STATE, folder / STATE
    if with_secret and (home / SECRET_FILE).exists():
        yield SECRET_FILE, home / SECRET_FILE


def _write(part: Path, kept: dict[str, Path], store: Store) -> None:
    sums: dict[str, list[Any]] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in kept.items():
            method = zipfile.ZIP_STORED if name.endswith(TIGHT) else zipfile.ZIP_DEFLATED
            packed.write(path, name, method)
            sums[name] = [path.stat().st_size, _sum(path)]
        manifest = {
            "program": "zhanggui", "app_version": APP_VERSION, "made_at": shop_time().isoformat(" "),
            "version": store.version, "files": sums, "answers": _answers(store),
        }  # fmt: skip
        packed.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _unpacked(file: Path, place: Path) -> Backup:
    """Unpack a backup into a new folder and hold it against its manifest, file by file and figure by figure."""
    manifest = _manifest(file)
    sums: dict[str, list[Any]] = manifest["files"]
    odd = next((name for name in sums if not NAMES.fullmatch(name)), None)
    if odd is not None:
        raise BackupRefused(NO_BACKUP.fill(file=file.name, why=OTHER_NAME.fill(name=odd)))
    require_room(place.parent, sum(size for size, _ in sums.values()))
    try:
        with zipfile.ZipFile(file) as packed:
            for name, (_, sha256) in sums.items():
                target = place / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(name) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
                if _sum(target) != sha256:
                    raise BackupRefused(NOT_EQUAL.fill(file=file.name, why=DAMAGED_ENTRY.fill(name=name)))
    except KeyError as error:
        raise BackupRefused(NO_BACKUP.fill(file=file.name, why=NO_ENTRY.fill(name=error.args[0]))) from error
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise BackupRefused(NO_BACKUP.fill(file=file.name, why=type(error).__name__)) from error
    if SECRET_FILE in sums:
        (place / SECRET_FILE).chmod(0o600)
    _hold_against(file, place, manifest)
    return Backup(file, manifest["version"], len(sums), file.stat().st_size, SECRET_FILE in sums)


def _hold_against(file: Path, place: Path, manifest: dict[str, Any]) -> None:
    if not manifest["version"]:
        return
    try:
        store = Store(place, manifest["version"])
        found = _answers(store)
    finally:
        close_all()
    wrong = next((name for name, told in manifest["answers"].items() if found.get(name) != told), None)
    if wrong is not None:
        raise BackupRefused(NOT_EQUAL.fill(file=file.name, why=DAMAGED_ENTRY.fill(name=wrong)))


def _manifest(file: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(file) as packed:
            if packed.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise ValueError(MANIFEST)
            manifest = json.loads(packed.read(MANIFEST))
        if manifest["program"] != "zhanggui" or not all(
            len(told) == 2 for told in manifest["files"].values()
        ):
            raise ValueError(MANIFEST)
        manifest["version"], manifest["answers"].items()
    except KeyError as error:
        raise BackupRefused(NO_BACKUP.fill(file=file.name, why=NO_ENTRY.fill(name=MANIFEST))) from error
    except zipfile.BadZipFile as error:
        raise BackupRefused(NO_BACKUP.fill(file=file.name, why=NO_ZIP)) from error
    except (ValueError, TypeError, AttributeError, EOFError) as error:
        raise BackupRefused(NO_BACKUP.fill(file=file.name, why=DAMAGED_ENTRY.fill(name=MANIFEST))) from error
    except OSError as error:
        raise BackupRefused(
            NO_BACKUP.fill(file=file.name, why=error.strerror or type(error).__name__)
        ) from error
    return manifest


def _answers(store: Store) -> dict[str, list[str]]:
    """Return for every table how many rows it has and a sum over all that stands in them, whatever their order."""
    tables = store.rows(
        "SELECT t.table_name FROM duckdb_tables() AS t WHERE NOT t.temporary ORDER BY t.table_name"
    )
    asked = 'SELECT count(*), coalesce(bit_xor(hash(t)), 0) FROM main."{table}" AS t'
    return {name: [str(cell) for cell in store.rows(fill(asked, table=name))[0]] for (name,) in tables}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _holds_data(home: Path) -> bool:
    names = ("CURRENT", STATE, SECRET_FILE, "store-*.duckdb", "archive/*", "profiles/*.toml")
    return any(True for name in names for _ in home.glob(name))


def _fault(folder: Path, error: OSError) -> StoreFault:
    if is_disk_full(error):
        return DiskFull(NO_ROOM_LEFT.fill(folder=folder))
    return HomeUnusable(UNWRITABLE.fill(home=folder, why=error.strerror or type(error).__name__))
