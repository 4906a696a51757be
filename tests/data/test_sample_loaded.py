"""Loading the sample gives what really happened in it, to the cent: file, importer, summaries and metrics together."""

import shutil
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.instances import close_all
from data.load import load
from data.reconcile.check import check, unexplained
from data.results import FileResult
from data.sample import SHOPS, write_sample
from data.sample.arrays import seconds
from data.sample.figures import shop_days
from data.sample.findings import findings as planted_findings
from data.sample.goods import JD, MAIN_ITEMS
from data.sample.jd import item_days as jd_item_days
from data.sample.more_files import cps_fee
from data.sample.own_lists import KNITS
from data.sample.own_logs import UNHANDLED_DAYS, review_lines
from data.sample.service import AGENTS, service_days
from data.sample.sources import SUM, source_days
from data.sample.stock import stock_days
from data.sample.truth import Truth, truth
from data.sample.world import simulate
from data.statement import VIEW, statement_of
from data.store import Store, open_store
from data.summaries import statements
from data.versions import store_path
from metrics.analyses.todo import findings
from metrics.evaluate import evaluate
from metrics.period import Period
from metrics.scope import Scope

UNTIL, DAYS, ORDERS = date(2026, 11, 21), 47, 3000
FIRST = date(2026, 10, 6)
MAIN, SECOND, _ = (shop.name for shop in SHOPS)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, list[FileResult]]:
    folder = tmp_path_factory.mktemp("sample")
    paths = write_sample(folder / "files", until=UNTIL, days=DAYS, orders=ORDERS)
    results: list[FileResult] = []
    for shop in SHOPS:
        own = [path for path in paths if path.parent.name == shop.name]
        results += load(folder / "home", own, shop=shop.name, platform=shop.platform, sample=True).files
    return open_store(folder / "home"), results


@pytest.fixture(scope="module")
def store(loaded: tuple[Store, list[FileResult]]) -> Store:
    return loaded[0]


@pytest.fixture(scope="module")
def known() -> Truth:
    return truth(7, UNTIL, DAYS, ORDERS)


def by_day(store: Store, sql: str, shop: str) -> dict[date, tuple[Any, ...]]:
    return {
        row[0]: row[1:]
        for row in store.rows(f"SELECT day, {sql} AND shop = ? AND day BETWEEN ? AND ?", [shop, FIRST, UNTIL])
    }


def test_every_file_is_recognised_and_no_row_is_refused(loaded: tuple[Store, list[FileResult]]) -> None:
    told = [file.to_json() for file in loaded[1]]
    assert {file["kind"] for file in told} == {
        "orders", "order_lines", "refunds", "shop_daily", "item_daily", "ads_campaign", "ads_item", "ads_keyword", "ads_region",
        "ads_hour", "stock", "traffic_source", "cps_daily", "service_agents", "service_overview", "targets", "costs", "events",
        "products", "margins", "lead_times", "owners", "vip_rules", "inbound", "reviews", "deadlines", "competitors",
        "jd_item_daily", "spend_plan", "tickets", "parcels", "stock_take", "changes", "excluded", "members",
    }  # fmt: skip
    assert [(file["file"], file["rejected"]) for file in told if file["rejected"]] == []
    assert all(file["rows_in"] == file["loaded"] + file["unchanged"] for file in told)
    assert [file["set_aside"] for file in told if file["kind"] == "ads_campaign"] == [1, 1, 1]


@pytest.mark.parametrize("shop", [MAIN, SECOND])
def test_days_of_orders_refunds_and_ads_are_the_truths_to_the_cent(
    store: Store, known: Truth, shop: str
) -> None:
    placed = by_day(
        store, "orders, amount, same_day_orders, ever_paid_orders FROM placed_days WHERE TRUE", shop
    )
    paid = by_day(store, "orders, amount FROM paid_days WHERE TRUE", shop)
    refunds = by_day(store, "refunds, amount FROM refund_days WHERE source = 'refunds'", shop)
    ads = by_day(
        store,
        "spend, clicks, revenue, coalesce(site_spend, 0), coalesce(site_revenue, 0) FROM ad_days WHERE TRUE",
        shop,
    )
    said = known.shops[shop]
    assert placed == {
        d: (t.placed_orders, t.placed_amount, t.same_day_orders, t.ever_paid_orders) for d, t in said.items()
    }
    assert paid == {d: (t.paid_orders, t.paid_amount) for d, t in said.items()}
    assert {d: refunds.get(d, (0, Decimal(0))) for d in said} == {
        d: (t.refunds, t.refund_amount) for d, t in said.items()
    }
    assert ads == {
        d: (t.ad_spend, t.ad_clicks, t.ad_revenue, t.site_ad_spend, t.site_ad_revenue)
        for d, t in said.items()
    }


