"""Decides what is to be done with the sheets of a load: whose they are, and which were loaded before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.batch import in_order
from data.exports import BY_KEY
from data.platforms import OTHER_PLATFORM, names_platform
from data.results import SHOWN_PROBLEMS, FileResult, refusal
from data.sheet import Sheet
from data.shop_rule import Owner, owner
from data.store import Store
from data.text import Text
from data.unnumbered import mixed, spans, spans_of


@dataclass(frozen=True)
class Plan:
    """A sheet that is to be merged, and whose it is."""

    sheet: Sheet
    owner: Owner


def plan_batch(
    store: Store, sheets: Sequence[Sheet], shop: str | None, platforms: Mapping[str, str]
) -> tuple[list[Plan], dict[int, FileResult]]:
    """Return the sheets to merge, in order, and the results of those that are settled already, by `id(sheet)`.

    Settled are sheets whose shop is not certain or said to be on another platform, orders without numbers on days of
    orders with numbers (and the other way), and those whose bytes stand in the ledger. platforms: the platform of every
    shop that the store knows.
    """
    known = {row[0] for row in store.rows("SELECT DISTINCT s.shop FROM file_shops AS s")}
    seen = _seen(store)
    there = spans(store, sheets)
    plans: list[Plan] = []
    settled: dict[int, FileResult] = {}
    for sheet in in_order(sheets):
        plan = Plan(sheet, owner(sheet.file, sheet.staged.shops, sheet.unnamed, shop, known))
        refused = (
            plan.owner.refused or _other_platform(plan, platforms) or mixed(sheet, plan.owner.shops, there)
        )
        if refused is not None:
            settled[id(sheet)] = refusal(sheet.file, sheet.sheet, refused)
            continue
        known.update(plan.owner.shops)
        mark = _mark(plan)
        if mark in seen:
            settled[id(sheet)] = _again(plan)
        else:
            seen.add(mark)
            plans.append(plan)
            there += spans_of(sheet, plan.owner.shops)
    return plans, settled


def _other_platform(plan: Plan, platforms: Mapping[str, str]) -> Text | None:
    asked = plan.sheet.staged.platform
    for shop in plan.owner.shops:
        known = platforms.get(shop, asked)
        if known != asked and not names_platform(plan.sheet.kind):
            return OTHER_PLATFORM.fill(file=plan.sheet.file, shop=shop, known=known, asked=asked)
    return None


def facts(plan: Plan) -> FileResult:
    """Return the result of a sheet as far as it is known before merging."""
    sheet, staged = plan.sheet, plan.sheet.staged
    return FileResult(
        sheet.file, sheet.sheet, sheet.kind.key, sheet.kind.title, "、".join(plan.owner.shops), staged.platform, sheet.as_of,
        staged.rows_in, 0, 0, staged.rejected, staged.set_aside, staged.first_day, staged.last_day,
        gross_column=staged.gross_column, ignored=sheet.match.ignored, dropped=sheet.match.dropped,
    )  # fmt: skip


def _again(plan: Plan) -> FileResult:
    staged, problems = plan.sheet.staged, plan.sheet.problems
    return replace(
        facts(plan), unchanged=staged.rows_in - staged.rejected, already=True, problems=problems[:SHOWN_PROBLEMS],
        problem_count=len(problems),
    )  # fmt: skip


def _mark(plan: Plan) -> tuple[Any, ...]:
    sheet = plan.sheet
    as_of = None if sheet.timed_by_load else sheet.as_of
    return (
        sheet.sha256,
        sheet.sheet,
        sheet.kind.key,
        "、".join(plan.owner.shops),
        sheet.staged.platform,
        as_of,
    )


def _seen(store: Store) -> set[tuple[Any, ...]]:
    found = store.rows(
        "SELECT f.sha256, f.sheet, f.kind, f.shop, f.platform, f.as_of FROM files AS f ORDER BY f.file_id"
    )
    seen = {tuple(row) for row in found}
    # A sheet that a person keeps is timed by its load: only the one loaded last says nothing new.
    last = {(row[2], row[3]): row for row in found if row[2] in BY_KEY and BY_KEY[row[2]].own}
    return seen | {(*row[:5], None) for row in last.values()}
