"""Every figure in a table opens on a click: the dialog's number is the cell's, and its rows give it again."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import open_store
from metrics.behind import Behind, agrees, laid_open
from metrics.catalogue import CATALOGUE
from metrics.core import Ratio, leaves
from metrics.figure import Figure
from metrics.opened import opened_figure
from metrics.period import Period
from metrics.scope import Scope
from reports.figures import cell
from reports.table import Table, own_kind
from reports.table import shown as written
from tests.metrics.test_opened import again, same, shown_metric, side
from tests.pages.shops import LAST
from tests.pages.test_every_page import words
from ui import tables
from ui.duties import lists
from ui.plan import targets
from ui.plan.lines import Line, Plan

OpenPage = Callable[..., AppTest]
Homes = Callable[[str], Path]

FOLDS = ("jobsheet-fold", "chart-paid_amount-data", "chart-visitors-data", "roi-ad_spend-data", "roi-ad_revenue-data",
         "roi-hours-ad_spend-data", "roi-hours-ad_roi-data", "tried", "event-table-fold")  # fmt: skip
# Pages as they are walked: path, shop, further choices.
WALK: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("morning", "full", {}), ("morning", "full", {"period": "7d"}), ("morning", "two_years", {}),
    ("roi", "full", {}), ("roi", "full", {"cut": "keyword"}), ("roi", "full", {"cut": "hour"}),
    ("weekly", "full", {"week": "2026-W46"}), ("targets", "full", {}), ("targets", "two_years", {}),
    ("calendar", "full", {}), ("competitors", "full", {}), ("duties", "full", {}), ("load", "full", {}),
    ("metrics", "full", {}), ("settings", "full", {}),
    ("items", "full", {}), ("items", "with_categories", {}), ("customers", "full", {}), ("customers", "two_years", {"cohort": "worth"}),
)  # fmt: skip
# Columns of numbers that are no figure of the catalogue, and what they are.
NO_FIGURES = {
    "part": "a part of a change", "change": "a difference", "base": "a median of days, named under the cards",
    "target": "a target, typed or from a sheet", "share": "over a target, or of all buyers: its two sides stand beside it",
    "sold": "sales of a person's or a department's items", "middle": "a forecast",
    "low": "a forecast or an interval", "high": "a forecast or an interval", "rank": "a place", "hour": "an hour",
    "now": "visitors of one source, which are in no cut of the catalogue",
    "gain": "beyond ordinary days: a forecast's difference", "before": "against a forecast", "after": "against a forecast",
    "with_dips": "against a forecast", "goods": "items of a class, which stand in the table below",
    "pieces": "of a class, whose items stand below", "usual": "a median of other items", "each": "over the buyers beside it",
    "age": "days on the shelf", "days": "a number of days", "at_risk": "people seen for that long, of the curve",
    "on_hand": "of an older snapshot than the day", "cover_days": "of an older snapshot than the day",
}  # fmt: skip
NUMBERS = ("count", "people", "money", "percent", "times", "number")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Table]]:
    """Collects every table that the pages draw."""
    found: list[tuple[str, Table]] = []
    show = tables.show

    def recorded(table: Table, key: str, **how: object) -> None:
        found.append((key, table))
        show(table, key, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(tables, "show", recorded)
    return found


# Rows of a table that are opened, beside its last: its others are made alike, and tests/metrics/test_opened_cuts.py opens parts.
OPENED = (0, 1)


def walked(open_page: OpenPage, path: str, shop: str, choices: dict[str, str]) -> AppTest:
    page = open_page(path, shop, **choices)
    for fold in FOLDS:
        page.session_state[fold] = True
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize(("path", "shop", "choices"), WALK)
def test_every_figure_of_every_table_opens_as_the_cell_shows_it(
    path: str, shop: str, choices: dict[str, str], open_page: OpenPage, homes: Homes, drawn: list[tuple[str, Table]]
) -> None:  # fmt: skip
    walked(open_page, path, shop, choices)
    for key, table in dict(drawn).items():
        for place, row in enumerate(table.rows):
            for column, value in zip(table.columns, row, strict=True):
                shown, kind = own_kind(value, column.kind)
                figure = table.figures.get((place, column.key))
                if figure is not None:
                    if place in OPENED or place == len(table.rows) - 1:
                        opens_as(homes(shop), figure, shown)
                elif re.fullmatch(r"d\d+", column.key) and key == "new-item-days":
                    continue  # pieces of a day, of the item that opens in the table above
                elif kind in NUMBERS and shown is not None and not key.startswith("load-"):
                    # What stands on the page of loads are rows of files.
                    assert column.key in NO_FIGURES, (path, key, column.key)


def opens_as(home: Path, figure: Figure | Behind, shown: object) -> None:
    if isinstance(figure, Behind):
        parts, _ = laid_open(open_store(home), figure)
        assert figure.value == shown, figure.title
        for part, side_ in zip(parts, figure.sides, strict=True):
            assert agrees(part, side_), (figure.title, figure.what, side_.label)
        return
    found = opened_figure(open_store(home), figure)
    value, unit = cell(found.value, "zh"), CATALOGUE[figure.key].unit
    # The weekly report's summary holds unlike figures in one column, as words.
    as_seen = written(value, unit) if isinstance(shown, str) and unit != "grade" else value
    assert as_seen == shown or (value is None and shown == 0), figure
    metric = shown_metric(CATALOGUE[figure.key], found)
    measures = {leaf.key: leaf for leaf in leaves(metric)}
    for part in found.numerator + found.denominator:
        if part.value is not None:
            assert same(again(part, measures[part.key]), part.value), (figure, part.key)
    if isinstance(metric, Ratio) and isinstance(found.value.value, float | int | Decimal):
        top, bottom = side(metric.top, found.numerator), side(metric.bottom, found.denominator)
        assert float(top / bottom) == pytest.approx(float(found.value.value), rel=1e-12)


def test_the_tables_that_people_read_most_have_their_figures(
    open_page: OpenPage, drawn: list[tuple[str, Table]]
) -> None:
    walked(open_page, "morning", "full", {})
    walked(open_page, "roi", "full", {})
    walked(open_page, "weekly", "full", {"week": "2026-W46"})
    having = {key for key, table in drawn if table.figures}
    assert {"jobsheet", "sellers", "chart-paid_amount-table", "roi-days", "roi-campaign"} <= having
    assert {"weekly-摘要", "weekly-日报", "weekly-推广", "weekly-商品"} <= having


def test_a_click_opens_the_dialog_with_the_part_that_was_clicked(open_page: OpenPage) -> None:
    page = open_page("roi", "full")
    asked = Figure("ad_spend", Period(date(2026, 11, 14), LAST), Scope(), "campaign", "引流计划", "引流计划")
    page.session_state[tables.ASKED] = ("roi-campaign", asked)
    page.run()
    assert not page.exception
    said = words(page).replace("\\", "")
    assert "计划：引流计划" in said
    assert "代入：140.00" in said  # 7 days of 20 yuan
    assert tables.ASKED not in page.session_state


@pytest.mark.parametrize("measure", ["paid_amount", "paid_orders"])
def test_the_figures_of_targets_that_are_edited_open_from_a_menu(
    measure: str, open_page: OpenPage, homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, tuple[list[Line], dict[str, Figure]]] = {}
    edit = targets.edit

    def recorded(lines: list[Line], plan: Plan, key: str) -> None:
        offered[key] = (lines, targets.choices(lines, plan, LAST))
        edit(lines, plan, key)

    monkeypatch.setattr(targets, "edit", recorded)
    page = open_page("targets", "two_years", measure=measure)
    assert not page.exception
    assert len(offered) == 3  # the year, its weeks and days
    for key, (lines, choices) in offered.items():
        told = [line for line in lines if line.paid is not None]
        assert len(choices) >= len(told) > 0, key
        for name, figure in list(choices.items())[:8]:
            line = next(
                line
                for line in lines
                if name.startswith(line.label.strip("　 ")) and figure.period.first == line.span[0]
            )
            value = {measure: line.paid, "target_attainment": line.share, "pace_gap": line.gap}[figure.key]
            assert value is not None
            found = opened_figure(open_store(homes("two_years")), figure).value.value
            assert float(str(found)) == pytest.approx(float(value)), name
    menu = next(box for box in page.selectbox if str(box.key).startswith("targets-open-"))
    menu.select(menu.options[0]).run()
    assert not page.exception
    assert "代入" in words(page)


def test_the_lists_of_duties_have_their_figures_too(homes: Homes) -> None:
    store = open_store(homes("full"))
    for key in ("campaigns", "cover", "item_conversion"):
        table = lists.table(store, key, LAST, Scope())
        assert table.figures
        for (place, column), figure in table.figures.items():
            position = [each.key for each in table.columns].index(column)
            opens_as(homes("full"), figure, table.rows[place][position])
