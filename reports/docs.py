"""docs/metrics.md, written from the catalogue: `python -m reports.docs`."""

from pathlib import Path

from data.text import Text
from metrics.catalogue import AREAS
from metrics.core import Metric, cuts
from metrics.period import PERIOD_CUTS
from reports.definitions import clocks, formula, sources

PAGE = Path(__file__).resolve().parents[1] / "docs" / "metrics.md"
HEAD = """# 指标口径 / Metrics

<!-- 由 `python -m reports.docs` 从指标的声明生成，不要手改。Written by `python -m reports.docs` from the declarations. -->

反引号里的名字是命令行、导出文件和网址里用的键。空值写作「—」：那几天没有读入所需的报表，或者分母是 0；有报表而没有订单的日子是 0。
每个指标都可以按 {periods} 和 shop 分；能多分的另外写出。

The names in backticks are the keys on the command line, in exports and in URLs. An empty figure is "—": the export that it
needs was not loaded for those days, or the denominator is 0; a loaded day without orders is 0. Every metric can be cut by
{periods} and shop; further cuts are named.
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
GOOD = {"up": Text("越高越好", "higher is better"), "down": Text("越低越好", "lower is better"), "none": Text("", "")}
LINE = "- {zh}：{said_zh}  \n  {en}: {said_en}"


def page() -> str:
    """Return the whole page: one section per area, one part per metric, in the catalogue's order."""
    text = HEAD.format(periods=", ".join(PERIOD_CUTS))
    for area, metrics in AREAS:
        text += f"\n## {area.zh} / {area.en}\n" + "".join(_part(metric) for metric in metrics)
    return text


def _part(metric: Metric) -> str:
    unit, good = UNITS[metric.unit], GOOD[metric.good]
    traits = [metric.id, f"{unit.zh} / {unit.en}", *([f"{good.zh} / {good.en}"] if good.zh else [])]
    named = [
        (Text("公式", "Formula"), formula(metric)),
        (Text("时间", "Clock"), clocks(metric)),
        (Text("来源", "Source"), sources(metric)),
        (Text("说明", "Note"), metric.note),
    ]
    lines = [LINE.format(zh=name.zh, en=name.en, said_zh=said.zh, said_en=said.en) for name, said in named if said]
    if cuts(metric):
        lines.append(f"- 还可以按 / further cuts: {', '.join(cuts(metric))}")
    head = f"\n### {metric.label.zh} / {metric.label.en} `{metric.key}`\n\n{metric.meaning.zh}  \n{metric.meaning.en}\n\n"
    return f"{head}- {' · '.join(traits)}\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
