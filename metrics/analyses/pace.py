"""Where a month is heading: gap to the plan, what is needed a day, and how likely the target is, from the baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from data.store import Store
from data.text import Text
from metrics.analyses.anomalies import steady
from metrics.analyses.baseline import KNOT_DAYS, Baseline, Matrix
from metrics.analyses.history import History, history
from metrics.analyses.split import CENT
from metrics.analyses.targets import needed_a_day, planned, to_date
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope, last_full_day

DRAWS = 4000
SEED = 20260101
LEVEL = 0.8
NO_HISTORY = Text(
    "不足 28 天的历史，算不出达成概率。", "Fewer than 28 days of history: no probability can be given."
)
UNSEEN = Text(
    "{n} 天有没出现过的活动，按平日估，可能偏低。",
    "{n} day(s) hold an event that the history lacks; they are taken as ordinary, which may be low.",
)
FAR = Text(
    "误差约上下 {spread}%；越到月底越准。",
    "Give or take {spread} %; it narrows towards the end.",
)


@dataclass(frozen=True)
class Pace:
    """Where a period stands and is heading, in the metric's unit.

    elapsed: the days that count as done. actual: their figure. planned: their target; gap = actual - planned (M-22).
    needed: what each remaining day must bring to reach `target`. low, middle, high: the period's end, 80 % interval.
    probability: of reaching the target, None without target or history. notes: how far to trust it.
    """

    period: Period
    elapsed: Period
    actual: Decimal
    target: Decimal | None
    planned: Decimal | None
    gap: Decimal | None
    remaining: int
    needed: Decimal | None
    low: Decimal | None
    middle: Decimal | None
    high: Decimal | None
    probability: float | None
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class Tried:
    """One past period forecast with what was known `elapsed` days into it, and how it ended."""

    period: Period
    elapsed: int
    low: Decimal
    middle: Decimal
    high: Decimal
    final: Decimal

    @property
    def inside(self) -> bool:
        """Whether the end lay in the interval."""
        return self.low <= self.final <= self.high


def pace(
    store: Store, key: str, period: Period, scope: Scope = EVERYTHING, last: date | None = None
) -> Pace | None:
    """Return where an additive metric's period stands on its last whole day (or on `last`), and where it is heading.

    Formula: actual so far + the remaining days drawn 4,000 times from the baseline (metrics.analyses.baseline: its
    coefficients, a day's own spread, and a level that goes on moving as it did); probability = share of draws that reach the
    target. Limits: days are drawn as independent around that level; a festival without a forerunner in the history is taken
    as ordinary days; see `back_test`. None if nothing of the period is loaded.
    """
    known = last_full_day(store, scope) if last is None else last
    if period.first is None or period.last is None or known is None or known < period.first:
        return None
    elapsed = Period(period.first, min(known, period.last))
    value = evaluate(store, [key], elapsed, None, scope)[0].values[key].value
    if value is None or isinstance(value, str):
        return None
    actual = Decimal(str(value))
    goal, plan = planned(store, key, period, period, scope), to_date(store, key, elapsed, scope)
    ahead = [day for day in period.days() if elapsed.last is not None and day > elapsed.last]
    ends, notes = _ends(store, key, ahead, scope, actual, known)
    low, middle, high = (None, None, None) if ends is None else _interval(ends)
    return Pace(
        period, elapsed, actual, goal, plan,
        None if plan is None else actual - plan,
        len(ahead),
        needed_a_day(goal, actual, len(ahead)),
        low, middle, high,
        None if goal is None or ends is None else float((ends >= float(goal)).mean()),
        notes,
    )  # fmt: skip


def back_test(
    store: Store, key: str, periods: Sequence[Period], elapsed: int, scope: Scope = EVERYTHING
) -> list[Tried]:
    """Return each past period as it would have been forecast `elapsed` days in, beside how it ended.

    Periods that aren't wholly loaded, or had under 28 days of history then, are left out. The share of `inside` should be
    near 80 %; every forecast uses only days before it.
    """
    newest = last_full_day(store, scope)
    found = []
    for period in periods:
        if period.first is None or period.last is None or newest is None or period.last > newest:
            continue
        then = pace(store, key, period, scope, period.first + timedelta(days=elapsed - 1))
        final = evaluate(store, [key], period, None, scope)[0].values[key]
        whole = final.days_covered == len(list(period.days()))
        if then is None or then.low is None or then.middle is None or then.high is None or not whole:
            continue
        end = Decimal(str(final.value))
        found.append(Tried(period, elapsed, then.low, then.middle, then.high, end))
    return found


def _ends(
    store: Store, key: str, ahead: list[date], scope: Scope, actual: Decimal, known: date
) -> tuple[Matrix | None, tuple[Text, ...]]:
    """Return 4,000 ways for the period to end (the figure itself where no day remains), and what is to be said of them."""
    if not ahead:
        return np.array([float(actual)]), ()
    past = history(store, key, known, scope)
    fitted = steady(past)
    if fitted is None:
        return None, (NO_HISTORY,)
    sums, unseen = _drawn(fitted, past, ahead)
    ends = float(actual) + sums
    low, middle, high = _interval(ends)
    notes = [UNSEEN.fill(n=unseen)] if unseen else []
    if middle:
        notes.append(FAR.fill(spread=f"{float((high - low) / 2 / middle):.0%}".rstrip("%")))
    return ends, tuple(notes)


def _drawn(fitted: Baseline, past: History, ahead: list[date]) -> tuple[Matrix, int]:
    """Return sums of the days ahead in 4,000 draws, and how many of the days hold an event that was never seen."""
    view = fitted.outlook(ahead, past.marked)
    random = np.random.default_rng(SEED)
    spread = fitted.spread * np.sqrt(fitted.freedom / random.chisquare(fitted.freedom, (DRAWS, 1)))
    root = np.linalg.cholesky(fitted.inverse + 1e-12 * np.eye(len(fitted.effects)))
    shifts = random.standard_normal((DRAWS, len(fitted.effects))) @ root.T
    own = random.standard_normal((DRAWS, len(ahead))) * np.sqrt(1 + view.extra)
    noise = shifts @ view.rows.T + own
    logs = view.rows @ fitted.effects + view.offsets + spread * noise + _drifted(fitted, ahead, random)
    return np.exp(logs).sum(axis=1), int((~view.known).sum())


def _drifted(fitted: Baseline, ahead: list[date], random: np.random.Generator) -> Matrix:
    """Return how far the level may have moved by each day ahead: a random walk that moves as it did between the knots."""
    step = fitted.drift / np.sqrt(KNOT_DAYS)
    gaps = np.diff([(day - fitted.days[-1]).days for day in ahead], prepend=0)
    return np.cumsum(random.standard_normal((DRAWS, len(ahead))) * step * np.sqrt(gaps), axis=1)


def _interval(ends: Matrix) -> tuple[Decimal, Decimal, Decimal]:
    low, middle, high = np.quantile(ends, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    return tuple(Decimal(repr(float(end))).quantize(CENT, ROUND_HALF_UP) for end in (low, middle, high))  # type: ignore[return-value]
