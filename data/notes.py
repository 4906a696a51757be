"""What is worth saying about a whole file that was loaded: stand-in columns, masked buyers, unknown status words."""

import pyarrow as pa

from data import gross
from data.exports.order_status import known_status
from data.problem import Problem
from data.recognise import plain_header
from data.rows import Rows
from data.text import Text

_MANY_WORDS = 10
_NO_ROWS = Text(
    "这份文件里没有数据行（只有表头，或只有合计行、示例行），什么也没有导入。如果平台上那几天有数据，请核对日期和筛选条件，重新下载。",
    "This file has no row of data (a header alone, or sums and examples below it), so nothing was loaded. If the platform shows "
    "data for these days, check the dates and filters and download it again.",
)
_NOT_FILLED_IN = Text(
    "这张表里还没有填内容（示例行不算），什么也没有导入。请填好、保存，再导入一次。",
    "Nothing is filled in on this sheet yet (the example row does not count), so nothing was loaded. Fill it in, save it, "
    "and load it again.",
)
_LONG_PERIODS = Text(
    "有 {rows} 行说的是一整周或一整月。它们只用在恰好那一段的人数上（访客数、买家数等，平台按整段去重）；金额、浏览量和每天的数字"
    "不能从里面拆出来。要看每天的，请在生意参谋「取数」里选「自然日」下载，一份文件里每天一行。",
    "{rows} row(s) speak of a whole week or month. They serve the people of exactly that period (visitors, buyers, as the platform "
    "counted them); money, page views and single days can't be taken out of them. For days, download the report by day, "
    "which has a row for every day in one file.",
)
_SAME_NAME = Text(
    "有 {count} 列都叫「{header}」，其中 {rows} 行的内容不一样：采用了第 {place} 列。请核对它是不是要的那一列；不是的话，"
    "删掉多余的列，撤销这次载入，再导入。",
    "{count} columns are called {header} and disagree in {rows} rows: column {place} was taken. See whether it is the right "
    "one; if not, delete the other, undo this load, and load the file again.",
)
_PAID_ON_RECEIPT = Text(
    "有 {count} 单没有付款时间、却已收货（货到付款）：按「{received}」算付款。",
    "{count} order(s) without a time of payment were received (cash on delivery): they count as paid at {received}.",
)
_UNPAID_ON_THE_WAY = Text(
    "有 {count} 单没有付款时间，状态却已过了付款：只算下单，不算付款。货到付款的单，收货以后再导出载入就算进来（导出时勾选"
    "「{received}」）；不是货到付款的，请到后台核对。",
    "{count} order(s) have no time of payment though their status is past it: they count as placed, not as paid. Cash on delivery "
    "counts once it is received: export again then, with {received} ticked; look up any other such order on the platform.",
)


def on_file(rows: Rows) -> list[Problem]:
    """Return the notes that any kind may need."""
    if not rows.db.execute("SELECT 1 FROM typed LIMIT 1").fetchall():
        return [_note(_NOT_FILLED_IN if rows.kind.own else _NO_ROWS, None)]
    return [
        *_stand_ins(rows),
        *_same_names(rows),
        *_long_periods(rows),
        *_masked_buyers(rows),
        *_unknown_status(rows),
        *_unnumbered(rows),
        *_cash_on_delivery(rows),
    ]


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


def _same_names(rows: Rows) -> list[Problem]:
    """Return a note for every column that was read beside others of its very name and another content."""
    notes = []
    for column in rows.present:
        place, header = rows.match.columns[column.field], rows.match.header(column.field)
        others = [
            f"c{at}"
            for at, name in enumerate(rows.match.headers)
            if f"c{at}" != place and plain_header(name) == plain_header(header)
        ]
        if not others:
            continue
        differs = " OR ".join(
            f"trim(coalesce(r.{other}, '')) <> trim(coalesce(r.{place}, ''))" for other in others
        )
        found = rows.db.execute(
            f"SELECT count(*) FROM raw_grid AS r SEMI JOIN typed AS t ON t.line = r.line WHERE {differs}"
        ).fetchall()[0]
        if found[0]:
            said = _SAME_NAME.fill(
                count=len(others) + 1, header=header, rows=found[0], place=int(place[1:]) + 1
            )
            notes.append(_note(said, header))
    return notes


def _long_periods(rows: Rows) -> list[Problem]:
    """Return what weeks and months of the shop report can serve, if the file has any."""
    if rows.kind.table != "shop_day_versions":
        return []
    [(found,)] = rows.db.execute("SELECT count(*) FROM facts WHERE period_start < period_end").fetchall()
    return [_note(_LONG_PERIODS.fill(rows=found), None)] if found else []


def _masked_buyers(rows: Rows) -> list[Problem]:
    notes = []
    for column in rows.present:
        if column.type != "buyer":
            continue
        place, header = rows.match.columns[column.field], rows.match.header(column.field)
        masked = rows.db.execute(f"SELECT count(*) FROM grid WHERE contains({place}, '*')").fetchall()[0][0]
        if masked:
            notes.append(
                _note(
                    Text(
                        f"「{header}」有 {masked} 行被平台打了星号，分不清是谁：这些买家不计入复购等按人算的指标。",
                        f"“{header}” is masked by the platform in {masked} rows: these buyers can't be told apart and are left out of "
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
    ).fetchall()
    twins = found[0][0]
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


def _cash_on_delivery(rows: Rows) -> list[Problem]:
    """Return how many orders were paid on receipt, and how many are on their way (or done) without a payment."""
    if rows.kind.table != "order_versions":
        return []
    received = rows.kind.column("confirmed_at").spellings[0]
    on_receipt, on_the_way = rows.db.execute(
        "SELECT count(*) FILTER (WHERE paid_at = confirmed_at), count(*) FILTER (WHERE paid_at IS NULL AND status_rank BETWEEN 2 AND 6)"
        " FROM facts"
    ).fetchall()[0]
    if on_receipt:
        [(on_receipt,)] = rows.db.execute(
            "SELECT count(*) FROM typed AS t SEMI JOIN facts AS f ON f.line = t.line AND f.paid_at = f.confirmed_at"
            " WHERE t.paid_at IS NULL"
        ).fetchall()
    told = ((_PAID_ON_RECEIPT, on_receipt), (_UNPAID_ON_THE_WAY, on_the_way))
    return [_note(text.fill(count=count, received=received), None) for text, count in told if count]


def _unknown_status(rows: Rows) -> list[Problem]:
    if "status_rank" not in rows.kind.derived or "status" not in rows.match.columns:
        return []
    words, seen = rows.facts["status"].value_counts().flatten()
    rows.db.register("status_words", pa.table({"status": words, "seen": seen}))
    found = rows.db.execute(f"""
        SELECT status, seen FROM status_words
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
