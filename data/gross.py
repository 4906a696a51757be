"""Finds out which money column of an order report is gross, by testing how its columns add up on paid rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from data.text import Text

DUE, KEPT, SUM = "amount_due", "amount_kept", "kept_plus_refund"
_ENOUGH = 0.99

# What holds between the columns, as SQL over a paid row.
_AFTER_REFUNDS = "amount_due - refund_amount = amount_kept"
_BEFORE_REFUNDS = "amount_due = amount_kept"


@dataclass(frozen=True)
class Gross:
    """Which column is gross, the SQL of it, the identity that rows should keep (None: untested), how many break it, and
    what to note."""

    column: str
    sql: str
    identity: str | None = None
    broken: int = 0
    note: Text | None = None


class Undecided(Exception):
    """The columns add up in no known way; `text` asks which one is gross."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def find(db: duckdb.DuckDBPyConnection, names: Mapping[str, str], asked: str | None) -> Gross:
    """Return the gross column of the table `facts`.

    names: field -> the file's header, for the money fields that the file has; asked: what the person chose. Raises
    Undecided where no identity holds on 99 % of the paid rows.
    """
    if asked is not None:
        return _chosen(names, asked)
    if DUE not in names:
        return _without_due(db, names)
    if KEPT not in names or "refund_amount" not in names:
        return Gross(DUE, DUE, note=_untested(names))
    return _tested(db, names)


def _chosen(names: Mapping[str, str], asked: str) -> Gross:
    if asked not in names:
        raise Undecided(
            Text(
                "文件里没有选定的金额列，请改选另一列（--gross 总金额 或 --gross 实付）。",
                "The file has no such money column; choose the other one (--gross amount_due or amount_kept).",
            )
        )
    return Gross(asked, DUE if asked == DUE else _kept_once_paid(names))


def _tested(db: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Gross:
    rows, after, before = _row(
        db,
        f"""
        SELECT count(*), count(*) FILTER (WHERE {_AFTER_REFUNDS}), count(*) FILTER (WHERE {_BEFORE_REFUNDS})
        FROM facts WHERE paid_at IS NOT NULL AND amount_due + amount_kept + refund_amount IS NOT NULL""",
    )
    if after >= before and after >= _ENOUGH * rows:
        return Gross(DUE, f"coalesce({DUE}, {KEPT} + refund_amount)", _AFTER_REFUNDS, rows - after)
    if before >= _ENOUGH * rows:
        return Gross(KEPT, _kept_once_paid(names), _BEFORE_REFUNDS, rows - before)
    raise Undecided(_ask(names, rows, after, before))


def _kept_once_paid(names: Mapping[str, str]) -> str:
    """Return SQL for gross from the paid amount; what is not paid yet stands at what is owed."""
    return f"CASE WHEN paid_at IS NULL THEN coalesce({DUE}, {KEPT}) ELSE {KEPT} END" if DUE in names else KEPT


def _without_due(db: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Gross:
    """Tell from refunds alone whether the paid amount is before or after them."""
    kept = names[KEPT]
    if "refund_amount" not in names:
        return Gross(
            KEPT,
            KEPT,
            note=Text(
                f"文件只有「{kept}」，没有「总金额」和「退款金额」：它若是退款后的金额，付款金额会偏小。导出时请勾选「总金额」。",
                f"The file has only “{kept}” and neither 总金额 nor 退款金额: if it stands after refunds, paid amounts are too small. "
                "Tick 总金额 when exporting.",
            ),
        )
    beyond, within = _row(
        db,
        """
        SELECT count(*) FILTER (WHERE refund_amount > amount_kept), count(*) FILTER (WHERE refund_amount <= amount_kept)
        FROM facts WHERE paid_at IS NOT NULL AND refund_amount > 0""",
    )
    if beyond and beyond >= within:
        return Gross(
            SUM,
            f"{KEPT} + refund_amount",
            note=Text(
                f"文件没有「总金额」：付款金额按「{kept}」＋「{names['refund_amount']}」计算。",
                f"The file has no 总金额: paid amounts are “{kept}” + “{names['refund_amount']}”.",
            ),
        )
    if beyond or within:
        raise Undecided(
            Text(
                f"文件没有「总金额」，看不出「{kept}」是退款前还是退款后的金额。请导出时勾选「总金额」；"
                "若确定它是退款前的金额，请用 --gross 实付 再导入。",
                f"The file has no 总金额, and whether “{kept}” stands before or after refunds can't be told. Tick 总金额 when "
                "exporting, or, if it is the amount before refunds, load with --gross amount_kept.",
            )
        )
    return Gross(KEPT, KEPT)


def _untested(names: Mapping[str, str]) -> Text:
    missing = [
        zh for name, zh in ((KEPT, "买家实付金额"), ("refund_amount", "退款金额")) if name not in names
    ]
    return Text(
        f"付款金额取自「{names[DUE]}」；文件没有「{'」「'.join(missing)}」，无法核对，退款也可能不全。",
        f"Paid amounts come from “{names[DUE]}”; without {' and '.join(missing)} they can't be checked, and refunds may be missing.",
    )


def _ask(names: Mapping[str, str], rows: int, after: int, before: int) -> Text:
    due, kept, refund = names[DUE], names[KEPT], names["refund_amount"]
    return Text(
        f"分不清哪一列是付款金额：{rows} 个已付款订单里，「{due}」−「{refund}」＝「{kept}」的有 {after} 个，"
        f"「{due}」＝「{kept}」的有 {before} 个，都不到 99%。请选定一列再导入：--gross 总金额 或 --gross 实付。",
        f"Which column is the paid amount can't be told: of {rows} paid orders {after} have “{due}” − “{refund}” = “{kept}” and "
        f"{before} have “{due}” = “{kept}”, both below 99 %. Choose one and load again: --gross amount_due or amount_kept.",
    )


def broken(db: duckdb.DuckDBPyConnection, identity: str) -> list[tuple[int, str, str, str]]:
    """Return line, due, refund and kept (as text) of the paid rows that break the identity, by line."""
    return db.execute(f"""
        SELECT line, CAST(amount_due AS VARCHAR), CAST(refund_amount AS VARCHAR), CAST(amount_kept AS VARCHAR)
        FROM facts WHERE paid_at IS NOT NULL AND NOT ({identity}) ORDER BY line""").fetchall()


def _row(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    return db.execute(sql).fetchall()[0]  # to the end: DuckDB takes no new table while a result is open
