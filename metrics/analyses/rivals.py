"""What was seen at competitors, and their sales beside our own as index lines (own sheet and typed entries)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

# A page of a competitor tells what sold in 30 days.
SALES_DAYS = 30
LOG = """
SELECT c.shop, c.platform, c.day, c.competitor, c.item, c.price, c.sales, c.rating, c.move, c.note, c.link
FROM competitor_log AS c ORDER BY c.day DESC, c.competitor, c.item, c.move, c.shop
"""


@dataclass(frozen=True)
class Seen:
    """One entry of the log: price in yuan, sales in pieces as the competitor's page has them; item "": the whole shop."""

    shop: str
    platform: str
    day: date
    competitor: str
    item: str
    price: Decimal | None
    sales: int | None
    rating: float | None
    move: str
    note: str | None
    link: str | None


@dataclass(frozen=True)
class IndexPoint:
    """A day on which the competitor's sales were seen: both sides as 100 on the first such day, and the pieces behind it."""

    day: date
    theirs: float
    ours: float
    their_sales: int
    our_items: int


def seen(store: Store, scope: Scope = EVERYTHING) -> list[Seen]:
    """Return the log of competitors of the shops in scope, the newest first."""
    return [
        entry for entry in (Seen(*row) for row in store.rows(LOG)) if scope.holds(entry.shop, entry.platform)
    ]


def sales_index(
    store: Store, log: list[Seen], competitor: str, item: str, scope: Scope = EVERYTHING
) -> list[IndexPoint]:
    """Return a competitor's sales beside our pieces, both 100 on the first day where both are known; empty without two days.

    Formula: sales seen on a day ÷ sales seen on the first; our pieces (paid_items) of the 30 days to that day ÷ those of
    the first. Days whose 30 days of ours aren't wholly loaded are left out. Limits: the platforms round what they show.
    """
    known = {e.day: e.sales for e in log if (e.competitor, e.item) == (competitor, item) and e.sales}
    pairs: list[tuple[date, int, int]] = []
    for day, sales in sorted(known.items()):
        value = evaluate(
            store, ["paid_items"], Period(day - timedelta(days=SALES_DAYS - 1), day), None, scope
        )[0].values["paid_items"]
        if (
            isinstance(value.value, int)
            and value.value > 0
            and value.days_covered == SALES_DAYS
            and sales is not None
        ):
            pairs.append((day, sales, value.value))
    if len(pairs) < 2:
        return []
    _, first_sales, first_items = pairs[0]
    return [
        IndexPoint(day, 100 * sales / first_sales, 100 * items / first_items, sales, items)
        for day, sales, items in pairs
    ]
