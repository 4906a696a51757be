"""What waits and what went wrong: dispatch, refunds, reviews."""

from datetime import timedelta
from functools import partial
from typing import Any

import pandas as pd

from benchmarks.large.case import Case, Page, Spans, counted, whole
from benchmarks.large.facts import Facts, of
from metrics.analyses.dispatch import data_cut, waiting
from metrics.period import Period
from metrics.scope import Scope

DUTY = timedelta(hours=24)
QUALITY = "质量|做工|瑕疵|破损|掉色|褪色|起球|开线|色差|颜色|尺码|尺寸|大小|偏大|偏小"


def _a_day_old(facts: Facts, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the orders that had been paid for 24 hours when they were last seen, else when the newest export was taken."""
    taken = data_cut(facts.store, Scope(*facts.shop))
    assert taken is not None
    return rows[rows["paid"] <= rows["seen"].fillna(pd.Timestamp(taken)) - DUTY]


def dispatched(page: Page, span: Period) -> tuple[int, int]:
    """Return how many orders of a span were sent within 24 hours, and how many could be judged."""
    return page.sides(span, "dispatch_rate_24h")


def dispatched_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the orders."""
    rows = _a_day_old(facts, of(facts.paid, span))
    sent = rows["shipped"].notna() & (rows["shipped"] >= rows["paid"])
    judged = sent | (rows["shipped"].isna() & rows["rank"].isin([2, 3]))
    return int((sent & (rows["shipped"] <= rows["paid"] + DUTY)).sum()), int(judged.sum())


def unsent(page: Page) -> tuple[int, int, int]:
    """Return how many paid orders aren't sent, how many for over 24 hours, and the cents of these."""
    # What a page keeps between two looks is asked for anew.
    found = waiting.__wrapped__(page.store, page.scope)  # type: ignore[attr-defined]
    assert found is not None
    return found.unshipped, found.overdue, whole(found.overdue_amount)


def unsent_plainly(facts: Facts) -> tuple[int, int, int]:
    """Return the same from the orders."""
    rows = facts.paid
    rows = rows[rows["shipped"].isna() & rows["rank"].isin([2, 3])]
    late = _a_day_old(facts, rows)
    return len(rows), len(late), int(late["cents"].sum())


def refunded(page: Page, span: Period) -> dict[str, int]:
    """Return the cents of refunds by the day of their completion."""
    return page.by(span, "refund_amount", "day")


def refunded_plainly(facts: Facts, span: Period) -> dict[str, int]:
    """Return the same from the refund cases."""
    rows = of(facts.refunds[facts.refunds["is_success"]], span, "finished_day")
    return counted(rows.groupby("finished_day")["cents"].sum())


def of_orders(page: Page, span: Period) -> tuple[int, int, int, int]:
    """Return what was refunded so far of a span's orders, what they were paid, how many were refunded, of how many."""
    return (*page.sides(span, "refund_rate_cohort"), *page.sides(span, "order_refund_rate"))


def of_orders_plainly(facts: Facts, span: Period) -> tuple[int, int, int, int]:
    """Return the same from the orders."""
    rows = of(facts.paid, span)
    cents = int(rows["refund_cents"].sum()), int(rows["cents"].sum())
    return (*cents, int((rows["refund_cents"] > 0).sum()), len(rows))


def quality(page: Page, span: Period) -> tuple[int, int]:
    """Return how many refunds were asked for because of the goods, of how many."""
    return page.sides(span, "quality_return_share")


def quality_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the refund cases."""
    rows = of(facts.refunds, span, "applied_day")
    return int(rows["reason"].astype(str).str.contains(QUALITY).sum()), len(rows)


def reviewed(page: Page, span: Period) -> tuple[int, int]:
    """Return how many reviews were bad, of how many, as the platform counts them."""
    return page.sides(span, "negative_review_rate")


def reviewed_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the platform's report of days."""
    rows = of(facts.visits, span)
    return int(rows["bad_reviews"].sum()), int(rows["reviews"].sum())


def cases(days: Spans) -> list[Case]:
    """Return the figures of service."""

    def over(name: str, ours: Any, plainly: Any, span: Period, table: str, clock: str, columns: str) -> Case:
        return Case(
            name,
            lambda page: ours(page, span),
            lambda facts: plainly(facts, span),
            span,
            table,
            clock,
            columns,
        )

    orders = partial(over, table="order_versions", clock="paid_at")
    refunds = partial(over, table="refund_versions", columns="sum(v.amount)")
    return [
        orders(
            "sent within 24 hours, a month",
            dispatched,
            dispatched_plainly,
            days.month,
            columns="max(v.shipped_at), max(v.status_rank)",
        ),
        Case(
            "what waits to be sent",
            unsent,
            unsent_plainly,
            days.ever,
            "order_versions",
            "paid_at",
            "max(v.shipped_at), max(v.status_rank)",
        ),
        refunds(
            "refunds by day of completion, a month",
            refunded,
            refunded_plainly,
            days.month,
            clock="finished_at",
        ),
        orders(
            "refunds so far of a month's orders",
            of_orders,
            of_orders_plainly,
            days.settled,
            columns="sum(v.refund_amount), sum(v.gross)",
        ),
        refunds(
            "refunds because of the goods, a month", quality, quality_plainly, days.month, clock="applied_at"
        ),
        over(
            "bad reviews of a month",
            reviewed,
            reviewed_plainly,
            days.month,
            "shop_day_versions",
            "period_start",
            "sum(v.negative_reviews), sum(v.reviews)",
        ),
    ]
