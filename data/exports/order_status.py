"""Reads how far an order has come from its status words, as every platform and year writes them."""

# The first phrase that is found decides; half- and full-width commas make no difference to it.
# 0 waiting for payment, 1 deposit paid, 2 paid, 3 partly shipped, 4 shipped, 6 done, 7 closed.
PHRASES: tuple[tuple[str, int], ...] = (
    ("关闭", 7),
    ("取消", 7),
    ("删除", 7),
    ("交易成功", 6),
    ("完成", 6),
    ("部分发货", 3),
    ("已发货", 4),
    ("等待买家确认", 4),
    ("待收货", 4),
    ("等待确认收货", 4),
    ("尾款", 1),
    ("定金", 1),
    ("订金", 1),
    ("等待买家付款", 0),
    ("等待付款", 0),
    ("待付款", 0),
    ("未付款", 0),
    ("已付款", 2),
    ("待发货", 2),
    ("等待卖家发货", 2),
    ("等待出库", 2),
    ("待出库", 2),
)

# The same status is written with either comma; one spelling is stored, so that it is the same statement.
STATUS = "replace(status, ',', '，')"


def known_status() -> str:
    """Return SQL that is TRUE where the column `status` holds words that PHRASES knows."""
    return " OR ".join(f"contains(status, '{phrase}')" for phrase, _ in PHRASES)


# What the words say by themselves; NULL where none of them is known.
RANK_SAID = (
    "CASE " + " ".join(f"WHEN contains(status, '{phrase}') THEN {rank}" for phrase, rank in PHRASES) + " END"
)


def status_rank(confirmed: str = "NULL", shipped: str = "shipped_at") -> str:
    """Return SQL for the rank of an order by `rank_said`; without a known status the filled timestamps say it."""
    return (
        f"coalesce(rank_said, CASE WHEN {confirmed} IS NOT NULL THEN 6 WHEN {shipped} IS NOT NULL THEN 4 "
        "WHEN paid_at IS NOT NULL THEN 2 ELSE 0 END)"
    )
