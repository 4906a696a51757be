"""VIP tiers and who moved between them (M-94)."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.analyses.one_shop import observed
from metrics.members import TIERS_AS_OF
from metrics.scope import EVERYTHING, Scope

RULES = """
SELECT r.tier, max(coalesce(r.from_amount, 0)), max(coalesce(r.from_count, 0)), max(coalesce(r.from_points, 0))
FROM vip_rules AS r WHERE r.shop = ? AND r.platform = ? GROUP BY r.tier ORDER BY 2, 3, 4, 1
"""
NO_RULES = Text(
    "没有会员等级规则：请在数据页下载「会员等级规则」模板，填好后载入。",
    "No rules of tiers are loaded: download the template 会员等级规则 on the data page, fill it in and load it.",
)


@dataclass(frozen=True)
class Tier:
    """A tier, lowest first: its members on the day, how many came up or down into it since `before`, and how many left it.

    new: members who were in no tier then.
    """

    name: str
    members: int
    came_up: int
    came_down: int
    new: int
    left: int


@dataclass(frozen=True)
class Tiers:
    """The tiers of a shop on `day`, and the moves since `before`."""

    day: date
    before: date
    tiers: tuple[Tier, ...]


def tiers(store: Store, scope: Scope = EVERYTHING, days: int = 7) -> Tiers | Text:
    """Return the members of each tier on the last whole day and who moved in the `days` before, or why that isn't known.

    Formula: the tier of a day is that of M-94 (metrics/members.py): the highest whose edges the buyer's net payments and pay
    days up to that day reach. Source: the sheet of tier rules; orders that name buyers. Limits: refunds count as they stand
    today, on the order's pay day, so that a late refund also lowers the tier of a week ago; points are those of the newest list.
    """
    known = observed(store, scope)
    if isinstance(known, Text):
        return known
    rules = [row[0] for row in store.rows(RULES, [*known.shop])]
    if not rules:
        return NO_RULES
    before = known.last - timedelta(days=days)
    where = "f.shop = ? AND f.platform = ? AND f.day IN (?, ?)"
    inner = TIERS_AS_OF.replace("{where}", where).replace("{last}", f"DATE '{known.last.isoformat()}'")
    sql = (
        "SELECT t.earlier, t.later, count(*) FROM (SELECT max(CASE WHEN s.day = ? THEN s.tier END) AS earlier,"
        f" max(CASE WHEN s.day = ? THEN s.tier END) AS later FROM ({inner}) AS s GROUP BY s.buyer) AS t GROUP BY 1, 2"
    )
    moves = store.rows(sql, [before, known.last, *known.shop, before, known.last])
    return Tiers(known.last, before, tuple(_tier(name, rules, moves) for name in rules))


def _tier(name: str, rules: list[str], moves: list[tuple[str | None, str | None, int]]) -> Tier:
    place = {rule: number for number, rule in enumerate(rules)}
    here = [(earlier, count) for earlier, later, count in moves if later == name]
    return Tier(
        name,
        sum(count for _, count in here),
        sum(count for earlier, count in here if earlier is not None and place[earlier] < place[name]),
        sum(count for earlier, count in here if earlier is not None and place[earlier] > place[name]),
        sum(count for earlier, count in here if earlier is None),
        sum(count for earlier, later, count in moves if earlier == name and later != name),
    )
