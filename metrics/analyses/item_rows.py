"""The days of one item, or of all of a shop's, as the rows behind a number of an analysis of goods."""

from datetime import date
from typing import Literal

from data.text import Text
from metrics.behind import Rows
from metrics.core import Unit
from metrics.scope import Shop
from metrics.value import Number

Added = Literal["visitors", "buyers", "items", "amount"]
ITEM_DAYS = """
SELECT f.day AS day, f.item AS item, f.item_name AS item_name, f.visitors AS visitors, f.buyers AS buyers, f.items AS items,
    f.amount AS amount, f.source AS source, f.file_id AS file_id
FROM item_days AS f
WHERE f.shop = ? AND f.platform = ? AND NOT f.is_excluded AND (? IS NULL OR f.day >= ?) AND (? IS NULL OR f.day <= ?)
    AND (? IS NULL OR f.item = ?){also}
ORDER BY f.day, f.item
"""
# A rate stands on the days on which both of its sides are known; a class on the days on which something was sold.
BOTH_KNOWN = " AND f.visitors IS NOT NULL AND f.buyers IS NOT NULL"
SOLD = " AND f.items > 0"


def item_rows(
    label: Text, value: Number, unit: Unit, shop: Shop, item: str | None, days: tuple[date | None, date | None], adds: Added,
    also: str = "",
) -> Rows:  # fmt: skip
    """Return the days of an item (of all items: None) whose column `adds` makes the value. also: BOTH_KNOWN or SOLD."""
    asked = (days[0], days[0], days[1], days[1], item, item)
    return Rows(label, value, unit, ITEM_DAYS.replace("{also}", also), (*shop, *asked), adds)
