"""Members are counted by tier, and who moved within a week is told from who was there."""

from datetime import date

import pytest

from data.store import Store
from data.text import Text
from metrics.analyses.tiers import Tier, Tiers, tiers
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope
from tests.metrics.tables import one_store, orders, report

DAY = date(2026, 3, 31)


def bought(number: int, buyer: str, amount: str, day: str, refund: str = "0") -> tuple[str | int, ...]:
    return (number, buyer, amount, f"{day} 09:00:00", f"{day} 10:00:00", refund)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    # Silver from 100, gold from 500 with two pay days. By 24 and by 31 March:
    rows = [
        bought(1, "升", "450", "2026-03-01"), bought(2, "升", "50", "2026-03-30"),  # 450 silver -> 500 in two days: gold
        bought(3, "静", "500", "2026-03-01"),  # 500 on one day: silver, and stays
        bought(4, "新", "100", "2026-03-31"),  # nobody -> silver
        bought(5, "小", "99.99", "2026-03-31"),  # below every edge
        bought(6, "退", "600", "2026-03-01"), bought(7, "退", "90", "2026-03-02"),
        bought(8, "退", "120", "2026-03-30", "120"),  # gold, and stays: its refund is of a later order
    ]  # fmt: skip
    rules = report("会员等级 | 累计金额起 | 累计次数起", ("银卡", "100", ""), ("金卡", "500", "2"))
    return one_store(tmp_path_factory.mktemp("tiers"), orders(*rows), rules, orders(*rows[:2], shop="二店"))


def test_moves_within_a_week_are_told_apart(store: Store) -> None:
    found = tiers(store, Scope("本店"))
    assert isinstance(found, Tiers)
    assert (found.day, found.before) == (DAY, date(2026, 3, 24))
    assert found.tiers == (
        Tier("银卡", members=2, came_up=0, came_down=0, new=1, left=1),
        Tier("金卡", members=2, came_up=1, came_down=0, new=0, left=0),
    )


def test_the_tiers_are_those_of_the_figure_on_the_pages(store: Store) -> None:
    found = tiers(store, Scope("本店"))
    assert isinstance(found, Tiers)
    rows = evaluate(store, ["vip_members"], Period.day(DAY), "tier", Scope("本店"))
    assert {row.cut: row.values["vip_members"].value for row in rows} == {
        tier.name: tier.members for tier in found.tiers
    }


def test_without_rules_and_of_two_shops_the_reason_is_given(store: Store) -> None:
    for scope, word in ((Scope("二店"), "会员等级规则"), (Scope(), "选一家店")):
        found = tiers(store, scope)
        assert isinstance(found, Text)
        assert word in found.zh
