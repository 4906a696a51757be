"""Summaries belong to the statements that made them: a store with another program's gets new ones."""

from pathlib import Path

import duckdb
import pytest

import data.summaries
from data.schema import create
from data.store import close_all, open_store
from data.versions import current_version
from tests.stores import home_of

BUYERS = """
订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间
1 | 小红 | 90.00 | 90.00 | 0.00 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00
2 | 小红 | 10.00 | 10.00 | 4.00 | 交易成功 | 2026-03-02 23:00:00 | 2026-03-02 23:10:00
3 | 小红 | 20.00 | 20.00 | 0.00 | 交易成功 | 2026-03-09 09:00:00 | 2026-03-09 10:00:00
4 | 小红 | 30.00 | 30.00 | 0.00 | 交易成功 | 2026-04-01 09:00:00 | 2026-04-01 10:00:00
5 | 小明 | 50.00 | 50.00 | 0.00 | 交易成功 | 2026-03-03 09:00:00 | 2026-03-03 10:00:00
"""
ORDERS = """
订单编号 | 买家会员名 | 总金额 | 买家实际支付金额 | 退款金额 | 订单状态 | 订单创建时间 | 订单付款时间
1 | 小红 | 90.00 | 90.00 | 0.00 | 交易成功 | 2026-03-02 09:00:00 | 2026-03-02 10:00:00
"""


def test_a_store_with_other_summaries_gets_this_programs_in_a_new_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_of(tmp_path, ORDERS)
    before = current_version(home)
    close_all()
    monkeypatch.setattr(data.summaries, "fingerprint", lambda: "of a later program")
    store = open_store(home)
    assert store.version == before + 1
    assert store.rows("SELECT i.fingerprint FROM summary_info AS i") == [("of a later program",)]
    assert store.rows("SELECT o.order_id FROM orders AS o") == [("1",)]


def test_a_store_with_this_programs_summaries_stays_as_it_is(tmp_path: Path) -> None:
    home = home_of(tmp_path, ORDERS)
    close_all()
    assert open_store(home).version == current_version(home) == 1


def test_a_buyer_has_the_first_and_the_second_pay_day_and_the_line_of_the_first_payment(
    tmp_path: Path,
) -> None:
    store = open_store(home_of(tmp_path, BUYERS))
    found = store.rows("""
        SELECT b.orders, CAST(b.first_paid_day AS VARCHAR), CAST(b.second_paid_day AS VARCHAR), CAST(b.last_paid_day AS VARCHAR),
            CAST(b.amount AS VARCHAR), CAST(b.refund_amount AS VARCHAR), b.file_id, b.line FROM buyers AS b ORDER BY b.orders""")
    assert found == [
        (1, "2026-03-03", None, "2026-03-03", "50.00", "0.00", 1, 6),
        # 90 + 10 + 20 + 30; the two payments of 03-02 are one pay day.
        (4, "2026-03-02", "2026-03-09", "2026-04-01", "150.00", "4.00", 1, 2),
    ]
    days = store.rows("SELECT f.days_to_second FROM buyer_firsts AS f ORDER BY 1 NULLS LAST")
    assert days == [(7,), (None,)]


def test_what_was_a_table_in_another_program_gives_way_to_a_view() -> None:
    with duckdb.connect() as con:
        create(con, 1)
        con.execute("CREATE TABLE orders (order_id VARCHAR)")
        con.execute("CREATE VIEW buyers AS SELECT 1 AS one")
        data.summaries.build(con)
        assert con.execute("SELECT count(*) FROM orders").fetchall() == [(0,)]
        assert con.execute("SELECT count(*) FROM buyers").fetchall() == [(0,)]
