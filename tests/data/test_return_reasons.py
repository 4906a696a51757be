"""The words that make a refund one of quality, colour or size are the usual ones or the shop's own, in every figure."""

from datetime import date
from pathlib import Path

from data.return_reasons import RETURN_WORDS, USUAL, words_of
from data.state import State
from data.store import open_store
from metrics.analyses.lists import rows
from metrics.evaluate import evaluate
from metrics.period import Period
from tests.stores import home_of

DAY = date(2026, 3, 3)
REFUNDS = "退款编号 | 退款状态 | 退款总额 | 退款申请时间 | 退款完结时间 | 买家退款原因" + "".join(
    f"\n{n} | 退款成功 | 10.00 | {DAY} 09:00:00 | {DAY} 10:00:00 | {reason}"
    for n, reason in enumerate(("质量问题", "尺码拍错", "材质'不符", "不喜欢", "不喜欢"), 1)
)


def test_words_are_told_apart_by_any_comma_or_space_and_none_are_the_usual_ones() -> None:
    assert words_of("材质、面料,气味，材质\n 漏发;") == ("材质", "面料", "气味", "漏发")
    assert words_of("") == words_of(None) == words_of(" 、 ") == USUAL


def test_the_shops_own_words_judge_every_case_and_go_when_they_are_cleared(tmp_path: Path) -> None:
    home = home_of(tmp_path, REFUNDS)

    def share() -> object:
        return (
            evaluate(open_store(home), ["quality_return_share"], Period.day(DAY))[0]
            .values["quality_return_share"]
            .value
        )

    assert share() == 2 / 5  # quality and size
    State(home).set_setting(RETURN_WORDS, "质量、材质'", "test")
    assert share() == 2 / 5
    State(home).set_setting(RETURN_WORDS, "质量、材质'、不喜欢", "test")
    assert share() == 4 / 5
    assert len(rows(open_store(home), "refund_cases", DAY)) == 5
    State(home).set_setting(RETURN_WORDS, None, "test")
    assert share() == 2 / 5
