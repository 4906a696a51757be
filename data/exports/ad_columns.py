"""The columns that every advertising report of 万相台 (and its older names) shares, and how its words are read."""

from collections.abc import Mapping
from dataclasses import replace

from data.kind import Column, Kind
from data.text import Text

# Channels were renamed on 2024-02-19; the current name is stored, so that one scene stays one line over the years.
# 引力魔方 itself had taken the place of 钻展 and 超级推荐.
SCENES = {
    "直通车": "关键词推广",
    "引力魔方": "精准人群推广",
    "人群推广": "精准人群推广",
    "钻石展位": "精准人群推广",
    "钻展": "精准人群推广",
    "超级钻展": "精准人群推广",
    "超级推荐": "精准人群推广",
    "万相台": "智能场景",
}

_SCENE = (
    "CASE regexp_replace(scene, '[（(]原.*[）)]$', '') "
    + " ".join(f"WHEN '{old}' THEN '{new}'" for old, new in SCENES.items())
    + " ELSE regexp_replace(scene, '[（(]原.*[）)]$', '') END"
)

DERIVED: Mapping[str, str] = {
    "scene": _SCENE,
    # "15天累计数据", "15天" and "15" are the same window.
    "window_days": "TRY_CAST(regexp_extract(window_text, '[0-9]+') AS INTEGER)",
    # A report without ids is told apart by names.
    "campaign_id": "coalesce(campaign_id, campaign)",
    "unit_id": "coalesce(unit_id, unit)",
    "creative_id": "coalesce(creative_id, creative)",
    "benefit_id": "coalesce(benefit_id, benefit)",
}

DIMENSIONS: Mapping[str, Column] = {
    column.field: column
    for column in (
        Column("scene", "text", ("场景名字", "营销场景", "场景名称")),
        Column("campaign_id", "id", ("计划ID", "推广计划ID")),
        Column("campaign", "text", ("计划名字", "计划名称", "推广计划名称", "推广计划", "计划")),
        Column("unit_id", "id", ("单元ID", "推广单元ID")),
        Column("unit", "text", ("单元名字", "单元名称", "推广单元名称", "推广单元")),
        Column("item_id", "id", ("主体ID", "宝贝ID", "商品ID")),
        Column("item_name", "text", ("主体名称", "宝贝名称", "商品名称")),
        Column("keyword", "text", ("关键词", "关键词名字", "关键词名称")),
        Column("audience", "text", ("人群名字", "人群名称", "定向人群", "定向人群名称")),
        Column("creative_id", "id", ("创意ID",)),
        Column("creative", "text", ("创意名字", "创意名称", "创意标题")),
        Column("province", "province", ("省", "省份")),
        Column("city", "text", ("市", "城市")),
        Column("hour", "hour", ("小时", "时段")),
        Column("benefit_id", "id", ("权益ID",)),
        Column("benefit", "text", ("权益名字", "权益名称")),
        Column("placement", "text", ("资源位", "资源位名称")),
        Column("goal", "text", ("优化目标",)),
    )
}

MEASURES: tuple[Column, ...] = (
    Column("impressions", "count", ("展现量", "曝光量", "展现"), negative=False),
    Column("clicks", "count", ("点击量", "点击"), negative=False),
    Column("spend", "fine", ("花费", "消耗"), required=True),
    Column("revenue", "fine", ("总成交金额", "成交订单金额", "成交金额")),
    Column("direct_revenue", "fine", ("直接成交金额",)),
    Column("indirect_revenue", "fine", ("间接成交金额",)),
    Column("net_revenue", "fine", ("净成交金额",)),
    Column("orders", "count", ("总成交笔数", "成交订单量", "成交笔数")),
    Column("direct_orders", "count", ("直接成交笔数",)),
    Column("indirect_orders", "count", ("间接成交笔数",)),
    Column("carts", "count", ("总购物车数", "总加购量", "添加购物车量")),
    Column("favourites", "count", ("总收藏数", "收藏宝贝数", "收藏量", "收藏宝贝量")),
    Column("new_buyers", "count", ("成交新客数", "新客获取量")),
)

DAY = Column("day", "day", ("日期", "统计日期"), required=True)
WINDOW = Column("window_text", "text", ("转化周期",))
SHOP = Column("shop", "text", ("店铺名称", "店铺"))

