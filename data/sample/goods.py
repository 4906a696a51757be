"""The invented shops' goods: items with prices, colours, sizes, seasons and habits of coming back."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from data.sample.arrays import Floats, Ints

SIZES = ("S", "M", "L", "XL")
_SIZE_SHARES = (0.21, 0.38, 0.27, 0.14)
_COLOUR_SHARES = ((1.0,), (0.6, 0.4), (0.48, 0.31, 0.21))
_CODES = {
    "黑": "BK",
    "白": "WH",
    "米白": "OW",
    "焦糖": "CA",
    "雾蓝": "BL",
    "浅灰": "GY",
    "豆沙": "RO",
    "卡其": "KH",
    "墨绿": "GN",
    "酒红": "WI",
    "燕麦": "OA",
    "牛仔蓝": "DN",
}

# How well a category sells from January to December.
# fmt: off
SEASONS = {
    "连衣裙": (0.5, 0.6, 1.0, 1.3, 1.6, 1.7, 1.5, 1.3, 1.0, 0.8, 0.5, 0.4),
    "秋冬裙": (0.9, 0.8, 0.6, 0.3, 0.15, 0.1, 0.1, 0.3, 0.9, 1.4, 1.6, 1.4),
    "针织": (1.0, 1.1, 1.2, 0.8, 0.4, 0.3, 0.3, 0.6, 1.3, 1.6, 1.6, 1.3),
    "外套": (1.0, 0.8, 0.6, 0.3, 0.15, 0.1, 0.1, 0.3, 0.9, 1.5, 1.8, 1.6),
    "裤装": (0.9, 1.0, 1.1, 1.1, 1.0, 0.9, 0.8, 0.9, 1.1, 1.1, 1.1, 1.0),
    "T恤": (0.3, 0.5, 0.9, 1.3, 1.6, 1.8, 1.7, 1.4, 0.9, 0.5, 0.3, 0.3),
    "衬衫": (0.7, 0.9, 1.3, 1.4, 1.1, 0.8, 0.7, 0.9, 1.3, 1.2, 0.8, 0.7),
    "配饰": (1.0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1.0, 1.1, 1.2, 1.2),
}
# fmt: on


@dataclass(frozen=True)
class Item:
    """One item: `weight` is its share of sales, `returns` the share of its lines that come back."""

    code: str
    title: str
    category: str
    price: int
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    weight: float
    returns: float
    reason: str = "尺码不合适"
    shelved: int | None = (
        None  # on the Wednesday (周三上新) so many weeks before the last one; None: long on the shelf
    )

    @property
    def is_link(self) -> bool:
        """Whether this is a link for paying a difference and no goods."""
        return self.category == "链接"


def _item(
    code: str,
    title: str,
    category: str,
    price: int,
    colours: str,
    weight: float,
    returns: float = 0.15,
    sizes: tuple[str, ...] = SIZES,
    reason: str = "尺码不合适",
    shelved: int | None = None,
) -> Item:
    return Item(code, title, category, price, tuple(colours.split()), sizes, weight, returns, reason, shelved)


_ONE = ("均码",)
DIFFERENCE = _item("QH0000", "补差价专用链接 拍前请联系客服", "链接", 1, "默认", 0.0, 0.0, _ONE)

SOLD_OUT, OFF_COLOUR = "QH2001", "QH6001"


@dataclass(frozen=True)
class Roles:
    """Which items play the planted parts, so that they sell in the season of the sample's last day."""

    hot: str  # sells best and is about to run out
    collapsed: str  # buyers turn away from its new main picture
    tight: str  # its new batch runs small
    late: str  # its delivery is late


COLD_SEASON = Roles("QH1001", "QH1003", "QH3001", "QH4001")
WARM_SEASON = Roles("QH5001", "QH5002", "QH3004", "QH3006")


def roles(last: date) -> Roles:
    """Return the parts of a sample that ends on that day."""
    return WARM_SEASON if 4 <= last.month <= 8 else COLD_SEASON


