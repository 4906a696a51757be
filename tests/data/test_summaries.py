"""Summaries belong to the statements that made them: a store with another program's gets new ones."""

from pathlib import Path

import pytest

import data.summaries
from data.store import close_all, open_store
from data.versions import current_version
from tests.stores import home_of

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
