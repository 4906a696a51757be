"""The sheets of the weekly report as tables, each cell a figure of `evaluate`: 摘要, 日报, 推广, 商品, 口径."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from data.text import Text
from metrics.analyses.targets import target
from metrics.catalogue import metric
from metrics.core import Metric, cuts
from metrics.evaluate import Number, Row, Value, evaluate
from metrics.figure import Figure
from metrics.variants import name
from reports.definitions import clocks, formula, sources
from reports.figures import cell, column_of, figures
from reports.table import Cell, Column, Kind, Plain, Table, Typed
from reports.week import SUMMARY, Week

DAILY = (
    "paid_amount", "paid_orders", "placed_orders", "placed_amount", "payment_rate", "visitors", "page_views", "conversion",
    "spend_per_buyer", "refund_amount", "ad_spend", "ad_revenue", "ad_roi", "site_ad_revenue",
)  # fmt: skip
CAMPAIGNS = (
    "ad_spend",
    "ad_revenue",
    "ad_roi",
    "site_ad_revenue",
    "site_ad_roi",
    "ad_impressions",
    "ad_clicks",
    "ad_ctr",
    "ad_cpc",
    "ad_orders",
    "ad_cvr",
)
ITEMS = ("paid_items", "paid_amount", "paid_buyers", "visitors", "conversion")
TOP = 20
SHEETS = ("摘要", "日报", "推广", "商品", "口径")

NAME = Text("指标", "Figure")
NOW = Text("本周", "This week")
BEFORE = Text("上周", "Week before")
CHANGE = Text("变化", "Change")
TARGET = Text("目标", "Target")
DAY = Text("日期", "Day")
WEEKDAY = Text("星期", "Weekday")
WEEKDAYS = Text("一二三四五六日", "Mon Tue Wed Thu Fri Sat Sun")
CAMPAIGN = Text("计划", "Campaign")
ALL_ADS = Text("全部推广", "All ads")
UNNAMED = Text("（未写明）", "(not named)")
RANK = Text("名次", "Rank")
ITEM = Text("商品ID", "Item id")
TITLE = Text("商品名称", "Item")
LAST = Text("{label}（上周）", "{label}, week before")
MEANING = Text("含义", "Meaning")
FORMULA = Text("公式", "Formula")
CLOCK = Text("时间口径", "Clock")
SOURCE = Text("数据来源", "Source")
DAYS = Text("本周天数", "Days of the week")
REMARKS = Text("说明", "Remarks")
READING = Text("口径：{name}", "Reading: {name}.")
NAMED = Text("{label}（{reading}）", "{label} ({reading})")


def tables(week: Week, language: str) -> list[Table]:
    """Return the five sheets in order; figures of unlike units in one column are typed cells."""
    makers = (summary, daily, campaigns, items, definitions)
    return [make(week, language, title) for make, title in zip(makers, SHEETS, strict=True)]


def summary(week: Week, language: str, title: str) -> Table:
    """Return one row per figure: key, name, this week, the week before, the change, the target."""
    columns = (
        Column("key", "key"), Column("name", NAME.say(language)), Column("now", NOW.say(language)),
        Column("before", BEFORE.say(language)), Column("change", CHANGE.say(language)), Column("target", TARGET.say(language)),
    )  # fmt: skip
    rows = [_summary_row(week, metric(key), language) for key in week.summary]
    opening = {
        (place, column): asked.figure(key, None)
        for place, key in enumerate(week.summary)
        for column, asked in (("now", week.asked()), ("before", week.asked_before()))
    }
    return Table(title, columns, rows, opening)


def _summary_row(week: Week, asked: Metric, language: str) -> list[Cell]:
    now, before = week.now[asked.key], week.before[asked.key]
    cells = [cell(now, language), cell(before, language)]
    goal = target(week.store, asked.key, week.period, week.scope)
    return [
        asked.key, _named(asked, language), *(Typed(each, asked.unit) for each in cells),
        change(now, week.against[asked.key].value, asked), Typed(goal, asked.unit),
    ]  # fmt: skip


def _named(asked: Metric, language: str) -> str:
    """Return a figure's name; with the reading's, where another than the default was chosen."""
    reading = name(asked.key) if asked.key not in SUMMARY else None
    label = asked.label.say(language)
    return label if reading is None else NAMED.fill(label=label, reading=reading).say(language)


def change(now: Value, before: Number, asked: Metric) -> Typed:
    """Return how a figure changed: rates in percentage points, everything else as a fraction of the earlier figure.

    It is empty where a side is missing or the earlier figure is not above 0.
    """
    unit: Kind = "points" if asked.unit == "percent" else "change"
    after, base = _exact(now.value), _exact(before)
    if after is None or base is None:
        return Typed(None, unit)
    if unit == "points":
        return Typed((after - base) * 100, unit)
    return Typed((after - base) / base if base > 0 else None, unit)


def _exact(number: Number) -> Decimal | None:
    return None if number is None or isinstance(number, str) else Decimal(str(number))


def daily(week: Week, language: str, title: str) -> Table:
    """Return one row per day of the week."""
    columns = (Column("day", DAY.say(language), "day"), Column("weekday", WEEKDAY.say(language)))
    keys = week.chosen(DAILY)
    days = week.figures(keys, "day")
    rows = [
        [day, _weekday(day, language), *(cell(row.values[key], language) for key in keys)]
        for day, row in zip(week.days, days, strict=True)
    ]
    named = columns + tuple(column_of(key, language) for key in keys)
    return Table(title, named, rows, figures(days, keys, week.asked("day")))


def _weekday(day: date, language: str) -> str:
    return WEEKDAYS.en.split()[day.weekday()] if language == "en" else f"周{WEEKDAYS.zh[day.weekday()]}"


def campaigns(week: Week, language: str, title: str) -> Table:
    """Return the ads of the week: all of them first, then by campaign, the largest spend first."""
    before = _by_cut(evaluate(week.store, ("ad_roi",), week.period.before(), "campaign", week.scope))
    before[None] = evaluate(week.store, ("ad_roi",), week.period.before(), None, week.scope)[0]
    roi = metric("ad_roi")
    columns = (
        Column("campaign", CAMPAIGN.say(language), width=34), *(column_of(key, language) for key in CAMPAIGNS),
        Column("ad_roi_before", LAST.fill(label=roi.label).say(language), roi.unit),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    found = [*week.figures(CAMPAIGNS), *week.figures(CAMPAIGNS, "campaign")]
    for row in found:
        name = ALL_ADS.say(language) if row.cut is None else row.name or row.cut or UNNAMED.say(language)
        cells = [cell(row.values[key], language) for key in CAMPAIGNS]
        rows.append([name, *cells, _of(before, row.cut, "ad_roi", language)])
    opening = figures(found, CAMPAIGNS, week.asked("campaign"))
    return Table(title, columns, rows, opening | _before(week, "campaign", "ad_roi", found, before))


def items(week: Week, language: str, title: str) -> Table:
    """Return the 20 items of which most pieces were paid in the week; ties by amount, then by id (M-58)."""
    keys = tuple(key for key in ITEMS if "item" in cuts(metric(key)))
    sold = [row for row in week.figures(keys, "item") if row.values["paid_items"].value]
    sold.sort(key=_rank)
    before = _by_cut(evaluate(week.store, ("paid_items",), week.period.before(), "item", week.scope))
    pieces = metric("paid_items")
    columns = (
        Column("rank", RANK.say(language), "count"), Column("item", ITEM.say(language), "id"),
        Column("item_name", TITLE.say(language), width=44), *(column_of(key, language) for key in keys),
        Column("paid_items_before", LAST.fill(label=pieces.label).say(language), pieces.unit),
    )  # fmt: skip
    rows = [
        [rank, row.cut or UNNAMED.say(language), row.name, *(cell(row.values[key], language) for key in keys),
         _of(before, row.cut, "paid_items", language)]
        for rank, row in enumerate(sold[:TOP], start=1)
    ]  # fmt: skip
    opening = figures(sold[:TOP], keys, week.asked("item"))
    return Table(title, columns, rows, opening | _before(week, "item", "paid_items", sold[:TOP], before))


def _before(
    week: Week, by: str, key: str, shown: Sequence[Row], before: Mapping[str | None, Row]
) -> dict[tuple[int, str], Figure]:
    """Return the figures of a table's column of the week before, for the rows that have one."""
    asked = week.asked_before(by)
    return {
        (place, f"{key}_before"): asked.figure(key, row.cut, row.name)
        for place, row in enumerate(shown)
        if row.cut in before
    }


