"""Buyers by the month of their first purchase, as a map of months: who came back, and what each was worth by then."""

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses import cohorts as months
from metrics.analyses.cohorts import Cohort, Cohorts
from metrics.behind import Behind
from metrics.scope import Scope
from reports.table import Cell, Column, Kind, Table
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.remembered import buttons
from ui.session import say, store

TITLE = Text("首购月份和之后的留存", "Months of first purchase, and who came back")
VIEW = Text("看什么", "What to see")
VIEWS = {
    "share": Text("当月又付款的比例", "Share paying again"),
    "worth": Text("人均累计净付款（LTV）", "Net paid per buyer (LTV)"),
}
SHARE_HELP = Text(
    "每行是同一个月首次付款的人，第 n 列是之后第 n 个月又付款的比例；没过完的月份空着，颜色越深比例越高。",
    "A row is the buyers who first paid in one month; column n is the share that paid in the n-th month after. Months that aren't "
    "over are empty; darker is more.",
)
WORTH_HELP = Text(
    "每个首购买家到那个月底一共付了多少（减去至今的退款）。只是看到的，不预测。",
    "What each first-time buyer had paid by the end of that month, less the refunds known today. Observed, nothing foretold.",
)
MONTH = Text("首购月份", "First purchase")
BUYERS = Text("首购人数", "Buyers")
AFTER = Text("+{n} 月", "+{n} mo.")
NO_MONTH = Text("还没有一个完整加载的月份。", "No month is wholly loaded yet.")
MOST_MONTHS = 24
MOST_AFTER = 12
# A month's own buyers all paid in it: it would drown all other shades.
FEWEST = 30
FEW = Text(
    "首购不到 {n} 人的月份不上色：人太少，比例看不出什么。",
    "Months with under {n} first-time buyers have no colour: too few to tell anything by their shares.",
)


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, scope: Scope) -> Cohorts | Text:
    """Return the cohorts of the scope's shop, or the reason why there are none."""
    return months.cohorts(store, scope)


def draw(scope: Scope) -> None:
    """Draw the map of cohorts, as shares or as money."""
    st.subheader(say(TITLE), anchor=False)
    known = found(store(), scope)
    if isinstance(known, Text):
        st.info(say(known), icon=":material/group_off:")
        return
    if not known.cohorts:
        st.info(say(NO_MONTH), icon=":material/group_off:")
        return
    view = buttons("cohort", VIEWS, "share", VIEW, quiet=True)
    st.caption(say(SHARE_HELP if view == "share" else WORTH_HELP))
    tables.show(as_table(known, view), f"cohorts-{view}")
    notes = [
        *known.notes,
        *([FEW.fill(n=FEWEST)] if any(each.buyers < FEWEST for each in known.cohorts) else []),
    ]
    for note in notes:
        st.caption(plain(say(note)))


def as_table(known: Cohorts, view: str = "share") -> Table:
    """Return the newest cohorts, one row a month, one column a month after; every cell opens on its buyers."""
    shown = known.cohorts[-MOST_MONTHS:]
    first = 1 if view == "share" else 0
    last = min(max(len(cohort.kept) for cohort in shown) - 1, MOST_AFTER)
    kind: Kind = "percent" if view == "share" else "money"
    ages = range(first, last + 1)
    columns = (
        Column("month", say(MONTH)), Column("buyers", say(BUYERS), "people"),
        *(Column(f"m{age}", say(AFTER.fill(n=age)), kind) for age in ages),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    figures: dict[tuple[int, str], Behind] = {}
    values: dict[tuple[int, str], float] = {}
    for place, cohort in enumerate(shown):
        cells: list[Cell] = [f"{cohort.month:%Y-%m}", cohort.buyers]
        figures[place, "buyers"] = known.behind_buyers(cohort)
        for age in ages:
            value = cohort.share(age) if view == "share" else cohort.worth(age)
            cells.append(value)
            if value is not None:
                figures[place, f"m{age}"] = _behind(known, cohort, age, view)
                if cohort.buyers >= FEWEST:
                    values[place, f"m{age}"] = float(value)
        rows.append(cells)
    return Table(say(VIEWS[view]), columns, rows, figures, _shades(values))


def _behind(known: Cohorts, cohort: Cohort, age: int, view: str) -> Behind:
    return known.behind_share(cohort, age) if view == "share" else known.behind_worth(cohort, age)


def _shades(values: dict[tuple[int, str], float]) -> dict[tuple[int, str], float]:
    highest = max(values.values(), default=0)
    return {place: value / highest for place, value in values.items()} if highest > 0 else {}
