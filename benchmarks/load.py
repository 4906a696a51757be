"""How long loading takes: an order export against plain DuckDB and pandas reading the same rows; run by hand.

    python -m benchmarks.load --rows 1000000 --repeat 3

Prints process CPU seconds (all threads and child processes; the wall clock of a shared machine says little), medians,
their ratios, and the largest memory of a process.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
import psutil

from data.load import load

# 12 columns as 千牛 writes them: ids as ="...", unpaid orders without times, addresses with a street.
ORDERS = """
COPY (
    WITH drawn AS (
        SELECT range AS n, hash(range) % 1000 AS chance, 5 + hash(range, 1) % 49500 / 100 AS amount,
            TIMESTAMP '2024-01-01' + to_seconds(CAST(range * 31536000 / {rows} AS BIGINT)) AS created
        FROM range({rows})
    ), told AS (
        SELECT d.*, chance >= 300 AS paid, created + to_seconds(CAST(60 + hash(n, 2) % 3600 AS BIGINT)) AS paid_at,
            created + to_seconds(CAST(7200 + hash(n, 3) % 172800 AS BIGINT)) AS shipped_at FROM drawn AS d
    )
    SELECT '="' || (1000000000000000000 + n * 7) || '"' AS 订单编号, '买家' || hash(n, 4) % ({rows} // 2) AS 买家会员名,
        CAST(amount AS DECIMAL(18,2)) AS 总金额,
        CAST(CASE WHEN paid THEN amount ELSE 0 END AS DECIMAL(18,2)) AS 买家实际支付金额, '0.00' AS 退款金额,
        CASE WHEN paid THEN '交易成功' ELSE '交易关闭' END AS 订单状态, strftime(created, '%Y-%m-%d %H:%M:%S') AS 订单创建时间,
        CASE WHEN paid THEN strftime(paid_at, '%Y-%m-%d %H:%M:%S') END AS 订单付款时间,
        CASE WHEN paid THEN strftime(shipped_at, '%Y-%m-%d %H:%M:%S') END AS 发货时间,
        '浙江省 杭州市 西湖区 某街道' || n % 900 || '号' AS 收货地址, '夏季新款 第' || n % 300 || '款' AS 宝贝标题,
        1 + n % 3 AS 宝贝总数量
    FROM told
) TO '{file}' (HEADER, FORCE_QUOTE *)
"""
TYPED = """
CREATE TABLE orders AS
SELECT regexp_extract(订单编号, '[0-9]+') AS order_id, 买家会员名 AS buyer, CAST(总金额 AS DECIMAL(18,2)) AS amount_due,
    CAST(买家实际支付金额 AS DECIMAL(18,2)) AS amount_kept, CAST(退款金额 AS DECIMAL(18,2)) AS refund_amount, 订单状态 AS status,
    CAST(订单创建时间 AS TIMESTAMP) AS created_at, CAST(订单付款时间 AS TIMESTAMP) AS paid_at,
    CAST(发货时间 AS TIMESTAMP) AS shipped_at, 收货地址 AS address, 宝贝标题 AS item_title,
    CAST(宝贝总数量 AS BIGINT) AS item_qty
FROM read_csv('{file}', all_varchar = true, header = true)
"""


def with_zhanggui(folder: Path) -> None:
    """Load the export into an empty home: read, clean, check, merge, summaries, commit."""
    result = load(folder / "home", [folder / "orders_gb18030.csv"])
    assert not result.refused, result.files[0].problems[0].reason.zh


def with_duckdb(folder: Path) -> None:
    """Read the same rows from UTF-8 into a typed table of a database file."""
    with duckdb.connect(str(folder / "plain.duckdb"), config={"threads": "2"}) as con:
        con.execute(TYPED.format(file=(folder / "orders_utf8.csv").as_posix()))


def with_pandas(folder: Path) -> None:
    """Read the export as text, clean and type the columns, keep one row per order, write a typed file."""
    import pandas as pd  # only this child needs it

    frame = pd.read_csv(folder / "orders_gb18030.csv", encoding="gb18030", dtype=str)
    frame["订单编号"] = frame["订单编号"].str.strip('="')
    for money in ("总金额", "买家实际支付金额", "退款金额"):
        frame[money] = pd.to_numeric(frame[money].str.replace(",", ""))
    for moment in ("订单创建时间", "订单付款时间", "发货时间"):
        frame[moment] = pd.to_datetime(frame[moment])
    frame["宝贝总数量"] = pd.to_numeric(frame["宝贝总数量"])
    frame["省"] = frame["收货地址"].str.split(" ", n=1).str[0]
    frame = frame.drop_duplicates("订单编号").drop(columns="收货地址")
    frame.groupby(frame["订单付款时间"].dt.date)["总金额"].sum()
    frame.to_parquet(folder / "plain.parquet")


WAYS: dict[str, Callable[[Path], None]] = {
    "zhanggui": with_zhanggui,
    "duckdb": with_duckdb,
    "pandas": with_pandas,
}


def write_orders(folder: Path, rows: int) -> None:
    """Write the same invented orders as UTF-8 and as GB18030."""
    plain = folder / "orders_utf8.csv"
    with duckdb.connect() as con:
        con.execute(ORDERS.format(rows=rows, file=plain.as_posix()))
    with (
        plain.open(encoding="utf-8") as source,
        (folder / "orders_gb18030.csv").open("w", encoding="gb18030") as target,
    ):
        while part := source.read(1 << 22):
            target.write(part)


def measured(way: str, folder: Path) -> tuple[float, float, float]:
    """Run one way in a process of its own; return its CPU seconds, wall seconds and largest memory in MB."""
    started = perf_counter()
    command = [sys.executable, "-m", "benchmarks.load", "--child", way, "--folder", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        watched = psutil.Process(child.pid)
        largest = 0
        while child.poll() is None:
            try:
                largest = max(largest, watched.memory_info().rss)
                child.wait(0.02)
            except (psutil.NoSuchProcess, subprocess.TimeoutExpired):
                continue
        told = json.loads(child.stdout.read())
    return told["cpu"], perf_counter() - started, largest / 2**20


def child(way: str, folder: Path) -> None:
    """Do the work once and say how much CPU time it took, without that of starting Python."""
    before = psutil.Process().cpu_times()
    WAYS[way](folder)
    after = psutil.Process().cpu_times()
    print(json.dumps({"cpu": sum(after[:4]) - sum(before[:4])}))


def main() -> None:
    """Measure every way, in turn, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--child", choices=WAYS)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.folder)
        return
    runs: dict[str, list[tuple[float, float, float]]] = {way: [] for way in WAYS}
    for _ in range(asked.repeat):
        for way, taken in runs.items():
            with tempfile.TemporaryDirectory() as folder:
                write_orders(Path(folder), asked.rows)
                taken.append(measured(way, Path(folder)))
    middle = {way: [median(values) for values in zip(*taken, strict=True)] for way, taken in runs.items()}
    print(f"{asked.rows:,} orders, 12 columns, median of {asked.repeat}")
    print(f"{'':10} {'CPU s':>8} {'wall s':>8} {'MB':>7} {'CPU / duckdb':>14} {'CPU / pandas':>14}")
    for way, (cpu, wall, memory) in middle.items():
        ratios = (cpu / middle["duckdb"][0], cpu / middle["pandas"][0])
        print(f"{way:10} {cpu:8.2f} {wall:8.2f} {memory:7.0f} {ratios[0]:14.2f} {ratios[1]:14.2f}")


if __name__ == "__main__":
    main()
