"""What waits to be shipped, and since when (M-40, M-41, on the shop's own 24 hours)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pandas as pd

from data.store import Store
from metrics.once import once_per_store
from metrics.period import ALL
from metrics.scope import EVERYTHING, Scope, coverage
from metrics.statement import Joint, Params, filters

DUTY_HOURS = 24
SOON_HOURS = 6
# Paid in full or in part and not sent (data/schema.sql): said as a column of the orders, too, so that old ones aren't read.
UNSHIPPED = "f.unshipped = 1 AND f.status_rank IN (2, 3)"


@dataclass(frozen=True)
class Waiting:
    """Paid orders that are not shipped, at the moment the newest order export was taken (`cut`).

    overdue: paid more than 24 hours before; soon: will be within the next 6 hours. amounts in yuan. since: the oldest
    unshipped payment. rows: the overdue orders, oldest first, with their age in hours; soon_rows: those soon overdue, alike.
    """

    cut: datetime
    unshipped: int
    overdue: int
    overdue_amount: Decimal
    soon: int
    since: datetime | None
    rows: pd.DataFrame
    soon_rows: pd.DataFrame


@once_per_store(16)
def data_cut(store: Store, scope: Scope = EVERYTHING) -> datetime | None:
    """Return when the newest order export was taken, else the end of the last loaded day; None without paid orders."""
    params: Params = []
    where = filters(ALL, scope, (), Joint(frozenset()), params)
    return store.rows(f"SELECT max(f.taken_at) FROM orders_taken AS f WHERE {where}", params)[0][0]


@once_per_store(8)
def waiting(store: Store, scope: Scope = EVERYTHING) -> Waiting | None:
    """Return what waits to be shipped, each shop as of its newest order export; None where no order tells of shipping."""
    cut = data_cut(store, scope)
    if cut is None or not coverage(store).days(("dispatch",), scope):
        return None
    params: Params = []
    where = filters(ALL, scope, (), Joint(frozenset()), params)
    soon_is = f"f.overdue = 0 AND f.paid_at <= f.taken_at - INTERVAL {DUTY_HOURS - SOON_HOURS} HOUR"
    sql = (
        "SELECT count(*), coalesce(sum(f.overdue), 0), coalesce(sum(f.amount) FILTER (WHERE f.overdue = 1), 0),"
        f" count(*) FILTER (WHERE {soon_is}), min(f.paid_at) FILTER (WHERE f.overdue = 1)"
        f" FROM dispatch_rows AS f WHERE {UNSHIPPED} AND {where}"
    )
    unshipped, overdue, amount, soon, since = store.rows(sql, params)[0]
    cases = (
        "SELECT f.shop AS shop, f.order_id AS order_id, f.paid_at AS paid_at, f.hours AS hours, f.amount AS amount,"
        " f.province AS province FROM dispatch_rows AS f WHERE {unshipped} AND {which} AND {where}"
        " ORDER BY f.paid_at, f.order_id"
    )
    rows = store.frame(cases.format(unshipped=UNSHIPPED, which="f.overdue = 1", where=where), params)
    soon_rows = store.frame(cases.format(unshipped=UNSHIPPED, which=soon_is, where=where), params)
    return Waiting(cut, int(unshipped), int(overdue), amount, int(soon), since, rows, soon_rows)
