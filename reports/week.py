"""One ISO week of a store, evaluated: which figures the weekly report shows, and on what they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from data import ledger
from data.state import State
from data.store import Store
from data.text import Text
from metrics.compare.base import Comparison, refused
from metrics.compare.bases import PREVIOUS, compare
from metrics.evaluate import Row, Value, evaluate
from metrics.figure import Asked
from metrics.period import Period, name_of, start_of
from metrics.scope import EVERYTHING, SOURCES, Scope, coverage, last_full_day
from metrics.variants import shown

# In the order of the morning page: money first, then how it came about, refunds, ads.
SUMMARY = (
    "paid_amount", "net_paid_amount", "paid_orders", "paid_items", "paid_buyers", "spend_per_buyer", "order_value",
    "placed_orders", "placed_amount", "payment_rate", "payment_rate_amount", "same_day_payment_rate",
    "page_views", "visitors", "mean_daily_visitors", "conversion", "order_conversion", "uv_value",
    "refund_amount", "refunds", "refund_rate", "order_refund_rate", "returning_buyer_share",
    "ad_spend", "ad_revenue", "ad_roi", "site_ad_spend", "site_ad_revenue", "site_ad_roi", "ad_cost_ratio",
    "store_cost", "store_roi", "roi_grade",
)  # fmt: skip
BASIS = ("orders", "visitors", "items", "refunds", "ad_spend")
SAMPLE = Text("示例数据（虚构）", "Sample data (invented)")
TITLE = Text("{shops} 周报 {week}（{first} 至 {last}）", "{shops}: week {week} ({first} to {last})")
ALL_SHOPS = Text("全部店铺", "All shops")
WHOLE = Text("{source}：7 天都有", "{source}: all 7 days")
PARTLY = Text("{source}：{count} 天，缺 {days}", "{source}: {count} day(s), without {days}")
NOT_LOADED = Text(
    "{source}：本周没有读入，相关数字为「—」", "{source}: not loaded for this week; its figures are “—”"
)
UNTIL = Text("数据到 {day} 为止是完整的。", "The data is complete up to {day}.")
NOT_OVER = Text(
    "这一周还没有过完，数字会继续变化，先不和上周比。",
    "This week is not over in the data: its figures still change and aren't compared yet.",
)
NOTHING = Text("还没有完整的一天。", "No day is complete yet.")


@dataclass(frozen=True)
class Week:
    """One ISO week (2026-W47) of a store; ValueError from `period` if the name is none."""

    store: Store
    name: str
    scope: Scope = EVERYTHING

    @cached_property
    def period(self) -> Period:
        """Monday to Sunday."""
        return Period.week(self.name)

    @cached_property
    def reach(self) -> Period:
        """The week and the one before: refunds of both count by one clock."""
        return Period(self.period.before().first, self.period.last)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The seven days."""
        return tuple(self.period.days())

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """The settings of the shop's home: which readings of figures were chosen."""
        return State(self.store.home).settings()

    def chosen(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the keys with the chosen readings in place of the defaults, each once."""
        return tuple(dict.fromkeys(shown(self.settings, key) for key in keys))

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """The keys of the summary."""
        return self.chosen(SUMMARY)

    @cached_property
    def now(self) -> Mapping[str, Value]:
        """The summary's figures of this week."""
        return self.figures(self.summary)[0].values

    @cached_property
    def before(self) -> Mapping[str, Value]:
        """The summary's figures of the week before."""
        return evaluate(self.store, self.summary, self.period.before(), None, self.scope, reach=self.reach)[
            0
        ].values

    @cached_property
    def against(self) -> Mapping[str, Comparison]:
        """What the summary's figures are compared with: the week before, as far as the data carry it; nothing before Sunday."""
        last = last_full_day(self.store, self.scope)
        if last is None or last < self.days[-1]:
            return {key: refused(NOT_OVER) for key in self.summary}
        return compare(self.store, self.summary, self.period, PREVIOUS, self.scope, self.reach)

    @cached_property
    def is_sample(self) -> bool:
        """Whether the invented shop is among the data."""
        return ledger.is_sample(self.store)

    def figures(self, keys: Sequence[str], by: str | None = None) -> list[Row]:
        """Return figures of this week."""
        return evaluate(self.store, keys, self.period, by, self.scope, reach=self.reach)

    def asked(self, by: str | None = None) -> Asked:
        """Return what this week's figures are asked for."""
        return Asked(self.period, self.scope, by, self.reach)

    def asked_before(self, by: str | None = None) -> Asked:
        """Return what the figures of the week before are asked for."""
        return Asked(self.period.before(), self.scope, by, self.reach)

    def title(self) -> Text:
        """Return whose week it is, and when."""
        names = [self.scope.shop] if self.scope.shop else ledger.shops(self.store)
        shops = Text("、".join(names), ", ".join(names)) if 1 <= len(names) <= 3 else ALL_SHOPS
        return TITLE.fill(shops=shops, week=self.name, first=self.days[0], last=self.days[-1])

    def basis(self) -> list[Text]:
        """Return what the report stands on: how far the data reaches, and per kind of export the days of the week."""
        last = last_full_day(self.store, self.scope)
        lines = [SAMPLE] if self.is_sample else []
        lines.append(NOTHING if last is None else UNTIL.fill(day=last))
        known = coverage(self.store)
        for source in BASIS:
            loaded = {day for _, _, day in known.days((source,), self.scope)}
            missing = [day for day in self.days if day not in loaded]
            lines.append(_days_of(SOURCES[source], len(self.days) - len(missing), missing))
        return lines


def _days_of(source: Text, count: int, missing: Sequence[date]) -> Text:
    if not missing:
        return WHOLE.fill(source=source)
    if not count:
        return NOT_LOADED.fill(source=source)
    return PARTLY.fill(source=source, count=count, days=", ".join(f"{day:%m-%d}" for day in missing))


def last_week(store: Store, scope: Scope = EVERYTHING) -> str | None:
    """Return the last ISO week whose Sunday is wholly loaded (2026-W46); None for an empty store."""
    last = last_full_day(store, scope)
    return None if last is None else name_of(start_of(last - timedelta(days=6), "week"), "week")


def weeks(store: Store, scope: Scope = EVERYTHING) -> list[str]:
    """Return the ISO weeks that have any loaded day, the newest first."""
    starts = {start_of(day, "week") for _, _, day in coverage(store).days(BASIS, scope)}
    return [name_of(start, "week") for start in sorted(starts, reverse=True)]
