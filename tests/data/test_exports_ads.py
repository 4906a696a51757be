"""Advertising reports: levels, windows, scenes under their new names, spend lists."""

from datetime import date
from decimal import Decimal

import pytest

from data.exports import BY_KEY, KINDS
from data.match import Match
from data.recognise import recognise
from data.stage import Refused
from tests.data.sheets import column, grid_of, rows, staged

ITEM = {
    "日期": "2026-11-01",
    "场景ID": "371",
    "场景名字": "关键词推广(原直通车)",
    "计划ID": "9001",
    "计划名字": "冬季",
    "主体ID": "700",
    "主体类型": "商品",
    "主体名称": "毛衣",
    "展现量": "1000",
    "点击量": "50",
    "花费": "88.88",
    "点击率": "0.05",
    "总成交金额": "300.5",
    "总成交笔数": "3",
    "直接成交金额": "200.5",
    "间接成交金额": "100",
    "投入产出比": "3.38",
    "总购物车数": "7",
    "总收藏数": "4",
    "成交新客数": "2",
}


def report(*changes: dict[str, str], without: tuple[str, ...] = (), name: str = "", **options):
    usual = {key: value for key, value in ITEM.items() if key not in without}
    header = list({key: None for change in (usual, *changes) for key in change})
    return staged(
        grid_of([header, *([(usual | change).get(key, "") for key in header] for change in changes)]),
        name=name,
        **options,
    )


def test_an_item_report_gives_its_level_scene_and_sums_and_no_ratios():
    lines = report({})
    assert lines.kind.key == "ads_item"
    assert rows(
        lines,
        "level",
        "day",
        "scene",
        "campaign_id",
        "item_id",
        "impressions",
        "clicks",
        "spend",
        "revenue",
        "orders",
    ) == [
        (
            "item",
            date(2026, 11, 1),
            "关键词推广",
            "9001",
            "700",
            1000,
            50,
            Decimal("88.880000000"),
            Decimal("300.500000000"),
            3,
        )
    ]
    assert rows(lines, "carts", "favourites", "new_buyers", "window_days") == [(7, 4, 2, None)]


def test_scenes_go_by_their_current_names():
    names = {
        "直通车": "关键词推广",
        "关键词推广(原直通车)": "关键词推广",
        "关键词推广（原直通车）": "关键词推广",
        "引力魔方": "精准人群推广",
        "精准人群推广(原引力魔方)": "精准人群推广",
        "万相台": "智能场景",
        "全站推广": "全站推广",
        "": None,
    }
    assert column(report(*({"场景名字": name} for name in names)), "scene") == list(names.values())


def test_the_window_is_read_from_its_words_and_told_apart():
    words = {"15天累计数据": 15, "15": 15, "30天": 30, "1天累计数据": 1, "": None}
    lines = report(*({"转化周期": word} for word in words))
    assert column(lines, "window_days") == list(words.values())
    assert "window_days" in lines.kind.block


def test_several_rows_of_one_key_are_all_kept():
    lines = report({}, {}, {"花费": "1"})
    assert len(column(lines, "spend")) == 3
    assert not lines.kind.one_row


def test_a_campaign_without_an_id_is_told_apart_by_its_name():
    lines = report({}, without=("主体ID", "主体类型", "主体名称", "计划ID"))
    assert lines.kind.key == "ads_campaign"
    assert rows(lines, "campaign_id", "campaign") == [("冬季", "冬季")]


def test_spend_below_zero_is_a_correction():
    assert column(report({"花费": "-3.50"}), "spend") == [Decimal("-3.500000000")]


def test_a_row_without_spend_is_refused_and_one_without_revenue_is_not():
    lines = report({"花费": "-"}, {"总成交金额": "-"})
    assert [(problem.line, problem.column, problem.kind) for problem in lines.problems] == [
        (2, "花费", "refused")
    ]
    assert column(lines, "revenue") == [None]


def test_a_report_without_days_takes_the_day_of_its_name_but_never_its_export_stamp():
    lines = report({}, without=("日期",), name="商品报表_20261118.csv")
    assert column(lines, "day") == [date(2026, 11, 18)]
    with pytest.raises(Refused) as caught:
        report({}, without=("日期",), name="商品报表_20261119_110309.csv")
    assert "文件名里的时间是导出时间" in caught.value.text.zh
    both = report({}, without=("日期",), name="商品报表_20261118_20261119110309.csv")
    assert column(both, "day") == [date(2026, 11, 18)]


def test_regions_hours_and_keywords_carry_their_dimension():
    plain = ("主体ID", "主体类型", "主体名称")
    assert rows(
        report(
            {"省": "广东省", "市": "深圳市"},
            {"省": "内蒙古自治区", "市": ""},
            {"省": "其他", "市": ""},
            without=plain,
        ),
        "level",
        "province",
        "city",
    ) == [("region", "广东", "深圳市"), ("region", "内蒙古", None), ("region", None, None)]
    assert rows(report({"小时": "20"}, without=plain), "level", "hour") == [("hour", 20)]
    assert rows(report({"关键词": "毛衣 女"}), "level", "keyword") == [("keyword", "毛衣 女")]
    assert rows(report({"人群名字": "老客"}), "level", "audience") == [("audience", "老客")]
    assert rows(report({"资源位": "首页"}), "level", "placement") == [("placement", "首页")]
    assert rows(report({"优化目标": "促进成交"}, without=plain), "level", "goal") == [("goal", "促进成交")]
    assert rows(report({"权益名字": "满减券"}, without=plain), "level", "benefit_id", "benefit") == [
        ("benefit", "满减券", "满减券")
    ]


