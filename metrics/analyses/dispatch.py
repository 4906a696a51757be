"""What waits to be shipped, and since when (M-40, M-41, on the shop's own 24 hours)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pandas as pd

from data.store import Store
from metrics.period import ALL
from metrics.scope import EVERYTHING, Scope, last_full_day
from metrics.statement import Joint, Params, filters

DUTY_HOURS = 24
WAITING = "f.paid_at IS NOT NULL AND f.shipped_at IS NULL AND f.status_rank IN (2, 3)"


@dataclass(frozen=True)
class Waiting:
    """Paid orders that are not shipped, at the moment the newest order export was taken (`cut`).

    overdue: paid more than 24 hours before; soon: will be within the next 6 hours. amounts in yuan. since: the oldest
    unshipped payment. rows: the overdue orders, oldest first, with their age in hours.
    """

    cut: datetime
    unshipped: int
    overdue: int
    overdue_amount: Decimal
    soon: int
    since: datetime | None
    rows: pd.DataFrame


def data_cut(store: Store, scope: Scope = EVERYTHING) -> datetime | None:
    """Return when the newest order export was taken, else the end of the last loaded day; None without orders."""
    params: Params = []
    where = filters(ALL, scope, (), Joint(frozenset()), params)
    taken = store.rows(f"SELECT max(f.as_of) FROM files AS f WHERE f.kind = 'orders' AND {where}", params)[0][
        0
    ]
    if taken is not None:
        return taken
    day = last_full_day(store, scope)
    return None if day is None else datetime.combine(day, datetime.min.time()) + timedelta(days=1)


def waiting(store: Store, scope: Scope = EVERYTHING) -> Waiting | None:
    """Return what waits to be shipped; None where no loaded order tells when it was shipped."""
    cut = data_cut(store, scope)
    known = store.rows(
        "SELECT count(*) FROM orders AS o WHERE o.shipped_at IS NOT NULL OR o.status_rank >= 4"
    )[0][0]
    if cut is None or not known:
        return None
    params: Params = []
    where = filters(ALL, scope, (), Joint(frozenset()), params)
    late, close = cut - timedelta(hours=DUTY_HOURS), cut - timedelta(hours=DUTY_HOURS - 6)
    sql = (
        "SELECT count(*), count(*) FILTER (WHERE f.paid_at <= ?), coalesce(sum(f.amount) FILTER (WHERE f.paid_at <= ?), 0),"
        " count(*) FILTER (WHERE f.paid_at > ? AND f.paid_at <= ?), min(f.paid_at) FILTER (WHERE f.paid_at <= ?)"
        f" FROM paid_orders AS f WHERE {WAITING} AND {where}"
    )
    numbers = store.rows(sql, [late, late, late, close, late, *params])[0]
    rows = store.frame(
        "SELECT f.shop AS shop, f.order_id AS order_id, f.paid_at AS paid_at,"
        " CAST(floor(datediff('minute', f.paid_at, CAST(? AS TIMESTAMP)) / 60.0) AS INTEGER) AS hours, f.amount AS amount,"
        f" f.province AS province FROM paid_orders AS f WHERE {WAITING} AND f.paid_at <= ? AND {where}"
        " ORDER BY f.paid_at, f.order_id",
        [cut, late, *params],
    )
    return Waiting(cut, int(numbers[0]), int(numbers[1]), numbers[2], int(numbers[3]), numbers[4], rows)
