"""Reviews, typed or pasted by the shop: no platform's header for them is known; one row per review."""

from data.exports.own.shared import ITEM_ID, ITEM_ID_FIELD, ITEM_NAME, SHOP, SHOP_FIELD, row_number
from data.kind import Column, Kind
from data.template import Field, Template
from data.text import Text

TITLE = Text("评价表", "Reviews")
RATINGS: tuple[tuple[str, str], ...] = (("好评", "good"), ("中评", "neutral"), ("差评", "bad"))
# 京东 counts four and five stars as good, one as bad.
STARS: tuple[tuple[str, str], ...] = (
    ("5", "good"), ("4", "good"), ("3", "neutral"), ("2", "neutral"), ("1", "bad"),
    ("5星", "good"), ("4星", "good"), ("3星", "neutral"), ("2星", "neutral"), ("1星", "bad"),
)  # fmt: skip

KIND = Kind(
    key="reviews",
    title=TITLE,
    where=Text(
        "下载模板「评价表」，把评价管理页里的评价贴进去（数据页）",
        "Paste the reviews into the template 评价表 (data page)",
    ),
    table="review_versions",
    block=("review_id",),
    # "reviews" is what the shop-daily export counts.
    source="review_list",
    day_field="reviewed_at",
    covers="span",
    own=True,
    columns=(
        Column("review_id", "id", ("评价编号", "评价ID", "Review ID")),
        Column("reviewed_at", "time", ("评价时间", "评论时间", "Reviewed at"), required=True),
        ITEM_ID,
        ITEM_NAME,
        Column("order_id", "id", ("订单编号", "订单号", "Order ID")),
        Column(
            "rating",
            "choice",
            ("评价等级", "评价类型", "评价结果", "Rating"),
            required=True,
            words=(
                *RATINGS,
                ("正面", "good"),
                ("中性", "neutral"),
                ("负面", "bad"),
                ("good", "good"),
                ("neutral", "neutral"),
                ("bad", "bad"),
                *STARS,
            ),
        ),
        Column("content", "text", ("评价内容", "评论内容", "Review")),
        Column(
            "has_picture", "flag", ("是否有图", "有图", "Has picture"), true_words=("是", "有", "有图", "yes")
        ),
        Column("handled", "text", ("处理情况", "处理状态", "Handled")),
        SHOP,
    ),
    derived={
        "review_id": f"coalesce(review_id, {row_number('reviewed_at', 'order_id', 'item_id', 'item_name', 'rating', 'content')})",
        # Some people leave their number in a review.
        "content": r"regexp_replace(regexp_replace(content, '(^|[^0-9])1[3-9][0-9]{9}($|[^0-9])', '\1…\2', 'g'), "
        r"'[\w.+-]+@[\w-]+\.[\w.]+', '…', 'g')",
    },
    private=("买家昵称", "买家会员名", "会员名", "评价人", "评论人", "用户昵称", "用户名", "Buyer"),
    name_hints=("评价",),
)

TEMPLATE = Template(
    "reviews",
    TITLE,
    Text(
        "差评清单和差评率要用。买家昵称不会读入，评价内容会保留。",
        "Negative reviews and their rate. Buyers' names are not read; the reviews are kept.",
    ),
    (
        Field("评价时间", "2026-11-18 21:05", Text("写成 2026-11-18 21:05。", "Written as 2026-11-18 21:05.")),
        Field("评价等级", "差评", Text("从列表里选。", "Choose from the list."), tuple(word for word, _ in RATINGS)),
        ITEM_ID_FIELD,
        Field("商品名称", "短款针织开衫", Text("可以空着。", "May stay empty.")),
        Field("订单编号", "4012345678901234567", Text("按文本填写；查订单要用。", "As text; to find the order.")),
        Field("评价内容", "颜色和图片不一样，有点失望", Text("可以空着。", "May stay empty.")),
        Field("是否有图", "是", Text("买家发了图片或视频选是。", "是: it has pictures or a video."), ("是", "否")),
        Field("处理情况", "已联系，补发", Text("随意。", "Free text.")),
        Field("评价编号", "", Text("有就填；同一编号只算一条。", "If there is one; the same number counts once.")),
        SHOP_FIELD,
    ),
)  # fmt: skip
