"""A figure of one item, campaign, province ... opens as the whole one does: the rows of that part alone give it again."""

from datetime import date

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.core import CUTS, Ratio, cuts, leaves
from metrics.evaluate import NoSuchCut, evaluate
from metrics.figure import Asked, Figure
from metrics.opened import opened, opened_figure
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope
from tests.metrics.golden import BOTH, DAY, SOURCES, TUESDAY
from tests.metrics.test_opened import again, same, shown_metric, side
from tests.stores import store_together

# Of more parts than these the first and the last are opened.
MANY = 6


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("cuts"), *SOURCES)


def check(store: Store, figure: Figure, expected: object) -> None:
    """Assert that a figure opens with the value that the table showed, and that its rows give it again."""
    found = opened_figure(store, figure)
    assert found.value.value == expected, figure
    metric = shown_metric(CATALOGUE[figure.key], found)
    measures = {leaf.key: leaf for leaf in leaves(metric)}
    for part in found.numerator + found.denominator:
        assert part.row_count == len(part.rows)
        if part.value is not None:
            assert same(again(part, measures[part.key]), part.value), (figure, part.key)
    if isinstance(metric, Ratio) and found.value.value is not None:
        top, bottom = side(metric.top, found.numerator), side(metric.bottom, found.denominator)
        assert float(top / bottom) == pytest.approx(float(found.value.value), rel=1e-12)


@pytest.mark.parametrize("period", [DAY, BOTH])
@pytest.mark.parametrize("by", CUTS)
def test_the_rows_of_one_part_give_its_figure(store: Store, by: str, period: Period) -> None:
    keys = [key for key, metric in CATALOGUE.items() if by in cuts(metric)]
    asked = Asked(period, EVERYTHING, by)
    rows = evaluate(store, keys, period, by)
    for row in rows if len(rows) <= MANY else [*rows[: MANY // 2], *rows[-MANY // 2 :]]:
        for key in keys:
            check(store, asked.figure(key, row.cut), row.values[key].value)


@pytest.mark.parametrize("by", ["day", "week", "month", "shop"])
def test_a_day_a_week_or_a_shop_of_a_table_opens_as_what_it_is(store: Store, by: str) -> None:
    keys = ["paid_amount", "refund_amount", "refund_rate", "conversion", "visitors", "store_roi"]
    for row in evaluate(store, keys, BOTH, by):
        for key in keys:
            check(store, Asked(BOTH, EVERYTHING, by).figure(key, row.cut), row.values[key].value)


def test_periods_of_a_cut_end_where_the_question_ends() -> None:
    asked = Asked(Period(date(2026, 3, 3), date(2026, 3, 20)), EVERYTHING, "month")
    assert asked.figure("paid_amount", "2026-03").period == asked.period
    weeks = Asked(asked.period, EVERYTHING, "week")
    assert weeks.figure("paid_amount", "2026-W11").period == Period(date(2026, 3, 9), date(2026, 3, 15))
    quarter = Asked(asked.period, EVERYTHING, "quarter")
    assert quarter.figure("paid_amount", "2026-Q1").period == asked.period
    assert Asked(asked.period, EVERYTHING, "shop").figure("paid_amount", "甲店").scope == Scope("甲店")


def test_a_part_without_rows_has_no_figure_and_a_cut_that_a_metric_lacks_is_refused(store: Store) -> None:
    nothing = opened(store, "paid_items", DAY, by="item", cut="4711")
    assert nothing.value.value is None
    assert nothing.numerator[0].row_count == 0
    with pytest.raises(NoSuchCut):
        opened(store, "visitors", Period.day(TUESDAY), by="province", cut="浙江")
