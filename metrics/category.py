"""Figures within a category of goods: which of them can be told, and by which condition rows are of the category.

A figure that is made of goods (pieces, money of items, stock, ads by item) is read from its rows by item. One that is not
(visitors of the shop, orders, refunds of orders) has no figure within a category: it stays empty and says why, and the whole
shop's never stands in for it. People who looked at or bought several items would count once for each: they are never added.
"""

from data.store import Store
from data.text import Text
from metrics.core import Cut, Fact, Leaf, Measure, Metric, Planned, leaves
from metrics.once import once_per_store
from metrics.period import PERIOD_CUTS
from metrics.scope import EVERYTHING, Scope

# What a scope calls the items that no sheet and no report has put into a category.
UNCATEGORISED = "未分类"
ITEM = "item"
# What a figure stands for within a category, where that is less than its name says; per fact.
WITHIN = {
    "paid": Text("按商品明细计，不含邮费", "of its items, postage left out"),
    "visits": Text("商品页的浏览", "of its items' pages"),
}
NO_GOODS = Text(
    "「{label}」不分商品记录，没有类目的数。",
    "{label}: not recorded by item, so a category has no such figure.",
)
NOT_ADDED = Text(
    "「{label}」不能按商品相加（同一人、同一单会重复），没有类目的数。",
    "{label}: doesn't add up over items (one person, one order would count twice), so a category has no such figure.",
)
NOT_BY = Text(
    "类目里的「{label}」只能按日期、店铺或商品拆分。",
    "{label} of a category can be cut by dates, shop or item only.",
)


@once_per_store(16)
def categories(store: Store, scope: Scope = EVERYTHING) -> tuple[str, ...]:
    """Return the categories that any item of the scope's shops is in, in order; with any, UNCATEGORISED stands at the end."""
    rows = store.rows(
        "SELECT DISTINCT p.category, p.shop, p.platform FROM item_parts AS p WHERE p.category IS NOT NULL"
    )
    found = sorted({name for name, shop, platform in rows if scope.holds(shop, platform)} - {UNCATEGORISED})
    return (*found, UNCATEGORISED) if found else ()


def by_item(fact: Fact, category: str | None) -> Cut | None:
    """Return the view that a fact is read from within a category; None where no category is asked about."""
    return fact.cuts.get(ITEM) if category is not None else None


def condition(column: str, category: str, params: list[object]) -> str:
    """Return the SQL condition that a row's item (`column` under the alias f) is of a category, appending its parameter."""
    params.append(category)
    return (
        "coalesce((SELECT max(k.category) FROM item_parts AS k WHERE k.shop = f.shop AND k.platform = f.platform"
        f" AND k.item = f.{column}), '{UNCATEGORISED}') = ?"
    )


def why_not(metric: Metric, by: str | None) -> Text | None:
    """Return why a metric has no figure within a category under a cut; None where it has one."""
    if by is not None and by not in (*PERIOD_CUTS, "shop", ITEM):
        return NOT_BY.fill(label=metric.label)
    found = (_why_not(leaf) for leaf in leaves(metric))
    return next((text for text in found if text is not None), None)


def _why_not(leaf: Leaf) -> Text | None:
    # Targets of a category stand on the target sheet by themselves.
    if isinstance(leaf, Planned):
        return NO_GOODS.fill(label=leaf.label) if leaf.ordinary else None
    if ITEM not in leaf.fact.cuts or (isinstance(leaf, Measure) and ITEM in leaf.not_by):
        return NO_GOODS.fill(label=leaf.label)
    if not isinstance(leaf, Measure) or leaf.unit == "people" or not leaf.over_items:
        return NOT_ADDED.fill(label=leaf.label)
    return None
