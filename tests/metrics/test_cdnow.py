"""A public data set whose answers are known: the orders of 23,570 customers of CDNOW (Fader and Hardie)."""

import csv
import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from data.load import Upload, load
from data.store import Store, open_store
from metrics.analyses.cohorts import Cohorts, cohorts
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope

# The package itself needs an old setuptools; only the text inside its wheel is read.
PACKAGE = "Lifetimes==0.11.3"
HEADER = (
    "订单编号",
    "买家会员名",
    "总金额",
    "退款金额",
    "买家实际支付金额",
    "订单状态",
    "订单创建时间",
    "订单付款时间",
    "店铺名称",
)
ALL, PAYING = Scope("全部"), Scope("金额大于0")
# The importer takes no order before 2003: the years are 1997 and 1998, ten later.
WHOLE = Period(date(2007, 1, 1), date(2008, 6, 30))


def wheel(folder: Path) -> Path:
    """Return the wheel, downloaded once into the cache folder; the test is skipped where no registry answers."""
    held = list(folder.glob("*.whl"))
    if not held:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            str(folder),
            PACKAGE,
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"no package registry gave {PACKAGE}: {type(error).__name__}")
        held = list(folder.glob("*.whl"))
    return held[0]


def read(path: Path) -> list[tuple[str, str, str]]:
    """Return (customer, day, amount) of every line of the master file."""
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith("CDNOW_master.txt"))
        lines = archive.read(name).decode("ascii").splitlines()[1:]
    found = []
    for customer, day, _, amount in (line.split() for line in lines if line.strip()):
        found.append((customer, f"{int(day[:4]) + 10}-{day[4:6]}-{day[6:]}", amount))
    return found


def export(rows: list[tuple[str, str, str]]) -> bytes:
    """Return the rows as an order export of two shops: all orders, and those with an amount."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for number, (customer, day, amount) in enumerate(rows, 1):
        for shop in (ALL.shop, PAYING.shop):
            if shop == ALL.shop or float(amount) > 0:
                moment = f"{day} 12:00:00"
                writer.writerow((number, customer, amount, "0.00", amount, "交易成功", moment, moment, shop))
    return out.getvalue().encode("utf-8-sig")


@pytest.fixture(scope="module")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    assert request.config.cache is not None
    rows = read(wheel(request.config.cache.mkdir("cdnow")))
    home = tmp_path_factory.mktemp("cdnow")
    (told,) = load(home, [Upload("cdnow.csv", export(rows))]).files
    assert told.to_json()["rejected"] == 0
    return open_store(home)


def test_every_order_and_customer_is_there(store: Store) -> None:
    assert evaluate(store, ["paid_orders"], WHOLE, None, ALL)[0].values["paid_orders"].value == 69_659
    assert evaluate(store, ["paid_buyers"], WHOLE, None, ALL)[0].values["paid_buyers"].value == 23_570


def test_repeat_rates_by_orders_and_by_days_are_the_known_ones(store: Store) -> None:
    values = evaluate(store, ["repeat_rate", "repeat_rate_orders", "paid_buyers"], WHOLE, None, PAYING)[
        0
    ].values
    assert values["paid_buyers"].value == 23_502
    assert values["repeat_rate_orders"].value == (23_502 - 11_843) / 23_502  # 49.61 %
    assert values["repeat_rate"].value == (23_502 - 11_989) / 23_502  # 48.99 %


def test_the_cohorts_are_the_three_months_in_which_these_customers_were_won(store: Store) -> None:
    found = cohorts(store, ALL)
    assert isinstance(found, Cohorts)
    won = {f"{cohort.month:%Y-%m}": cohort.buyers for cohort in found.cohorts if cohort.buyers}
    assert sorted(won) == ["2007-01", "2007-02", "2007-03"]
    assert sum(won.values()) == 23_570
    # What the cohorts have paid by the end is all that was paid.
    spent = sum(cohort.spent[-1] or 0 for cohort in found.cohorts)
    assert spent == evaluate(store, ["paid_amount"], WHOLE, None, ALL)[0].values["paid_amount"].value
