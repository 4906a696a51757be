"""Rules about what buyers say: negative reviews that nobody answered, problems open for more than a day."""

from datetime import date, timedelta

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.analyses.finding import Finding
from metrics.scope import Scope

REVIEW_DAYS = 7
TICKET_HOURS = 24


def negative_reviews(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Negative reviews of the last seven days without a word on what was done about them; money: what their orders paid."""
    rows = store.frame(
        "SELECT v.shop AS shop, v.reviewed_at AS reviewed_at, v.item_id AS item, v.item_name AS item_name,"
        " v.order_id AS order_id, v.content AS content, o.amount AS amount FROM review_versions AS v"
        " LEFT JOIN paid_orders AS o ON o.shop = v.shop AND o.platform = v.platform AND o.order_id = v.order_id"
        " WHERE v.is_current AND v.rating = 'bad' AND coalesce(trim(v.handled), '') = ''"
        " AND CAST(v.reviewed_at AS DATE) BETWEEN ? AND ? AND (? IS NULL OR v.shop = ?) AND (? IS NULL OR v.platform = ?)"
        " ORDER BY v.reviewed_at, v.review_id",
        [day - timedelta(days=REVIEW_DAYS - 1), day, scope.shop, scope.shop, scope.platform, scope.platform],
    )
    if rows.empty:
        return []
    paid = [amount for amount in rows["amount"] if amount is not None]
    items = len({item for item in rows["item"] if item is not None})
    return [
        Finding(
            "negative_reviews",
            Text(f"{len(rows)} 条差评还没有处理", f"{len(rows)} negative reviews are not dealt with"),
            Text(
                f"近 {REVIEW_DAYS} 天的差评，涉及 {items} 个商品。找到买家，回复，记下处理情况。",
                f"Of the last {REVIEW_DAYS} days, on {items} items. Find the buyer, answer, note what was done.",
            ),
            rows["reviewed_at"].min().date(),
            sum(paid[1:], paid[0]) if paid else None,
            "service",
            rows,
        )
    ]


def open_tickets(store: Store, day: date, scope: Scope) -> list[Finding]:
    """Problems that were open for more than 24 hours when the sheet was handed over (M-42)."""
    rows = store.frame(
        "SELECT t.shop AS shop, t.ticket_id AS ticket_id, t.ticket_type AS ticket_type, t.order_id AS order_id,"
        " t.agent AS agent, t.opened_at AS opened_at FROM problem_tickets AS t"
        f" WHERE t.closed_at IS NULL AND t.opened_at <= t.taken_at - INTERVAL {TICKET_HOURS} HOUR"
        " AND (? IS NULL OR t.shop = ?) AND (? IS NULL OR t.platform = ?) ORDER BY t.opened_at, t.ticket_id",
        [scope.shop, scope.shop, scope.platform, scope.platform],
    )
    if rows.empty:
        return []
    return [
        Finding(
            "open_tickets",
            Text(
                f"{len(rows)} 个问题单超过 {TICKET_HOURS} 小时没有处理完",
                f"{len(rows)} problems are open for over {TICKET_HOURS} hours",
            ),
            Text("按登记时间排，最早的在前。", "The oldest stand first."),
            rows["opened_at"].min().date(),
            None,
            "service",
            pd.DataFrame(rows),
        )
    ]
