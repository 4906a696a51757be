"""What is added up from sums that the store holds is what counting every buyer's orders gives."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

import metrics.numbers
from data.store import Store
from metrics.analyses.tiers import COLUMNS, Tiers, tiers
from metrics.evaluate import Row, evaluate
from metrics.period import PERIOD_CUTS, Period
from metrics.scope import EVERYTHING, Scope
from metrics.summed import from_sums
from tests.metrics.tables import one_store, orders, report

START, DAYS, BUYERS = date(2025, 1, 1), 540, 40
SPANS, CUTS = 25, (None, *PERIOD_CUTS)
KEYS = [
    "paid_buyers", "repeat_rate", "repeat_rate_orders", "repeat_order_share", "returning_buyer_share",
    "returning_buyer_share_ever", "next_period_rate", "return_buyer_rate", "vip_members",
    "observed_ltv", "repeat_within_30d", "repeat_within_180d",
]  # fmt: skip
RULES = "会员等级 | 累计金额起 | 累计次数起 | 积分起 | 生效日期"


def a_history(chance: Random, number: int) -> Iterator[tuple[str | int, ...]]:
    """Two years of a few buyers who come often, now and then twice or three times a day, and send some of it back."""
    for day in range(DAYS):
        at = START + timedelta(days=day)
        for _ in range(chance.choice((1, 1, 2, 3))):
            buyer, amount = f"买家{chance.randrange(BUYERS)}", chance.randrange(5, 200)
            for _ in range(chance.choice((1, 1, 1, 1, 2, 3))):
                number += 1
                refund = amount if chance.random() < 0.1 else 0
                yield number, buyer, amount, f"{at} 09:00:00", f"{at} 10:00:00", refund


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two shops of one platform, which share buyers; one has tiers of members, of which one begins later."""
    chance = Random(5)
    return one_store(
        tmp_path_factory.mktemp("summed"),
        orders(*a_history(chance, 10_000), shop="甲店"),
        orders(*a_history(chance, 90_000), shop="乙店"),
        report(RULES, ("普通", 0, "", "", ""), ("银卡", 900, 3, "", ""), ("金卡", 2500, "", "", "2026-02-01"),
               ("黑卡", 4000, 12, 50, "2025-06-01"), shop="甲店"),
        report("会员昵称 | 积分", ("买家1", 60), ("买家2", 40), ("买家3", 500), shop="甲店"),
        platform="taobao",
    )  # fmt: skip


def spans() -> Iterator[Period]:
    """Days, months and any spans of what is loaded, and one that begins before it."""
    chance = Random(7)
    yield Period(START - timedelta(days=9), START + timedelta(days=60))
    for _ in range(SPANS):
        first = START + timedelta(days=chance.randrange(DAYS))
        yield chance.choice(
            (
                Period.day(first),
                Period.month(first),
                Period(first, first + timedelta(days=chance.randrange(200))),
            )
        )


def answers(store: Store, scope: Scope) -> list[list[Row]]:
    return [evaluate(store, KEYS, span, by, scope) for span in spans() for by in CUTS]


def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be read from sums."""
    monkeypatch.setattr(metrics.numbers, "from_sums", lambda fact, measures, *_: (fact, measures))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[bool]]:
    """By fact, whether it was read from sums, from rows, or now and then from each."""
    found: dict[str, set[bool]] = {}

    def watched(fact: Any, measures: Any, *rest: Any) -> Any:
        told = from_sums(fact, measures, *rest)
        if fact.summed is not None or fact.summed_view is not None:
            found.setdefault(fact.key, set()).add(told[0] is not fact)
        return told

    monkeypatch.setattr(metrics.numbers, "from_sums", watched)
    return found


def test_buyers_of_a_shop_are_the_same_added_up_as_counted(
    store: Store, read: dict[str, set[bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    added_up = answers(store, Scope("甲店"))
    assert {key for key, ways in read.items() if True in ways} == {
        "buyer_window", "buyers_and_next", "first_purchases", "paid_orders_of_buyers", "vip",
    }  # fmt: skip
    counted(monkeypatch)
    assert added_up == answers(store, Scope("甲店"))
    told = {key for rows in added_up for row in rows for key in KEYS if row.values[key].value}
    assert told == set(KEYS)


def test_a_buyer_of_two_shops_is_one_so_both_are_counted(store: Store, read: dict[str, set[bool]]) -> None:
    april = Period(date(2026, 4, 1), date(2026, 4, 30))
    keys = ["repeat_rate", "next_period_rate"]
    both = evaluate(store, keys, april, None, EVERYTHING)[0].values["repeat_rate"]
    assert read == {"buyer_window": {False}, "buyers_and_next": {False}}
    alone = [
        evaluate(store, keys, april, None, Scope(shop))[0].values["repeat_rate"] for shop in ("甲店", "乙店")
    ]
    assert both.n is not None
    assert both.n < sum(value.n or 0 for value in alone)


@pytest.mark.parametrize("days", [7, 60, 200])
def test_moves_between_tiers_are_those_of_the_members_of_both_days(store: Store, days: int) -> None:
    # 2026-02-01, on which gold becomes valid, lies within the longer spans.
    found = tiers(store, Scope("甲店"), days)
    assert isinstance(found, Tiers)
    told = 0
    for place, tier in enumerate(found.tiers):
        for column in COLUMNS:
            rows = found.behind(place, column).sides[0]
            assert len(store.rows(rows.sql, rows.params)) == getattr(tier, column), (tier.name, column)
            told += getattr(tier, column) > 0
    assert told > 3
