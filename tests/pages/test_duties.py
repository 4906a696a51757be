"""Every duty of the job descriptions that data can serve is reached in two clicks: the page of duties, then its number or list."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import open_store
from metrics.analyses import lists
from metrics.catalogue import CATALOGUE
from metrics.scope import EVERYTHING
from tests.pages.shops import LAST
from tests.pages.test_every_page import PATHS, words
from ui.columns import TITLES
from ui.duties.checklist import ROLES, due_since, period_of
from ui.duties.duty import CUTS, Duty

OpenPage = Callable[..., AppTest]
DUTIES = [duty for _, duties in ROLES.values() for duty in duties]
# The numbers of the job descriptions, role by role.
NUMBERS = {"SM": 53, "OM": 29, "PR": 22, "CS": 19, "DS": 4, "ED": 8, "WH": 10, "PU": 8, "FI": 4}
KNOWN_PATHS = (
    "morning", "roi", "campaigns", "items", "replenish", "customers", "service", "warehouse", "content", "finance", "targets",
    "calendar", "competitors", "load", "weekly", "metrics", "settings",
)  # fmt: skip


def test_every_line_of_the_job_descriptions_is_there_once() -> None:
    expected = {f"{letters}{number}" for letters, last in NUMBERS.items() for number in range(1, last + 1)}
    ids = [duty.id for duty in DUTIES]
    assert len(ids) == len(set(ids))
    assert set(ids) == expected


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.id)
def test_a_duty_that_data_serve_has_a_number_a_list_or_a_page_and_one_that_they_dont_has_no_number(
    duty: Duty,
) -> None:
    assert set(duty.keys) <= set(CATALOGUE)
    assert not duty.listing or duty.listing in lists.LISTS or duty.listing in CUTS
    assert not duty.page or duty.page in KNOWN_PATHS
    if duty.served == "no":
        assert not duty.keys
        assert not duty.listing
    else:
        assert duty.keys or duty.listing


@pytest.mark.parametrize("key", lists.LISTS)
@pytest.mark.parametrize("shop", ["full", "empty"])
def test_every_list_can_be_read_and_its_columns_have_words(
    key: str, shop: str, homes: Callable[[str], Path]
) -> None:
    found = lists.rows(open_store(homes(shop)), key, LAST, EVERYTHING)
    assert [name for name in found.columns if name not in TITLES and name not in CATALOGUE] == []


def test_lists_hold_what_their_titles_say(homes: Callable[[str], Path]) -> None:
    store = open_store(homes("full"))
    # Of each of 35 days one order is paid at 10:05 and shipped, one is paid at 20:12 and never shipped.
    assert len(lists.rows(store, "unshipped", LAST)) == 35
    assert len(lists.rows(store, "dispatch_sheet", LAST)) == 0
    # Paid at 20:12, wanted by the shop a day later and by the platform two, or three where the settings say so.
    for hours in (48, 72):
        waiting = lists.rows(store, "unshipped", LAST, platform_hours=hours)
        left = (waiting["platform_deadline"] - waiting["paid_at"]).dt.total_seconds() / 3600
        assert set(left) == {hours}
    floor = lists.rows(store, "price_floor", LAST)[["item", "lowest_price", "paid_items"]]
    assert [tuple(map(str, row)) for row in floor.to_numpy()] == [
        ("601", "199.00", "30"),
        ("602", "59.50", "30"),
    ]
    until = lists.rows(store, "paid_until_1730", LAST)
    assert until[["hour", "orders"]].to_numpy().tolist() == [[10, 1]]
    top = lists.rows(store, "top_items", LAST)
    assert [int(items) for items in top["paid_items"]] == [28, 28]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_role_finds_all_its_duties_on_one_page(role: str, language: str, open_page: OpenPage) -> None:
    # A supervisor has the manager's pages, and chooses whose duties to see.
    asked = {"role": "manager", "post": role} if role == "supervisor" else {"role": role}
    page = open_page("duties", "full", lang=language, **asked)
    assert not page.exception
    buttons = {str(button.key) for button in page.button}
    for duty in ROLES[role][1]:
        if duty.keys and duty.served != "no":
            assert f"duty-open-{duty.id}" in buttons
        if duty.listing:
            assert f"duty-list-{duty.id}" in buttons
        if duty.served == "no":
            assert duty.text.say(language) in words(page).replace("\\", "")


@pytest.mark.parametrize("role", ROLES)
def test_every_number_and_list_of_a_role_opens_with_the_second_click(role: str, open_page: OpenPage) -> None:
    page = open_page("duties", "full", post=role)
    # A link leads to a page that is there; where there is none yet, the list opens in place.
    paths = set(PATHS)
    assert {link.proto.page for link in page.get("page_link")} <= paths
    for duty in ROLES[role][1]:
        assert duty.served == "no" or duty.keys or duty.listing or duty.page in paths
        for name, is_there in (("open", bool(duty.keys)), ("list", bool(duty.listing))):
            if is_there:
                page.button(key=f"duty-{name}-{duty.id}").click().run()
                assert not page.exception, duty.id
                assert [error.value for error in page.error] == []


@pytest.mark.parametrize("shop", ["empty", "one_day", "without_ads", "without_orders"])
def test_the_page_stands_on_every_store(shop: str, open_page: OpenPage) -> None:
    page = open_page("duties", shop)
    assert not page.exception
    assert page.title[0].value == "岗位清单"


def test_a_tick_is_kept_with_who_and_is_open_again_the_next_day(
    open_page: OpenPage, homes: Callable[[str], Path], tmp_path: Path
) -> None:
    home = shutil.copytree(homes("full"), tmp_path / "home")
    page = open_page("duties", home, me="小王")
    box = next(box for box in page.checkbox if str(box.key).startswith("duty-done-SM1-"))
    box.check().run()
    assert not page.exception
    assert "小王" in words(open_page("duties", home))
    daily, weekly = (next(duty for duty in DUTIES if duty.id == number) for number in ("SM1", "SM12"))
    thursday, friday = date(2026, 11, 19), date(2026, 11, 20)
    assert due_since(daily, thursday) != due_since(daily, friday)
    assert due_since(weekly, thursday) == due_since(weekly, friday) == date(2026, 11, 16)
    assert len(list(period_of(weekly, friday).days())) == 7
