"""What an evaluation gives back: figures with all that has to be said about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.text import Text
from metrics.core import Metric, cuts
from metrics.period import PERIOD_CUTS

Number = Decimal | int | float | str | None
Bucket = date | str | int | None


@dataclass(frozen=True)
class Value:
    """One figure: Decimal for money, int for counts, float for ratios, str for grades, None for empty.

    low, high: bounds of a people count over several days or shops. days_covered: on how many of days_asked it stands.
    source: where it was read ("orders", "shop_daily", "refunds", ...). notes: short labels to print under the figure.
    missing: what would be needed (names of costs or sources). why: a sentence if the value is empty.
    n: the denominator of a rate. interval: the 95 % interval of a share of cases (Wilson), None for other figures. enough:
    False where n or the cases are too few for a colour, grade or rank (rule R14).
    top, bottom: the two sides of a ratio.
    """

    key: str
    value: Number = None
    low: int | None = None
    high: int | None = None
    days_covered: int | None = None
    days_asked: int | None = None
    source: str | None = None
    notes: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()
    why: Text | None = None
    n: int | None = None
    interval: tuple[float, float] | None = None
    enough: bool = True
    top: Number = None
    bottom: Number = None

    def holding(self, value: Number) -> "Value":
        """Return the same with another value: for tables of thousands of rows, in a fifth of the time of `replace`."""
        made = object.__new__(Value)
        made.__dict__.update(self.__dict__, value=value)
        return made


@dataclass(frozen=True)
class Row:
    """The values of one period or one value of the cut (`cut`, with `name` where the cut is an id)."""

    cut: str | None
    name: str | None
    values: Mapping[str, Value]


class NoSuchCut(LookupError):
    """A cut that a metric does not have; `text` names those it has."""

    def __init__(self, metric: Metric, by: str):
        possible = (*PERIOD_CUTS, "shop", *cuts(metric))
        self.text = Text(
            f"指标「{metric.label.zh}」({metric.key}) 不能按 {by} 拆分；可以按：{'、'.join(possible)}。",
            f"{metric.key} can't be cut by {by}; it can be cut by {', '.join(possible)}.",
        )
        super().__init__(self.text.en)
