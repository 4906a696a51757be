"""Whether the data carry a comparison of two stretches of days: each wholly loaded, the same shops, the same clock."""

from collections import Counter
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
SHOP_LACKING = Text(
    "「{shop}」在 {first} 至 {last} 里缺 {n} 天，补齐或只看别的店再比。",
    "{shop} lacks {n} day(s) of {first} to {last}: load them, or choose another shop, to compare.",
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
    """A figure over one stretch. loaded: of how many of its days each shop has the data."""

    value: Value
    loaded: Mapping[Shop, int]
    days: int


def carried(
    store: Store,
    keys: Sequence[str],
    elapsed: Period,
    span: Span,
    scope: Scope,
    reach: Period | None = None,
) -> dict[str, Comparison]:
    """Return each key's figure over the span's days, or why it is no base for the figure over `elapsed`."""
    ours, theirs = (_sides(store, keys, period, scope, reach) for period in (elapsed, span.period))
    notes = span.notes + _differences(store, elapsed, span.period, scope)
    return {key: _judged(metric_of(key), ours[key], theirs[key], elapsed, span, notes) for key in keys}


def _sides(
    store: Store, keys: Sequence[str], period: Period, scope: Scope, reach: Period | None
) -> dict[str, _Side]:
    evaluation = Evaluation(store, period, None, scope, reach)
    metrics = [metric_of(key) for key in keys]
    values = evaluation.rows(metrics)[0].values
    length = len(list(period.days()))
    found = {}
    for metric in metrics:
        entries = evaluation.days(evaluation.joint(metric)).get(None, set())
        loaded = Counter((shop, platform) for shop, platform, _ in entries)
        found[metric.key] = _Side(values[metric.key], loaded, length)
    return found


def _judged(
    metric: Metric, ours: _Side, theirs: _Side, elapsed: Period, span: Span, notes: tuple[Text, ...]
) -> Comparison:
    first, last = ends(span.period)
    if (ours.value.days_covered or 0) < ours.days:
        return refused(OURS_LACKING.fill(n=ours.days, m=ours.value.days_covered or 0))
    if (theirs.value.days_covered or 0) < theirs.days:
        lacking = THEIRS_LACKING.fill(first=first, last=last, n=theirs.days, m=theirs.value.days_covered or 0)
        return refused(lacking)
    if ours.loaded.keys() != theirs.loaded.keys():
        names = "、".join(sorted(shop for shop, _ in ours.loaded.keys() ^ theirs.loaded.keys()))
        return refused(NEW_SHOP.fill(shops=names))
    for side, period in ((ours, elapsed), (theirs, span.period)):
        for (shop, _), days in sorted(side.loaded.items()):
            if days < side.days:
                start, end = ends(period)
                return refused(SHOP_LACKING.fill(shop=shop, first=start, last=end, n=side.days - days))
    if any(leaf.fact.one_clock for leaf in leaves(metric)) and ours.value.source != theirs.value.source:
        return refused(CLOCKS)
    if theirs.value.value is None or isinstance(theirs.value.value, str):
        return refused(theirs.value.why or NO_NUMBER)
    return Comparison(theirs.value.value, tuple(span.period.days()), notes=notes)


def _differences(store: Store, ours: Period, theirs: Period, scope: Scope) -> tuple[Text, ...]:
    """Return which events and holidays only one of the two stretches has."""
    sides = ((HELD, only_in(store, theirs, ours, scope)), (ONLY_HERE, only_in(store, ours, theirs, scope)))
    return tuple(template.fill(names=names) for template, names in sides if names is not None)


def only_in(store: Store, one: Period, other: Period, scope: Scope) -> Text | None:
    """Return the names of the events and holidays that `one` has and `other` has not; None where there are none."""
    names = event_names(store, scope)
    more = sorted(_happenings(names, *ends(one)) - _happenings(names, *ends(other)))
    return Text("、".join(zh for zh, _ in more), ", ".join(en for _, en in more)) if more else None


def _happenings(names: Mapping[date, str], first: date, last: date) -> set[tuple[str, str]]:
    held = {(name, name) for day, name in names.items() if first <= day <= last}
    return held | {(text.zh, text.en) for text in public_days(first, last).values()}
