"""The sentences for cells that could not be read: what was expected, and what became of the row."""

from datetime import date
from functools import lru_cache

from data.text import Text

# code -> what the cell should have been
EXPECTED: dict[str, Text] = {
    "empty": Text("「{column}」是空的，这一列必须有内容", "“{column}” is empty and must be filled"),
    "error": Text("「{column}」是出错的公式结果", "“{column}” holds the result of a failed formula"),
    "decimals": Text(
        "「{column}」的金额多于两位小数，不能四舍五入",
        "“{column}” has more than two decimals, and money is never rounded",
    ),
    "too_big": Text("「{column}」的数大得不合理", "“{column}” is too large a number"),
    "scientific": Text(
        "「{column}」被表格软件改成了科学计数法，末几位已丢失，请重新下载原始文件",
        "“{column}” was turned into scientific notation and lost digits; download the file again",
    ),
    "damaged_id": Text(
        "「{column}」的编号被表格软件改成了科学计数法，末几位已丢失，请重新下载原始文件，不要用 Excel 保存",
        "“{column}” was turned into scientific notation by a spreadsheet and lost its last digits; "
        "download the file again and don't save it from Excel",
    ),
    "not_money": Text("「{column}」不是金额", "“{column}” is no amount of money"),
    "not_count": Text("「{column}」不是整数", "“{column}” is no whole number"),
    "not_whole": Text(
        "「{column}」应是整数，却有小数", "“{column}” should be a whole number but has decimals"
    ),
    "not_number": Text("「{column}」不是数", "“{column}” is no number"),
    "not_rate": Text(
        "「{column}」不是比率（如 12.34% 或 0.1234）", "“{column}” is no rate such as 12.34% or 0.1234"
    ),
    "negative": Text("「{column}」不应小于 0", "“{column}” should not be below 0"),
    "not_time": Text(
        "「{column}」不是时间（如 2026-11-11 20:00:00）", "“{column}” is no time such as 2026-11-11 20:00:00"
    ),
    "year_last": Text("「{column}」不是日期（如 2026-11-11）", "“{column}” is no day such as 2026-11-11"),
    "not_day": Text("「{column}」不是日期（如 2026-11-11）", "“{column}” is no day such as 2026-11-11"),
    "not_period": Text(
        "「{column}」不是周期（如 2026-11 或 2026-11-01 至 2026-11-30）",
        "“{column}” is no period such as 2026-11 or 2026-11-01 至 2026-11-30",
    ),
    "several_days": Text(
        "「{column}」是多天的汇总，不能当作某一天；请选「日」重新下载",
        "“{column}” speaks of several days and can't stand for one; download it again by day",
    ),
    "not_hour": Text("「{column}」不是 0 到 23 点", "“{column}” is no hour from 0 to 23"),
    "outside": Text(
        "「{column}」不在 2003-01-01 到{limit}之间", "“{column}” does not lie between 2003-01-01 and {limit}"
    ),
    "not_choice": Text(
        "「{column}」不认得，请从下拉列表里选", "“{column}” is none of the words of the drop-down list"
    ),
}
_REFUSED = Text("{what}；这一行没有导入。", "{what}; the row was left out.")
_EMPTIED = Text("{what}；这一格已留空。", "{what}; the cell was left empty.")


@lru_cache(maxsize=1000)
def sentence(code: str, column: str, *, refused: bool, planned: bool, today: date) -> Text:
    """Return what is wrong with a cell of `column` and whether its row was refused or the cell emptied."""
    limit = (
        Text("2099 年", "2099") if planned else Text(f"明天（今天 {today}）", f"tomorrow (today is {today})")
    )
    what = EXPECTED[code].fill(column=column, limit=limit)
    return (_REFUSED if refused else _EMPTIED).fill(what=what)


def ambiguous_dates(column: str, example: str) -> Text:
    """Return the refusal of a column whose dates could be day-first or month-first."""
    return Text(
        f"列「{column}」的日期像 {example}，分不清哪个是日、哪个是月。请把它改成 2026-11-01 这样的写法（或重新下载）再导入。",
        f"The dates in “{column}” look like {example}: which part is the day can't be told. "
        "Write them as 2026-11-01 (or download the file again) and load it once more.",
    )


def mixed_dates(column: str, example: str) -> Text:
    """Return the refusal of a column that holds both day-first and month-first dates."""
    return Text(
        f"列「{column}」里的日期有的日在前、有的月在前（如 {example}）。请统一改成 2026-11-01 这样的写法再导入。",
        f"“{column}” mixes dates with the day first and with the month first (such as {example}). "
        "Write all of them as 2026-11-01 and load the file again.",
    )


def damaged_ids(column: str, example: str) -> Text:
    """Return the refusal of a file whose long ids lost their last digits in a spreadsheet."""
    return Text(
        f"列「{column}」的长编号末几位都变成了 0（如 {example}），这是用 Excel 打开并保存过的痕迹，订单已无法分清。"
        "请重新下载原始文件，直接导入，不要用 Excel 保存。",
        f"The long ids in “{column}” all end in zeros (such as {example}): a spreadsheet kept only 15 digits of them, and "
        "orders can't be told apart any more. Download the file again and load it without saving it from Excel.",
    )


def sum_of_days(title: Text, where: Text, found: str | None) -> Text:
    """Return the refusal of a report whose rows each sum up several days, which nothing can divide again."""
    said = found or "—"
    return Text(
        f"这份{title.zh}的每一行都是多天的汇总（{said}），没有导入：多天的人数和金额不能拆成每一天，也不能和按天的相加。"
        f"请重新下载按天的：{where.zh}。要很多天时也选「分日」（自然日），一份文件里每天一行。",
        f"Every row of this {title.en} sums up several days ({said}), so it was not loaded: people and money of several days can "
        f"be neither divided into days nor added to days. Download it by day: {where.en}. For many days at once, too, "
        "choose “by day”: one file then has a row for every day.",
    )


def day_missing(title: Text, found: tuple[date, ...], has_stamp: bool) -> Text:
    """Return the refusal of a report that says nowhere which day it speaks of."""
    if len(found) > 1:
        return Text(
            f"这份{title.zh}没有日期列，文件名里是 {found[0]} 到 {found[-1]} 的多天汇总，不能分到每一天。请选「分日」重新下载。",
            f"This {title.en} has no day column, and its name spans {found[0]} to {found[-1]}: a sum of several days can't be "
            "divided. Download it again by day.",
        )
    only = Text(
        "文件名里的时间是导出时间，不是数据的日期。",
        "The time in its name is that of the export, not of the data. ",
    )
    hint = only if has_stamp else Text("", "")
    return Text(
        f"这份{title.zh}没有日期列，文件名里也没有日期。{hint.zh}"
        f"请加上「日期」列，或把文件名改成带日期的（如 {title.zh}_20261118）再导入。",
        f"This {title.en} has no day column and no day in its name. {hint.en}Add a column 日期, or put the day into the file "
        "name (such as report_20261118), and load it again.",
    )
