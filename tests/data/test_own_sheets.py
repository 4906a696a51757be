"""The shop's own sheets from template to store: what is typed is what stands, and what is deleted leaves."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from data.exports import BY_KEY
from data.exports.own import OWN_KINDS
from data.load import FileResult, LoadResult, Upload, load, undo
from data.reconcile.check import check, unexplained
from data.reconcile.reasons import REASONS
from data.store import open_store
from data.templates import BY_KIND, EXAMPLE, write_template
from tests.stores import csv_of

DAY, MONTH = date(2026, 11, 18), (date(2026, 11, 1), date(2026, 11, 30))

# What the example row of a template says, once it is typed as a fact (kind -> columns -> values).
EXAMPLES: dict[str, dict[str, Any]] = {
    "targets": {"period_start": MONTH[0], "period_end": MONTH[1], "measure": "paid_amount", "amount": Decimal(300000)},
    "costs": {"period_start": MONTH[0], "period_end": MONTH[1], "cost": "freight_per_order", "amount": Decimal("3.50")},
    "events": {"start_at": datetime(2026, 11, 10, 20), "end_at": datetime(2026, 11, 11, 23, 59), "name": "双11 第二波",
               "event_kind": "大促", "leaves_baseline": True},
    "spend_plan": {"period_start": MONTH[0], "period_end": MONTH[1], "channel": "关键词推广", "amount": Decimal(30000)},
    "margins": {"item_id": "601234567890", "item_code": "QH1001-OW-M", "cost": Decimal("62.50"), "fee_rate": 0.05,
                "from_day": date(2026, 9, 1)},
    "products": {"item_id": "601234567890", "item_code": "QH1001", "category": "针织", "attributes_filled": 18,
                 "attributes_total": 20, "shelf_state": "on_shelf", "first_shelved": date(2026, 10, 28),
                 "price": Decimal("149.00"), "owner": "小林"},
    "inbound": {"order_no": "CG20261101-01", "item_id": "601234567890", "supplier": "织里针织厂",
                "ordered_day": date(2026, 11, 1), "expected_day": date(2026, 11, 20), "arrived_day": None,
                "ordered_qty": 300, "arrived_qty": None},
    "lead_times": {"item_id": "601234567890", "item_code": "QH1001-OW-M", "supplier": "织里针织厂", "item_class": "hot",
                   "lead_days": 15, "safety_days": 5, "review_days": 7, "min_order": 100, "pack": 20},
    "stock_take": {"day": DAY, "item_code": "QH1001-OW-M", "sku_text": "米白 M", "counted": 126, "listed": 128},
    "reviews": {"reviewed_at": datetime(2026, 11, 18, 21, 5), "rating": "bad", "order_id": "4012345678901234567",
                "content": "颜色和图片不一样，有点失望", "has_picture": True, "handled": "已联系，补发"},
    "tickets": {"opened_at": datetime(2026, 11, 18, 10, 15), "ticket_type": "tracing", "closed_at": None,
                "agent": "客服小美"},
    "parcels": {"order_id": "4012345678901234567", "tracking_no": "YT7512345678901", "carrier": "圆通速递",
                "started_at": datetime(2026, 11, 17, 16, 20), "picked_up_at": datetime(2026, 11, 17, 20, 41),
                "last_status": "运输中", "delivered_at": None},
    "vip_rules": {"tier": "银卡", "from_amount": Decimal(500), "from_count": 2, "from_points": None},
    "members": {"tier": "银卡", "points": 860, "joined_day": date(2026, 3, 8)},
    "owners": {"owner": "小林", "department": "推广", "item_id": "601234567890"},
    "deadlines": {"event": "双12 品类会场", "deadline": datetime(2026, 11, 25, 18),
                  "materials_due": datetime(2026, 11, 28, 23, 59, 59), "starts_day": date(2026, 12, 10), "state": "open"},
    "changes": {"changed_at": datetime(2026, 11, 12, 10, 30), "change": "picture", "before": "白底图",
                "after": "模特上身图", "changed_by": "小林"},
    "competitors": {"day": DAY, "competitor": "对面的针织店", "price": Decimal("139.00"), "sales": 4600, "rating": 4.8,
                    "move": "price"},
    "excluded": {"item_id": "609876543210", "word": None, "reason": "difference"},
}  # fmt: skip


def filled(kind: str, *lines: dict[str, object]) -> bytes:
    """The template of a kind with these cells typed below its example, as a person saves it."""
    out = BytesIO()
    write_template(kind, out)
    book = load_workbook(out)
    sheet = book[BY_KIND[kind].title.zh]
    headers = [cell.value for cell in sheet[1]]
    for line in lines:
        assert set(line) <= set(headers)
        sheet.append([line.get(str(header)) for header in headers])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def example(kind: str) -> dict[str, object]:
    """The example row of a template, as cells to type."""
    return {field.header: field.example or None for field in BY_KIND[kind].fields}


def given(home: Path, kind: str, *lines: dict[str, object], name: str = "", **how: Any) -> LoadResult:
    """Load the filled template of a kind, by default under its own name."""
    return load(home, [Upload(name or BY_KIND[kind].file_name, filled(kind, *lines))], **how)


def standing(home: Path, kind: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a kind that stand."""
    table = BY_KEY[kind].table
    return open_store(home).rows(f"SELECT {', '.join(columns)} FROM {table} WHERE is_current ORDER BY ALL")


