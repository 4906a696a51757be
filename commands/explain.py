"""`shop.py explain`: one figure laid open, from its formula to the rows and files behind it."""

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click
import pandas as pd

from commands.arguments import day, known_scope
from commands.call import Call, common
from commands.show import CUTS as LABELS
from commands.text_table import printable
from data.store import Store, open_store
from data.text import Text
from metrics.analyses.outlook import Outlook, outlook
from metrics.catalogue import UnknownMetric, metric
from metrics.core import CUTS
from metrics.evaluate import NoSuchCut, Number, Period, Scope
from metrics.opened import Opened, Part, opened
from metrics.overlap import overlaps
from metrics.variants import readings
from reports.records import json_value
from reports.rising import sentences
from reports.wording import EMPTY, number

FORMULA = Text("公式", "Formula")
FILLED = Text("代入", "Filled in")
ROWS = Text("{label}：{value}，来自 {count:,} 行", "{label}: {value}, from {count:,} rows")
LEFT_OUT = Text("没有算进来：{reason}，{count:,}", "Left out: {reason}, {count:,}")
FILES = Text("文件", "Files")


def _of_one_part(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each cut that `show --by` knows, to ask for one value of it."""
    for name in reversed(CUTS):
        told = f"只看这个{LABELS[name].zh} / only this {name}"
        command = click.option(f"--{name}", metavar="VALUE", help=told)(command)
    return command


@click.command("explain", short_help="一个数字怎么来的 a number laid open")
@click.argument("key", metavar="KEY")
@click.option("--day", "day_asked", type=day, metavar="DAY", help="这一天 / this day")
@click.option("--from", "first", type=day, metavar="DAY", help="从这一天起（含） / first day")
@click.option("--to", "last", type=day, metavar="DAY", help="到这一天止（含） / last day")
@click.option("--shop", "shop_name", metavar="NAME", help="只看这家店 / only this shop")
@click.option("--platform", metavar="NAME", help="只看这个平台 / only this platform")
@click.option("--category", metavar="NAME", help="只看这个类目的商品 / only goods of this category")
@_of_one_part
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，带明细行 / write JSON with the rows")
@common
def command(
    call: Call, key: str, day_asked: date | None, first: date | None, last: date | None, shop_name: str | None,
    platform: str | None, category: str | None, as_json: bool, **part: str | None,
) -> None:  # fmt: skip
    """一个数字怎么来的：公式、代入的数、明细行、没算进来的、来自哪些文件。

    A number laid open: its formula, the numbers in it, the rows, what was left out, and the files.

    \b
    python shop.py explain payment_rate --day 2026-11-20
    python shop.py explain ad_spend --day 2026-11-20 --campaign 爆款主推
    """
    if day_asked is not None and (first is not None or last is not None):
        call.refuse(Text("--day 和 --from/--to 只能用一种。", "Give --day or --from and --to, not both."))
    asked = [(by, value) for by, value in part.items() if value is not None]
    if len(asked) > 1:
        names = "、".join(f"--{by}" for by, _ in asked)
        call.refuse(
            Text(f"{names} 只能用一个。", "Give only one of " + ", ".join(f"--{by}" for by, _ in asked) + ".")
        )
    by, value = asked[0] if asked else (None, None)
    store = open_store(call.home)
    scope = known_scope(call, store, shop_name, platform, category)
    period = Period(day_asked or first, day_asked or last)
    try:
        found = opened(store, key, period, scope, by, value)
    except (UnknownMetric, NoSuchCut) as unknown:
        call.refuse(unknown.text)
    still = None if by else outlook(store, key, period, scope)
    if as_json:
        # Readings and other exports are of the whole figure.
        beside = (
            {} if by else {**rising(still, call.language), **also(store, key, period, scope, call.language)}
        )
        click.echo(json.dumps(to_json(key, found, call.language) | beside, ensure_ascii=False, indent=2))
    else:
        click.echo(told(key, found, call.language, still))


def told(key: str, found: Opened, language: str, still: Outlook | None = None) -> str:
    """Return the figure laid open in a few lines for a person."""
    asked = metric(key)
    lines = [f"{asked.label.say(language)} = {number(found.value.value, asked.unit)}"]
    if found.value.value is None and found.value.why is not None:
        lines.append(found.value.why.say(language))
    lines += [words.say(language) for words in sentences(still, asked)] if still is not None else []
    lines.append(f"{FORMULA.say(language)}: {found.formula.say(language)}")
    lines.append(f"{FILLED.say(language)}: {found.filled.say(language)}")
    for part in (*found.numerator, *found.denominator):
        value = number(part.value, "money" if isinstance(part.value, Decimal) else "count")
        lines.append(ROWS.fill(label=part.label, value=value, count=part.row_count).say(language))
    lines += [LEFT_OUT.fill(reason=reason, count=count).say(language) for reason, count in found.excluded]
    lines.append(f"{FILES.say(language)}: {', '.join(printable(name) for _, name in found.files) or EMPTY}")
    return "\n".join(lines)


def to_json(key: str, found: Opened, language: str) -> dict[str, object]:
    """Return the figure laid open as one JSON object; `rows` are the raw rows, each marked with its part."""
    value = found.value
    whole = value.top if found.denominator else value.value
    return {
        "key": key,
        "value": json_value(value.value, metric(key).unit),
        "formula": found.formula.say(language),
        "filled": found.filled.say(language),
        "numerator": _side(found.numerator, whole),
        "denominator": _side(found.denominator, value.bottom) if found.denominator else None,
        "excluded": [{"reason": reason.say(language), "rows": count} for reason, count in found.excluded],
        "sql": found.sql,
        "files": [name for _, name in found.files],
    }


def rising(still: Outlook | None, language: str) -> dict[str, object]:
    """Return what is said of a figure that still fills: until when, why, and what it becomes; nothing of a settled one."""
    if still is None:
        return {}
    guess = still.guess
    return {
        "filling": {
            "until": still.filling.until.isoformat(),
            "reason": still.filling.reason.say(language),
            "estimate": None if guess is None else _plain(guess.value),
            "error": None if guess is None else guess.error,
            "days": None if guess is None else guess.days,
        }
    }


def also(store: Store, key: str, period: Period, scope: Scope, language: str) -> dict[str, object]:
    """Return the figure's other readings, and what another export says over the days that both cover."""
    found = readings(store, key, period, scope)
    return {
        "readings": [
            {
                "key": each.option.key,
                "reading": each.option.name.say(language),
                "value": json_value(each.value.value, metric(each.option.key).unit),
            }
            for each in found
        ],
        "overlaps": [
            {
                "what": each.label.say(language),
                "ours": _plain(each.ours),
                "theirs": _plain(each.theirs),
                "difference": _plain(each.difference),
                "days": each.days,
                "rows": [
                    {str(name): _plain(cell) for name, cell in row.items()}
                    for row in each.rows.to_dict("records")
                ],
            }
            for each in overlaps(store, key, period, scope)
        ],
    }


def _side(parts: tuple[Part, ...], value: Number) -> dict[str, object]:
    rows = [
        {"part": part.key, **{str(name): _plain(cell) for name, cell in row.items()}}
        for part in parts
        for row in part.rows.to_dict("records")
    ]
    return {"value": _plain(value), "row_count": sum(part.row_count for part in parts), "rows": rows}


def _plain(cell: Any) -> object:
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else cell
