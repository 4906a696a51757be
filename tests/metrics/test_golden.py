"""Every metric of the catalogue gives its hand-worked value."""

from pathlib import Path

import pytest

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.evaluate import evaluate
from tests.metrics.golden import GOLDEN, SOURCES
from tests.stores import store_together


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("golden")
    return store_together(folder, *SOURCES)


def test_every_metric_has_a_golden_value() -> None:
    assert set(GOLDEN) == set(CATALOGUE)


@pytest.mark.parametrize("key", GOLDEN)
def test_the_figure_is_the_one_worked_by_hand(store: Store, key: str) -> None:
    period, expected = GOLDEN[key]
    found = evaluate(store, [key], period)[0].values[key].value
    assert type(found) is type(expected)
    assert found == (pytest.approx(expected, rel=1e-12) if isinstance(expected, float) else expected)