def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the shop's clock stand: what happened may not lie ahead, and the templates' examples are of November 2026."""
    for module in ("data.batch", "data.own_sheets", "data.load"):
        monkeypatch.setattr(f"{module}.shop_time", lambda: datetime(2026, 11, 21, 9))


@pytest.fixture(autouse=True)
def _a_day_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    in_november(monkeypatch)


def test_every_own_sheet_is_tried_here():
    assert {kind.key for kind in OWN_KINDS} == set(EXAMPLES)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, FileResult]]:
    """A home into which every template was loaded with its example typed as a fact, and what the load said."""
    home = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as patch:
        in_november(patch)
        files = [Upload(BY_KIND[kind].file_name, filled(kind, example(kind))) for kind in EXAMPLES]
        return home, dict(zip(EXAMPLES, load(home, files).files, strict=True))


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_template_downloaded_filled_and_loaded_becomes_facts(
    examples: tuple[Path, dict[str, FileResult]], kind: str
):
    home, results = examples
    result, expected = results[kind], EXAMPLES[kind]
    assert (result.kind, result.rows_in, result.loaded, result.rejected, result.set_aside) == (
        kind,
        1,
        1,
        0,
        1,
    )
    assert [problem for problem in result.problems if problem.kind != "note"] == []
    assert standing(home, kind, *expected) == [tuple(expected.values())]


def test_every_word_of_every_list_is_taken(tmp_path: Path):
    files = [
        Upload(
            f"{kind} {field.header}.xlsx",
            filled(kind, *(example(kind) | {field.header: word} for word in field.choices)),
        )
        for kind in EXAMPLES
        for field in BY_KIND[kind].fields
        if field.choices
    ]
    results = load(tmp_path, files).files
    assert len(results) == sum(bool(field.choices) for kind in EXAMPLES for field in BY_KIND[kind].fields)
    assert [result.file for result in results if result.refused or result.rejected] == []


def test_what_wps_does_to_cells_changes_nothing(tmp_path: Path):
    # Day numbers, full-width digits, trailing spaces, numbers as numbers, a real date, full-width signs.
    given(
        tmp_path,
        "inbound",
        {"采购单号": "CG-1", "商品ID": 601234567890, "采购日期": 46327, "预计到货日期": "２０２６－１１－２０", "采购数量": "３００ "},
        {"采购单号": "CG-2 ", "商品ID": " 601234567890", "采购日期": datetime(2026, 11, 1), "预计到货日期": "2026年11月20日",
         "采购数量": 300.0},
        {"采购单号": "CG-3", "商品ID": "601234567890", "采购日期": "2026/11/1", "预计到货日期": "20261120", "采购数量": "300件"},
    )  # fmt: skip
    day, expected = date(2026, 11, 1), date(2026, 11, 20)
    assert standing(
        tmp_path, "inbound", "order_no", "item_id", "ordered_day", "expected_day", "ordered_qty"
    ) == [(f"CG-{number}", "601234567890", day, expected, 300) for number in (1, 2, 3)]


def test_headers_may_be_english_and_in_any_order(tmp_path: Path):
    table = """
    Lead days | Class | Safety days | Shop
    12        | hot   | 3           | 甲店
    """
    [result] = load(tmp_path, [Upload("lead.csv", csv_of(table))]).files
    assert (result.kind, result.shop) == ("lead_times", "甲店")
    assert standing(tmp_path, "lead_times", "item_class", "lead_days", "safety_days") == [("hot", 12, 3)]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_required_column_has_an_english_name(kind: str):
    for column in BY_KEY[kind].columns:
        if column.required or column.field == "shop":
            assert any(spelling.isascii() for spelling in column.spellings), column.field


def test_the_sheet_that_explains_a_template_is_passed_over_but_other_notes_are_mentioned(tmp_path: Path):
    book = load_workbook(BytesIO(filled("owners", example("owners"))))
    book.create_sheet("备忘").append(["下周一", "找厂家对货期"])
    changed = BytesIO()
    book.save(changed)
    [result] = load(tmp_path, [Upload("负责人表.xlsx", changed.getvalue())]).files
    assert (result.sheet, result.loaded) == ("负责人表", 1)
    assert [(p.kind, "备忘" in p.reason.zh) for p in result.problems] == [("note", True)]


# Deleting a row ---------------------------------------------------------------------------------------------------------
def cost(day: str, kind: str, amount: str, shop: str | None = None) -> dict[str, object]:
    return {"开始日期": day, "店铺": shop, "费用类型": kind, "金额": amount}


def test_a_row_deleted_from_a_sheet_leaves_the_store_and_the_load_says_so(tmp_path: Path):
    kept = cost("2026-11-01", "其他", "50")
    given(tmp_path, "costs", kept, cost("2026-11-05", "广告", "900"))
    days = "SELECT c.day FROM coverage AS c WHERE c.source = 'ads'"
    assert open_store(tmp_path).rows(days) == [(date(2026, 11, 5),)]
    [result] = given(tmp_path, "costs", kept).files
    assert standing(tmp_path, "costs", "cost", "amount") == [("other", Decimal(50))]
    # A day whose cost is gone is not known any more, rather than a day of 0.
    assert open_store(tmp_path).rows(days) == []
    assert (result.unchanged, [problem.kind for problem in result.problems]) == (1, ["note"])
    assert result.problems[0].reason.zh.startswith("以前的「费用表.xlsx」里有 1 行，这份里没有了")
    assert open_store(tmp_path).rows("SELECT count(*) FROM problems WHERE kind = 'note'") == [(1,)]


def test_the_check_knows_why_deleted_rows_no_longer_stand(tmp_path: Path):
    given(tmp_path, "costs", cost("2026-11-01", "其他", "50"), cost("2026-11-05", "广告", "900"))
    given(tmp_path, "costs", cost("2026-11-01", "其他", "60"))
    found = check(open_store(tmp_path))
    assert [(d.day, d.what, d.ours, d.theirs, d.cause == REASONS["retired"]) for d in found] == [
        (date(2026, 11, 5), "amount", Decimal("0.00"), Decimal("900.00"), True),
        (date(2026, 11, 1), "amount", Decimal("60.00"), Decimal("50.00"), False),
    ]
    assert unexplained(found) == []


def test_an_undo_brings_deleted_rows_back(tmp_path: Path):
    kept = cost("2026-11-01", "其他", "50")
    given(tmp_path, "costs", kept, cost("2026-11-05", "广告", "900"))
    second = given(tmp_path, "costs", kept).load_id
    given(tmp_path, "vip_rules", example("vip_rules"))
    undo(tmp_path, second)
    assert standing(tmp_path, "costs", "cost") == [("ads",), ("other",)]
    assert open_store(tmp_path).rows("SELECT c.day FROM coverage AS c WHERE c.source = 'ads'") == [
        (date(2026, 11, 5),)
    ]


def test_two_sheets_of_different_names_stand_side_by_side(tmp_path: Path):
    given(tmp_path, "costs", cost("2025-11-01", "其他", "1"), name="费用表2025.xlsx")
    given(tmp_path, "costs", cost("2026-11-01", "其他", "2"), name="费用表2026.xlsx")
    assert standing(tmp_path, "costs", "amount") == [(Decimal(1),), (Decimal(2),)]


@pytest.mark.parametrize(
    "name",
    [
        "费用表 (1).xlsx",
        "费用表（2）.xlsx",
        "费用表 - 副本.xlsx",
        "费用表_20261121_083000.xlsx",
        "费用表.csv",
    ],
)
def test_a_copy_or_a_new_download_is_the_same_sheet(tmp_path: Path, name: str):
    given(
        tmp_path,
        "costs",
        cost("2026-11-01", "其他", "1"),
        cost("2026-11-02", "其他", "2"),
        as_of=datetime(2026, 11, 20),
    )
    content = csv_of("开始日期 | 费用类型 | 金额\n2026-11-01 | 其他 | 3")
    load(
        tmp_path,
        [Upload(name, content if name.endswith("csv") else filled("costs", cost("2026-11-01", "其他", "3")))],
    )
    assert standing(tmp_path, "costs", "amount") == [(Decimal(3),)]


def test_another_shops_rows_stay(tmp_path: Path):
    given(tmp_path, "costs", cost("2026-11-01", "其他", "1", "甲店"), cost("2026-11-01", "其他", "2", "乙店"))
    given(tmp_path, "costs", cost("2026-11-02", "其他", "3", "甲店"))
    assert standing(tmp_path, "costs", "shop", "amount") == [("乙店", Decimal(2)), ("甲店", Decimal(3))]


def test_an_empty_template_deletes_nothing(tmp_path: Path):
    given(tmp_path, "vip_rules", example("vip_rules"))
    given(tmp_path, "vip_rules")
    assert standing(tmp_path, "vip_rules", "tier") == [("银卡",)]


def test_rules_are_replaced_whole_whatever_their_file_is_called(tmp_path: Path):
    given(
        tmp_path,
        "vip_rules",
        {"会员等级": "银卡", "累计金额起": "500"},
        {"会员等级": "金卡", "累计金额起": "2000"},
    )
    given(tmp_path, "vip_rules", {"会员等级": "金卡", "累计金额起": "3000"}, name="新规则.xlsx")
    assert standing(tmp_path, "vip_rules", "tier", "from_amount") == [("金卡", Decimal(3000))]


def test_a_log_only_grows(tmp_path: Path):
    first = example("reviews")
    given(tmp_path, "reviews", first)
    given(tmp_path, "reviews", {"评价时间": "2026-11-20 08:00", "评价等级": "好评"})
    given(tmp_path, "reviews", first)
    assert standing(tmp_path, "reviews", "rating") == [("bad",), ("good",)]


def test_a_list_of_goods_keeps_how_it_was_on_every_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first, second = example("products"), example("products") | {"商品ID": "602"}
    given(tmp_path, "products", first, second, name="商品清单_20261118.xlsx")
    given(tmp_path, "products", first | {"价格": "139.00", "上架状态": "已下架"})
    given(tmp_path, "products", first | {"价格": "129.00", "上架状态": "已下架"})
    assert standing(tmp_path, "products", "day", "item_id", "price", "shelf_state") == [
        (date(2026, 11, 18), "601234567890", Decimal("149.00"), "on_shelf"),
        (date(2026, 11, 18), "602", Decimal("149.00"), "on_shelf"),
        (date(2026, 11, 21), "601234567890", Decimal("129.00"), "removed"),
    ]


def test_sheets_handed_over_in_one_load_stand_together(tmp_path: Path):
    files = [
        Upload("a/规则.xlsx", filled("vip_rules", {"会员等级": "银卡", "累计金额起": "500"})),
        Upload("b/规则.xlsx", filled("vip_rules", {"会员等级": "金卡", "累计金额起": "2000"})),
    ]
    load(tmp_path, files)
    assert standing(tmp_path, "vip_rules", "tier") == [("金卡",), ("银卡",)]


def test_the_sheet_loaded_again_stands_though_another_was_loaded_since(tmp_path: Path):
    old = cost("2026-11-01", "其他", "1"), cost("2026-11-02", "其他", "2")
    given(tmp_path, "costs", *old)
    given(tmp_path, "costs", old[0])
    given(tmp_path, "costs", *old)
    assert standing(tmp_path, "costs", "amount") == [(Decimal(1),), (Decimal(2),)]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_what_stands_does_not_depend_on_the_order_of_loading(tmp_path: Path, order: tuple[int, ...]):
    sheets = (
        [cost("2026-11-01", "其他", "1"), cost("2026-11-02", "其他", "2")],
        [cost("2026-11-02", "其他", "5"), cost("2026-11-03", "其他", "3")],
        [cost("2026-11-01", "其他", "1"), cost("2026-11-03", "其他", "3")],
    )
    for number in order:
        given(tmp_path, "costs", *sheets[number], as_of=datetime(2026, 11, 1 + number))
    # Each row is of the newest sheet that lists it, with its line there.
    [[newest]] = open_store(tmp_path).rows(
        "SELECT f.file_id FROM files AS f WHERE f.as_of = ?", [datetime(2026, 11, 3)]
    )
    assert standing(tmp_path, "costs", "period_start", "amount", "file_id", "line") == [
        (date(2026, 11, 1), Decimal(1), newest, 3),
        (date(2026, 11, 3), Decimal(3), newest, 4),
    ]


# What single sheets need --------------------------------------------------------------------------------------------------
def test_reviewers_are_not_read_and_numbers_in_reviews_are_blanked(tmp_path: Path):
    table = """
    评价时间         | 评价等级 | 买家昵称 | 评价内容
    2026-11-18 10:00 | 差评     | 王小二   | 打我电话13812345678或写信 wang@example.com 订单4012345678901234567
    """
    [result] = load(tmp_path, [Upload("评价.csv", csv_of(table))]).files
    assert result.dropped == ("买家昵称",)
    assert standing(tmp_path, "reviews", "content") == [("打我电话…或写信 … 订单4012345678901234567",)]


def test_members_are_kept_as_hashes_of_the_names_in_orders(tmp_path: Path):
    orders = """
    订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间        | 订单付款时间
    1001     | tb_example | 90.00  | 90.00            | 0        | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:05:00
    """
    load(tmp_path, [Upload("orders.csv", csv_of(orders))])
    [result] = given(tmp_path, "members", example("members"), {"会员名": "t***1", "会员积分": "5"}).files
    assert (result.rows_in, result.loaded, result.rejected) == (2, 1, 1)
    assert [(p.kind, p.column, p.text) for p in result.problems if p.kind != "note"] == [
        ("refused", "会员名", "")
    ]
    joined = "SELECT m.points FROM member_versions AS m JOIN order_versions AS o ON o.buyer = m.buyer WHERE m.is_current"
    assert open_store(tmp_path).rows(joined) == [(860,)]


def test_links_that_are_no_goods_leave_the_items_of_their_shop_alone(tmp_path: Path):
    lines = """
    订单编号 | 商品ID | 标题     | 价格  | 购买数量 | 买家应付货款 | 订单状态 | 订单创建时间        | 订单付款时间        | 店铺名称
    1        | 11     | 毛衣     | 90.00 | 1        | 90.00        | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:05:00 | 甲店
    2        | 22     | 定制加急 | 10.00 | 1        | 10.00        | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:05:00 | 甲店
    3        | 33     | 补差价   | 1.00  | 5        | 5.00         | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:05:00 | 甲店
    4        | 22     | 定制加急 | 10.00 | 1        | 10.00        | 交易成功 | 2026-11-01 10:00:00 | 2026-11-01 10:05:00 | 乙店
    """
    load(tmp_path, [Upload("lines.csv", csv_of(lines))])
    goods = "SELECT i.shop, i.item FROM order_items AS i WHERE NOT i.is_excluded ORDER BY ALL"
    assert open_store(tmp_path).rows(goods) == [("乙店", "22"), ("甲店", "11"), ("甲店", "22")]
    given(tmp_path, "excluded", {"商品ID": "22", "剔除原因": "其他", "店铺": "甲店"})
    assert open_store(tmp_path).rows(goods) == [("乙店", "22"), ("甲店", "11")]
    given(
        tmp_path, "excluded", {"标题关键词": "毛衣", "剔除原因": "测试", "店铺": "甲店"}, name="另一份.xlsx"
    )
    assert open_store(tmp_path).rows(goods) == [("乙店", "22"), ("甲店", "22")]


@pytest.mark.parametrize(
    ("kind", "line", "column"),
    [
        ("inbound", {"预计到货日期": "2026-11-20", "采购数量": "5"}, "商品ID"),
        ("inbound", {"商品名称": "毛衣", "预计到货日期": "2026-11-20", "采购数量": "5", "到货数量": "3"}, "到货数量"),
        ("products", {"商品ID": "1", "上架状态": "在售", "已填属性数": "9", "属性总数": "5"}, "已填属性数"),
        ("stock_take", {"盘点日期": "2026-11-18", "盘点数量": "5"}, "商品ID"),
        ("stock_take", {"盘点日期": "2026-12-18", "商品名称": "毛衣", "盘点数量": "5"}, "盘点日期"),
        ("vip_rules", {"会员等级": "银卡"}, "累计金额起"),
        ("margins", {"商品ID": "1"}, "成本价"),
        ("margins", {"商品名称": "毛衣", "成本价": "5"}, "商品名称"),
        ("owners", {"负责人": "小林"}, "商品ID"),
        ("deadlines", {"活动名称": "双12", "报名截止时间": "2026-11-25", "活动开始日期": "2026-12-12", "活动结束日期": "2026-12-01"},
         "活动结束日期"),
        ("excluded", {"剔除原因": "赠品"}, "商品ID"),
        ("excluded", {"标题关键词": "裙", "剔除原因": "赠品"}, "标题关键词"),
        ("spend_plan", {"推广渠道": "淘宝客", "计划花费": "5"}, "周期"),
        ("tickets", {"建单时间": "2026-11-18 10:00", "问题类型": "查单", "办结时间": "2026-11-18 09:00"}, "办结时间"),
        ("lead_times", {"货期天数": "-3"}, "货期天数"),
        ("competitors", {"日期": "2026-11-18", "竞品店铺": "对面", "动态": "跳水"}, "动态"),
    ],
)  # fmt: skip
def test_a_row_that_says_nothing_or_contradicts_itself_is_refused_by_its_column(
    tmp_path: Path, kind: str, line: dict[str, object], column: str
):
    [result] = given(tmp_path, kind, line).files
    assert (result.rows_in, result.rejected, result.loaded) == (1, 1, 0)
    assert [(problem.kind, problem.column) for problem in result.problems] == [("refused", column)]


def test_a_channel_has_its_name_of_today_and_all_channels_are_none(tmp_path: Path):
    given(
        tmp_path, "spend_plan",
        {"周期": "2026-11", "推广渠道": "直通车", "计划花费": "3000"},
        {"周期": "2026-11", "推广渠道": "全部", "计划花费": "5000"},
        {"周期": "2026-11", "推广渠道": "站外", "计划花费": "100"},
    )  # fmt: skip
    assert set(standing(tmp_path, "spend_plan", "channel")) == {("关键词推广",), (None,), ("站外",)}


def test_the_example_is_skipped_also_where_a_person_typed_over_its_first_cell_only(tmp_path: Path):
    [result] = given(tmp_path, "owners", example("owners") | {"负责人": f"{EXAMPLE}小王"}).files
    assert (result.rows_in, result.set_aside) == (0, 2)
