"""The shop's own sheets: empty workbooks to fill in and load like any other file."""

from functools import partial
from io import BytesIO

import streamlit as st

from data.templates import TEMPLATES, write_template
from data.text import Text
from ui.format import plain
from ui.session import say
from ui.tables import XLSX

INTRO = Text(
    "平台不会导出的东西自己填：下载模板，填好后和别的报表一样拖到上面导入。以「示例：」开头的行不会导入。",
    "What no platform exports, you fill in yourself: download a template, fill it in, and drop it above like any export. "
    "Rows that begin with 示例： are not loaded.",
)
USES = {
    "targets": Text(
        "月、周、日的销售目标；今日页和周报显示完成率。", "Targets of months, weeks and days: attainment."
    ),
    "costs": Text(
        "运费、包邮、折扣等成本；店铺ROI 要用。",
        "Postage, discounts and other costs: the store ROI needs them.",
    ),
    "events": Text(
        "大促和店铺活动；对比时跳过这些天。", "Festivals and campaigns: comparisons pass these days over."
    ),
}
DOWNLOAD = Text("下载{name}模板", "Download: {name}")


def draw() -> None:
    """Draw what each own sheet is for, and the button that downloads its template."""
    st.caption(say(INTRO))
    for template in TEMPLATES:
        use = say(USES[template.kind]) if template.kind in USES else ""
        st.markdown(f"**{plain(say(template.title))}**  \n{plain(use)}")
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
