"""Every column of the rows behind a figure has words: no name of the store's own is shown to a person."""

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.core import leaves
from metrics.evaluate import evaluate
from metrics.opened import opened
from tests.metrics.golden import DAY, SOURCES
from tests.stores import store_together
from ui.columns import title_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_together(tmp_path_factory.mktemp("columns"), *SOURCES)


def views() -> list[str]:
    found = set()
    for metric in CATALOGUE.values():
        for leaf in leaves(metric):
            read = (leaf.fact.view, leaf.fact.rows, getattr(leaf, "rows", None))
            found |= {*filter(None, read), *(cut.view for cut in leaf.fact.cuts.values())}
    return sorted(found)


def without_words(columns: list[str]) -> list[str]:
    return [name for name in columns if title_of(name).zh == name]


@pytest.mark.parametrize("view", views())
def test_every_column_of_a_view_of_rows_has_a_name_for_people(view: str, store: Store) -> None:
    assert without_words([name for name, *_ in store.rows(f"DESCRIBE {view}")]) == []


@pytest.mark.parametrize("key", ["cover_days", "repeat_rate", "next_period_rate", "vip_members"])
def test_rows_that_are_worked_out_have_names_too(key: str, store: Store) -> None:
    assert evaluate(store, [key], DAY)
    for part in (found := opened(store, key, DAY)).numerator + found.denominator:
        assert without_words(list(part.rows.columns)) == []


def test_a_column_of_one_terminal_is_named_after_the_whole() -> None:
    assert title_of("pc_paid_amount").zh == "PC端支付金额"
    assert title_of("mobile_visitors").en == "Mobile: Visitors"
