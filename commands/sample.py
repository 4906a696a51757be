"""`shop.py sample`: the exports of three invented shops, to try everything with."""

from datetime import date
from pathlib import Path

import click

from commands.arguments import day
from commands.call import Call, common
from data.sample import SHOPS, write_sample
from data.text import Text

WRITING = Text("[{number}/{count}] 写「{name}」", "[{number}/{count}] writing {name}")
WRITTEN = Text(
    "示例报表已写好（虚构的店铺），共 {count} 个文件。读入它们：",
    "The exports of the invented shops are written, {count} files. To load them:",
)
NOT_WRITTEN = Text(
    "写不了文件夹「{out}」：{why}。请换一个文件夹，或检查磁盘空间和权限。",
    "Can't write into {out}: {why}. Choose another folder, or check the disk space and the permissions.",
)
LOAD = 'python shop.py load "{folder}" --shop "{name}" --platform {platform} --sample'


@click.command("sample", short_help="写示例报表 write the exports of an invented shop")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
              help="写到哪个文件夹 / folder to write into")  # fmt: skip
@click.option(
    "--seed", type=int, default=7, show_default=True, help="同一个数写出同样的文件 / same seed, same files"
)
@click.option(
    "--until", type=day, metavar="DATE", help="写到哪一天，不写就是昨天 / last day; by default yesterday"
)
@click.option("--days", type=click.IntRange(1), default=400, show_default=True, help="多少天 / how many days")
@click.option("--orders", type=click.IntRange(2), metavar="N", help="一共多少单 / how many orders in all")
@common
def command(call: Call, out: Path, seed: int, until: date | None, days: int, orders: int | None) -> None:
    """写出三家虚构店铺的报表，格式和平台下载的一样。只写文件，不读入。

    Write the exports of three invented shops in the platforms' own formats. Files only; nothing is loaded.
    """

    def progress(number: int, count: int, name: str) -> None:
        call.say(WRITING.fill(number=number, count=count, name=name))

    try:
        files = write_sample(out, seed=seed, until=until, days=days, orders=orders, progress=progress)
    except OSError as error:
        call.fail(NOT_WRITTEN.fill(out=out, why=error.strerror or type(error).__name__))
    call.say(WRITTEN.fill(count=len(files)))
    for shop in SHOPS:
        click.echo(LOAD.format(folder=out / shop.name, name=shop.name, platform=shop.platform))
