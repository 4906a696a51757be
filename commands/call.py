"""What every command is told: where the shop's data lies and which language to speak."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from commands.mishap import record
from data.faults import StoreFault
from data.text import Text

DEFAULT_HOME = Path(__file__).resolve().parents[1] / "var"


class Refused(Exception):
    """A command that ends with one sentence for the person and an exit code."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.exit_code = exit_code


@dataclass(frozen=True)
class Call:
    """One call of a command: its home folder and its language."""

    home: Path
    language: str

    def say(self, text: Text) -> None:
        """Say a sentence to the person, on stderr: stdout holds nothing but results."""
        click.echo(text.say(self.language), err=True)

    def refuse(self, text: Text) -> NoReturn:
        """End with exit code 2: the command was asked for something that doesn't exist."""
        raise Refused(text.say(self.language), 2)

    def fail(self, text: Text) -> NoReturn:
        """End with exit code 1: the command was right, and it could not be done."""
        raise Refused(text.say(self.language), 1)


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--home` and `--lang`, hand it a `Call` first, and turn a mishap into a sentence and a log."""

    @click.option(
        "--home", type=click.Path(path_type=Path, file_okay=False), envvar="ZHANGGUI_HOME", default=DEFAULT_HOME,
        show_default="var", help="店铺数据所在的文件夹 / folder of the shop's data",
    )  # fmt: skip
    @click.option(
        "--lang", "language", type=click.Choice(("zh", "en")), default="zh", show_default=True,
        help="说明用的语言 / language of what is said",
    )  # fmt: skip
    @wraps(command)
    def told(home: Path, language: str, **rest: Any) -> None:
        call = Call(home, language)
        try:
            command(call, **rest)
        except (Refused, click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except StoreFault as fault:
            call.fail(fault.text)
        except Exception as error:  # noqa: BLE001 - the one place that stands between a mishap and the person
            call.fail(record(error, home))

    return told
