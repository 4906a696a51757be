"""The entry script: which pages there are, who may open them, and the page that was asked for."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import streamlit as st

from data.text import Text
from ui import remembered, session, shell
from ui.opened import lay_open_clicked

ICON = Path(__file__).parent / "icon.svg"
TODAY = Text("今日", "Today")
PROMOTION = Text("推广", "Promotion")
GOODS = Text("货品", "Goods")
CUSTOMERS = Text("客户", "Customers")
PLAN = Text("计划", "Plan")
FILES = Text("数据", "Data")


@dataclass(frozen=True)
class Entry:
    """One page: its flat path, its title and section in the navigation, and the module that defines `page()`."""

    path: str
    title: Text
    icon: str
    section: Text
    module: str

    def run(self) -> None:
        """Draw the page; its module is imported when it is opened for the first time."""
        importlib.import_module(self.module).page()

    def page(self) -> st.Page:
        """Return the page as the navigation knows it, in the person's language; hidden where it is not theirs."""
        return st.Page(
            _named(self.run, self.path),
            title=session.say(self.title),
            icon=self.icon,
            url_path=self.path,
            visibility="visible" if session.role().may_open(self.path) else "hidden",
        )


ENTRIES = (
    Entry("morning", Text("早间总览", "Morning"), ":material/wb_sunny:", TODAY, "pages.manager.morning"),
    Entry("duties", Text("岗位清单", "Duties"), ":material/checklist:", TODAY, "pages.manager.duties"),
    Entry("roi", Text("推广 ROI", "Promotion ROI"), ":material/campaign:", PROMOTION, "pages.promotion.roi"),
    Entry("items", Text("商品", "Goods"), ":material/inventory_2:", GOODS, "pages.goods.items"),
    Entry("customers", Text("顾客", "Customers"), ":material/group:", CUSTOMERS, "pages.customers.customers"),
    Entry("targets", Text("目标与进度", "Targets"), ":material/flag:", PLAN, "pages.plan.targets"),
    Entry("calendar", Text("活动日历", "Calendar"), ":material/calendar_month:", PLAN, "pages.plan.calendar"),
    Entry(
        "competitors",
        Text("竞品", "Competitors"),
        ":material/compare_arrows:",
        PLAN,
        "pages.plan.competitors",
    ),
    Entry("load", Text("导入数据", "Load data"), ":material/upload_file:", FILES, "pages.files.load"),
    Entry("weekly", Text("周报", "Weekly report"), ":material/summarize:", FILES, "pages.files.weekly"),
    Entry("metrics", Text("指标口径", "Definitions"), ":material/menu_book:", FILES, "pages.files.metrics"),
    Entry("settings", Text("设置", "Settings"), ":material/settings:", FILES, "pages.files.settings"),
)


def _named(run: Callable[[], None], name: str) -> Callable[[], None]:
    def draw() -> None:
        run()

    draw.__name__ = name
    return draw


def _list_pages(entries: Sequence[Entry], pages: Mapping[str, st.Page]) -> None:
    """Draw the list of pages in the sidebar, by section; each link takes the shared choices along."""
    with st.sidebar, st.container(gap="xsmall", key="pages"):
        for section, group in groupby(entries, key=lambda entry: entry.section):
            st.caption(session.say(section))
            for entry in group:
                st.page_link(
                    pages[entry.path], label=session.say(entry.title), icon=entry.icon, width="stretch",
                    query_params=remembered.carried(),
                )  # fmt: skip


def main() -> None:
    """Draw one run: the frame around every page, then the page that the URL asks for."""
    session.speak()
    st.set_page_config(page_title=session.say(shell.NAME), page_icon=str(ICON), layout="wide")
    session.begin()
    allowed = [entry for entry in ENTRIES if session.role().may_open(entry.path)]
    if not allowed:
        st.error(session.say(session.NOT_YOURS.fill(role=session.role().label)))
        return
    # A page that isn't this person's stands behind its path all the same, to say so: without it Streamlit would show
    # an English "Page not found" and another page.
    pages = {entry.path: entry.page() for entry in ENTRIES}
    # A default page has no path of its own, so the root is a hidden page that goes on to the first one.
    root = st.Page(
        _named(lambda: None, "start"), title=session.say(shell.NAME), default=True, visibility="hidden"
    )
    sections: dict[str, list[st.Page]] = {"": [root]}
    for entry in ENTRIES:
        sections.setdefault(session.say(entry.section), []).append(pages[entry.path])
    # Streamlit's own list of pages loses the URL's choices on the way, ours carries them (ui/remembered.py). On a phone only
    # its own folds the sidebar away when a page is chosen.
    phone = session.on_phone()
    chosen = st.navigation(sections, position="sidebar" if phone else "hidden")
    if chosen == root:
        st.switch_page(pages[allowed[0].path], query_params=st.query_params.to_dict())
    st.logo(str(ICON), size="large")
    remembered.begin(chosen.url_path)
    session.know_pages({entry.path: pages[entry.path] for entry in allowed}, remembered.carried())
    if not phone:
        _list_pages(allowed, pages)
    shell.frame()
    chosen.run()
    lay_open_clicked()


main()
