"""Figures that still fill up are compared with others as they stood at the same age, or not at all (rule R13)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median

from data.store import Store
from data.text import Text
from metrics.analyses.completion import KEY, at_age
from metrics.analyses.dispatch import data_cut
from metrics.compare.base import Comparison, refused
from metrics.compare.stamped import TOLD, at_moment
from metrics.evaluate import evaluate
from metrics.maturity import CREDITED, PAYING, REFUNDED, SENDING, SIGNED, filling
from metrics.period import Period
from metrics.scope import Scope, coverage

NOT_SETTLED = Text(
    "{reason}定下来以前不与已定的日子比。", "{reason} Until then it isn't held against settled days."
)
NOT_KEPT = Text(
    "{reason}对比的日子在同样天数时的这个数没有留下来，所以先不比。",
    "{reason} What the days to compare with showed at the same age was not kept, so nothing is compared yet.",
)
STAMPED = Text(
    "与那些天同样过了 {age} 天时的数比，按付款、发货、退款的时间倒推（{n} 天）",
    "compared with those days as they stood {age} days on, by the times of payment, dispatch and refund ({n} day(s))",
)
SAME_AGE = Text(
    "与那些天同样回流 {age} 天时的数比（{n} 天留有当时的数）",
    "compared with those days as they stood {age} days on ({n} of them were kept)",
)
ROI = "ad_roi"
TIMED = (PAYING, SENDING, REFUNDED, SIGNED)


def aged(
    store: Store, found: Mapping[str, Comparison], elapsed: Period, scope: Scope
) -> dict[str, Comparison]:
    """Return the comparisons, those of still-filling figures made at the same age where past days were kept at it."""
    return {
        key: base if base.value is None else _aged(store, key, base, elapsed, scope)
        for key, base in found.items()
    }


def _aged(store: Store, key: str, base: Comparison, elapsed: Period, scope: Scope) -> Comparison:
    rising = filling(store, key, elapsed, scope)
    if rising is None:
        return base
    if (
        rising.rule == CREDITED
        and scope.category is None  # What was kept are the days of whole shops.
        and key in (KEY, ROI)
        and elapsed.first is not None
        and elapsed.first == elapsed.last
    ):
        kept = _at_same_age(store, key, base, elapsed.first, scope)
        if kept is not None:
            return kept
    if rising.rule in TIMED and key in TOLD and scope.category is None and elapsed.first is not None:
        told = _by_their_times(store, key, base, elapsed, scope)
        if told is not None:
            return told
    reason = NOT_SETTLED if rising.rule not in (CREDITED, *TIMED) else NOT_KEPT
    return refused(reason.fill(reason=rising.reason))


def _by_their_times(
    store: Store, key: str, base: Comparison, elapsed: Period, scope: Scope
) -> Comparison | None:
    """Return the base as it stood when it was as old as `elapsed` is now, from what orders tell of their times; of one shop.

    A day is held against the median of its days, each as old; a span against an equally long one.
    """
    shops, cut = coverage(store).shops(scope), data_cut(store, scope)
    days = list(elapsed.days())
    if len(shops) != 1 or cut is None or not base.days:
        return None
    if len(days) > 1 and len(base.days) != len(days):
        return None
    groups = [(day,) for day in base.days] if len(days) == 1 else [base.days]
    found = {}
    for group in groups:
        value = at_moment(store, key, shops[0], group, cut - (days[0] - group[0]))
        if value is not None:
            found[group] = value
    if not found:
        return None
    used = tuple(day for group in found for day in group)
    note = STAMPED.fill(age=(cut.date() - days[0]).days, n=len(used))
    return replace(base, value=_middle(list(found.values())), days=used, notes=(*base.notes, note))


def _middle(numbers: Sequence[float]) -> float | int:
    """Return the median; a count that is one stays a whole number."""
    middle = median(numbers)
    return int(middle) if isinstance(numbers[0], int) and middle == int(middle) else middle


def _at_same_age(store: Store, key: str, base: Comparison, asked: date, scope: Scope) -> Comparison | None:
    """Return the base as it stood when it was as old as `asked` is now; None where no day of it was kept at that age."""
    newest = max(day for _, _, day in coverage(store).days((CREDITED.source,), scope))
    age = (newest - asked).days
    then: dict[date, Decimal] = at_age(store, base.days, age, scope)
    if key == ROI:
        spent = {
            day: evaluate(store, [ROI], Period.day(day), None, scope)[0].values[ROI].bottom for day in then
        }
        then = {
            day: value / amount
            for day, value in then.items()
            if isinstance(amount := spent[day], Decimal) and amount
        }
    if not then:
        return None
    value = median(then.values())
    note = SAME_AGE.fill(age=age, n=len(then))
    return replace(
        base, value=float(value) if key == ROI else value, days=tuple(day for day in base.days if day in then),
        notes=(*base.notes, note),
    )  # fmt: skip
