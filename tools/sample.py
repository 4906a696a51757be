"""Puts the invented shops into a home: their exports are written, then loaded by the importer that people use."""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path

from data import load as importer
from data.sample import SHOPS, write_sample
from data.schema import shop_time
from data.text import Text
from data.versions import current_version
from tools.console import say


def load_if_empty(home: Path) -> None:
    """Load the invented shops into that home unless something was ever loaded there; says what it does."""
    if current_version(home):
        return
    started = time.monotonic()
    say(
        Text(
            "还没有数据：正在生成虚构的示例店铺并导入，约需一分钟…",
            "No data yet: making the invented sample shops and loading them, which takes about a minute …",
        )
    )
    load(home)
    seconds = time.monotonic() - started
    say(Text(f"示例已就绪，用时 {seconds:.0f} 秒。", f"The sample is ready after {seconds:.0f} s."))


def load(home: Path, days: int = 400, orders: int | None = None) -> None:
    """Load the invented shops of the last `days` days, with `orders` orders in all (None: a usual shop's).

    Raises AssertionError when the importer refuses a file of them.
    """
    yesterday = shop_time().date() - timedelta(days=1)  # the shop's, wherever this machine's clock stands
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), until=yesterday, days=days, orders=orders)
        for shop in SHOPS:
            files = sorted((Path(folder) / shop.name).iterdir())
            result = importer.load(home, files, shop=shop.name, platform=shop.platform, sample=True)
            refused = [file.file for file in result.files if file.refused]
            if refused:
                raise AssertionError(f"the importer refused files of the sample: {refused}")