@pytest.mark.parametrize("shop", [MAIN, SECOND])
def test_buyers_and_visitors_are_the_truths_with_one_day_unknown(
    store: Store, known: Truth, shop: str
) -> None:
    people = by_day(store, "visitors, page_views, buyers FROM people_days WHERE TRUE", shop)
    assert people == {d: (t.visitors, t.page_views, t.paid_buyers) for d, t in known.shops[shop].items()}
    assert [d for d, row in people.items() if row[0] is None] == ([date(2026, 11, 9)] if shop == MAIN else [])


def test_goods_postage_and_discounts_are_the_truths(store: Store, known: Truth) -> None:
    said = known.shops[MAIN]
    assert by_day(store, "items FROM paid_days WHERE TRUE", MAIN) == {
        d: (t.paid_items,) for d, t in said.items()
    }
    assert by_day(store, "amount FROM postage_days WHERE TRUE", MAIN) == {
        d: (t.postage,) for d, t in said.items()
    }
    assert by_day(store, "amount FROM discount_days WHERE TRUE", MAIN) == {
        d: (t.discount,) for d, t in said.items()
    }


def test_traffic_sources_are_the_truths_and_their_money_adds_up_at_the_first_level(
    store: Store, known: Truth
) -> None:
    world = simulate(7, UNTIL, DAYS, ORDERS).shops[0]
    said = source_days(world, shop_days(world))
    at = {world.first + timedelta(days=n): n for n in range(DAYS)}
    rows = store.rows("SELECT day, source_1, source_2, source_3, visitors, paid_amount FROM traffic_rows")
    missing = {day for day, truth in known.shops[MAIN].items() if truth.visitors is None}
    assert len(rows) == len(said.names) * (DAYS - len(missing))
    for day, first, second, third, visitors, amount in rows:
        row = said.names.index((first, second or SUM, third or SUM))
        assert visitors == said.visitors[row, at[day]]
        assert amount == Decimal(int(said.paid_amount[row, at[day]])) / 100
    coarse = store.rows("SELECT day, sum(visitors), sum(paid_amount) FROM traffic_by_source GROUP BY day")
    for day, visitors, amount in coarse:
        assert amount == known.shops[MAIN][day].paid_amount
        assert visitors > (known.shops[MAIN][day].visitors or 0)


def test_customer_service_and_cps_are_the_truths(store: Store) -> None:
    world = simulate(7, UNTIL, DAYS, ORDERS).shops[0]
    figures = shop_days(world)
    said = service_days(world, figures)
    team = by_day(store, "consults, inquirers, inquiry_buyers FROM service_days WHERE agent IS NULL", MAIN)
    assert [team[day] for day in sorted(team)] == list(
        zip(said.team_consults.tolist(), said.team_inquirers.tolist(), said.team_buyers.tolist(), strict=True)
    )
    agents = store.rows(
        "SELECT agent, sum(inquiry_amount) FROM service_by_agent GROUP BY agent ORDER BY agent"
    )
    assert dict(agents) == {
        agent: Decimal(int(said.inquiry_amount[place].sum())) / 100
        for place, (agent, _, _) in enumerate(AGENTS)
    }
    # The report and the shop-daily column tell of the same commission.
    cps = by_day(store, "source, paid_cost FROM cps_days WHERE TRUE", MAIN)
    fees = cps_fee(figures.paid_amount)
    assert cps == {world.first + timedelta(days=n): ("cps", Decimal(int(fees[n])) / 100) for n in range(DAYS)}


