"""The pages show the figures of the metrics layer, in the chosen period, shop and language."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.store import open_store
from metrics.catalogue import CATALOGUE
from metrics.evaluate import Scope, evaluate
from metrics.period import Period
from tests.pages.shops import LAST
from ui import figures
from ui.format import figure

OpenPage = Callable[..., AppTest]
Homes = Callable[[str], Path]


def shown(page: AppTest) -> dict[str, str]:
    return {metric.label: str(metric.value) for metric in page.metric}


def evaluated(home: Path, key: str, period: Period) -> str:
    value = evaluate(open_store(home), [key], period)[0].values[key]
    return figure(value, CATALOGUE[key], "zh")


def captions(page: AppTest) -> str:
    return "\n".join(caption.value for caption in page.caption)


def test_the_cards_of_the_morning_are_what_the_metrics_say_of_yesterday(
    open_page: OpenPage, homes: Homes
) -> None:
    cards = shown(open_page("morning", "full"))
    for key in ("paid_amount", "placed_orders", "visitors", "spend_per_buyer", "refund_amount", "ad_spend"):
        assert cards[CATALOGUE[key].label.zh] == evaluated(homes("full"), key, Period.day(LAST)), key
    assert cards["付款金额"] == "¥258.50"  # 199 + 59.50
    assert cards["收订单数"] == "3"
    assert cards["广告花费"] == "¥50.00"  # 30 + 20


def test_the_payment_rate_stands_on_the_card_by_orders_and_by_amount(open_page: OpenPage) -> None:
    said = captions(open_page("morning", "full"))
    assert "付款率 **66\\.67%**" in said  # 2 of 3 orders
    assert "付款率（金额） **81\\.29%**" in said.replace("\\(", "(")  # 258.50 of 318.00


def test_choosing_seven_days_changes_the_figures_and_the_url(open_page: OpenPage) -> None:
    page = open_page("morning", "full")
    page.segmented_control(key="period-control").set_value("7d").run()
    assert not page.exception
    assert shown(page)["付款金额"] == "¥1,809.50"  # 7 x (199 + 59.50)
    assert page.query_params["period"] == "7d"


def test_a_link_with_a_period_and_a_language_opens_as_it_was_shared(open_page: OpenPage) -> None:
    page = open_page("morning", "full", period="7d", lang="en")
    assert shown(page)["Amount paid"] == "¥1,809.50"  # 7 x 258.50
    assert page.title[0].value == "Morning"


def test_a_nonsense_period_in_the_url_is_yesterday(open_page: OpenPage) -> None:
    assert shown(open_page("morning", "full", period="1999"))["付款金额"] == "¥258.50"


def test_the_month_and_its_target_stand_under_the_payment(open_page: OpenPage) -> None:
    said = captions(open_page("morning", "full"))
    assert "本月付款金额 **¥5,170\\.00**" in said  # 20 x 258.50
    assert "月目标 ¥10,000\\.00，完成 51\\.70%" in said
    assert "日目标 ¥200\\.00，完成 129\\.25%" in said


def test_the_comparison_names_the_days_and_what_was_passed_over(open_page: OpenPage) -> None:
    said = captions(open_page("morning", "full", period="custom", days=["2026-11-18", "2026-11-18"]))
    # 11-11 is an event, and the data begins on 10-17.
    assert "近 3 个平常周三（11\\-04、10\\-28、10\\-21）的中位数；跳过 11\\-11 双11\\*\n" in f"{said}\n"


def test_a_hot_seller_without_stock_is_counted_and_to_be_done(open_page: OpenPage) -> None:
    page = open_page("morning", "full")
    assert shown(page)["热卖断货"] == "1"
    assert any("只够卖 0.0 天" in words.value.replace("\\", "") for words in page.markdown)


def test_the_store_roi_is_graded_only_when_all_costs_are_known(open_page: OpenPage, homes: Homes) -> None:
    page = open_page("roi", "full")
    month = Period.last_days(LAST, 30)
    assert shown(page)["店铺ROI"] == evaluated(homes("full"), "store_roi", month)
    assert shown(page)["店铺ROI"].startswith("1:")
    assert "ROI等级 **优秀**" in captions(page) or "ROI等级 **良好**" in captions(page)
    without = open_page("roi", "without_ads")
    assert shown(without)["店铺ROI"] == "—"


def test_the_cut_tables_hold_what_evaluate_says(open_page: OpenPage, homes: Homes) -> None:
    page = open_page("roi", "full", cut="keyword")
    rows = evaluate(open_store(homes("full")), ["ad_spend", "ad_roi"], Period.last_days(LAST, 30), "keyword")
    table = page.dataframe[-1].value
    assert table["keyword"].tolist() == [row.cut for row in rows] == ["羊毛大衣", "[外套]_女_"]
    assert table["ad_spend"].tolist() == [600.0, 300.0]  # 30 x 20, 30 x 10
    assert table["ad_roi"].tolist() == [5.0, 2.0]  # 100 / 20, 20 / 10


def test_young_days_are_marked_as_still_filling(open_page: OpenPage) -> None:
    page = open_page("roi", "full")
    days = next(frame.value for frame in page.dataframe if "state" in frame.value)
    states = dict(zip(days["day"], days["state"], strict=True))
    assert states[date(2026, 11, 6)] == "回流中"  # 15 days to 11-20
    assert states[date(2026, 11, 5)] == "已定"


def test_the_week_on_the_page_is_the_week_of_the_workbook(open_page: OpenPage) -> None:
    page = open_page("weekly", "full")
    assert page.selectbox(key="week-control").value == "2026-W46"  # the last whole one: 9 to 15 November
    summary = page.dataframe[0].value
    rows = {str(row[0]): str(row[1]) for row in summary.to_numpy().tolist()}
    assert rows["付款金额"] == "1,809.50"  # 7 x 258.50


def test_the_definitions_can_be_searched(open_page: OpenPage) -> None:
    page = open_page("metrics", "empty")
    page.text_input(key="find").set_value("payment_rate").run()
    said = "\n".join(words.value for words in page.markdown)
    assert "`payment_rate`" in said
    assert "`ad_spend`" not in said


def test_cached_figures_of_one_store_are_never_anothers(homes: Homes) -> None:
    keys, day = ("paid_amount", "ad_spend"), Period.day(LAST)
    full, lean = open_store(homes("full")), open_store(homes("one_day"))
    assert full.version == lean.version == 1  # the version alone does not tell them apart
    first = figures.total(full, keys, day, Scope())
    second = figures.total(lean, keys, day, Scope())
    assert first.values["ad_spend"].value is not None
    assert second.values["ad_spend"].value is None


def test_the_full_table_is_read_only_when_it_is_opened(open_page: OpenPage, homes: Homes) -> None:
    page = open_page("morning", "full")
    assert not any("base" in frame.value for frame in page.dataframe)
    page.session_state["jobsheet-fold"] = True
    page.run()
    assert not page.exception
    table = next(frame.value for frame in page.dataframe if "base" in frame.value)
    rows = {str(row[0]): [str(cell) for cell in row[1:]] for row in table.to_numpy().tolist()}
    assert list(rows)[:3] == ["浏览量 PV", "访客数 UV", "收订单数"]
    assert rows["付款金额"][:4] == ["258.50", "0.00%", "258.50", "5,170.00"]  # 199 + 59.50 on each of 20 days
