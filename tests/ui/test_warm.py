"""What the server does before the first visitor, in a process of its own: it changes what the collector looks at."""

import subprocess
import sys

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
