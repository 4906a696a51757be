"""Ten people open the morning at once and change its period: everyone sees the same figures, nobody an error."""

from collections.abc import Callable

from tools import drive

Opener = Callable[..., drive.Tab]
VIEWERS = 10
PAID = ".st-key-morning-paid_amount [data-testid='stMetricValue']"


def test_ten_viewers_at_once_see_the_same_figures(address: str, open_tab: Opener) -> None:
    first = open_tab(address)
    tabs = [first, *(open_tab(address, beside=first) for _ in range(VIEWERS - 1))]
    for tab in tabs:
        tab.page.goto(f"{address}/morning", wait_until="commit")
    for tab in tabs:
        tab.settle()
    assert len({tab.page.locator(PAID).inner_text() for tab in tabs}) == 1
    of_yesterday = tabs[0].page.locator(PAID).inner_text()

    # Half of them look at a week, all within the same moment; the others' figures stay.
    for tab in tabs[::2]:
        tab.page.get_by_role("radio", name="7 天", exact=True).click()
    for tab in tabs:
        tab.settle()
    weeks = {tab.page.locator(PAID).inner_text() for tab in tabs[::2]}
    assert len(weeks) == 1
    assert weeks != {of_yesterday}
    assert {tab.page.locator(PAID).inner_text() for tab in tabs[1::2]} == {of_yesterday}
    assert [tab.page.locator('[data-testid="stException"]').count() for tab in tabs] == [0] * VIEWERS
