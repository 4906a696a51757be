"""Hot, normal and slow goods by their share of what was sold, new ones apart (M-52)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.store import Store
from metrics.period import ALL
from metrics.scope import EVERYTHING, Scope
from metrics.statement import Joint, Params, filters

NEW_DAYS = 14
Class = Literal["hot", "normal", "slow", "new"]
# The class of each item (summaries.sql, item_classes), the day that it was taken on, and when the item came on the shelf.
CLASSES = """
SELECT f.shop, f.platform, f.item, f.item_name, f.items, f.share_before, f.item_class, n.newest, s.first_shelved
FROM item_classes AS f
JOIN (
    SELECT d.shop AS shop, d.platform AS platform, max(d.day) AS newest FROM item_sales_days AS d GROUP BY d.shop, d.platform
) AS n ON n.shop = f.shop AND n.platform = f.platform
LEFT JOIN (
    SELECT u.shop AS shop, u.platform AS platform, u.item AS item, min(u.first_shelved) AS first_shelved
    FROM (
        SELECT v.shop AS shop, v.platform AS platform, v.item_id AS item, v.first_shelved AS first_shelved
        FROM item_day_versions AS v WHERE v.is_current
        UNION ALL
        SELECT p.shop, p.platform, p.item_id, p.first_shelved FROM product_versions AS p WHERE p.is_current
    ) AS u
    GROUP BY u.shop, u.platform, u.item
) AS s ON s.shop = f.shop AND s.platform = f.platform AND s.item = f.item
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
            "new" if shelved is not None and 0 <= (day - shelved).days < NEW_DAYS else item_class, day,
        )
        for shop, platform, item, name, items, _, item_class, day, shelved in rows
    ]  # fmt: skip
