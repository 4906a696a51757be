"""Files that are no export, as people drop them by mistake or on purpose; each made here, byte by byte."""

import io
import struct
import zipfile
import zlib

XLSX_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
}


def photo() -> bytes:
    """A photograph: a PNG of 64 grey pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + bytes(range(0, 64, 8)) for _ in range(8))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def pdf() -> bytes:
    """The least that a PDF is."""
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def workbook(cells: dict[str, str]) -> bytes:
    """A workbook of one sheet with text cells at these places ({"A1": "订单编号"}), one row for each."""
    rows = "".join(
        f'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}">'
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for place, text in cells.items()
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in {**XLSX_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            book.writestr(name, content)
    return out.getvalue()


def corner_cells() -> bytes:
    """A small workbook whose two cells span 17 billion: it made a reader ask for half a terabyte and abort."""
    return workbook({"A1": "订单编号", "XFD1048576": "末"})


def truncated_zip() -> bytes:
    """A zip of one CSV whose download broke off half-way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("订单.csv", "".join(f"订单编号,总金额\n{n},{n * 7 % 100}.00\n" for n in range(2000)))
    return out.getvalue()[: len(out.getvalue()) // 2]


def unknown_kind() -> bytes:
    """A tidy table that no platform export looks like."""
    return "食材,克数,备注\n面粉,500,高筋\n黄油,30,无盐\n".encode("utf-8-sig")


WRONG_FILES: dict[str, bytes] = {
    "假期照片.png": photo(),
    "空文件.csv": b"",
    "合同.xlsx": pdf(),
    "菜谱.csv": unknown_kind(),
    "两个角.xlsx": corner_cells(),
    "断掉的下载.zip": truncated_zip(),
}
