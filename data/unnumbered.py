"""Keeps orders with and without numbers apart: the same order under both forms would count twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from data.exports.orders_unnumbered import AFTER_MARK, MARK
from data.sheet import Sheet
from data.store import Store
from data.text import Text

MIXED = Text(
    "「{file}」没有载入：店铺「{shop}」{first} 到 {last} 的订单已经载入过，{there}有订单编号，这份{here}有。两边认不出是不是同一单，"
    "会算两次。请撤销以前那次载入再载入这份，或只导没有重叠的日期。",
    "{file} was not loaded: orders of {shop} from {first} to {last} are there already {there} order numbers, and this file "
    "comes {here} them, so the same order would count twice. Undo that load first, or export days that don't overlap.",
)
_HAS = Text("", "with")
_LACKS = Text("没", "without")


@dataclass(frozen=True)
class Span:
    """Days of a shop whose orders have numbers, or have none."""

    shop: str
    numbered: bool
    first: date
    last: date


def spans(store: Store, sheets: Iterable[Sheet]) -> list[Span]:
    """Return what the store holds in the other form than one of these sheets, a span per day."""
    forms = {_numbered(sheet) for sheet in sheets if _has_orders(sheet)}
    found = []
    if True in forms:
        found += store.rows(
            DAYS.format(where="v.order_id >= ? AND v.order_id < ?", form="FALSE"), (MARK, AFTER_MARK)
        )
    if False in forms:
        found += store.rows(
            DAYS.format(where="NOT (v.order_id >= ? AND v.order_id < ?)", form="TRUE"), (MARK, AFTER_MARK)
        )
    return [Span(shop, numbered, day, day) for shop, numbered, day in found]


def mixed(sheet: Sheet, shops: Collection[str], there: Iterable[Span]) -> Text | None:
    """Return why an order sheet of these shops can't join what is there; None where it can."""
    first, last = sheet.staged.first_day, sheet.staged.last_day
    if not _has_orders(sheet) or first is None or last is None:
        return None
    met = [
        span
        for span in there
        if span.shop in shops
        and span.numbered != _numbered(sheet)
        and span.first <= last
        and first <= span.last
    ]
    if not met:
        return None
    return MIXED.fill(
        file=sheet.file, shop=met[0].shop, first=max(first, min(span.first for span in met)),
        last=min(last, max(span.last for span in met)), there=_HAS if met[0].numbered else _LACKS,
        here=_HAS if _numbered(sheet) else _LACKS,
    )  # fmt: skip


def spans_of(sheet: Sheet, shops: Collection[str]) -> list[Span]:
    """Return the days of the orders of a sheet, for the sheets behind it in its load."""
    first, last = sheet.staged.first_day, sheet.staged.last_day
    if not _has_orders(sheet) or first is None or last is None:
        return []
    return [Span(shop, _numbered(sheet), first, last) for shop in shops]


def _has_orders(sheet: Sheet) -> bool:
    return sheet.kind.table == "order_versions"


def _numbered(sheet: Sheet) -> bool:
    return "order_id" in sheet.match.columns


DAYS = """
SELECT DISTINCT v.shop, {form}, CAST(v.created_at AS DATE) FROM order_versions AS v WHERE v.is_current AND {where} ORDER BY ALL
"""
