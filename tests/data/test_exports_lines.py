"""Order lines and refund cases, as the platform writes them."""

from datetime import date, datetime
from decimal import Decimal

from tests.data.sheets import column, grid_of, matched, rows, staged

LINE = {
    "子订单编号": "11",
    "主订单编号": "1",
    "商品标题": "毛衣",
    "商品价格": "100.00",
    "购买数量": "1",
    "外部系统编号": "",
    "商品属性": "红;L",
    "套餐信息": "",
    "联系方式备注": "电话138",
    "订单状态": "买家已付款,等待卖家发货",
    "商家编码": "A1",
    "买家应付货款": "90.00",
    "买家实付金额": "90.00",
    "退款状态": "没有申请退款",
    "退款金额": "无退款申请",
    "订单创建时间": "2026-11-11 20:00:00",
    "订单付款时间": "2026-11-11 20:01:00",
    "商品ID": "700",
    "商家备注": "急",
    "主订单买家留言": "谢谢",
    "发货时间": "",
    "物流单号": "",
    "物流公司": "",
}
REFUND = {
    "订单编号": "1",
    "退款编号": "91",
    "支付宝交易号": "2026z",
    "订单付款时间": "2026-11-01 10:00:00",
    "退款完结时间": "2026-11-05 10:00:00",
    "退款总额": "20.00",
    "宝贝标题": "毛衣",
    "退款申请时间": "2026-11-03 10:00:00",
    "超时时间": "",
    "退款状态": "退款成功",
    "卖家手机": "138",
    "买家退款原因": "七天无理由",
    "买家退款说明": "太大",
    "部分退款/全额退款": "全额退款",
    "售后类型": "退货退款",
    "商品id": "700",
}


def table(usual: dict[str, str], *changes: dict[str, str]) -> list[list[str]]:
    """A header row and one row per change of the usual one."""
    return [list(usual), *(list((usual | change).values()) for change in changes)]


def test_the_10_column_line_report_has_no_dates_and_keeps_equal_lines():
    row = [
        '="182131013210222270"',
        "蔓越莓",
        "118.00",
        "2",
        "null",
        "组合套餐：1*2",
        "null",
        "null",
        "交易成功",
        "8802534778019",
    ]
    head = [
        "订单编号",
        "标题",
        "价格",
        "购买数量",
        "外部系统编号",
        "商品属性",
        "套餐信息",
        "备注",
        "订单状态",
        "商家编码",
    ]
    lines = staged(grid_of([head, row, row]))
    assert (
        rows(lines, "order_id", "title", "unit_price", "qty", "seller_sku", "status_rank", "external_code")
        == [("182131013210222270", "蔓越莓", Decimal("118.00"), 2, "8802534778019", 6, None)] * 2
    )
    assert (lines.first_day, lines.last_day) == (None, None)
    assert not lines.kind.one_row


def test_the_23_column_line_report_gives_money_times_and_refunds():
    lines = staged(grid_of(table(LINE, {}, {"退款状态": "退款成功", "退款金额": "30.00"})))
    assert rows(
        lines,
        "sub_order_id",
        "order_id",
        "item_id",
        "goods_payable",
        "refund_amount",
        "status_rank",
        "sku_text",
    ) == [
        ("11", "1", "700", Decimal("90.00"), Decimal("0.00"), 2, "红;L"),
        ("11", "1", "700", Decimal("90.00"), Decimal("30.00"), 2, "红;L"),
    ]
    assert lines.problems == ()
    assert "电话138" not in repr(lines)
    assert lines.first_day == date(2026, 11, 11)
    assert matched(grid_of(table(LINE))).dropped == ("联系方式备注", "商家备注", "主订单买家留言")


def test_a_line_of_which_only_the_deposit_is_paid_is_not_paid():
    lines = staged(grid_of(table(LINE, {"订单状态": "定金已付，等待买家付尾款"}, {})))
    assert column(lines, "paid_at") == [None, datetime(2026, 11, 11, 20, 1)]


def test_a_line_without_a_quantity_is_refused():
    lines = staged(grid_of(table(LINE, {"购买数量": ""}, {"购买数量": "1.5"}, {"购买数量": "-1"})))
    assert [(problem.column, problem.kind) for problem in lines.problems] == [("购买数量", "refused")] * 3
    assert lines.rejected == 3


def test_refunds_know_success_closing_and_parts_and_may_run_out_in_the_future():
    lines = staged(
        grid_of(
            table(
                REFUND,
                {},
                {
                    "退款编号": "92",
                    "退款总额": "5.00",
                    "退款完结时间": "",
                    "超时时间": "2026-11-30 10:00:00",
                    "部分退款/全额退款": "部分退款",
                    "退款状态": "买家已经申请退款,等待卖家同意",
                    "售后类型": "仅退款",
                },
                {"退款编号": "93", "退款总额": "7.00", "退款状态": "退款关闭", "售后类型": "仅退款"},
            )
        )
    )
    assert rows(lines, "is_success", "is_closed", "is_partial", "amount", "type") == [
        (True, False, False, Decimal("20.00"), "退货退款"),
        (False, False, True, Decimal("5.00"), "仅退款"),
        (False, True, False, Decimal("7.00"), "仅退款"),
    ]
    assert column(lines, "timeout_at")[1] == datetime(2026, 11, 30, 10)
    assert column(lines, "status")[1] == "买家已经申请退款，等待卖家同意"
    assert lines.problems == ()
    assert "太大" not in repr(lines)
    assert set(matched(grid_of(table(REFUND))).dropped) == {"支付宝交易号", "卖家手机", "买家退款说明"}