def test_an_account_table_has_revenue_or_spend_and_one_row_a_day():
    lines = staged(
        "日期 | 展现量 | 点击量 | 订单金额 | 加购数 | 下单新客数 | 访问页面数\n"
        "2020-02-01 | 38,291 | 504 | 2932.4 | 154 | 31 | 4730"
    )
    assert rows(
        lines, "level", "day", "impressions", "clicks", "revenue", "carts", "new_buyers", "spend"
    ) == [("account", date(2020, 2, 1), 38291, 504, Decimal("2932.400000000"), 154, 31, None)]
    assert lines.kind.one_row


def test_a_spend_list_keeps_every_line_of_a_day():
    lines = staged("日期 | 费用\n2020-02-29 | 532.58\n2020-02-29 | 532.58\n2020-02-29 | -46.17")
    assert sum(column(lines, "spend")) == Decimal("532.58") + Decimal("532.58") - Decimal("46.17")
    assert (lines.kind.block, lines.kind.covers) == (("day",), "span")


def test_an_english_campaign_table_is_loaded_with_the_day_first():
    table = {
        "Date": "31-08-2023",
        "ad_id": "708746",
        "xyz_campaign_id": "916",
        "fb_campaign_id": "103916",
        "age": "30-34",
        "Impressions": "7350",
        "Clicks": "1",
        "Spent": "1.429999948",
        "Total_Conversion": "2",
        "Approved_Conversion": "1",
    }
    lines = staged(grid_of([list(table), list(table.values())]))
    assert rows(lines, "level", "day", "campaign_id", "unit_id", "spend", "orders") == [
        ("campaign", date(2023, 8, 31), "916", "103916", Decimal("1.429999948"), 1)
    ]


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.table == "ad_versions"], ids=lambda kind: kind.key
)
def test_a_block_of_an_ad_report_is_its_level_window_day_and_dimensions(kind):
    assert kind.block[:3] == ("level", "window_days", "day")
    assert kind.constants["level"] in (
        "account",
        "campaign",
        "scene",
        "unit",
        "item",
        "keyword",
        "word_pack",
        "audience",
        "creative",
        "region",
        "hour",
        "placement",
        "benefit",
        "goal",
    )


def test_reports_of_the_same_spend_have_different_blocks():
    assert BY_KEY["ads_campaign"].constants != BY_KEY["ads_item"].constants


# Layouts of the tools before 万相台无界, as people still keep them in their archives.
OLD = {
    "万相台 货品加速 创意": ("日期 效果模型 统计口径 转化周期 创意id 商品id 计划id 计划名称 消耗 曝光量 总成交金额", "ads_creative"),
    "引力魔方 创意": ("日期 计划组 计划 主体类型 主体名称 商品id 创意名称 创意id 消耗 展现量 点击量 成交订单金额", "ads_creative"),
    "引力魔方 定向人群": ("日期 计划组 计划 主体类型 主体名称 商品id 定向人群 消耗 展现量 点击量 成交订单量 成交订单金额", "ads_audience"),
    "品销宝 推广计划": ("日期 计划名称 展现量 消耗 点击量 成交笔数 成交金额", "ads_campaign"),
    "品销宝 推广单元": ("日期 计划名称 单元名称 展现量 消耗 点击量 成交笔数 成交金额", "ads_unit"),
    "引力魔方 资源位": ("日期 计划组 计划 主体类型 主体名称 商品id 资源位 消耗 展现量 点击量 成交订单金额", "ads_placement"),
    "万相台 账户": ("日期 优化目标 效果模型 统计口径 转化周期 消耗 曝光量 点击量 总成交金额", "ads_goal"),
    "万相台 权益": ("日期 计划ID 计划名字 权益ID 权益名称 花费 展现量 点击量 总成交金额", "ads_benefit"),
    "万相台 词包": ("日期 计划ID 计划名字 词包名称 花费 展现量 点击量 总成交金额", "ads_word_pack"),
}  # fmt: skip


@pytest.mark.parametrize("name", OLD)
def test_old_layouts_go_by_their_finest_dimension_and_what_has_no_place_is_no_coarser_report(name):
    header, key = OLD[name]
    found = recognise(grid_of([header.split(), ["1"] * len(header.split())]))
    assert (found.kind.key if isinstance(found, Match) else None) == key


def test_an_old_report_gives_its_figures_under_todays_names():
    table = {"日期": "2022-11-01", "计划": "拉新", "创意ID": "71", "创意名称": "图一", "消耗": "30.5", "展现量": "100", "点击量": "5",
             "新客获取量": "2", "添加购物车量": "4", "收藏宝贝量": "3", "成交订单量": "1", "成交订单金额": "99.00"}  # fmt: skip
    lines = staged(grid_of([list(table), list(table.values())]))
    assert rows(lines, "campaign_id", "creative_id", "creative", "spend", "revenue", "orders") == [
        ("拉新", "71", "图一", Decimal("30.5"), Decimal(99), 1)
    ]
    assert rows(lines, "carts", "favourites", "new_buyers") == [(4, 3, 2)]
