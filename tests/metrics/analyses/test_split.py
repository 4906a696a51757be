"""The split of a change: exact to the cent, whatever the numbers and the order of the factors."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.analyses.split import log_mean_split, ranked_changes, to_the_cent

FACTOR = st.floats(min_value=0.001, max_value=1e6)
CENTS = st.integers(min_value=-(10**9), max_value=10**9).map(lambda cents: Decimal(cents) / 100)


def test_the_worked_example_of_the_dictionary_splits_as_printed() -> None:
    # F5: 10000 x 2.0 % x 100 = 20000 becomes 9000 x 2.5 % x 96 = 21600.
    parts = log_mean_split([10000, 0.02, 100], [9000, 0.025, 96], Decimal("21600") - Decimal("20000"))
    assert parts == [Decimal("-2190.42"), Decimal("4639.10"), Decimal("-848.68")]


@given(st.lists(FACTOR, min_size=3, max_size=3), st.lists(FACTOR, min_size=3, max_size=3), CENTS)
def test_the_parts_sum_to_the_change_to_the_cent(
    before: list[float], after: list[float], change: Decimal
) -> None:
    parts = log_mean_split(before, after, change)
    assert parts is not None
    assert sum(parts) == change


@given(
    st.lists(st.floats(min_value=1, max_value=1e4), min_size=3, max_size=3),
    st.lists(st.floats(min_value=1, max_value=1e4), min_size=3, max_size=3),
)
def test_the_parts_do_not_depend_on_the_order_of_the_factors(before: list[float], after: list[float]) -> None:
    change = Decimal(str(round(after[0] * after[1] * after[2] - before[0] * before[1] * before[2], 2)))
    forward = log_mean_split(before, after, change)
    backward = log_mean_split(before[::-1], after[::-1], change)
    assert forward is not None
    assert backward is not None
    # A cent of rounding may fall on another part where two remainders tie.
    assert all(abs(a - b) <= Decimal("0.01") for a, b in zip(forward, backward[::-1], strict=True))


def test_a_factor_of_zero_has_no_split() -> None:
    assert log_mean_split([100, 0.0, 10], [100, 0.02, 10], Decimal("20")) is None


def test_cents_left_over_go_to_the_largest_remainders() -> None:
    # 10 / 3 = 3.333…: three times 3.33 leaves one cent.
    assert to_the_cent([10 / 3, 10 / 3, 10 / 3], Decimal("10.00")) == [
        Decimal("3.34"),
        Decimal("3.33"),
        Decimal("3.33"),
    ]


def test_the_largest_changes_and_the_rest_make_the_whole_change() -> None:
    before = {"a": Decimal("100"), "b": Decimal("50"), "c": Decimal("5")}
    after = {"a": Decimal("80"), "b": Decimal("90"), "d": Decimal("3")}
    kept, rest = ranked_changes(before, after, 2)
    assert kept == [("b", Decimal("90") - Decimal("50")), ("a", Decimal("80") - Decimal("100"))]
    assert rest == (Decimal("3") - Decimal("0")) + (Decimal("0") - Decimal("5"))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_nothing_is_lost_whatever_number_is_shown(count: int) -> None:
    before = {"a": Decimal("1.10"), "b": Decimal("2.20")}
    after = {"a": Decimal("3.30"), "c": Decimal("4.40")}
    kept, rest = ranked_changes(before, after, count)
    assert sum((change for _, change in kept), Decimal(0)) + rest == Decimal("7.70") - Decimal("3.30")
