"""Which of several definitions a column shows is said below the table and in the titles of an exported one."""

from data.text import Text
from metrics.variants import TOPICS
from reports.figures import column_of, readings, with_readings
from reports.table import Column, Table

SHOWN = ("payment_rate", "paid_orders", "conversion")
TABLE = Table("表", (Column("day", "日期", "day"), *(column_of(key, "zh") for key in SHOWN)), [])


def test_the_reading_of_each_such_column_is_named() -> None:
    assert [words.zh for words in readings(TABLE)] == [
        "付款率：当天付款 ÷ 当天拍下（单数）",
        "支付转化率：付款买家 ÷ 访客",
    ]


def test_an_exported_table_has_them_in_its_titles() -> None:
    titles = [column.title for column in with_readings(TABLE, "zh").columns]
    assert titles == [
        "日期", "付款率（当天付款 ÷ 当天拍下（单数））", "付款单数", "支付转化率（付款买家 ÷ 访客）",
    ]  # fmt: skip
    assert [column.key for column in with_readings(TABLE, "en").columns] == [
        column.key for column in TABLE.columns
    ]


def test_every_option_of_every_topic_has_a_name_in_both_languages() -> None:
    names = [option.name for topic in TOPICS for option in topic.options]
    assert all(isinstance(name, Text) and name.zh and name.en for name in names)