MAIN_ITEMS = (
    _item("QH1001", "慵懒风短款针织开衫女秋冬外搭毛衣", "针织", 149, "米白 焦糖 雾蓝", 9.0, 0.11),
    _item("QH1002", "半高领羊毛打底毛衣女内搭针织衫", "针织", 169, "黑 燕麦 豆沙", 5.0, 0.13),
    _item("QH1003", "德绒高领打底衫女加绒内搭上衣", "针织", 79, "黑 白 浅灰", 6.2, 0.10),
    _item("QH1004", "麻花圆领套头毛衣女宽松", "针织", 189, "米白 墨绿", 3.2, 0.14),
    _item("QH1005", "针织马甲女背心外穿叠穿", "针织", 109, "燕麦 黑", 2.2, 0.12),
    _item(SOLD_OUT, "高腰直筒牛仔裤女显瘦烟管裤", "裤装", 139, "牛仔蓝 黑", 6.5, 0.17),
    _item("QH2002", "垂感西装阔腿裤女高腰拖地", "裤装", 129, "黑 卡其", 4.4, 0.16),
    _item("QH2003", "加绒束脚运动裤女卫裤", "裤装", 99, "浅灰 黑", 2.8, 0.11),
    _item("QH2004", "灯芯绒哈伦裤女萝卜裤", "裤装", 119, "焦糖 卡其", 1.6, 0.15),
    _item("QH2005", "冰丝薄款阔腿裤女夏", "裤装", 89, "黑 燕麦", 2.0, 0.12),
    _item("QH3001", "丝绒收腰连衣裙女法式复古长裙", "秋冬裙", 239, "酒红 墨绿", 3.6, 0.16),
    _item("QH3002", "毛呢半身裙女高腰A字中长款", "秋冬裙", 149, "黑 焦糖", 2.4, 0.15),
    _item("QH3003", "针织连衣裙女配大衣内搭打底裙", "秋冬裙", 199, "燕麦 黑", 2.8, 0.15),
    _item("QH3004", "法式碎花连衣裙女夏显瘦茶歇裙", "连衣裙", 179, "雾蓝 豆沙", 5.6, 0.19),
    _item("QH3005", "棉麻衬衫裙女通勤系带", "连衣裙", 189, "米白 卡其", 3.0, 0.16),
    _item("QH3006", "吊带裙女两件套配薄开衫", "连衣裙", 159, "黑 雾蓝", 3.2, 0.18),
    _item("QH3007", "真丝感缎面半身裙女鱼尾", "连衣裙", 129, "米白 酒红", 2.4, 0.17),
    _item("QH4001", "双面羊毛呢大衣女中长款手工", "外套", 699, "焦糖 黑", 1.5, 0.20),
    _item("QH4002", "短款羽绒服女轻薄白鸭绒", "外套", 399, "米白 黑", 2.2, 0.17),
    _item("QH4003", "风衣女中长款英伦经典", "外套", 329, "卡其", 1.8, 0.18),
    _item("QH4004", "牛仔外套女宽松短款", "外套", 189, "牛仔蓝", 1.7, 0.15),
    _item("QH4005", "羊羔毛外套女加厚短款", "外套", 259, "米白 焦糖", 2.4, 0.15),
    _item("QH5001", "重磅纯棉短袖T恤女白色基础款", "T恤", 69, "白 黑 浅灰", 5.4, 0.08),
    _item("QH5002", "正肩修身短袖女小个子", "T恤", 59, "白 豆沙", 3.4, 0.09),
    _item("QH5003", "条纹长袖T恤女打底", "T恤", 79, "黑 雾蓝", 3.0, 0.09),
    _item("QH5004", "冰丝针织短袖女薄款", "T恤", 89, "燕麦 墨绿", 2.4, 0.10),
    _item(
        OFF_COLOUR,
        "法式缎面衬衫女通勤设计感",
        "衬衫",
        159,
        "豆沙 墨绿",
        2.8,
        0.24,
        reason="颜色/图案/款式与商品描述不符",
    ),
    _item("QH6002", "天丝牛仔衬衫女宽松外套", "衬衫", 149, "牛仔蓝", 2.2, 0.13),
    _item("QH6003", "纯棉白衬衫女职业通勤", "衬衫", 119, "白", 3.4, 0.11),
    _item("QH6004", "雪纺印花衬衫女夏", "衬衫", 109, "雾蓝 豆沙", 1.8, 0.15),
    _item("QH7001", "羊毛围巾女冬季加厚", "配饰", 99, "焦糖 浅灰", 2.4, 0.06, _ONE, "不喜欢/不想要"),
    _item("QH7002", "真皮细腰带女百搭", "配饰", 49, "黑 焦糖", 1.8, 0.05, _ONE, "不喜欢/不想要"),
    _item("QH7003", "棉质堆堆袜女五双装", "配饰", 29, "白 黑", 2.6, 0.03, _ONE, "不喜欢/不想要"),
    _item("QH8001", "新款丝绒西装外套女小香风", "外套", 369, "黑 酒红", 2.2, 0.16, shelved=0),
    _item("QH8002", "新款羊绒混纺阔腿裤女", "裤装", 229, "黑 燕麦", 1.8, 0.14, shelved=1),
)
SECOND_ITEMS = (
    _item("QL1001", "珊瑚绒睡衣女套装家居服", "针织", 99, "豆沙 燕麦", 5.0, 0.08),
    _item("QL1002", "纯棉睡裙女长袖", "衬衫", 79, "雾蓝 白", 3.0, 0.08),
    _item("QL1003", "半边绒家居拖鞋女", "配饰", 39, "黑 豆沙", 4.0, 0.05, _ONE, "不喜欢/不想要"),
    _item("QL1004", "莫代尔吊带背心女", "T恤", 49, "白 黑", 3.0, 0.06),
    _item("QL1005", "加厚法兰绒毛毯", "配饰", 89, "浅灰 焦糖", 2.4, 0.05, _ONE, "不喜欢/不想要"),
    _item("QL1006", "冰丝睡衣女夏薄款", "T恤", 89, "雾蓝 豆沙", 3.0, 0.08),
)


