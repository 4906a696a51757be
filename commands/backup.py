"""`shop.py backup`: the home as one zip file."""

from datetime import datetime
from pathlib import Path

import click

from commands.call import Call, common
from data.backup import backup
from data.schema import shop_time
from data.text import Text

DONE = Text(
    "备份好了：{path}（第 {version} 版，{files} 个文件，{size:,.1f} MB）。请把它复制到另一块盘上。",
    "Backed up: {path} (version {version}, {files} files, {size:,.1f} MB). Copy it to another disk.",
)
WITHOUT_SECRET = Text(
    "里面没有买家编号的密钥「secret」。请另外保存它：没有它，恢复以后新导入的买家和以前的对不上。",
    "The key of the buyer hashes, “secret”, is not in it. Keep it elsewhere: without it, buyers of later loads don't match the "
    "earlier ones after a restore.",
)
WITH_SECRET = Text(
    "里面有买家编号的密钥「secret」，请当作密码保管。",
    "The key of the buyer hashes, “secret”, is in it: keep it like a password.",
)
FOLDER = "backups"


@click.command("backup", short_help="备份 write a backup")
@click.option(
    "--out",
    metavar="FILE|FOLDER",
    type=click.Path(path_type=Path),
    help="写到哪里，默认数据文件夹里的 backups / where to",
)
@click.option("--with-secret", is_flag=True, help="连买家编号的密钥一起 / with the key of the buyer hashes")
@common
def command(call: Call, out: Path | None, with_secret: bool) -> None:
    """把数据、手工填写的内容和保存过的格式写进一个 zip 文件；看板开着也可以。

    Write the store, what people typed and saved layouts into one zip file; the dashboard may be open.
    """
    done = backup(call.home, _path(call.home, out, shop_time()), with_secret=with_secret)
    click.echo(
        DONE.fill(path=done.path, version=done.version, files=done.files, size=done.size / 2**20).say(
            call.language
        )
    )
    call.say(WITH_SECRET if done.has_secret else WITHOUT_SECRET)


def _path(home: Path, out: Path | None, now: datetime) -> Path:
    name = f"zhanggui-{now:%Y%m%d-%H%M%S}.zip"
    if out is None:
        return home / FOLDER / name
    return out if out.suffix.lower() == ".zip" else out / name
