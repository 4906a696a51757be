"""Links of the shop that are no goods (补差, 邮费, 赠品): one row per link, or per word that stands in their titles."""

from data.exports.own.shared import ITEM_ID, SHOP, SHOP_FIELD, names_one
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("剔除链接表", "Links that are no goods")
REASONS: tuple[tuple[str, str], ...] = (
    ("补差价", "difference"),
    ("邮费", "postage"),
    ("赠品", "gift"),
    ("测试", "test"),
    ("其他", "other"),
)

KIND = Kind(
    key="excluded",
    title=TITLE,
    where=Text("下载模板「剔除链接表」填写（数据页）", "Fill in the template 剔除链接表 (data page)"),
    table="excluded_versions",
    block=("item_id", "word"),
    source="excluded",
    day_field="from_day",
    own=True,
    replaced="shop",
    columns=(
        ITEM_ID,
        Column("word", "text", ("标题关键词", "标题里的字", "Word in title")),
        Column(
            "reason",
            "choice",
            ("剔除原因", "Reason"),
            required=True,
            words=(
                *REASONS,
                ("补差", "difference"),
                ("运费", "postage"),
                ("其它", "other"),
                *((meaning, meaning) for _, meaning in REASONS),
            ),
        ),
        Column("from_day", "day", ("加入日期", "Added")),
        SHOP,
    ),
    any_of=(("item_id",), ("word",)),
    checks=(
        names_one(
            "item_id", "word",
            reason=Text(
                "这一行没有写商品ID，也没有写标题关键词；这一行没有导入。",
                "This row gives neither an item nor a word; the row was left out.",
            ),
        ),
        # One letter would take half of the shop's goods away.
        Check(
            "word IS NULL OR length(word) >= 2",
            ("word",),
            Text(
                "标题关键词至少两个字，不然会误伤很多商品；这一行没有导入。",
                "A word of one letter would hit too many items; the row was left out.",
            ),
        ),
    ),
    name_hints=("剔除",),
)  # fmt: skip

TEMPLATE = Template(
    "excluded",
    TITLE,
    Text(
        "补差价、邮费、赠品链接不算商品，钱照算。标题里有「补差」「邮费」「赠品」的已经自动剔除。新的一份整份替换旧的。",
        "Links for differences, postage and gifts are no goods; their money counts. Titles with 补差, 邮费 or 赠品 are left "
        "out already. A new sheet replaces the old one whole.",
    ),
    (
        Field(
            "商品ID",
            "609876543210",
            Text("按文本填写；按标题剔除时空着。", "As text; empty where a word is given."),
        ),
        Field(
            "标题关键词", "", Text("标题里有这几个字的链接都剔除。", "Every link whose title has this word.")
        ),
        Field(
            "剔除原因",
            "补差价",
            Text("从列表里选。", "Choose from the list."),
            tuple(word for word, _ in REASONS),
        ),
        SHOP_FIELD,
    ),
)
