"""Loading takes Arrow's memory from the allocator that holds least."""

from pathlib import Path

import pyarrow as pa
import pytest

from data.load import Upload, load
from tests.files import csv_file

ROWS = [
    ["订单编号", "总金额", "退款金额", "订单状态", "订单创建时间", "订单付款时间"],
    ["1", "10.00", "0", "交易成功", "2026-06-01 10:00:00", "2026-06-01 10:05:00"],
]


def test_what_a_load_reads_lies_in_the_sparing_allocator_where_there_is_one(tmp_path: Path):
    if "jemalloc" not in pa.supported_memory_backends():
        pytest.skip("Arrow is built without jemalloc here")
    usual = pa.default_memory_pool()
    try:
        pa.set_memory_pool(pa.system_memory_pool())
        load(tmp_path, [Upload("订单.csv", csv_file(ROWS))])
        assert pa.default_memory_pool().backend_name == "jemalloc"
    finally:
        pa.set_memory_pool(usual)
