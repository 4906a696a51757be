"""The further own sheets of the invented main shop, as files."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from data.sample import own_lists, own_logs, own_records
from data.sample.files import Table
from data.sample.shop_files import Job, ShopFiles
from data.sample.world import ShopWorld

SHEETS: tuple[tuple[str, Callable[[ShopWorld], Table]], ...] = (
    ("商品成本表", own_lists.margin_form),
    ("货期表", own_lists.lead_time_form),
    ("负责人表", own_lists.owner_form),
    ("会员等级规则", own_lists.tier_form),
    ("到货计划", own_logs.delivery_form),
    ("评价表", own_logs.review_form),
    ("活动报名表", own_logs.sign_up_form),
    ("竞品记录", own_logs.rival_form),
    ("盘点表", own_records.stock_take_form),
    ("变更记录", own_records.change_form),
    ("剔除链接表", own_records.excluded_form),
    ("会员表", own_records.member_form),
)


def own_jobs(files: ShopFiles) -> list[Job]:
    """Return the files of the shop's own lists and logs; the list of goods names its day."""
    sheets = [files.book(name, name, partial(form, files.world)) for name, form in SHEETS]
    goods = files.book(
        f"商品清单_{files.world.last:%Y%m%d}", "商品清单", partial(own_lists.product_form, files.world)
    )
    # How long a ticket is open and a parcel silent is counted to the time when the sheet was written, which its name tells.
    taken = files.morning + timedelta(hours=8, minutes=30, seconds=9)
    records = [
        files.book("推广预算表", "推广预算表", lambda: own_records.budget_form(files.world, files.ads)),
        files.book(
            f"问题单_{taken:%Y%m%d_%H%M%S}",
            "问题单",
            lambda: own_records.ticket_form(files.world, files.morning),
        ),
        files.book(
            f"物流跟踪表_{taken:%Y%m%d_%H%M%S}",
            "物流跟踪表",
            lambda: own_records.parcel_form(files.world, files.morning),
        ),
    ]
    return [goods, *sheets, *records]
