"""Figures for pages: the metrics layer behind a cache whose keys carry the home and the version of the store."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from data.store import Store
from data.text import Text
from metrics.clock import same_clock
from metrics.compare import Comparison, comparison
from metrics.evaluate import Row, Scope, evaluate
from metrics.period import Period
from ui.change import Base
from ui.format import weekday

# Few words: they stand beside the change on a card of a phone; the whole sentence stands under the cards.
WEEKDAY = Text("较{weekday}", "vs {weekday}")
BEFORE = Text("较前 {n} 天", "vs {n} days")


def identity(store: Store) -> tuple[str, int, str, str]:
    """Return what tells stores apart in a cache key: a load makes a new version, typing a new mark; old answers are never
    met again."""
    return str(store.home), store.version, store.typed.mark, store.refund_clock


KEYS: dict[str | type[Any], Callable[[Any], Any]] = {Store: identity}


@st.cache_data(max_entries=512, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def _rows(store: Store, keys: tuple[str, ...], period: Period, by: str | None, scope: Scope) -> list[Row]:
    return evaluate(store, keys, period, by, scope)


def rows(store: Store, keys: Sequence[str], period: Period, by: str | None, scope: Scope) -> list[Row]:
    """Return the values of `keys` over `period`, one row per value of the cut `by`, as `metrics.evaluate` does."""
    return _rows(store, tuple(keys), period, by, scope)


def total(store: Store, keys: Sequence[str], period: Period, scope: Scope) -> Row:
    """Return the one row of `keys` over the whole period."""
    return rows(store, keys, period, None, scope)[0]


@st.cache_data(max_entries=256, ttl="6h", show_spinner=False, hash_funcs=KEYS)
def _bases(store: Store, keys: tuple[str, ...], day: date, scope: Scope) -> dict[str, Comparison]:
    return comparison(store, keys, day, scope)


def bases(store: Store, keys: Sequence[str], period: Period, scope: Scope) -> dict[str, Base]:
    """Return what figures over `period` are compared with: a day with ordinary same weekdays, a span with the one before."""
    if period.first is None or period.last is None:
        return {}
    if period.first == period.last:
        found = _bases(store, tuple(keys), period.first, scope)
        name = WEEKDAY.fill(weekday=Text(weekday(period.first, "zh"), weekday(period.first, "en")))
        return {key: Base(base.value, name) for key, base in found.items()}
    length = (period.last - period.first).days + 1
    now, before = (total(store, keys, days, scope).values for days in (period, period.before()))
    name = BEFORE.fill(n=length)
    return {
        key: Base(before[key].value if same_clock(key, now[key], before[key]) else None, name) for key in keys
    }


def comparison_of(store: Store, key: str, period: Period, scope: Scope) -> Comparison | None:
    """Return how the base of a day's figure was chosen; None for a span of days, which stands against the one before."""
    if period.first is None or period.first != period.last:
        return None
    return _bases(store, (key,), period.first, scope)[key]
