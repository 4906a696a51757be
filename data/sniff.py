"""What a file is, told from its bytes and never from its name."""

import re
from typing import Literal

from data.html_table import has_rows
from data.text import Text

Format = Literal["zip", "ole", "text", "html"]

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")

_PICTURE = Text("一张 {kind} 图片", "a {kind} picture")
_VIDEO = Text("一段视频", "a video")
_SOUND = Text("一段录音", "a sound recording")
_PACKED = Text("一个 {kind} 压缩包", "a {kind} archive")
_PROGRAM = Text("一个程序", "a program")
_OLD_EXCEL = Text("一份 1995 年以前格式的 Excel 表", "an Excel sheet in a format from before 1995")
_DATABASE = Text("一个数据库文件", "a database file")

# (offset, the bytes found there, what such a file is)
_MAGIC: tuple[tuple[int, bytes, Text], ...] = (
    (0, b"%PDF-", Text("一份 PDF 文档", "a PDF document")),
    (0, b"\xff\xd8\xff", _PICTURE.fill(kind="JPEG")),
    (0, b"\x89PNG\r\n", _PICTURE.fill(kind="PNG")),
    (0, b"GIF87a", _PICTURE.fill(kind="GIF")),
    (0, b"GIF89a", _PICTURE.fill(kind="GIF")),
    (8, b"WEBP", _PICTURE.fill(kind="WebP")),
    (6, b"\x00\x00\x00\x00", _PICTURE.fill(kind="BMP")),
    (0, b"II*\x00", _PICTURE.fill(kind="TIFF")),
    (0, b"MM\x00*", _PICTURE.fill(kind="TIFF")),
    (4, b"ftypheic", _PICTURE.fill(kind="HEIC")),
    (4, b"ftypheix", _PICTURE.fill(kind="HEIC")),
    (4, b"ftypmif1", _PICTURE.fill(kind="HEIC")),
    (4, b"ftypavif", _PICTURE.fill(kind="AVIF")),
    (4, b"ftyp", _VIDEO),
    (8, b"AVI ", _VIDEO),
    (0, b"\x1aE\xdf\xa3", _VIDEO),
    (8, b"WAVE", _SOUND),
    (0, b"ID3\x03\x00", _SOUND),
    (0, b"ID3\x04\x00", _SOUND),
    (0, b"OggS\x00", _SOUND),
    (0, b"Rar!\x1a\x07", _PACKED.fill(kind="RAR")),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED.fill(kind="7z")),
    (0, b"\x1f\x8b\x08", _PACKED.fill(kind="gzip")),
    (0, b"BZh91AY&SY", _PACKED.fill(kind="bzip2")),
    (0, b"\xfd7zXZ\x00", _PACKED.fill(kind="xz")),
    (257, b"ustar\x00", _PACKED.fill(kind="tar")),
    (257, b"ustar  \x00", _PACKED.fill(kind="tar")),
    (0, b"MZ\x90\x00", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"SQLite format 3\x00", _DATABASE),
    (0, b"PAR1\x15", Text("一个 Parquet 数据文件", "a Parquet data file")),
    (0, b"{\\rtf", Text("一份 RTF 文档", "an RTF document")),
    (0, b"\x09\x08\x10\x00", _OLD_EXCEL),
    (0, b"\x09\x08\x08\x00", _OLD_EXCEL),
    (0, b"\x09\x04\x06\x00", _OLD_EXCEL),
    (0, b"\x09\x02\x06\x00", _OLD_EXCEL),
    (0, b"\x09\x00\x04\x00", _OLD_EXCEL),
)
# These marks are short or stand inside the file, so the beginning must fit as well.
_BEGINS = {
    b"WEBP": b"RIFF",
    b"WAVE": b"RIFF",
    b"AVI ": b"RIFF",
    b"\x00\x00\x00\x00": b"BM",
    b"ftyp": b"\x00\x00",
}

_DOWNLOAD = Text(
    "请从平台重新下载报表（CSV 或 Excel）再导入。", "Download the report again (CSV or Excel), then load it."
)
_UNPACK = Text("请先解压，再导入里面的表格。", "Unpack it first, then load the tables inside.")
_SAVE_AS = Text(
    "请用 WPS 或 Excel 打开它，另存为「Excel 工作簿（.xlsx）」再导入。",
    "Open it in WPS or Excel, save it as “Excel workbook (.xlsx)”, then load that.",
)
_PAGE_ADVICE = Text(
    "如果用 WPS 或 Excel 打开能看到表格，请另存为「Excel 工作簿（.xlsx）」再导入；否则多半是登录过期，请重新登录后再下载。",
    "If WPS or Excel shows a table, save it as “Excel workbook (.xlsx)” and load that; otherwise the login had "
    "probably expired: sign in and download it again.",
)

_UNLOCK = Text(
    "请在 WPS 或 Excel 里输入密码打开，去掉密码另存后再导入。",
    "Open it in WPS or Excel, save it without the password, then load it.",
)

