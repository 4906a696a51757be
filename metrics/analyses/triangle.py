"""How shares fill up day by day: for every day what was known of it at each age, by the times that orders and refunds carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray

from data.store import Store
from metrics.scope import Shop

# How many data cuts after its day something is seen (0: at the cut of the day itself), of a moment given as {at}; the parameter is
# the clock time of the cut, in seconds of the day.
AGE = "CAST(greatest(0, ceil((datediff('second', CAST(f.day AS TIMESTAMP), {at}) - ?) / 86400.0)) AS INTEGER)"
OF_DAYS = "f.shop = ? AND f.platform = ? AND f.day BETWEEN ? AND ?"
# The refunded orders of a pay day, each once with its first refund.
FIRST_REFUNDS = """
(
    SELECT r.shop AS shop, r.platform AS platform, r.day AS day, r.order_id AS order_id, min(r.finished_at) AS finished_at
    FROM refund_times AS r
    GROUP BY r.shop, r.platform, r.day, r.order_id
) AS f
"""


@dataclass(frozen=True)
class Side:
    """One side of a share: where it is read, what is added up, and from which moment on it is seen, so many hours later.

    at: empty where all of it is known on its day.
    """

    rows: str
    sql: str = "count(*)"
    at: str = ""
    hours: int = 0
    where: str = "TRUE"


@dataclass(frozen=True)
class Sides:
    """Both sides of a share. explained: only of days whose refunds the refund export explains, see EXPLAINED."""

    top: Side
    bottom: Side
    explained: bool = False


# Where the refund export does not explain to the cent what the orders say was refunded, its times say nothing of the rest.
EXPLAINED = """
SELECT f.day, coalesce(sum(f.refund_amount), 0) = coalesce(max(c.amount), 0)
FROM paid_orders AS f
LEFT JOIN (
    SELECT r.shop AS shop, r.platform AS platform, r.day AS day, sum(r.amount) AS amount
    FROM refund_times AS r
    WHERE r.shop = ? AND r.platform = ? AND r.day BETWEEN ? AND ?
    GROUP BY r.shop, r.platform, r.day
) AS c ON c.shop = f.shop AND c.platform = f.platform AND c.day = f.day
WHERE {days}
GROUP BY f.day
"""


SHARES: Mapping[str, Sides] = {
    "final_payment_rate": Sides(
        Side("placed_orders AS f", at="f.paid_at", where="f.paid_at IS NOT NULL"), Side("placed_orders AS f")
    ),
    "dispatch_rate_24h": Sides(
        Side("dispatch_rows AS f", at="f.paid_at", hours=24, where="f.eligible = 1 AND f.in_time = 1"),
        Side("dispatch_rows AS f", at="f.paid_at", hours=24, where="f.eligible = 1"),
    ),
    "refund_rate_cohort": Sides(
        Side("refund_times AS f", "sum(f.amount)", "f.finished_at"), Side("paid_orders AS f", "sum(f.amount)"), explained=True
    ),
    "order_refund_rate": Sides(Side(FIRST_REFUNDS, at="f.finished_at"), Side("paid_orders AS f"), explained=True),
    "signed_refund_rate": Sides(
        Side("signed_orders AS f", at="f.refunded_at", where="f.refunded_at IS NOT NULL"),
        Side("signed_orders AS f", at="f.signed_at"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Triangle:
    """The two sides of a share, one row per day, one column per age (in days of the data cut): what was known by then."""

    days: tuple[date, ...]
    top: NDArray[np.float64]
    bottom: NDArray[np.float64]


def triangle(store: Store, key: str, shop: Shop, cut: datetime, first: date) -> Triangle:
    """Return how a share of SHARES filled up on the days from `first` to the cut; days that can't be told are left out.

    Source: the times of payment, dispatch, delivery and completion, as the newest files have them. Ages beyond a day's own are
    what is known now.
    """
    sides = SHARES[key]
    span = (*shop, first, cut.date())
    told = _explained(store, span) if sides.explained else None
    days = tuple(date.fromordinal(each) for each in range(first.toordinal(), cut.date().toordinal() + 1))
    days = tuple(day for day in days if told is None or day in told)
    top, bottom = (_known_by(store, side, span, days, cut.time()) for side in (sides.top, sides.bottom))
    return Triangle(days, top, bottom)


def _explained(store: Store, span: tuple[object, ...]) -> set[date]:
    return {
        day for day, is_told in store.rows(EXPLAINED.replace("{days}", OF_DAYS), [*span, *span]) if is_told
    }


def _known_by(
    store: Store, side: Side, span: tuple[object, ...], days: Sequence[date], clock: time
) -> NDArray[np.float64]:
    seconds = (clock.hour - side.hours) * 3600 + clock.minute * 60 + clock.second
    age = AGE.replace("{at}", side.at) if side.at else "0"
    sql = f"SELECT f.day, {age}, {side.sql} FROM {side.rows.strip()} WHERE {side.where} AND {OF_DAYS} GROUP BY 1, 2"
    places = {day: place for place, day in enumerate(days)}
    length = (days[-1] - days[0]).days + 1 if days else 1
    found = np.zeros((len(days), length))
    for day, seen_at, amount in store.rows(sql, [seconds, *span] if side.at else span):
        if day in places and seen_at < length:
            found[places[day], seen_at] += float(amount or 0)
    return found.cumsum(axis=1)
