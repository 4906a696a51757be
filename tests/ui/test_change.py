"""How a figure stands against its base, and when nothing is said."""

from decimal import Decimal

from metrics.catalogue import CATALOGUE
from metrics.evaluate import Value
from ui.change import NO_CHANGE, change


def test_money_changes_by_a_share_of_its_base() -> None:
    against = change(Value("paid_amount", Decimal("112.00")), Decimal("100.00"), CATALOGUE["paid_amount"])
    assert (against.text.zh, against.direction, against.is_good) == ("+12.00%", 1, True)


def test_many_times_as_much_is_said_in_times() -> None:
    metric = CATALOGUE["paid_amount"]
    times = change(Value("paid_amount", Decimal("198035.40")), Decimal("342.00"), metric)
    assert (times.text.zh, times.text.en, times.direction, times.is_good) == (
        "579 倍",
        "×579",
        1,
        True,
    )  # 579.05
    assert change(Value("paid_amount", Decimal(1099)), Decimal(100), metric).text.zh == "+999.00%"


def test_a_loss_is_no_base_for_a_percentage() -> None:
    assert (
        change(Value("net_paid_amount", Decimal(5)), Decimal(-10), CATALOGUE["net_paid_amount"]) == NO_CHANGE
    )


def test_a_rate_changes_by_points() -> None:
    against = change(Value("conversion", 0.025, n=4000), 0.02, CATALOGUE["conversion"])
    assert against.text.zh == "+0.50 点"  # 2.5 − 2.0
    assert against.text.en == "+0.50 pts"


def test_rising_refunds_are_bad_and_the_arrow_still_points_up() -> None:
    against = change(Value("refund_amount", Decimal(30)), Decimal(20), CATALOGUE["refund_amount"])
    assert (against.direction, against.is_good) == (1, False)


def test_spend_is_neither_good_nor_bad() -> None:
    assert change(Value("ad_spend", Decimal(30)), Decimal(20), CATALOGUE["ad_spend"]).is_good is None


def test_a_small_sample_has_no_arrow_and_no_verdict() -> None:
    against = change(Value("payment_rate", 0.9, n=10, enough=False), 0.5, CATALOGUE["payment_rate"])
    assert (against.direction, against.is_good) == (0, None)
    assert against.text.zh == "+40.00 点"  # 90 − 50


def test_without_a_base_or_on_a_base_of_nothing_there_is_no_change() -> None:
    metric = CATALOGUE["paid_amount"]
    assert change(Value("paid_amount", Decimal(5)), None, metric) == NO_CHANGE
    assert change(Value("paid_amount", Decimal(5)), Decimal(0), metric) == NO_CHANGE
    assert change(Value("paid_amount", None), Decimal(5), metric) == NO_CHANGE


def test_no_change_is_plain_zero_without_an_arrow() -> None:
    against = change(Value("paid_amount", Decimal(5)), Decimal(5), CATALOGUE["paid_amount"])
    assert (against.text.zh, against.direction, against.is_good) == ("0.00%", 0, None)
