"""Settings hold for every visitor and are kept with who made them; the choices in the URL hold for one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.state import SETTING, Change, State
from metrics.analyses.rfm import KEPT
from tests.pages.test_every_page import words

OpenPage = Callable[..., AppTest]


@pytest.fixture
def home(homes: Callable[[str], Path], tmp_path: Path) -> Path:
    """A home whose settings nobody touched: the page of customers keeps its edges of groups there, whoever opened it before."""
    copy = shutil.copytree(homes("full"), tmp_path / "home")
    for key in State(copy).settings():
        State(copy).set_setting(key, None, "test")
    return copy


def by_people(home: Path) -> list[Change]:
    return [change for change in State(home).changes(SETTING) if not change.key.startswith(KEPT)]


def test_the_language_of_the_home_is_what_the_next_visitor_sees(open_page: OpenPage, home: Path) -> None:
    page = open_page("settings", home, me="小王")
    page.segmented_control(key="setting-lang").set_value("en").run()
    assert not page.exception
    assert open_page("morning", home).title[0].value == "Morning"
    assert open_page("morning", home, lang="zh").title[0].value == "早间总览"
    [change] = by_people(home)
    assert (change.who, change.key, change.before, change.after) == ("小王", "lang", None, "en")


def test_a_setting_back_at_its_default_is_kept_no_more(open_page: OpenPage, home: Path) -> None:
    page = open_page("settings", home)
    control = page.segmented_control(key="setting-week_start")
    control.set_value("sunday").run()
    assert State(home).setting("week_start") == "sunday"
    page.segmented_control(key="setting-week_start").set_value("monday").run()
    assert State(home).settings() == {}


def test_the_chosen_reading_of_a_figure_is_shown_on_the_morning(open_page: OpenPage, home: Path) -> None:
    page = open_page("settings", home)
    page.selectbox(key="setting-variant.spend_per_customer").set_value("order_value").run()
    assert not page.exception
    labels = [metric.label for metric in open_page("morning", home).metric]
    assert "笔单价" in labels
    assert "客单价" not in labels


def test_a_week_that_begins_on_sunday_is_shown_as_this_week(open_page: OpenPage, home: Path) -> None:
    page = open_page("morning", home, period="week")
    assert "2026\\-11\\-16" in words(page)  # Monday to Friday 2026-11-20
    State(home).set_setting("week_start", "sunday", "小王")
    assert "2026\\-11\\-15" in words(open_page("morning", home, period="week"))


@pytest.mark.parametrize(
    ("against", "says"),
    [("previous", "较 2026-11-19"), ("last_week", "较 2026-11-13"), ("target", "较目标")],
)
def test_the_cards_say_what_they_are_compared_with(against: str, says: str, open_page: OpenPage) -> None:
    page = open_page("morning", "full", vs=against)
    assert not page.exception
    paid = next(metric for metric in page.metric if metric.label == "付款金额")
    assert paid.proto.delta_description == says


def test_a_comparison_that_the_data_cant_carry_says_why(open_page: OpenPage) -> None:
    page = open_page("morning", "full", vs="date_last_year")
    paid = next(metric for metric in page.metric if metric.label == "付款金额")
    assert not paid.delta
    assert "不能相比" in words(page)


def test_a_platform_is_chosen_where_there_are_several(open_page: OpenPage) -> None:
    assert [box.key for box in open_page("morning", "full").selectbox if box.key == "platform-control"] == []


def test_the_trail_of_settings_is_in_words_and_leaves_out_what_the_program_keeps(
    open_page: OpenPage, home: Path
) -> None:
    page = open_page("settings", home, me="小王")
    page.selectbox(key="setting-variant.spend_per_customer").set_value("order_value").run()
    State(home).set_setting(f"{KEPT}taobao/测试店/2026-11", "{}", "rfm")
    page.session_state["trail-setting"] = True
    page.run()
    assert not page.exception
    told = page.dataframe[-1].value
    assert told[["who", "what", "after"]].to_numpy().tolist() == [["小王", "客单价", "付款金额 ÷ 单数"]]


def test_the_words_of_a_refund_for_quality_are_kept_and_cleared(open_page: OpenPage, home: Path) -> None:
    page = open_page("settings", home, me="小王")
    field = page.text_area(key="setting-return-words")
    assert str(field.value).startswith("质量、做工")
    field.set_value("面料, 气味").run()
    assert not page.exception
    assert page.text_area(key="setting-return-words").value == "面料、气味"
    [change] = by_people(home)
    assert (change.who, change.key, change.after) == ("小王", "return_words", "面料、气味")
    page.text_area(key="setting-return-words").set_value("").run()
    assert str(page.text_area(key="setting-return-words").value).startswith("质量、做工")
    assert State(home).settings() == {}
