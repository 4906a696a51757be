"""One figure is one number: on every page, in the weekly report, in the opened number and on the command line."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from metrics.catalogue import CATALOGUE
from reports.wording import GRADES, number
from tests.pages.shops import LAST
from tests.shop_calls import call, show

OpenPage = Callable[..., AppTest]
Homes = Callable[[str], Path]
Told = dict[str, dict[str, str]]  # key -> where it was read -> the number, as `reports.wording` writes it

WEEK = "2026-W46"
SPANS = {"a day": (LAST, LAST), "a week": (date(2026, 11, 9), date(2026, 11, 15))}
PAGES = ("morning", "roi")
LABELS = {metric.label.zh: key for key, metric in CATALOGUE.items()}
SIDE = re.compile(r"^(?!本月|7 天)(?P<label>[^*]+) \*\*(?P<value>[^*]+)\*\*$")


def bare(text: str) -> str:
    """What is written, without the sign of money, the 1 of a ratio and Markdown's backslashes."""
    text = text.replace("\\", "").replace("¥", "").strip()
    return text.removeprefix("1:") if text.startswith("1:") else text


def written(key: str, raw: Any) -> str:
    """A value of the command line's JSON as people read it."""
    metric = CATALOGUE[key]
    if isinstance(raw, str) and metric.unit in ("money",):
        return number(Decimal(raw), metric.unit)
    if isinstance(raw, str):
        return GRADES[raw].zh if raw in GRADES else raw
    return number(raw, metric.unit)


def on_the_command_line(home: Path, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    days = ("--from", first, "--to", last)
    keys = list(CATALOGUE)
    for key, raw in show(home, *keys, *days)[0].items():
        if key in CATALOGUE:
            yield key, "show --format json", written(key, raw)
    table = call(home, "show", *keys, *days, "--format", "csv").stdout.lstrip("\ufeff")
    for key, text in next(csv.DictReader(io.StringIO(table))).items():
        if key in CATALOGUE:
            raw = text if CATALOGUE[key].unit == "money" else _plain(text)
            yield key, "show --format csv", written(key, None if text == "" else raw)
    for key in keys:
        told = json.loads(call(home, "explain", key, *days, "--json").stdout)
        yield key, "explain --json", written(key, told["value"])


def _plain(text: str) -> float | int | str:
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


def on_pages(open_page: OpenPage, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    for path in PAGES:
        page = open_page(path, "full", period="custom", days=[first.isoformat(), last.isoformat()])
        assert not page.exception
        if path == "morning":
            page.session_state["jobsheet-fold"] = True
            page.run()
            sheet = next(frame.value for frame in page.dataframe if "base" in frame.value)
            for row in sheet.to_numpy().tolist():
                if row[0] in LABELS:
                    yield LABELS[str(row[0])], "/morning, full table", bare(str(row[1]))
        for card in page.metric:
            if card.label in LABELS:
                yield LABELS[card.label], f"/{path}, card", bare(str(card.value))
        for line in (line for caption in page.caption for line in caption.value.splitlines()):
            found = SIDE.match(line.replace("\\", "").strip())
            if found and found["label"] in LABELS:
                yield LABELS[found["label"]], f"/{path}, small figure", bare(found["value"])


def laid_open(open_page: OpenPage, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    for path in PAGES:
        page = open_page(path, "full", period="custom", days=[first.isoformat(), last.isoformat()])
        for key in [str(button.key) for button in page.button if str(button.key).startswith("open-")]:
            page.button(key=key).click().run()
            assert not page.exception
            label = CATALOGUE[key.removeprefix("open-")].label.zh
            yield (
                LABELS[label],
                f"/{path}, laid open",
                bare(str([m for m in page.metric if m.label == label][-1].value)),
            )


def in_the_weekly_report(home: Path, open_page: OpenPage, out: Path) -> Iterator[tuple[str, str, str]]:
    assert call(home, "report", "weekly", "--week", WEEK, "--out", out).exit_code == 0
    sheet = openpyxl.load_workbook(out)["摘要"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[0] == "key")
    for row in rows[head + 1 :]:
        if row[0] in CATALOGUE:
            key = str(row[0])
            value = row[2]
            number_ = Decimal(str(value)) if isinstance(value, int | float) else None
            yield (
                key,
                "weekly.xlsx",
                number(number_, CATALOGUE[key].unit) if number_ is not None else bare(str(value or "—")),
            )
    page = open_page("weekly", "full", week=WEEK)
    shown = page.dataframe[0].value
    names = {str(name): bare(str(now)) for name, now in zip(shown["name"], shown["now"], strict=True)}
    for label, text in names.items():
        if label in LABELS:
            yield LABELS[label], "/weekly", text


@pytest.mark.parametrize("span", SPANS)
def test_every_place_that_shows_a_figure_shows_the_same_number(
    span: str, homes: Homes, open_page: OpenPage, tmp_path: Path
) -> None:
    home, (first, last) = homes("full"), SPANS[span]
    told: Told = defaultdict(dict)
    sources = [
        on_the_command_line(home, first, last),
        on_pages(open_page, first, last),
        laid_open(open_page, first, last),
    ]
    if span == "a week":
        sources.append(in_the_weekly_report(home, open_page, tmp_path / "weekly.xlsx"))
    for source in sources:
        for key, place, text in source:
            # Of several days people are a range, which a cell of the command line leaves empty (low and high stand beside).
            if not (CATALOGUE[key].unit == "people" and ("–" in text or text == "—")):
                told[key][place] = bare(text)
    unlike = {key: places for key, places in told.items() if len(set(places.values())) > 1}
    assert unlike == {}
    # Nothing was skipped: every metric on the command line, and the cards, their small figures and the table besides.
    assert set(told) >= {key for key, metric in CATALOGUE.items() if metric.unit != "people"}
    places = {place for found in told.values() for place in found}
    assert {
        "/morning, card",
        "/morning, small figure",
        "/morning, full table",
        "/morning, laid open",
        "/roi, card",
    } <= places
    assert sum(len(found) > 3 for found in told.values()) >= 20
