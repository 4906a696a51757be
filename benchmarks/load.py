"""How long loading takes: an order export against plain DuckDB and pandas with the same rows; run by hand.

    python -m benchmarks.load --rows 100000 1000000 3000000 --repeat 3
    python -m benchmarks.load --day --rows 1000000

Prints process CPU seconds (all threads and child processes; the wall clock of a shared machine says little), medians,
their ratios, the largest memory of a process, and with several sizes how the time grows (the exponent of its power law).

zhanggui: the whole load into an empty home: read GB18030, recognise, clean, refuse and list bad cells, test which money column
is gross, hash buyers, keep the archive, merge, sum up per day and buyer, restate, commit.
duckdb: its own reader puts the same rows, from UTF-8, into a typed table of a file. No cleaning, checking, hashing, summing.
pandas: what a careful person would write to get the same: the same steps, each over whole columns, into Parquet files
(archived rows, orders, days placed and paid, buyers with their first two pay days, retention by month of first purchase).
--day: one more day (as many orders as a day of the year) into a store of that size, beside copying the store's file.
"""

import argparse
import hmac
import json
import math
import shutil
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
            TIMESTAMP '{start}' + to_seconds(CAST((range - {first}) * {seconds} / {rows} AS BIGINT)) AS created
        FROM range({first}, {first} + {rows})
    ), told AS (
        SELECT d.*, chance >= 300 AS paid, created + to_seconds(CAST(60 + hash(n, 2) % 3600 AS BIGINT)) AS paid_at,
            created + to_seconds(CAST(7200 + hash(n, 3) % 172800 AS BIGINT)) AS shipped_at FROM drawn AS d
    )
    SELECT '="' || (1000000000000000000 + n * 7) || '"' AS 订单编号, '买家' || hash(n, 4) % {buyers} AS 买家会员名,
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
    """Do the same in pandas: read, clean, refuse bad cells, check the money, hash buyers, archive, merge, sum up, write."""
    import pandas as pd  # only this child needs it

    frame = pd.read_csv(folder / "orders_gb18030.csv", encoding="gb18030", dtype=str)
    for name in frame.columns:
        frame[name] = frame[name].str.strip()
    frame["订单编号"] = frame["订单编号"].str.strip('="')
    bad = pd.Series(False, index=frame.index)
    for money in ("总金额", "买家实际支付金额", "退款金额"):
        cents = (pd.to_numeric(frame[money].str.replace(",", ""), errors="coerce") * 100).round()
        bad |= cents.isna() & frame[money].notna()
        frame[money] = cents.astype("Int64")
    for moment in ("订单创建时间", "订单付款时间", "发货时间"):
        times = pd.to_datetime(frame[moment], format="%Y-%m-%d %H:%M:%S", errors="coerce")
        bad |= times.isna() & frame[moment].notna()
        frame[moment] = times
    frame["宝贝总数量"] = pd.to_numeric(frame["宝贝总数量"], errors="coerce").astype("Int64")
    bad |= frame["订单编号"].isna() | frame["订单创建时间"].isna()
    frame.loc[bad].to_parquet(folder / "refused.parquet")
    frame = frame[~bad]
    paid = frame["订单付款时间"].notna()
    adds_up = (frame["总金额"] - frame["退款金额"] == frame["买家实际支付金额"])[paid].mean()
    assert adds_up > 0.99, "the money columns do not add up"
    key = b"0" * 32
    hashes = {
        buyer: hmac.digest(key, f"taobao|{buyer}".encode(), "sha256").hex()[:24]
        for buyer in frame["买家会员名"].dropna().unique()
    }
    frame["买家会员名"] = frame["买家会员名"].map(hashes)
    words = frame["收货地址"].str.split(" ", n=2, expand=True)
    frame["省"], frame["市"] = words[0], words[1]
    frame["状态"] = frame["订单状态"].map({"等待买家付款": 0, "交易成功": 6, "交易关闭": 7})
    frame = frame.drop(columns="收货地址")
    frame.to_parquet(folder / "archive.parquet")  # the rows as this file had them, to undo from
    frame = frame.sort_values("状态", kind="stable")
    frame = frame.drop_duplicates("订单编号", keep="last")  # the further state stands
    frame["下单日"], frame["付款日"] = (
        frame["订单创建时间"].dt.normalize(),
        frame["订单付款时间"].dt.normalize(),
    )
    placed = frame.groupby("下单日").agg(
        orders=("订单编号", "size"), amount=("总金额", "sum"), buyers=("买家会员名", "nunique")
    )
    bought = frame[frame["付款日"].notna()]
    days = bought.groupby("付款日").agg(
        orders=("订单编号", "size"),
        amount=("总金额", "sum"),
        refunds=("退款金额", "sum"),
        buyers=("买家会员名", "nunique"),
    )
    buyers = bought.groupby("买家会员名").agg(
        first=("付款日", "min"), last=("付款日", "max"), orders=("订单编号", "size"), amount=("总金额", "sum"),
    )  # fmt: skip
    days_of_buyers = bought[["买家会员名", "付款日"]].drop_duplicates().sort_values(["买家会员名", "付款日"])
    place = days_of_buyers.groupby("买家会员名").cumcount()
    buyers["second"] = days_of_buyers[place == 1].set_index("买家会员名")["付款日"]
    month = bought["付款日"].dt.to_period("M")
    first_month = bought["买家会员名"].map(buyers["first"]).dt.to_period("M")
    cohorts = bought.groupby([first_month.rename("first"), month.rename("later")]).agg(
        buyers=("买家会员名", "nunique"), amount=("总金额", "sum"), refunds=("退款金额", "sum")
    )
    cohorts.index = cohorts.index.map(str)
    tables = {"orders": frame, "placed": placed, "days": days, "buyers": buyers, "cohorts": cohorts}
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet")


