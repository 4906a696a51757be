"""The account of Alipay (账务明细): one row per line; what the platform took as a fee is told by the line's words.

The words themselves may name people and are not kept.
"""

from data.kind import Check, Column, Kind
from data.text import Text

# The first that is found in the line's type or remark; what gives a fee back counts against it.
FEES: tuple[tuple[str, str], ...] = (
    ("淘宝客", "cps"),
    ("天猫佣金|类目佣金|软件服务费|技术服务费|基础软件服务", "commission"),
    ("积分", "points"),
    ("运费险|保险承保|退货宝|保费", "insurance"),
    ("花呗|信用卡|先用后付|支付服务费|收单", "payment"),
    ("公益宝贝|捐赠|捐款", "donation"),
    ("直通车|万相台|引力魔方|钻展|推广充值|广告充值|阿里妈妈", "ads"),
    ("服务费|手续费|收费|佣金", "service"),
)
_WORDS = "concat_ws(' ', type_text, remark_text)"
_FEE = (
    "CASE "
    # 花呗交易号[…] and 花呗-售后退款 are sales that were paid so.
    f"WHEN regexp_matches({_WORDS}, '交易号|售后退款') AND NOT regexp_matches({_WORDS}, '佣金|服务费|积分') THEN 'none' "
    + " ".join(f"WHEN regexp_matches({_WORDS}, '{words}') THEN '{fee}'" for words, fee in FEES)
    + " ELSE 'none' END"
)

KIND = Kind(
    key="alipay_fees",
    title=Text("支付宝账务明细", "Alipay account lines"),
    where=Text(
        "支付宝商家平台 → 对账中心 → 账务明细 → 下载（csv）",
        "Alipay for business → Reconciliation → Account lines → Download (csv)",
    ),
    table="fee_versions",
    block=("flow_id",),
    source="fees",
    day_field="happened_at",
    covers="span",
    columns=(
        Column("flow_id", "id", ("账务流水号", "支付宝流水号", "流水号"), required=True),
        Column("order_text", "text", ("业务基础订单号", "商户订单号")),
        Column("happened_at", "time", ("发生时间", "入账时间", "记账时间"), required=True),
        Column(
            "income",
            "money",
            ("收入金额(+元)", "收入金额", "收入(+元)"),
            empty="0",
            strict=True,
        ),
        Column(
            "outlay",
            "money",
            ("支出金额(-元)", "支出金额", "支出(-元)"),
            empty="0",
            strict=True,
        ),
        Column("type_text", "text", ("业务类型", "账务类型")),
        Column("remark_text", "text", ("备注", "业务描述"), unkept=True),
        Column("shop", "text", ("店铺名称", "店铺")),
    ),
    any_of=(("outlay", "type_text"), ("outlay", "remark_text")),
    derived={
        "fee": _FEE,
        # The outlay is written as -12.34 or as 12.34.
        "amount": "abs(outlay) - income",
        "order_id": "nullif(regexp_extract(concat_ws(' ', order_text, CASE WHEN fee <> 'none' THEN remark_text END), "
        "'(?:T200P)?([0-9]{16,19})', 1), '')",
    },
    # The file ends with a line of dashes and its sums.
    aside={"flow_id": ("#-*", "#支出合计*", "#收入合计*", "#导出时间*", "#合计*", "#共*")},
    checks=(
        Check(
            "income = 0 OR outlay = 0",
            ("outlay", "income"),
            Text(
                "这一行既有收入又有支出，一笔账只会是一种；这一行没有导入。",
                "The line has both income and outlay, and a line is one of them; the row was left out.",
            ),
        ),
    ),
    private=("对方账号", "对方名称", "对方账户", "账户名称"),
    known=(
        "业务流水号",
        "商品名称",
        "账户余额",
        "交易渠道",
        "业务账单来源",
        "业务订单号",
        "支付宝交易号",
    ),
    absent=("订单编号", "退款编号", "访客数"),
    name_hints=("账务明细", "支付宝"),
)
