"""The group of commands: how a call ends, in sentences and exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from commands import (
    backup,
    check,
    doctor,
    explain,
    kinds,
    load,
    log,
    report,
    restore,
    sample,
    show,
    template,
    undo,
)
from commands.call import Refused
from commands.usage import asked_language, usage_text
from data.text import Text


class Shell(click.Group):
    """A click group that answers every failure with a sentence and the exit codes 0, 1 and 2."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run the command of `args` and leave the process with its exit code."""
        for stream in (sys.stdout, sys.stderr):
            _speak_utf8(stream)
        given = list(sys.argv[1:] if args is None else args)
        sys.exit(self._run(given, prog_name or "shop.py", {**extra, "standalone_mode": False}))

    def _run(self, given: list[str], prog_name: str, extra: dict[str, Any]) -> int:
        try:
            code = super().main(given, prog_name, **extra)
            sys.stdout.flush()
        except Refused as refused:
            click.echo(refused.sentence, err=True)
            return refused.exit_code
        except click.UsageError as error:
            click.echo(usage_text(error, prog_name).say(asked_language(given)), err=True)
            return 2
        except (KeyboardInterrupt, click.Abort):
            click.echo(Text("已中断。", "Interrupted.").say(asked_language(given)), err=True)
            return 1
        except OSError:
            # The reader (head, a closed window) has gone, or its disk is full; leave Python nothing to flush into it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        return code if isinstance(code, int) else 0


def _speak_utf8(stream: Any) -> None:
    # Windows would write the console's code page into pipes and files.
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def shop() -> None:
    """掌柜看板：读入淘宝、天猫、京东店铺下载的报表，查看指标，导出周报。

    Zhanggui: load the exports of a Taobao, Tmall or JD shop, look at its figures, write the weekly report.

    \b
    python shop.py load 下载文件夹                     读入报表      load exports
    python shop.py show paid_amount --by day           查看指标      show figures
    python shop.py report weekly --week 2026-W47       导出周报      write the week as xlsx

    \b
    退出码 exit codes:
      0  完成（被拒的行会列出来）  done (refused rows are listed)
      1  有文件被拒绝，或没能做成  a file was refused, or it could not be done
      2  用法不对                  wrong usage: an unknown key, or a cut that a metric doesn't have
    """


for module in (
    load,
    show,
    kinds,
    template,
    report,
    sample,
    undo,
    explain,
    log,
    check,
    backup,
    restore,
    doctor,
):
    shop.add_command(module.command)
