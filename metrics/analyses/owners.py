"""Who is in charge of an item or a campaign, by the shop's own sheet of owners."""

from collections.abc import Mapping
from datetime import date

from data.store import Store
from metrics.scope import Scope

# What a finding may speak of: an item by its id, a campaign by its id or its name.
Subject = tuple[str, str]

NAMED = """
SELECT v.owner, v.item_id, v.campaign_id, v.campaign FROM owner_versions AS v
WHERE v.is_current AND (v.from_day IS NULL OR v.from_day <= ?) AND (? IS NULL OR v.shop = ?) AND (? IS NULL OR v.platform = ?)
ORDER BY v.from_day NULLS FIRST, v.file_id, v.line
"""
BY_CATEGORY = """
SELECT v.owner, p.item_id FROM owner_versions AS v
JOIN product_versions AS p ON p.shop = v.shop AND p.platform = v.platform AND p.category = v.category AND p.is_current
WHERE v.is_current AND v.category IS NOT NULL AND p.item_id IS NOT NULL
    AND (v.from_day IS NULL OR v.from_day <= ?) AND (? IS NULL OR v.shop = ?) AND (? IS NULL OR v.platform = ?)
ORDER BY v.from_day NULLS FIRST, v.file_id, v.line
"""


def owners(store: Store, day: date, scope: Scope) -> Mapping[Subject, str]:
    """Return who is in charge on `day`: ("item", id) and ("campaign", id or name) -> person.

    An item named by itself goes before its category; of two entries for the same thing the later one holds.
    """
    params = [day, scope.shop, scope.shop, scope.platform, scope.platform]
    found: dict[Subject, str] = {("item", item): owner for owner, item in store.rows(BY_CATEGORY, params)}
    for owner, item, campaign_id, campaign in store.rows(NAMED, params):
        named = (("item", item), ("campaign", campaign_id), ("campaign", campaign))
        found.update({(kind, name): owner for kind, name in named if name})
    return found
