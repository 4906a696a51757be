"""What a metric means, in the words of its declaration: for the docs, the weekly report and the definitions page."""

from collections.abc import Iterable

from data.text import Text
from metrics.core import Grade, Measure, Metric, leaves
from metrics.scope import SOURCES


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


def _listed(texts: Iterable[Text]) -> Text:
    once = list(dict.fromkeys(texts))
    return Text("；".join(text.zh for text in once), "; ".join(text.en for text in once))
