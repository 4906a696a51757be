"""The rows that the files told, as pandas holds them: typed, in memory, days as dates, names as codes.

What takes pandas longest, comparing names and finding a line's order, is done before anything is measured. No summary is read.
"""

from datetime import date, timedelta
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from data.store import Store
from metrics.period import Period

ORDERS = """
SELECT CAST(v.created_at AS DATE) AS placed_day, v.created_at AS placed, CAST(v.paid_at AS DATE) AS day, v.paid_at AS paid,
    v.shipped_at AS shipped, v.as_of AS seen, v.status_rank AS rank, v.buyer AS buyer, v.province AS province,
    CAST(coalesce(v.amount_due, v.gross) * 100 AS BIGINT) AS placed_cents, CAST(v.gross * 100 AS BIGINT) AS cents,
    CAST(coalesce(v.refund_amount, 0) * 100 AS BIGINT) AS refund_cents,
    CAST(coalesce(v.freight_payable, 0) * 100 AS BIGINT) AS freight_cents
FROM order_versions AS v WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
LINES = """
SELECT CAST(o.paid_at AS DATE) AS day, o.buyer AS buyer, v.item_id AS item, v.title AS title, v.qty AS qty,
    CAST(v.goods_payable * 100 AS BIGINT) AS cents, CAST(v.unit_price * v.qty * 100 AS BIGINT) AS list_cents
FROM line_versions AS v
JOIN order_versions AS o ON o.shop = v.shop AND o.platform = v.platform AND o.order_id = v.order_id AND o.is_current
WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
REPORTS = """
SELECT v.day AS day, v.item_id AS item, v.title AS title, v.visitors AS visitors, v.paid_buyers AS buyers
FROM item_day_versions AS v WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
REFUNDS = """
SELECT CAST(v.applied_at AS DATE) AS applied_day, CAST(v.finished_at AS DATE) AS finished_day, v.is_success AS is_success,
    concat(v.reason, v.reason_tag) AS reason, CAST(v.amount * 100 AS BIGINT) AS cents
FROM refund_versions AS v WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
ADS = """
SELECT v.day AS day, v.level AS level, v.scene AS scene, v.campaign AS campaign, v.keyword AS keyword, v.province AS region,
    CAST(CAST(v.spend AS DECIMAL(38, 9)) * 1000000000 AS BIGINT) AS spend,
    CAST(CAST(v.revenue AS DECIMAL(38, 9)) * 1000000000 AS BIGINT) AS revenue
FROM ad_versions AS v WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
# A snapshot names an article by the seller's code, which order lines tie to an item.
STOCK = """
SELECT v.day AS day, coalesce(c.item, v.item_id) AS item, v.on_hand AS on_hand
FROM stock_versions AS v
LEFT JOIN (
    SELECT n.shop AS shop, n.seller_sku AS code, max(n.item_id) AS item FROM line_versions AS n
    WHERE n.is_current GROUP BY n.shop, n.seller_sku
) AS c ON c.shop = v.shop AND c.code = v.item_code
WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
VISITS = """
SELECT v.period_start AS day, v.visitors AS visitors, v.reviews AS reviews, v.negative_reviews AS bad_reviews
FROM shop_day_versions AS v
WHERE v.is_current AND v.shop = ? AND v.platform = ? AND v.period_start = v.period_end
"""
PRODUCTS = """
SELECT v.item_id AS item, v.category AS category, v.first_shelved AS first_shelved
FROM product_versions AS v WHERE v.is_current AND v.shop = ? AND v.platform = ?
"""
EVENTS = """
SELECT DISTINCT CAST(v.start_at AS DATE) AS first, CAST(v.end_at AS DATE) AS last
FROM event_versions AS v WHERE v.is_current AND v.leaves_baseline AND v.shop = ? AND v.platform = ?
"""
FREIGHT = """
SELECT v.period_start AS day, CAST(v.amount * 100 AS BIGINT) AS cents
FROM cost_versions AS v WHERE v.is_current AND v.cost = 'freight_per_order' AND v.shop = ? AND v.platform = ? ORDER BY 1
"""
RULES = """
SELECT v.tier, v.from_amount, coalesce(v.from_count, 0) FROM vip_rule_versions AS v
WHERE v.is_current AND v.shop = ? AND v.platform = ? ORDER BY 2 DESC
"""
NO_GOODS = """
SELECT x.word, x.item_id FROM excluded_items AS x WHERE x.shop IS NULL OR x.shop = ?
"""