def test_the_weeks_metrics_are_the_truths(store: Store, known: Truth) -> None:
    week = Period(date(2026, 11, 15), UNTIL)
    keys = [
        "placed_orders",
        "paid_orders",
        "payment_rate",
        "paid_amount",
        "refund_amount",
        "ad_spend",
        "store_roi",
    ]
    values = {
        key: value.value
        for key, value in evaluate(store, keys, week, None, Scope(shop=MAIN))[0].values.items()
    }

    def total(field: str) -> Decimal:
        return known.total(MAIN, field, date(2026, 11, 15), UNTIL)

    assert (values["placed_orders"], values["paid_orders"]) == (total("placed_orders"), total("paid_orders"))
    assert values["paid_amount"] == total("paid_amount")
    assert values["refund_amount"] == total("refund_amount")
    assert values["ad_spend"] == total("ad_spend")
    assert values["payment_rate"] == pytest.approx(
        float(total("paid_orders") / total("placed_orders")), rel=1e-12
    )
    cost = total("ad_spend") + total("postage") + total("discount")
    assert values["store_roi"] == pytest.approx(float(total("paid_amount") / cost), rel=1e-9)


def test_loading_the_files_in_any_order_gives_the_same_days(tmp_path: Path, store: Store) -> None:
    paths = write_sample(tmp_path / "files", until=UNTIL, days=DAYS, orders=ORDERS)
    orders = [path for path in paths if path.parent.name == MAIN and path.name.startswith("订单报表")]
    assert len(orders) == 4
    for path in reversed(orders):
        load(tmp_path / "home", [path], shop=MAIN, platform="tmall", sample=True)
    sql = "orders, amount, same_day_orders, ever_paid_orders FROM placed_days WHERE TRUE"
    assert by_day(open_store(tmp_path / "home"), sql, MAIN) == by_day(store, sql, MAIN)


def test_the_own_sheets_say_what_happened(store: Store) -> None:
    world = simulate(7, UNTIL, DAYS, ORDERS).main
    lines, _, ratings = review_lines(world)
    words = {"好评": "good", "中评": "neutral", "差评": "bad"}
    told = {(words[rating], 1) for rating in ratings}
    assert store.rows(
        "SELECT count(*), count(DISTINCT v.order_id) FROM review_versions AS v WHERE v.is_current"
    ) == [(len(ratings), len({int(order) for order in world.placed.line_order[lines]}))]
    assert {(row[0], 1) for row in store.rows("SELECT DISTINCT v.rating FROM review_versions AS v")} == told
    # Every review is of a line of its order that is loaded.
    assert store.rows(
        "SELECT count(*) FROM review_versions AS v ANTI JOIN order_items AS i ON i.order_id = v.order_id AND i.item = v.item_id"
    ) == [(0,)]
    arrived = int(stock_days(world).arrived.sum())
    assert store.rows("SELECT sum(v.arrived_qty) FROM inbound_versions AS v WHERE v.is_current") == [
        (arrived,)
    ]
    assert store.rows("SELECT count(*) FROM product_versions AS v WHERE v.day = ?", [UNTIL]) == [
        (len(MAIN_ITEMS) + 1,)
    ]


def test_the_to_dos_find_what_the_own_sheets_hold_and_name_who_is_in_charge(store: Store) -> None:
    found = {finding.key.split(":")[0]: finding for finding in findings(store, UNTIL, Scope(MAIN))}
    planted = {finding.key: finding.says for finding in planted_findings(simulate(7, UNTIL, 70, None))}
    assert found["sign_up"].owner == KNITS
    assert planted["sign_up"].endswith(KNITS)
    _, at, ratings = review_lines(simulate(7, UNTIL, DAYS, ORDERS).main)
    since = seconds(datetime.combine(UNTIL - timedelta(days=UNHANDLED_DAYS - 1), time()))
    open_ones = sum(rating == "差评" and moment >= since for rating, moment in zip(ratings, at, strict=True))
    assert ("negative_reviews" in found) == (open_ones > 0)
    assert open_ones == 0 or found["negative_reviews"].title.zh == f"{open_ones} 条差评还没有处理"


def test_nothing_in_it_disagrees_without_a_cause(store: Store) -> None:
    differences = check(store)
    assert unexplained(differences) == []
    # Freight outside item reports, links that are no goods, campaigns outside finer ad reports, later states: all told.
    assert {difference.kind for difference in differences} >= {"files", "shop_daily", "items", "ads"}


