"""Buyers by recency, frequency and money, by edges that are cut once a month and kept (M-95)."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.faults import StoreFault
from data.state import State
from data.store import Store
from data.text import Text
from metrics.analyses.one_shop import observed
from metrics.behind import Behind, Rows
from metrics.scope import EVERYTHING, Scope, Shop

QUINTILES, TERTILES = 5, 3
FEW = 300
WHO = "rfm"
# What the program itself keeps among the settings, which nobody chose.
KEPT = "rfm_edges/"
# How many buyers have each value: few rows, whatever the number of buyers.
RECENCY = """
SELECT datediff('day', b.last_paid_day, CAST(? AS DATE)) AS value, count(*) AS buyers
FROM buyers AS b WHERE b.shop = ? AND b.platform = ? GROUP BY 1 ORDER BY 1
"""
FREQUENCY = """
SELECT b.orders AS value, count(*) AS buyers
FROM buyers AS b WHERE b.shop = ? AND b.platform = ? GROUP BY 1 ORDER BY 1
"""
# Buyers are counted to the cent first: few amounts to round instead of millions.
MONEY = """
SELECT CAST(round(s.net) AS BIGINT) AS value, CAST(sum(s.buyers) AS BIGINT) AS buyers
FROM (
    SELECT b.amount - coalesce(b.refund_amount, 0) AS net, count(*) AS buyers
    FROM buyers AS b WHERE b.shop = ? AND b.platform = ? GROUP BY 1
) AS s
GROUP BY 1 ORDER BY 1
"""
SCORED = """
SELECT {recency} AS r, {frequency} AS f, {money} AS m, count(*) AS buyers, sum(s.net) AS net_amount
FROM (
    SELECT datediff('day', b.last_paid_day, CAST(? AS DATE)) AS age, b.orders AS orders,
        b.amount - coalesce(b.refund_amount, 0) AS net
    FROM buyers AS b WHERE b.shop = ? AND b.platform = ?
) AS s
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
SCORED_BUYERS = """
SELECT s.buyer AS buyer, s.last_paid_day AS last_paid_day, s.orders AS orders, s.net AS net_amount,
    {recency} AS recency_score, {frequency} AS frequency_score, {money} AS money_score
FROM (
    SELECT b.buyer AS buyer, b.last_paid_day AS last_paid_day, datediff('day', b.last_paid_day, CAST(? AS DATE)) AS age,
        b.orders AS orders, b.amount - coalesce(b.refund_amount, 0) AS net
    FROM buyers AS b WHERE b.shop = ? AND b.platform = ?
) AS s
WHERE {recency} BETWEEN ? AND ? AND {frequency} BETWEEN ? AND ? AND {money} BETWEEN ? AND ?
ORDER BY net_amount DESC, s.buyer
"""
BUYERS = Text("买家数", "Buyers")
NET = Text("累计净付款", "Net paid")
SCORES = Text("最近 {r} 分、次数 {f} 分", "recency {r}, frequency {f}")
# The eight groups of the trade, by whether recency, frequency and money are on the better side.
GROUPS = {
    (True, True, True): Text("重要价值", "Champions"),
    (True, False, True): Text("重要发展", "Big spenders to develop"),
    (False, True, True): Text("重要保持", "Loyal, slipping away"),
    (False, False, True): Text("重要挽留", "Big spenders, gone quiet"),
    (True, True, False): Text("一般价值", "Frequent, small baskets"),
    (True, False, False): Text("一般发展", "Recent first-timers"),
    (False, True, False): Text("一般保持", "Once frequent, small baskets"),
    (False, False, False): Text("一般挽留", "Gone"),
}


@dataclass(frozen=True)
class Edges:
    """The edges between scores, ascending. recency in days since the last purchase, frequency in orders, money in yuan.

    day: the day as of which they were cut; scores: 5, or 3 for a shop with few buyers.
    """

    day: date
    scores: int
    recency: tuple[int, ...]
    frequency: tuple[int, ...]
    money: tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """Buyers with the same three scores (1 is the worst): how many, and what they have paid less refunds, in yuan."""

    recency: int
    frequency: int
    money: int
    buyers: int
    net_amount: Decimal


@dataclass(frozen=True)
class Group:
    """One of the eight groups: how many buyers, and what they have paid less refunds, in yuan."""

    name: Text
    buyers: int
    net_amount: Decimal


