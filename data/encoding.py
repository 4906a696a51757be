"""Which encoding a text file is in, decided strictly: a wrong guess would turn names and numbers into others."""

import codecs

import pyarrow as pa

from data.grid import Unreadable
from data.text import Text

UTF8 = "utf-8-sig"
UTF16 = "utf-16"
GB = "gb18030"

_CHUNK = 1 << 20
# So many characters that read as UTF-8 before the first one that does not: the file is UTF-8 and damaged, not GB18030
# (chance sequences of GB18030 that are also UTF-8 are one or two characters long).
_SURELY_UTF8 = 8

_DAMAGED = Text(
    "「{name}」第 {line:,} 行的文字解不开：{found}文件可能损坏、没有下载完整，或混了两种编码。"
    "请重新下载；如果 WPS 能正常打开，也可另存为 .xlsx 再导入。",
    "Line {line:,} of “{name}” cannot be decoded: {found} the file may be damaged, cut off, or of two encodings. "
    "Download it again; if WPS opens it well, it can also be saved as .xlsx and loaded.",
)
_BROKEN_UTF8 = Text("前面是 UTF-8，这里不是。", "UTF-8 up to there, then not;")
_NEITHER = Text("既不是 UTF-8 也不是 GB18030。", "neither UTF-8 nor GB18030;")
_BROKEN_UTF16 = Text("UTF-16 到这里断了。", "UTF-16 that breaks off there;")


def encoding_of(content: bytes, name: str) -> str:
    """Return UTF8 (with or without a byte order mark), UTF16 (with one) or GB, which is not checked here.

    Raises Unreadable where the text began as UTF-8 and then broke.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF16
    if _is_utf8(content):
        return UTF8
    position = _first_error(content, UTF8)
    start = content[:position][-_CHUNK:]
    text = start.decode("utf-8", "ignore")
    if content.startswith(codecs.BOM_UTF8) or len(start) - len(text) >= 2 * _SURELY_UTF8:
        raise Unreadable(_sentence(content, name, position, _BROKEN_UTF8))
    return GB


def undecodable(content: bytes, encoding: str, name: str) -> Unreadable:
    """Return the refusal of a file that is not in `encoding` throughout, with the line where it breaks."""
    found = {UTF8: _BROKEN_UTF8, UTF16: _BROKEN_UTF16}.get(encoding, _NEITHER)
    return Unreadable(_sentence(content, name, _first_error(content, encoding), found))


def as_utf8(content: bytes, encoding: str) -> bytes:
    """Return the text in UTF-8, a megabyte at a time; raises UnicodeError where it is not in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    view = memoryview(content)
    parts = [decoder.decode(view[at : at + _CHUNK]).encode() for at in range(0, len(content), _CHUNK)]
    return b"".join([*parts, decoder.decode(b"", final=True).encode()])


def _is_utf8(content: bytes) -> bool:
    try:
        # A character that is cut at the end does no harm here.
        codecs.getincrementaldecoder(UTF8)().decode(content[:_CHUNK])
    except UnicodeDecodeError:
        return False
    offsets = pa.array([0, len(content)], pa.int64()).buffers()[1]
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(content)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _first_error(content: bytes, encoding: str) -> int:
    """Return where the text first breaks, else its length; in pieces, because a Python error keeps a copy of what it was in."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    view = memoryview(content)
    for at in range(0, len(content), _CHUNK):
        begun = len(decoder.getstate()[0])  # bytes of a character that the piece before broke off in
        try:
            decoder.decode(view[at : at + _CHUNK], final=at + _CHUNK >= len(content))
        except UnicodeDecodeError as error:
            return at - begun + error.start
    return len(content)


def _sentence(content: bytes, name: str, position: int, found: Text) -> Text:
    line = content.count(b"\n", 0, position) + 1
    return _DAMAGED.fill(name=name, line=line, found=found)
