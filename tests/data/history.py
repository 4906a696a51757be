"""An invented shop's orders over two months, and the 66 exports that someone downloaded of them meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

START = datetime(2024, 5, 1)
DAYS = 60
ORDER_COLUMNS = "order_id | amount_due | refund_amount | status_rank | created_at | paid_at | shipped_at | confirmed_at | province"
LINE_COLUMNS = "order_id | sub_order_id | title | unit_price | qty | status_rank | refund_amount | paid_at"


@dataclass(frozen=True)
class Order:
    """What happened to one order, and when; refunds are partial, late and may be several."""

    number: int
    lines: tuple[tuple[Decimal, int], ...]
    created: datetime
    paid: datetime | None
    shipped: datetime | None
    confirmed: datetime | None
    closed: datetime | None
    refunds: tuple[tuple[datetime, Decimal], ...]

    @property
    def amount(self) -> Decimal:
        """What the buyer owed."""
        return sum((price * quantity for price, quantity in self.lines), Decimal(0))

    def refunded(self, moment: datetime) -> Decimal:
        """What had been paid back by then."""
        return sum((amount for day, amount in self.refunds if day <= moment), Decimal(0))

    def rank(self, moment: datetime) -> int:
        """How far the order had come by then, as the status says."""
        for day, rank in ((self.closed, 7), (self.confirmed, 6), (self.shipped, 4), (self.paid, 2)):
            if day is not None and day <= moment:
                return rank
        return 0


@dataclass(frozen=True)
class Download:
    """One export: the orders created between two days, as they were at its moment."""

    orders: str
    lines: str
    moment: datetime
    last: frozenset[int]


def orders(seed: int, count: int) -> list[Order]:
    """Return that many orders, the same for the same seed."""
    chance = Random(seed)
    return [_order(chance, number) for number in range(1, count + 1)]


def _order(chance: Random, number: int) -> Order:
    created = START + timedelta(seconds=chance.randrange(DAYS * 86400))
    lines = tuple(
        (Decimal(chance.randrange(100, 20000)) / 100, chance.randint(1, 3))
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    )
    if chance.random() < 0.25:
        closed = created + timedelta(days=3) if chance.random() < 0.8 else None
        return Order(number, lines, created, None, None, None, closed, ())
    late = timedelta(minutes=5) if chance.random() < 0.8 else timedelta(days=chance.randint(1, 20))
    paid = created + late
    shipped = paid + timedelta(hours=chance.randint(4, 90))
    order = Order(
        number, lines, created, paid, shipped, shipped + timedelta(days=chance.randint(3, 15)), None, ()
    )
    refunds = tuple(
        (paid + timedelta(days=chance.randint(1, 30)), (order.amount / 8).quantize(Decimal("0.01")))
        for _ in range(chance.choice((0, 0, 0, 0, 1, 2)))
    )
    return Order(number, lines, created, paid, shipped, order.confirmed, None, refunds)


def downloads(shop: list[Order]) -> list[Download]:
    """Return 66 exports: one a day of the last days, some overlapping weeks, whole months, and the first month again."""
    chosen = [(day - 3, day, day + 1) for day in range(DAYS)]
    chosen += [(0, 30, 33), (20, 50, 52), (30, 60, 61), (0, 30, 75), (30, 60, 100), (0, 60, 64)]
    return [_download(shop, first, last, taken) for first, last, taken in chosen]


def _download(shop: list[Order], first: int, last: int, taken: int) -> Download:
    moment = START + timedelta(days=taken, hours=9)
    begin, end = START + timedelta(days=first), min(START + timedelta(days=last + 1), moment)
    there = [order for order in shop if begin <= order.created < end]
    return Download(
        "\n".join([ORDER_COLUMNS, *(_order_row(order, moment) for order in there)]),
        "\n".join([LINE_COLUMNS, *(row for order in there for row in _line_rows(order, moment))]),
        moment, frozenset(order.number for order in there),
    )  # fmt: skip


def _order_row(order: Order, moment: datetime) -> str:
    times = [_then(day, moment) for day in (order.paid, order.shipped, order.confirmed)]
    return " | ".join((str(order.number), str(order.amount), str(order.refunded(moment)), str(order.rank(moment)),
                       str(order.created), *times, "浙江"))  # fmt: skip


def _line_rows(order: Order, moment: datetime) -> list[str]:
    return [
        " | ".join((str(order.number), f"{order.number}-{place}", f"商品{place}", str(price), str(quantity),
                    str(order.rank(moment)), str(order.refunded(moment) if place == 0 else 0), _then(order.paid, moment)))
        for place, (price, quantity) in enumerate(order.lines)
    ]  # fmt: skip


def _then(day: datetime | None, moment: datetime) -> str:
    return str(day) if day is not None and day <= moment else ""
