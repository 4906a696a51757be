"""What must hold whatever the shop sold: days add up, files may be split and loaded in any order, shops stay apart."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.load import Upload, load
from data.store import Store, open_store
from metrics.evaluate import ALL, Value, evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.golden import DAY, ORDERS, SHOP_DAILY
from tests.metrics.tables import orders
from tests.stores import csv_of, store_together

FIRST = date(2026, 3, 1)
WEEK = Period(FIRST, FIRST + timedelta(days=6))
ADDITIVE = ["placed_orders", "placed_amount", "paid_orders", "paid_amount", "refund_amount"]
few = settings(max_examples=2)

# An order: buyer, amount in cents, day placed, days until paid (None: never), share refunded in percent.
an_order = st.tuples(
    st.sampled_from("abcd"),
    st.integers(0, 100_000),
    st.integers(0, 6),
    st.none() | st.integers(0, 3),
    st.integers(0, 100),
)
# A load costs more than its rows, so an example is a world of several shops.
worlds = st.lists(st.lists(an_order, min_size=1, max_size=10), min_size=3, max_size=4)
World = list[list[tuple[str, int, int, int | None, int]]]
KEYS = [
    "placed_orders", "placed_amount", "paid_orders", "paid_amount", "paid_buyers", "same_day_payment_rate",
    "final_payment_rate", "payment_rate", "spend_per_buyer", "order_value", "refund_amount", "net_paid_amount", "repeat_rate",
    "repeat_rate_orders",
]  # fmt: skip


@contextmanager
def home() -> Iterator[Path]:
    # Hypothesis runs a test many times within one tmp_path.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "home"


def name(shop: int) -> str:
    return f"{shop}号店"


def rows_of(world: World, shop: int) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = []
    for place, (buyer, cents, placed, wait, refunded) in enumerate(world[shop]):
        day = FIRST + timedelta(days=placed)
        paid = "" if wait is None else f"{day + timedelta(days=wait)} 20:00:00"
        refund = 0 if wait is None else cents * refunded // 100
        amounts = f"{cents / 100:.2f}", f"{refund / 100:.2f}"
        found.append((1000 * shop + place, buyer, amounts[0], f"{day} 09:00:00", paid, amounts[1]))
    return found


def store_of(home: Path, *loads: Sequence[str]) -> Store:
    """Return the store of a home with these tables, one load per sequence, those of several shops in one file."""
    for tables in loads:
        lines = [line for table in tables for line in table.splitlines()[1:]]
        table = "\n".join([tables[0].splitlines()[0], *lines])
        assert not load(home, [Upload("orders.csv", csv_of(table))]).refused
    return open_store(home)


def answers(store: Store, period: Period = ALL) -> dict[str | None, dict[str, Value]]:
    """Return the values of every shop."""
    return {row.cut: dict(row.values) for row in evaluate(store, KEYS, period, "shop")}


@few
@given(worlds)
def test_days_add_up_and_rates_lie_within_their_bounds(world: World) -> None:
    with home() as folder:
        store = store_of(
            folder, [orders(*rows_of(world, shop), shop=name(shop)) for shop in range(len(world))]
        )
        for period in (ALL, WEEK):
            for shop, total in answers(store, period).items():
                days = evaluate(store, ADDITIVE, period, "day", Scope(shop))
                for key in ADDITIVE:
                    known: list[Any] = [
                        row.values[key].value for row in days if row.values[key].value is not None
                    ]
                    assert (sum(known) if known else None) == total[key].value, key
        for total in answers(store).values():
            rates_hold({key: value.value for key, value in total.items()})


def rates_hold(found: dict[str, Any]) -> None:
    # Everything is loaded: whoever paid had placed.
    assert found["same_day_payment_rate"] <= found["final_payment_rate"] <= 1
    assert found["payment_rate"] == found["final_payment_rate"]
    if found["paid_orders"]:
        assert found["paid_buyers"] <= found["paid_orders"]
        assert found["order_value"] * found["paid_orders"] == pytest.approx(found["paid_amount"])
        assert found["net_paid_amount"] == found["paid_amount"] - found["refund_amount"]
        assert found["repeat_rate"] <= found["repeat_rate_orders"]


@few
@given(worlds, st.integers(0, 9), st.booleans())
def test_a_file_split_in_two_and_loaded_in_any_order_gives_the_same(
    world: World, cut: int, second_first: bool
) -> None:
    # Both parts hold the first and the last order, so that they cover the same days; what stands in both counts once.
    whole: list[str] = []
    first: list[str] = []
    second: list[str] = []
    for shop in range(len(world)):
        rows = rows_of(world, shop)
        ends = [min(rows, key=lambda row: str(row[3])), max(rows, key=lambda row: str(row[3]))]
        for part, chosen in ((whole, rows), (first, [*ends, *rows[:cut]]), (second, [*rows[cut:], *ends])):
            part.append(orders(*chosen, shop=name(shop)))
    parts = (second, first) if second_first else (first, second)
    with home() as one, home() as two:
        assert answers(store_of(two, *parts)) == answers(store_of(one, whole))


@few
@given(worlds)
def test_other_shops_change_nothing_in_ours_and_money_is_added(world: World) -> None:
    tables = [orders(*rows_of(world, shop), shop=name(shop)) for shop in range(len(world))]
    with home() as one, home() as two:
        alone, together = store_of(one, tables[:1]), store_of(two, tables)
        for period in (ALL, WEEK):
            each = answers(together, period)
            assert each[name(0)] == answers(alone, period)[name(0)]
            everything = evaluate(together, ADDITIVE, period)[0].values
            for key in ADDITIVE:
                numbers: list[Any] = [values[key].value or 0 for values in each.values()]
                assert everything[key].value == sum(numbers), key


def test_files_without_rows_change_nothing(tmp_path: Path) -> None:
    tables = (ORDERS, SHOP_DAILY)
    store = store_together(tmp_path, *tables)
    headers = [table.strip().splitlines()[0] for table in tables]
    empty = [Upload(f"empty{place}.csv", csv_of(header)) for place, header in enumerate(headers)]
    load(store.home, empty)
    for period in (ALL, DAY):
        before, after = (evaluate(s, KEYS, period)[0].values for s in (store, open_store(store.home)))
        assert after == before