_LOCK_FILES = ("~$", ".~")
_LEFT_BEHIND = Text(
    "表格软件打开文件时留下的临时文件", "what a spreadsheet program leaves beside a file that is open"
)
_CLOSE = Text(
    "请在 WPS 或 Excel 里关掉那份表格，导入名字里没有「~$」的那一份。",
    "Close the sheet in WPS or Excel and load the file without “~$” in its name.",
)
_LOCKED = Text("加了密码的工作簿", "a workbook with a password")
_WORD = Text("一份 Word 文档", "a Word document")
_SLIDES = Text("一份演示文稿（PPT）", "a presentation (PowerPoint)")
_OLE_STREAMS = {
    "WordDocument": _WORD,
    "PowerPoint Document": _SLIDES,
    "__substg1.0": Text("一封 Outlook 邮件", "an Outlook message"),
}
# (an entry of the zip, what such a zip is, what to do)
_PACKAGES = (
    ("word/document.xml", _WORD, _DOWNLOAD),
    ("ppt/presentation.xml", _SLIDES, _DOWNLOAD),
    ("xl/workbook.bin", Text("一份二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"), _SAVE_AS),
    ("content.xml", Text("一份 OpenDocument 文档", "an OpenDocument file"), _SAVE_AS),
    ("index/document.iwa", Text("一份 Apple Numbers 表格", "an Apple Numbers sheet"), _SAVE_AS),
)

_HTML = re.compile(
    rb"\s*(<!doctype html|<(html|head|body|table|meta|div|style|script|center|form)\b|mime-version:)", re.I
)
_EMPTY_BYTES = b"\x00 \t\r\n\x0b\x0c\x1a\xef\xbb\xbf\xff\xfe"
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a")))
_SAMPLE = 65_536


def is_not_a_table(name: str, what: Text, advice: Text = _DOWNLOAD) -> Text:
    """Return the sentence: this file is `what`, not a table, and what to do."""
    return Text(
        f"「{name}」是{what.zh}，不是能读的数据表。{advice.zh}",
        f"“{name}” is {what.en}, not a table that can be read. {advice.en}",
    )


def format_of(content: bytes, name: str) -> Format | Text:
    """Return how `content` is to be read, or the sentence that says what it is instead of a table."""
    if not content[:_SAMPLE].strip(_EMPTY_BYTES) and not content.strip(_EMPTY_BYTES):
        return _nothing_in(content, name)
    if content.startswith((ZIP, b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if content.startswith(OLE):
        return "ole"
    for offset, magic, what in _MAGIC:
        if content.startswith(magic, offset) and content.startswith(_BEGINS.get(magic, b"")):
            return is_not_a_table(name, what, _advice(what))
    if _is_page(content) and has_rows(content[:_SAMPLE].replace(b"\x00", b"").lower()):
        return "html"
    return _markup(content, name) or _binary(content, name) or "text"


def ole_format_of(content: bytes, name: str) -> Text | None:
    """Return None for what may be an .xls, else the sentence that says which other Office file this is."""
    if _stream("EncryptedPackage") in content:
        return is_not_a_table(name, _LOCKED, _UNLOCK)
    if _stream("Workbook") in content or _stream("Book") in content:
        return None
    for stream, what in _OLE_STREAMS.items():
        if _stream(stream) in content:
            return is_not_a_table(name, what)
    return None


def package_format_of(names: list[str], name: str) -> Literal["workbook", "files"] | Text:
    """Return what a zip is, told from the names inside: a workbook, a zip of files, or another Office file."""
    inside = {entry.replace("\\", "/").lower() for entry in names}
    for entry, what, advice in _PACKAGES:
        if entry in inside:
            return is_not_a_table(name, what, advice)
    is_workbook = "[content_types].xml" in inside and any(entry.startswith("xl/") for entry in inside)
    return "workbook" if is_workbook else "files"


def _stream(title: str) -> bytes:
    return title.encode("utf-16-le")


def _nothing_in(content: bytes, name: str) -> Text:
    if content.strip(b"\x00"):
        found = Text("是空的", "is empty")
    elif content:
        found = Text("里面全是零字节，没有下载成功", "holds nothing but zero bytes: the download failed")
    else:
        found = Text("是空文件（0 字节）", "is an empty file (0 bytes)")
    return Text(
        f"「{name}」{found.zh}。请从平台重新下载这份报表再导入。",
        f"“{name}” {found.en}. Download the report again, then load it.",
    )


def _advice(what: Text) -> Text:
    if what is _OLD_EXCEL:
        return _SAVE_AS
    return _UNPACK if "压缩包" in what.zh else _DOWNLOAD


def _head(content: bytes) -> bytes:
    return content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lower()


def _is_page(content: bytes) -> bool:
    head = _head(content)
    is_page = _HTML.match(head) or (head.startswith(b"<?xml") and (b"<html" in head or b"<table" in head))
    return bool(is_page) and not head.lstrip().startswith(b"mime-version:")


def _markup(content: bytes, name: str) -> Text | None:
    head = _head(content)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b'progid="excel.sheet"' in head:
        return is_not_a_table(
            name, Text("一份 XML 表格（Excel 2003）", "an XML spreadsheet (Excel 2003)"), _SAVE_AS
        )
    if _HTML.match(head) or (head.startswith(b"<?xml") and (b"<html" in head or b"<table" in head)):
        return is_not_a_table(name, Text("一个网页（HTML）", "a web page (HTML)"), _PAGE_ADVICE)
    if head.startswith(b"<?xml"):
        return is_not_a_table(name, Text("一份 XML 文件", "an XML file"))
    if re.match(rb'\s*(\{\s*"|\[\s*[{"])', head):
        return is_not_a_table(
            name, Text("一段 JSON 数据（常见于下载失败时的报错）", "JSON data (often a failed download)")
        )
    return None


def _binary(content: bytes, name: str) -> Text | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None  # UTF-16 holds a zero in every other byte
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls * 100 <= len(sample):
        return None
    if name.replace("\\", "/").rpartition("/")[2].startswith(_LOCK_FILES):
        return is_not_a_table(name, _LEFT_BEHIND, _CLOSE)
    return is_not_a_table(name, Text("一份二进制文件（认不出的格式）", "a binary file of an unknown format"))
