"""Orders, order lines and refunds: how far they are, which money is gross, who bought, what is private."""

from datetime import datetime
from decimal import Decimal
from itertools import pairwise

import duckdb
import pytest

from data.exports import BY_KEY
from data.hashing import buyer_hash
from data.stage import Refused
from tests.data.sheets import SECRET, column, grid_of, matched, rows, said, staged

HEAD = "订单编号 | 总金额 | 买家实际支付金额 | 退款金额 | 订单创建时间 | 订单付款时间"
OLD_NAMES = (
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,"
    "买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,"
    "宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,是否上传合同照片,"
    "是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,是否上传身份证,"
    "新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,确认收货时间,打款商家金额,"
    "含应开票给个人的个人红包"
)
NEW_NAMES = (
    "订单编号,买家应付邮费,总金额,总金额(旧版),买家实付金额,确认收货打款金额,退款金额,订单状态,订单创建时间,订单付款时间,发货时间,确认收货时间,"
    "商家备注,订单关闭原因,收货地址,支付详情,店铺名称"
)
OLD_HEADER, NEW_HEADER = OLD_NAMES.split(","), NEW_NAMES.split(",")


def paid_row(number: int, due: str, kept: str, refund: str = "0", paid: str = "2026-11-02 09:00:00") -> str:
    return f"{number} | {due} | {kept} | {refund} | 2026-11-01 10:00:00 | {paid}"


def orders(*lines: str, extra: str = "", **options):
    return staged(HEAD + extra + "\n" + "\n".join(lines), **options)


# The forms of three years ---------------------------------------------------------------------------------------------
def old_row(**cells: str) -> list[str]:
    usual = {
        "订单编号": '="182131013210222270"',
        "买家会员名": "某某旗舰买家",
        "买家应付货款": "95.80",
        "买家应付邮费": "4.00",
        "总金额": "99.80",
        "买家实际支付金额": "89.80",
        "订单状态": "卖家已发货，等待买家确认",
        "买家留言": "null",
        "收货人姓名": "王小明",
        "收货地址 ": "吉林省 长春市 朝阳区 某街道5号",
        "联系手机": "'13800000000",
        "订单创建时间": "2018-04-30 23:22:18",
        "订单付款时间 ": "2018-04-30 23:22:51",
        "宝贝标题 ": "蔓越莓干",
        "宝贝种类 ": "1",
        "物流单号 ": "No:190032566642",
        "物流公司": "中通快递",
        "订单备注": "'null",
        "宝贝总数量": "2",
        "店铺名称": "甲店",
        "订单关闭原因": "订单未关闭",
        "是否手机订单": "手机订单",
        "分阶段订单信息": "null",
        "退款金额": "10.00",
        "打款商家金额": "0.00元",
    }
    return [(usual | cells).get(name, "") for name in OLD_HEADER]


def test_the_55_column_form_gives_every_fact_and_nothing_private():
    lines = staged(grid_of([OLD_HEADER, old_row()]))
    [order] = lines.table.to_pylist()
    assert order | {"buyer": None} == {
        "line": 2,
        "shop": "甲店",
        "order_id": "182131013210222270",
        "buyer": None,
        "amount_due": Decimal("99.80"),
        "amount_kept": Decimal("89.80"),
        "gross": Decimal("99.80"),
        "goods_payable": Decimal("95.80"),
        "freight_payable": Decimal("4.00"),
        "refund_amount": Decimal("10.00"),
        "seller_received": Decimal("0.00"),
        "status": "卖家已发货，等待买家确认",
        "status_rank": 4,
        "close_reason": None,
        "stage_info": None,
        "province": "吉林",
        "city": "长春市",
        "created_at": datetime(2018, 4, 30, 23, 22, 18),
        "paid_at": datetime(2018, 4, 30, 23, 22, 51),
        "shipped_at": None,
        "confirmed_at": None,
        "item_title": "蔓越莓干",
        "item_kinds": 1,
        "item_qty": 2,
        "tracking_no": "190032566642",
        "carrier": "中通快递",
        "has_buyer_note": False,
        "has_seller_note": False,
        "is_mobile": True,
    }
    for private in ("王小明", "13800000000", "某街道", "某某旗舰买家"):
        assert private not in repr(lines)
    assert lines.problems == ()


