"""The array types of the sample, its clock (whole seconds since 1970, 0: has not happened) and its random streams."""

from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

DAY = 86_400
HOUR = 3_600
_EPOCH = datetime(1970, 1, 1)


def seconds(at: datetime | date) -> int:
    """Return a moment (a date: its midnight) as the sample's clock."""
    moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)
    return int((moment - _EPOCH).total_seconds())


def moment(clock: int) -> datetime:
    """Return the sample's clock as a datetime."""
    return _EPOCH + timedelta(seconds=int(clock))


def day_index(clock: Ints, first: date) -> Ints:
    """Return the number of days after `first` of each moment; -1 where it has not happened."""
    return np.where(clock > 0, (clock - seconds(first)) // DAY, -1).astype(np.int64)


def stream(*key: int) -> np.random.Generator:
    """Return an independent generator for a key; the same key always gives the same numbers."""
    return np.random.default_rng(list(key))


def choose(random: np.random.Generator, weights: Floats, rows: Ints) -> Ints:
    """Draw one column per entry of `rows` from that row of a weight table (rows x columns)."""
    totals = weights.sum(axis=1, keepdims=True)
    edges = np.cumsum(weights / totals, axis=1)
    edges[:, -1] = 1.0
    flat = (edges + np.arange(len(edges))[:, None]).ravel()
    drawn = np.searchsorted(flat, random.random(len(rows)) + rows, side="right")
    return np.clip(drawn - rows * weights.shape[1], 0, weights.shape[1] - 1).astype(np.int64)
