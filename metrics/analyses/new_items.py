"""How goods do in their first days on the shelf: visitors, conversion and sales by day since they came (M-59)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.store import Store
from data.text import Text
from metrics.analyses.item_rows import BOTH_KNOWN, Added, item_rows
from metrics.behind import Behind, Rows
from metrics.category import condition
from metrics.core import Unit
from metrics.scope import EVERYTHING, Scope, ShopDay, coverage
from metrics.value import Number
from metrics.wilson import wilson

NEW_DAYS = 30
COLUMNS: dict[str, tuple[Text, Unit]] = {
    "visits": (Text("逐日访客之和", "Days' visitors, added"), "people"),
    "rate": (Text("转化率", "Conversion"), "percent"),
    "items": (Text("付款件数", "Pieces paid"), "count"),
    "amount": (Text("付款金额", "Amount paid"), "money"),
}
BUYERS = Text("逐日付款买家之和", "Days' paying buyers, added")
NOT_LISTED = Text(
    "不知道商品哪天上架：请在数据页下载「商品清单」模板，填上首次上架日期后载入。",
    "No export says when goods came on the shelf: fill in the template 商品清单 with the first day on the shelf, and load it.",
)
SHELVED = """
SELECT f.shop, f.platform, f.item, f.item_name, f.first_shelved FROM item_shelved AS f
WHERE (? IS NULL OR f.shop = ?) AND (? IS NULL OR f.platform = ?) AND {where}
ORDER BY f.first_shelved DESC, f.shop, f.platform, f.item
"""
DAYS = """
SELECT f.shop, f.platform, f.item, f.day, f.item_name, f.visitors, f.buyers, f.items, f.amount
FROM item_days AS f
JOIN item_shelved AS s ON s.shop = f.shop AND s.platform = f.platform AND s.item = f.item
WHERE f.day >= s.first_shelved AND f.day BETWEEN ? AND ? AND s.first_shelved BETWEEN ? AND ? AND NOT f.is_excluded
"""

Seen = tuple[str | None, int | None, int | None, int | None, Decimal | None]
Item = tuple[str, str, str]


@dataclass(frozen=True)
class LaunchDay:
    """The `number`-th day on the shelf (1 is the first): people, pieces, yuan; None where no export tells."""

    number: int
    day: date
    visitors: int | None
    buyers: int | None
    items: int | None
    amount: Decimal | None


@dataclass(frozen=True)
class NewItem:
    """One item under 30 days on the shelf, with every day from its first to the asked one."""

    shop: str
    platform: str
    item: str
    name: str
    first_shelved: date
    days: tuple[LaunchDay, ...]

    @property
    def visits(self) -> int | None:
        """The days' visitors, one after the other: who came on two days stands in both; no number of people."""
        return _sum(day.visitors for day in self.days)

    @property
    def items(self) -> int | None:
        """Pieces paid since it came."""
        return _sum(day.items for day in self.days)

    @property
    def amount(self) -> Decimal | None:
        """Yuan paid since it came, before refunds."""
        known = [day.amount for day in self.days if day.amount is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def sides(self) -> tuple[int, int]:
        """Buyers and visitors of the days on which both are known, each added day by day."""
        both = [
            (day.buyers, day.visitors)
            for day in self.days
            if day.buyers is not None and day.visitors is not None
        ]
        return sum(buyers for buyers, _ in both), sum(visitors for _, visitors in both)

    @property
    def rate(self) -> float | None:
        """Conversion on a daily basis; None without visitors."""
        buyers, visitors = self.sides
        return buyers / visitors if visitors else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the conversion (Wilson); None without visitors, and where more bought than came."""
        buyers, visitors = self.sides
        return wilson(buyers, visitors) if visitors and buyers <= visitors else None

    def behind(self, column: str) -> Behind:
        """Return the days behind a number of the item; column: a key of COLUMNS."""
        label, unit = COLUMNS[column]
        name = Text(self.name, self.name)
        if column == "rate":
            buyers, visitors = self.sides
            sides = (
                self._rows(BUYERS, buyers, "people", "buyers", BOTH_KNOWN),
                self._rows(COLUMNS["visits"][0], visitors, "people", "visitors", BOTH_KNOWN),
            )
            formula = Text(f"{BUYERS.zh} ÷ {sides[1].label.zh}", f"{BUYERS.en} ÷ {sides[1].label.en}")
            return Behind(label, name, formula, self.rate, unit, sides)
        adds: Added = "visitors" if column == "visits" else "items" if column == "items" else "amount"
        value = getattr(self, column)
        return Behind(label, name, label, value, unit, (self._rows(label, value, unit, adds),))

    def _rows(self, label: Text, value: Number, unit: Unit, adds: Added, also: str = "") -> Rows:
        days = (self.first_shelved, self.days[-1].day)
        return item_rows(label, value, unit, (self.shop, self.platform), self.item, days, adds, also)


def new_items(
    store: Store, day: date, scope: Scope = EVERYTHING, days: int = NEW_DAYS
) -> tuple[NewItem, ...] | Text:
    """Return the items that came on the shelf in the `days` to `day`, the newest first, or which export is missing.

    Formula: of each item, every day since the first on the shelf (day 1): the report's visitors and buyers, pieces and yuan paid;
    conversion = buyers ÷ visitors, the days added on both sides. Source: the first day on the shelf from the list of goods (or the
    platform's item report, where it has it), the figures from the item-daily export and order lines. Limits: an item that was
    taken off and listed again is as old as its first listing; a day without a row in the item report has unknown visitors; a
    day whose sales are loaded and that has no row sold nothing; goods without a first day on the shelf are not here.
    """
    params: list[object] = [scope.shop, scope.shop, scope.platform, scope.platform]
    where = "TRUE" if scope.category is None else condition("item", scope.category, params)
    shelved = store.rows(SHELVED.replace("{where}", where), params)
    if not shelved:
        return NOT_LISTED
    first = day - timedelta(days=days - 1)
    seen: dict[Item, dict[date, Seen]] = {}
    for shop, platform, item, sold_day, *told in store.rows(DAYS, [first, day, first, day]):
        seen.setdefault((shop, platform, item), {})[sold_day] = (told[0], told[1], told[2], told[3], told[4])
    sold = coverage(store).days(("item_sales",), scope.whole)
    return tuple(
        _item((shop, platform, item), name, start, day, seen.get((shop, platform, item), {}), sold)
        for shop, platform, item, name, start in shelved
        if first <= start <= day
    )


def _item(
    key: Item, name: str | None, start: date, last: date, seen: Mapping[date, Seen], sold: frozenset[ShopDay]
) -> NewItem:
    found = []
    for number in range((last - start).days + 1):
        day = start + timedelta(days=number)
        _, visitors, buyers, items, amount = seen.get(day, (None,) * 5)
        if day not in seen and (key[0], key[1], day) in sold:
            items, amount = 0, Decimal(0)
        found.append(LaunchDay(number + 1, day, _whole(visitors), _whole(buyers), _whole(items), amount))
    known = (told[0] for told in seen.values() if told[0])
    return NewItem(*key, name or next(known, key[2]), start, tuple(found))


def _whole(count: int | None) -> int | None:
    return None if count is None else int(count)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
