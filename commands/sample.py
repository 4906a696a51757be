"""`shop.py sample`: the exports of three invented shops, to try everything with, or a very large store to try its speed."""

import time
from datetime import date
from pathlib import Path

import click

from commands.arguments import day
from commands.call import Call, common
from data.sample import SHOPS, write_sample
from data.sample.large import make_large
from data.text import Text
from data.versions import current_version, store_path

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
OPEN = 'python shop.py show paid_amount --by month --home "{home}"'


WHERE_TO = Text(
    "请说写到哪里：--out 文件夹（写报表），或 --lines 行数 --home 文件夹（直接做成一家很大的店）。",
    "Say where to: --out DIR (writes the exports), or --lines N --home DIR (makes a very large store).",
)
NOT_EMPTY = Text(
    "「{home}」里已经有数据。很大的示例店要放在一个空文件夹里：--home 换一个。",
    "There is data in {home} already. The large sample store wants an empty folder: name another --home.",
)
MADE = Text(
    "「{home}」里有约 {lines} 行订单明细、{items} 个商品，{size} MB，CPU {seconds} 秒。打开：",
    "{home} holds about {lines} order lines of {items} items, {size} MB, made in {seconds} s of CPU. To open it:",
)


@click.command("sample", short_help="写示例报表 write the exports of an invented shop")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="写到哪个文件夹 / folder to write into")  # fmt: skip
@click.option(
    "--seed", type=int, default=7, show_default=True, help="同一个数写出同样的文件 / same seed, same files"
)
@click.option(
    "--until", type=day, metavar="DATE", help="写到哪一天，不写就是昨天 / last day; by default yesterday"
)
@click.option("--days", type=click.IntRange(1), default=400, show_default=True, help="多少天 / how many days")
@click.option("--orders", type=click.IntRange(2), metavar="N", help="一共多少单 / how many orders in all")
@click.option("--lines", type=click.IntRange(1), metavar="N",
              help="不写报表，在空的 --home 里做成两年、这么多行订单明细的店，试速度用 / "
                   "make a store of two years with so many order lines in an empty --home, to try its speed")  # fmt: skip
@click.option("--items", type=click.IntRange(1), default=5000, show_default=True,
              help="和 --lines 一起：多少个商品 / with --lines: how many items")  # fmt: skip
@common
def command(
    call: Call,
    out: Path | None,
    seed: int,
    until: date | None,
    days: int,
    orders: int | None,
    lines: int | None,
    items: int,
) -> None:
    """写出三家虚构店铺的报表，格式和平台下载的一样。只写文件，不读入；--lines 则直接做成一家很大的店。

    Write the exports of three invented shops in the platforms' own formats. Files only; nothing is loaded, except with --lines,
    which makes a very large store.
    """
    if lines is not None:
        _large(call, lines, items)
    elif out is None:
        call.refuse(WHERE_TO)
    else:
        _written(call, out, seed, until, days, orders)


def _large(call: Call, lines: int, items: int) -> None:
    if current_version(call.home):
        call.refuse(NOT_EMPTY.fill(home=call.home))
    began = time.process_time()
    make_large(call.home, lines, items, call.say)
    size = store_path(call.home, current_version(call.home)).stat().st_size >> 20
    seconds = time.process_time() - began
    call.say(
        MADE.fill(
            home=call.home,
            lines=f"{lines:,}",
            items=f"{items:,}",
            size=f"{size:,}",
            seconds=f"{seconds:,.0f}",
        )
    )
    click.echo(OPEN.format(home=call.home))


def _written(call: Call, out: Path, seed: int, until: date | None, days: int, orders: int | None) -> None:
    def progress(number: int, count: int, name: str) -> None:
        call.say(WRITING.fill(number=number, count=count, name=name))

    try:
        files = write_sample(out, seed=seed, until=until, days=days, orders=orders, progress=progress)
    except OSError as error:
        call.fail(NOT_WRITTEN.fill(out=out, why=error.strerror or type(error).__name__))
    call.say(WRITTEN.fill(count=len(files)))
    for shop in SHOPS:
        click.echo(LOAD.format(folder=out / shop.name, name=shop.name, platform=shop.platform))
