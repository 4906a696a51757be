"""A number laid open: formula, formula with its numbers, the rows of both sides, what was left out, SQL and files."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from data.store import Store
from data.text import Text
from metrics.catalogue import metric as metric_of
from metrics.core import Cut, Grade, Leaf, Metric, People, Planned, Ratio, Total, cuts, leaves
from metrics.evaluate import Evaluation, NoSuchCut, Number, Value
from metrics.figure import Figure
from metrics.left_out import left_out
from metrics.period import Period
from metrics.plans import SPANS
from metrics.scope import EVERYTHING, Scope
from metrics.statement import Joint, Params, aggregate, filters, source
from metrics.value import Bucket

# Rows that were typed on a page come from no file (data/overlay.py).
TYPED_ID, TYPED = 0, "手工填写"
SHOWN = 20_000


@dataclass(frozen=True)
class Part:
    """One side of a figure: its value, the rows that make it (at most SHOWN of row_count) and the ids of all their files."""

    key: str
    label: Text
    value: Number
    rows: pd.DataFrame
    row_count: int
    sql: str
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Opened:
    """All that stands behind one figure.

    filled: the formula with the numbers in it. numerator, denominator: measures on each side (a measure alone has no
    denominator). excluded: reasons with the number of rows or days left out. files: (file id, name) of the rows; what was
    typed on a page stands as (0, 手工填写).
    """

    value: Value
    formula: Text
    filled: Text
    numerator: tuple[Part, ...]
    denominator: tuple[Part, ...]
    excluded: tuple[tuple[Text, int], ...]
    sql: str
    files: tuple[tuple[int, str], ...]


def opened(
    store: Store,
    key: str,
    period: Period,
    scope: Scope = EVERYTHING,
    by: str | None = None,
    cut: str | None = None,
    reach: Period | None = None,
) -> Opened:
    """Return what stands behind the figure of `key` over `period`; UnknownMetric for a key that no metric has.

    by, cut: the one value of a cut that is meant, as evaluate() names it (metrics/figure.py). reach: as for evaluate().
    Raises NoSuchCut for a cut that the metric does not have.
    """
    metric = metric_of(key)
    if by is not None and by not in cuts(metric):
        raise NoSuchCut(metric, by)
    question = Evaluation(store, period, by, scope, reach)
    rows = question.rows([metric])
    bucket = (
        None if by is None else next((b for b in question.buckets([metric]) if question.label(b) == cut), cut)
    )
    value = rows[0].values[key] if by is None else question.value(metric, bucket)
    shown = _shown(metric, value, question, bucket)
    joint = question.joint(shown)
    top, bottom = _sides(shown)
    numerator = tuple(_part(question, leaf, joint, bucket) for leaf in top)
    denominator = tuple(_part(question, leaf, joint, bucket) for leaf in bottom)
    return Opened(
        value,
        shown.formula,
        _filled(shown, value, numerator, denominator),
        numerator,
        denominator,
        left_out(question, shown, joint),
        "\n\n".join(dict.fromkeys(part.sql for part in numerator + denominator)),
        files_of(store, numerator + denominator),
    )


def opened_figure(store: Store, figure: Figure) -> Opened:
    """Return what stands behind a figure of a table."""
    return opened(store, figure.key, figure.period, figure.scope, figure.by, figure.cut, figure.reach)


def _shown(metric: Metric, value: Value, question: Evaluation, bucket: Bucket) -> Metric:
    """Return the metric whose parts make the figure: the one that stood in, where one did."""
    if isinstance(metric, Grade):
        return metric.of
    if isinstance(metric, Ratio) and metric.otherwise is not None:
        own = question.part(metric.bottom, question.joint(metric), bucket)
        above = question.part(metric.top, question.joint(metric), bucket)
        if (own is None or above is None) and value.value is not None:
            return metric.otherwise
    return metric


def _sides(metric: Metric) -> tuple[tuple[Leaf, ...], tuple[Leaf, ...]]:
    if isinstance(metric, Ratio):
        return leaves(metric.top), leaves(metric.bottom)
    return leaves(metric), ()


def _part(question: Evaluation, leaf: Leaf, joint: Joint, bucket: Bucket) -> Part:
    value = question.part(leaf, joint, bucket)
    if question.why_not(leaf) is not None:
        return Part(leaf.key, leaf.label, value, pd.DataFrame(), 0, "")
    if isinstance(leaf, People):
        return _people_part(question, leaf, value, bucket)
    if isinstance(leaf, Planned):
        return _plan_part(question, leaf, joint, value)
    joint = question.joint_for(leaf, joint)
    window = question.window(leaf.fact)
    params: Params = []
    moments = question.moments(joint) if leaf.fact.as_of else None
    divided = leaf.fact.cuts.get(question.by or "")
    behind = None if divided else leaf.rows or leaf.fact.rows
    clocks = question.clocks(leaf.fact)
    view, where = source(leaf.fact, divided, window, question.scope, clocks, joint, params, moments, behind)
    where += _of_the_cut(divided, bucket, params)
    files, row_count = _files_and_rows(question, view, where, params)
    if leaf.fact.grouped is not None:
        statement = aggregate(leaf.fact, [leaf], None, window, question.scope, (), joint)
        inner = statement.sql[statement.sql.index("(SELECT") : statement.sql.rindex(" AS f GROUP BY")]
        sql = (
            f"SELECT f.* EXCLUDE (cut_value) FROM {inner} AS f ORDER BY f.orders DESC, f.buyer LIMIT {SHOWN}"
        )
        row_count = int(question.store.rows(f"SELECT count(*) FROM {inner} AS f", params)[0][0])
    else:
        sql = f"SELECT f.* FROM {view} AS f WHERE {where} ORDER BY ALL LIMIT {SHOWN}"
    return Part(leaf.key, leaf.label, value, question.store.frame(sql, params), row_count, sql, files)


def _of_the_cut(divided: Cut | None, bucket: Bucket, params: Params) -> str:
    """Return the condition that a row is of the one value of a cut, appending its parameter; nothing for a whole figure."""
    if divided is None:
        return ""
    params.append(str(bucket))
    return f" AND coalesce(CAST(f.{divided.column} AS VARCHAR), '') = ?"


def _plan_part(question: Evaluation, plan: Planned, joint: Joint, value: Number) -> Part:
    shares = question.shares(plan, joint, None) or ()
    rows = pd.DataFrame(
        [
            {"shop": s.shop, "platform": s.platform, "period_start": s.first, "period_end": s.last, "amount": s.amount,
             "file_id": s.file_id, "line": s.line}
            for s in shares
        ]
    )  # fmt: skip
    files = tuple(sorted({share.file_id for share in shares if share.file_id is not None}))
    sql = "-- metrics/analyses/incremental.py" if plan.ordinary else SPANS.strip()
    return Part(plan.key, plan.label, value, rows, len(rows), sql, files)


def _people_part(question: Evaluation, people: People, value: Number, bucket: Bucket) -> Part:
    if people.distinct is not None and question.headcount(people, bucket).recounted:
        part = _part(question, people.distinct, question.joint_of(question.need(people.distinct)), bucket)
        return replace(part, key=people.key, label=people.label, value=value)
    divided = people.fact.cuts.get(question.by or "")
    view = divided.view if divided else people.fact.view
    params: Params = []
    where = filters(question.period, question.scope, (), Joint(frozenset()), params)
    where += _of_the_cut(divided, bucket, params)
    line = "" if divided else ", f.line"
    sql = (
        f"SELECT f.shop, f.platform, f.day, f.{people.column}, f.file_id{line} FROM {view} AS f"
        f" WHERE {where} AND f.{people.column} IS NOT NULL ORDER BY f.day, f.shop"
    )
    frame = question.store.frame(sql, params)
    files, _ = _files_and_rows(question, view, where, params)
    return Part(people.key, people.label, value, frame, len(frame), sql, files)


def _files_and_rows(
    question: Evaluation, view: str, where: str, params: Params
) -> tuple[tuple[int, ...], int]:
    """Return the ids of the files behind the rows of a view, and how many rows these are."""
    found = question.store.rows(
        f"SELECT f.file_id, count(*) FROM {view} AS f WHERE {where} GROUP BY f.file_id", params
    )
    return tuple(sorted(int(row[0]) for row in found if row[0] is not None)), sum(
        int(row[1]) for row in found
    )


def _filled(metric: Metric, value: Value, top: tuple[Part, ...], bottom: tuple[Part, ...]) -> Text:
    if isinstance(metric, Ratio):
        above, below = _number(value.top, metric.top.unit), _number(value.bottom, metric.bottom.unit)
        if isinstance(metric.bottom, Total):
            below = f"({_sum(metric.bottom, bottom)})"
        if isinstance(metric.top, Total):
            above = f"({_sum(metric.top, top)})"
        text = f"{above} ÷ {below} = {_number(value.value, metric.unit)}"
    elif isinstance(metric, Total):
        text = f"{_sum(metric, top)} = {_number(value.value, metric.unit)}"
    else:
        text = _number(value.value, metric.unit)
    return Text(text, text)


def _sum(total: Total, found: tuple[Part, ...]) -> str:
    values = {part.key: part.value for part in found}
    words = ""
    for sign, part in total.parts + tuple((1, part) for part in total.optional):
        mark = " − " if sign < 0 else (" + " if words else "")
        words += mark + _number(values.get(part.key), part.unit)
    return words


def _number(number: Number, unit: str) -> str:
    if number is None:
        return "—"
    if isinstance(number, str):
        return number
    if unit == "money":
        return f"{Decimal(number):,.2f}"
    if unit == "percent":
        return f"{float(number):.4%}"
    return f"{number:,}" if isinstance(number, int) else f"{float(number):,.4f}"


def files_of(store: Store, found: tuple[Part, ...]) -> tuple[tuple[int, str], ...]:
    """Return the files (id, name) of the parts' rows; what was typed on a page stands as (0, 手工填写)."""
    ids = sorted({file_id for part in found for file_id in part.file_ids})
    if not ids:
        return ()
    marks = ", ".join("?" for _ in ids)
    rows = store.rows(
        f"SELECT f.file_id, f.name FROM files AS f WHERE f.file_id IN ({marks}) ORDER BY f.file_id", ids
    )
    typed = ((TYPED_ID, TYPED),) if TYPED_ID in ids else ()
    return (*((int(file_id), str(name)) for file_id, name in rows), *typed)
