"""The lists about goods: what sold, in which class and category, for how much, and what is bought together."""

from collections.abc import Mapping

from data.text import Text
from metrics.analyses.listing import Listing

GOODS: Mapping[str, Listing] = {
    "top_items": Listing(
        Text("近 28 天销量前二十", "Top twenty of 28 days"),
        "SELECT f.item, max(f.item_name) AS item_name, sum(f.items) AS paid_items, sum(f.amount) AS amount FROM item_days AS f"
        " WHERE NOT f.is_excluded AND {where} GROUP BY f.item HAVING sum(f.items) > 0 ORDER BY paid_items DESC, f.item",
        28,
        most=20,
    ),
    "items": Listing(
        Text("近 28 天各商品的访客、件数、金额", "Items of 28 days: visitors, pieces, money"),
        "SELECT f.item, max(f.item_name) AS item_name, sum(f.page_views) AS page_views, sum(f.items) AS paid_items,"
        " sum(f.amount) AS amount FROM item_days AS f WHERE NOT f.is_excluded AND {where} GROUP BY f.item"
        " ORDER BY amount DESC NULLS LAST, f.item",
        28,
    ),
    "categories": Listing(
        Text("近 28 天各类目的件数和金额", "Categories of 28 days"),
        "SELECT p.category AS category, count(DISTINCT f.item) AS goods, sum(f.items) AS paid_items, sum(f.amount) AS amount"
        " FROM item_days AS f JOIN item_parts AS p ON p.shop = f.shop AND p.platform = f.platform AND p.item = f.item"
        " WHERE NOT f.is_excluded AND p.category IS NOT NULL AND {where} GROUP BY p.category ORDER BY amount DESC NULLS LAST",
        28,
    ),
    "owners": Listing(
        Text("近 28 天按负责人的件数和金额", "Sales by the person in charge, 28 days"),
        "SELECT p.owner AS owner, count(DISTINCT f.item) AS goods, sum(f.items) AS paid_items, sum(f.amount) AS amount"
        " FROM item_days AS f JOIN item_parts AS p ON p.shop = f.shop AND p.platform = f.platform AND p.item = f.item"
        " WHERE NOT f.is_excluded AND p.owner IS NOT NULL AND {where} GROUP BY p.owner ORDER BY amount DESC NULLS LAST",
        28,
    ),
    "classes": Listing(
        Text("热销、常销、滞销和库存", "Hot, normal and slow items and their stock"),
        "SELECT f.item_class, f.item, f.item_name, f.items AS paid_items, s.on_hand, s.inbound, f.shop FROM item_classes AS f"
        " LEFT JOIN item_stock AS s ON s.shop = f.shop AND s.platform = f.platform AND s.item = f.item WHERE {where}"
        " ORDER BY f.items DESC, f.item",
    ),
    "item_prices": Listing(
        Text("近 28 天各商品的成交件单价", "Mean prices paid per item, 28 days"),
        "SELECT f.item, max(f.item_name) AS item_name, sum(f.items) AS paid_items, sum(f.amount) / sum(f.items) AS price"
        " FROM item_days AS f WHERE NOT f.is_excluded AND f.items > 0 AND {where} GROUP BY f.item ORDER BY paid_items DESC, f.item",
        28,
    ),
    "price_floor": Listing(
        Text("近 30 天各规格的最低成交价和均价（活动报名要用）", "Lowest and mean price paid per SKU, 30 days (asked for by events)"),
        "SELECT f.item, max(f.item_name) AS item_name, f.sku_text, CAST(min(f.amount / f.qty) AS DECIMAL(18, 2)) AS lowest_price,"
        " CAST(sum(f.amount) / sum(f.qty) AS DECIMAL(18, 2)) AS price, sum(f.qty) AS paid_items FROM order_items AS f"
        " WHERE f.amount > 0 AND f.qty > 0 AND NOT f.is_excluded AND {where} GROUP BY f.item, f.sku_text"
        " ORDER BY paid_items DESC, f.item, f.sku_text",
        30,
        "f.paid_day",
    ),
    "pairs": Listing(
        Text("近 90 天常一起买的两件商品", "Items bought together, 90 days"),
        "WITH pairs AS (SELECT f.shop AS shop, f.platform AS platform, f.item AS item, f.other_item AS other_item,"
        " CAST(sum(f.baskets) AS BIGINT) AS baskets FROM basket_days AS f WHERE f.other_item IS NOT NULL AND {where}"
        " GROUP BY f.shop, f.platform, f.item, f.other_item ORDER BY baskets DESC, item, other_item LIMIT 500),"
        " names AS (SELECT i.shop AS shop, i.platform AS platform, i.item AS item, max(i.item_name) AS item_name FROM item_days AS i"
        " WHERE i.item IN (SELECT p.item FROM pairs AS p UNION SELECT p.other_item FROM pairs AS p)"
        " GROUP BY i.shop, i.platform, i.item)"
        " SELECT coalesce(n.item_name, p.item) AS item_name, coalesce(o.item_name, p.other_item) AS other_item, p.baskets AS baskets"
        " FROM pairs AS p LEFT JOIN names AS n ON n.shop = p.shop AND n.platform = p.platform AND n.item = p.item"
        " LEFT JOIN names AS o ON o.shop = p.shop AND o.platform = p.platform AND o.item = p.other_item"
        " ORDER BY p.baskets DESC, p.item, p.other_item",
        90,
    ),
}  # fmt: skip
