"""The invented shop on JD: what 商智 tells of its goods by day, and its own targets; JD's order exports aren't read."""

from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.sample import cells
from data.sample.arrays import Ints, stream
from data.sample.downloads import month_spans
from data.sample.festivals import hourly_weights
from data.sample.files import Table, write_xlsx
from data.sample.goods import JD
from data.sample.shop_files import Job
from data.sample.shops import JD_SHOP

SHOWN_DAYS = 120
BRAND, DEPARTMENT = "示例青禾", "服饰内衣"
VISITORS = 46  # of an item of weight 1 on an ordinary day
CONVERSION = 0.034
OFF = 92  # per cent of the list price that is paid


def jd_jobs(seed: int, last: date, days: int, folder: Path) -> list[Job]:
    """Return the 商品明细 of the last months by day, one workbook a month, each taken on the morning after its last day."""
    first = last - timedelta(days=min(days, SHOWN_DAYS) - 1)
    jobs = []
    for start, end in month_spans(first, last):
        taken = datetime.combine(end + timedelta(days=1), time(9, 20, 14))
        name = f"商品明细_{taken:%Y%m%d_%H%M%S}"
        title = f"经营状况-商品明细月报-{start:%Y%m}-全部-全部-按天"
        jobs.append(Job(folder / f"{name}.xlsx", partial(_write, title, seed, start, end)))
    return jobs


def _write(title: str, seed: int, start: date, end: date, path: Path) -> None:
    write_xlsx(path, title[:31], item_form(seed, start, end))


def item_days(seed: int, day: date) -> dict[str, Ints]:
    """Return a day's visitors, page views, carts, pieces and cents of every item, the same whichever file asks."""
    random = stream(seed, JD_SHOP.number, day.toordinal())
    lift = float(hourly_weights(day, 1).sum())
    season = np.array([item.weight for item in JD.items])
    visitors = np.rint(VISITORS * season * lift * np.exp(random.normal(0, 0.12, season.size))).astype(
        np.int64
    )
    pieces = random.binomial(visitors, CONVERSION).astype(np.int64)
    return {
        "visitors": visitors,
        "page_views": np.rint(visitors * random.uniform(1.6, 2.4, season.size)).astype(np.int64),
        "carts": random.binomial(visitors, 0.07).astype(np.int64),
        "pieces": pieces,
        "amount": pieces * JD.prices * OFF // 100,
    }


def item_form(seed: int, start: date, end: date) -> Table:
    """Return 商品明细 of these days, the newest first, as JD lists them."""
    days = [end - timedelta(days=n) for n in range((end - start).days + 1)]
    told = [item_days(seed, day) for day in days]
    place: Ints = np.tile(np.arange(len(JD.items)), len(days))
    of_day: Ints = np.repeat(np.arange(len(days)), len(JD.items))

    def figure(name: str) -> Ints:
        return np.concatenate([one[name] for one in told])

    visitors, views = figure("visitors"), figure("page_views")
    columns: dict[str, pa.Array] = {
        "时间": cells.pick([str(day) for day in days], of_day),
        "商品名称": cells.pick([item.title for item in JD.items], place),
        "SKU": cells.pick(JD.item_ids, place),
        "品牌": cells.same(BRAND, place.size),
        "一级类目": cells.same(DEPARTMENT, place.size),
        "二级类目": cells.pick([item.category for item in JD.items], place),
        "浏览量": cells.whole(views),
        "访客数": cells.whole(visitors),
        "人均浏览量": cells.fixed(views / np.maximum(visitors, 1), 1),
        "成交商品件数": cells.whole(figure("pieces")),
        "成交金额": cells.money(figure("amount")),
        "加购人数": cells.whole(figure("carts")),
    }
    return Table(columns)
