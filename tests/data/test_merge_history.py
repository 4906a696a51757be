"""3,000 orders, downloaded 66 times while they were paid late and refunded: any order of loading ends at the truth.

Three orders of loading are tried by default; ZHANGGUI_LOADING_ORDERS=100 tries a hundred.
"""

import os
from datetime import datetime
from decimal import Decimal
from random import Random

import duckdb
import pytest

from tests.data.facts import empty_store, kind, merge_text
from tests.data.history import Download, Order, downloads, orders

ORDERS = kind("orders")
LINES = kind("order_lines")
TRIES = int(os.environ.get("ZHANGGUI_LOADING_ORDERS", "3"))
TRUTH = """
SELECT count(*), count(paid_at), sum(amount_due) FILTER (WHERE paid_at IS NOT NULL), sum(refund_amount)
FROM order_versions WHERE is_current
"""
LINE_TRUTH = """
SELECT count(*), sum(qty), sum(unit_price * qty) FILTER (WHERE paid_at IS NOT NULL), sum(refund_amount)
FROM line_versions WHERE is_current
"""


@pytest.fixture(scope="module")
def shop() -> list[Order]:
    return orders(seed=11, count=3000)


@pytest.fixture(scope="module")
def files(shop: list[Order]) -> list[Download]:
    found = downloads(shop)
    assert len(found) == 66
    assert frozenset().union(*(file.last for file in found)) == {order.number for order in shop}
    return found


def truth(shop: list[Order], files: list[Download]) -> list[tuple[int, int, Decimal, Decimal]]:
    """The answers to TRUTH and LINE_TRUTH: every order as the last export that has it says, by plain sums."""
    seen: dict[int, datetime] = {}
    for file in files:
        for number in file.last:
            seen[number] = max(seen.get(number, file.moment), file.moment)
    paid = [order for order in shop if order.paid is not None and order.paid <= seen[order.number]]
    amount = sum((order.amount for order in paid), Decimal(0))
    refunds = sum((order.refunded(seen[order.number]) for order in shop), Decimal(0))
    lines = [line for order in shop for line in order.lines]
    return [
        (len(shop), len(paid), amount, refunds),
        (len(lines), sum(quantity for _, quantity in lines), amount, refunds),
    ]


def loaded(files: list[Download], known: Random | None) -> duckdb.DuckDBPyConnection:
    """A store with the files merged in that order; `known` draws which of them say when they were exported."""
    con = empty_store()
    for file in files:
        as_of = file.moment.isoformat() if known is not None and known.random() < 0.5 else None
        merge_text(con, ORDERS, file.orders, as_of)
        merge_text(con, LINES, file.lines, as_of)
    return con


def answers(con: duckdb.DuckDBPyConnection) -> list[tuple[int, int, Decimal, Decimal]]:
    return [con.execute(TRUTH).fetchall()[0], con.execute(LINE_TRUTH).fetchall()[0]]


@pytest.mark.parametrize("seed", range(TRIES))
def test_any_order_of_loading_ends_at_the_truth_to_the_cent(
    shop: list[Order], files: list[Download], seed: int
):
    chance = Random(seed)
    shuffled = chance.sample(files, len(files))
    con = loaded(shuffled, chance if seed % 2 else None)
    assert answers(con) == truth(shop, files)
    # The first month's file once more, and a daily file of long ago, change nothing.
    for again in (files[60], files[3]):
        merged = merge_text(con, ORDERS, again.orders, None)
        assert merged.loaded == 0
    assert answers(con) == truth(shop, files)
