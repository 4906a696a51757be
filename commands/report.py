"""`shop.py report weekly`: the week as a workbook."""

from pathlib import Path

import click

from commands.arguments import known_scope
from commands.call import Call, common
from data.store import open_store
from data.text import Text
from metrics.period import Period
from reports.weekly import last_week, weekly

NO_WEEK = Text(
    "「{week}」不是一周，写成 2026-W47（年份-W周数）。", "{week} is no week; write it like 2026-W47."
)
NO_DATA = Text(
    "还没有读入数据，写不出周报。先运行：python shop.py load 文件夹",
    "Nothing is loaded yet, so there is no week to write. First: python shop.py load FOLDER",
)
NOT_WRITTEN = Text(
    "写不了文件「{out}」：{why}。如果它正在 Excel 或 WPS 里打开，请先关掉，或换一个文件名。",
    "Can't write {out}: {why}. If it is open in Excel or WPS, close it first, or choose another name.",
)
WRITTEN = Text(
    "周报已写好：{out}（{week}，{first} 至 {last}）", "The week is written: {out} ({week}, {first} to {last})"
)


@click.group("report", short_help="导出报告 write a report")
def command() -> None:
    """导出报告文件。Write a report as a file."""


@command.command("weekly", short_help="周报 the week, as xlsx")
@click.option(
    "--week",
    metavar="2026-W47",
    help="哪一周，不写就是最近一个完整的周 / the week; by default the last whole one",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.xlsx",
              help="写到哪里，不写就放在 reports 文件夹 / where to; by default the folder reports of the home")  # fmt: skip
@click.option("--shop", "shop_name", metavar="NAME", help="只写这家店 / only this shop")
@click.option("--platform", metavar="NAME", help="只写这个平台 / only this platform")
@common
def weekly_command(
    call: Call, week: str | None, out: Path | None, shop_name: str | None, platform: str | None
) -> None:
    """周报：摘要、日报、推广、商品、口径，一个可以用 WPS 和 Excel 打开的文件。

    The week as one workbook: summary, days, ads, items, definitions.
    """
    store = open_store(call.home)
    scope = known_scope(call, store, shop_name, platform)
    name = week or last_week(store, scope)
    if name is None:
        call.fail(NO_DATA)
    try:
        period = Period.week(name)
    except ValueError:
        call.refuse(NO_WEEK.fill(week=name))
    target = out or call.home / "reports" / f"weekly-{name}.xlsx"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        weekly(store, name, target, call.language, scope)
    except OSError as error:
        call.fail(NOT_WRITTEN.fill(out=target, why=error.strerror or type(error).__name__))
    call.say(WRITTEN.fill(out=target, week=name, first=period.first, last=period.last))
