"""Events of the platform to sign up for: until when, with what; one row per event and deadline."""

from data.exports.own.shared import SHOP, SHOP_FIELD, end_of_day
from data.kind import Check, Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("活动报名表", "Sign-ups")
STATES: tuple[tuple[str, str], ...] = (
    ("未报名", "open"),
    ("已报名", "submitted"),
    ("已通过", "accepted"),
    ("未通过", "declined"),
    ("不参加", "skipped"),
)

KIND = Kind(
    key="deadlines",
    title=TITLE,
    where=Text("下载模板「活动报名表」填写（数据页）", "Fill in the template 活动报名表 (data page)"),
    table="deadline_versions",
    block=("event", "deadline"),
    source="deadlines",
    day_field="deadline",
    own=True,
    replaced="name",
    columns=(
        Column("event", "text", ("活动名称", "活动", "Event"), required=True),
        Column("deadline", "time", ("报名截止时间", "报名截止", "Deadline"), required=True, planned=True),
        Column("materials_due", "time", ("素材截止时间", "素材截止", "Materials due"), planned=True),
        Column("starts_day", "day", ("活动开始日期", "Starts"), planned=True),
        Column("ends_day", "day", ("活动结束日期", "Ends"), planned=True),
        Column("materials", "text", ("需要的素材", "素材要求", "Materials")),
        Column("owner", "text", ("负责人", "Owner")),
        Column(
            "state",
            "choice",
            ("报名状态", "State"),
            words=(*STATES, *((meaning, meaning) for _, meaning in STATES)),
        ),
        SHOP,
    ),
    derived={
        "deadline": end_of_day("deadline"),
        "materials_due": end_of_day("materials_due"),
        "state": "coalesce(state, 'open')",
    },
    checks=(
        Check(
            "ends_day >= starts_day",
            ("ends_day",),
            Text(
                "活动结束日期早于开始日期；这一行没有导入。",
                "The event ends before it starts; the row was left out.",
            ),
        ),
    ),
    name_hints=("报名",),
)

TEMPLATE = Template(
    "deadlines",
    TITLE,
    Text("快到报名截止时提醒。", "A reminder before a sign-up closes."),
    (
        Field("活动名称", "双12 品类会场", Text("同一活动名称和截止时间只算一条。", "One event and deadline is one row.")),
        Field("报名截止时间", "2026-11-25 18:00", Text("只写日期就是到那天结束。", "A day alone means to its end.")),
        Field("素材截止时间", "2026-11-28", Text("不用交素材就空着。", "Empty where none is asked for.")),
        Field("活动开始日期", "2026-12-10", Text("可以空着。", "May stay empty.")),
        Field("活动结束日期", "2026-12-12", Text("可以空着。", "May stay empty.")),
        Field("需要的素材", "800x800 透明底图 2 张", Text("可以空着。", "May stay empty.")),
        Field("负责人", "小林", Text("可以空着。", "May stay empty.")),
        Field("报名状态", "未报名", Text("空着就是未报名。", "Empty: not yet."), tuple(word for word, _ in STATES)),
        SHOP_FIELD,
    ),
)  # fmt: skip
