"""`shop.py log`: which past days the loads changed, by how much and why."""

import json

import click

from commands.call import Call, common
from commands.text_table import text_table
from data.reconcile.log import restatements
from data.store import open_store
from data.text import Text
from reports.restated import log_table

NONE = Text("还没有哪次载入改动过以前的日子。", "No load has changed an earlier day yet.")


@click.command("log", short_help="改动过的日子 past days that loads changed")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / write JSON")
@click.option("--load", "load_id", type=int, metavar="LOAD", help="只看这一次载入 / of this load only")
@common
def command(call: Call, as_json: bool, load_id: int | None) -> None:
    """哪次载入改动了以前哪些日子的数字：之前多少，现在多少，为什么。

    Which loads changed the figures of earlier days: before, after and the cause.
    """
    found = restatements(open_store(call.home), load_id)
    if as_json:
        click.echo(
            json.dumps([change.to_json(call.language) for change in found], ensure_ascii=False, indent=2)
        )
    elif found:
        click.echo(text_table(log_table(found, call.language), call.language))
    else:
        call.say(NONE)
