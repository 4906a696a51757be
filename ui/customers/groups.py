"""RFM: the eight groups, and the map of recency and frequency that they are cut from."""

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.analyses.rfm import Edges, Rfm, rfm
from metrics.scope import Scope
from reports.table import Cell, Column, Table
from ui import tables
from ui.figures import KEYS
from ui.format import plain
from ui.session import say, store

TITLE = Text("RFM 分群", "RFM groups")
ABOUT = Text(
    "截至 {day}：最近付款（R）、付款单数（F）、累计净付款（M）各按 1 到 {scores} 分，{middle} 分起算好的一边。分界线每月定一次"
    "（{cut}），所以换群是因为买家买了或没买，不是因为别人。",
    "As of {day}: recency (R), orders (F) and net paid (M), each 1 to {scores}; {middle} and up is the better side. The edges are cut "
    "once a month ({cut}), so a buyer changes groups by buying or waiting, not because others did.",
)
EDGES = Text(
    "分界线：R 最近付款 {r} 天前；F {f} 单；M ¥{m}。相同的分界线之间没有人（多数人只买过一次时次数就这样）。",
    "Edges: R last paid {r} days ago; F {f} orders; M ¥{m}. Between equal edges there is nobody, as with orders where most bought "
    "once.",
)
GROUP = Text("群", "Group")
BUYERS = Text("买家数", "Buyers")
SHARE = Text("占比", "Share")
NET = Text("累计净付款", "Net paid")
EACH = Text("人均", "Per buyer")
MAP = Text(
    "最近（R，往下越近）× 次数（F，往右越多）的人数",
    "Buyers by recency (R, more recent below) and frequency (F, more to the right)",
)
RECENCY = Text("R（{score} 分）", "R ({score})")
FREQUENCY = Text("F（{score} 分）", "F ({score})")
SCORE = Text("得分", "Score")


@st.cache_data(max_entries=16, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def found(store: Store, scope: Scope) -> Rfm | Text:
    """Return the groups of the scope's shop, or the reason why there are none."""
    return rfm(store, scope)


def draw(scope: Scope) -> None:
    """Draw the groups and the map; nothing where buyers aren't known, which the cohorts above it say."""
    known = found(store(), scope)
    if isinstance(known, Text):
        return
    st.subheader(say(TITLE), anchor=False)
    edges = known.edges
    st.caption(
        plain(
            say(ABOUT.fill(day=known.day, scores=edges.scores, middle=(edges.scores + 1) // 2, cut=edges.day))
        )
    )
    tables.show(groups_table(known), "rfm-groups")
    st.markdown(f"**{plain(say(MAP))}**")
    tables.show(map_table(known), "rfm-map")
    st.caption(plain(say(_edges(edges))))


def _edges(edges: Edges) -> Text:
    listed = {
        name: " / ".join(f"{edge:,}" for edge in getattr(edges, name))
        for name in ("recency", "frequency", "money")
    }
    return EDGES.fill(r=listed["recency"], f=listed["frequency"], m=listed["money"])


def groups_table(known: Rfm) -> Table:
    """Return the eight groups with their buyers and money."""
    everybody = sum(group.buyers for group in known.groups)
    columns = (
        Column("group", say(GROUP)), Column("buyers", say(BUYERS), "people"), Column("share", say(SHARE), "percent"),
        Column("net_amount", say(NET), "money"), Column("each", say(EACH), "money"),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [
            say(group.name), group.buyers, group.buyers / everybody if everybody else None, group.net_amount,
            group.net_amount / group.buyers if group.buyers else None,
        ]
        for group in known.groups
    ]  # fmt: skip
    figures = {
        (place, column): known.behind_group(place, money=column == "net_amount")
        for place in range(len(known.groups))
        for column in ("buyers", "net_amount")
    }
    return Table(say(TITLE), columns, rows, figures)


def map_table(known: Rfm) -> Table:
    """Return the buyers by the scores of recency (rows) and frequency (columns)."""
    scores = range(1, known.edges.scores + 1)
    counts = {(r, f): known.count(r, f) for r in scores for f in scores}
    highest = max(counts.values(), default=0)
    columns = (
        Column("score", say(SCORE)),
        *(Column(f"f{score}", say(FREQUENCY.fill(score=score)), "people") for score in scores),
    )
    rows: list[list[Cell]] = [[say(RECENCY.fill(score=r)), *(counts[r, f] for f in scores)] for r in scores]
    places = {(r - 1, f"f{f}"): (r, f) for r in scores for f in scores}
    figures = {place: known.behind_scores(*score) for place, score in places.items()}
    shades = {place: counts[score] / highest for place, score in places.items()} if highest else {}
    return Table(say(MAP), columns, rows, figures, shades)
