"""What a metric is: declared once as a Measure, a Total or a Ratio; everything else is drawn from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.text import Text

Unit = Literal["count", "people", "money", "percent", "times", "number"]
Good = Literal["up", "down", "none"]
Rollup = Literal["sum", "distinct", "bounds", "last"]


@dataclass(frozen=True)
class Cut:
    """A way to divide a fact: the view with one row per day and value of the cut, and its columns."""

    view: str
    column: str
    name: str | None = None


@dataclass(frozen=True)
class Fact:
    """Something that happens, dated by its own clock.

    view: rows with the columns shop, platform, day and the columns that measures use.
    source: the coverage source that says on which days the fact is loaded (docs/architecture.md).
    fallbacks: further sources that the view may draw a day from, in order of preference.
    one_clock: the sources are different clocks of the same thing, so one of them serves a whole answer; the view then
        has a column `source`.
    cuts: other divisions than day, week, month and shop.
    rows: the rows behind the figure: a view with a column `day`, shown when a number is laid open.
    """

    key: str
    label: Text
    clock: Text
    view: str
    source: str
    fallbacks: tuple[str, ...] = ()
    one_clock: bool = False
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    rows: str | None = None


@dataclass(frozen=True)
class _Named:
    id: str
    key: str
    label: Text
    meaning: Text


@dataclass(frozen=True)
class Measure(_Named):
    """An aggregate of one fact: `sql` is one SQL aggregate over the fact's view under the alias `f`.

    rollup: what several days mean: sum; distinct (people recounted over the range); bounds (visitors: never summed);
        last (stock).
    """

    fact: Fact
    sql: str
    unit: Unit
    good: Good = "up"
    rollup: Rollup = "sum"
    hidden: bool = False
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """The formula in words; a measure's is its meaning's first clause."""
        return self.label


@dataclass(frozen=True)
class Total(_Named):
    """A sum or difference of measures: `parts` with their signs."""

    parts: tuple[tuple[int, "Metric"], ...]
    unit: Unit
    good: Good = "up"
    hidden: bool = False
    needs_all: bool = True
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """The parts joined by their signs."""
        return Text(*(_joined(self.parts, language) for language in ("zh", "en")))


@dataclass(frozen=True)
class Ratio(_Named):
    """The ratio of two metrics: always the ratio of the sums, over the days that both cover."""

    top: "Metric"
    bottom: "Metric"
    unit: Unit
    good: Good = "up"
    minimum: int = 0
    hidden: bool = False
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """Top ÷ bottom, in words."""
        return Text(*(f"{_inner(self.top, language)} ÷ {_inner(self.bottom, language)}" for language in ("zh", "en")))


Metric = Measure | Total | Ratio


def _inner(metric: Metric, language: str) -> str:
    text = metric.label.say(language)
    return f"({metric.formula.say(language)})" if isinstance(metric, Total) and metric.hidden else text


def _joined(parts: tuple[tuple[int, Metric], ...], language: str) -> str:
    words = ""
    for sign, part in parts:
        mark = "−" if sign < 0 else ("+" if words else "")
        words += f" {mark} " if words else mark
        words += part.label.say(language)
    return words
