"""The shop's own sheets: empty workbooks to fill in and load like any other file."""

from functools import partial
from io import BytesIO

import streamlit as st

from data.template import Template
from data.templates import TEMPLATES, write_template
from data.text import Text
from ui.format import plain
from ui.session import say
from ui.tables import XLSX

INTRO = Text(
    "平台不会导出的东西自己填：下载模板，填好后和别的报表一样拖到上面导入。以「示例：」开头的行不会导入；每份模板里有一张「说明」。"
    "改了以后把整份再导入一次：最后导入的那份为准，从表里删掉的行也会消失。",
    "What no platform exports, you fill in yourself: download a template, fill it in, and drop it above like any export. Rows "
    "that begin with “示例：” are not loaded; a sheet “说明” explains the columns. After a change load the whole sheet again: the "
    "last one stands, and rows that you deleted go.",
)
DOWNLOAD = Text("下载{name}模板", "Download: {name}")
COLUMNS = 3
NARROWEST = 260


def draw() -> None:
    """Draw what each own sheet is for, and the button that downloads its template."""
    st.caption(say(INTRO))
    with st.grid(COLUMNS, min_column_width=NARROWEST, key="own-sheets"):
        for template in TEMPLATES:
            _offer(template)


def _offer(template: Template) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{plain(say(template.title))}**  \n{plain(say(template.use))}")
        st.download_button(
            say(DOWNLOAD.fill(name=template.title)),
            partial(workbook, template.kind),
            template.file_name,
            XLSX,
            key=f"template-{template.kind}",
            on_click="ignore",
            icon=":material/download:",
        )


def workbook(kind: str) -> bytes:
    """Return the template of an own sheet as the bytes of a workbook."""
    out = BytesIO()
    write_template(kind, out)
    return out.getvalue()
