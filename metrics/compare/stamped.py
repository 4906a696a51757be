"""Earlier days as they stood at an age, told by the times that orders and refunds carry: payments, dispatch, refunds of orders."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from data.store import Store
from metrics.scope import Shop

DUTY = timedelta(hours=24)
# {days}: rows of the shop's days under the alias f; the parameters before it are moments.
PAYMENTS = """
SELECT count(CASE WHEN f.paid_at <= ? THEN 1 END), count(*) FROM placed_orders AS f WHERE {days}
"""
# Whether an order can be judged, and was sent in time, was settled a day after its payment: only who is judged moves on.
DISPATCH = """
SELECT count(CASE WHEN f.in_time = 1 AND f.paid_at <= ? THEN 1 END), count(CASE WHEN f.eligible = 1 AND f.paid_at <= ? THEN 1 END)
FROM dispatch_rows AS f WHERE {days}
"""
OVERDUE = """
SELECT count(CASE WHEN f.paid_at <= ? AND (f.unshipped = 1 OR f.shipped_at > ?) THEN 1 END), 1 FROM dispatch_rows AS f WHERE {days}
"""
REFUNDS = """
SELECT coalesce(sum(CASE WHEN f.finished_at <= ? THEN f.amount END), 0), coalesce(sum(f.amount), 0),
    count(DISTINCT CASE WHEN f.finished_at <= ? THEN f.order_id END)
FROM refund_times AS f
WHERE {days}
"""
# A refund without a time of completion can't be placed before or after a moment.
SIGNED = """
SELECT count(CASE WHEN f.signed_at <= ? AND f.refunded_at <= ? THEN 1 END), count(CASE WHEN f.signed_at <= ? THEN 1 END),
    count(CASE WHEN f.refunded_after = 1 AND f.refunded_at IS NULL THEN 1 END)
FROM signed_orders AS f WHERE {days}
"""
PAID = "SELECT sum(f.amount), sum(f.refund_amount), count(*) FROM paid_orders AS f WHERE {days}"

Sides = tuple[Decimal | int, Decimal | int]


def at_moment(store: Store, key: str, shop: Shop, days: Sequence[date], cut: datetime) -> float | int | None:
    """Return a figure of a shop's days as it stood at `cut`; None for other keys, and where that can't be told.

    Source: the times of payment, sending and completion, as the newest files have them. Of refunds it can be told only where
    the refund export explains to the cent what the orders say was refunded. Limits: an order that was closed before it was
    sent is left out also at moments when it still waited.
    """
    if key not in TOLD:
        return None
    sides = TOLD[key](store, shop, days, cut)
    if sides is None or not sides[1]:
        return None
    return int(sides[0]) if key == "overdue_orders" else float(Decimal(sides[0]) / Decimal(sides[1]))


def _ask(
    store: Store, sql: str, moments: Sequence[datetime], shop: Shop, days: Sequence[date]
) -> Sequence[Decimal | int | None]:
    marks = ", ".join("?" for _ in days)
    # The span narrows what is read; a list of days alone does not.
    where = f"f.shop = ? AND f.platform = ? AND f.day BETWEEN ? AND ? AND f.day IN ({marks})"
    found: Sequence[Decimal | int | None] = store.rows(
        sql.replace("{days}", where), [*moments, *shop, min(days), max(days), *days]
    )[0]
    return found


def _payments(store: Store, shop: Shop, days: Sequence[date], cut: datetime) -> Sides | None:
    paid, placed = _ask(store, PAYMENTS, [cut], shop, days)
    return paid or 0, placed or 0


def _dispatch(store: Store, shop: Shop, days: Sequence[date], cut: datetime) -> Sides | None:
    in_time, judged = _ask(store, DISPATCH, [cut - DUTY] * 2, shop, days)
    return in_time or 0, judged or 0


def _overdue(store: Store, shop: Shop, days: Sequence[date], cut: datetime) -> Sides | None:
    late, one = _ask(store, OVERDUE, [cut - DUTY, cut], shop, days)
    return late or 0, one or 0


def _signed(store: Store, shop: Shop, days: Sequence[date], cut: datetime) -> Sides | None:
    refunded, signed, untimed = _ask(store, SIGNED, [cut] * 3, shop, days)
    return None if untimed else (refunded or 0, signed or 0)


def _refunds(
    store: Store, shop: Shop, days: Sequence[date], cut: datetime
) -> tuple[Decimal, int, Decimal, int] | None:
    """Return refunded yuan and orders by `cut`, paid yuan and orders; None where the cases don't explain the refunds."""
    amount, every, orders = _ask(store, REFUNDS, [cut, cut], shop, days)
    paid, refunded, count = _ask(store, PAID, [], shop, days)
    if paid is None or refunded is None or every != refunded:
        return None
    return Decimal(amount or 0), int(orders or 0), Decimal(paid), int(count or 0)


def _refunded_share(store: Store, shop: Shop, days: Sequence[date], cut: datetime) -> Sides | None:
    found = _refunds(store, shop, days, cut)
    return None if found is None else (found[0], found[2])


def _refunded_orders(store: Store, shop: Shop, days: Sequence[date], cut: datetime) -> Sides | None:
    found = _refunds(store, shop, days, cut)
    return None if found is None else (found[1], found[3])


TOLD: Mapping[str, Callable[[Store, Shop, Sequence[date], datetime], Sides | None]] = {
    "final_payment_rate": _payments,
    "dispatch_rate_24h": _dispatch,
    "overdue_orders": _overdue,
    "refund_rate_cohort": _refunded_share,
    "order_refund_rate": _refunded_orders,
    "signed_refund_rate": _signed,
}
