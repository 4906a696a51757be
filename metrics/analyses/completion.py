"""How much of a still-filling figure is there already, learnt from how past days filled up in the restatement log."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from data.store import Store
from metrics.analyses.split import CENT
from metrics.maturity import ATTRIBUTION_DAYS
from metrics.scope import EVERYTHING, Scope, Shop

KEY = "ad_revenue"
LEAST = 10
# Which loads brought a report on a day, and the newest day that the load's reports speak of.
READINGS = """
WITH ages AS (
    SELECT f.load_id AS load_id, s.shop AS shop, f.platform AS platform, max(f.last_day) AS newest
    FROM files AS f JOIN file_shops AS s ON s.file_id = f.file_id
    WHERE f.kind LIKE 'ads%'
    GROUP BY f.load_id, s.shop, f.platform
)
SELECT DISTINCT c.shop, c.platform, c.day, f.load_id, a.newest
FROM covered_days AS c
JOIN files AS f ON f.file_id = c.file_id
JOIN ages AS a ON a.load_id = f.load_id AND a.shop = c.shop AND a.platform = c.platform
WHERE f.kind LIKE 'ads%'
ORDER BY f.load_id
"""
CHANGES = """
SELECT r.shop, r.platform, r.day, r.load_id, r.before, r.after FROM restatements AS r
WHERE r.key = ? ORDER BY r.load_id
"""
NOW = "SELECT d.shop, d.platform, d.day, CAST(round(d.revenue, 2) AS DECIMAL(18, 2)) FROM ad_days AS d WHERE d.revenue IS NOT NULL"

ShopDay = tuple[str, str, date]


@dataclass(frozen=True)
class Reading:
    """A day's figure as it stood in the store when its reports were `age` days past it."""

    age: int
    value: Decimal


@dataclass(frozen=True)
class Completion:
    """What figures of this age have grown by until they were settled. factor: the median of final over value then.

    observations: how many days it was learnt from. error: how far off (median, as a fraction of the final figure) the factor
    would have been for each of these days, learnt from the others.
    """

    age: int
    factor: Decimal
    observations: int
    error: float


@dataclass(frozen=True)
class Estimate:
    """A still-filling figure beside what it would become: `value` is what is known, `estimate` is value x factor."""

    day: date
    value: Decimal
    completion: Completion
    estimate: Decimal


def readings(store: Store, scope: Scope = EVERYTHING) -> dict[ShopDay, list[Reading]]:
    """Return how each shop-day's ad revenue stood at each age at which its report was loaded, youngest first.

    Source: the ledger (which load brought a report on the day), the log (what each load changed), today's figure.
    """
    now = {(shop, platform, day): value for shop, platform, day, value in store.rows(NOW)}
    changes: dict[ShopDay, list[tuple[int, Decimal, Decimal | None]]] = {}
    for shop, platform, day, load, before, after in store.rows(CHANGES, [KEY]):
        changes.setdefault((shop, platform, day), []).append((load, before, after))
    found: dict[ShopDay, list[Reading]] = {}
    for shop, platform, day, load, newest in store.rows(READINGS):
        entry = (shop, platform, day)
        if scope.holds(shop, platform) and entry in now:
            value = _standing(changes.get(entry, []), load, now[entry])
            if value is not None:
                found.setdefault(entry, []).append(Reading((newest - day).days, value))
    return {entry: sorted(each, key=lambda reading: reading.age) for entry, each in found.items()}


def at_age(store: Store, days: Collection[date], age: int, scope: Scope = EVERYTHING) -> dict[date, Decimal]:
    """Return the ad revenue of each day as it stood at that age, over the shops of the scope; days not read then are left out.

    What is known at an age is what the last report at or under it said, taken at most a day before.
    """
    shops: set[Shop] = set()
    found: dict[date, dict[Shop, Decimal]] = {}
    for (shop, platform, day), each in readings(store, scope).items():
        shops.add((shop, platform))
        then = [reading for reading in each if age - 1 <= reading.age <= age]
        if day in days and then:
            found.setdefault(day, {})[shop, platform] = then[-1].value
    return {day: sum(each.values(), Decimal(0)) for day, each in found.items() if each.keys() == shops}


def completion(store: Store, age: int, scope: Scope = EVERYTHING, least: int = LEAST) -> Completion | None:
    """Return what ad revenue of that age grows by; None with fewer than `least` settled days that were read at that age.

    Formula: the median over settled days of (figure at 15 days or more) / (figure at that age). Limits: only what this shop
    loaded twice teaches anything; festivals may fill differently from ordinary days.
    """
    return learnt(age, readings(store, scope).values(), least)


def learnt(age: int, days: Iterable[Sequence[Reading]], least: int = LEAST) -> Completion | None:
    """Return the completion at an age from days' readings; see `completion`."""
    pairs = []
    for each in days:
        then = next((reading.value for reading in each if reading.age == age), None)
        final = next((reading.value for reading in each if reading.age >= ATTRIBUTION_DAYS), None)
        if then is not None and final is not None and then > 0 and final > 0:
            pairs.append((then, final))
    if len(pairs) < max(least, 2):
        return None
    factors = [final / then for then, final in pairs]
    errors = []
    for place, (then, final) in enumerate(pairs):
        others = factors[:place] + factors[place + 1 :]
        errors.append(abs(float(then * median(others) / final) - 1))
    return Completion(age, median(factors), len(pairs), median(errors))


def estimates(store: Store, days: Collection[date], scope: Scope = EVERYTHING) -> Mapping[date, Estimate]:
    """Return, for each still-filling day of one shop, its ad revenue beside what it would become; others are left out.

    The estimate never takes the figure's place: it is printed beside it with its factor and error.
    """
    found: dict[date, Estimate] = {}
    known = readings(store, scope)
    if len({(shop, platform) for shop, platform, _ in known}) != 1:
        return found
    for (_, _, day), each in known.items():
        newest = each[-1]
        if day not in days or newest.age >= ATTRIBUTION_DAYS:
            continue
        grown = learnt(newest.age, known.values())
        if grown is not None:
            value = (newest.value * grown.factor).quantize(CENT, ROUND_HALF_UP)
            found[day] = Estimate(day, newest.value, grown, value)
    return found


def _standing(changes: list[tuple[int, Decimal, Decimal | None]], load: int, now: Decimal) -> Decimal | None:
    """Return a figure as it stood after a load: what the last change until then made of it, else what the next one found."""
    until = [after for changed, _, after in changes if changed <= load]
    if until:
        return until[-1]
    later = [before for changed, before, _ in changes if changed > load]
    return later[0] if later else now
