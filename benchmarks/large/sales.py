"""Orders and visitors: the cards of a day and of longer spans, and sales by day, month, hour and province."""

from typing import Any

from benchmarks.large.case import Case, Page, Spans, counted
from benchmarks.large.facts import Facts, of
from metrics.period import Period

ORDERS = "order_versions"
MONEY, PEOPLE = "sum(v.gross)", "sum(v.gross), count(v.buyer)"


def paid_card(page: Page, span: Period) -> tuple[int, ...]:
    """Return paid orders, cents and buyers."""
    return page.whole(span, "paid_orders", "paid_amount", "paid_buyers")


def paid_plainly(facts: Facts, span: Period) -> tuple[int, ...]:
    """Return the same from the orders."""
    rows = of(facts.paid, span)
    return len(rows), int(rows["cents"].sum()), int(rows["buyer"].nunique())


def placed_card(page: Page, span: Period) -> tuple[int, ...]:
    """Return placed orders and cents, and those paid on the very day and ever since."""
    return (
        *page.whole(span, "placed_orders", "placed_amount"),
        page.sides(span, "same_day_payment_rate")[0],
        page.sides(span, "final_payment_rate")[0],
    )


def placed_plainly(facts: Facts, span: Period) -> tuple[int, ...]:
    """Return the same from the orders."""
    rows = of(facts.orders, span, "placed_day")
    same_day = (rows["day"] == rows["placed_day"]).sum()
    return len(rows), int(rows["placed_cents"].sum()), int(same_day), int(rows["day"].notna().sum())


def conversion(page: Page, span: Period) -> tuple[int, int]:
    """Return the buyers and the visitors of each day, added up."""
    return page.sides(span, "conversion")


def conversion_plainly(facts: Facts, span: Period) -> tuple[int, int]:
    """Return the same from the orders and the platform's report of days."""
    visits = of(facts.visits, span)
    buyers = of(facts.paid, span)
    buyers = buyers[buyers["day"].isin(visits["day"])]
    return int(buyers.groupby("day")["buyer"].nunique().sum()), int(visits["visitors"].sum())


def by(page: Page, span: Period, cut: str) -> dict[str, int]:
    """Return paid cents by a cut."""
    return page.by(span, "paid_amount", cut)


def by_plainly(facts: Facts, span: Period, cut: str) -> dict[str, int]:
    """Return the same from the orders."""
    rows = of(facts.paid, span)
    if cut == "month":
        sums = rows.groupby(rows["day"].dt.year * 12 + rows["day"].dt.month - 1)["cents"].sum()
        return {
            f"{month // 12}-{month % 12 + 1:02}": int(cents)
            for month, cents in zip(sums.index, sums, strict=True)
        }
    parts: Any = rows["paid"].dt.hour if cut == "hour" else cut
    return counted(rows.groupby(parts, observed=True)["cents"].sum())


def buyers_by_province(page: Page, span: Period) -> dict[str, int]:
    """Return the people who paid, by province."""
    return page.by(span, "paid_buyers", "province")


def buyers_by_province_plainly(facts: Facts, span: Period) -> dict[str, int]:
    """Return the same from the orders."""
    return counted(of(facts.paid, span).groupby("province", observed=True)["buyer"].nunique())


def cases(days: Spans) -> list[Case]:
    """Return the figures of orders."""

    def sold_by(name: str, span: Period, cut: str, columns: str = MONEY) -> Case:
        return Case(
            name, lambda page: by(page, span, cut), lambda facts: by_plainly(facts, span, cut), span, ORDERS, "paid_at", columns
        )  # fmt: skip

    def paid(name: str, span: Period) -> Case:
        return Case(
            name, lambda page: paid_card(page, span), lambda facts: paid_plainly(facts, span), span, ORDERS, "paid_at", PEOPLE
        )  # fmt: skip

    month, thirty = days.month, days.thirty
    return [
        paid("paid: orders, amount, buyers of a day", days.day),
        paid("the same of a month", month),
        Case("placed: orders, amount, what was paid of them, a month", lambda page: placed_card(page, month),
             lambda facts: placed_plainly(facts, month), month, ORDERS, "created_at", "sum(v.amount_due), count(v.paid_at)"),
        Case("conversion of a month", lambda page: conversion(page, month), lambda facts: conversion_plainly(facts, month),
             month, ORDERS, "paid_at", "count(v.buyer)"),
        sold_by("sales by day of a year", days.year, "day"),
        sold_by("sales by month of two years", Period.last_days(days.last, 731), "month"),
        sold_by("sales by hour of a month", month, "hour"),
        sold_by("sales by province of a month", month, "province", "sum(v.gross), max(v.province)"),
        Case("buyers by province of 30 days", lambda page: buyers_by_province(page, thirty),
             lambda facts: buyers_by_province_plainly(facts, thirty), thirty, ORDERS, "paid_at", "count(v.buyer), max(v.province)"),
    ]  # fmt: skip