@dataclass(frozen=True)
class Rfm:
    """The buyers of a shop as of `day`: `cells` by score, `groups` in the order of GROUPS (all eight)."""

    shop: Shop
    day: date
    edges: Edges
    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]

    def behind_group(self, place: int, money: bool = False) -> Behind:
        """Return the buyers of the group at that place of `groups`; `money`: behind what they have paid."""
        group, middle = self.groups[place], (self.edges.scores + 1) // 2
        better = list(GROUPS)[place]
        spans = [(middle, self.edges.scores) if side else (1, middle - 1) for side in better]
        return self._behind(group.name, spans, group.net_amount if money else group.buyers, money)

    def behind_scores(self, recency: int, frequency: int) -> Behind:
        """Return the buyers with these scores of recency and frequency, whatever they paid."""
        spans = [(recency, recency), (frequency, frequency), (1, self.edges.scores)]
        return self._behind(SCORES.fill(r=recency, f=frequency), spans, self.count(recency, frequency), False)

    def count(self, recency: int, frequency: int) -> int:
        """Return how many buyers have these scores of recency and frequency."""
        return sum(
            cell.buyers for cell in self.cells if (cell.recency, cell.frequency) == (recency, frequency)
        )

    def _behind(self, what: Text, spans: list[tuple[int, int]], value: int | Decimal, money: bool) -> Behind:
        sql = SCORED_BUYERS.format(**_scores(self.edges))
        params = (self.day, *self.shop, *(bound for span in spans for bound in span))
        label, unit = (NET, "money") if money else (BUYERS, "people")
        side = Rows(label, value, unit, sql, params, "net_amount" if money else None)  # type: ignore[arg-type]
        return Behind(label, what, label, value, side.unit, (side,))


def rfm(store: Store, scope: Scope = EVERYTHING) -> Rfm | Text:
    """Return a shop's buyers by recency, frequency (orders) and money (net paid), or why that isn't known.

    Formula: a score is 1 + the number of edges that the buyer's value lies beyond (for recency: before); edges are quintiles
    (tertiles under 300 buyers) of the buyers at the first look in a month and kept for that month, so that a buyer moves
    only by buying or waiting. A side is the better one from the middle score on. Source: summary buyers. Limits: all loaded
    history counts; orders of one day count each; half of the buyers of most shops bought once, so that the lower scores of
    frequency fall together.
    """
    known = observed(store, scope)
    if isinstance(known, Text):
        return known
    edges = kept_edges(store, known.shop, known.last)
    sql = SCORED.format(**_scores(edges))
    cells = tuple(Cell(*row) for row in store.rows(sql, [known.last, *known.shop]))
    return Rfm(known.shop, known.last, edges, cells, _groups(cells, edges.scores))


def kept_edges(store: Store, shop: Shop, day: date) -> Edges:
    """Return the edges of the month of `day`: those kept in the home's state, else cut now and kept."""
    key = f"{KEPT}{shop[1]}/{shop[0]}/{day:%Y-%m}"
    try:
        state = State(store.home)
        held = state.setting(key)
        if held is not None:
            return _read(held)
        edges = cut_edges(store, shop, day)
        state.set_setting(key, _written(edges), WHO)
    except StoreFault:
        # Groups without a memory are better than none: the same edges come out of the same data.
        return cut_edges(store, shop, day)
    return edges


def cut_edges(store: Store, shop: Shop, day: date) -> Edges:
    """Return the quintiles (or tertiles) of a shop's buyers as of `day`."""
    counted = [
        [(int(value), int(count)) for value, count in store.rows(sql, [*dated, *shop])]
        for sql, dated in ((RECENCY, [day]), (FREQUENCY, []), (MONEY, []))
    ]
    scores = TERTILES if sum(count for _, count in counted[0]) < FEW else QUINTILES
    return Edges(day, scores, *(_quantiles(pairs, scores) for pairs in counted))


def _quantiles(counted: list[tuple[int, int]], parts: int) -> tuple[int, ...]:
    """Return the values at which 1/parts, 2/parts ... of all are reached."""
    total = sum(count for _, count in counted)
    found, reached, place = [], 0, 1
    for value, count in counted:
        reached += count
        while place < parts and reached * parts >= total * place:
            found.append(value)
            place += 1
    return tuple(found)


def _scores(edges: Edges) -> dict[str, str]:
    return {
        "recency": _score("s.age", edges.recency, falling=True),
        "frequency": _score("s.orders", edges.frequency),
        "money": _score("s.net", edges.money),
    }


def _score(column: str, edges: tuple[int, ...], falling: bool = False) -> str:
    """Return the SQL of a score: 1 + edges that the value is beyond; for a falling one (recency) those it is not beyond."""
    test = "<=" if falling else ">"
    terms = [f"CASE WHEN {column} {test} {int(edge)} THEN 1 ELSE 0 END" for edge in edges]
    return " + ".join(["1", *terms])


def _groups(cells: tuple[Cell, ...], scores: int) -> tuple[Group, ...]:
    middle = (scores + 1) // 2
    buyers, money = dict.fromkeys(GROUPS, 0), dict.fromkeys(GROUPS, Decimal(0))
    for cell in cells:
        sides = (cell.recency >= middle, cell.frequency >= middle, cell.money >= middle)
        buyers[sides] += cell.buyers
        money[sides] += cell.net_amount
    return tuple(Group(name, buyers[sides], money[sides]) for sides, name in GROUPS.items())


def _written(edges: Edges) -> str:
    return json.dumps(
        {"day": edges.day.isoformat(), "scores": edges.scores, "recency": edges.recency,
         "frequency": edges.frequency, "money": edges.money}
    )  # fmt: skip


def _read(text: str) -> Edges:
    held = json.loads(text)
    sides = (tuple(int(edge) for edge in held[name]) for name in ("recency", "frequency", "money"))
    return Edges(date.fromisoformat(held["day"]), int(held["scores"]), *sides)
