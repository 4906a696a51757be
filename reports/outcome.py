"""One load in a few sentences: what went in, which days are new, which figures changed, what is still missing."""

from collections.abc import Sequence
from datetime import date

from data.days import LATELY_DAYS, ONE_DAY, days_from, spans
from data.outcome import DaysOf, Outcome
from data.reconcile.log import Restated
from data.schema import shop_time
from data.text import Text
from metrics.catalogue import CATALOGUE
from reports.wording import number

NOTHING = Text("没有文件。", "No file.")
FILES = Text(
    "共 {all} 份：载入 {loaded} 份，没有变化 {unchanged} 份，拒绝 {refused} 份。",
    "{all} file(s): {loaded} loaded, {unchanged} without news, {refused} refused.",
)
ROWS = Text(
    "读到 {rows:,} 行：新载入 {loaded:,}，没有变化 {unchanged:,}，拒绝 {rejected:,}。",
    "{rows:,} row(s): {loaded:,} loaded, {unchanged:,} unchanged, {rejected:,} refused.",
)
REFUSED = Text("拒绝的：{names}。", "Refused: {names}.")
NEW = Text("新增的日子：{days}。", "Days that are new: {days}.")
NO_NEW = Text("没有新增的日子。", "No day is new.")
CHANGED = Text(
    "改动了以前 {days} 天的 {figures} 个数字，例如 {example}。",
    "Changed {figures} figure(s) of {days} past day(s), such as {example}.",
)
EXAMPLE = Text("{day} {figure} {before} → {after}（{cause}）", "{day} {figure} {before} → {after} ({cause})")
TO_FETCH = Text(
    "到 {last} 为止的 30 天里还要下载：{days}。",
    "Of the 30 days to {last} still to be downloaded: {days}.",
)
COMPLETE = Text("到 {last} 为止没有缺的日子。", "Up to {last} no day is missing.")
NOT_YET = Text("{days} 还没有导入。", "{days}: nothing is loaded yet.")
DAYS_OF = Text("{kind} {days}", "{kind} {days}")
OF_SHOP = Text("{kind}（{shop}）", "{kind} ({shop})")
AND_MORE = Text("等 {n} 份", " and others, {n} in all")
AND_MORE_SPANS = Text("等，共 {n} 天", " …, {n} days in all")
NAMED_FILES = 5
NAMED_SPANS = 4
# What an example is taken from, best first.
TOLD = ("paid_amount", "paid_orders", "placed_orders", "refund_amount", "visitors", "ad_revenue", "ad_spend")


def lines(outcome: Outcome) -> list[Text]:
    """Return the sentences about a load, the most important first."""
    told = outcome.loaded + outcome.unchanged
    said = [
        FILES.fill(
            all=told + len(outcome.refused), loaded=outcome.loaded, unchanged=outcome.unchanged, refused=len(outcome.refused)
        )
    ]  # fmt: skip
    if outcome.refused:
        said.append(REFUSED.fill(names=_names([file.name for file in outcome.refused])))
    if outcome.rows_in:
        said.append(
            ROWS.fill(
                rows=outcome.rows_in, loaded=outcome.rows_loaded, unchanged=outcome.rows_unchanged,
                rejected=outcome.rows_rejected,
            )
        )  # fmt: skip
    if told:
        said.append(NEW.fill(days=_all_days(outcome.new_days, outcome.shops)) if outcome.new_days else NO_NEW)
    if outcome.restated:
        said.append(_changed(outcome.restated))
    if outcome.to_fetch:
        said.append(TO_FETCH.fill(last=outcome.last, days=_all_days(outcome.to_fetch, outcome.shops)))
    elif told and outcome.last is not None:
        said.append(COMPLETE.fill(last=outcome.last))
    if told and outcome.last is not None and (lately := _not_yet(outcome.last)):
        said.append(NOT_YET.fill(days=named_days(lately)))
    return said


def _not_yet(last: date) -> list[date]:
    """Return the days after the last loaded one up to yesterday; none where the exports are of another time."""
    yesterday = shop_time().date() - ONE_DAY
    days = days_from(last + ONE_DAY, yesterday)
    return days if len(days) <= LATELY_DAYS else []


def named_days(days: Sequence[date], most: int = NAMED_SPANS, year: int | None = None) -> Text:
    """Return days as spans: 11-03 至 11-05、11-09; with their years where they lie in several, or not in `year`."""
    found = spans(days)
    written = "%m-%d" if days[0].year == days[-1].year and year in (None, days[0].year) else "%Y-%m-%d"

    def span(first: date, last: date) -> Text:
        ends = f"{first:{written}}", f"{last:{written}}"
        return (
            Text(ends[0], ends[0])
            if first == last
            else Text(f"{ends[0]} 至 {ends[1]}", f"{ends[0]} to {ends[1]}")
        )

    named = [span(*ends) for ends in found[-most:]]
    joined = Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))
    more = AND_MORE_SPANS.fill(n=len(days)) if len(found) > most else Text("", "")
    return Text(joined.zh + more.zh, joined.en + more.en)


def _all_days(found: Sequence[DaysOf], shops: int) -> Text:
    years = {day.year for days in found for day in days.days}

    def one(days: DaysOf) -> Text:
        kind = OF_SHOP.fill(kind=days.kind.title, shop=days.shop) if shops > 1 else days.kind.title
        # Exports of several years say theirs, each of them.
        return DAYS_OF.fill(kind=kind, days=named_days(days.days, year=None if len(years) == 1 else 0))

    said = [one(days) for days in found]
    return Text("；".join(text.zh for text in said), "; ".join(text.en for text in said))


def _names(names: Sequence[str]) -> Text:
    shown = names[:NAMED_FILES]
    more = AND_MORE.fill(n=len(names)) if len(names) > NAMED_FILES else Text("", "")
    return Text("、".join(shown) + more.zh, ", ".join(shown) + more.en)


def _changed(changes: Sequence[Restated]) -> Text:
    example = min(changes, key=lambda change: (_rank(change.key), -change.day.toordinal()))
    metric = CATALOGUE[example.key]
    words = EXAMPLE.fill(
        day=f"{example.day:%m-%d}", figure=metric.label, before=number(example.before, metric.unit),
        after=number(example.after, metric.unit), cause=example.cause,
    )  # fmt: skip
    return CHANGED.fill(
        days=len({change.day for change in changes}),
        figures=len({(c.day, c.shop, c.key) for c in changes}),
        example=words,
    )


def _rank(key: str) -> int:
    return TOLD.index(key) if key in TOLD else len(TOLD)
