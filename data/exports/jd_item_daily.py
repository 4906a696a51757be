"""The item report of JD 商智 (商品明细, by day): one row per SKU and day."""

from data.kind import Column, Kind
from data.text import Text

_LIST_PRICE = Text(
    "金额取自「成交码洋」：它按定价计算，不含优惠，会比实付高。",
    "Amounts come from 成交码洋, which is counted at list price before discounts and exceeds what was paid.",
)

KIND = Kind(
    key="jd_item_daily",
    title=Text("京东商智商品明细", "JD item daily report"),
    where=Text(
        "京东商智 → 商品 → 商品明细，按天 → 下载",
        "JD Business Advisor → Items → Item details, by day → Download",
    ),
    table="item_day_versions",
    block=("day", "item_id"),
    source="item_daily",
    day_field="day",
    constants={"platform": "jd"},
    state=("coalesce(paid_amount, 0)", "coalesce(page_views, 0)"),
    columns=(
        Column("day", "day", ("时间", "日期"), required=True),
        Column("item_id", "id", ("SKU", "商品编号"), required=True),
        Column("title", "text", ("商品名称",)),
        Column("brand", "text", ("品牌",)),
        Column("category_1", "text", ("一级类目",)),
        Column("category_2", "text", ("二级类目",)),
        Column("category_3", "text", ("三级类目",)),
        Column("first_shelved", "day", ("首次入库时间",)),
        Column("visitors", "count", ("访客数",), negative=False),
        Column("page_views", "count", ("浏览量",), negative=False),
        Column("stay_seconds", "number", ("平均停留时长",), negative=False),
        Column("cart_buyers", "count", ("加购人数",), negative=False),
        Column("paid_items", "count", ("成交商品件数",), negative=False),
        Column(
            "paid_amount",
            "money",
            ("成交金额", "成交码洋"),
            negative=False,
            stand_ins=(("成交码洋", _LIST_PRICE),),
        ),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("visitors", "paid_items"), ("visitors", "paid_amount")),
    known=("人均浏览量", "ISBN"),
    name_hints=("商品明细",),
)
