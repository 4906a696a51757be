"""The 淘宝客 (CPS) report of 淘宝联盟: one row per plan and day, on the clocks of payment, settlement and confirmation."""

from data.kind import Column, Kind, counted
from data.text import Text


def _yuan(field: str, name: str, *others: str) -> Column:
    return Column(field, "fine", (name, *others))


KIND = Kind(
    key="cps_daily",
    title=Text("淘宝客推广日报", "CPS daily report"),
    where=Text(
        "淘宝联盟商家中心 → 效果报表 → 推广概览，分日 → 下载",
        "Taobao affiliate (merchant) → Reports → Overview, by day → Download",
    ),
    table="cps_versions",
    block=("day", "plan"),
    source="cps",
    day_field="day",
    state=("coalesce(paid_amount, 0)", "coalesce(settled_amount, 0)", "coalesce(confirmed_amount, 0)"),
    columns=(
        Column("day", "day", ("日期", "统计日期"), required=True),
        Column("plan", "text", ("计划", "数据内容", "任务信息")),
        counted(
            "clicks", "点击量", "进店量", "点击量(进店量)", "点击量(即进店量)", "点击数", "点击数(进店量)"
        ),
        counted("click_users", "点击人数", "进店人数", "点击人数(进店人数)", "点击人数(即进店人数)"),
        counted("paid_buyers", "付款人数"),
        counted("paid_orders", "付款笔数"),
        counted("paid_items", "付款件数"),
        _yuan("paid_amount", "付款金额"),
        _yuan("paid_commission", "付款佣金支出"),
        _yuan("paid_service_fee", "付款服务费支出"),
        _yuan("paid_cost", "付款支出费用"),
        counted("settled_buyers", "结算人数"),
        counted("settled_orders", "结算笔数"),
        _yuan("settled_amount", "结算金额"),
        _yuan("settled_commission", "结算佣金支出"),
        _yuan("settled_service_fee", "结算服务费支出"),
        _yuan("settled_cost", "结算支出费用"),
        counted("confirmed_buyers", "确认收货人数"),
        counted("confirmed_orders", "确认收货笔数"),
        _yuan("confirmed_amount", "确认收货金额"),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    derived={
        # A row of all plans is the sum of the others; it stands as the row without a plan.
        "plan": "CASE WHEN plan IN ('汇总', '合计', '总计', '全部', '全部计划', '整体') THEN NULL ELSE plan END",
        "paid_cost": "coalesce(paid_cost, paid_commission + coalesce(paid_service_fee, 0))",
        "settled_cost": "coalesce(settled_cost, settled_commission + coalesce(settled_service_fee, 0))",
    },
    any_of=(("paid_commission",), ("paid_cost",), ("settled_commission",), ("settled_cost",)),
    # Reports by item, anchor or order tell of the same commission another way.
    absent=("商品ID", "商品名称", "主播ID", "叶子类目", "淘宝父订单编号", "展现量", "花费"),
    known=(
        "点击转化率",
        "点击转化率(即付款转化率)",
        "付款佣金率",
        "付款服务费率",
        "结算佣金率",
        "结算服务费率",
        "单件商品付款支出费用",
        "添加购物车量",
        "收藏宝贝量",
        "商品折扣率",
        "平均优惠券面额(元)",
        "任务ID",
        "预售定金笔数",
        "预售定金金额(元)",
        "预估预售尾款金额(元)",
        "预估预售整单金额(元)",
        "预估预售整单佣金",
    ),
    day_from_name="day",
    name_hints=("淘宝客", "淘宝联盟", "CPS"),
)
