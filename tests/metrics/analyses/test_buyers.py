"""Cohorts, coming back, and groups of buyers, on shops worked by hand and on simulated ones whose truth is known."""

from datetime import date, timedelta
from decimal import Decimal
from math import exp

import numpy as np
import pytest

from data.state import State
from data.store import Store
from data.text import Text
from metrics.analyses.cohorts import Cohorts, cohorts
from metrics.analyses.repeat import Returns, kaplan_meier, returns
from metrics.analyses.rfm import Rfm, kept_edges, rfm
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders

OURS = Scope("本店")


def bought(number: str, buyer: str, amount: str, day: str, refund: str = "0") -> tuple[str, ...]:
    return (number, buyer, amount, f"{day} 09:00:00", f"{day} 10:00:00", refund)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    ours = orders(
        # January: Wang and Li come first (Li twice that month); February: Zhang; Wang again. March: all but Li. 15 April: end.
        bought("1", "王", "100", "2026-01-01"), bought("2", "李", "50", "2026-01-10"), bought("3", "李", "30", "2026-01-31"),
        bought("4", "王", "20", "2026-02-03", "20"), bought("5", "张", "80", "2026-02-28"),
        bought("6", "王", "10", "2026-03-05"), bought("7", "张", "40", "2026-03-06", "15"),
        bought("8", "赵", "5", "2026-04-15"),
    )  # fmt: skip
    other = orders(bought("9", "王", "7", "2026-01-02"), shop="二店")
    nameless = orders(bought("10", "", "7", "2026-01-02"), shop="无名店")
    return one_store(tmp_path_factory.mktemp("buyers"), ours, other, nameless)


def test_a_cohort_is_followed_month_by_month_as_far_as_whole_months_are_loaded(store: Store) -> None:
    found = cohorts(store, OURS)
    assert isinstance(found, Cohorts)
    january, february, march = found.cohorts
    assert (january.buyers, january.kept) == (2, (2, 1, 1, None))  # April isn't over
    assert january.spent == (Decimal(100 + 50 + 30), Decimal(180 + 20 - 20), Decimal(180 + 10), None)
    assert (february.buyers, february.kept) == (1, (1, 1, None))
    assert february.spent[:2] == (Decimal(80), Decimal(80 + 40 - 15))
    assert (january.share(1), january.worth(2)) == (1 / 2, Decimal(190) / 2)
    assert (january.share(3), january.worth(9)) == (None, None)
    assert march.month == date(2026, 3, 1)
    assert march.buyers == 0


def test_the_first_month_on_record_is_said_to_hold_earlier_buyers(store: Store) -> None:
    found = cohorts(store, OURS)
    assert isinstance(found, Cohorts)
    assert [note.zh[:7] for note in found.notes] == ["2026-01"]
    assert [cohort.mixed for cohort in found.cohorts] == [True, False, False]


@pytest.mark.parametrize(("scope", "word"), [(Scope(), "选一家店"), (Scope("无名店"), "买家")])
def test_buyers_of_several_shops_or_without_names_are_not_analysed(
    store: Store, scope: Scope, word: str
) -> None:
    for found in (
        cohorts(store, scope),
        rfm(store, scope),
        returns(store, date(2026, 1, 1), date(2026, 4, 1), scope),
    ):
        assert isinstance(found, Text)
        assert word in found.zh


def test_coming_back_counts_the_young_for_as_long_as_they_were_seen(store: Store) -> None:
    found = returns(store, date(2026, 1, 1), date(2026, 4, 15), OURS, at=(21, 33), least=1)
    assert isinstance(found, Returns)
    assert (
        found.buyers == 4
    )  # Wang came back after 33 days, Li after 21, Zhang after 6; Zhao was seen for none
    after_21, after_33 = found.points
    # Zhao leaves at 0; 1 of 3 at 6 days, 1 of 2 at 21, the last at 33.
    assert after_21.share == pytest.approx(1 - (2 / 3) * (1 / 2))
    assert (after_33.share, after_33.at_risk) == (1, 1)


def test_without_censoring_the_curve_is_the_plain_share() -> None:
    found = kaplan_meier({10: 25, 40: 15}, {60: 60}, at=(10, 30, 60))
    assert [point.share for point in found] == pytest.approx([25 / 100, 25 / 100, 40 / 100])


def test_where_nobody_came_back_yet_the_bound_is_no_zero() -> None:
    (point,) = kaplan_meier({}, {90: 40}, at=(30,))
    assert (point.share, point.low) == (0, 0)
    assert point.high == pytest.approx(1 - 0.025 ** (1 / 40))  # 8.8 %


def test_the_interval_holds_the_true_share_950_of_1000_times() -> None:
    random = np.random.default_rng(1)
    truth, inside = 1 - exp(-60 / 200), 0
    for _ in range(1000):
        back = np.floor(random.exponential(200, 400)).astype(int)
        seen = random.integers(0, 120, 400)  # joined over the last 120 days
        came = back < seen
        counts = [np.unique(values, return_counts=True) for values in (back[came], seen[~came])]
        maps = [dict(zip(ages.tolist(), number.tolist(), strict=True)) for ages, number in counts]
        (point,) = kaplan_meier(maps[0], maps[1], at=(59,))
        inside += point.low <= truth <= point.high
    assert 930 <= inside <= 970


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory: pytest.TempPathFactory) -> Store:
    rows = []
    for number in range(500):
        last = date(2026, 3, 31) - timedelta(days=number % 100)
        for place in range(1 + number // 250 + number // 400):  # 250 buyers once, 150 twice, 100 three times
            day = last - timedelta(days=place)
            rows.append(bought(f"{number}-{place}", f"b{number}", str(number + 1), day.isoformat()))
    return one_store(tmp_path_factory.mktemp("rfm"), orders(*rows))


def test_groups_hold_every_buyer_and_all_money_once(hundreds: Store) -> None:
    found = rfm(hundreds, OURS)
    assert isinstance(found, Rfm)
    paid = sum((number + 1) * (1 + number // 250 + number // 400) for number in range(500))
    assert sum(group.buyers for group in found.groups) == sum(cell.buyers for cell in found.cells) == 500
    assert sum(group.net_amount for group in found.groups) == paid
    assert {cell.recency for cell in found.cells} == {1, 2, 3, 4, 5}
    assert (
        sum(cell.buyers for cell in found.cells if cell.recency == 5) == 100
    )  # bought within the last 20 days
    # 250 of 500 bought once: the first two edges are 1, so that two pay days score 3 and three score 5.
    assert found.edges.frequency == (1, 1, 2, 2)
    assert {cell.frequency for cell in found.cells} == {1, 3, 5}
    champions = found.groups[0]
    assert champions.buyers == sum(1 for number in range(500) if number % 100 < 60 and number >= 250)


def test_edges_are_cut_once_a_month_and_kept(hundreds: Store) -> None:
    shop = ("本店", "taobao")
    first = kept_edges(hundreds, shop, date(2026, 5, 1))
    assert first.day == date(2026, 5, 1)
    assert kept_edges(hundreds, shop, date(2026, 5, 31)) == first
    assert kept_edges(hundreds, shop, date(2026, 6, 1)).recency[0] == first.recency[0] + 31
    assert sum(key.startswith("rfm_edges/taobao/本店/") for key in State(hundreds.home).settings()) >= 2


def test_a_small_shop_is_cut_in_three(store: Store) -> None:
    found = rfm(store, OURS)
    assert isinstance(found, Rfm)
    assert found.edges.scores == 3
    assert sum(group.buyers for group in found.groups) == 4
