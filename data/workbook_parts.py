"""What is looked up in the parts of an .xlsx itself: entity declarations, and error cells, which the parser leaves out."""

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from posixpath import join, normpath

_CHUNK = 1 << 20
_HEAD = 4096
_ERROR_MARK = b't="e"'
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\s([^<>]*?\bt="e"[^<>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

Errors = dict[int, dict[int, str]]  # {row: {column: "#REF!"}}, both from 0


class Entities(Exception):
    """An XML part declares a document type: no export does; entity bombs and thieves of files do."""


def inspect(path: Path) -> dict[str, Errors]:
    """Return the error cells of each sheet of an .xlsx that has some, nothing for an .xls; raises Entities."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as workbook:
        if _has_entities(workbook):
            raise Entities
        return _error_cells(workbook)


def _has_entities(workbook: zipfile.ZipFile) -> bool:
    for name in workbook.namelist():
        if name.lower().endswith((".xml", ".rels")):
            with workbook.open(name) as part:
                head = part.read(_HEAD).replace(b"\x00", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                return True
    return False


def _error_cells(workbook: zipfile.ZipFile) -> dict[str, Errors]:
    found = [name for name in workbook.namelist() if "/worksheets/" in name and _holds_errors(workbook, name)]
    if not found:
        return {}
    sheets = _sheets_of(workbook)
    return {sheets[part]: _errors_in(workbook.read(part)) for part in found if part in sheets}


def _holds_errors(workbook: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    with workbook.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if _ERROR_MARK in tail + chunk:
                return True
            tail = chunk[-len(_ERROR_MARK) :]
    return False


def _errors_in(xml: bytes) -> Errors:
    errors: Errors = {}
    for attributes, inside in _ERROR_CELL.findall(xml):
        place, value = _PLACE.search(attributes), _VALUE.search(inside)
        if place and value:
            letters, row = place.groups()
            errors.setdefault(int(row) - 1, {})[_column(letters)] = value[1].decode("ascii", "replace")
    return errors


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheets_of(workbook: zipfile.ZipFile) -> dict[str, str]:
    """Return the sheet's name for each worksheet part, as workbook.xml and its relations say."""
    relations = ElementTree.fromstring(workbook.read("xl/_rels/workbook.xml.rels"))
    parts = {
        relation.get("Id"): normpath(join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in relations
    }
    sheets = ElementTree.fromstring(workbook.read("xl/workbook.xml")).iterfind(".//{*}sheet")
    return {
        parts[key]: sheet.get("name", "")
        for sheet in sheets
        if (key := sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)) in parts
    }
