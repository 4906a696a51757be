"""The invented main shop's own lists: its goods, what they cost, how long they take to come, who is in charge, its tiers."""

from datetime import date, timedelta

from data.sample import goods
from data.sample.ads import campaigns_of
from data.sample.files import Table
from data.sample.own_sheets import table, yuan
from data.sample.world import ShopWorld

PROMOTION, KNITS, OTHERS = "店员小林", "店员小陈", "店员小周"
KNITTED = ("针织", "外套", "配饰")
COST_SHARES = {
    "针织": 41,
    "外套": 46,
    "裤装": 40,
    "秋冬裙": 43,
    "连衣裙": 42,
    "T恤": 38,
    "衬衫": 41,
    "配饰": 35,
}
FEE = "5%"
ATTRIBUTES = 20
LONG_ON_SHELF = 420  # days
SUPPLIERS = {"针织": "示例一厂", "外套": "示例二厂"}
OTHER_SUPPLIER = "示例三厂"


def supplier(item: goods.Item) -> str:
    """Return who makes an item."""
    return SUPPLIERS.get(item.category, OTHER_SUPPLIER)


def owner(item: goods.Item) -> str:
    """Return who is in charge of an item."""
    return KNITS if item.category in KNITTED else OTHERS


def product_form(world: ShopWorld) -> Table:
    """Return 商品清单 as of the last day: every link of the shop."""
    rows = []
    for place, item in enumerate(world.shop.catalogue.items):
        filled = ATTRIBUTES - place * 5 % 7
        rows.append(
            (world.shop.catalogue.item_ids[place], item.title, item.code, item.category, str(filled), str(ATTRIBUTES), "在售",
             first_shelved(world, place).isoformat(), yuan(item.price * 100), owner(item), world.shop.name)
        )  # fmt: skip
    headers = ("商品ID", "商品标题", "商家编码", "类目", "已填属性数", "属性总数", "上架状态", "首次上架日期", "价格", "负责人",
               "店铺")  # fmt: skip
    return table(headers, rows)


def first_shelved(world: ShopWorld, place: int) -> date:
    """Return the day on which an item was put on the shelf: a Wednesday where it is new, long ago otherwise."""
    item = world.shop.catalogue.items[place]
    if item.shelved is None:
        return world.last - timedelta(days=LONG_ON_SHELF + 9 * place)
    wednesday = (world.last.weekday() - 2) % 7
    return world.last - timedelta(days=wednesday + 7 * item.shelved)


def margin_form(world: ShopWorld) -> Table:
    """Return 商品成本表: what a piece of each item costs, and the platform's share."""
    rows = [
        (world.shop.catalogue.item_ids[place], item.title, yuan(item.price * COST_SHARES[item.category]), FEE, world.shop.name)
        for place, item in enumerate(world.shop.catalogue.items)
        if not item.is_link
    ]  # fmt: skip
    return table(("商品ID", "商品名称", "成本价", "平台扣点", "店铺"), rows)


def lead_time_form(world: ShopWorld) -> Table:
    """Return 货期表: by class of goods, one supplier's own, and the default."""
    name = world.shop.name
    rows = [
        ("", "热销", "12", "5", "7", "100", "20", name),
        ("", "常销", "15", "5", "7", "50", "20", name),
        ("", "滞销", "20", "0", "14", "50", "20", name),
        (SUPPLIERS["外套"], "", "25", "5", "14", "100", "10", name),
        ("", "", "15", "3", "7", "50", "20", name),
    ]
    headers = ("供应商", "商品等级", "货期天数", "安全天数", "补货周期", "起订量", "装箱数", "店铺")
    return table(headers, rows)


def owner_form(world: ShopWorld) -> Table:
    """Return 负责人表: campaigns by name, goods by category."""
    name = world.shop.name
    rows = [(PROMOTION, "推广", campaign.id, campaign.name, "", name) for campaign in campaigns_of(world)]
    categories = dict.fromkeys(item.category for item in world.shop.catalogue.items if not item.is_link)
    rows += [
        (KNITS if category in KNITTED else OTHERS, "商品", "", "", category, name) for category in categories
    ]
    return table(("负责人", "部门", "计划ID", "计划名称", "类目", "店铺"), rows)


def tier_form(world: ShopWorld) -> Table:
    """Return 会员等级规则: by what was spent and how often."""
    rows = [
        ("普通会员", "0", "", world.shop.name),
        ("银卡", "300", "2", world.shop.name),
        ("金卡", "800", "3", world.shop.name),
    ]
    return table(("会员等级", "累计金额起", "累计次数起", "店铺"), rows)
