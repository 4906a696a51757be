"""What days would have brought as ordinary ones: found back where it is known, with an interval that holds it."""

from datetime import date, timedelta
from decimal import Decimal
from math import exp

import numpy as np
import pytest

from data.store import Store
from metrics.analyses import incremental
from metrics.analyses.history import History
from metrics.analyses.incremental import ordinary

FIRST = date(2025, 1, 6)
SHARES = (1.0, 0.9, 0.95, 1.05, 1.2, 1.5, 1.4)


def shop(days: int, noise: float, seed: int = 0) -> dict[date, float]:
    random = np.random.default_rng(seed)
    return {
        (day := FIRST + timedelta(days=place)): 1000
        * SHARES[day.weekday()]
        * exp(noise * random.standard_normal())
        for place in range(days)
    }


def base(
    monkeypatch: pytest.MonkeyPatch, store: Store, values: dict[date, float], ahead: int
) -> incremental.Ordinary | None:
    last = max(values)
    monkeypatch.setattr(incremental, "history", lambda *asked: History(values, {}))
    return ordinary(store, "paid_amount", [last + timedelta(days=place) for place in range(1, ahead + 1)])


@pytest.fixture
def store(tmp_path: object) -> Store:
    return Store(tmp_path, 0)  # type: ignore[arg-type]


def test_ordinary_days_are_their_weekdays_to_the_cent(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    found = base(monkeypatch, store, shop(84, noise=0), 7)
    assert found is not None
    assert list(found.days.values()) == [Decimal(str(round(1000 * share, 2))) for share in SHARES]
    assert found.total == Decimal(1000 * 8)
    assert found.low == pytest.approx(8000, abs=0.01)


def test_the_interval_of_a_week_holds_the_truth_95_of_100_times(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    inside = 0
    for seed in range(400):
        values = shop(119, noise=0.2, seed=seed)
        week = {day: values.pop(day) for day in sorted(values)[-7:]}
        found = base(monkeypatch, store, values, 7)
        assert found is not None
        inside += found.low <= sum(week.values()) <= found.high
    assert 0.93 * 400 <= inside <= 0.98 * 400


def test_too_little_history_says_nothing(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    assert base(monkeypatch, store, shop(20, noise=0), 3) is None
    assert ordinary(store, "paid_amount", []) is None
