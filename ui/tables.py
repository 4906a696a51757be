"""One table, seen and taken away: what the screen shows is what the Excel file holds."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
import streamlit as st

from data.text import Language, Text
from metrics.behind import Behind
from metrics.catalogue import CATALOGUE
from metrics.figure import Figure
from reports.figures import readings, with_readings
from reports.table import Cell, Column, Table, Typed, worded
from reports.table_export import to_csv, to_xlsx
from reports.wording import number, times_places
from ui.format import EMPTY, plain
from ui.session import language, on_phone, say

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "money": "¥%,.2f", "percent": "%,.2f%%", "change": "%+,.2f%%", "points": "%+,.2f", "times": "%,.2f", "number": "%,.2f",
    "count": "%,d", "people": "%,d",
}  # fmt: skip
WORDS = ("text", "id", "grade")
UNITS = ("money", "percent", "times", "number", "count", "people")
# Pixels: half a Chinese letter of a table's 13 px type, a cell's padding, the narrowest column, and the widest of words.
LETTER, PADDING, NARROWEST, WIDEST = 7, 18, 90, 190
# How wide a name may be: on a phone figures have to stand beside it.
WIDEST_NAME = {True: 168, False: 320}
# A table of few columns is only so wide that its figures stay beside their names, up to a desk's page; a column of it has so much.
FIGURE, PAGE = 150, 1000
EXPORT = Text("导出 Excel", "Export to Excel")
EXPORT_CSV = Text("导出 CSV", "Export as CSV")
PICK = Text("看这张表里一个数字怎么来的", "See how a figure of this table is made")
READINGS = Text("口径：{names}", "Readings: {names}")
CLICK = Text("点一下数字，看它怎么算出来的。", "Click a figure to see how it is made.")
CHANGE_HELP = Text(
    "带 % 的是增减的比例；带「点」的是百分点：从 20% 到 22% 是 +2 点。",
    "% is the share by which a figure grew; pts are percentage points: from 20 % to 22 % is +2 pts.",
)
IN_YUAN = Text("{title}（元）", "{title} (yuan)")
# Where a clicked cell waits for the end of the run: the key of its table, and its figure.
ASKED = "asked-figure"
NO_CELL: dict[str, dict[str, list[Any]]] = {"selection": {"rows": [], "columns": [], "cells": []}}
ROWS_SHOWN_WHOLE = 32
# Laid over the theme's own ground, so that letters stand out in light and dark.
SHADE = "background-color: rgba(47, 116, 208, {})"
DARKEST = 0.55
ROW_HEIGHT = 35


def show(table: Table, key: str, *, help_texts: Mapping[str, str] | None = None, export: bool = True) -> None:
    """Draw a sortable table with its first column pinned and, below it, the button that exports the same rows.

    A click on a cell that is a figure (`Table.figures`) lays it open at the end of the run (ui/opened.py): in a dialog, or in
    place of what stands in the dialog that the table is in.
    """
    clicks: dict[str, Any] = {}
    if table.figures:
        if st.session_state.pop(_letting_go(key), False):
            st.session_state[key] = NO_CELL
        clicks = {"on_select": partial(_clicked, key, table.figures), "selection_mode": "single-cell"}
    shown = worded(table, language())
    st.dataframe(
        _shaded(frame(shown), table), key=key, hide_index=True, placeholder=EMPTY, row_height=ROW_HEIGHT,
        column_config=_configuration(table, shown, help_texts or {}), width=_width(table),
        height="content" if len(table.rows) <= ROWS_SHOWN_WHOLE else ROW_HEIGHT * (ROWS_SHOWN_WHOLE + 1), **clicks,
    )  # fmt: skip
    named = [say(reading) for reading in readings(table)]
    if named:
        st.caption(plain(say(READINGS.fill(names=("；" if language() == "zh" else "; ").join(named)))))
    if clicks:
        st.caption(say(CLICK))
    if export:
        export_buttons(table, key)


def _clicked(key: str, figures: Mapping[tuple[int, str], Figure | Behind]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells and (figure := figures.get((cells[0][0], cells[0][1]))) is not None:
        st.session_state[ASKED] = (key, figure)


def pick(choices: Mapping[str, Figure], key: str) -> None:
    """Draw a menu that lays one of the figures open, by their names: for a table whose cells take no click since they are edited."""
    if not choices:
        return
    if st.session_state.pop(_letting_go(key), False):
        st.session_state[key] = None
    st.selectbox(
        say(PICK), list(choices), index=None, key=key, placeholder=say(PICK), label_visibility="collapsed", width=340,
        on_change=partial(_picked, key, choices),
    )  # fmt: skip


def _picked(key: str, choices: Mapping[str, Figure]) -> None:
    if (figure := choices.get(st.session_state[key])) is not None:
        st.session_state[ASKED] = (key, figure)


def let_go(key: str) -> None:
    """Have the table at `key` let its clicked cell go when it is drawn next, so that the same cell can be clicked again."""
    # Not before it is drawn, nor in the run of the click: the browser takes a selection from here only where the run before
    # had none for it, and would keep the cell, which would then take no click and ask for its figure in any later run.
    st.session_state[_letting_go(key)] = True


def _letting_go(key: str) -> str:
    return f"{key}-lets-go"


def export_buttons(table: Table, key: str) -> None:
    """Draw the two buttons that build, only when clicked, a workbook and a CSV file of the table."""
    leaving = with_readings(table, language())
    with st.container(horizontal=True):
        for label, build, suffix, mime in (
            (EXPORT, partial(to_xlsx, [leaving]), "xlsx", XLSX),
            (EXPORT_CSV, partial(to_csv, leaving), "csv", "text/csv"),
        ):
            st.download_button(
                say(label), build, f"{table.title}.{suffix}", mime, key=f"{key}-{suffix}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip


def frame(table: Table) -> pd.DataFrame:
    """Return the table as the screen needs it: one column per key, numbers sortable, rates as percent numbers.

    A column that holds a range in words beside its numbers is one of words throughout.
    """
    kinds = [_dtype(table, place) for place in range(len(table.columns))]
    return pd.DataFrame(
        {
            column.key: pd.Series(
                [
                    _written(row[place], column.kind)
                    if kinds[place] == "object"
                    else _shown(row[place], column.kind)
                    for row in table.rows
                ],
                dtype=kinds[place],
            )
            for place, column in enumerate(table.columns)
        }
    )


def _shaded(frame: pd.DataFrame, table: Table) -> "pd.DataFrame | Styler":
    """Return the frame with its cells as dark as the table says; without shades, as it is."""
    if not table.shades:
        return frame
    colours = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for (row, key), shade in table.shades.items():
        colours.loc[row, key] = SHADE.format(round(min(max(shade, 0.0), 1.0) * DARKEST, 3))
    return frame.style.apply(lambda _: colours, axis=None)


def _written(value: Cell, kind: str) -> Cell:
    return number(value, kind) if kind in UNITS and isinstance(value, int | float | Decimal) else value


def _dtype(table: Table, place: int) -> str:
    kind = table.columns[place].kind
    words = kind in WORDS or any(isinstance(row[place], str) for row in table.rows)
    return "object" if words or kind in ("day", "time") else "float64"


def _shown(value: Cell, kind: str) -> Cell:
    if isinstance(value, Decimal):
        value = float(value)
    if kind in ("percent", "change") and isinstance(value, int | float):
        return value * 100
    return value


def _configuration(table: Table, shown: Table, help_texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        column.key: _column(
            _headed(table, place), _format(table, place), pinned=place == 0, help_text=help_texts.get(column.key),
            width=_name_width(table) if place == 0 else _words_width(shown, place),
            figures=_holds_figures(table, place),
        )
        for place, column in enumerate(table.columns)
    }  # fmt: skip


def _format(table: Table, place: int) -> str | None:
    """Return how the numbers of a column are written; None for a column of words."""
    kind = table.columns[place].kind
    if _dtype(table, place) == "object":
        return None
    if kind == "money" and _has_losses(table, place):
        return FORMATS["number"]
    if kind != "times":
        return FORMATS[kind]
    # As many decimals as the column needs to show on which side of a grade's limit each ratio is.
    ratios = (Decimal(str(row[place])) for row in table.rows if isinstance(row[place], int | float | Decimal))
    return f"%,.{max((times_places(ratio) for ratio in ratios), default=2)}f"


def _has_losses(table: Table, place: int) -> bool:
    """Whether a column of money holds amounts below 0: the screen would write ¥-5.00, so these have the unit in their head."""
    return any(isinstance(row[place], int | float | Decimal) and row[place] < 0 for row in table.rows)  # type: ignore[operator]


def _headed(table: Table, place: int) -> Column:
    """Return a column as its head is written: with the unit where its figures are written without."""
    column = table.columns[place]
    if column.kind != "money" or _dtype(table, place) == "object" or not _has_losses(table, place):
        return column
    return replace(column, title=say(IN_YUAN.fill(title=column.title)))


def _width(table: Table) -> int | Literal["stretch"]:
    """Return how wide a table is at most: over a whole desk, figures of few columns would stand far from their names."""
    pixels = (_name_width(table) or FIGURE) + sum(
        WIDEST if column.kind in WORDS and not _holds_figures(table, place) else FIGURE
        for place, column in enumerate(table.columns[1:], 1)
    )
    return pixels if pixels < PAGE else "stretch"


def _name_width(table: Table) -> int | None:
    """Return the pixels that the names in the first column need, no more than a screen has room for."""
    if table.columns[0].kind != "text":
        return None
    longest = max((_letters(str(row[0])) for row in table.rows if row[0] is not None), default=0)
    pixels = longest * LETTER + PADDING
    return min(pixels, WIDEST_NAME[on_phone()]) if pixels >= NARROWEST else None


def _words_width(table: Table, place: int) -> int | None:
    """Return the pixels that words need to stand whole, half a range would be another figure; None where they are long.

    Left to itself the screen measures some of the rows.
    """
    kind = table.columns[place].kind
    if _dtype(table, place) != "object" or kind in ("day", "time"):
        return None
    written = (_written(row[place], kind) for row in table.rows)
    longest = max((_letters(str(words)) for words in written if words is not None), default=0)
    pixels = max(longest, _letters(table.columns[place].title)) * LETTER + PADDING
    return pixels if longest and pixels <= WIDEST else None


def _holds_figures(table: Table, place: int) -> bool:
    return table.columns[place].kind in UNITS or any(isinstance(row[place], Typed) for row in table.rows)


def _letters(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _column(
    column: Column,
    numbers: str | None,
    *,
    pinned: bool,
    help_text: str | None,
    width: int | None,
    figures: bool,
) -> Any:
    common: dict[str, Any] = {"label": column.title, "help": help_text, "pinned": pinned}
    if column.kind == "day":
        return st.column_config.DateColumn(**common, format="YYYY-MM-DD")
    if column.kind == "time":
        return st.column_config.DatetimeColumn(**common, format="YYYY-MM-DD HH:mm")
    if numbers is None:
        return st.column_config.TextColumn(**common, width=width, alignment="right" if figures else None)
    return st.column_config.NumberColumn(**common, format=numbers)


def explanations(keys: Sequence[str], language: Language) -> dict[str, str]:
    """Return what each metric means, for the heads of a table's columns."""
    return {key: CATALOGUE[key].meaning.say(language) for key in keys}
