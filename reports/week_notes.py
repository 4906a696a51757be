"""What has to be known to read a week's changes rightly: events on one side, figures that still rise, comparisons not made."""

from collections.abc import Iterable

from data.text import Text
from metrics.analyses.outlook import Outlook, outlook
from metrics.catalogue import metric
from metrics.compare.base import Comparison
from metrics.compare.carried import only_in
from metrics.value import Value
from reports.rising import label
from reports.week import NOT_OVER, Week

HERE = Text("比上周时注意：本周有「{names}」，上周没有。", "Mind the change: only this week held {names}.")
THERE = Text(
    "比上周时注意：上周有「{names}」，本周没有。", "Mind the change: only the week before held {names}."
)
BOTH = Text(
    "比上周时注意：本周有「{names}」，上周有「{others}」。",
    "Mind the change: this week held {names}, the week before {others}.",
)
RISING = Text("还会变，先不和上周比：{names}。{reason}", "Still rising, not compared yet: {names}. {reason}")
EXPECTED = Text("{name}：{label}", "{name}: {label}")
AGED = Text("{names}：{note}。", "{names}: {note}.")
NOT_COMPARED = Text("没有和上周比：{names}。{reason}", "Not compared with the week before: {names}. {reason}")
EVERY = Text("全部数字", "all figures")


def notes(week: Week) -> list[Text]:
    """Return the sentences, those of several figures once with their names; none where every change reads as it stands."""
    found = [NOT_OVER] if any(against.why == NOT_OVER for against in week.against.values()) else []
    found += _events(week)
    grouped: dict[tuple[Text, Text], list[str]] = {}
    expected = []
    for key in week.summary:
        rising = outlook(week.store, key, week.period, week.scope) if _has(week.now[key]) else None
        for said in _of(week.now[key], week.before[key], week.against[key], rising):
            grouped.setdefault(said, []).append(key)
        if rising is not None and rising.guess is not None:
            expected.append(EXPECTED.fill(name=metric(key).label, label=label(rising, metric(key))))
    comparable = [key for key in week.summary if _has(week.now[key]) and _has(week.before[key])]
    for (template, reason), keys in grouped.items():
        names = EVERY if len(keys) > 1 and keys == comparable else _listed(keys)
        found.append(template.fill(names=names, reason=reason, note=reason))
    return found + expected


def _events(week: Week) -> list[Text]:
    before = week.period.before()
    here = only_in(week.store, week.period, before, week.scope)
    there = only_in(week.store, before, week.period, week.scope)
    if here is not None and there is not None:
        return [BOTH.fill(names=here, others=there)]
    if here is not None:
        return [HERE.fill(names=here)]
    return [] if there is None else [THERE.fill(names=there)]


def _of(
    now: Value, before: Value, against: Comparison, rising: Outlook | None
) -> Iterable[tuple[Text, Text]]:
    """Return which sentence a figure's change asks for, with its reason."""
    if rising is not None and against.value is None:
        yield RISING, rising.filling.reason
    elif rising is not None:
        yield AGED, against.notes[-1]
    elif against.why not in (None, NOT_OVER) and _has(now) and _has(before):
        yield NOT_COMPARED, against.why


def _has(value: Value) -> bool:
    return value.value is not None and not isinstance(value.value, str)


def _listed(keys: list[str]) -> Text:
    labels = [metric(key).label for key in keys]
    return Text("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))
