"""Which kind a file is, where its header stands, and what is said when it is none."""

import pytest

from data.exports import BY_KEY, KINDS
from data.match import Match, NoMatch
from data.recognise import plain_header, recognise
from data.schema import fact_columns
from tests.data.sheets import grid, grid_of, matched

ORDERS = "订单编号 | 总金额 | 买家实际支付金额 | 收货地址 | 订单创建时间 | 订单付款时间 | 退款金额"
ROW = "1001 | 20.00 | 20.00 | 上海 | 2026-11-01 10:00:00 | 2026-11-01 10:01:00 | 0.00"


def full_header(key: str) -> list[str]:
    return [column.spellings[0] for column in BY_KEY[key].columns]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_full_header_of_every_kind_is_recognised_as_that_kind(kind):
    match = matched(grid_of([full_header(kind.key), ["1"] * len(kind.columns)]))
    assert match.kind.key == kind.key
    assert set(match.columns) == {column.field for column in kind.columns}
    assert match.score == 1.0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_header_of_only_what_a_kind_needs_is_recognised_as_that_kind(kind):
    needed = [column.spellings[0] for column in kind.columns if column.required]
    needed += [kind.column(field).spellings[0] for field in (kind.any_of[0] if kind.any_of else ())]
    assert matched(grid_of([needed, ["1"] * len(needed)])).kind.key == kind.key


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_spelling_of_a_kind_names_two_things(kind):
    spellings = [plain_header(s) for column in kind.columns for s in column.spellings]
    assert len(spellings) == len(set(spellings))
    private = {plain_header(s) for s in kind.private}
    assert not private & set(spellings)
    assert not {plain_header(s) for s in kind.absent} & (set(spellings) | private)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_only_names_columns_of_its_table(kind):
    facts = set(fact_columns(kind.table)) | {"shop", "platform"}
    made = {
        name
        for c in kind.columns
        for name in ({"period": ("period_start", "period_end")}.get(c.type, (c.field,)))
    }
    helpers = {
        "address",
        "period",
        "first_day",
        "last_day",
        "department",
        "owner",
        "category",
        "income",
        "outlay",
        "balance_used",
        "payment_method",
        "rank_said",
    }
    helpers |= {name for name in made if name.endswith("_text")}
    assert made | set(kind.derived) | set(kind.constants) <= facts | helpers
    assert set(kind.block) | {kind.day_field} <= facts


def test_the_header_row_is_found_below_preface_rows():
    preface = "【生意参谋平台】 | \n统计周期：2026-11-01 | \n | \n | \n"
    match = matched(grid(preface + ORDERS + "\n" + ROW))
    assert (match.kind.key, match.header_line) == ("orders", 5)
    assert match.columns["created_at"] == "c4"


def test_a_header_below_the_first_twenty_rows_is_not_looked_for():
    assert isinstance(recognise(grid("说明 | 无 \n" * 20 + ORDERS + "\n" + ROW)), NoMatch)


def test_headers_are_compared_without_spaces_marks_width_and_case():
    odd = [
        "\ufeff订单编号\t",
        " 总 金额",
        "买家实际支付金额\u3000",
        "订单创建时间 ",
        "订单付款时间\u200b",
        "ｓｈｏｐ",
    ]
    match = matched(grid_of([odd, ["1", "2", "2", "2026-11-01", "", "x"]]))
    assert match.headers[0] == "订单编号"
    assert match.header("paid_at") == "订单付款时间"
    assert match.ignored == ("ｓｈｏｐ",)


def test_columns_may_stand_in_any_order():
    backwards = " | ".join(reversed(ORDERS.split(" | ")))
    match = matched(grid(backwards + "\n" + ROW))
    assert match.columns == {
        "refund_amount": "c0",
        "paid_at": "c1",
        "created_at": "c2",
        "address": "c3",
        "amount_kept": "c4",
        "amount_due": "c5",
        "order_id": "c6",
    }


def test_unknown_columns_are_ignored_and_private_ones_dropped_by_name():
    match = matched(
        grid(ORDERS + " | 买家会员名 | 收货人姓名 | 联系手机 | 心情\n" + ROW + " | a | b | c | d")
    )
    assert match.ignored == ("心情",)
    assert match.dropped == ("收货地址", "买家会员名", "收货人姓名", "联系手机")
    assert "收货人姓名" not in {match.header(field) for field in match.columns}


def test_the_old_total_stands_in_only_where_the_total_is_missing():
    old = ORDERS.replace("总金额", "总金额(旧版)")
    assert matched(grid(old + "\n" + ROW)).header("amount_due") == "总金额(旧版)"
    both = matched(grid(old + " | 总金额\n" + ROW + " | 30"))
    assert both.header("amount_due") == "总金额"
    assert "总金额(旧版)" in both.ignored


def test_of_two_columns_with_one_name_the_fuller_one_is_read():
    doubled = grid("日期 | 货品编码 | 期末良品 | 期末良品\n2026-11-01 | A1 |  | 5\n2026-11-01 | A2 |  | 6")
    match = matched(doubled)
    assert match.columns["on_hand"] == "c3"
    assert match.ignored == ("期末良品",)


def test_a_missing_column_is_named_with_the_spellings_that_would_do_and_the_columns_found():
    without = grid("订单编号 | 总金额 | 退款金额 | 订单付款时间\n1 | 2 | 0 | 2026-11-01")
    found = recognise(without)
    assert isinstance(found, NoMatch)
    for part in (
        "订单报表",
        "缺少列「订单创建时间」",
        "下单时间",
        "文件里的列是：订单编号、总金额、退款金额、订单付款时间",
    ):
        assert part in found.reason.zh
    assert "“订单创建时间”" in found.reason.en
    [(kind, score, missing), *_] = found.closest
    assert (kind.key, missing) == ("orders", ("created_at",))
    assert 0.5 < score < 1


