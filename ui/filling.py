"""Days whose figures still rise: ad sales are credited to the click's day for 15 days after it (rule R13)."""

from collections.abc import Iterable
from datetime import date, timedelta

from data.text import Text
from metrics.catalogue import CATALOGUE
from metrics.maturity import ATTRIBUTION_DAYS, CREDITED, rules
from metrics.period import Period
from metrics.scope import Scope, coverage
from ui.session import store

FILLING = Text("回流中", "still filling")
MATURE = Text("已定", "settled")
WHY = Text(
    "广告成交算在点击那天，点击后 15 天内都会增加。{first} 起的日子标为「回流中」，投产比偏低，先不要据此停计划。",
    "Ad sales are credited to the day of the click for 15 days. Days from {first} on are marked “still filling”: their ROI "
    "reads low, so don't stop campaigns on it yet.",
)  # fmt: skip


def filling_from(scope: Scope) -> date | None:
    """Return the first day whose ad sales still rise, seen from the last loaded ad day; None without ad reports."""
    days: Iterable[date] = (entry[2] for entry in coverage(store()).days(("ad_performance",), scope))
    last = max(days, default=None)
    return None if last is None else last - timedelta(days=ATTRIBUTION_DAYS - 1)


def state(day: date, first_filling: date | None) -> Text:
    """Return whether a day's ad sales still rise or are settled."""
    return FILLING if first_filling is not None and day >= first_filling else MATURE


def is_settled(key: str, period: Period, first_filling: date | None) -> bool:
    """Return whether a metric's figure over the period rises no more: no ad sales in it, or all of its days settled."""
    if CREDITED not in rules(CATALOGUE[key]):
        return True
    return first_filling is None or period.last is None or period.last < first_filling
