"""What every statement of every page costs on a large store, beside the scan that it can't be under; run by hand.

    python shop.py sample --lines 10000000 --home DIR
    python -m benchmarks.statements --home DIR

Every page is drawn as a manager opens it, for a day and a month, of all shops and of the one that names its buyers; every list
behind a duty is opened; the statements that they send are noted. Each is then run alone: process CPU milliseconds of all
threads, medians. The scan counts the rows that the statement reads, by the same condition (of statements that are no plain
aggregate none is told). Prints the dearest, and how many are over the limit.
"""

import argparse
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.queries import measured
from data.store import Store, open_store
from metrics.analyses.cohorts import cohorts
from metrics.analyses.lists import LISTS, rows
from metrics.analyses.rfm import rfm
from metrics.scope import EVERYTHING, Scope, coverage, last_full_day
from tools.screenshots import PATHS
from tools.setup import ROOT

PERIODS = ("yesterday", "month")
LIMIT, SHOWN, REPEAT = 150, 20, 5
WAYS = ("rows", "frame", "arrow")
PLAIN = re.compile(r"SELECT .*? FROM (\w+ AS f WHERE .*?)(?: GROUP BY .*)?")


@dataclass(frozen=True)
class Asked:
    """A statement that a page sent, and how: as rows, a frame or an Arrow table."""

    page: str
    way: str
    sql: str
    params: Any


@contextmanager
def noting(found: dict[tuple[str, str], Asked], page: list[str]) -> Iterator[None]:
    """Note every statement that is sent to a store, but those that bring tables of their own."""
    whole = {way: getattr(Store, way) for way in WAYS}

    def noted(way: str) -> Callable[..., Any]:
        def ask(store: Store, sql: str, params: Any = (), beside: Any = None) -> Any:
            if beside is None:
                found.setdefault((sql, str(params)), Asked(page[0], way, sql, params))
                return whole[way](store, sql, params)
            return whole[way](store, sql, params, beside)

        return ask

    for way in WAYS:
        setattr(Store, way, noted(way))
    try:
        yield
    finally:
        for way, function in whole.items():
            setattr(Store, way, function)


def statements(home: Path) -> list[Asked]:
    """Return every statement that the pages send on a home, of all shops and of the one that names its buyers."""
    os.environ["ZHANGGUI_HOME"] = str(home)
    logging.disable(logging.WARNING)
    found: dict[tuple[str, str], Asked] = {}
    page = [""]
    store = open_store(home)
    with noting(found, page):
        for path in PATHS:
            for period, shop in product(PERIODS, (None, buyers_of(store)[0])):
                page[0] = f"{path} {period}"
                st.cache_data.clear()
                drawn = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=600)
                drawn._page_hash = calc_hash(path)
                drawn.query_params["period"] = period
                if shop is not None:
                    drawn.query_params["shop"] = shop
                assert not drawn.run().exception, page[0]
        for key, scope in product(LISTS, (EVERYTHING, Scope(*buyers_of(store)))):
            last = last_full_day(store, scope)
            assert last is not None
            page[0] = f"list {key}"
            rows(store, key, last, scope)
    return list(found.values())


def buyers_of(store: Store) -> tuple[str, str]:
    """Return the first shop (and its platform) whose orders name their buyers."""
    return min(coverage(store).days(("buyers",)))[:2]


def floor(asked: Asked) -> str | None:
    """Return the statement that only counts the rows which this one reads; None where it is no plain aggregate."""
    plain = PLAIN.fullmatch(" ".join(asked.sql.split()))
    if (
        plain is None
        or "SELECT" in plain[1]
        or "ORDER BY" in plain[1]
        or asked.sql.count("?") != plain[1].count("?")
    ):
        return None
    return f"SELECT count(*) FROM {plain[1]}"  # noqa: S608 — made of the statement itself


def report(store: Store, every: Sequence[Asked]) -> None:
    """Run each statement alone and print the table."""
    measurements = []
    for asked in every:
        taken, _ = measured(partial(getattr(store, asked.way), asked.sql, asked.params), 1)
        if LIMIT / 3 < taken < LIMIT * 3:
            taken, _ = measured(partial(getattr(store, asked.way), asked.sql, asked.params), REPEAT)
        measurements.append((taken, asked))
    measurements.sort(key=lambda row: -row[0])
    over = sum(taken > LIMIT for taken, _ in measurements)
    print(
        f"{len(measurements)} statements, {over} over {LIMIT} ms of CPU; the dearest, and the scan of their rows:"
    )
    for taken, asked in measurements[:SHOWN]:
        scan = floor(asked)
        least = "" if scan is None else f"{measured(partial(store.rows, scan, asked.params), REPEAT)[0]:.0f}"
        print(f"{taken:7.0f} {least:>6}  {asked.page:16} {' '.join(asked.sql.split())[:150]}")


def main() -> None:
    """Note what the pages send, measure it, and the two analyses of buyers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path, required=True)
    home: Path = parser.parse_args().home
    every = statements(home)
    store = open_store(home)
    report(store, every)
    shop = buyers_of(store)
    for name, analysis in (("cohorts", cohorts), ("rfm", rfm)):
        taken, _ = measured(partial(analysis, store, Scope(*shop)), REPEAT)
        print(f"{taken:7.0f}         {name}")


if __name__ == "__main__":
    main()
