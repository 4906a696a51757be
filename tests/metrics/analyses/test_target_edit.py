"""After any edit the days make the month, the months make the quarter and the year, to the cent."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.analyses.day_targets import laid_out
from metrics.analyses.target_edit import DontAddUp, Span, edited, month_of, months_in, quarter_of, year_of

YEAR = year_of(date(2026, 1, 1))
NOVEMBER, DECEMBER = month_of(date(2026, 11, 5)), month_of(date(2026, 12, 5))
LAST_QUARTER = quarter_of(date(2026, 11, 5))


def even(days: Sequence[date]) -> list[float]:
    return [1.0] * len(days)


def kept(standing: dict[Span, Decimal], edits: dict[Span, Decimal | None]) -> dict[Span, Decimal]:
    after = {**standing, **edited(standing, edits, even)}
    return {span: amount for span, amount in after.items() if amount is not None}


def day(number: int) -> Span:
    return date(2026, 11, number), date(2026, 11, number)


def test_a_year_is_divided_over_its_months_by_what_their_days_weigh() -> None:
    after = kept({}, {YEAR: Decimal("365000.00")})
    assert after[NOVEMBER] == Decimal("30000.00")  # 30 of 365 days
    assert after[DECEMBER] == Decimal("31000.00")
    assert sum(after[month] for month in months_in(YEAR)) == Decimal("365000.00")


def test_a_new_year_keeps_how_its_months_stood_to_each_other() -> None:
    standing = {month: Decimal(100 if month[0].month < 11 else 500) for month in months_in(YEAR)}
    after = kept({**standing, YEAR: Decimal(2000)}, {YEAR: Decimal(4000)})
    assert (after[month_of(date(2026, 3, 1))], after[NOVEMBER]) == (Decimal(200), Decimal(1000))


def test_a_month_that_is_edited_with_its_year_keeps_what_was_typed() -> None:
    after = kept({}, {YEAR: Decimal("1200.00"), NOVEMBER: Decimal("650.00")})
    assert after[NOVEMBER] == Decimal("650.00")
    assert sum(after[month] for month in months_in(YEAR)) == Decimal("1200.00")


def test_an_edited_month_moves_its_quarter_and_year() -> None:
    standing = {
        **{month: Decimal(100) for month in months_in(YEAR)},
        LAST_QUARTER: Decimal(300),
        YEAR: Decimal(1200),
    }
    after = kept(standing, {NOVEMBER: Decimal(150)})
    assert (after[LAST_QUARTER], after[YEAR]) == (Decimal(350), Decimal(1250))


def test_an_edited_day_leaves_the_month_and_the_other_days_take_the_rest() -> None:
    after = kept({NOVEMBER: Decimal("3000.00")}, {day(11): Decimal("1000.00")})
    assert after[NOVEMBER] == Decimal("3000.00")
    days = laid_out(after, even)
    assert days[date(2026, 11, 11)] == Decimal("1000.00")
    assert sum(days.values()) == Decimal("3000.00")


def test_days_that_set_more_than_their_month_raise_it_and_its_year() -> None:
    standing = {**{month: Decimal(100) for month in months_in(YEAR)}, YEAR: Decimal(1200)}
    after = kept(standing, {day(11): Decimal(130)})
    assert (after[NOVEMBER], after[YEAR]) == (Decimal(130), Decimal(1230))


def test_a_month_lower_than_what_its_days_set_is_refused_together_with_them() -> None:
    with pytest.raises(DontAddUp) as refused:
        edited({}, {NOVEMBER: Decimal(100), day(11): Decimal(130)}, even)
    assert "2026-11 的目标是 100.00" in refused.value.text.zh
    with pytest.raises(DontAddUp):
        edited({}, {YEAR: Decimal(100), NOVEMBER: Decimal(130)}, even)


def test_a_month_lower_than_days_set_before_is_refused() -> None:
    with pytest.raises(DontAddUp):
        edited({NOVEMBER: Decimal(500), day(11): Decimal(130)}, {NOVEMBER: Decimal(100)}, even)


def test_a_month_whose_days_are_all_set_hands_its_change_on_to_them() -> None:
    standing = {day(number): Decimal(number) for number in range(1, 31)}
    standing[NOVEMBER] = Decimal(465)
    after = kept(standing, {NOVEMBER: Decimal(930)})
    assert after[day(7)] == Decimal(14)
    assert sum(after[day(number)] for number in range(1, 31)) == Decimal(930)


def test_a_target_that_is_taken_away_leaves_the_others_as_they_were() -> None:
    standing = {NOVEMBER: Decimal(100), DECEMBER: Decimal(50), YEAR: Decimal(900)}
    assert edited(standing, {NOVEMBER: None}, even) == {NOVEMBER: None}


amounts = st.decimals(min_value=0, max_value=100000, places=2)
days = st.integers(min_value=0, max_value=364).map(lambda place: date(2026, 1, 1) + timedelta(days=place))
spans = st.one_of(st.just(YEAR), days.map(quarter_of), days.map(month_of), days.map(lambda day: (day, day)))


@given(st.lists(st.tuples(spans, amounts), min_size=1, max_size=8))
def test_levels_add_up_after_any_edits(typed: list[tuple[Span, Decimal]]) -> None:
    standing: dict[Span, Decimal] = {}
    for span, amount in typed:
        try:
            standing = kept(standing, {span: amount})
        except DontAddUp:
            continue
        assert standing[span] == amount or span[0] < span[1]
        for whole in [YEAR, *{quarter_of(month[0]) for month in months_in(YEAR)}]:
            months = [standing.get(month) for month in months_in(whole)]
            known = [each for each in months if each is not None]
            if whole in standing and len(known) == len(months):
                assert standing[whole] == sum(known)
        for month in months_in(YEAR):
            if month in standing:
                inside = {
                    span: amount
                    for span, amount in standing.items()
                    if month[0] <= span[0] <= span[1] <= month[1]
                }
                assert sum(laid_out(inside, even).values()) == standing[month]
