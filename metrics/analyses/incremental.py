"""What days would have brought as ordinary days: the base of an event's incremental ROI (M-83)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from data.store import Store
from metrics.analyses.baseline import fit, quantile
from metrics.analyses.history import history
from metrics.analyses.split import to_the_cent
from metrics.scope import EVERYTHING, Scope


@dataclass(frozen=True)
class Ordinary:
    """What every day would have brought without its event, and the 95 % interval of their sum, in the metric's unit."""

    days: dict[date, Decimal]
    low: float
    high: float

    @property
    def total(self) -> Decimal:
        """The days' sum."""
        return sum(self.days.values(), Decimal(0))


def ordinary(
    store: Store, key: str, days: Sequence[date], scope: Scope = EVERYTHING, until: date | None = None
) -> Ordinary | None:
    """Return what `days` would have brought by the level and weekdays of the 400 days before them; None with too little.

    until: the last day to learn from, where it is another than the one before `days`.

    The days' own events are left out of the prediction, which is the point of it. Source: metrics/analyses/baseline.py; the
    interval of the sum by the delta method, the days' noise independent, the effects' uncertainty shared. Limits: sales that an
    event only took forward from the days after it count as won; the level is that of the days before.
    """
    if not days:
        return None
    past = history(store, key, until or days[0] - timedelta(days=1), scope)
    fitted = fit(past.values, past.marked)
    if fitted is None:
        return None
    view = fitted.outlook(days, {})
    if not view.known.all():
        return None
    middle = np.exp(view.rows @ fitted.effects + view.offsets)
    shared = view.rows @ fitted.inverse @ view.rows.T
    variance = fitted.spread**2 * float(middle @ (np.eye(len(days)) + shared) @ middle)
    reach, total = quantile(0.95, fitted.freedom) * variance**0.5, float(middle.sum())
    cents = to_the_cent([float(each) for each in middle], Decimal(repr(total)).quantize(Decimal("0.01")))
    return Ordinary(dict(zip(days, cents, strict=True)), max(total - reach, 0.0), total + reach)
