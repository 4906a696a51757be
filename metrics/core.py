"""What a metric is: declared once as a Measure, People, a Total, a Ratio or a Grade; everything else is drawn from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.text import Text

Unit = Literal["count", "people", "money", "percent", "times", "number", "grade"]
Good = Literal["up", "down", "none"]
CUTS = ("item", "campaign", "keyword", "region", "hour", "province", "agent", "tier")


@dataclass(frozen=True)
class Cut:
    """A way to divide a fact: a view with the fact's measure columns, the column of the cut, and its readable name.

    sources: the coverage sources of the view; the fact's own where it has none of its own.
    unknown: the SQL condition of rows whose money isn't known: with any of them, a sum of money is not known either.
    """

    view: str
    column: str
    name: str | None = None
    sources: tuple[str, ...] = ()
    unknown: str | None = None


@dataclass(frozen=True)
class Fact:
    """Something that happens, dated by its own clock.

    view: rows with the columns shop, platform, day and the columns that measures use (under the alias f).
    sources: coverage sources, of which any one makes a day known (docs/architecture.md, Coverage).
    one_clock: the view's column `source` tells several clocks of the same thing; one of them, per shop, serves a whole
        answer. Pairs of the view's source and a coverage source, in order of preference (metrics/clock.py).
    cuts: other divisions than day, week, month and shop.
    rows: the view with the rows behind the figure: a measure's sql over it gives the same number.
    grouped: an inner statement over `view` with the places {cut} and {where}, for figures per buyer.
    relation: an inner statement that stands for the view, where its rows need more than one day's facts: {where} restricts
        rows of shop, platform and day under the alias f, {first} and {last} are the outer days of these.
    summed: an inner statement in place of `grouped` or `relation`, over what the store has added up (metrics/summed.py).
    summed_view: the view with the rows of `view` added up.
    as_of: the rows tell how things stood on a day; of a span of days, the last one known counts, per shop.
    window_days: without an asked range, the figure is of this many days to the last loaded one.
    """

    key: str
    label: Text
    clock: Text
    view: str
    sources: tuple[str, ...]
    one_clock: tuple[tuple[str, str], ...] = ()
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    rows: str | None = None
    grouped: str | None = None
    relation: str | None = None
    summed: str | None = None
    summed_view: str | None = None
    as_of: bool = False
    window_days: int | None = None


@dataclass(frozen=True)
class _Named:
    id: str
    key: str
    label: Text
    meaning: Text


@dataclass(frozen=True)
class Measure(_Named):
    """An aggregate of one fact: `sql` is one SQL aggregate over the fact's view under the alias f.

    sources: the coverage sources of this column, where it has fewer than its fact.
    history_days: how many loaded days before the period the figure needs.
    into_next: the figure also needs the equally long period (or month, week ...) after it to be loaded.
    apart: a plan or a level: it stands on days of its own, which neither narrow the other side nor are narrowed by it.
    rows: the view with the rows behind it, where it is another than its fact's.
    not_by: cuts of the fact whose view does not have this column.
    summed: the aggregate over the fact's sums that gives the same.
    over_items: what several items have is what each has, added up; an order of two items counts for both and is no such thing.
    hidden: a part of other metrics, not one to ask for.
    lacks: why it can be empty (or nothing to divide by) though its days are loaded.
    """

    fact: Fact
    sql: str
    unit: Unit
    good: Good = "up"
    sources: tuple[str, ...] = ()
    history_days: int = 0
    into_next: bool = False
    apart: bool = False
    rows: str | None = None
    not_by: tuple[str, ...] = ()
    summed: str | None = None
    over_items: bool = True
    hidden: bool = False
    note: Text | None = None
    lacks: Text | None = None

    @property
    def formula(self) -> Text:
        """What is counted or added up, in words."""
        return self.meaning


@dataclass(frozen=True)
class People(_Named):
    """A count of people: exact for one shop and day, or recounted from orders; never added up (rules R4, R5).

    days: the additive measure of person-days, from which the bounds are taken.
    column: the people column of the fact's view (and of its item cut). period_column: the platform's own week or month value.
    distinct: recounts people over any range, where every row of it names its buyer.
    """

    fact: Fact
    column: str
    period_column: str | None
    distinct: Measure | None = None
    unit: Unit = "people"
    good: Good = "up"
    hidden: bool = False
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """Who is counted, in words."""
        return self.meaning


@dataclass(frozen=True)
class Planned(_Named):
    """What the shop set itself for the metric `of`, from its targets (metrics/plans.py); a part of other metrics only.

    to_date: of the days on which the other side is known, so that both stand on the same days; else of the whole period.
    ordinary: no target, but what those days would have brought as ordinary ones (metrics/analyses/incremental.py).
    """

    fact: Fact
    of: str
    to_date: bool = False
    ordinary: bool = False
    unit: Unit = "money"
    good: Good = "none"
    hidden: bool = True
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """What was planned, in words."""
        return self.meaning


@dataclass(frozen=True)
class Total(_Named):
    """A sum or difference of metrics, over the days that all of them cover."""

    parts: tuple[tuple[int, "Metric"], ...]
    unit: Unit
    good: Good = "up"
    hidden: bool = False
    optional: tuple["Metric", ...] = ()
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """The parts joined by their signs."""
        return Text(_joined(self, "zh"), _joined(self, "en"))


@dataclass(frozen=True)
class Ratio(_Named):
    """The ratio of two metrics: always the ratio of the sums, over the days that both cover (rule R2).

    otherwise: the ratio that stands in where this one is unknown (its note is printed).
    over: what is said of a value over 100 %.
    minimum: below this denominator the figure carries no colour, grade or rank (rule R14).
    """

    top: "Metric"
    bottom: "Metric"
    unit: Unit
    good: Good = "up"
    minimum: int = 0
    hidden: bool = False
    otherwise: "Ratio | None" = None
    over: Text | None = None
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """Top ÷ bottom, in words."""
        return Text(
            *(f"{_inner(self.top, language)} ÷ {_inner(self.bottom, language)}" for language in ("zh", "en"))
        )


@dataclass(frozen=True)
class Grade(_Named):
    """A verdict on a ratio by thresholds (metrics/grades.py), on the unrounded value.

    above: a value at a threshold does not reach it.
    """

    of: Ratio
    above: bool = False
    unit: Unit = "grade"
    good: Good = "none"
    hidden: bool = False
    note: Text | None = None

    @property
    def formula(self) -> Text:
        """What is judged by what, in words."""
        return self.meaning


Leaf = Measure | People | Planned
Metric = Leaf | Total | Ratio | Grade


def parts(metric: Metric) -> tuple[Metric, ...]:
    """Return the metrics that `metric` is made of, one level down; none for a measure."""
    match metric:
        case Total():
            return tuple(part for _, part in metric.parts) + metric.optional
        case Ratio():
            return (metric.top, metric.bottom)
        case Grade():
            return (metric.of,)
    return ()


def leaves(metric: Metric) -> tuple[Leaf, ...]:
    """Return the measures, people counts and plans under `metric`, left to right."""
    if isinstance(metric, Leaf):
        return (metric,)
    return tuple(leaf for part in parts(metric) for leaf in leaves(part))


def cuts(metric: Metric) -> tuple[str, ...]:
    """Return the cuts besides periods and shop that every part of `metric` has."""
    shared: list[str] | None = None
    for leaf in leaves(metric):
        own = [cut for cut in CUTS if cut_allowed(leaf, cut)]
        shared = own if shared is None else [cut for cut in shared if cut in own]
    return tuple(shared or ())


def cut_allowed(leaf: Leaf, cut: str) -> bool:
    """Tell whether a leaf can be divided so: people also where they are recounted from rows."""
    if isinstance(leaf, Measure):
        return cut in leaf.fact.cuts and cut not in leaf.not_by
    if isinstance(leaf, Planned):
        return False
    return cut in leaf.fact.cuts or (leaf.distinct is not None and cut in leaf.distinct.fact.cuts)


def _inner(metric: Metric, language: str) -> str:
    if isinstance(metric, Total) and metric.hidden:
        return f"({metric.formula.say(language)})"
    return metric.label.say(language)


def _joined(total: Total, language: str) -> str:
    words = ""
    for sign, part in total.parts + tuple((1, part) for part in total.optional):
        mark = "−" if sign < 0 else "+"
        words = f"{words} {mark} {part.label.say(language)}" if words else part.label.say(language)
    return words
