"""What is said beside a figure that still fills: why, until when, and what it is likely to become."""

from data.text import Text
from metrics.analyses.outlook import Outlook
from metrics.core import Metric
from reports.wording import number

GUESS = Text(
    "按以往同样天数的日子，预计最终约 {value}（这样估过往 {tried} 段，误差的中位数 {error}）。",
    "As earlier days of that age filled up, it becomes about {value} (tried on {tried} earlier stretches: off by {error}, median).",
)
SHORT = Text("{label}，预计最终约 {value} ±{error}", "{label}, about {value} ±{error} in the end")
POINTS = Text("{points} 个百分点", "{points} points")


def sentences(found: Outlook, metric: Metric) -> tuple[Text, ...]:
    """Return why the figure still fills and, where days have taught it, what it becomes with its error."""
    if found.guess is None:
        return (found.filling.reason,)
    value = number(found.guess.value, metric.unit)
    return found.filling.reason, GUESS.fill(value=value, tried=found.guess.tried, error=_error(found, metric))


def label(found: Outlook, metric: Metric) -> Text:
    """Return the few words for a card."""
    if found.guess is None:
        return found.filling.label
    value = number(found.guess.value, metric.unit)
    return SHORT.fill(label=found.filling.label, value=value, error=_error(found, metric))


def _error(found: Outlook, metric: Metric) -> Text:
    error = 0.0 if found.guess is None else found.guess.error
    if metric.unit == "percent":
        return POINTS.fill(points=f"{error * 100:.2f}")
    words = number(error, metric.unit)
    return Text(words, words)