def test_the_jd_shop_has_its_items_and_nothing_else(store: Store) -> None:
    jd = SHOPS[2].name
    found = store.rows(
        "SELECT v.day, v.item_id, v.visitors, v.page_views, v.cart_buyers, v.paid_items, v.paid_amount FROM item_day_versions AS v"
        " WHERE v.shop = ? AND v.is_current ORDER BY v.day, v.item_id",
        [jd],
    )
    said = []
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        told = jd_item_days(7, day)
        said += [
            (day, item, *(int(told[name][place]) for name in ("visitors", "page_views", "carts", "pieces")),
             Decimal(int(told["amount"][place])) / 100)
            for place, item in enumerate(JD.item_ids)
        ]  # fmt: skip
    assert found == said
    value = evaluate(store, ["paid_amount"], Period(FIRST, UNTIL), None, Scope(shop=jd))[0].values[
        "paid_amount"
    ]
    assert value.value is None
    every = evaluate(store, ["paid_amount"], Period(FIRST, UNTIL))[0].values["paid_amount"]
    both = evaluate(store, ["paid_amount"], Period(FIRST, UNTIL), None, Scope(platform=None, shop=MAIN))[0]
    assert every.value is not None
    assert every.value > both.values["paid_amount"].value  # type: ignore[operator]


def test_what_the_shop_keeps_beside_the_platform_fits_what_the_platform_says(store: Store) -> None:
    # Every ticket and parcel is of a loaded order; a parcel's number is that of the order report.
    for table in ("problem_tickets", "parcels"):
        assert store.rows(
            f"SELECT count(*) FROM {table} AS t ANTI JOIN orders AS o ON o.order_id = t.order_id"
        ) == [(0,)]
    assert store.rows(
        "SELECT count(*) FROM parcels AS p JOIN order_versions AS o ON o.order_id = p.order_id AND o.is_current"
        " WHERE o.tracking_no <> p.tracking_no"
    ) == [(0,)]
    # The books of the stock-take are the stock report of that day, summed over no warehouse twice.
    assert store.rows(
        "SELECT count(*) FROM stock_take_rows AS t JOIN stock_versions AS s ON s.is_current AND s.day = t.day"
        " AND s.item_code = t.item WHERE s.on_hand <> t.listed"
    ) == [(0,)]
    assert store.rows(
        "SELECT count(*) FROM member_versions AS m ANTI JOIN buyers AS b ON b.buyer = m.buyer"
    ) == [(0,)]
    assert store.rows("SELECT count(*) FROM excluded_versions AS v WHERE v.is_current") == [(2,)]


def test_the_budget_of_a_finished_month_is_a_little_more_than_was_spent(store: Store, known: Truth) -> None:
    spent = known.total(MAIN, "ad_spend", date(2026, 11, 1), UNTIL)
    [(planned,)] = store.rows(
        "SELECT v.amount FROM spend_plan_versions AS v WHERE v.period_start = DATE '2026-11-01'"
    )
    assert 1 < planned / (spent * 30 / 21) < Decimal("1.25")


def test_without_what_its_rows_come_from_no_summary_of_the_full_sample_has_one(
    store: Store, tmp_path: Path
) -> None:
    close_all()
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(store_path(store.home, store.version), copy)
    known = {
        statement.name: statement for statement in map(statement_of, statements()) if statement.makes == VIEW
    }
    said = [
        statement for statement in map(statement_of, statements()) if statement.rows_from != statement.sources
    ]
    assert len(said) > 5
    with duckdb.connect(str(copy)) as con:
        for statement in said:
            con.begin()
            for name in statement.rows_from:
                for table in known[name].sources if name in known else {name}:
                    con.execute(f"DELETE FROM {table}")
            # A day is covered by advertising only where a report, or a cost, of it has rows (data/coverage.py).
            con.execute("DELETE FROM coverage WHERE source = 'ads'")
            query = statement.query or statement.sql.removeprefix("INSERT INTO coverage")
            found = con.execute(f"SELECT count(*) FROM ({query})").fetchall()
            con.rollback()
            assert found == [(0,)], statement.sql[:60]
            assert con.execute(f"SELECT count(*) > 0 FROM ({query})").fetchall() == [(True,)], statement.sql[
                :60
            ]
