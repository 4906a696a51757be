"""What is worth saying about a whole file that was loaded: stand-in columns, masked buyers, unknown status words."""

from data import gross
from data.exports.order_status import known_status
from data.problem import Problem
from data.recognise import plain_header
from data.rows import Rows
from data.text import Text

_MANY_WORDS = 10


def on_file(rows: Rows) -> list[Problem]:
    """Return the notes that any kind may need."""
    return [*_stand_ins(rows), *_masked_buyers(rows), *_unknown_status(rows), *_unnumbered(rows)]


def on_gross(rows: Rows, found: gross.Gross) -> list[Problem]:
    """Return the note on the gross column, and one problem per paid order whose money does not add up."""
    problems = [] if found.note is None else [_note(found.note, None)]
    if found.identity is None or not found.broken:
        return problems
    header = rows.match.header
    due, refund, kept = (header(name) for name in ("amount_due", "refund_amount", "amount_kept"))
    for line, due_text, refund_text, kept_text in gross.broken(rows.db, found.identity):
        problems.append(
            Problem(
                line,
                kept,
                "differs",
                Text(
                    f"这一单的金额对不上：{due} {due_text}，{refund} {refund_text}，{kept} {kept_text}。已按原样导入，请到后台核对。",
                    f"The money of this order does not add up: {due} {due_text}, {refund} {refund_text}, {kept} {kept_text}. It was "
                    "loaded as it is; check it on the platform.",
                ),
                kept_text,
            )
        )
    return problems


def _note(text: Text, column: str | None) -> Problem:
    return Problem(None, column, "note", text, None)


def _stand_ins(rows: Rows) -> list[Problem]:
    notes = []
    for column in rows.present:
        header = rows.match.header(column.field)
        notes += [
            _note(text, header)
            for spelling, text in column.stand_ins
            if plain_header(spelling) == plain_header(header)
        ]
    return notes


def _masked_buyers(rows: Rows) -> list[Problem]:
    notes = []
    for column in rows.present:
        if column.type != "buyer":
            continue
        place, header = rows.match.columns[column.field], rows.match.header(column.field)
        masked = rows.db.execute(f"SELECT count(*) FROM grid WHERE contains({place}, '*')").fetchone()
        if masked and masked[0]:
            notes.append(
                _note(
                    Text(
                        f"「{header}」有 {masked[0]} 行被平台打了星号，分不清是谁：这些买家不计入复购等按人算的指标。",
                        f"“{header}” is masked by the platform in {masked[0]} rows: these buyers can't be told apart and are left out of "
                        "repeat purchase and other figures that count people.",
                    ),
                    header,
                )
            )
    return notes


def _unnumbered(rows: Rows) -> list[Problem]:
    if rows.kind.table != "order_versions" or "order_id" in rows.match.columns:
        return []
    found = rows.db.execute(
        "SELECT count(*) FROM (SELECT shop, buyer, created_at, amount_due FROM facts GROUP BY ALL HAVING count(*) > 1)"
    ).fetchone()
    twins = found[0] if found else 0
    return [
        _note(
            Text(
                f"没有订单编号：按买家、下单时间、总金额认单。三样都相同的有 {twins} 组，每一行仍算一单。"
                "改过价的订单再次导出时会被当成另一单。",
                f"There are no order numbers: orders are told apart by buyer, time and amount. {twins} groups are alike in all "
                "three, and each row counts as an order. An order whose price was changed counts as another in a later export.",
            ),
            None,
        )
    ]


def _unknown_status(rows: Rows) -> list[Problem]:
    if "status_rank" not in rows.kind.derived or "status" not in rows.match.columns:
        return []
    found = rows.db.execute(f"""
        SELECT status, seen FROM (SELECT status, count(*) AS seen FROM typed WHERE NOT refused GROUP BY status)
        WHERE status IS NOT NULL AND NOT ({known_status()}) ORDER BY seen DESC, status LIMIT {_MANY_WORDS}""").fetchall()
    if not found:
        return []
    zh = "、".join(f"{status}（{count} 行）" for status, count in found)
    en = ", ".join(f"{status} ({count} rows)" for status, count in found)
    return [
        _note(
            Text(
                f"不认得的订单状态：{zh}。已按付款、发货时间判断进度，请告诉我们这些状态的意思。",
                f"Unknown order status: {en}. How far these orders are was judged by their payment and shipping times; please tell us "
                "what the words mean.",
            ),
            rows.match.header("status"),
        )
    ]
