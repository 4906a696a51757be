"""The restatement log as a table for people."""

from collections.abc import Sequence

from data.reconcile.log import Restated
from data.text import Text
from metrics.catalogue import CATALOGUE
from reports.table import Column, Table, Typed

TITLE = Text("改动过的日子", "Restated days")
LOAD = Text("第几次载入", "Load")
DAY = Text("日期", "Day")
SHOP = Text("店铺", "Shop")
FIGURE = Text("指标", "Figure")
BEFORE = Text("之前", "Before")
AFTER = Text("现在", "After")
CAUSE = Text("原因", "Cause")


def log_table(changes: Sequence[Restated], language: str) -> Table:
    """Return the changes as a table for people, in the order given."""
    columns = (
        Column("load", LOAD.say(language), "count"), Column("day", DAY.say(language), "day"), Column("shop", SHOP.say(language)),
        Column("key", FIGURE.say(language)), Column("before", BEFORE.say(language)), Column("after", AFTER.say(language)),
        Column("cause", CAUSE.say(language)),
    )  # fmt: skip
    rows = [
        (change.load_id, change.day, change.shop, CATALOGUE[change.key].label.say(language),
         Typed(change.before, CATALOGUE[change.key].unit), Typed(change.after, CATALOGUE[change.key].unit),
         change.cause.say(language))
        for change in changes
    ]  # fmt: skip
    return Table(TITLE.say(language), columns, rows)
