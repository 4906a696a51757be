"""Wilson's interval, against the figures of F6 and against what it must hold everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.wilson import wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(3, 40, "2.58", "19.86"), (30, 400, "5.30", "10.50"), (0, 40, "0.00", "8.76"), (0, 5, "0.00", "43.45")],
)
def test_the_intervals_of_f6(hits: int, n: int, low: str, high: str) -> None:
    found = wilson(hits, n)
    assert (f"{found[0]:.2%}", f"{found[1]:.2%}") == (f"{low}%", f"{high}%")


@given(st.integers(1, 10**7), st.data())
def test_the_interval_holds_the_share_and_stays_a_share(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_nothing_seen_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_more_hits_than_cases_are_no_share() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        wilson(5, 4)