def test_the_7_column_form_takes_its_stage_from_the_pay_time():
    head = "订单编号 | 总金额 | 买家实际支付金额 | 收货地址  | 订单创建时间 | 订单付款时间  | 退款金额"
    lines = staged(
        f"{head}\n1 | 178.8 | 0.0 | 上海 | 2020-02-21 00:00:00 |  | 0.0\n"
        "2 | 21.0 | 21.0 | 内蒙古自治区 | 2020-02-20 23:59:54 | 2020-02-21 00:00:02 | 0.0"
    )
    assert rows(lines, "province", "city", "status_rank", "gross") == [
        ("上海", None, 0, Decimal("178.80")),
        ("内蒙古", None, 2, Decimal("21.00")),
    ]


def test_the_names_since_2023_are_the_same_facts():
    cells = dict.fromkeys(NEW_HEADER, "") | {
        "订单编号": "4711001100110011001",
        "买家应付邮费": "0.00",
        "总金额": "129.00",
        "总金额(旧版)": "139.00",
        "买家实付金额": "129.00",
        "确认收货打款金额": "129.00",
        "退款金额": "",
        "订单状态": "买家已付款,等待卖家发货",
        "订单创建时间": "2026-11-11 20:00:01",
        "订单付款时间": "2026-11-11 20:00:30",
        "商家备注": "优先发",
        "收货地址": "广东省 深圳市 南山区 某路",
        "支付详情": "a@b.cn",
        "店铺名称": "甲店",
    }
    lines = staged(grid_of([NEW_HEADER, list(cells.values())]))
    assert rows(
        lines, "gross", "refund_amount", "status_rank", "status", "has_seller_note", "seller_received"
    ) == [(Decimal("129.00"), Decimal("0.00"), 2, "买家已付款，等待卖家发货", True, Decimal("129.00"))]
    assert "a@b.cn" not in repr(lines)
    assert "支付详情" in matched(grid_of([NEW_HEADER])).dropped


def test_the_old_total_as_a_stand_in_is_noted():
    lines = staged(
        "订单编号 | 总金额(旧版) | 买家实付金额 | 退款金额 | 订单创建时间 | 订单付款时间\n"
        + paid_row(1, "5", "5")
    )
    [note] = said(lines, "note")
    assert note.column == "总金额(旧版)"
    assert "勾选「总金额」" in note.reason.zh
    assert column(lines, "gross") == [Decimal("5.00")]


# Status ---------------------------------------------------------------------------------------------------------------
STATUSES = (
    ("等待买家付款", 0),
    ("定金已付，等待买家付尾款", 1),
    ("买家已付款,等待卖家发货", 2),
    ("买家已付款，等待卖家发货", 2),
    ("卖家部分发货", 3),
    ("卖家已发货，等待买家确认", 4),
    ("卖家已发货,等待买家确认", 4),
    ("交易成功", 6),
    ("交易关闭", 7),
)


def test_the_status_says_how_far_an_order_is_with_either_comma():
    lines = orders(
        *(paid_row(n, "5", "5") + f" | {status}" for n, (status, _) in enumerate(STATUSES)),
        extra=" | 订单状态",
    )
    assert column(lines, "status_rank") == [rank for _, rank in STATUSES]
    assert not any("," in status for status in column(lines, "status"))


def test_an_order_with_only_its_deposit_paid_is_not_paid():
    lines = orders(
        paid_row(1, "100", "20") + " | 定金已付，等待买家付尾款",
        paid_row(2, "100", "100") + " | 交易成功",
        extra=" | 订单状态",
    )
    assert column(lines, "paid_at") == [None, datetime(2026, 11, 2, 9)]
    assert column(lines, "gross") == [Decimal("100.00"), Decimal("100.00")]


def test_an_order_closed_because_nobody_paid_has_no_pay_time_whatever_stands_there():
    lines = orders(
        paid_row(1, "100", "0") + " | 交易关闭 | 买家未付款",
        paid_row(2, "100", "0", "100") + " | 交易关闭 | 退款",
        extra=" | 订单状态 | 订单关闭原因",
    )
    assert column(lines, "paid_at") == [None, datetime(2026, 11, 2, 9)]


