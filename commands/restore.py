"""`shop.py restore`: a backup into an empty home, or only tried."""

from pathlib import Path

import click

from commands.call import Call, common
from data.backup import rehearse, restore
from data.hashing import SECRET_FILE
from data.text import Text

DONE = Text(
    "恢复好了：{home} 现在是第 {version} 版，{files} 个文件都核对过。",
    "Restored: {home} is at version {version}; all {files} files agree.",
)
TRIED = Text(
    "这份备份能用：解开后 {files} 个文件和每张表都与备份时一致（第 {version} 版）。没有改动任何数据。",
    "This backup works: unpacked, its {files} files and every table are as they were (version {version}). No data was changed.",
)
NO_SECRET = Text(
    "备份里没有密钥「secret」。请在导入之前把原来的「secret」放进 {home}；否则新导入的买家和以前的对不上。",
    "The backup holds no key “secret”. Put the old one into {home} before loading anything; else new buyers don't match the "
    "earlier ones.",
)


@click.command("restore", short_help="恢复备份 restore a backup")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--verify", is_flag=True, help="只试一遍，不改动数据 / only try it, nothing is changed")
@common
def command(call: Call, file: Path, verify: bool) -> None:
    """把备份恢复到一个空的数据文件夹；里面已经有数据就不动它。

    Restore a backup into an empty home; one that holds data already is left alone.
    """
    done = rehearse(file) if verify else restore(call.home, file)
    said = (TRIED if verify else DONE).fill(home=call.home, version=done.version, files=done.files)
    click.echo(said.say(call.language))
    if not verify and not done.has_secret and not (call.home / SECRET_FILE).exists():
        call.say(NO_SECRET.fill(home=call.home))