# Ratios are worked out again from the sums; the rest has no place in the figures yet.
KNOWN = (
    "时间周期",
    "效果模型",
    "统计口径",
    "计划组",
    "点击率(%)",
    "千次展现成本",
    "点击成本",
    "投资回报率",
    "roi",
    "关注店铺量",
    "场景ID",
    "原二级场景ID",
    "原二级场景名字",
    "主体类型",
    "点击率",
    "平均点击花费",
    "千次展现花费",
    "总预售成交金额",
    "总预售成交笔数",
    "直接预售成交金额",
    "直接预售成交笔数",
    "间接预售成交金额",
    "间接预售成交笔数",
    "点击转化率",
    "投入产出比",
    "含预售投产比",
    "总成交成本",
    "直接购物车数",
    "间接购物车数",
    "加购率",
    "加购成本",
    "收藏店铺数",
    "店铺收藏成本",
    "总收藏加购数",
    "总收藏加购成本",
    "宝贝收藏加购数",
    "宝贝收藏加购成本",
    "宝贝收藏成本",
    "宝贝收藏率",
    "拍下订单笔数",
    "拍下订单金额",
    "直接收藏宝贝数",
    "间接收藏宝贝数",
    "优惠券领取量",
    "购物金充值笔数",
    "购物金充值金额",
    "旺旺咨询量",
    "引导访问量",
    "引导访问人数",
    "引导访问潜客数",
    "引导访问潜客占比",
    "引导访问率",
    "深度访问量",
    "平均访问页面数",
    "入会率",
    "入会量",
    "成交新客占比",
    "会员首购人数",
    "会员成交金额",
    "会员成交笔数",
    "成交人数",
    "人均成交笔数",
    "人均成交金额",
    "自然流量转化金额",
    "自然流量曝光量",
    "平台助推总成交",
    "平台助推直接成交",
    "平台助推点击",
    "宝贝优惠券抵扣金额",
    "宝贝优惠券撬动总成交",
    "宝贝优惠券撬动直接成交",
    "宝贝优惠券撬动点击",
    "平台补贴金额",
    "补贴引导成交金额",
    "发券补贴商品个数",
    "补贴引导成交人数",
)

_SPELLINGS = {field: column.spellings for field, column in DIMENSIONS.items()}
_FINEST = ("keyword", "audience", "creative_id", "creative", "province", "hour")
# Reports by these cut across the others: taken for a coarser one, their rows would stand for it.
_ACROSS = ("benefit_id", "benefit", "placement", "goal")
# So do the packs of keywords that the platform chose (流量智选词包, 捡漏词包): a row of one stands for many keywords.
WORD_PACK = Column("keyword", "text", ("词包名称", "词包名字", "词包"))


def ad_kind(
    level: str,
    title: Text,
    where: Text,
    *,
    dims: tuple[str, ...],
    needed: tuple[str, ...],
    any_of: tuple[tuple[str, ...], ...] = (),
    never: tuple[str, ...] = (),
    absent: tuple[str, ...] = (),
    instead: tuple[Column, ...] = (),
    name_hints: tuple[str, ...] = (),
) -> Kind:
    """Return the kind of a 万相台 report.

    dims: the dimensions that tell its rows apart (the block); needed: those that it can't do without; never: dimensions
    that a finer report would have; absent: further headers that it must not have; instead: columns that are written under
    other headers in this report than in the others.
    """
    # A region report has rows of nowhere (其他, 未知): their spend counts.
    never = (*never, *(field for field in _ACROSS if not field.startswith(level)))
    own = {**DIMENSIONS, **{column.field: column for column in instead}}
    columns = [
        replace(c, required=c.field in needed, needed_cell=c.field != "province")
        for c in own.values()
        if c.field not in never
    ]
    elsewhere = (*never, *(column.field for column in instead))
    finer = tuple(spelling for field in elsewhere for spelling in _SPELLINGS[field])
    others = () if WORD_PACK in instead else WORD_PACK.spellings
    return Kind(
        key=f"ads_{level}",
        title=title,
        where=where,
        table="ad_versions",
        columns=(DAY, WINDOW, *columns, *MEASURES, SHOP),
        block=("level", "window_days", "day", *dims),
        source=f"ad_{level}",
        day_field="day",
        one_row=False,
        state=("coalesce(revenue, 0)", "spend", "coalesce(clicks, 0)"),
        constants={"level": level},
        derived=DERIVED,
        any_of=any_of,
        absent=(*finer, *others, *absent),
        known=KNOWN,
        day_from_name="day",
        name_hints=name_hints,
    )


def finest_absent(level: str) -> tuple[str, ...]:
    """Return the dimensions of the reports that are finer than `level` or cut another way."""
    return tuple(field for field in _FINEST if not field.startswith(level))
