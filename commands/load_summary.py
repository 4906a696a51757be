"""What became of a loaded file, told to a person in a few lines."""

from commands.text_table import printable
from data.load import FileResult
from data.problem import Problem
from data.text import Text

PROBLEMS_SHOWN = 10

REFUSED = Text("× {name}：没有读入", "× {name}: refused")
TAKEN = Text("{mark} {name}：{title}，{shop}{days}", "{mark} {name}: {title}, {shop}{days}")
DAYS = Text("，{first} 至 {last}", ", {first} to {last}")
COUNTS = Text(
    "{rows:,} 行：新载入 {loaded:,}，没有变化 {unchanged:,}，拒绝 {rejected:,}{aside}",
    "{rows:,} rows: {loaded:,} loaded, {unchanged:,} unchanged, {rejected:,} refused{aside}",
)
ASIDE = Text("；空行和合计行 {count:,} 行不计", "; {count:,} blank or totals rows set aside")
ALREADY = Text("这个文件以前读入过，什么都没有改动", "The same file was loaded before; nothing has changed")
TIMED = Text("导出时间 {as_of}", "Exported at {as_of}")
UNTIMED = Text(
    "导出时间未知（文件名里没有完整的时间）。同一笔订单以走得更远的状态为准；知道时间可以用 --as-of 说明",
    "Export time unknown (no full stamp in the file name): the further state of an order stands; --as-of can tell",
)
PRIVATE = Text(
    "含个人信息的列没有照原样保存（去掉、只留省市、或换成认不出人的编号）：{columns}",
    "Columns with personal data, dropped or kept only as province, city or an anonymous number: {columns}",
)
IGNORED = Text("没有用到的列：{columns}", "Columns not used: {columns}")
LINE = Text("第 {line} 行", "line {line}")
MORE = Text(
    "……还有 {count:,} 条；全部：加 --json，或看「数据」页",
    "… and {count:,} more; all of them: --json, or the data page",
)
WORDS = {
    "refused": Text("拒绝", "refused"), "emptied": Text("清空", "emptied"), "kept": Text("未采用", "not used"),
    "differs": Text("不一致", "differs"), "note": Text("提示", "note"),
}  # fmt: skip


def told(file: FileResult, language: str) -> list[str]:
    """Return the lines about one file and sheet: what it is, its rows, and what was refused and why."""
    name = printable(file.file if file.sheet is None else f"{file.file} [{file.sheet}]")
    if file.refused:
        lines = [REFUSED.fill(name=name), *(problem.reason for problem in file.problems)]
        return _indented([line.say(language) for line in lines])
    days = DAYS.fill(first=file.first_day, last=file.last_day) if file.first_day else Text("", "")
    mark = "×" if file.all_rejected else "√"
    lines = [TAKEN.fill(mark=mark, name=name, title=file.title or file.kind, shop=file.shop or "", days=days)]
    if file.already:
        return _indented([line.say(language) for line in (*lines, ALREADY)])
    aside = ASIDE.fill(count=file.set_aside) if file.set_aside else Text("", "")
    lines.append(
        COUNTS.fill(
            rows=file.rows_in,
            loaded=file.loaded,
            unchanged=file.unchanged,
            rejected=file.rejected,
            aside=aside,
        )
    )
    if file.as_of is not None:
        lines.append(TIMED.fill(as_of=file.as_of))
    elif file.kind == "orders":
        lines.append(UNTIMED)
    if file.dropped:
        lines.append(PRIVATE.fill(columns="、".join(file.dropped)))
    if file.ignored:
        lines.append(IGNORED.fill(columns="、".join(file.ignored)))
    said = [_problem(problem) for problem in file.problems[:PROBLEMS_SHOWN]]
    if file.problem_count > len(said):
        said.append(MORE.fill(count=file.problem_count - len(said)))
    return _indented([printable(line.say(language)) for line in (*lines, *said)])


def _problem(problem: Problem) -> Text:
    place = [LINE.fill(line=problem.line)] if problem.line is not None else []
    if problem.column:
        place.append(Text(f"「{problem.column}」", problem.column))
    quoted = f"（{problem.text}）" if problem.text else ""
    where = Text(" ".join(part.zh for part in place), " ".join(part.en for part in place))
    word = WORDS.get(problem.kind, Text(problem.kind, problem.kind))
    return Text(
        f"{word.zh}：{where.zh}{'：' if place else ''}{problem.reason.zh}{quoted}",
        f"{word.en}: {where.en}{': ' if place else ''}{problem.reason.en}{quoted}",
    )


def _indented(lines: list[str]) -> list[str]:
    return [lines[0], *(f"  {line}" for line in lines[1:])]
