"""Why a day's paid amount differs from ordinary same weekdays: visitors x conversion x spend, then items and provinces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from data.store import Store
from data.text import Text
from metrics.analyses.anomalies import steady
from metrics.analyses.baseline import Expected
from metrics.analyses.history import history
from metrics.analyses.split import CENT, log_mean_split, ranked_changes
from metrics.compare import comparison
from metrics.evaluate import Evaluation, evaluate
from metrics.orders import PAID_AMOUNT
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

FACTORS = (Text("访客", "Visitors"), Text("转化率", "Conversion"), Text("客单价", "Spend per buyer"))
SHOWN = 5
SPREAD_DAYS = 3


@dataclass(frozen=True)
class Why:
    """What made the change of a day's paid amount against the mean of ordinary same weekdays.

    base_days: the days of the base. amount, base, change: yuan. factors: (name, part), summing to `change` exactly;
    empty where visitors or buyers are unknown. items, provinces: the largest changes with their names; the rest of the
    change is `other_items`, `other_provinces`. noise: the amount is one that ordinary days have: it lies within the base days'
    own range, or within the baseline's 95 % interval (metrics/analyses/baseline.py), which is `expected` where it is known.
    sentences: at most three, plain; the first goes on from the amount, which stands before it (ui/verdict.py).
    """

    day: date
    base_days: tuple[date, ...]
    amount: Decimal
    base: Decimal
    change: Decimal
    factors: tuple[tuple[Text, Decimal], ...]
    items: tuple[tuple[str, Decimal], ...]
    other_items: Decimal
    provinces: tuple[tuple[str, Decimal], ...]
    other_provinces: Decimal
    noise: bool
    sentences: tuple[Text, ...]
    expected: Expected | None = None


def causes(store: Store, day: date, scope: Scope = EVERYTHING) -> Why | None:
    """Return what made the day's change (split of M-10b by M-02, M-13, M-14); None without a fair base.

    The base is the mean of the days that metrics.compare chooses, so that its parts add up like the day's.
    """
    base_days = comparison(store, ["paid_amount"], day, scope)["paid_amount"].days
    known = _facts(store, [day, *base_days], scope)
    today, earlier = known.get(day), [known.get(other) for other in base_days]
    if today is None or not earlier or any(entry is None for entry in earlier):
        return None
    days = [entry for entry in earlier if entry is not None]
    base = (_mean([d[0] for d in days]), _mean([d[1] for d in days]), _mean([d[2] for d in days]))
    amount, base_amount = today[2] or Decimal(0), (base[2] or Decimal(0)).quantize(CENT, ROUND_HALF_UP)
    change = amount - base_amount
    items, other_items = _by(store, day, base_days, scope, "item", change)
    provinces, other_provinces = _by(store, day, base_days, scope, "province", change)
    factors = _factors(today, base, change)
    amounts = [entry[2] or Decimal(0) for entry in days]
    expected = expected_of(store, day, scope)
    inside = len(amounts) >= SPREAD_DAYS and min(amounts) <= amount <= max(amounts)
    foreseen = expected is not None and expected.low <= amount <= expected.high
    return Why(
        day,
        base_days,
        amount,
        base_amount,
        change,
        factors,
        items,
        other_items,
        provinces,
        other_provinces,
        inside or foreseen,
        _usual(amounts, expected, inside, day)
        if inside or foreseen
        else _sentences(len(amounts), expected, change, factors, items, day),
        expected,
    )


def expected_of(store: Store, day: date, scope: Scope = EVERYTHING) -> Expected | None:
    """Return what the days before `day` let expect of its paid amount, with the 95 % interval; None without the history."""
    past = history(store, "paid_amount", day - timedelta(days=1), scope, ahead=1)
    fitted = steady(past)
    return None if fitted is None else fitted.expected([day], past.marked).get(day)


Facts = tuple[Decimal | None, Decimal | None, Decimal | None]


def _facts(store: Store, days: Sequence[date], scope: Scope) -> dict[date, Facts]:
    """Return visitors, paying buyers and paid amount by day; visitors and buyers are person-days over several shops."""
    found: dict[date, Facts] = {}
    for row in evaluate(
        store, ["conversion", "paid_amount"], Period(min(days), max(days)), "day", scope, only=days
    ):
        amount = row.values["paid_amount"].value
        if isinstance(amount, Decimal):
            top, bottom = row.values["conversion"].top, row.values["conversion"].bottom
            found[date.fromisoformat(row.cut or "")] = (_exact(bottom), _exact(top), amount)
    return found


def _exact(number: object) -> Decimal | None:
    return Decimal(str(number)) if number is not None else None


def _mean(numbers: list[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) / len(known) if len(known) == len(numbers) else None


def _factors(today: Facts, base: Facts, change: Decimal) -> tuple[tuple[Text, Decimal], ...]:
    (visitors, buyers, amount), (old_visitors, old_buyers, old_amount) = today, base
    if not (visitors and buyers and amount and old_visitors and old_buyers and old_amount):
        return ()
    before = [float(old_visitors), float(old_buyers / old_visitors), float(old_amount / old_buyers)]
    after = [float(visitors), float(buyers / visitors), float(amount / buyers)]
    parts = log_mean_split(before, after, change)
    return tuple(zip(FACTORS, parts, strict=True)) if parts else ()


def _by(
    store: Store, day: date, base_days: tuple[date, ...], scope: Scope, cut: str, change: Decimal
) -> tuple[tuple[tuple[str, Decimal], ...], Decimal]:
    """Return the largest changes of paid amount by a cut, and what remains of the whole change."""
    after, names = _amounts(store, day, scope, cut)
    before: dict[str, Decimal] = {}
    for other in base_days:
        amounts, more = _amounts(store, other, scope, cut)
        names = more | names
        for key, amount in amounts.items():
            before[key] = before.get(key, Decimal(0)) + amount / len(base_days)
    before = {key: amount.quantize(CENT, ROUND_HALF_UP) for key, amount in before.items()}
    kept, _ = ranked_changes(before, after, SHOWN)
    shown = tuple((names.get(key, key), amount) for key, amount in kept)
    return shown, change - sum((amount for _, amount in shown), Decimal(0))


def _amounts(store: Store, day: date, scope: Scope, cut: str) -> tuple[dict[str, Decimal], dict[str, str]]:
    # Of thousands of items only the amounts are wanted, not all that can be said of each.
    question = Evaluation(store, Period.day(day), cut, scope)
    joint = question.joint(PAID_AMOUNT)
    question.load([(PAID_AMOUNT, joint)])
    found = {str(key): value for key, value in question.numbers_of(PAID_AMOUNT, joint).items()}
    names = {str(key): name for key, name in question.names.items()}
    return (
        {key: value for key, value in found.items() if isinstance(value, Decimal)},
        {key: names.get(key) or key or "—" for key in found},
    )


def _weekday(day: date) -> Text:
    return Text("周" + "一二三四五六日"[day.weekday()], day.strftime("%A"))


def _usual(amounts: list[Decimal], expected: Expected | None, inside: bool, day: date) -> tuple[Text, ...]:
    """Return the one sentence of an ordinary day: within the range of its weekday's last ones, or of what is foreseen."""
    count, weekday = len(amounts), _weekday(day)
    if inside or expected is None:
        low, high = min(amounts), max(amounts)
        return (
            Text(
                f"在近 {count} 个平常{weekday.zh}的范围内（{low:,.2f}～{high:,.2f} 元），属于平时的波动。",
                f"This is within the range of {count} ordinary {weekday.en}s ({low:,.2f} to {high:,.2f} yuan): the usual spread.",
            ),
        )
    return (
        Text(
            f"在平时的波动范围内（按星期、活动和近期走势，100 天里 95 天在 {expected.low:,.0f}～{expected.high:,.0f} 元）。",
            f"This is within the usual spread (by weekday, events and level, 95 of 100 such days lie between "
            f"{expected.low:,.0f} and {expected.high:,.0f} yuan).",
        ),
    )


