"""The weekly report: one workbook for WPS and Excel, the same from the page and from the command line."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from math import ceil
from pathlib import Path

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.store import Store
from data.text import Text
from metrics.catalogue import metric
from metrics.scope import EVERYTHING, Scope
from reports.sheet import FONT, SAFE_OPTIONS, Styles, page_setup, places, write_table, write_wrapped
from reports.table import Table
from reports.week import SAMPLE, Week, last_week, weeks
from reports.week_notes import notes
from reports.weekly_tables import tables

__all__ = ["last_week", "weekly", "weekly_notes", "weekly_tables", "weeks"]

PRODUCT = Text("掌柜看板", "Zhanggui")
PER_DAY = Text("{label}（元，按天）", "{label} per day (yuan)")
NO_DATA = Text("{title}；{days} 无数据", "{title}; no data for {days}")
NOTE_COLUMN = 7
CHARTS = (("paid_amount",), ("ad_spend", "ad_revenue", "site_ad_revenue"))
CHART_SIZE = {"width": 620, "height": 290}
CHART_ROWS = 15
# Of the note: letters of half width in a line, and pixels of a line and of a row of the sheet.
NOTE_WIDTH, NOTE_LINE, ROW = 92, 20, 20
COLOURS = {
    "paid_amount": "#1F5FA8",
    "ad_spend": "#C55A11",
    "ad_revenue": "#2E8B57",
    "site_ad_revenue": "#8FBC8F",
}
LAST_PRINTED_COLUMN = 16


def weekly(
    store: Store, week: str, out: Path | BytesIO, language: str = "zh", scope: Scope = EVERYTHING
) -> None:
    """Write the workbook of the ISO `week` (2026-W47) to `out`; ValueError if it is no week, OSError if it can't be.

    Sheets: 摘要, 日报, 推广, 商品, 口径, in both languages under these names. No formulas and no links.
    """
    asked = Week(store, week, scope)
    made = BytesIO()
    sheets = tables(asked, language)
    said = [line.say(language) for line in (asked.title(), *asked.basis(), *notes(asked))]
    with xlsxwriter.Workbook(made, SAFE_OPTIONS) as book:
        book.set_properties({"title": asked.title().say(language), "author": PRODUCT.say(language)})
        styles = Styles(book, language)
        written = [_sheet(book, styles, asked, table, language) for table in sheets]
        row = _summary(written[0], styles, sheets[0], said)
        for keys in CHARTS:
            shown = [key for key in keys if _has_figures(sheets[1], key)] or keys
            chart = _chart(book, sheets[1], shown, language)
            written[0].insert_chart(row, NOTE_COLUMN, chart, {"object_position": 2})
            row += CHART_ROWS
        # The keys are for programs: they stay in the sheet, outside of what is printed.
        written[0].print_area(0, 1, max(row, len(sheets[0].rows)), LAST_PRINTED_COLUMN)
        written[0].fit_to_pages(1, 1)
        _definitions(written[4], styles, sheets[4], said)
    if isinstance(out, Path):
        out.write_bytes(made.getvalue())
    else:
        out.write(made.getvalue())


def weekly_tables(store: Store, week: str, language: str = "zh", scope: Scope = EVERYTHING) -> list[Table]:
    """Return the sheets of that week as tables, in order."""
    return tables(Week(store, week, scope), language)


def weekly_notes(store: Store, week: str, scope: Scope = EVERYTHING) -> list[Text]:
    """Return what has to be known to read that week's changes rightly."""
    return notes(Week(store, week, scope))


def _sheet(book: Workbook, styles: Styles, week: Week, table: Table, language: str) -> Worksheet:
    sheet = book.add_worksheet(table.title)
    write_table(sheet, styles, table)
    page_setup(sheet, landscape=True)
    sample = f"&R&B{SAMPLE.say(language)}" if week.is_sample else ""
    # In a print header an ampersand begins a command.
    sheet.set_header(f"&L{week.title().say(language).replace('&', '&&')[:180]}{sample}")
    return sheet


def _summary(sheet: Worksheet, styles: Styles, table: Table, said: Sequence[str]) -> int:
    """Finish the summary's sheet with the note on what it stands; return the row below the note."""
    for line, row in enumerate(table.rows, start=1):
        sheet.write_string(line, 0, str(row[0]), styles.quiet)
    height = NOTE_LINE * sum(ceil(places(line) / NOTE_WIDTH) for line in said) + 12
    look = {
        "width": CHART_SIZE["width"], "height": height, "object_position": 2, "line": {"color": "#BFBFBF"},
        "font": {"name": FONT, "size": 10},
    }  # fmt: skip
    sheet.insert_textbox(1, NOTE_COLUMN, "\n".join(said), look)
    return 2 + ceil(height / ROW)


def _chart(book: Workbook, days: Table, keys: Sequence[str], language: str) -> Chart:
    chart = book.add_chart({"type": "column"})
    last = len(days.rows)
    for key in keys:
        place = _place(days, key)
        chart.add_series({
            "name": metric(key).label.say(language), "gap": 60, "fill": {"color": COLOURS[key]},
            "categories": [days.title, 1, 0, last, 0], "values": [days.title, 1, place, last, place],
        })  # fmt: skip
    chart.set_title({"name": _chart_title(days, keys, language), "name_font": {"name": FONT, "size": 11}})
    font = {"num_font": {"name": FONT, "size": 9}}
    chart.set_x_axis(
        {**font, "date_axis": True, "num_format": "m-d", "major_unit": 1, "major_unit_type": "days"}
    )
    chart.set_y_axis(
        {**font, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E5E5E5"}}}
    )
    chart.set_legend(
        {"none": True} if len(keys) == 1 else {"position": "bottom", "font": {"name": FONT, "size": 9}}
    )
    chart.set_size(CHART_SIZE)
    return chart


def _chart_title(days: Table, keys: Sequence[str], language: str) -> str:
    """What the chart shows, and which days have no bar because nothing is loaded for them."""
    labels = (" / " if language == "en" else "、").join(metric(key).label.say(language) for key in keys)
    title = PER_DAY.fill(label=labels)
    empty = [row[0] for row in days.rows if all(row[_place(days, key)] is None for key in keys)]
    if empty:
        listed = ", ".join(f"{day:%m-%d}" for day in empty if isinstance(day, date))
        title = NO_DATA.fill(title=title, days=listed)
    return title.say(language)


def _has_figures(table: Table, key: str) -> bool:
    return any(row[_place(table, key)] is not None for row in table.rows)


def _place(table: Table, key: str) -> int:
    return [column.key for column in table.columns].index(key)


def _definitions(sheet: Worksheet, styles: Styles, table: Table, said: Sequence[str]) -> None:
    write_wrapped(sheet, styles, table)
    for line, text in enumerate(said, start=len(table.rows) + 2):
        sheet.write_string(line, 0, text)
