"""How the arguments of a command say which days, times, shop and platform are meant."""

from datetime import date, datetime

import click

from commands.call import Call
from data import ledger
from data.platforms import platform_key
from data.store import Store
from data.text import Text
from metrics.category import categories
from metrics.scope import Scope

DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d")
TIME_FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y%m%d%H%M%S", "%Y%m%d%H%M", "%Y-%m-%d",
)  # fmt: skip


def day(written: str) -> date:
    """Return the day of 2026-11-20, 2026/11/20 or 20261120; click.BadParameter says so if it is none."""
    return _parsed(written, DAY_FORMS, "2026-11-20").date()


def moment(written: str) -> datetime:
    """Return the time of 2026-11-20 09:30 or 20261120093000, on the shop's clock; click.BadParameter if it is none."""
    return _parsed(written, TIME_FORMS, "2026-11-20 09:30")


def _parsed(written: str, forms: tuple[str, ...], example: str) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(written, form)
        except ValueError:
            continue
    raise click.BadParameter(f"「{written}」 → {example}")


def known_scope(
    call: Call, store: Store, shop: str | None, platform: str | None, category: str | None = None
) -> Scope:
    """Return the scope; a shop, platform or category that no loaded file names ends the call with those that there are."""
    key = platform_key(platform)
    for what, name, there in (
        (Text("店铺", "shop"), shop, ledger.shops(store)),
        (Text("平台", "platform"), key, ledger.platforms(store)),
        (Text("类目", "category"), category, categories(store, Scope(shop, key))),
    ):
        if name is not None and name not in there:
            names = Text(
                "、".join(there) or "（还没有读入数据）", ", ".join(there) or "(nothing is loaded yet)"
            )
            sentence = Text(
                "没有{what}「{name}」。已读入的有：{names}", "There is no {what} {name}. Loaded: {names}"
            )
            call.refuse(sentence.fill(what=what, name=name, names=names))
    return Scope(shop, key, category)
