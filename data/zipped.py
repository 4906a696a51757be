"""Zip files: what is inside, how large it says it is, and its files one at a time."""

import io
import struct
import zipfile
import zlib

from data.grid import Unreadable
from data.text import Text

MAX_WORKBOOK = 200 << 20
MAX_FILES = 2 << 30
MAX_INNER = 200 << 20  # of a zip that lies in a zip
MAX_RATIO = 200
MAX_ENTRIES = 10_000

_HARMLESS = 10 << 20  # so little may be packed as tightly as it likes
_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_IS_LOCKED = 0x1
_NAMES_ARE_UTF8 = 0x800
_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_LOCK_FILES = ("~$", ".~")  # what Office and WPS leave beside an open file
# What zipfile raises on damaged bytes, found by damaging some
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    IndexError,
    OSError,
)

_BROKEN = Text(
    "「{name}」是压缩包或工作簿，但不完整，打不开：多半没有下载完。请重新下载再导入。",
    "“{name}” is a zip file or workbook, but not whole: most likely the download broke off. Download it again, then load it.",
)
_BROKEN_INSIDE = Text(
    "「{name}」在压缩包里已经损坏，解不出来。请重新下载再导入。",
    "“{name}” is damaged inside the zip and cannot be unpacked. Download it again, then load it.",
)
_BOMB = Text(
    "「{name}」解开后有 {size:,} MB，是原来的 {ratio:,} 倍，超出上限，没有打开。正常的报表不会这样，请从平台重新下载。",
    "“{name}” would unpack to {size:,} MB, {ratio:,} times its size, over the limit, so it was not opened. No export is "
    "like that: download it again from the platform.",
)
_LARGE = Text(
    "「{name}」解开后有 {size:,} MB，超出上限 {limit:,} MB，没有打开。请按日期分成几份，或另存为 CSV 再导入。",
    "“{name}” would unpack to {size:,} MB, over the limit of {limit:,} MB, so it was not opened. Split it by date, or save "
    "it as CSV, then load it.",
)
_CROWDED = Text(
    "「{name}」里有 {count:,} 个文件，太多了。请解压后分批导入。",
    "“{name}” holds {count:,} files, too many. Unpack it and load them in parts.",
)
_LOCKED = Text(
    "「{name}」加了密码。请先用密码解压，再导入里面的表格。",
    "“{name}” has a password. Unpack it with the password first, then load the tables inside.",
)
_METHOD = Text(
    "「{name}」用了少见的压缩方式，解不开。请先解压，再导入里面的表格。",
    "“{name}” is packed in an unusual way. Unpack it first, then load the tables inside.",
)


def open_zip(content: bytes, name: str) -> zipfile.ZipFile:
    """Return the opened zip; raises Unreadable if it is broken or holds too many files."""
    entries = content.count(_ENTRY)
    if entries > MAX_ENTRIES:
        raise Unreadable(_CROWDED.fill(name=name, count=entries))
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE as error:
        raise Unreadable(_BROKEN.fill(name=name)) from error


def check_size(archive: zipfile.ZipFile, name: str, limit: int) -> None:
    """Raise Unreadable if the zip says that it unpacks to more than `limit` bytes or 200 times its size."""
    size = sum(entry.file_size for entry in archive.infolist())
    ratio = size // max(1, sum(entry.compress_size for entry in archive.infolist()))
    if ratio > MAX_RATIO and size > _HARMLESS:
        raise Unreadable(_BOMB.fill(name=name, size=size >> 20, ratio=ratio))
    if size > limit:
        raise Unreadable(_LARGE.fill(name=name, size=size >> 20, limit=limit >> 20))


def files_in(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of the zip by name, without folders and what operating systems leave behind."""
    files = {_name(entry): entry for entry in archive.infolist() if not entry.is_dir()}
    return {name: entry for name, entry in files.items() if not _is_junk(name.lower())}


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return the bytes of a file in the zip, called `name` in sentences; raises Unreadable."""
    if entry.flag_bits & _IS_LOCKED:
        raise Unreadable(_LOCKED.fill(name=name))
    if entry.compress_type not in _METHODS:
        raise Unreadable(_METHOD.fill(name=name))
    try:
        return archive.read(entry)
    except _DAMAGE as error:
        raise Unreadable(_BROKEN_INSIDE.fill(name=name)) from error


def _is_junk(name: str) -> bool:
    file = name.rpartition("/")[2]
    return name.startswith(_JUNK) or file in _JUNK or file.startswith(_LOCK_FILES)


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the file's name; Windows in Chinese writes it in GBK without saying so."""
    if entry.flag_bits & _NAMES_ARE_UTF8:
        return entry.filename
    try:
        return entry.orig_filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