def _sentences(
    count: int,
    expected: Expected | None,
    change: Decimal,
    factors: tuple[tuple[Text, Decimal], ...],
    items: tuple[tuple[str, Decimal], ...],
    day: date,
) -> tuple[Text, ...]:
    """Return what is said of a day that is no ordinary one: beyond the base's range its mean and median lie on one side."""
    weekday = _weekday(day)
    if not change:
        return (
            Text(
                f"和近 {count} 个平常{weekday.zh}的平均一样。",
                f"This equals the mean of {count} ordinary {weekday.en}s.",
            ),
        )
    # Fewer days have no spread to speak of.
    told = count >= SPREAD_DAYS or expected is not None
    spread = Text("，超出平时的波动", ", outside their usual spread") if told else Text("", "")
    found = [
        Text(
            f"比近 {count} 个平常{weekday.zh}的平均{'多' if change > 0 else '少'} {abs(change):,.2f} 元{spread.zh}。",
            f"This is {abs(change):,.2f} yuan {'above' if change > 0 else 'below'} the mean of {count} ordinary "
            f"{weekday.en}s{spread.en}.",
        )
    ]
    if factors:
        name, part = max(factors, key=lambda entry: abs(entry[1]))
        found.append(
            Text(
                f"影响最大的是{name.zh}：{part:+,.2f} 元。",
                f"{name.en} made the largest part: {part:+,.2f} yuan.",
            )
        )
    if items:
        title, part = items[0]
        found.append(
            Text(
                f"商品里变化最大的是「{title}」：{part:+,.2f} 元。",
                f"Among items, “{title}” changed most: {part:+,.2f} yuan.",
            )
        )
    return tuple(found)
