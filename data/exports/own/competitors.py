"""What the shop saw at its competitors: one row per thing seen."""

from data.exports.own.shared import NOTE, NOTE_FIELD, SHOP, SHOP_FIELD
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("竞品记录", "Competitors")
MOVES: tuple[tuple[str, str], ...] = (
    ("改价", "price"),
    ("上新", "new_item"),
    ("活动", "campaign"),
    ("换主图", "picture"),
    ("爆款", "hot_item"),
    ("其他", "other"),
)

KIND = Kind(
    key="competitors",
    title=TITLE,
    where=Text("下载模板「竞品记录」填写（数据页）", "Fill in the template 竞品记录 (data page)"),
    table="competitor_versions",
    block=("day", "competitor", "item", "move"),
    source="competitors",
    day_field="day",
    own=True,
    replaced="name",
    one_row=False,
    columns=(
        Column("day", "day", ("日期", "记录日期", "Day"), required=True),
        Column("competitor", "text", ("竞品店铺", "竞店", "竞争对手", "Competitor"), required=True),
        Column("item", "text", ("竞品商品", "竞品", "竞品标题", "Competitor item")),
        Column("price", "money", ("竞品价格", "价格", "Price"), negative=False),
        Column("sales", "count", ("竞品销量", "销量", "Sales"), negative=False),
        Column("rating", "number", ("竞品评分", "评分", "Rating"), negative=False),
        Column(
            "move",
            "choice",
            ("动态", "动态类型", "Move"),
            words=(*MOVES, ("其它", "other"), *((meaning, meaning) for _, meaning in MOVES)),
        ),
        NOTE,
        Column("link", "text", ("链接", "Link")),
        SHOP,
    ),
    name_hints=("竞品", "竞店"),
)

TEMPLATE = Template(
    "competitors",
    TITLE,
    Text(
        "竞品的价格、销量和动作：竞品页要用。", "Prices, sales and moves of competitors: the competitors page."
    ),
    (
        Field("日期", "2026-11-18", Text("看到的那天，写成 2026-11-18。", "The day it was seen.")),
        Field("竞品店铺", "对面的针织店", Text("同一家店每次写法要一样。", "Always write a shop the same way.")),
        Field("竞品商品", "短款毛衣开衫", Text("看整个店铺时空着。", "Empty for the whole shop.")),
        Field("竞品价格", "139.00", Text("单位元；没看就空着。", "In yuan; empty: not looked at.")),
        Field("竞品销量", "4600", Text("页面上写的销量，例如 1.2万。", "As the page has it, such as 1.2万.")),
        Field("竞品评分", "4.8", Text("页面上的评分。", "As the page has it.")),
        Field("动态", "改价", Text("从列表里选；没有动作空着。", "Choose; empty: nothing."), tuple(word for word, _ in MOVES)),
        NOTE_FIELD,
        Field("链接", "", Text("可以空着。", "May stay empty.")),
        SHOP_FIELD,
    ),
)  # fmt: skip
