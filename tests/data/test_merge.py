"""Merging gives the same whatever the order of loading, and never forgets what is known."""

from decimal import Decimal
from itertools import permutations
from random import Random

import pytest

from data.kind import Kind
from data.merge import Merged
from tests.data.facts import current, empty_store, everything_current, kind, merge_text

ORDERS = kind("orders")
LINES = kind("order_lines")
SHOP_DAYS = kind("shop_daily")
CAMPAIGNS = kind("ads_campaign")


def stand_of(files: list[tuple[str, str | None]], of: Kind) -> list[tuple[object, ...]]:
    con = empty_store()
    for text, as_of in files:
        merge_text(con, of, text, as_of)
    return everything_current(con, of)


def order_file(
    *orders: str, columns: str = "order_id | status_rank | created_at | paid_at | refund_amount | amount_due"
) -> str:
    return "\n".join([columns, *orders])


def test_a_first_file_stands_as_it_is():
    con = empty_store()
    merged = merge_text(
        con, ORDERS, order_file("1 | 2 | 2024-05-01 | 2024-05-01 | 0 | 30", "2 | 0 | 2024-05-01 | | 0 | 12")
    )
    assert merged == Merged(loaded=2, unchanged=0, kept=0)
    assert current(con, ORDERS, "amount_due") == [
        ("甲店", "1", Decimal("30.00")),
        ("甲店", "2", Decimal("12.00")),
    ]


def test_the_same_rows_again_change_nothing():
    con = empty_store()
    text = order_file("1 | 2 | 2024-05-01 | 2024-05-01 | 0 | 30", "2 | 0 | 2024-05-01 | | 0 | 12")
    merge_text(con, ORDERS, text)
    assert merge_text(con, ORDERS, text) == Merged(loaded=0, unchanged=2, kept=0)
    assert con.execute("SELECT count(*) FROM order_versions").fetchall() == [(2,)]


def test_where_no_export_time_is_known_the_further_state_stands_and_the_other_is_listed():
    con = empty_store()
    merge_text(con, ORDERS, order_file("1 | 6 | 2024-05-01 | 2024-05-02 | 0 | 30"))
    merged = merge_text(con, ORDERS, order_file("1 | 0 | 2024-05-01 | | 0 | 30"))
    assert merged == Merged(loaded=0, unchanged=1, kept=1)
    assert con.execute("SELECT line, fate, rival_file FROM fates").fetchall() == [(2, "kept", 1)]
    assert current(con, ORDERS, "status_rank") == [("甲店", "1", 6)]


def test_a_larger_refund_is_the_further_state():
    con = empty_store()
    merge_text(con, ORDERS, order_file("1 | 6 | 2024-05-01 | 2024-05-02 | 8 | 30"))
    merge_text(con, ORDERS, order_file("1 | 6 | 2024-05-01 | 2024-05-02 | 3 | 30"))
    assert current(con, ORDERS, "refund_amount") == [("甲店", "1", Decimal("8.00"))]


