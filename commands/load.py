"""`shop.py load`: exports into the store, with one answer per file and sheet."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from commands.arguments import moment
from commands.call import Call, common
from commands.load_summary import told
from commands.progress import Progress
from commands.text_table import printable
from commands.watch import watched
from data.exports.orders_unnumbered import IDENTITY
from data.load import LoadResult, load
from data.outcome import outcome
from data.store import open_store
from data.text import Text
from reports.outcome import lines

GROSS = {
    "总金额": "amount_due",
    "实付": "amount_kept",
    "amount_due": "amount_due",
    "amount_kept": "amount_kept",
}
# What the system puts into folders, and what Office leaves beside an open file.
NOT_OF_THE_PERSON = {"thumbs.db", "desktop.ini"}

NO_PATHS = Text(
    "没有说读哪些文件。请写上文件或文件夹，或用 --watch 读收件箱里的。",
    "No file was named. Give files or folders, or --watch for those in the inbox.",
)
NO_WATCH = Text(
    "--folder 要和 --watch 一起用；只读一次就把文件夹写在 load 后面。",
    "--folder goes with --watch; to read a folder once, give it after load.",
)
EMPTY_FOLDER = Text("文件夹「{folder}」里没有文件。", "There is no file in the folder {folder}.")


@click.command("load", short_help="读入报表 load exports")
@click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--shop", "shop_name", metavar="NAME", help="这些文件是哪家店的 / whose files these are")
@click.option("--platform", metavar="NAME", help="平台，例如 淘宝、天猫、京东 / the platform")
@click.option(
    "--as-of", type=moment, metavar="TIME", help="导出时间，例如 2026-11-20 09:30 / when they were exported"
)
@click.option("--gross", type=click.Choice(tuple(GROSS)), metavar="总金额|实付",
              help="哪一列是退款前的金额（测不出来时才需要） / which column is before refunds")  # fmt: skip
@click.option(
    "--identity",
    type=click.Choice((IDENTITY,)),
    help="订单报表没有订单编号时，按买家+时间+金额认单 / tell orders without a number apart by these three",
)
@click.option(
    "--profile",
    metavar="NAME",
    help="按保存过的格式读入（在导入页上保存） / read by a layout saved on the load page",
)
@click.option(
    "--watch", is_flag=True, help="守着收件箱，来一份读一份，Ctrl+C 结束 / load what comes into the inbox"
)
@click.option(
    "--once", is_flag=True, help="和 --watch 一起：只读现在收件箱里的 / with --watch: what lies there now"
)
@click.option(
    "--folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="和 --watch 一起：也看这个文件夹里的新报表，不移动 / with --watch: new exports there too, left where they are",
)  # fmt: skip
@click.option("--sample", is_flag=True, help="这是示例数据，页面上会标明 / invented data, to be labelled so")
@click.option(
    "--json", "as_json", is_flag=True, help="每个文件和工作表一行 JSON / one JSON line per file and sheet"
)
@common
def command(
    call: Call, paths: tuple[Path, ...], shop_name: str | None, platform: str | None, as_of: datetime | None,
    gross: str | None, identity: str | None, profile: str | None, watch: bool, once: bool, folder: Path | None,
    sample: bool, as_json: bool,
) -> None:  # fmt: skip
    """读入下载的报表（CSV、Excel、zip），文件夹里的全部读入。同一个文件读两次，数字不变。

    Load downloaded exports (CSV, Excel, zip), folders with all that is in them. Loading a file twice changes nothing.

    \b
    python shop.py load 下载/订单报表.csv 下载/计划报表.csv
    python shop.py load 下载 --shop 我的店 --as-of "2026-11-20 09:30"

    有文件被拒绝时退出码是 1，其余文件照常读入。Exit code 1 when a file was refused; the others are loaded all the same.
    """
    if not paths and not watch:
        raise click.UsageError(NO_PATHS.say(call.language))
    if folder is not None and not watch:
        raise click.UsageError(NO_WATCH.say(call.language))
    taking = partial(
        _take, call, shop=shop_name, platform=platform, as_of=as_of, gross=GROSS[gross] if gross else None, profile=profile,
        unnumbered=identity is not None, sample=sample, as_json=as_json,
    )  # fmt: skip
    files = list(files_of(call, paths))
    refused = bool(taking(files).refused) if paths else False
    if watch:
        refused |= watched(call, taking, once=once, folder=folder)
    if refused or (paths and not files):
        raise click.exceptions.Exit(1)


def _take(call: Call, files: Sequence[Path], *, as_json: bool, **how: Any) -> LoadResult:
    """Load files, say what became of each, and at the end what the load did as a whole."""
    with Progress(call) as progress:
        result = load(call.home, files, progress=progress, **how)
    for file in result.files:
        if as_json:
            click.echo(json.dumps(file.to_json(call.language), ensure_ascii=False))
        else:
            click.echo("\n".join(told(file, call.language)))
    for line in lines(outcome(open_store(call.home), result)):
        call.say(Text(printable(line.zh), printable(line.en)))
    return result


def files_of(call: Call, paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, and those in the folders by name; an empty folder is said."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(
            file for file in path.rglob("*") if file.is_file() and _is_of_the_person(file.relative_to(path))
        )
        if not found:
            call.say(EMPTY_FOLDER.fill(folder=path))
        yield from found


def _is_of_the_person(file: Path) -> bool:
    return file.name.lower() not in NOT_OF_THE_PERSON and not any(
        part.startswith((".", "~$")) for part in file.parts
    )
