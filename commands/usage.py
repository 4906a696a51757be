"""What click says about wrong usage, in the two languages of the product."""

import click

from data.text import Text


def asked_language(arguments: list[str]) -> str:
    """Return the language that unparsed arguments ask for ("zh" unless they say otherwise)."""
    words = " ".join(arguments).replace("--lang=", "--lang ")
    return "en" if "--lang en" in words else "zh"


def usage_text(error: click.UsageError, prog_name: str) -> Text:
    """Return what was wrong with the call, what would do, and where the help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return Text(error.message, error.message)
    what = _what(error)
    path = error.ctx.command_path if error.ctx is not None else prog_name
    return Text(f"{what.zh}看说明：python {path} --help", f"{what.en} For help: python {path} --help")


def _what(error: click.UsageError) -> Text:
    if isinstance(error, click.NoSuchOption):
        return _unknown(Text("选项", "option"), error.option_name, error.possibilities)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _unknown(Text("命令", "command"), error.command_name, error.possibilities)
    if isinstance(error, click.MissingParameter):
        return Text("缺少 {name}。", "{name} is missing.").fill(name=_name(error))
    if isinstance(error, click.BadParameter):
        return Text("{name} 不对：{why} ", "{name} is wrong: {why}").fill(
            name=_name(error), why=error.message
        )
    return Text("用法不对：{why} ", "Wrong usage: {why}").fill(why=error.message)


def _unknown(thing: Text, name: str, near: list[str] | None) -> Text:
    said = Text("没有{thing} {name}。", "There is no {thing} {name}.").fill(thing=thing, name=name)
    if not near:
        return said
    return Text(f"{said.zh}相近的有：{'、'.join(near)}。", f"{said.en} Near: {', '.join(near)}.")


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.get_error_hint(error.ctx) or ""