def test_an_order_file_without_order_numbers_is_refused_with_the_reason():
    found = recognise(
        grid("总金额 | 买家实际支付金额 | 退款金额 | 订单创建时间 | 订单付款时间\n2 | 2 | 0 | 2026-11-01 | ")
    )
    assert isinstance(found, NoMatch)
    assert "缺少列「订单编号」" in found.reason.zh
    assert "同一单会被算两次" in found.reason.zh


def test_an_order_file_without_pay_times_is_refused_since_nothing_would_count_as_paid():
    found = recognise(grid("订单编号 | 总金额 | 订单创建时间\n1 | 2 | 2026-11-01"))
    assert isinstance(found, NoMatch)
    assert "缺少列「订单付款时间」" in found.reason.zh


def test_one_of_two_money_columns_is_enough_and_both_are_offered_when_neither_is_there():
    assert (
        matched(grid("订单编号 | 实付款 | 订单创建时间 | 订单付款时间\n1 | 2 | 2026-11-01 | ")).kind.key
        == "orders"
    )
    found = recognise(grid("订单编号 | 订单创建时间 | 订单付款时间 | 订单状态\n1 | 2026-11-01 |  | 交易成功"))
    assert isinstance(found, NoMatch)
    assert "「总金额」" in found.reason.zh
    assert "买家实际支付金额" in found.reason.zh


@pytest.mark.parametrize("text", ["姓名 | 电话\n张三 | 1", "日期 | 天气\n2026-11-01 | 晴", "a | b\n1 | 2"])
def test_a_file_with_nothing_of_an_export_is_no_known_report(text):
    found = recognise(grid(text))
    assert isinstance(found, NoMatch)
    assert "不是已知的报表" in found.reason.zh
    assert text.split(" | ")[0] in found.reason.zh


def test_an_empty_grid_is_said_to_be_empty():
    found = recognise(grid_of([[""], [""]]))
    assert isinstance(found, NoMatch)
    assert "没有内容" in found.reason.zh
    assert found.closest == ()


AD = "日期 | 场景名字 | 计划ID | 计划名字 | 展现量 | 点击量 | 花费 | 总成交金额"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("", "ads_campaign"),
        (" | 主体ID | 主体名称", "ads_item"),
        (" | 单元ID | 单元名字", "ads_unit"),
        (" | 单元ID | 主体ID | 关键词", "ads_keyword"),
        (" | 主体ID | 人群名字", "ads_audience"),
        (" | 省 | 市", "ads_region"),
        (" | 小时", "ads_hour"),
    ],
)
def test_ad_reports_are_told_apart_by_the_finest_thing_they_name(more, key):
    cells = AD.count("|") + more.count("|") + 1
    assert matched(grid_of([(AD + more).split(" | "), ["1"] * cells])).kind.key == key


def test_a_creative_report_is_not_taken_for_a_campaign_report():
    found = recognise(grid(AD + " | 创意ID | 创意名字\n" + " | ".join(["1"] * 10)))
    assert not (isinstance(found, Match) and found.kind.key == "ads_campaign")


def test_a_plain_day_table_is_an_account_report_and_a_day_and_charge_list_a_spend_list():
    assert matched(grid("日期 | 展现量 | 点击量 | 订单金额\n2026-11-01 | 1 | 1 | 1")).kind.key == "ads_daily"
    assert matched(grid("日期 | 费用\n2026-11-01 | 1")).kind.key == "ads_spend"


def test_columns_for_computers_and_phones_are_read_beside_those_for_all():
    match = matched(
        grid(
            "统计日期 | 访客数 | PC端访客数 | 无线端访客数 | 支付金额 | 无线端支付金额\n2026-11-01 | 3 | 1 | 2 | 5 | 4"
        )
    )
    assert match.kind.key == "shop_daily"
    assert match.header("visitors") == "访客数"
    assert match.header("pc_visitors") == "PC端访客数"
    assert match.header("mobile_paid_amount") == "无线端支付金额"
    assert match.ignored == ()
    assert match.score == 1.0


def test_a_traffic_source_report_is_not_taken_for_the_shop_report():
    found = recognise(
        grid("日期 | 一级来源 | 二级来源 | 访客数 | 支付金额\n2026-11-01 | 淘内 | 搜索 | 1 | 2")
    )
    assert not (isinstance(found, Match) and found.kind.key == "shop_daily")


def test_order_lines_with_money_and_times_are_not_taken_for_orders():
    header = "子订单编号 | 主订单编号 | 商品标题 | 商品价格 | 购买数量 | 订单状态 | 买家实付金额 | 退款金额 | 订单创建时间 | 订单付款时间"
    assert matched(grid(header + "\n" + " | ".join(["1"] * 10))).kind.key == "order_lines"
    chosen = "主订单编号 | 商品标题 | 购买数量 | 买家实付金额 | 订单创建时间 | 订单付款时间"
    assert matched(grid(chosen + "\n" + " | ".join(["1"] * 6))).kind.key == "order_lines"


def test_a_current_order_report_with_its_items_title_is_an_order_report():
    header = (
        "订单编号 | 支付单号 | 买家应付货款 | 总金额 | 买家实付金额 | 订单状态 | 订单创建时间 | 订单付款时间 | 商品标题 | 宝贝种类 | "
        "宝贝总数量 | 店铺名称 | 商品属性SKU | 退款金额 | 确认收货打款金额 | 总金额(旧版)"
    )
    match = matched(grid(header + "\n" + " | ".join(["1"] * 16)))
    assert match.kind.key == "orders"
    assert match.header("item_title") == "商品标题"
