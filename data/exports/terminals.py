"""The columns that a shop report gives once more for visitors on computers (PC端…) and on phones (无线端…)."""

from dataclasses import replace

from data.kind import Column

# The figures that the platform counts per terminal. People who came on both stand in each: they never add up.
MEASURES = (
    "visitors",
    "page_views",
    "item_visitors",
    "item_page_views",
    "favourite_buyers",
    "cart_buyers",
    "cart_items",
    "placed_buyers",
    "placed_items",
    "placed_amount",
    "paid_buyers",
    "paid_orders",
    "paid_lines",
    "paid_items",
    "paid_amount",
    "stay_seconds",
    "bounce_rate",
)
TERMINALS: dict[str, tuple[str, ...]] = {"pc": ("PC端", "PC"), "mobile": ("无线端", "无线")}


def terminal_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of each terminal: pc_visitors for PC端访客数, mobile_visitors for 无线端访客数, and so on."""
    return tuple(
        replace(
            column,
            field=f"{terminal}_{column.field}",
            spellings=tuple(prefix + spelling for prefix in prefixes for spelling in column.spellings),
        )
        for terminal, prefixes in TERMINALS.items()
        for column in columns
        if column.field in MEASURES
    )
