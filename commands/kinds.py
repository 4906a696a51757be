"""`shop.py kinds`: the export kinds that are recognised, where to download each, and which days are loaded."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import click

from commands.call import Call, common
from data import ledger
from data.exports import KINDS
from data.store import open_store
from data.text import Text

DAYS = Text("已读入 {count} 天：{spans}", "{count} day(s) loaded: {spans}")
NONE = Text("还没有读入", "nothing loaded yet")
SPANS_SHOWN = 4


@click.command("kinds", short_help="认得的报表 the exports that are recognised")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / write JSON")
@common
def command(call: Call, as_json: bool) -> None:
    """认得哪些报表，在哪里下载，已读入哪些日子。

    The exports that are recognised, where to download each, and which days are loaded.
    """
    days = ledger.days_of_kinds(open_store(call.home))
    if as_json:
        found = [
            {"kind": kind.key, "title": kind.title.say(call.language), "where": kind.where.say(call.language),
             "days": [day.isoformat() for day in days.get(kind.key, [])]}
            for kind in KINDS
        ]  # fmt: skip
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for kind in KINDS:
        click.echo(f"{kind.title.say(call.language)} ({kind.key})")
        click.echo(f"  {kind.where.say(call.language)}")
        click.echo(f"  {loaded_days(days.get(kind.key, [])).say(call.language)}")


def loaded_days(days: Sequence[date]) -> Text:
    """Return how many days are loaded and which, as spans without a gap, the latest ones first."""
    if not days:
        return NONE
    spans = [str(first) if first == last else f"{first} – {last}" for first, last in reversed(spans_of(days))]
    more = " …" if len(spans) > SPANS_SHOWN else ""
    return DAYS.fill(count=len(days), spans=", ".join(spans[:SPANS_SHOWN]) + more)


def spans_of(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return the spans of days in a row, from ascending days."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day == spans[-1][1] + timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
