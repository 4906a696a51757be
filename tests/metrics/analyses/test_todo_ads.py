"""The store ROI in the to-do reads as on the card beside it, and a failing one never reads like one that passes."""

from metrics.analyses.todo_ads import shown_roi


def test_the_to_do_rounds_the_roi_as_the_card_does() -> None:
    assert shown_roi(185698.56 / 69651.06) == "2.67"  # 2.66613…


def test_a_failing_roi_that_would_round_to_a_pass_keeps_its_decimals() -> None:
    assert shown_roi(2.9967) == "2.9967"
    assert shown_roi(2.99999) == "2.9999"
