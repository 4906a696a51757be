"""VIP tiers and who moved between them (M-94)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.store import Store
from data.text import Text
from metrics.analyses.one_shop import observed
from metrics.behind import Behind, Rows
from metrics.members import MEMBERS_AS_OF, TIERS_AS_OF
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
# The rules of a shop, the highest first, as TIERS ranks them; and whether one has become valid since a day.
RANKED = """
SELECT r.tier, r.from_day
FROM vip_rules AS r
WHERE r.shop = ? AND r.platform = ?
ORDER BY coalesce(r.from_amount, 0) DESC, coalesce(r.from_count, 0) DESC, coalesce(r.from_points, 0) DESC, r.tier
"""
# How many moved from the tier of one place to that of another, of those who have paid after a day.
MOVED = """
WITH ranked AS (
    SELECT r.from_amount AS from_amount, coalesce(r.from_count, 0) AS from_count, coalesce(r.from_points, 0) AS from_points,
        coalesce(r.from_day, DATE '1900-01-01') AS from_day, row_number() OVER (
            ORDER BY coalesce(r.from_amount, 0) DESC, coalesce(r.from_count, 0) DESC, coalesce(r.from_points, 0) DESC, r.tier
        ) AS place
    FROM vip_rules AS r
    WHERE r.shop = ? AND r.platform = ?
), bought AS (
    SELECT p.shop AS shop, p.platform AS platform, p.buyer AS buyer,
        sum(CASE WHEN p.day <= ? THEN p.net_amount ELSE 0 END) AS net_before, sum(p.net_amount) AS net_amount,
        sum(CASE WHEN p.is_new_day AND p.day <= ? THEN 1 ELSE 0 END) AS days_before,
        sum(CASE WHEN p.is_new_day THEN 1 ELSE 0 END) AS pay_days
    FROM buyer_payments AS p
    WHERE p.shop = ? AND p.platform = ? AND p.day <= ? AND p.last_paid_day > ?
    GROUP BY p.shop, p.platform, p.buyer
)
SELECT t.earlier, t.later, count(*)
FROM (
    SELECT min(CASE WHEN b.days_before > 0 AND b.net_before >= coalesce(r.from_amount, b.net_before)
            AND b.days_before >= r.from_count AND r.from_day <= ? THEN r.place END) AS earlier,
        min(CASE WHEN b.net_amount >= coalesce(r.from_amount, b.net_amount) AND b.pay_days >= r.from_count
            AND r.from_day <= ? THEN r.place END) AS later
    FROM bought AS b
    LEFT JOIN vip_points AS m ON m.shop = b.shop AND m.platform = b.platform AND m.buyer = b.buyer
    JOIN ranked AS r ON coalesce(m.points, 0) >= r.from_points
    GROUP BY b.buyer
) AS t
WHERE t.earlier IS DISTINCT FROM t.later
GROUP BY t.earlier, t.later
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
    shop, last = known.shop, known.last
    members = dict(store.rows(MEMBERS, [*shop, last]))
    ranked = store.rows(RANKED, [*shop])
    # Only who has paid since can be of another tier, unless a rule has become valid since.
    is_new = any(from_day is not None and before < from_day <= last for _, from_day in ranked)
    asked = [*shop, before, before, *shop, last, date.min if is_new else before, before, last]
    moves = [
        (
            None if earlier is None else ranked[earlier - 1][0],
            None if later is None else ranked[later - 1][0],
            count,
        )
        for earlier, later, count in store.rows(MOVED, asked)
    ]
    return Tiers(shop, last, before, tuple(_tier(name, rules, members, moves) for name in rules))


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
