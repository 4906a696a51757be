"""The words for what the store keeps as codes: kinds of change, terminals, classes of goods, states, costs, yes and no."""

from collections.abc import Mapping

from data.exports.own.changes import CHANGES
from data.exports.own.competitors import MOVES
from data.platforms import PLATFORMS
from data.text import Text
from metrics.catalogue import CATALOGUE
from ui.session import say

YES, NO = Text("是", "yes"), Text("否", "no")
_CHANGES_EN = {
    "title": "Title", "picture": "Picture", "price": "Price", "category": "Category", "stock": "Stock", "detail": "Details",
    "on_shelf": "Put on the shelf", "off_shelf": "Taken off the shelf", "page": "Page", "bid": "Bid", "other": "Other",
}  # fmt: skip
MOVES_EN = {
    "price": "Price", "new_item": "New item", "campaign": "Campaign", "picture": "Picture", "hot_item": "Hot item",
    "other": "Other",
}  # fmt: skip
SHELF = {
    "on_shelf": Text("在售", "on the shelf"),
    "in_warehouse": Text("仓库中", "in the warehouse"),
    "sold_out": Text("售罄", "sold out"),
    "removed": Text("已下架", "taken off"),
}
# By the column of the store that holds them.
CODES: Mapping[str, Mapping[str, Text]] = {
    "change": {
        **{code: Text(word, _CHANGES_EN[code]) for word, code in CHANGES},
        "added": Text("新上清单", "New on the list"),
        "gone": Text("不在清单了", "Gone from the list"),
        "shelf_state": Text("上下架", "Shelf state"),
    },
    "move": {code: Text(word, MOVES_EN[code]) for word, code in MOVES},
    # Of a change of shelf state; other changes hold the words of the lists themselves.
    "before": SHELF,
    "after": SHELF,
    "shelf_state": SHELF,
    "platform": PLATFORMS,
    "item_class": {
        "hot": Text("热销", "hot"),
        "normal": Text("常销", "normal"),
        "slow": Text("滞销", "slow"),
    },
    "terminal": {"all": Text("全部", "all"), "pc": Text("电脑", "computer"), "mobile": Text("手机", "phone")},
    "state": {
        "open": Text("未报名", "open"),
        "submitted": Text("已提交", "submitted"),
        "accepted": Text("已通过", "accepted"),
        "declined": Text("未通过", "declined"),
        "skipped": Text("不参加", "skipped"),
    },
    "cost": {
        "freight_per_order": Text("每单运费", "freight per order"),
        "postage": Text("包邮费", "postage"),
        "discount": Text("折扣", "discounts"),
        "ads": Text("广告", "ads"),
        "other": Text("其他", "other"),
    },
    "fee": {
        "commission": Text("佣金", "commission"),
        "cps": Text("淘宝客佣金", "CPS commission"),
        "points": Text("返点积分", "points"),
        "insurance": Text("保险", "insurance"),
        "payment": Text("支付手续费", "payment fee"),
        "donation": Text("公益宝贝", "donation"),
        "service": Text("软件服务费", "service fee"),
        "ads": Text("广告充值", "ads paid in"),
        "none": Text("货款、退款、转账", "sales, refunds, transfers"),
    },
    "level": {
        "account": Text("账户", "account"),
        "scene": Text("场景", "scene"),
        "campaign": Text("计划", "campaign"),
        "unit": Text("单元", "unit"),
        "item": Text("商品", "item"),
        "keyword": Text("关键词", "keyword"),
        "audience": Text("人群", "audience"),
        "creative": Text("创意", "creative"),
        "region": Text("地域", "region"),
        "hour": Text("分时", "hour"),
        "benefit": Text("权益", "benefit"),
        "word_pack": Text("词包", "keyword pack"),
        "placement": Text("资源位", "placement"),
        "goal": Text("优化目标", "goal"),
    },
    "source": {
        "orders": Text("订单报表", "order export"),
        "buyers": Text("订单报表（买家）", "order export (buyers)"),
        "order_lines": Text("宝贝报表", "order lines"),
        "order_paid_day": Text("订单报表（付款日）", "order export (pay day)"),
        "shop_daily": Text("店铺日报", "shop-daily export"),
        "item_daily": Text("商品日报", "item-daily export"),
        "refunds": Text("售后导出", "refund export"),
        "entered": Text("费用表", "cost sheet"),
        "cps": Text("淘宝客报表", "CPS report"),
    },
    "ticket_type": {
        "tracing": Text("查单", "tracing"),
        "quality": Text("质保", "quality"),
        "return": Text("退换货", "return"),
        "complaint": Text("投诉", "complaint"),
        "stock": Text("库存", "stock"),
        "invoice": Text("发票", "invoice"),
        "other": Text("其他", "other"),
    },
    "problem": {
        "trouble": Text("异常", "trouble"),
        "not_picked_up": Text("未揽收", "not picked up"),
        "silent": Text("物流停滞", "no news"),
    },
    "indicator": {
        "description": Text("描述相符", "as described"),
        "service": Text("服务态度", "service"),
        "logistics": Text("物流服务", "logistics"),
        "experience": Text("真实体验分", "experience"),
        "goods": Text("商品", "goods"),
        "delivery": Text("物流", "delivery"),
        "care": Text("服务", "care"),
    },
    "part_kind": {
        "department": Text("部门", "department"),
        "owner": Text("负责人", "owner"),
        "category": Text("类目", "category"),
    },
    "rating": {"good": Text("好评", "good"), "neutral": Text("中评", "neutral"), "bad": Text("差评", "bad")},
}


def word(column: str, value: object) -> object:
    """Return what a person reads for a value of a column: words for a code or a yes and no, anything else as it is."""
    if isinstance(value, bool):
        return say(YES if value else NO)
    if not isinstance(value, str):
        return value
    if column == "measure" and value in CATALOGUE:
        return say(CATALOGUE[value].label)
    found = CODES.get(column, {}).get(value)
    return value if found is None else say(found)
