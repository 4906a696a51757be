"""An error that nobody foresaw: kept in a log that holds no data of the shop, told in one sentence."""

import platform
import traceback
from datetime import datetime
from pathlib import Path

from data.text import Text

ROOT = Path(__file__).resolve().parents[1]


def record(error: BaseException, home: Path) -> Text:
    """Write where `error` happened under `home`/logs and return the sentence for the person.

    The log has the kinds of the errors and the places in the program, never their messages: a message may quote a
    cell of a file.
    """
    try:
        log = _write(error, home / "logs")
    except OSError:
        return Text(
            "程序出错了（{kind}），数据没有改动。日志也没写成：文件夹「{folder}」不能写，请检查磁盘空间和权限。",
            "Something went wrong ({kind}); no data was changed. The log could not be written either: check the disk "
            "space and the permissions of {folder}.",
        ).fill(kind=type(error).__name__, folder=home)
    return Text(
        "程序出错了（{kind}），数据没有改动。请把这个日志发给维护的人，里面没有店铺数据：{log}",
        "Something went wrong ({kind}); no data was changed. Please send this log to whoever maintains the program; "
        "it holds no data of the shop: {log}",
    ).fill(kind=type(error).__name__, log=log)


def _write(error: BaseException, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now()
    log = folder / f"error-{now:%Y%m%d-%H%M%S-%f}.txt"
    log.write_text("\n".join([f"{now:%Y-%m-%d %H:%M:%S}  Python {platform.python_version()}", *_chain(error)]) + "\n",
                   encoding="utf-8")  # fmt: skip
    return log


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return lines


def _place(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
