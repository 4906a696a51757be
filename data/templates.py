"""Writes the empty workbooks of the shop's own sheets: headers, drop-downs, an example row, a sheet that explains."""

from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.exports.own import OWN_KINDS, TEMPLATES
from data.template import GUIDE, GUIDE_HEAD, Field, Template
from data.text import Text

__all__ = ["BY_KIND", "EXAMPLE", "GUIDE", "TEMPLATES", "write_template"]

# What begins like this is an example and no fact; the importer sets such rows aside.
EXAMPLE = "示例："
ROWS = 1000
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FILLING = Text(
    "填在第一张表里；灰色的示例行不会导入，删不删都行。不要改列名；列的顺序随意，用不到的列可以删。",
    "Fill in the first sheet. The grey example row is not loaded. Keep the column names; their order is free, and columns that "
    "you don't need may go.",
)
# What becomes of rows that a newer sheet doesn't list, by the kind's `replaced`.
_LOADING = {
    "name": Text(
        "改了以后把整份表再载入一次，以最后一次为准。从表里删掉的行也会从看板里消失，只要文件名没变；换了文件名就是另一份表，两份都算。",
        "Load the whole sheet again after a change: the last one stands. Rows that you deleted go from the dashboard too, as "
        "long as the file keeps its name; under another name it is a second sheet, and both count.",
    ),
    "days": Text(
        "改了以后把整份表再载入一次，以最后一次为准。同一文件名、同一天里删掉的行也会消失；以前各天的记录都留着。",
        "Load the whole sheet again after a change: the last one stands. Rows deleted from a day go too, as long as the file "
        "keeps its name; earlier days stay.",
    ),
    "shop": Text(
        "改了以后把整份表再载入一次：新的一份整份替换旧的，文件名不限。",
        "Load the whole sheet again after a change: it replaces the old one whole, whatever its name.",
    ),
    "": Text(
        "这份表是流水：每次可以只放新的行，以前载入的不会因为没写而消失；同一条再载入一次，以最后一次为准。",
        "This sheet is a log: it may hold new rows only, rows loaded before stay. A row loaded again replaces itself.",
    ),
}
BY_KIND = {template.kind: template for template in TEMPLATES}
_REPLACED = {kind.key: kind.replaced for kind in OWN_KINDS}


def write_template(kind: str, out: Path | BytesIO) -> None:
    """Write the template of an own kind ('targets', 'costs' ...) as .xlsx; KeyError for any other kind."""
    template = BY_KIND[kind]
    with Workbook(str(out) if isinstance(out, Path) else out, _OPTIONS) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        grey = book.add_format({"italic": True, "font_color": "#808080", "num_format": "@"})
        # Cells are text, or a spreadsheet would turn 2026-11 into a date of its own.
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(template.title.zh)
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(template.fields):
            sheet.set_column(place, place, 22, text)
            sheet.write_string(0, place, field.header, head)
            sheet.write_string(1, place, EXAMPLE + field.example if place == 0 else field.example, grey)
            _advise(sheet, place, field)
        _explain(
            book.add_worksheet(GUIDE), template, head, book.add_format({"text_wrap": True, "valign": "top"})
        )


def _advise(sheet: Worksheet, place: int, field: Field) -> None:
    """Let the cells of a column say what belongs there, and offer its words."""
    rule: dict[str, object] = {"validate": "any", "input_title": field.header, "input_message": field.hint.zh}
    if field.choices:
        rule |= {
            "validate": "list",
            "source": list(field.choices),
            "error_title": field.header,
            "error_message": "请从下拉列表里选。",
            "show_error": not field.open_list,
        }
    sheet.data_validation(1, place, ROWS, place, rule)


def _explain(sheet: Worksheet, template: Template, head: Format, wrapped: Format) -> None:
    """Fill the sheet 说明: what the sheet is for, how it is loaded, and what each column means, in both languages."""
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 3, 52)
    lines = (template.use, _FILLING, _LOADING[_REPLACED[template.kind]])
    for row, line in enumerate(lines):
        sheet.write_string(row, 1, line.zh, wrapped)
        sheet.write_string(row, 2, line.en, wrapped)
    start = len(lines) + 1
    for place, title in enumerate(GUIDE_HEAD):
        sheet.write_string(start, place, title, head)
    for row, field in enumerate(template.fields, start + 1):
        cells = (field.header, field.hint.zh, field.hint.en, "、".join(field.choices))
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, wrapped)
