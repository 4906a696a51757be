"""Whether the data carry a comparison of two stretches of days: each wholly loaded, the same shops, the same clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from data.text import Text
from metrics.calendar import event_names, public_days
from metrics.catalogue import metric as metric_of
from metrics.compare.base import Comparison, refused
from metrics.compare.spans import Span, ends
from metrics.core import Metric, leaves
from metrics.evaluate import Evaluation
from metrics.period import Period
from metrics.scope import Scope, Shop
from metrics.value import Value

OURS_LACKING = Text(
    "这段日期 {n} 天里只有 {m} 天有数据，补齐后才能相比。",
    "Only {m} of these {n} days are loaded: load the others to compare.",
)
THEIRS_LACKING = Text(
    "对比的日期（{first} 至 {last}）{n} 天里只有 {m} 天有数据，不能相比。",
    "Of the days to compare with ({first} to {last}), {m} of {n} are loaded: no fair comparison.",
)
NEW_SHOP = Text(
    "两段日期有数据的店铺不同（{shops}），请先选一家店再比。",
    "The two stretches are not of the same shops ({shops}): choose one shop.",
)
CLOCKS = Text(
    "两段日期的退款口径不同，不能相比。",
    "Refunds of the two stretches are dated by different clocks: no fair comparison.",
)
NO_NUMBER = Text("对比的日期没有这个数。", "The days to compare with have no such figure.")
HELD = Text("对比的日期里有：{names}", "the days compared with held: {names}")
ONLY_HERE = Text("这段日期里有：{names}", "these days hold: {names}")


@dataclass(frozen=True)
class _Side:
    value: Value
    shops: frozenset[Shop]
    days: int


def carried(
    store: Store, keys: Sequence[str], elapsed: Period, span: Span, scope: Scope
) -> dict[str, Comparison]:
    """Return each key's figure over the span's days, or why it is no base for the figure over `elapsed`."""
    ours, theirs = _sides(store, keys, elapsed, scope), _sides(store, keys, span.period, scope)
    notes = span.notes + _differences(store, elapsed, span.period, scope)
    return {key: _judged(metric_of(key), ours[key], theirs[key], span, notes) for key in keys}


def _sides(store: Store, keys: Sequence[str], period: Period, scope: Scope) -> dict[str, _Side]:
    evaluation = Evaluation(store, period, None, scope)
    metrics = [metric_of(key) for key in keys]
    values = evaluation.rows(metrics)[0].values
    length = len(list(period.days()))
    found = {}
    for metric in metrics:
        entries = evaluation.days(evaluation.joint(metric)).get(None, set())
        shops = frozenset((shop, platform) for shop, platform, _ in entries)
        found[metric.key] = _Side(values[metric.key], shops, length)
    return found


def _judged(metric: Metric, ours: _Side, theirs: _Side, span: Span, notes: tuple[Text, ...]) -> Comparison:
    first, last = ends(span.period)
    if (ours.value.days_covered or 0) < ours.days:
        return refused(OURS_LACKING.fill(n=ours.days, m=ours.value.days_covered or 0))
    if (theirs.value.days_covered or 0) < theirs.days:
        lacking = THEIRS_LACKING.fill(first=first, last=last, n=theirs.days, m=theirs.value.days_covered or 0)
        return refused(lacking)
    if ours.shops != theirs.shops:
        names = "、".join(sorted(shop for shop, _ in ours.shops ^ theirs.shops))
        return refused(NEW_SHOP.fill(shops=names))
    if any(leaf.fact.one_clock for leaf in leaves(metric)) and ours.value.source != theirs.value.source:
        return refused(CLOCKS)
    if theirs.value.value is None or isinstance(theirs.value.value, str):
        return refused(theirs.value.why or NO_NUMBER)
    return Comparison(theirs.value.value, tuple(span.period.days()), notes=notes)


def _differences(store: Store, ours: Period, theirs: Period, scope: Scope) -> tuple[Text, ...]:
    """Return which events and holidays only one of the two stretches has."""
    names = event_names(store, scope)
    mine, other = (_happenings(names, *ends(period)) for period in (ours, theirs))
    found = []
    for template, more in ((HELD, other - mine), (ONLY_HERE, mine - other)):
        if more:
            listed = sorted(more)
            found.append(
                template.fill(
                    names=Text("、".join(zh for zh, _ in listed), ", ".join(en for _, en in listed))
                )
            )
    return tuple(found)


def _happenings(names: Mapping[date, str], first: date, last: date) -> set[tuple[str, str]]:
    held = {(name, name) for day, name in names.items() if first <= day <= last}
    return held | {(text.zh, text.en) for text in public_days(first, last).values()}
