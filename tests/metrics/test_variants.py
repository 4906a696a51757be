"""One switch per topic; the readings of a topic stand side by side, and the rows between two of them are named."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.store import Store
from metrics import variants
from metrics.catalogue import CATALOGUE
from metrics.difference import difference
from metrics.scope import Scope
from metrics.variants import TOPICS, chosen, name, readings, shown
from tests.metrics.golden import AMOUNT_PAID, AMOUNT_PLACED, BOTH, COST, DAY, DISCOUNT, SOURCES, SPEND
from tests.metrics.tables import costs, one_store, orders
from tests.stores import store_together


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("variants"), *SOURCES)


def test_every_reading_is_a_metric_and_belongs_to_one_topic() -> None:
    keys = [key for topic in TOPICS for key in topic.keys]
    assert set(keys) <= set(CATALOGUE)
    assert len(keys) == len(set(keys))
    assert all(len(topic.options) >= 2 for topic in TOPICS)


def test_the_first_reading_is_shown_unless_another_was_chosen() -> None:
    assert chosen({}, "conversion") == "conversion"
    assert chosen({"variant.conversion": "order_conversion"}, "conversion") == "order_conversion"
    assert chosen({"variant.conversion": "paid_amount"}, "conversion") == "conversion"


def test_a_choice_stands_where_the_default_was_meant_and_nowhere_else() -> None:
    settings = {"variant.payment_rate": "final_payment_rate", "variant.conversion": "order_conversion"}
    assert shown(settings, "payment_rate") == "final_payment_rate"
    assert shown(settings, "same_day_payment_rate") == "same_day_payment_rate"  # named on purpose
    assert shown(settings, "paid_amount") == "paid_amount"
    # no item knows its placing buyers
    placing = {"variant.conversion": "placing_conversion"}
    assert shown(placing, "conversion", "item") == "conversion"
    assert shown(placing, "conversion", "day") == "placing_conversion"


def test_the_name_of_a_reading_says_what_sets_it_apart() -> None:
    found = name("order_conversion")
    assert found is not None
    assert found.zh == "付款单数 ÷ 访客"
    assert name("paid_orders") is None


def test_the_readings_of_a_topic_stand_side_by_side(store: Store) -> None:
    found = {
        reading.option.key: reading.value.value for reading in readings(store, "final_payment_rate", DAY)
    }
    assert found == {
        "payment_rate": 5 / 6,
        "payment_rate_amount": float(AMOUNT_PAID / AMOUNT_PLACED),
        "same_day_payment_rate": 3 / 6,
        "final_payment_rate": 4 / 6,
    }
    assert readings(store, "paid_orders", DAY) == ()


def test_four_readings_of_store_roi_are_those_of_f3b(tmp_path: Path) -> None:
    # 9,000 paid, 1,000 of discount, 1,500 of ads, 500 of postage
    day = "2026-03-03"
    entered = [(day, day, *cost) for cost in (("广告", 1500), ("包邮费", 500), ("折扣", 1000))]
    found = readings(
        one_store(tmp_path, orders((1, "a", 9000, f"{day} 10:00:00", f"{day} 10:01:00")), costs(*entered)),
        "store_roi",
        DAY,
    )
    assert [reading.value.value for reading in found[:4]] == [
        9000 / 3000, pytest.approx(10000 / 3000), 9000 / 2000, 9000 / 1500,
    ]  # fmt: skip


def test_the_orders_between_two_payment_rates_are_named(store: Store) -> None:
    [apart] = difference(store, "payment_rate", "same_day_payment_rate", DAY)
    assert apart.here is not None
    assert apart.there is not None
    assert (apart.here.value, apart.there.value) == (5, 3)
    assert apart.rows is not None
    assert apart.rows.values.tolist() == [["10", 1, 0], ["2", 1, 0]]  # placed on Monday night


def test_what_counts_differently_adds_up_to_the_difference(store: Store) -> None:
    told = 0
    for topic in TOPICS:
        for other in topic.keys[1:]:
            for side in difference(store, topic.keys[0], other, BOTH):
                if side.rows is not None:
                    told += 1
                    assert side.here is not None
                    assert side.there is not None
                    between = Decimal(str(side.rows["here"].sum())) - Decimal(str(side.rows["there"].sum()))
                    assert between == Decimal(str(side.here.value)) - Decimal(str(side.there.value)), other
    assert told >= 4


def test_a_cost_that_one_reading_leaves_out_is_named(store: Store) -> None:
    [apart] = difference(store, "store_roi", "store_roi_without_discounts", DAY)
    assert apart.here is not None
    assert (apart.here.key, apart.here.value, apart.there) == ("discounts", DISCOUNT, None)


def test_a_shop_alone_is_asked_alone(store: Store) -> None:
    assert readings(store, "conversion", DAY, Scope("别家店"))[0].value.value is None
    assert [topic.key for topic in TOPICS if "store_roi" in topic.keys] == ["store_roi"]
    assert COST - DISCOUNT > SPEND  # the readings of the golden shop differ
    assert variants.topic("store_roi").setting == "variant.store_roi"
