"""What the processes of the crash tests do: load numbered files one after another, or read while another loads.

Run as `python loading.py load HOME FIRST` or `python loading.py read HOME`. File n has ORDERS orders of n yuan each.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.load import Upload, load
from data.store import Store, open_store

ORDERS = 400
HEADER = "订单编号,总金额,买家实际支付金额,退款金额,订单状态,订单创建时间,订单付款时间"


def file(number: int) -> Upload:
    """Return file n: ORDERS new orders, each of n yuan; and the first order of the file before, now refunded by 1."""
    rows = [
        f"{number:04}{place:06},{number},{number},0,交易成功,2024-05-01 10:00:00,2024-05-01 10:05:00"
        for place in range(ORDERS)
    ]
    if number > 1:
        rows.append(
            f"{number - 1:04}{0:06},{number - 1},{number - 2},1,交易成功,2024-05-01 10:00:00,2024-05-01 10:05:00"
        )
    return Upload(f"{number}.csv", "\n".join([HEADER, *rows]).encode())


def faults(store: Store) -> list[str]:
    """Return what is not as it must be after whole loads: ledger, facts and summaries tell of the same files."""
    files = store.rows("SELECT count(*) FROM files")[0][0]
    wanted: dict[str, tuple[str, tuple[Any, ...]]] = {
        "ledger": (
            "SELECT coalesce(max(CAST(replace(name, '.csv', '') AS INTEGER)), 0) FROM files",
            (files,),
        ),
        "facts": (
            "SELECT count(*), coalesce(sum(amount_due), 0), coalesce(sum(refund_amount), 0) FROM order_versions WHERE is_current",
            (ORDERS * files, ORDERS * files * (files + 1) // 2, max(files - 1, 0)),
        ),
        "summaries": (
            "SELECT coalesce(sum(orders), 0), coalesce(sum(amount), 0) FROM paid_days",
            (ORDERS * files, ORDERS * files * (files + 1) // 2),
        ),
        "version": ("SELECT store_version FROM store_info", (store.version,)),
    }
    return [
        f"{what}: {store.rows(sql)[0]}"
        for what, (sql, answer) in wanted.items()
        if store.rows(sql)[0] != answer
    ]


def say(line: str) -> None:
    """Tell the test a line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def load_on(home: Path, first: int) -> None:
    """Load file after file until killed, and say each that is acknowledged."""
    say("begun")
    for number in range(first, first + 1000):
        result = load(home, [file(number)])
        say(f"{number} {result.version}")


def read_on(home: Path) -> None:
    """Read whatever stands until the home holds a file `enough`; say how often, and everything that was wrong."""
    say("begun")
    reads, wrong = 0, []
    while not (home / "enough").exists():
        reads += 1
        try:
            wrong += faults(open_store(home))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say it
            wrong.append(repr(error))
    say(json.dumps({"reads": reads, "wrong": wrong[:5]}))


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load_on(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        read_on(Path(sys.argv[2]))
