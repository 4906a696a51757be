"""Writes the sample: the exports of three invented shops, one folder per shop, as their owner would have downloaded them."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from data.sample.jd import jd_jobs
from data.sample.plan import plan
from data.sample.shops import JD_SHOP
from data.sample.world import simulate
from data.schema import shop_time

Progress = Callable[[int, int, str], None]


def write_sample(
    out: Path,
    *,
    seed: int = 7,
    until: date | None = None,
    days: int = 400,
    orders: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the exports of the invented shops below `out`, one folder per shop, and return the files' paths.

    The same (seed, until, days, orders) give the same bytes. until: the last whole day (None: the shop's yesterday); orders: how
    many orders the shops on Taobao have in all (None: a usual shop's). progress is told (number, of, file name) before each file.
    Raises ValueError for less than a day or two orders, OSError where a file can't be written.
    """
    world = simulate(seed, until or shop_time().date() - timedelta(days=1), days, orders)
    jobs = [job for shop in world.shops for job in plan(shop, world, out / shop.shop.name)]
    jobs += jd_jobs(seed, world.main.last, days, out / JD_SHOP.name)
    for number, job in enumerate(jobs, 1):
        if progress is not None:
            progress(number, len(jobs), job.path.name)
        job.path.parent.mkdir(parents=True, exist_ok=True)
        job.write(job.path)
    return [job.path for job in jobs]
