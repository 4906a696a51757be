"""VIP tiers and who moved between them (M-94)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.analyses.one_shop import observed
from metrics.behind import Behind, Rows
from metrics.members import MEMBERS_AS_OF, TIERS, TIERS_AS_OF
from metrics.scope import EVERYTHING, Scope, Shop

RULES = """
SELECT r.tier, max(coalesce(r.from_amount, 0)), max(coalesce(r.from_count, 0)), max(coalesce(r.from_points, 0))
FROM vip_rules AS r WHERE r.shop = ? AND r.platform = ? GROUP BY r.tier ORDER BY 2, 3, 4, 1
"""
# Every member of either day, with the tier of both.
MOVES = """
SELECT s.buyer AS buyer, max(CASE WHEN s.day = ? THEN s.tier END) AS tier_before, max(CASE WHEN s.day = ? THEN s.tier END) AS tier,
    max(CASE WHEN s.day = ? THEN s.net_amount END) AS net_amount, max(CASE WHEN s.day = ? THEN s.pay_days END) AS pay_days
FROM ({inner}) AS s GROUP BY s.buyer
"""
COLUMNS = {
    "members": Text("人数", "Members"),
    "came_up": Text("升上来", "Came up"),
    "came_down": Text("降下来", "Came down"),
    "new": Text("新进", "New"),
    "left": Text("离开", "Left"),
}
MEMBERS = f"SELECT m.tier, m.members FROM ({MEMBERS_AS_OF}) AS m".replace(
    "{where}", "f.shop = ? AND f.platform = ? AND f.day = ?"
)
# Only who has paid since can be of another tier, unless a rule has become valid since.
BOUGHT = """
    SELECT p.shop AS shop, p.platform AS platform, d.day AS day, p.buyer AS buyer, count(DISTINCT p.day) AS pay_days,
        sum(p.net_amount) AS net_amount, NULL AS file_id
    FROM buyer_payments AS p
    JOIN (SELECT CAST(? AS DATE) AS day UNION ALL SELECT CAST(? AS DATE)) AS d ON d.day >= p.day
    WHERE p.shop = ? AND p.platform = ? AND (p.last_paid_day > ? OR EXISTS (
        SELECT 1 FROM vip_rules AS n WHERE n.shop = ? AND n.platform = ? AND n.from_day > ? AND n.from_day <= ?))
    GROUP BY p.shop, p.platform, d.day, p.buyer
"""
MOVED = f"""
SELECT t.earlier, t.later, count(*)
FROM (
    SELECT max(CASE WHEN s.day = ? THEN s.tier END) AS earlier, max(CASE WHEN s.day = ? THEN s.tier END) AS later
    FROM ({TIERS.replace("{bought}", BOUGHT)}) AS s
    GROUP BY s.buyer
) AS t
WHERE t.earlier IS DISTINCT FROM t.later
GROUP BY 1, 2
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

    shop: Shop
    day: date
    before: date
    tiers: tuple[Tier, ...]

    def behind(self, place: int, column: str) -> Behind:
        """Return the members behind a number of the tier at that place; column: a key of COLUMNS."""
        names = [tier.name for tier in self.tiers]
        tier, marks = self.tiers[place], {"came_up": names[:place], "came_down": names[place + 1 :]}
        where, named = {
            "members": ("t.tier = ?", [tier.name]),
            "new": ("t.tier = ? AND t.tier_before IS NULL", [tier.name]),
            "left": ("t.tier_before = ? AND coalesce(t.tier, '') <> ?", [tier.name] * 2),
        }.get(column) or (
            f"t.tier = ? AND t.tier_before IN ({', '.join('?' for _ in marks[column]) or 'NULL'})", [tier.name, *marks[column]]
        )  # fmt: skip
        moves = MOVES.replace("{inner}", _inner(self.day))
        sql = f"SELECT t.* FROM ({moves}) AS t WHERE {where} ORDER BY t.net_amount DESC NULLS LAST, t.buyer"
        params = (self.before, self.day, self.day, self.day, *self.shop, self.before, self.day, *named)
        value, label = getattr(tier, column), COLUMNS[column]
        what = Text(tier.name, tier.name)
        return Behind(label, what, label, value, "people", (Rows(label, value, "people", sql, params),))


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
    shop, both = known.shop, [before, known.last]
    members = dict(store.rows(MEMBERS, [*shop, known.last]))
    moves = store.rows(MOVED, [*both, *both, *shop, before, *shop, *both])
    return Tiers(shop, known.last, before, tuple(_tier(name, rules, members, moves) for name in rules))


def _inner(last: date) -> str:
    where = "f.shop = ? AND f.platform = ? AND f.day IN (?, ?)"
    return TIERS_AS_OF.replace("{where}", where).replace("{last}", f"DATE '{last.isoformat()}'")


def _tier(
    name: str, rules: list[str], members: Mapping[str, int], moves: list[tuple[str | None, str | None, int]]
) -> Tier:
    place = {rule: number for number, rule in enumerate(rules)}
    here = [(earlier, count) for earlier, later, count in moves if later == name]
    return Tier(
        name,
        members.get(name, 0),
        sum(count for earlier, count in here if earlier is not None and place[earlier] < place[name]),
        sum(count for earlier, count in here if earlier is not None and place[earlier] > place[name]),
        sum(count for earlier, count in here if earlier is None),
        sum(count for earlier, later, count in moves if earlier == name and later != name),
    )
