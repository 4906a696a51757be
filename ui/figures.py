"""Figures for pages: the metrics layer behind a cache whose keys carry the home and the version of the store."""

from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.compare import Comparison, compare
from metrics.evaluate import Row, Scope, evaluate
from metrics.period import Period
from ui.change import Base
from ui.format import weekday

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
# Few words: they stand beside the change on a card of a phone; the whole sentence stands under the cards.
WEEKDAY = Text("较{weekday}", "vs {weekday}")
ONE_DAY = Text("较 {day}", "vs {day}")
BEFORE, SPAN = Text("较上期", "vs before"), Text("较对比期", "vs base")
TO_TARGET = Text("较目标", "vs target")
ORDINARY, PREVIOUS, TARGET = "ordinary", "previous", "target"


def identity(store: Store) -> tuple[str, int, str, str, str]:
    """Return what tells stores apart in a cache key: a load makes a new version, typing a new mark; old answers are never
    met again."""
    return str(store.home), store.version, store.typed.mark, store.typed.stock, store.refund_clock


# Streamlit would look into every field of these on every call: the words that say all of them say it faster.
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    Store: lambda store: repr(identity(store)), Period: repr, Scope: repr,
}  # fmt: skip


def kept(entries: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Return a decorator that keeps the last `entries` answers of a function of the store for six hours.

    Who asks gets the answer itself, and so does everybody else who looks: it must not be changed. (A copy for each run, which
    Streamlit's other cache makes, took a third of the time of drawing the morning.)
    """
    return st.cache_resource(max_entries=entries, ttl="6h", show_spinner=False, hash_funcs=KEYS)


@kept(512)
def _rows(store: Store, keys: str, period: Period, by: str | None, scope: Scope) -> list[Row]:
    return evaluate(store, keys.split(), period, by, scope)


def rows(store: Store, keys: Sequence[str], period: Period, by: str | None, scope: Scope) -> list[Row]:
    """Return the values of `keys` over `period`, one row per value of the cut `by`, as `metrics.evaluate` does."""
    return _rows(store, " ".join(keys), period, by, scope)


def total(store: Store, keys: Sequence[str], period: Period, scope: Scope) -> Row:
    """Return the one row of `keys` over the whole period."""
    return rows(store, keys, period, None, scope)[0]


@kept(256)
def _bases(store: Store, keys: str, period: Period, against: str, scope: Scope) -> dict[str, Comparison]:
    return compare(store, keys.split(), period, against, scope)


def bases(
    store: Store, keys: Sequence[str], period: Period, scope: Scope, against: str = ORDINARY
) -> dict[str, Base]:
    """Return what figures over `period` are compared with: by default a day with ordinary same weekdays, a span with the
    one before; else one of metrics.compare.BASES by its key."""
    if period.first is None or period.last is None:
        return {}
    found = _bases(store, " ".join(keys), period, against, scope)
    return {key: Base(base.value, _named(period, base, against)) for key, base in found.items()}


def _named(period: Period, base: Comparison, against: str) -> Text:
    if against == ORDINARY and period.first is not None and period.first == period.last:
        return WEEKDAY.fill(weekday=Text(weekday(period.first, "zh"), weekday(period.first, "en")))
    if against == TARGET:
        return TO_TARGET
    if not base.days:
        return Text("", "")
    if len(base.days) == 1:
        return ONE_DAY.fill(day=base.days[0].isoformat())
    return BEFORE if against in (ORDINARY, PREVIOUS) else SPAN


def comparison_of(
    store: Store, key: str, period: Period, scope: Scope, against: str = ORDINARY, among: Sequence[str] = ()
) -> Comparison | None:
    """Return how the base of a figure was chosen, or why there is none; None for an open period.

    among: the metrics whose bases the page asks for, that one too, so that it isn't worked out twice.
    """
    if period.first is None or period.last is None:
        return None
    return _bases(store, " ".join(among) or key, period, against, scope)[key]
