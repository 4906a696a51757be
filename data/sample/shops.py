"""The three invented shops, and what is planted where (days are counted back from the sample's last day)."""

from dataclasses import dataclass

from data.sample.goods import JD, MAIN, SECOND, Catalogue


@dataclass(frozen=True)
class SampleShop:
    """One invented shop: its name says that it is invented, and is also the folder of its files."""

    name: str
    platform: str
    number: int
    catalogue: Catalogue
    orders_per_day: float
    ad_share: float  # of what an ordinary day sells
    names_buyers: bool  # whether its order export has the buyer's column

    @property
    def is_main(self) -> bool:
        """Whether this is the shop that everything is planted in."""
        return self.number == 1


MAIN_SHOP = SampleShop("示例·青禾女装旗舰店", "tmall", 1, MAIN, 112.0, 0.165, True)
SECOND_SHOP = SampleShop("示例·青禾家居淘宝店", "taobao", 2, SECOND, 22.0, 0.11, False)
# No orders of it are told: JD's order exports are not read.
JD_SHOP = SampleShop("示例·青禾京东专营店", "jd", 3, JD, 0.0, 0.0, False)
SELLING = (MAIN_SHOP, SECOND_SHOP)
SHOPS = (*SELLING, JD_SHOP)

# Days before the last day.
BULK_DAY = 5  # one buyer takes 86 shirts
LIVE_NIGHT = 4  # a broadcast until midnight; its orders are paid after midnight
COLLAPSE_FROM = 6  # an item's new main picture drives buyers away
LATE_FROM = 7  # an item whose delivery is late: paid, not shipped
SOLD_OUT_FROM = 9  # the main size of the jeans is gone
MISSING_DAY = 12  # no traffic row for that day
TIGHT_FROM = 20  # a new batch of a dress runs small
LOSING_FROM = 50  # a campaign that never earns its money back
BURNING_FROM = 35  # a keyword without orders
SLOW_ADS_FROM = 6  # after 双11 the budgets stayed high

BULK_ITEM, BULK_PIECES = "QH6003", 86
HOT_COVER_DAYS = 2.2
