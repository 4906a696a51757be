"""What the server does before the first visitor, in a process of its own: it changes what the collector looks at."""

import subprocess
import sys
from pathlib import Path

from tests.stores import home_of, load_table

ORDER = """
订单编号 | 买家会员名 | 总金额 | 订单状态 | 订单创建时间 | 订单付款时间
1001     | 小红       | 90.00  | 交易成功 | 2026-11-20 10:00:00 | 2026-11-20 10:01:00
"""
SCRIPT = """
import asyncio, gc, sys
from ui import warm

async def serve():
    async with warm.lifespan(None):
        while not gc.get_freeze_count():
            await asyncio.sleep(0.1)

asyncio.run(serve())
print("pages.manager.morning" in sys.modules, "statsmodels.regression.linear_model" in sys.modules, gc.get_freeze_count())
"""


def test_a_server_has_every_page_ready_and_lets_go_of_it_at_its_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.stdout.split() == ["True", "True", "0"], done.stderr
    assert "leaked" not in done.stderr


FOLLOW = """
import shutil, sys, threading, time
from pathlib import Path
from data.instances import _OPEN
from data.versions import store_path
from ui import warm

home, later = Path(sys.argv[1]), Path(sys.argv[2])
ending = threading.Event()
thread = threading.Thread(target=warm.follow, args=(home, ending, 0.02), daemon=True)
thread.start()

def opened(path):
    until = time.monotonic() + 30
    while path not in _OPEN and time.monotonic() < until:
        time.sleep(0.02)
    return path in _OPEN

first = opened(store_path(home, 1))
(home / "CURRENT").write_text("no number", encoding="ascii")
time.sleep(0.2)
shutil.copy(later / "store-000002.duckdb", home)
(home / "CURRENT").write_text("2", encoding="ascii")
second = opened(store_path(home, 2))
ending.set()
thread.join(30)
print(first, second, thread.is_alive())
"""


def test_a_version_is_open_before_its_first_visitor_and_a_broken_pointer_stops_nothing(
    tmp_path: Path,
) -> None:
    home = home_of(tmp_path / "now", ORDER)
    later = home_of(tmp_path / "later", ORDER)
    load_table(later, ORDER.replace("1001", "1002"), "table2.csv")
    done = subprocess.run(
        [sys.executable, "-c", FOLLOW, str(home), str(later)],
        capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.stdout.split() == ["True", "True", "False"], done.stderr
