"""Every number of the dictionary is declared once: as a metric, or as a list or analysis with the function that makes it."""

import re
from importlib import import_module

import pytest

from metrics.catalogue import CATALOGUE
from metrics.scope import SOURCES
from metrics.studies import STUDIES, Study
from reports.definitions import OTHER

# Numbers that the dictionary passes over, and M-19, which is the number of paying buyers (M-10b).
NOT_DECLARED = {19, 24, 25, 26, 27, 28, 29, 44, 45, 46, 47, 48, 49, 63, 64, 65, 66, 67, 68, 69, 79}
NOT_DECLARED |= {85, 86, 87, 88, 89}


def test_every_number_of_the_dictionary_is_declared() -> None:
    named = {metric.id for metric in CATALOGUE.values()} | {study.id for study in STUDIES}
    numbers = {int(found[1]) for name in named if (found := re.match(r"M-(\d+)", name))}
    assert set(range(1, 98)) - numbers == NOT_DECLARED


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.key)
def test_a_study_names_a_function_with_formula_source_and_limits(study: Study) -> None:
    module, _, name = study.function.rpartition(".")
    told = getattr(import_module(module), name).__doc__ or ""
    assert told
    if module.startswith("metrics.analyses.") and study.key in (
        "source_shares",
        "slot_conversion",
        "baskets",
        "event_table",
        "new_items",
    ):
        assert all(word in told for word in ("Formula:", "Source:", "Limits:")), study.key
    assert all(source in SOURCES or source in OTHER for any_of in study.sources for source in any_of)


def test_keys_are_told_apart_from_those_of_metrics() -> None:
    keys = [study.key for study in STUDIES]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set(CATALOGUE)
