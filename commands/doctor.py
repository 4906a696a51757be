"""`shop.py doctor`: looks the home over and says what to do."""

import click

from commands.call import Call, common
from data.doctor import examine

MARKS = {"well": "√", "look": "!", "broken": "×"}


@click.command("doctor", short_help="检查数据文件夹 look the home over")
@common
def command(call: Call) -> None:
    """检查数据、档案、密钥、手工填写的内容、格式和磁盘：好的、要留意的、坏的，各怎么办。什么都不改动。

    Look over the store, archive, key, what people typed, layouts and disk: what is well, what needs a look, what is broken,
    and what to do. Changes nothing. Exit code 1 where something is broken.
    """
    found = examine(call.home)
    for finding in found:
        click.echo(f"{MARKS[finding.level]} {finding.text.say(call.language)}")
    if any(finding.level == "broken" for finding in found):
        raise click.exceptions.Exit(1)
