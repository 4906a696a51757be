"""The shop's list of goods as of a day: title, category, attributes, shelf state, price, owner; one row per item."""

from data.exports.own.shared import SHOP, SHOP_FIELD
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("商品清单", "Products")
STATES: tuple[tuple[str, str], ...] = (
    ("在售", "on_shelf"),
    ("仓库中", "in_warehouse"),
    ("已售完", "sold_out"),
    ("已下架", "removed"),
)

KIND = Kind(
    key="products",
    title=TITLE,
    where=Text(
        "下载模板「商品清单」，把「出售中的宝贝」贴进去；文件名里写上日期，不写就是载入那天（数据页）",
        "Paste the items on sale into the template 商品清单; the day may stand in the file name, else it is the day of loading",
    ),
    table="product_versions",
    block=("day", "item_id"),
    source="products",
    day_field="day",
    own=True,
    replaced="days",
    day_from_name="today",
    columns=(
        Column("day", "day", ("清单日期", "List day"), required=True),
        Column("item_id", "id", ("商品ID", "宝贝ID", "Item ID"), required=True),
        Column("item_code", "id", ("商家编码", "货号", "Item code")),
        Column("title", "text", ("商品标题", "宝贝标题", "商品名称", "Title")),
        Column("category", "text", ("类目", "商品类目", "Category")),
        Column("brand", "text", ("品牌", "Brand")),
        Column("attributes_filled", "count", ("已填属性数", "属性已填", "Attributes filled"), negative=False),
        Column("attributes_total", "count", ("属性总数", "Attributes"), negative=False),
        Column(
            "shelf_state",
            "choice",
            ("上架状态", "商品状态", "Shelf state"),
            required=True,
            words=(
                *STATES,
                ("出售中", "on_shelf"),
                ("上架", "on_shelf"),
                ("当前在线", "on_shelf"),
                ("下架", "removed"),
                ("已删除", "removed"),
                ("售罄", "sold_out"),
                *((meaning, meaning) for _, meaning in STATES),
            ),
        ),
        Column("first_shelved", "day", ("首次上架日期", "首次上架时间", "上架时间", "First shelved")),
        Column("price", "money", ("价格", "一口价", "售价", "Price"), negative=False),
        Column("owner", "text", ("负责人", "Owner")),
        SHOP,
    ),
    absent=("统计日期", "商品访客数", "访客数", "支付金额", "花费", "订单编号", "主订单编号"),
    checks=(
        Check(
            "attributes_filled <= attributes_total",
            ("attributes_filled",),
            Text(
                "已填属性数比属性总数还多；这一行没有导入。",
                "More attributes are filled in than there are; the row was left out.",
            ),
        ),
    ),
    name_hints=("商品清单", "出售中"),
)

TEMPLATE = Template(
    "products",
    TITLE,
    Text(
        "新品、动销率、上下架和改标题的记录要用；每次载入记一天的样子。",
        "New items, moving rate, shelf and title changes; each load keeps how the list was that day.",
    ),
    (
        Field(
            "商品ID", "601234567890",
            Text("商品链接里 id= 后面的数字，按文本填写。", "The digits after id= in the item's link, as text."),
        ),
        Field("商品标题", "慵懒风短款针织开衫女秋冬外搭毛衣", Text("完整标题。", "The whole title.")),
        Field("商家编码", "QH1001", Text("可以空着。", "May stay empty.")),
        Field("类目", "针织", Text("自己分的类目也行。", "The shop's own categories will do.")),
        Field("品牌", "", Text("可以空着。", "May stay empty.")),
        Field("已填属性数", "18", Text("发布页里填了几项属性。", "How many attributes are filled in.")),
        Field("属性总数", "20", Text("发布页里一共几项属性。", "How many there are.")),
        Field("上架状态", "在售", Text("从列表里选。", "Choose from the list."), tuple(word for word, _ in STATES)),
        Field("首次上架日期", "2026-10-28", Text("新品按这一天算。", "New items are counted from this day.")),
        Field("价格", "149.00", Text("单位元。", "In yuan.")),
        Field("负责人", "小林", Text("可以空着。", "May stay empty.")),
        SHOP_FIELD,
    ),
)  # fmt: skip
