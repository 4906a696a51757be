"""`shop.py undo`: a load taken back."""

import json

import click

from commands.call import Call, common
from commands.text_table import printable
from data.load import NothingToUndo, undo
from data.text import Text

DONE = Text(
    "第 {load} 次载入已撤销，现在是第 {version} 版。这些文件不再算在内：{files}",
    "Load {load} is undone; the store is at version {version}. No longer counted: {files}",
)


@click.command("undo", short_help="撤销一次载入 take a load back")
@click.argument("load_id", metavar="[LOAD]", type=int, required=False)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON / write JSON")
@common
def command(call: Call, load_id: int | None, as_json: bool) -> None:
    """撤销一次载入：数字回到没有它的时候。不写编号就撤销最近一次；别的载入不受影响。

    Take a load back: the figures are as if it had never been. Without a number: the last one.
    """
    try:
        result = undo(call.home, load_id)
    except NothingToUndo as nothing:
        call.refuse(nothing.text) if load_id is not None else call.fail(nothing.text)
    if as_json:
        click.echo(json.dumps(result.to_json(), ensure_ascii=False))
    else:
        files = "、".join(printable(name) for name in result.files)
        click.echo(DONE.fill(load=result.load_id, version=result.version, files=files).say(call.language))
