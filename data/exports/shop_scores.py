"""The shop's scores as their own page gives them (动态评分, 真实体验分): one row per score, for the day in the file's name."""

from data.kind import Column, Kind
from data.text import Text

INDICATORS: tuple[tuple[str, str], ...] = (
    ("描述相符", "description"),
    ("宝贝与描述相符", "description"),
    ("服务态度", "service"),
    ("卖家的服务态度", "service"),
    ("物流服务", "logistics"),
    ("物流质量", "logistics"),
    ("物流服务的质量", "logistics"),
    ("真实体验分", "experience"),
    ("店铺真实体验分", "experience"),
    ("宝贝质量", "goods"),
    ("宝贝质量分", "goods"),
    ("物流速度", "delivery"),
    ("物流速度分", "delivery"),
    ("服务保障", "care"),
    ("服务保障分", "care"),
)

KIND = Kind(
    key="shop_scores",
    title=Text("店铺评分", "Shop scores"),
    where=Text(
        "生意参谋 → 服务 → 店铺评分（动态评分、真实体验分）→ 下载",
        "Business Advisor → Service → Shop scores → Download",
    ),
    table="shop_score_versions",
    block=("day", "indicator"),
    source="shop_scores",
    day_field="day",
    state=("score",),
    columns=(
        Column("day", "day", ("日期", "统计日期"), required=True),
        Column("indicator", "choice", ("指标", "评分项", "评分指标"), required=True, words=INDICATORS),
        Column("score", "number", ("得分", "评分"), required=True, negative=False),
        Column("industry_average", "number", ("行业均值", "同行均值"), negative=False),
        Column("target", "number", ("目标值",), negative=False),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    absent=("商品ID", "订单编号", "部门", "目标金额"),
    known=("趋势", "趋势提示", "与行业对比", "距目标值差距", "距目标值相差(笔5分评价订单)"),
    day_from_name="day",
    name_hints=("评分", "DSR", "体验分"),
)