def _rank(row: Row) -> tuple[Decimal, Decimal, str]:
    pieces, amount = (_exact(row.values[key].value) or Decimal(0) for key in ("paid_items", "paid_amount"))
    return (-pieces, -amount, row.cut or "")


def _by_cut(rows: Iterable[Row]) -> dict[str | None, Row]:
    return {row.cut: row for row in rows}


def _of(rows: Mapping[str | None, Row], cut: str | None, key: str, language: str) -> Plain:
    return cell(rows[cut].values[key], language) if cut in rows else None


def definitions(week: Week, language: str, title: str) -> Table:
    """Return every metric of the other sheets: what it means, and on what it stands this week."""
    shown = dict.fromkeys((*week.summary, *week.chosen(DAILY), *CAMPAIGNS, *ITEMS))
    values = dict(week.now) | dict(week.figures([key for key in shown if key not in week.now])[0].values)
    heads = (NAME, MEANING, FORMULA, CLOCK, SOURCE, DAYS, REMARKS)
    columns = tuple(
        Column(head.en.lower(), head.say(language), width=width)
        for head, width in zip(heads, (20, 44, 30, 20, 30, 9, 40), strict=True)
    )
    rows = [_definition(metric(key), values[key], language) for key in shown]
    return Table(title, (*columns, Column("id", "ID", width=8), Column("key", "key", width=24)), rows)


def _definition(asked: Metric, value: Value, language: str) -> list[Cell]:
    # A range of people is no empty figure: the note about ranges says enough.
    why = () if value.why is None or value.low is not None else (value.why,)
    reading = name(asked.key)
    readings = () if reading is None else (READING.fill(name=reading),)
    remarks = [text.say(language) for text in (*readings, *why, *value.notes)]
    words = formula(asked)
    return [
        asked.label.say(language), asked.meaning.say(language), words.say(language) if words else "",
        clocks(asked).say(language), sources(asked).say(language), f"{value.days_covered or 0}/{value.days_asked or 7}",
        "；".join(remarks) if language != "en" else " ".join(remarks), asked.id, asked.key,
    ]  # fmt: skip