def test_an_unknown_status_is_noted_and_judged_by_the_times():
    lines = orders(
        paid_row(1, "5", "5") + " | 神秘状态 | ",
        paid_row(2, "5", "5") + " | 神秘状态 | 2026-11-03",
        paid_row(3, "5", "5", paid="") + " | 神秘状态 | ",
        extra=" | 订单状态 | 发货时间",
    )
    assert column(lines, "status_rank") == [2, 4, 0]
    [note] = said(lines, "note")
    assert "神秘状态（3 行）" in note.reason.zh


def test_every_step_of_an_order_is_a_further_state():
    steps = staged(
        HEAD
        + " | 订单状态 | 发货时间 | 确认收货时间\n"
        + "\n".join(
            (
                paid_row(1, "9", "0", paid="") + " | 等待买家付款 |  | ",
                paid_row(2, "9", "9") + " | 买家已付款，等待卖家发货 |  | ",
                paid_row(3, "9", "9") + " | 卖家已发货，等待买家确认 | 2026-11-03 | ",
                paid_row(4, "9", "9") + " | 交易成功 | 2026-11-03 | 2026-11-09",
                paid_row(5, "9", "4", "5") + " | 交易成功 | 2026-11-03 | 2026-11-09",
                paid_row(6, "9", "0", "9") + " | 交易关闭 | 2026-11-03 | ",
            )
        )
    ).table
    with duckdb.connect() as db:
        db.register("steps", steps)
        states = db.execute(f"SELECT {', '.join(BY_KEY['orders'].state)} FROM steps ORDER BY line").fetchall()
    assert all(earlier < later for earlier, later in pairwise(states))


# Gross ----------------------------------------------------------------------------------------------------------------
def test_the_total_is_gross_where_total_less_refund_is_what_was_kept():
    lines = orders(paid_row(1, "100", "70", "30"), paid_row(2, "50", "50"), paid_row(3, "20", "0", paid=""))
    assert lines.gross_column == "amount_due"
    assert column(lines, "gross") == [Decimal("100.00"), Decimal("50.00"), Decimal("20.00")]
    assert lines.problems == ()


def test_the_paid_amount_is_gross_where_refunds_are_not_taken_off_it():
    lines = orders(paid_row(1, "100", "100", "30"), paid_row(2, "50", "50"), paid_row(3, "20", "0", paid=""))
    assert lines.gross_column == "amount_kept"
    assert column(lines, "gross") == [Decimal("100.00"), Decimal("50.00"), Decimal("20.00")]


def test_rows_that_break_the_identity_are_listed_and_loaded():
    good = [paid_row(n, "10", "10") for n in range(199)]
    lines = orders(*good, paid_row(999, "120", "90", "20"))
    assert lines.gross_column == "amount_due"
    [problem] = said(lines, "differs")
    assert (problem.line, problem.column, problem.text) == (201, "买家实际支付金额", "90.00")
    assert "120.00" in problem.reason.zh
    assert "20.00" in problem.reason.zh
    assert sum(column(lines, "gross")) == 199 * 10 + 120


def test_a_file_in_which_no_identity_holds_is_refused_and_a_person_may_choose():
    head = HEAD + "\n"
    text = head + "\n".join(
        (paid_row(1, "100", "90", "20"), paid_row(2, "50", "45", "10"), paid_row(3, "7", "0", paid=""))
    )
    with pytest.raises(Refused) as caught:
        staged(text)
    assert "2 个已付款订单" in caught.value.text.zh
    assert "--gross 总金额" in caught.value.text.zh
    assert column(staged(text, gross="amount_due"), "gross") == [
        Decimal("100.00"),
        Decimal("50.00"),
        Decimal("7.00"),
    ]
    kept = staged(text, gross="实付")
    assert kept.gross_column == "amount_kept"
    assert column(kept, "gross") == [Decimal("90.00"), Decimal("45.00"), Decimal("7.00")]
    assert said(kept, "differs") == []


def test_without_a_refund_column_the_total_is_taken_with_a_note():
    lines = staged("订单编号 | 总金额 | 订单创建时间 | 订单付款时间\n1 | 5 | 2026-11-01 | 2026-11-01")
    assert (lines.gross_column, column(lines, "gross"), column(lines, "refund_amount")) == (
        "amount_due",
        [Decimal("5.00")],
        [None],
    )
    [note] = said(lines, "note")
    assert "「退款金额」" in note.reason.zh


