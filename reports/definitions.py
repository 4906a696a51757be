"""What a metric means, in the words of its declaration: for the docs, the weekly report and the definitions page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.text import Text
from metrics.core import Grade, Measure, Metric, People, Ratio, Total, leaves
from metrics.evaluate import FEWEST_CASES
from metrics.maturity import rules
from metrics.scope import EVERYTHING, SOURCES, Coverage, Scope
from metrics.studies import Study
from metrics.variants import BY_KEY

# Sources that no metric stands on.
OTHER = {
    "sources": Text("生意参谋 流量来源", "the platform's report of traffic sources"),
    "products": Text("商品清单（带首次上架日期）", "the list of goods with first days on the shelf"),
}

ADDED = Text("各天相加", "the days added")
OF_SUMS = Text("分子之和 ÷ 分母之和", "the sum of one side over the sum of the other")
BOUNDS = Text(
    "人数不相加：给上下界，或平台自己的去重值", "people don't add up: bounds, or the platform's own count"
)
LAST_DAY = Text("取最后一天", "the last day's")
RECOUNTED = Text("整段重新数", "counted again over all of them")
NOT_ADDED = Text("不相加", "not added")
JUDGED = Text("按整段的比率评", "judged by the ratio of all days")
RISES = Text("{label}，{days} 天后定", "{label}, settled after {days} day(s)")
LEAST = Text(
    "分母不到 {n} 或分子不到 {cases} 不评色、不分级、不排名",
    "under {n} below or {cases} above there is no colour, grade or rank",
)


def clocks(metric: Metric) -> Text:
    """Return by which clocks the facts under the metric are dated."""
    return _listed(leaf.fact.clock for leaf in leaves(metric))


def sources(metric: Metric) -> Text:
    """Return which exports the metric can be read from."""
    named = (
        source
        for leaf in leaves(metric)
        for source in ((leaf.sources if isinstance(leaf, Measure) else ()) or leaf.fact.sources)
    )
    return _listed(SOURCES[source] for source in named)


def formula(metric: Metric) -> Text | None:
    """Return the formula in words; None where the meaning says it all (what is counted, what is judged)."""
    return None if metric.formula == metric.meaning or isinstance(metric, Grade) else metric.formula


def rollup(metric: Metric) -> Text:
    """Return what several days of the metric are: a sum, the ratio of sums, bounds, a recount, or the last day."""
    match metric:
        case People():
            return BOUNDS
        case Grade():
            return JUDGED
        case Ratio():
            return OF_SUMS
        case Total():
            return ADDED
        case Measure() if metric.fact.as_of:
            return LAST_DAY
        case Measure() if metric.fact.grouped is not None:
            return RECOUNTED
        case Measure() if metric.sql.startswith(("sum(", "count(*)")):
            return ADDED
    return NOT_ADDED


def settling(metric: Metric) -> Text | None:
    """Return for how many days figures of the metric still rise after their own; None where they are settled at once."""
    known = rules(metric)
    if not known:
        return None
    named = [RISES.fill(label=rule.label, days=rule.days) for rule in known]
    return Text("；".join(text.zh for text in named), "; ".join(text.en for text in named))


def least(metric: Metric) -> Text | None:
    """Return below how many cases the metric has no colour, grade or rank (rule R14); None for what is no rate of cases."""
    return (
        LEAST.fill(n=metric.minimum, cases=FEWEST_CASES)
        if isinstance(metric, Ratio) and metric.minimum
        else None
    )


def readings(metric: Metric) -> Text | None:
    """Return the other readings of the metric's topic, each with its key; None where it has only one."""
    topic = BY_KEY.get(metric.key)
    if topic is None:
        return None
    others = [option for option in topic.options if option.key != metric.key]
    return Text(
        "；".join(f"{option.name.zh}（{option.key}）" for option in others),
        "; ".join(f"{option.name.en} ({option.key})" for option in others),
    )


@dataclass(frozen=True)
class Needed:
    """One export that a part of a metric is read from: its name, and on how many days and until when it is loaded."""

    export: Text
    days: int
    last: date | None


def needed(metric: Metric, known: Coverage, scope: Scope = EVERYTHING) -> tuple[Needed, ...]:
    """Return what each part of the metric needs, once each; any one of a part's exports will do."""
    found: dict[Text, Needed] = {}
    for leaf in leaves(metric):
        named = (leaf.sources if isinstance(leaf, Measure) else ()) or leaf.fact.sources
        words = _either(SOURCES[source] for source in named)
        days = {day for _, _, day in known.days(tuple(named), scope)}
        found[words] = Needed(words, len(days), max(days, default=None))
    return tuple(found.values())


def study_sources(study: Study) -> Text:
    """Return which exports a list or analysis stands on."""
    return _listed(_either({**SOURCES, **OTHER}[key] for key in any_of) for any_of in study.sources)


def study_needed(study: Study, known: Coverage, scope: Scope = EVERYTHING) -> tuple[Needed, ...]:
    """Return what a list or analysis needs, and how far that is loaded."""
    found = []
    for any_of in study.sources:
        days = {day for _, _, day in known.days(any_of, scope)}
        words = _either({**SOURCES, **OTHER}[key] for key in any_of)
        found.append(Needed(words, len(days), max(days, default=None)))
    return tuple(found)


def _either(texts: Iterable[Text]) -> Text:
    once = list(dict.fromkeys(texts))
    return Text(" 或 ".join(text.zh for text in once), " or ".join(text.en for text in once))


def _listed(texts: Iterable[Text]) -> Text:
    once = list(dict.fromkeys(texts))
    return Text("；".join(text.zh for text in once), "; ".join(text.en for text in once))
