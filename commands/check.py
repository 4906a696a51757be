"""`shop.py check`: whether everything that should agree does; exit code 1 where a difference has no cause."""

import json

import click

from commands.call import Call, common
from commands.text_table import text_table
from data.reconcile.check import check, unexplained
from data.store import open_store
from data.text import Text
from reports.breaks import known_table, open_table

ALL_WELL = Text("没有说不清原因的差异。", "No unexplained differences.")
OPEN = Text(
    "有 {count} 处差异说不清原因，列在上面。请先重新导出那几天的报表再载入；还不一致，把清单发给维护的人。",
    "{count} difference(s) have no cause; they are listed above. Export those days again and load them; if they stay, send "
    "the list to whoever maintains the program.",
)
EXPLAINED = Text("有原因的差异（按原因合计）：", "Differences with a cause, put together:")


@click.command("check", short_help="核对 whether everything agrees")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / write JSON")
@common
def command(call: Call, as_json: bool) -> None:
    """核对：文件和库、订单和明细、订单和店铺日报、商品和店铺、推广报表之间。有说不清的差异时退出码是 1。

    Hold everything that should agree against each other. The exit code is 1 where a difference has no cause.
    """
    differences = check(open_store(call.home))
    without = unexplained(differences)
    if as_json:
        click.echo(json.dumps([d.to_json(call.language) for d in differences], ensure_ascii=False, indent=2))
    else:
        if len(without) < len(differences):
            click.echo(EXPLAINED.say(call.language))
            click.echo(text_table(known_table(differences, call.language), call.language) + "\n")
        if without:
            click.echo(text_table(open_table(without, call.language), call.language))
    if without:
        call.fail(OPEN.fill(count=len(without)))
    call.say(ALL_WELL)