WAYS: dict[str, Callable[[Path], None]] = {
    "zhanggui": with_zhanggui,
    "duckdb": with_duckdb,
    "pandas": with_pandas,
}


def write_orders(folder: Path, rows: int, first: int = 0, start: str = "2024-01-01", days: int = 365) -> None:
    """Write the same invented orders as UTF-8 and as GB18030: numbered from `first`, over so many days."""
    plain = folder / "orders_utf8.csv"
    with duckdb.connect() as con:
        con.execute(
            ORDERS.format(
                rows=rows,
                first=first,
                start=start,
                seconds=86400 * days,
                buyers=max(rows, first) // 2,
                file=plain.as_posix(),
            )
        )
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


def measure(rows: int, repeat: int, ways: list[str]) -> dict[str, list[float]]:
    """Return for every way the medians of CPU seconds, wall seconds and megabytes over `repeat` runs, in turn."""
    runs: dict[str, list[tuple[float, float, float]]] = {way: [] for way in ways}
    for _ in range(repeat):
        for way, taken in runs.items():
            with tempfile.TemporaryDirectory() as folder:
                write_orders(Path(folder), rows)
                taken.append(measured(way, Path(folder)))
    return {way: [median(values) for values in zip(*taken, strict=True)] for way, taken in runs.items()}


def one_more_day(rows: int) -> None:
    """Load a year of orders, then a day of as many as a day had; print what both cost, and copying the store's file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        write_orders(folder, rows)
        process = psutil.Process()

        def timed(what: str, step: Callable[[], object]) -> None:
            cpu, wall = sum(process.cpu_times()[:4]), perf_counter()
            step()
            cpu, wall = sum(process.cpu_times()[:4]) - cpu, perf_counter() - wall
            print(f"{what:18} {cpu:7.2f} CPU s {wall:7.2f} wall s", flush=True)

        timed(f"{rows:,} orders", lambda: with_zhanggui(folder))
        write_orders(folder, max(rows // 365, 1), first=rows, start="2024-12-31", days=1)
        store = next((folder / "home").glob("store-*.duckdb"))
        timed(f"copying {store.stat().st_size >> 20} MB", lambda: shutil.copyfile(store, folder / "copy"))
        timed("one more day", lambda: with_zhanggui(folder))


def main() -> None:
    """Measure every way, in turn, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--ways", choices=WAYS, nargs="+", default=list(WAYS))
    parser.add_argument("--day", action="store_true")
    parser.add_argument("--child", choices=WAYS)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.folder)
        return
    if asked.day:
        for rows in asked.rows:
            one_more_day(rows)
        return
    ours: list[tuple[int, float]] = []
    for rows in asked.rows:
        middle = measure(rows, asked.repeat, asked.ways)
        print(f"{rows:,} orders, 12 columns, median of {asked.repeat}")
        print(f"{'':10} {'CPU s':>8} {'wall s':>8} {'MB':>7}  CPU as a multiple of theirs")
        for way, (cpu, wall, memory) in middle.items():
            ratios = "   ".join(
                f"{other} {cpu / theirs[0]:.2f}" for other, theirs in middle.items() if other != way
            )
            print(f"{way:10} {cpu:8.2f} {wall:8.2f} {memory:7.0f}  {ratios}", flush=True)
        ours.append((rows, middle[asked.ways[0]][0]))
    if len(ours) > 1:
        (few, little), (many, much) = ours[0], ours[-1]
        exponent = math.log(much / little) / math.log(many / few)
        print(f"{asked.ways[0]}: time grows as rows to the power of {exponent:.2f}")


if __name__ == "__main__":
    main()
