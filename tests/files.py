"""Builds the files that people hand over: CSV, workbooks good and hostile, zips; small and made on the spot."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

import xlsxwriter
import xlwt

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

ORDERS = [
    ["订单编号", "买家会员名", "总金额", "订单状态"],
    ["182131013210222270", "小红", "118.00", "交易成功"],
    ["173817068586330783", "小明", "36.50", "交易关闭"],
]


def csv_file(
    rows: Iterable[Sequence[str]],
    encoding: str = "utf-8",
    delimiter: str = ",",
    end: str = "\r\n",
    quote: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> bytes:
    """Return the rows as delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quote).writerows(rows)
    return out.getvalue().encode(encoding)


def zip_file(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]], **options: Any) -> bytes:
    """Return a workbook as Excel writes it: each sheet's rows of texts, numbers, dates and booleans; None is no cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, **options}) as book:
        day, moment = (
            book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
        )
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, cell in _cells(rows):
                if isinstance(cell, datetime):
                    sheet.write_datetime(*place, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(*place, cell, day)
                elif cell is not None:
                    sheet.write(*place, cell)
    return out.getvalue()


def xls(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return an old Excel workbook (BIFF8, the .xls of 1997 to 2003)."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for place, cell in _cells(rows):
            code = "yyyy-mm-dd hh:mm:ss" if isinstance(cell, datetime) else "yyyy-mm-dd"
            style = xlwt.easyxf(num_format_str=code) if isinstance(cell, date) else xlwt.Style.default_style
            if cell is not None:
                sheet.write(*place, cell, style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locked_xls() -> bytes:
    """Return an .xls that says it is encrypted: its second record is FILEPASS, as in one saved with a password."""
    content = bytearray(xls({"订单": ORDERS}))
    first_record = content.index(bytes.fromhex("0908100000060500"))
    content[first_record + 4 + 16] = 0x2F
    return bytes(content)


def raw_xlsx(
    rows: str, parts: Mapping[str, str] = MappingProxyType({}), head: str = "", about_book: str = ""
) -> bytes:
    """Return a workbook with this XML as its one sheet's rows, for what no well-meaning program writes.

    parts: further or other parts; head: XML put before the sheet's; about_book: XML at the start of workbook.xml.
    """
    package = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{about_book}'
        '<sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"/>',
        **parts,
    }
    return zip_file({name: xml.encode() for name, xml in package.items()})


def raw_text(place: str, text: str) -> str:
    """Return the XML of a text cell."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def shared_strings(*texts: str) -> str:
    """Return the XML part of the texts that cells share."""
    return f'<sst xmlns="{_MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


def _cells(rows: Sequence[Sequence[Any]]) -> Iterable[tuple[tuple[int, int], Any]]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            yield (row, column), cell
