"""What is said beside a figure that still fills: why, until when, and what it becomes in the metric's own unit."""

from datetime import date
from decimal import Decimal

from commands.explain import rising
from metrics.analyses.outlook import Guess, Outlook
from metrics.catalogue import CATALOGUE
from metrics.maturity import CREDITED, REFUNDED, Filling
from reports.rising import label, sentences

FILLING = Filling(REFUNDED, date(2026, 11, 1), date(2026, 11, 14), date(2026, 12, 14))
RATE = CATALOGUE["refund_rate_cohort"]


def test_a_rate_is_foretold_with_its_error_in_points() -> None:
    found = Outlook(FILLING, Guess(0.195, 0.0027, 108, 95))
    assert label(found, RATE).zh == "退款未满，预计最终约 19.50% ±0.27 个百分点"
    why, guess = sentences(found, RATE)
    assert "2026-12-14" in why.zh
    assert "19.50%" in guess.zh
    assert "95 段" in guess.zh
    assert "0.27 points" in guess.en


def test_money_is_foretold_with_its_error_in_yuan() -> None:
    found = Outlook(
        Filling(CREDITED, date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 16)),
        Guess(Decimal("1234.5"), 60.0, 12, 12),
    )
    assert label(found, CATALOGUE["ad_revenue"]).en == "still filling, about 1,234.50 ±60.00 in the end"


def test_where_nothing_is_known_only_the_reason_is_said() -> None:
    bare = Outlook(FILLING, None)
    assert label(bare, RATE) == FILLING.label
    assert sentences(bare, RATE) == (FILLING.reason,)


def test_explain_has_it_for_programs() -> None:
    assert rising(None, "zh") == {}
    told = rising(Outlook(FILLING, Guess(0.195, 0.0027, 108, 95)), "zh")["filling"]
    assert isinstance(told, dict)
    assert told == {
        "until": "2026-12-14", "reason": FILLING.reason.zh, "estimate": 0.195, "error": 0.0027, "days": 108,
    }  # fmt: skip
