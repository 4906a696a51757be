"""`shop.py template`: the empty workbooks of the shop's own sheets, to fill in and load."""

import json
from io import BytesIO
from pathlib import Path

import click

from commands.call import Call, common
from data.templates import BY_KIND, TEMPLATES, write_template
from data.text import Text

WRITTEN = Text(
    "模板已写好：{file}。填好以后用 load 读入；灰色的示例行不会读入。",
    "The template is written: {file}. Fill it in and load it; the grey example row is not loaded.",
)
UNKNOWN = Text(
    "没有「{kind}」这种模板。有的是：{kinds}。",
    "There is no template {kind}. There are: {kinds}.",
)
THERE = Text(
    "「{file}」已经有了，可能已经填过，没有覆盖。请换一个文件名（--out），或先把它移走。",
    "{file} is there already and may be filled in, so it was not overwritten. Give another name (--out), or move it away.",
)
NOT_WRITTEN = Text(
    "写不了「{file}」：{why}。请换一个文件夹，或检查磁盘空间和权限。",
    "Can't write {file}: {why}. Choose another folder, or check the disk space and the permissions.",
)


@click.command("template", short_help="自己的表：空模板 empty workbooks of the own sheets")
@click.argument("kind", required=False)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE",
              help="写到哪个文件或文件夹，不写就是当前文件夹 / file or folder; by default this folder")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（只用于清单）/ write JSON (of the list)")
@common
def command(call: Call, kind: str | None, out: Path | None, as_json: bool) -> None:
    """写出自己的表的空模板（.xlsx）；不写 KIND 就列出有哪些。

    Write the empty workbook of an own sheet; without KIND list those that there are.
    """
    if kind is None:
        _list(call, as_json)
        return
    if kind not in BY_KIND:
        call.refuse(UNKNOWN.fill(kind=kind, kinds="、".join(BY_KIND)))
    target = out or Path()
    if target.is_dir():
        target /= BY_KIND[kind].file_name
    if target.exists():
        call.fail(THERE.fill(file=target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        content = BytesIO()
        write_template(kind, content)
        target.write_bytes(content.getvalue())
    except OSError as error:
        call.fail(NOT_WRITTEN.fill(file=target, why=error.strerror or type(error).__name__))
    call.say(WRITTEN.fill(file=target))


def _list(call: Call, as_json: bool) -> None:
    if as_json:
        found = [
            {"kind": template.kind, "title": template.title.say(call.language), "use": template.use.say(call.language),
             "columns": [field.header for field in template.fields]}
            for template in TEMPLATES
        ]  # fmt: skip
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for template in TEMPLATES:
        click.echo(f"{template.kind}  {template.title.say(call.language)}")
        click.echo(f"  {template.use.say(call.language)}")
