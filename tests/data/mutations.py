"""Exports that something has happened to, each made from its number alone; ZHANGGUI_MUTATIONS says how many are tried."""

import os
import random
from collections.abc import Callable

from tests.files import csv_file, xls, xlsx, zip_file

CASES = int(os.environ.get("ZHANGGUI_MUTATIONS", "300"))

HEADER = [
    "订单编号",
    "买家会员名",
    "总金额",
    "订单状态",
    "订单创建时间",
    "订单付款时间",
    "宝贝标题",
    "订单备注",
]
ROWS = [
    HEADER,
    *(
        [
            f'="{182131013210222270 + n * 7}"', f"小{'红明丽强'[n % 4]}{n}", f"{n * 3.5:.2f}", "交易成功",
            f"2026-10-{n % 28 + 1:02} 20:00:{n % 60:02}",
            f"2026-10-{n % 28 + 1:02} 20:01:{n % 60:02}" if n % 9 else "", f"果干，226g*{n % 3}",
            "'null" if n % 5 else '请发顺丰\n谢谢，"快点"',
        ]
        for n in range(150)
    ),
]  # fmt: skip
TEXTS = [
    csv_file(ROWS, encoding, quote=quote)
    for encoding in ("gb18030", "utf-8", "utf-8-sig", "utf-16")
    for quote in (0, 1)
]
BOOKS = [xlsx({"订单": ROWS, "说明": [["共 150 行"]]}), xls({"订单": ROWS}), zip_file({"订单.csv": TEXTS[0]})]

STRANGE = [
    "\u200f", "\u202e", "\ufeff", "🙂", "👨‍👩‍👧", "\0", "\x1a", "\u2028", "\x85", "é́", "𠮷", "＝１２",
    '"', '""', '","', '"\r\n', "\r", "\n\n\n", "\t", ";;;;", ",,,,,,,,", "=cmd|' /C calc'!A0",
]  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def flip_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 30])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def lose_a_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(2000) :]


def repeat_a_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randrange(3000)]
    return content[:start] + piece + content[start:]


def move_a_piece(content: bytes, chance: random.Random) -> bytes:
    start, end, to = sorted(chance.randrange(len(content)) for _ in range(3))
    return content[:start] + content[end:to] + content[start:end] + content[to:]


def put_in(content: bytes, chance: random.Random, piece: bytes) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + piece + content[place:]


def zero_bytes(content: bytes, chance: random.Random) -> bytes:
    return put_in(content, chance, bytes(chance.choice([1, 2, 100, 5000])))


def huge_cell(content: bytes, chance: random.Random) -> bytes:
    return put_in(
        content, chance, chance.choice([b"x", b'"', "好".encode("gb18030"), "好".encode()]) * 1_000_000
    )


def strange_text(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 5, 20])):
        content = put_in(content, chance, chance.choice(STRANGE).encode(chance.choice(["utf-8", "gb18030"])))
    return content


def two_encodings(content: bytes, chance: random.Random) -> bytes:
    other = chance.choice(TEXTS)
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]


def rows_shifted(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\r\n")
    for _ in range(chance.choice([1, 10])):
        place = chance.randrange(len(lines))
        lines[place] = chance.choice([b"", b",", b",,,", b'"']) + lines[place]
    return chance.choice([b"\r\n", b"\n", b"\r", b"\r\r\n"]).join(lines)


def quotes_lost(content: bytes, chance: random.Random) -> bytes:
    pieces = content.split(b'"')
    place = chance.randrange(len(pieces))
    return b'"'.join(pieces[: place + 1]) + b'"'.join(pieces[place + 1 :])


def columns_moved(content: bytes, chance: random.Random) -> bytes:
    one, other = chance.randrange(len(HEADER)), chance.randrange(len(HEADER))
    lines = []
    for line in content.split(b"\r\n"):
        cells = line.split(b",")
        if max(one, other) < len(cells):
            cells[one], cells[other] = cells[other], cells[one]
        lines.append(b",".join(cells))
    return b"\r\n".join(lines)


OF_BYTES: list[Mutation] = [flip_bytes, cut_off, lose_a_piece, repeat_a_piece, move_a_piece, zero_bytes]
OF_TEXT: list[Mutation] = [
    *OF_BYTES,
    huge_cell,
    strange_text,
    two_encodings,
    rows_shifted,
    quotes_lost,
    columns_moved,
]


def case(number: int) -> bytes:
    """Return the mutated export of that number: two of ten are workbooks or zips, the others text."""
    chance = random.Random(number)
    is_book = chance.random() < 0.2
    content = chance.choice(BOOKS if is_book else TEXTS)
    for _ in range(chance.choice([1, 1, 2, 4])):
        content = chance.choice(OF_BYTES if is_book else OF_TEXT)(content or b"x", chance)
    return content
