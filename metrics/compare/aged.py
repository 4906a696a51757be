"""Figures that still fill up are compared with others as they stood at the same age, or not at all (rule R13)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median

from data.store import Store
from data.text import Text
from metrics.analyses.completion import KEY, at_age
from metrics.compare.base import Comparison, refused
from metrics.evaluate import evaluate
from metrics.maturity import CREDITED, filling
from metrics.period import Period
from metrics.scope import Scope, coverage

NOT_SETTLED = Text(
    "{reason}定下来以前不与已定的日子比。", "{reason} Until then it isn't held against settled days."
)
SAME_AGE = Text(
    "与那些天同样回流 {age} 天时的数比（{n} 天留有当时的数）",
    "compared with those days as they stood {age} days on ({n} of them were kept)",
)
ROI = "ad_roi"


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
    return refused(NOT_SETTLED.fill(reason=rising.reason))


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
