"""The morning page's content as a bare Dash page: the same figures, lists and charts, asked anew for every request.

Run by `benchmarks.page`, which needs `pip install dash` beside the project's own packages; nothing of the product uses it.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from data.reconcile.log import restated_since
from data.store import Store, open_store
from data.text import Text
from metrics.analyses import targets
from metrics.analyses.dispatch import waiting
from metrics.analyses.goods import hot_sellers
from metrics.analyses.outlook import outlook
from metrics.analyses.todo import findings
from metrics.analyses.why import causes
from metrics.catalogue import CATALOGUE
from metrics.compare import comparison, event_names
from metrics.evaluate import Row, evaluate
from metrics.maturity import filling, rules
from metrics.period import Period
from metrics.scope import EVERYTHING, last_full_day
from pages.manager.morning import CARDS
from reports.figures import cell
from reports.wording import number
from ui.cards import SPANS, Card, Span
from ui.charts import CONFIG, over_days
from ui.filters import named_period
from ui.plotted import Event
from ui.variants import headlines, keys_over

RANGES = {"yesterday": "昨日", "7d": "近 7 天", "30d": "近 30 天", "month": "本月"}
CHART = Text("{key}，近 30 天", "{key}, last 30 days")
SHOWN_FINDINGS = 5
HEADS = headlines(CARDS, "paid_amount")


def content(store: Store, chosen: str) -> list[Any]:
    """Return what the page shows for a period: verdict, cards with their lines, to-dos, causes, charts, hot sellers."""
    last = last_full_day(store)
    if last is None:
        return [html.P("还没有数据")]
    period = named_period(chosen, last)
    day = period.last or last
    over: dict[Span, Period] = {
        "period": period,
        "month": Period(day.replace(day=1), day),
        "week": Period.last_days(day, 7),
    }
    shown = {
        span: evaluate(store, keys_over(CARDS, span, "paid_amount"), days)[0] for span, days in over.items()
    }
    days = evaluate(store, [*HEADS, "visitors"], Period.last_days(day, 30), "day")
    return [
        html.H1("早间总览"),
        html.P(f"数据截至 {last}"),
        *_lines(len(restated_since(store)), _bases(store, period, day)),
        html.Div([_card(card, shown, days) for card in CARDS]),
        *_rising(store, over),
        *_targets(store, period, day),
        html.H3("今日待办"),
        *_todos(store, day),
        html.H3("为什么变了"),
        *_causes(store, period),
        *_charts(store, days),
        html.H3("热卖前十"),
        _frame(pd.DataFrame([vars(seller) for seller in hot_sellers(store, day, EVERYTHING, 10)])),
        html.Div(id="drawn", children=chosen),
    ]


def _lines(restated: int, bases: dict[str, str]) -> list[Any]:
    return [html.P(f"{restated} 处变化"), _rows(bases.items())]


def _bases(store: Store, period: Period, day: date) -> dict[str, str]:
    if period.first == period.last:
        return {key: str(base.value) for key, base in comparison(store, HEADS, day).items()}
    before = evaluate(store, HEADS, period.before())[0]
    return {key: str(before.values[key].value) for key in HEADS}


def _card(card: Card, shown: Mapping[Span, Row], days: Sequence[Row]) -> Any:
    figures: list[tuple[str, Span]] = [(card.key, "period"), *((side.key, side.over) for side in card.beside)]
    words = [f"{SPANS[span].zh}{CATALOGUE[key].label.zh} {_said(shown[span], key)}" for key, span in figures]
    line = [
        value if isinstance(value := row.values[card.key].value, str) else float(value or 0)
        for row in days[-28:]
    ]
    figure = go.Figure(go.Scatter(y=line, fill="tozeroy"))
    figure.update_layout(height=90, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return html.Div(
        [*(html.P(word) for word in words), dcc.Graph(figure=figure, config={"displayModeBar": False})]
    )


def _said(row: Row, key: str) -> str:
    value = cell(row.values[key], "zh")
    return value if isinstance(value, str) else number(value, CATALOGUE[key].unit)  # type: ignore[arg-type]


def _rising(store: Store, spans: Mapping[Span, Period]) -> list[Any]:
    """Return the words for figures that still fill: what a headline becomes, and until when a smaller figure fills."""
    words = []
    for card in CARDS:
        if rules(CATALOGUE[card.key]):
            words.append(str(outlook(store, card.key, spans["period"], EVERYTHING)))
        for side in card.beside:
            if rules(CATALOGUE[side.key]):
                words.append(str(filling(store, side.key, spans[side.over], EVERYTHING)))
    return [html.P(each) for each in words]


def _targets(store: Store, period: Period, day: date) -> list[Any]:
    spans = (period, Period.month(day))
    return [html.P(str(targets.target(store, "paid_amount", span, EVERYTHING))) for span in spans]


def _todos(store: Store, day: date) -> list[Any]:
    late = waiting(store, EVERYTHING)
    found = findings(store, day)
    told = [
        html.P(f"{each.title.zh} {each.detail.zh} {each.money} {each.since}")
        for each in found[:SHOWN_FINDINGS]
    ]
    return [html.P(f"超时 {late.overdue if late else '—'}"), *told]


def _causes(store: Store, period: Period) -> list[Any]:
    why = causes(store, period.first) if period.first and period.first == period.last else None
    if why is None:
        return [html.P("—")]
    # The split behind them is drawn when somebody opens it.
    return [html.P(sentence.zh) for sentence in why.sentences]


def _charts(store: Store, days: list[Row]) -> list[Any]:
    settings: Any = CONFIG
    events = [Event(name, day, day) for day, name in event_names(store).items()]
    drawn = (
        over_days(CHART, key, days, "zh", form="line", events=events) for key in ("paid_amount", "visitors")
    )
    return [
        part
        for chart in drawn
        for part in (html.P(chart.title), dcc.Graph(figure=chart.figure, config=settings))
    ]


def _rows(rows: Iterable[tuple[Any, Any]]) -> Any:
    return html.Table([html.Tr([html.Td(str(name)), html.Td(str(value))]) for name, value in rows])


def _frame(rows: pd.DataFrame) -> Any:
    head = html.Tr([html.Th(name) for name in rows.columns])
    return html.Table(
        [head, *(html.Tr([html.Td(str(value)) for value in row]) for row in rows.itertuples(index=False))]
    )


def build(home: Path) -> Dash:
    """Return the page as an app that reads `home`."""
    app = Dash(__name__)
    choice = dcc.RadioItems(options=RANGES, value="yesterday", id="period")
    app.layout = html.Div([choice, html.Div(id="content")])

    def draw(chosen: str) -> list[Any]:
        return content(open_store(home), chosen)

    app.callback(Output("content", "children"), Input("period", "value"))(draw)
    return app


if __name__ == "__main__":
    build(Path(os.environ["ZHANGGUI_HOME"])).run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