@dataclass(frozen=True)
class Catalogue:
    """The goods of one shop; the last item is the link for differences."""

    items: tuple[Item, ...]
    first_item_id: int

    @cached_property
    def skus(self) -> tuple[tuple[int, str, str], ...]:
        """Return every stock keeping unit as (item, colour, size), items in order."""
        return tuple((n, c, s) for n, item in enumerate(self.items) for c in item.colours for s in item.sizes)

    @cached_property
    def item_ids(self) -> list[str]:
        """Return the platform's item ids, as text."""
        return [str(self.first_item_id + 137 * n) for n in range(len(self.items))]

    @cached_property
    def sku_item(self) -> Ints:
        """Return the item of each stock keeping unit."""
        return np.array([sku[0] for sku in self.skus], dtype=np.int64)

    @cached_property
    def sku_codes(self) -> list[str]:
        """Return the shop's own code of each stock keeping unit (商家编码)."""
        return [
            f"{self.items[n].code}-{_CODES.get(c, 'XX')}-{'F' if s == '均码' else s}" for n, c, s in self.skus
        ]

    @cached_property
    def sku_texts(self) -> list[str]:
        """Return the attributes as the platform writes them (商品属性)."""
        return [f"颜色分类：{colour};尺码：{size}" for _, colour, size in self.skus]

    @cached_property
    def prices(self) -> Ints:
        """Return the list price of each item in cents."""
        return np.array([item.price * 100 for item in self.items], dtype=np.int64)

    @cached_property
    def sku_weights(self) -> Floats:
        """Return the share of each stock keeping unit within its item, one row per item."""
        weights = np.zeros((len(self.items), len(self.skus)))
        for place, (n, colour, size) in enumerate(self.skus):
            item = self.items[n]
            colour_share = _COLOUR_SHARES[len(item.colours) - 1][item.colours.index(colour)]
            weights[n, place] = colour_share * (_SIZE_SHARES[SIZES.index(size)] if size in SIZES else 1.0)
        return weights

    def index(self, code: str) -> int:
        """Return the place of the item with that code, -1 where this shop does not sell it."""
        return next((n for n, item in enumerate(self.items) if item.code == code), -1)

    def sku_index(self, code: str) -> int:
        """Return the place of the stock keeping unit with that 商家编码, -1 where there is none."""
        return self.sku_codes.index(code) if code in self.sku_codes else -1


# JD sells some of the same goods under numbers of its own.
JD_ITEMS = tuple(item for item in MAIN_ITEMS if item.category in ("针织", "裤装", "配饰"))

MAIN = Catalogue((*MAIN_ITEMS, DIFFERENCE), 900_000_100_001)
SECOND = Catalogue(SECOND_ITEMS, 900_000_500_001)
JD = Catalogue(JD_ITEMS, 100_000_700_001)
