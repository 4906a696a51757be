"""The further own sheets of the invented main shop, as files."""

from collections.abc import Callable
from functools import partial

from data.sample import own_lists, own_logs
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
)


def own_jobs(files: ShopFiles) -> list[Job]:
    """Return the files of the shop's own lists and logs; the list of goods names its day."""
    sheets = [files.book(name, name, partial(form, files.world)) for name, form in SHEETS]
    goods = files.book(
        f"商品清单_{files.world.last:%Y%m%d}", "商品清单", partial(own_lists.product_form, files.world)
    )
    return [goods, *sheets]