def test_without_a_total_paid_plus_refund_is_gross_where_refunds_went_off_what_was_paid():
    head = "订单编号 | 实付款 | 退款金额 | 订单创建时间 | 订单付款时间\n"
    after = staged(head + "1 | 0 | 30 | 2026-11-01 | 2026-11-01\n2 | 50 | 0 | 2026-11-01 | 2026-11-01")
    assert after.gross_column == "kept_plus_refund"
    assert column(after, "gross") == [Decimal("30.00"), Decimal("50.00")]
    with pytest.raises(Refused) as caught:
        staged(head + "1 | 50 | 30 | 2026-11-01 | 2026-11-01")
    assert "退款前还是退款后" in caught.value.text.zh
    none = staged(head + "1 | 50 | 0 | 2026-11-01 | 2026-11-01")
    assert (none.gross_column, column(none, "gross")) == ("amount_kept", [Decimal("50.00")])


def test_a_paid_amount_alone_is_taken_with_a_warning():
    lines = staged("订单编号 | 实付款 | 订单创建时间 | 订单付款时间\n1 | 5 | 2026-11-01 | 2026-11-01")
    assert (lines.gross_column, column(lines, "gross")) == ("amount_kept", [Decimal("5.00")])
    assert "付款金额会偏小" in said(lines, "note")[0].reason.zh


# Buyers ---------------------------------------------------------------------------------------------------------------
def test_a_buyer_is_the_same_hash_in_every_file_of_a_platform_and_another_elsewhere():
    names = ("小红", "\t小红 ", "小明")
    text = (
        HEAD
        + " | 买家会员名\n"
        + "\n".join(paid_row(n, "5", "5") + f" | {name}" for n, name in enumerate(names))
    )
    first, second, third = column(staged(text, platform="taobao"), "buyer")
    assert first == second == buyer_hash(SECRET, "taobao", "小红")
    assert third != first
    assert 0 <= first < 2**60
    assert column(staged(text, platform="jd"), "buyer")[0] != first
    assert column(staged(text, secret=b"another"), "buyer")[0] != first


def test_masked_buyers_are_unknown_with_one_note():
    lines = orders(
        paid_row(1, "5", "5") + " | t***1",
        paid_row(2, "5", "5") + " | t***1",
        paid_row(3, "5", "5") + " | 小明",
        extra=" | 买家会员名",
    )
    assert [buyer is None for buyer in column(lines, "buyer")] == [True, True, False]
    [note] = said(lines, "note")
    assert note.column == "买家会员名"
    assert "2 行" in note.reason.zh
    assert "复购" in note.reason.zh


def test_of_an_address_only_province_and_city_stay():
    addresses = {
        "广东省 深圳市 南山区 某路1号": ("广东", "深圳市"),
        "上海 上海市 浦东新区 某路": ("上海", "上海市"),
        "上海市": ("上海", None),
        "广西壮族自治区 南宁市 某区": ("广西", "南宁市"),
        "新疆维吾尔自治区 伊犁哈萨克自治州 伊宁市": ("新疆", "伊犁哈萨克自治州"),
        "浙江省杭州市西湖区某路3号": ("浙江", "杭州市"),
        "香港特别行政区 九龙": ("香港", None),
        "某路1号": (None, None),
        "": (None, None),
        "海外 东京 某町": (None, None),
        "广东省  东莞市 某镇": ("广东", "东莞市"),
        "江苏省 某人收": ("江苏", None),
    }
    lines = orders(
        *(paid_row(n, "5", "5") + f" | {text}" for n, text in enumerate(addresses)), extra=" | 收货地址"
    )
    assert rows(lines, "province", "city") == list(addresses.values())


def test_a_province_column_goes_before_the_address():
    lines = orders(
        paid_row(1, "5", "5") + " | 四川省 | 成都市 | 广东省 深圳市 某区", extra=" | 省份 | 城市 | 收货地址"
    )
    assert rows(lines, "province", "city") == [("四川", "成都市")]


def test_of_remarks_only_their_being_there_stays():
    lines = orders(
        paid_row(1, "5", "5") + " | 请发顺丰 | null",
        paid_row(2, "5", "5") + " |  | 已联系",
        extra=" | 买家留言 | 商家备注",
    )
    assert rows(lines, "has_buyer_note", "has_seller_note") == [(True, False), (False, True)]
    assert "顺丰" not in repr(lines)