class Facts:
    """The fact rows of a shop up to the last whole day and beyond; each table is read when it is first asked for."""

    def __init__(self, store: Store, shop: tuple[str, str], last: date) -> None:
        self.store, self.shop, self.last = store, shop, last

    def _read(self, sql: str) -> pd.DataFrame:
        """Return a statement's rows: days as dates, texts as codes, whole numbers with gaps as such."""
        table = self.store.arrow(sql, self.shop)
        for place, column in enumerate(table.schema):
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                coded = table[column.name].combine_chunks().dictionary_encode()
                table = table.set_column(place, column.name, coded)
        frame = table.to_pandas(date_as_object=False)
        return frame.assign(buyer=frame["buyer"].cat.codes) if "buyer" in frame else frame

    @cached_property
    def orders(self) -> pd.DataFrame:
        """All orders; `day` and `paid` are empty while one isn't paid."""
        return self._read(ORDERS)

    @cached_property
    def paid(self) -> pd.DataFrame:
        """The orders that were paid."""
        return self.orders[self.orders["day"].notna()]

    @cached_property
    def lines(self) -> pd.DataFrame:
        """The lines of paid orders; `is_goods`: not a link such as 补差."""
        frame = self._read(LINES)
        frame = frame[frame["day"].notna()]
        return frame.assign(is_goods=self._is_goods(frame))

    @cached_property
    def reports(self) -> pd.DataFrame:
        """The platform's report by item and day."""
        frame = self._read(REPORTS)
        return frame.assign(is_goods=self._is_goods(frame))

    def _is_goods(self, frame: pd.DataFrame) -> np.ndarray:
        """Tell of which rows neither the title nor the item is that of a link that is no goods."""
        found = np.ones(len(frame), dtype=bool)
        for word, item in self.store.rows(NO_GOODS, [self.shop[0]]):
            column, names = ("title", word) if word else ("item", item)
            codes = [
                code for code, name in enumerate(frame[column].cat.categories)
                if (names in name if word else names == name)
            ]  # fmt: skip
            found &= ~np.isin(frame[column].cat.codes, codes)
        return found

    @cached_property
    def refunds(self) -> pd.DataFrame:
        """The refund cases."""
        return self._read(REFUNDS)

    @cached_property
    def ads(self) -> pd.DataFrame:
        """The rows of ad reports of all levels; money in billionths of a yuan. `is_site`: of 全站推广, which holds free traffic."""
        frame = self._read(ADS)
        is_site = frame["scene"].astype(str).str.contains("全站") | frame["campaign"].astype(
            str
        ).str.contains("全站推广")
        return frame.assign(is_site=is_site)

    @cached_property
    def stock(self) -> pd.DataFrame:
        """The stock by size and day."""
        return self._read(STOCK)

    @cached_property
    def visits(self) -> pd.DataFrame:
        """What the platform counted for the whole shop, by day."""
        return self._read(VISITS)

    @cached_property
    def products(self) -> pd.DataFrame:
        """The list of goods, by item."""
        return self._read(PRODUCTS).drop_duplicates("item").set_index("item")

    @cached_property
    def freight(self) -> pd.DataFrame:
        """What an order's freight costs, from a day on."""
        return self._read(FREIGHT)

    @cached_property
    def rules(self) -> list[tuple[str, int, int]]:
        """The tiers, the highest first: name, from so many cents, from so many pay days."""
        return [(tier, int(amount * 100), count) for tier, amount, count in self.store.rows(RULES, self.shop)]

    @cached_property
    def event_days(self) -> pd.DatetimeIndex:
        """The days of events that comparisons leave out."""
        days = {
            first + timedelta(days=place)
            for first, last in self.store.rows(EVENTS, self.shop)
            for place in range((last - first).days + 1)
        }
        return pd.DatetimeIndex(sorted(map(str, days)))


def of(frame: pd.DataFrame, span: Period, clock: str = "day") -> pd.DataFrame:
    """Return the rows of a span of days."""
    return frame[
        (frame[clock] >= pd.Timestamp(str(span.first))) & (frame[clock] <= pd.Timestamp(str(span.last)))
    ]


def stamp(day: date) -> pd.Timestamp:
    """Return a day as pandas has it."""
    return pd.Timestamp(str(day))
