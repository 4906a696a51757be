"""What a file name says about time."""

from datetime import date, datetime

import pytest

from data.filename import days_in_name, export_time

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("商品报表_20260619_110309.csv", datetime(2026, 6, 19, 11, 3, 9)),
        ("ExportOrderList202611210930.csv", datetime(2026, 11, 21, 9, 30)),
        ("订单 20261121093015.xlsx", datetime(2026, 11, 21, 9, 30, 15)),
        ("a_20261301_110309_20260619_110309.csv", datetime(2026, 6, 19, 11, 3, 9)),
    ],
)
def test_a_full_stamp_is_the_export_time(name, moment):
    assert export_time(name, TODAY) == moment


@pytest.mark.parametrize(
    "name",
    [
        "订单_202611.csv",
        "订单_20261121.csv",
        "ExportOrderList15998877665544.csv",
        "ExportOrderList1599887766554433.csv",
        "商品报表_20260619_1103.csv",
        "商品_全部_20261101_20261107.xls",
        "订单_20261125_080000.csv",
        "199912312359.csv",
        "订单.csv",
    ],
)
def test_months_days_other_long_numbers_and_the_future_are_no_export_time(name):
    assert export_time(name, TODAY) is None


def test_days_are_found_in_their_spellings_and_apart_from_the_stamp():
    assert days_in_name("库存_20261118.csv") == (date(2026, 11, 18),)
    assert days_in_name("商品_全部_2026-11-01_2026-11-07.xls") == (date(2026, 11, 1), date(2026, 11, 7))
    assert days_in_name("商品_全部_2026-11-01_2026-11-01.xls") == (date(2026, 11, 1),)
    assert days_in_name("库存2026年11月18日.xlsx") == (date(2026, 11, 18),)
    assert days_in_name("商品报表_20260619_110309.csv") == ()
    assert days_in_name("库存_20261399.csv") == ()
