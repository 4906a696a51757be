"""Hostile workbooks: the program lives, says the cause in words, and hardly grows; odd but honest ones are read."""

import io
import struct
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest

from data.read import Unreadable, read_bytes
from tests.files import ORDERS, csv_file, locked_xls, raw_text, raw_xlsx, shared_strings, xls, xlsx, zip_file

ONE_ROW = f'<row r="1">{raw_text("A1", "订单编号")}</row>'
LAUGHS = '<!DOCTYPE l [<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
)  # fmt: skip


def same_text_many_times(text: str, times: int) -> bytes:
    """Rows that all name one shared text."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, times + 1))
    return raw_xlsx(rows, {"xl/sharedStrings.xml": shared_strings(text)})


def text_of_500_megabytes(declared: int | None = None) -> bytes:
    """A shared text that unfolds to 500 MB; its zip may declare less."""
    book = zipfile.ZipFile(io.BytesIO(raw_xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in book.namelist():
            if name != "xl/sharedStrings.xml":
                bomb.writestr(name, book.read(name))
        before, after = shared_strings("|").encode().split(b"|")
        with bomb.open("xl/sharedStrings.xml", "w") as part:
            part.write(before)
            for _ in range(50):
                part.write(b"a" * 10_000_000)
            part.write(after)
    content = bytearray(out.getvalue())
    if declared is not None:
        entry = content.rindex(b"PK\x01\x02")
        struct.pack_into("<I", content, entry + 24, declared)
    return bytes(content)


def nested(depth: int) -> bytes:
    return raw_xlsx(
        '<row r="1"><c r="A1" t="inlineStr"><is>' + "<r>" * depth + "</r>" * depth + "</is></c></row>"
    )


def many_sheets(count: int, rows: int) -> bytes:
    """Sheets that are all the same part: small in the zip, large when read."""
    about = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, count + 1))
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{about}</sheets></workbook>'
    )
    cells = "".join(f'<row r="{n}">{raw_text(f"A{n}", "x" * 100)}</row>' for n in range(1, rows + 1))
    return raw_xlsx(cells, {"xl/workbook.xml": book})


def without_part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw_xlsx(ONE_ROW))) as book:
        return zip_file({entry: book.read(entry) for entry in book.namelist() if entry != name})


OLE = bytes.fromhex("D0CF11E0A1B11AE1")

# name: (how it is made, words of the cause)
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "角上两格": (
        lambda: raw_xlsx(ONE_ROW + f'<row r="1048576">{raw_text("XFD1048576", "末")}</row>'),
        "极远的单元格|1 GB",
    ),
    "一亿个格子": (lambda: raw_xlsx(ONE_ROW + f'<row r="60000">{raw_text("BXX60000", "末")}</row>'), "1 GB"),
    "五百兆的文字": (text_of_500_megabytes, "超出上限"),
    "谎报大小": (lambda: text_of_500_megabytes(declared=1_000_000), "损坏|1 GB|大得不正常"),
    "同一段文字一千遍": (lambda: same_text_many_times("长" * 300_000, 1000), "大得不正常|1 GB"),
    "同一张表一千遍": (lambda: many_sheets(1000, 3000), "大得不正常"),
    "一万六千列": (
        lambda: raw_xlsx(f'<row r="1">{raw_text("A1", "x")}{raw_text("XFD1", "y")}</row>'),
        "16,384 列",
    ),
    "十亿个哈": (lambda: raw_xlsx(f'<row r="1">{raw_text("A1", "&l9;")}</row>', head=LAUGHS + "]>"), "实体"),
    "偷文件": (
        lambda: raw_xlsx(
            f'<row r="1">{raw_text("A1", "&x;")}</row>',
            head='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        "实体",
    ),
    "外部定义": (lambda: raw_xlsx(ONE_ROW, head='<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">'), "实体"),
    "加密的xlsx": (lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4000), "密码"),
    "加密的xls": (locked_xls, "密码"),
    "网页.xls": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    "2003.xls": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "XML 表格",
    ),
    "共享文字不存在": (lambda: raw_xlsx('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), "损坏"),
    "没写完的表": (lambda: raw_xlsx("<row r='1'><c r='A1'"), "损坏"),
    "没有工作表": (lambda: without_part("xl/worksheets/sheet1.xml"), "损坏"),
    "没有目录": (lambda: without_part("xl/workbook.xml"), "损坏"),
    "错的位置": (lambda: raw_xlsx('<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'), " 列"),
    "只有头的xls": (lambda: OLE + bytes(8), "损坏"),
    "乱写的xls": (lambda: xls({"a": ORDERS})[:512] + bytes(range(256)) * 40, "损坏"),
    "一万个零件": (lambda: zip_file({"xl/a": b"", **{str(n): b"" for n in range(10_000)}}), "10,001 个文件"),
}


@contextmanager
def watched() -> Iterator[list[int]]:
    """Give a list whose one item is by how many bytes this process has grown at most."""
    process = psutil.Process()
    start = process.memory_info().rss
    grown = [0]
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.01):
            grown[0] = max(grown[0], process.memory_info().rss - start)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield grown
    finally:
        done.set()
        watch.join()


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_workbook_is_refused_with_its_cause(case):
    make, cause = REFUSED[case]
    content, name = make(), f"{case}.xlsx"
    begun = time.monotonic()
    with watched() as grown, pytest.raises(Unreadable) as caught:
        read_bytes(content, name)
    assert time.monotonic() - begun < 65
    assert grown[0] < 50 << 20
    text = caught.value.text
    assert any(words in text.zh for words in cause.split("|")), text.zh
    assert name in text.zh
    assert name in text.en


@pytest.mark.parametrize("percent", [1, 10, 30, 50, 70, 90, 99, 99.9])
def test_a_workbook_that_is_cut_off_is_refused(percent):
    content = xlsx({"订单": ORDERS * 100})
    with pytest.raises(Unreadable) as caught:
        read_bytes(content[: int(len(content) * percent / 100)], "订单.xlsx")
    assert "没有下载完" in caught.value.text.zh


HONEST: dict[str, tuple[Callable[[], bytes], list[dict[str, object]]]] = {
    "说自己很大": (
        lambda: raw_xlsx(
            "",
            {
                "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f'<dimension ref="A1:XFD1048576"/><sheetData>{ONE_ROW}</sheetData></worksheet>'
            },
        ),
        [{"line": 1, "c0": "订单编号"}],
    ),
    "最后一行": (
        lambda: raw_xlsx(f'<row r="1048576">{raw_text("A1048576", "末")}</row>'),
        [{"line": 1_048_576, "c0": "末"}],
    ),
    "深嵌套": (
        lambda: raw_xlsx(ONE_ROW, {"xl/theme.xml": "<a>" * 50_000 + "</a>" * 50_000}),
        [{"line": 1, "c0": "订单编号"}],
    ),
    "外部链接": (
        lambda: raw_xlsx(
            '<row r="1"><c r="A1" t="str"><f>[1]Sheet1!A1</f><v>缓存</v></c></row>',
            {
                "xl/externalLinks/externalLink1.xml": '<externalLink><externalBook r="file:///etc/passwd"/></externalLink>'
            },
        ),
        [{"line": 1, "c0": "缓存"}],
    ),
    "公式没有值": (
        lambda: raw_xlsx(f'<row r="1">{raw_text("A1", "x")}<c r="B1"><f>1+1</f></c></row>'),
        [{"line": 1, "c0": "x"}],
    ),
    "错误值": (
        lambda: raw_xlsx('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'),
        [{"line": 1, "c0": "#REF!"}],
    ),
    "怪数": (
        lambda: raw_xlsx(
            '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>1e20</v></c></row>'
        ),
        [{"line": 1, "c0": "nan", "c1": "inf", "c2": "100000000000000000000"}],
    ),
    "1904": (
        lambda: raw_xlsx(
            '<row r="1"><c r="A1" s="1"><v>42400</v></c></row>',
            {
                "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
            },
            about_book='<workbookPr date1904="1"/>',
        ),
        [{"line": 1, "c0": "2020-02-01"}],
    ),
    "其实是CSV": (
        lambda: csv_file(ORDERS[:1]),
        [{"line": 1, **{f"c{n}": cell for n, cell in enumerate(ORDERS[0])}}],
    ),
}


@pytest.mark.parametrize("case", HONEST)
def test_an_odd_but_honest_workbook_is_read(case):
    make, expected = HONEST[case]
    with watched() as grown:
        [grid] = read_bytes(make(), f"{case}.xlsx")
    assert grid.table.to_pylist() == expected
    assert grown[0] < 50 << 20


def test_a_sheet_that_is_too_wide_does_not_block_the_others():
    wide, good = read_bytes(xlsx({"宽": [["x"] * 3000], "好": ORDERS}), "订单.xlsx")
    assert wide.refused is not None
    assert "订单.xlsx › 宽" in wide.refused.zh
    assert good.table.num_rows == len(ORDERS)


def test_nothing_is_fetched_and_no_file_is_opened_for_a_workbook(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("口令", encoding="utf-8")
    head = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(Unreadable) as caught:
        read_bytes(raw_xlsx(f'<row r="1">{raw_text("A1", "&x;")}</row>', head=head), "a.xlsx")
    assert "口令" not in caught.value.text.zh
