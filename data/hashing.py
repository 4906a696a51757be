"""Turns buyer names into keyed hashes that only this installation can make: whole numbers of 60 bits."""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.distinct import by_distinct

SECRET_FILE = "secret"
_SECRET_BYTES = 32
# So many hexadecimal digits of the HMAC fit a BIGINT without its sign. Among ten million buyers two get the same number with a
# chance of 1 in 23,000.
_DIGITS = 15
_BLOCK_BYTES, _DIGEST_BYTES = 64, 32  # of SHA-256
_AT_ONCE = 10_000  # names as Python objects: half a million of them would take 100 MB


def secret(home: Path) -> bytes:
    """Return the key of this installation's hashes; it is made on first use and readable by its owner alone.

    Losing it breaks the link between buyers of old and new loads, so it is part of a backup. Raises OSError where the
    home can't be written, ValueError where the file is damaged.
    """
    path = home / SECRET_FILE
    try:
        return _read(path)
    except FileNotFoundError:
        return _make(path)


def buyer_hash(key: bytes, platform: str, buyer: str) -> int:
    """Return the hash of a buyer on a platform: the first 60 bits of HMAC-SHA256, the same in every file."""
    return int(hmac.digest(key, f"{platform}|{buyer}".encode(), "sha256").hex()[:_DIGITS], 16)


def buyer_code(number: int) -> str:
    """Return a buyer's hash as people see it: 15 hexadecimal digits, which no spreadsheet rounds."""
    return f"{number:0{_DIGITS}x}"


def numbered(digits: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return hashes written as hexadecimal digits (24 of them before layout 6) as the numbers of their first 60 bits."""
    leading = pc.utf8_slice_codeunits(digits, 0, _DIGITS)
    return pc.binary_join_element_wise("0x", leading, "").cast(pa.int64())


def hashes(names: pa.ChunkedArray, key: bytes, platform: str) -> pa.ChunkedArray:
    """Return what `buyer_hash` gives for each name, NULL for none.

    Each name is hashed once. HMAC is written out as two SHA-256 that go on from the state after the key's two pads: a third
    of the time of calling `hmac`, four fifths of two SHA-256 in DuckDB.
    """
    block = key if len(key) <= _BLOCK_BYTES else sha256(key).digest()
    inner, outer = (
        sha256(bytes(byte ^ pad for byte in block.ljust(_BLOCK_BYTES, b"\0"))) for pad in (0x36, 0x5C)
    )
    inner.update(f"{platform}|".encode())

    def hashed(few: pa.Array) -> pa.Array:
        digests = []
        for name in few.cast(pa.binary()).to_pylist():
            first, second = inner.copy(), outer.copy()
            first.update(name)
            second.update(first.digest())
            digests.append(second.digest())
        leading = np.frombuffer(b"".join(digests), ">u8")[:: _DIGEST_BYTES // 8]
        return pa.array((leading >> (64 - 4 * _DIGITS)).astype(np.int64))

    def all_hashed(distinct: pa.Array) -> list[pa.ChunkedArray]:
        pieces = [hashed(distinct.slice(at, _AT_ONCE)) for at in range(0, len(distinct), _AT_ONCE)]
        return [pa.chunked_array(pieces, pa.int64())]

    return by_distinct(names, all_hashed)[0]


def _read(path: Path) -> bytes:
    key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    if len(key) != _SECRET_BYTES:
        raise ValueError(f"{path} holds {len(key)} bytes instead of {_SECRET_BYTES}")
    return key


def _make(path: Path) -> bytes:
    """Write a new key beside its place and move it there, so that no other process ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(_SECRET_BYTES)
    fresh = path.with_name(f"{SECRET_FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # fails where another process was first: its key stands
    except FileExistsError:
        return _read(path)
    except OSError:  # a file system without hard links
        if path.exists():
            return _read(path)
        fresh.replace(path)
        return key
    finally:
        fresh.unlink(missing_ok=True)
    return key