def test_where_export_times_are_known_the_newest_stands_though_its_state_is_less_far():
    con = empty_store()
    merge_text(con, ORDERS, order_file("1 | 6 | 2024-05-01 | 2024-05-02 | 8 | 30"), "2024-05-03 09:00")
    merge_text(con, ORDERS, order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30"), "2024-05-04 09:00")
    assert current(con, ORDERS, "status_rank", "refund_amount") == [("甲店", "1", 2, Decimal("0.00"))]


def test_an_older_export_loaded_later_is_kept_out():
    con = empty_store()
    merge_text(con, ORDERS, order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30"), "2024-05-04 09:00")
    merged = merge_text(con, ORDERS, order_file("1 | 0 | 2024-05-01 | | 0 | 30"), "2024-05-02 09:00")
    assert merged == Merged(loaded=0, unchanged=1, kept=1)
    assert current(con, ORDERS, "status_rank") == [("甲店", "1", 2)]


def test_equal_content_exported_later_only_moves_the_export_time():
    con = empty_store()
    text = order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30")
    merge_text(con, ORDERS, text, "2024-05-04 09:00")
    assert merge_text(con, ORDERS, text, "2024-05-06 09:00") == Merged(loaded=0, unchanged=1, kept=0)
    merge_text(con, ORDERS, order_file("1 | 0 | 2024-05-01 | | 0 | 30"), "2024-05-05 09:00")
    assert current(con, ORDERS, "status_rank", "CAST(as_of AS DATE)::VARCHAR") == [
        ("甲店", "1", 2, "2024-05-06")
    ]


def test_the_same_order_twice_in_a_file_counts_once_and_the_further_one_stands():
    con = empty_store()
    merged = merge_text(con, ORDERS, order_file(
        "1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30", "1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30",
        "2 | 0 | 2024-05-01 | | 0 | 12", "2 | 2 | 2024-05-01 | 2024-05-03 | 0 | 12",
    ))  # fmt: skip
    assert merged == Merged(loaded=2, unchanged=1 + 1, kept=1)
    assert con.execute("SELECT line, fate FROM fates").fetchall() == [(4, "repeated")]
    assert current(con, ORDERS, "status_rank") == [("甲店", "1", 2), ("甲店", "2", 2)]


def test_the_same_order_number_in_two_shops_is_two_orders():
    con = empty_store()
    text = order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30")
    merge_text(con, ORDERS, text, shop="甲店")
    assert merge_text(con, ORDERS, text, shop="乙店").loaded == 1
    assert [row[0] for row in current(con, ORDERS)] == ["乙店", "甲店"]


def test_the_lines_of_an_order_are_replaced_together():
    con = empty_store()
    columns = "order_id | title | qty | status_rank | refund_amount"
    merge_text(con, LINES, f"{columns}\n1 | 茶 | 1 | 2 | 0\n1 | 杯 | 2 | 2 | 0\n2 | 壶 | 1 | 2 | 0")
    merged = merge_text(con, LINES, f"{columns}\n1 | 杯 | 2 | 2 | 9\n1 | 茶 | 1 | 2 | 0")
    assert merged == Merged(loaded=2, unchanged=0, kept=0)
    assert current(con, LINES, "title", "qty", "refund_amount") == [
        ("甲店", "1", "杯", 2, Decimal("9.00")), ("甲店", "1", "茶", 1, Decimal("0.00")),
        ("甲店", "2", "壶", 1, Decimal("0.00")),
    ]  # fmt: skip


def test_lines_in_another_order_are_the_same_lines():
    con = empty_store()
    columns = "order_id | title | qty | status_rank"
    merge_text(con, LINES, f"{columns}\n1 | 茶 | 1 | 2\n1 | 杯 | 2 | 2\n1 | 杯 | 2 | 2")
    assert merge_text(con, LINES, f"{columns}\n1 | 杯 | 2 | 2\n1 | 茶 | 1 | 2\n1 | 杯 | 2 | 2") == Merged(
        0, 3, 0
    )
    assert len(current(con, LINES)) == 3


def test_a_day_of_ads_downloaded_again_is_replaced_and_never_added():
    con = empty_store()
    columns = "level | day | campaign_id | spend | revenue"
    merge_text(con, CAMPAIGNS, f"{columns}\ncampaign | 2024-05-01 | 7 | 10 | 20\ncampaign | 2024-05-01 | 8 | 1 | 0",
               "2024-05-02 09:00")  # fmt: skip
    merge_text(con, CAMPAIGNS, f"{columns}\ncampaign | 2024-05-01 | 7 | 10 | 35", "2024-05-09 09:00")
    assert con.execute("SELECT sum(spend), sum(revenue) FROM ad_versions WHERE is_current").fetchall() == [
        (Decimal(10 + 1), Decimal(35 + 0))
    ]


def test_two_exports_of_unknown_time_that_disagree_about_a_day_are_listed():
    con = empty_store()
    columns = "period_start | period_end | paid_amount | page_views"
    merge_text(
        con, SHOP_DAYS, f"{columns}\n2024-05-01 | 2024-05-01 | 100 | 7\n2024-05-02 | 2024-05-02 | 50 | 3"
    )
    merged = merge_text(
        con, SHOP_DAYS, f"{columns}\n2024-05-01 | 2024-05-01 | 120 | 7\n2024-05-02 | 2024-05-02 | 50 | 3"
    )
    assert merged == Merged(loaded=1, unchanged=1, kept=0)
    assert con.execute("SELECT line, fate, rival_file FROM fates").fetchall() == [(2, "differs", 1)]


def test_a_report_with_further_columns_contradicts_nobody():
    con = empty_store()
    merge_text(con, SHOP_DAYS, "period_start | period_end | paid_amount\n2024-05-01 | 2024-05-01 | 100")
    merged = merge_text(
        con,
        SHOP_DAYS,
        "period_start | period_end | paid_amount | visitors\n2024-05-01 | 2024-05-01 | 100 | 7",
    )
    assert merged == Merged(loaded=1, unchanged=0, kept=0)
    assert con.execute("SELECT * FROM fates").fetchall() == []
    assert [row[2:] for row in current(con, SHOP_DAYS, "paid_amount", "visitors")] == [(Decimal("100.00"), 7)]


# --- files with different columns -------------------------------------------------------------------------------------

FEWER = "order_id | status_rank | created_at | paid_at | amount_due"


def test_a_column_that_a_later_file_lacks_keeps_what_is_known():
    con = empty_store()
    merge_text(
        con,
        ORDERS,
        order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 广东", columns=FEWER.replace("amount_due", "province")),
    )
    merge_text(con, ORDERS, order_file("1 | 6 | 2024-05-01 | 2024-05-02 | 30", columns=FEWER))
    assert current(con, ORDERS, "status_rank", "amount_due", "province") == [
        ("甲店", "1", 6, Decimal("30.00"), "广东")
    ]


def test_a_column_that_is_there_and_empty_is_a_statement():
    con = empty_store()
    columns = FEWER + " | shipped_at"
    merge_text(
        con,
        ORDERS,
        order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 30 | 2024-05-03", columns=columns),
        "2024-05-04 09:00",
    )
    merge_text(
        con, ORDERS, order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 30 |", columns=columns), "2024-05-05 09:00"
    )
    assert current(con, ORDERS, "shipped_at") == [("甲店", "1", None)]


def test_lines_take_missing_columns_from_the_same_line_of_another_file():
    con = empty_store()
    merge_text(con, LINES, "order_id | sub_order_id | title | qty | status_rank | goods_payable\n"
               "1 | 11 | 茶 | 1 | 2 | 20.5\n1 | 12 | 杯 | 2 | 2 | 30")  # fmt: skip
    merge_text(con, LINES, "order_id | title | qty | status_rank\n1 | 杯 | 2 | 6\n1 | 茶 | 1 | 6")
    assert current(con, LINES, "title", "status_rank", "sub_order_id", "goods_payable") == [
        ("甲店", "1", "杯", 6, "12", Decimal("30.00")), ("甲店", "1", "茶", 6, "11", Decimal("20.50")),
    ]  # fmt: skip


# --- the order of loading ---------------------------------------------------------------------------------------------

# Every block is a trial of its own, so a few orders of a few files of many blocks try thousands of histories.

ORDER_SHAPES = (
    "order_id | status_rank | created_at | paid_at | amount_due | refund_amount | province",
    "order_id | status_rank | created_at | paid_at | amount_due | refund_amount",
    "order_id | status_rank | created_at | paid_at | amount_kept | city",
)
LINE_SHAPES = (
    "order_id | title | qty | status_rank | refund_amount",
    "order_id | sub_order_id | title | qty | status_rank",
)
TIMES = (None, None, "2024-05-03", "2024-05-04")
CELLS = {
    "created_at": ("2024-05-01",), "status_rank": ("0", "2", "6"), "paid_at": ("", "2024-05-02"), "amount_due": ("10", "11"),
    "refund_amount": ("0", "5.10"), "province": ("", "广东", "浙江"), "amount_kept": ("9",), "city": ("", "杭州"),
    "sub_order_id": ("11", "12"), "title": ("茶", "杯"), "qty": ("1", "2"),
}  # fmt: skip


def histories(seed: int, shapes: tuple[str, ...], rows_per_block: int) -> list[tuple[str, str | None]]:
    """Four files that all speak of the same 200 orders, each with columns and an export time of its own."""
    chance = Random(seed)
    files = []
    for _ in range(4):
        columns = chance.choice(shapes)
        names = [name.strip() for name in columns.split("|")]
        rows = [
            " | ".join(str(order) if name == "order_id" else chance.choice(CELLS[name]) for name in names)
            for order in range(200)
            for _ in range(chance.randint(0, rows_per_block))
        ]
        files.append(("\n".join([columns, *rows]), chance.choice(TIMES)))
    return files


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("of", "shapes", "rows_per_block"), [(ORDERS, ORDER_SHAPES, 2), (LINES, LINE_SHAPES, 3)]
)
def test_every_order_of_loading_gives_the_same(
    of: Kind, shapes: tuple[str, ...], rows_per_block: int, seed: int
):
    files = histories(seed, shapes, rows_per_block)
    orders = Random(seed).sample(list(permutations(files)), 4)
    first, *others = [stand_of(list(order), of) for order in orders]
    assert len(first) > 150
    assert all(other == first for other in others)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_known_and_unknown_export_times_together_don_t_depend_on_the_order(order: tuple[int, ...]):
    # Known: 05-03 says paid, 05-04 says waiting again. Unknown: done. The further of newest known and unknown stands.
    files = [
        (order_file("1 | 2 | 2024-05-01 | 2024-05-02 | 0 | 30"), "2024-05-03"),
        (order_file("1 | 0 | 2024-05-01 | | 0 | 30"), "2024-05-04"),
        (order_file("1 | 1 | 2024-05-01 | | 0 | 30"), None),
    ]
    con = empty_store()
    for place in order:
        merge_text(con, ORDERS, *files[place])
    assert current(con, ORDERS, "status_rank") == [("甲店", "1", 1)]
