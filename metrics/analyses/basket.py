"""What is bought together: support, confidence and lift of pairs of items (M-62)."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from data.store import Store
from data.text import Text
from metrics.behind import Behind, Rows
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, Shop, coverage
from metrics.statement import Joint, Params, filters
from metrics.wilson import wilson

LEAST = 5
MOST = 200
CHOOSE = Text(
    "关联购买一次只看一家店：请先选一家店。", "What is bought together is of one shop: choose a shop."
)
NO_LINES = Text(
    "这段日期没有每张付款订单都有明细的日子：请导入宝贝报表（子订单）。",
    "On no day of these has every paid order its lines: load the order-line export.",
)
# How many baskets there are of each item and pair, added up day by day (basket_days in data/summaries.sql). Days of which only
# some orders have their lines are left out, or items would seem to be bought alone.
COUNTED = """
SELECT f.item, f.other_item, CAST(sum(f.baskets) AS BIGINT) AS baskets
FROM basket_days AS f
JOIN lined_days AS d ON d.shop = f.shop AND d.platform = f.platform AND d.day = f.day
WHERE {where}
GROUP BY f.item, f.other_item
HAVING f.other_item IS NULL OR sum(f.baskets) >= ?
"""
# The lines behind them: a basket is what one buyer paid for on one day, or one order where the buyer is unknown.
LINES = """
WITH lines AS (
    SELECT DISTINCT i.buyer AS buyer, CASE WHEN i.buyer IS NULL THEN i.order_id END AS order_id, i.paid_day AS day, i.item AS item
    FROM order_items AS i
    JOIN (SELECT f.shop AS shop, f.platform AS platform, f.day AS day FROM lined_days AS f WHERE {where}) AS d
        ON d.shop = i.shop AND d.platform = i.platform AND d.day = i.paid_day
    WHERE i.item IS NOT NULL AND NOT i.is_excluded
)
"""
HELD = """
SELECT l.buyer AS buyer, l.order_id AS order_id, l.day AS day, l.item AS item FROM lines AS l WHERE l.item = ?
ORDER BY l.day, l.buyer, l.order_id
"""
HELD_BOTH = """
SELECT a.buyer AS buyer, a.order_id AS order_id, a.day AS day, a.item AS item, b.item AS other_item
FROM lines AS a
JOIN lines AS b ON b.buyer IS NOT DISTINCT FROM a.buyer AND b.order_id IS NOT DISTINCT FROM a.order_id AND b.day = a.day
WHERE a.item = ? AND b.item = ?
ORDER BY a.day, a.buyer, a.order_id
"""
TOGETHER = Text("一起买的次数", "Baskets with both")
OF_ITEM = Text("买了前者的次数", "Baskets with the first")
OF_OTHER = Text("买了后者的次数", "Baskets with the second")
CONFIDENCE = Text("买了前者的人里买后者的", "Of the first's baskets, with the second")
LIFT = Text("提升度", "Lift")
LIFT_FORMULA = Text(
    "一起买的次数 × 全部 {n} 次 ÷（买了前者的次数 × 买了后者的次数）",
    "baskets with both × all {n} ÷ (baskets with the first × baskets with the second)",
)
NAMES = """
SELECT i.item, max(i.item_name) FROM item_days AS i WHERE i.shop = ? AND i.platform = ? AND i.item IN ({items}) GROUP BY i.item
"""


@dataclass(frozen=True)
class Pair:
    """An item and what is bought with it, both with their names. together, of_item, of_other: baskets; baskets: all of them."""

    item: str
    name: str
    other: str
    other_name: str
    together: int
    of_item: int
    of_other: int
    baskets: int

    @property
    def support(self) -> float:
        """The share of all baskets that hold both."""
        return self.together / self.baskets

    @property
    def confidence(self) -> float:
        """The share of the item's baskets that hold the other one too."""
        return self.together / self.of_item

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the confidence (Wilson)."""
        return wilson(self.together, self.of_item)

    @property
    def lift(self) -> float:
        """How many times as often as if the two had nothing to do with each other."""
        return self.together * self.baskets / (self.of_item * self.of_other)


@dataclass(frozen=True)
class Baskets:
    """All baskets of a period (count), and the pairs in at least `least` of them, both ways, the highest lift first."""

    count: int
    pairs: tuple[Pair, ...]
    head: str
    params: tuple[object, ...]

    def behind(self, pair: Pair, column: str) -> Behind:
        """Return the baskets behind a number of a pair; column: together, of_item, confidence or lift."""
        what = Text(f"{pair.name} + {pair.other_name}", f"{pair.name} + {pair.other_name}")
        both = self._rows(TOGETHER, pair.together, HELD_BOTH, pair.item, pair.other)
        first = self._rows(OF_ITEM, pair.of_item, HELD, pair.item)
        if column == "together":
            return Behind(TOGETHER, what, TOGETHER, pair.together, "count", (both,))
        if column == "of_item":
            return Behind(OF_ITEM, what, OF_ITEM, pair.of_item, "count", (first,))
        if column == "confidence":
            formula = Text(f"{TOGETHER.zh} ÷ {OF_ITEM.zh}", f"{TOGETHER.en} ÷ {OF_ITEM.en}")
            return Behind(CONFIDENCE, what, formula, pair.confidence, "percent", (both, first))
        second = self._rows(OF_OTHER, pair.of_other, HELD, pair.other)
        return Behind(
            LIFT, what, LIFT_FORMULA.fill(n=f"{self.count:,}"), pair.lift, "number", (both, first, second)
        )

    def _rows(self, label: Text, value: int, sql: str, *items: str) -> Rows:
        return Rows(label, value, "count", self.head + sql, (*self.params, *items))


def baskets(store: Store, period: Period, scope: Scope = EVERYTHING, least: int = LEAST) -> Baskets | Text:
    """Return which items of a shop are bought together in a period, or why that can't be said.

    Formula: support = both ÷ all baskets, confidence = both ÷ the item's, lift = confidence ÷ the other's share of all baskets;
    over 1 means more often than by chance. A basket is what one buyer paid for on one day (one order, where buyers are
    unknown). Source: order lines of days on which every paid order has them, without links that are no goods. Limits: pairs
    in under five baskets aren't shown; a lift says nothing of what caused it (a set, a coupon, one picture with both).
    """
    shops = coverage(store).shops(scope)
    if len(shops) > 1:
        return CHOOSE
    params: Params = []
    where = filters(period, Scope(*shops[0]) if shops else scope, (), Joint(frozenset()), params)
    held: dict[str, int] = {}
    together: list[tuple[str, str, int]] = []
    count = 0
    for item, other, number in store.rows(COUNTED.replace("{where}", where), [*params, least]):
        if item is None:
            count = number
        elif other is None:
            held[item] = number
        else:
            together += ((item, other, number), (other, item, number))
    if not count:
        return NO_LINES
    ranked = nsmallest(
        MOST,
        (
            (-number * count / (held[item] * held[other]), -number, -number / held[item], item, other)
            for item, other, number in together
        ),
    )
    names = _names(store, shops[0], sorted({item for row in ranked for item in row[3:]}))
    pairs = tuple(
        Pair(item, names.get(item) or item, other, names.get(other) or other, -less, held[item], held[other], count)
        for _, less, _, item, other in ranked
    )  # fmt: skip
    return Baskets(count, pairs, LINES.replace("{where}", where), tuple(params))


def _names(store: Store, shop: Shop, items: Sequence[str]) -> dict[str, str | None]:
    """Return the names of items, as item days have them."""
    sql = NAMES.replace("{items}", ", ".join("?" for _ in items) or "NULL")
    return dict(store.rows(sql, [*shop, *items]))
