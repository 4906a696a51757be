"""Hot, normal and slow goods by their share of what was sold, new ones apart (M-52)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data.store import Store
from data.text import Text
from metrics.analyses.item_rows import SOLD, item_rows
from metrics.behind import Behind, Rows
from metrics.period import ALL
from metrics.scope import EVERYTHING, Scope
from metrics.statement import Joint, Params, filters

NEW_DAYS = 14
WINDOW = 28
OF_CLASS = """
SELECT f.item AS item, max(f.item_name) AS item_name, sum(f.items) AS items, sum(f.amount) AS amount
FROM item_days AS f
WHERE f.shop = ? AND f.platform = ? AND f.day BETWEEN ? AND ? AND NOT f.is_excluded AND f.items > 0 AND f.item IN ({items})
GROUP BY f.item
ORDER BY items DESC, f.item
"""
GOODS = Text("商品数", "Items")
ITEMS = Text("28 天件数", "Pieces in 28 days")
ALL_ITEMS = Text("全店 28 天件数", "The shop's pieces in 28 days")
SHARE = Text("占全店件数", "Share of pieces")
Class = Literal["hot", "normal", "slow", "new"]
# The class of each item (summaries.sql, item_classes), the day that it was taken on, and when the item came on the shelf.
CLASSES = """
SELECT f.shop, f.platform, f.item, f.item_name, f.items, f.share_before, f.item_class, n.newest, s.first_shelved
FROM item_classes AS f
JOIN (
    SELECT d.shop AS shop, d.platform AS platform, max(d.day) AS newest FROM item_sales_days AS d GROUP BY d.shop, d.platform
) AS n ON n.shop = f.shop AND n.platform = f.platform
LEFT JOIN item_shelved AS s ON s.shop = f.shop AND s.platform = f.platform AND s.item = f.item
WHERE {where}
ORDER BY f.shop, f.platform, f.share_before, f.item
"""


@dataclass(frozen=True)
class Classed:
    """One item that sold in the 28 days to `day`: its pieces, its share of the shop's, and its class."""

    shop: str
    platform: str
    item: str
    name: str
    items: int
    share: float
    item_class: Class
    day: date
    of_shop: int

    def behind(self, share: bool = False) -> Behind:
        """Return the days behind the item's pieces, or behind its share of the shop's."""
        days, shop = (self.day - timedelta(days=WINDOW - 1), self.day), (self.shop, self.platform)
        name = Text(self.name, self.name)
        own = item_rows(ITEMS, self.items, "count", shop, self.item, days, "items", SOLD)
        if not share:
            return Behind(ITEMS, name, ITEMS, self.items, "count", (own,))
        whole = item_rows(ALL_ITEMS, self.of_shop, "count", shop, None, days, "items", SOLD)
        formula = Text(f"{ITEMS.zh} ÷ {ALL_ITEMS.zh}", f"{ITEMS.en} ÷ {ALL_ITEMS.en}")
        return Behind(SHARE, name, formula, self.share, "percent", (own, whole))


def behind_class(name: Text, items: Sequence[Classed], pieces: bool) -> Behind | None:
    """Return the items of one class of a shop with their pieces, behind their number or (`pieces`) their pieces; None of several
    shops, whose items can't be told apart by their ids, and of none."""
    if len({(item.shop, item.platform, item.day) for item in items}) != 1:
        return None
    first = items[0]
    span = (first.shop, first.platform, first.day - timedelta(days=WINDOW - 1), first.day)
    sql = OF_CLASS.replace("{items}", ", ".join("?" for _ in items))
    value, label = (sum(item.items for item in items), ITEMS) if pieces else (len(items), GOODS)
    side = Rows(
        label, value, "count", sql, (*span, *(item.item for item in items)), "items" if pieces else None
    )
    return Behind(label, name, label, value, "count", (side,))


def classes(store: Store, scope: Scope = EVERYTHING) -> list[Classed]:
    """Return the items that sold in a shop's last 28 days by pieces, each with its class; shop after shop.

    Formula: items by pieces, ties by amount, then id; the first 80 % of all pieces are hot, the next 15 % normal, the rest
    slow. An item under 14 days on the shelf is new, whatever it sold: it had not the same days to sell in. Source: item_days;
    the day on the shelf from the item report or the product list. Limits: without that day an item is taken as old; goods
    that sold nothing are not among these (M-57 counts them).
    """
    params: Params = []
    sql = CLASSES.replace("{where}", filters(ALL, scope, (), Joint(frozenset()), params))
    rows = store.rows(sql, params)
    total: dict[tuple[str, str], int] = {}
    for shop, platform, _, _, items, *_ in rows:
        total[shop, platform] = total.get((shop, platform), 0) + int(items)
    return [
        Classed(
            shop, platform, item, name or item, int(items), int(items) / total[shop, platform],
            "new" if shelved is not None and 0 <= (day - shelved).days < NEW_DAYS else item_class, day, total[shop, platform],
        )
        for shop, platform, item, name, items, _, item_class, day, shelved in rows
    ]  # fmt: skip
