"""`shop.py show`: figures of the loaded data, as a table, csv or JSON."""

import json
from collections.abc import Sequence
from datetime import date

import click

from commands.arguments import day, known_scope
from commands.call import Call, common
from commands.text_table import text_table
from data.store import open_store
from data.text import Text
from metrics.catalogue import UnknownMetric, metric
from metrics.evaluate import NoSuchCut, Period, Row, evaluate
from reports.figures import as_table, readings
from reports.records import records
from reports.table import Column
from reports.table_export import to_csv

CUTS = {
    "day": Text("日期", "Day"),
    "week": Text("周", "Week"),
    "month": Text("月份", "Month"),
    "quarter": Text("季度", "Quarter"),
    "shop": Text("店铺", "Shop"),
    "item": Text("商品", "Item"),
    "keyword": Text("关键词", "Keyword"),
    "campaign": Text("计划", "Campaign"),
    "region": Text("地域", "Region"),
    "province": Text("省份", "Province"),
    "hour": Text("小时", "Hour"),
    "agent": Text("客服", "Agent"),
    "tier": Text("会员等级", "Tier"),
}


@click.command("show", short_help="查看指标 show figures")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option("--from", "first", type=day, metavar="DAY", help="从这一天起（含） / first day")
@click.option("--to", "last", type=day, metavar="DAY", help="到这一天止（含） / last day")
@click.option("--by", metavar="CUT", help=f"按什么分 / one of: {'|'.join(CUTS)}")
@click.option("--shop", "shop_name", metavar="NAME", help="只看这家店 / only this shop")
@click.option("--platform", metavar="NAME", help="只看这个平台 / only this platform")
@click.option("--category", metavar="NAME",
              help="只看这个类目的商品（未分类：没有类目的） / only goods of this category")  # fmt: skip
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True,
              help="输出的样子 / form of the output")  # fmt: skip
@click.option("--interval", is_flag=True,
              help="比率另写样本量和 95% 区间（csv、json） / also the n and 95 % interval of rates (csv, json)")  # fmt: skip
@common
def command(
    call: Call, keys: tuple[str, ...], first: date | None, last: date | None, by: str | None,
    shop_name: str | None, platform: str | None, category: str | None, form: str, interval: bool,
) -> None:  # fmt: skip
    """查看指标的数值。不给日期就是读入的全部数据；没有数据的是空（—），不是 0。

    Show figures. Without dates: everything loaded. What isn't loaded is empty, not 0.

    \b
    全部指标 all keys: docs/metrics.md
    python shop.py show paid_amount payment_rate --from 2026-11-01 --to 2026-11-20 --by day
    python shop.py show ad_spend ad_roi --by campaign --format json
    """
    if first and last and first > last:
        call.refuse(Text(f"--from {first} 晚于 --to {last}。", f"--from {first} is after --to {last}."))
    store = open_store(call.home)
    scope = known_scope(call, store, shop_name, platform, category)
    try:
        rows = evaluate(store, keys, Period(first, last), by, scope)
    except (UnknownMetric, NoSuchCut) as unknown:
        call.refuse(unknown.text)
    if form == "json":
        click.echo(json.dumps(records(rows, keys, by, interval).to_json(), ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(to_csv(records(rows, keys, by, interval).to_table(), keys=True, mark=False), nl=False)
    else:
        click.echo(told(rows, keys, by, call.language))


def told(rows: Sequence[Row], keys: Sequence[str], by: str | None, language: str) -> str:
    """Return the figures as a table for the terminal, and below it what must be said about them."""
    first = None if by is None else Column(by, CUTS[by].say(language), "id")
    table = as_table(
        "", first, rows, keys, language, label=lambda row: " ".join(filter(None, (row.cut, row.name)))
    )
    read = [reading.say(language) for reading in dict.fromkeys(readings(table))]
    return "\n".join([text_table(table, language), *read, *remarks(rows, keys, language)])


def remarks(rows: Sequence[Row], keys: Sequence[str], language: str) -> list[str]:
    """Return what must be said beside the figures, each sentence once: why one is empty, and what it stands on."""
    said = Text("{label}：{what}", "{label}: {what}")
    found = [
        said.fill(label=metric(key).label, what=text).say(language)
        for key in keys
        for row in rows
        for text in (row.values[key].why, *row.values[key].notes)
        if text is not None
    ]
    return list(dict.fromkeys(found))
