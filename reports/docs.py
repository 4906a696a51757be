"""docs/metrics.md and docs/exports.md, written from what the code declares: `python -m reports.docs`."""

from pathlib import Path

from data.exports import COMPANIONS, KINDS
from data.kind import Column, Kind
from data.text import Text
from metrics.catalogue import AREAS
from metrics.core import Metric, cuts
from metrics.period import PERIOD_CUTS
from metrics.studies import LISTS, STUDIES, Study
from reports.definitions import clocks, formula, least, readings, rollup, settling, sources, study_sources

DOCS = Path(__file__).resolve().parents[1] / "docs"
WRITTEN = "<!-- 由 `python -m reports.docs` 写成，不要手改。Written by `python -m reports.docs`; don't edit by hand. -->\n"
METRICS_HEAD = """# 指标口径 / Metrics

{written}
反引号里的名字是命令行、导出文件和网址里用的键。空值写作「—」：那几天没有读入所需的报表，或者分母是 0；有报表而没有订单的日子是 0。
每个指标都可以按 {periods} 和 shop 分；能多分的另外写出。

The names in backticks are the keys on the command line, in exports and in URLs. An empty figure is "—": the export that it
needs was not loaded for those days, or the denominator is 0; a loaded day without orders is 0. Every metric can be cut by
{periods} and shop; further cuts are named.
"""
EXPORTS_HEAD = """# 认得的报表 / The exports that are recognised

{written}
报表按表头认，不看文件名和扩展名，列的顺序随意。每一列写出认得的全部叫法，用 / 隔开；列名前后的星号和后面的单位
（元）（件）（个）（人）（笔）（单）（次）不算名字的一部分。没有列在这里的列不读入，读入时会逐个列出。

Exports are recognised by their header row, not by name or suffix, with the columns in any order. Every known spelling of a
column is given, separated by /; stars around a name and a unit behind it, such as （元）, are no part of it. Columns that are not
named here are kept out, and listed when a file is loaded.
"""
UNITS = {
    "count": Text("个", "count"),
    "people": Text("人", "people"),
    "money": Text("元", "yuan"),
    "percent": Text("百分比", "percent"),
    "times": Text("倍", "times"),
    "number": Text("数", "number"),
    "grade": Text("等级", "grade"),
}
GOOD = {"up": Text("越高越好", "higher is better"), "down": Text("越低越好", "lower is better")}


def pages() -> dict[str, str]:
    """Return the whole pages by file name."""
    return {"metrics.md": metrics_page(), "exports.md": exports_page()}


def metrics_page() -> str:
    """Return the metrics: a section per area, a part per metric, in the catalogue's order."""
    text = METRICS_HEAD.format(written=WRITTEN, periods=", ".join(PERIOD_CUTS))
    for area, metrics in AREAS:
        text += f"\n## {area.zh} / {area.en}\n" + "".join(_metric(metric) for metric in metrics)
    return text + f"\n## {LISTS.zh} / {LISTS.en}\n" + "".join(_study(study) for study in STUDIES)


def _study(study: Study) -> str:
    head = f"\n### {study.label.zh} / {study.label.en} `{study.function}`\n\n{study.meaning.zh}  \n{study.meaning.en}\n\n"
    named = ((Text("公式", "Formula"), study.formula), (Text("来源", "Source"), study_sources(study)))
    return head + "\n".join([f"- {study.id}", *(_line(name, said) for name, said in named)]) + "\n"


def _metric(metric: Metric) -> str:
    traits = [
        Text(metric.id, metric.id),
        UNITS[metric.unit],
        *([GOOD[metric.good]] if metric.good in GOOD else []),
    ]
    named = [
        (Text("公式", "Formula"), formula(metric)),
        (Text("时间", "Clock"), clocks(metric)),
        (Text("来源", "Source"), sources(metric)),
        (Text("多天", "Several days"), rollup(metric)),
        (Text("还会变", "Still filling"), settling(metric)),
        (Text("最少样本", "Least sample"), least(metric)),
        (Text("说明", "Note"), metric.note),
        (Text("其他口径", "Other readings"), readings(metric)),
    ]
    lines = [
        f"- {' · '.join(trait.zh if trait.zh == trait.en else f'{trait.zh} {trait.en}' for trait in traits)}"
    ]
    lines += [_line(name, said) for name, said in named if said is not None]
    if cuts(metric):
        lines.append(f"- 还可以按 / further cuts: {', '.join(cuts(metric))}")
    head = f"\n### {metric.label.zh} / {metric.label.en} `{metric.key}`\n\n{metric.meaning.zh}  \n{metric.meaning.en}\n\n"
    return head + "\n".join(lines) + "\n"


def exports_page() -> str:
    """Return the export kinds: where each is downloaded, which columns it must have and which it may have."""
    return EXPORTS_HEAD.format(written=WRITTEN) + "".join(_kind(kind) for kind in KINDS + COMPANIONS)


def _kind(kind: Kind) -> str:
    needed = [column for column in kind.columns if column.required]
    choices = {field for group in kind.any_of for field in group}
    others = [column for column in kind.columns if not column.required and column.field not in choices]
    lines = [_line(Text("下载", "Download"), kind.where)]
    if needed:
        lines += [
            "- 必须有的列 / columns that must be there:",
            *(f"  - {_spellings(column)}" for column in needed),
        ]
    if kind.any_of:
        lines.append("- 下面至少有一组 / at least one of these:")
        lines += [
            f"  - {'，和 / and '.join(_spellings(kind.column(field)) for field in group)}"
            for group in kind.any_of
        ]
    if others:
        lines.append(f"- 还会读入 / also read: {'；'.join(_spellings(column) for column in others)}")
    lines.append(_key(kind))
    lines += [_line(Text("拒绝一行", "A row is refused"), check.reason) for check in kind.checks]
    if kind.known:
        lines.append(f"- 认得而不读入 / known and left out: {'、'.join(kind.known)}")
    if kind.private:
        lines.append(f"- 含个人信息，丢掉 / personal, dropped: {'、'.join(kind.private)}")
    return f"\n## {kind.title.zh} / {kind.title.en} `{kind.key}`\n\n" + "\n".join(lines) + "\n"


def _key(kind: Kind) -> str:
    """Return the line that says which rows replace each other: the columns whose equal cells are one and the same fact."""
    places = {f"{column.field}_start": column for column in kind.columns}
    places |= {"window_days" if c.field == "window_text" else c.field: c for c in kind.columns}
    named = [places[field].spellings[0] for field in kind.block if field in places]
    return f"- 键（相同的互相替代）/ key (equal ones replace each other): {'、'.join(named)}"


def _spellings(column: Column) -> str:
    return " / ".join(column.spellings)


def _line(name: Text, said: Text) -> str:
    return f"- {name.zh}：{said.zh}  \n  {name.en}: {said.en}"


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
