"""Writes the empty workbooks of the shop's own sheets: headers, drop-downs, and an example row that the importer skips."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from data.exports.costs import COSTS
from data.exports.events import EVENT_KINDS
from data.exports.targets import MEASURES
from data.text import Text

# What begins like this is an example and no fact; the importer sets such rows aside.
EXAMPLE = "示例："
ROWS = 1000
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Field:
    """One column of a template: its header, the example, what to type there, and the words to choose from."""

    header: str
    example: str
    hint: Text
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """An own sheet: the kind that reads it, its name and its columns."""

    kind: str
    title: Text
    fields: tuple[Field, ...]

    @property
    def file_name(self) -> str:
        """The name under which it is offered for download."""
        return f"{self.title.zh}.xlsx"


_SHOP = Field("店铺", "", Text("只有一个店铺时可以空着。", "May stay empty where there is only one shop."))

TEMPLATES: tuple[Template, ...] = (
    Template(
        "targets",
        Text("目标表", "Targets"),
        (
            Field(
                "周期",
                "2026-11",
                Text(
                    "月 2026-11、周 2026-W47、日 2026-11-18，或 2026-11-01 至 2026-11-11。每个周期一行；月目标不会自动分到每一天。",
                    "A month 2026-11, a week 2026-W47, a day 2026-11-18, or 2026-11-01 至 2026-11-11; a row per period.",
                ),
            ),
            _SHOP,
            Field(
                "指标",
                "付款金额",
                Text("从列表里选；空着就是付款金额。", "Choose from the list; empty means 付款金额."),
                tuple(words for words, _ in MEASURES),
            ),
            Field("目标值", "300000", Text("金额写元，单数写个数。", "Money in yuan, orders as a count.")),
            Field("部门/负责人/类目", "", Text("全店目标空着。", "Empty for the whole shop.")),
        ),
    ),
    Template(
        "costs",
        Text("费用表", "Costs"),
        (
            Field("开始日期", "2026-11-01", Text("写成 2026-11-01。", "Written as 2026-11-01.")),
            Field(
                "结束日期",
                "2026-11-30",
                Text(
                    "一天的费用可以空着；每单运费从开始日期起一直有效，直到下一条。",
                    "May stay empty for one day; freight per order holds until the next such entry.",
                ),
            ),
            _SHOP,
            Field(
                "费用类型",
                "每单运费",
                Text(
                    "每单运费写一单多少钱，其他写这段时间的总额。",
                    "Freight per order: the money for one order; the others: the sum over the period.",
                ),
                tuple(words for words, _ in COSTS),
            ),
            Field("金额", "3.50", Text("单位元。", "In yuan.")),
            Field("备注", "圆通合同价", Text("随意。", "Free text.")),
        ),
    ),
    Template(
        "events",
        Text("活动表", "Events"),
        (
            Field(
                "开始时间",
                "2026-11-10 20:00",
                Text(
                    "写成 2026-11-10 20:00；整天的活动只写日期。",
                    "Written as 2026-11-10 20:00; whole days need no hour.",
                ),
            ),
            Field(
                "结束时间",
                "2026-11-11 23:59",
                Text("只写日期就是到那天结束。", "A day alone means to its end."),
            ),
            _SHOP,
            Field(
                "活动名称",
                "双11 第二波",
                Text("同一开始时间和名称的活动只算一个。", "Two events of one start and name are one."),
            ),
            Field("类型", "大促", Text("从列表里选。", "Choose from the list."), EVENT_KINDS),
            Field(
                "是否剔除基线",
                "是",
                Text(
                    "是：这几天不参加「同星期」比较。空着时，大促算是，其他算否。",
                    "是: its days are left out of same-weekday comparisons. Empty: 是 for 大促, else 否.",
                ),
                ("是", "否"),
            ),
        ),
    ),
)
BY_KIND = {template.kind: template for template in TEMPLATES}


def write_template(kind: str, out: Path | BytesIO) -> None:
    """Write the template of an own kind ('targets', 'costs', 'events') as .xlsx; KeyError for any other kind."""
    template = BY_KIND[kind]
    with Workbook(str(out) if isinstance(out, Path) else out, _OPTIONS) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        grey = book.add_format({"italic": True, "font_color": "#808080", "num_format": "@"})
        # Cells are text, or a spreadsheet would turn 2026-11 into a date of its own.
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(template.title.zh)
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(template.fields):
            sheet.set_column(place, place, 22, text)
            sheet.write_string(0, place, field.header, head)
            sheet.write_string(1, place, EXAMPLE + field.example if place == 0 else field.example, grey)
            _advise(sheet, place, field)


def _advise(sheet: Worksheet, place: int, field: Field) -> None:
    """Let the cells of a column say what belongs there, and offer its words."""
    rule: dict[str, object] = {"validate": "any", "input_title": field.header, "input_message": field.hint.zh}
    if field.choices:
        rule |= {
            "validate": "list",
            "source": list(field.choices),
            "error_title": field.header,
            "error_message": "请从下拉列表里选。",
        }
    sheet.data_validation(1, place, ROWS, place, rule)
