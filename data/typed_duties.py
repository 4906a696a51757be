"""Which duties are done in their day, week or month, by whom; kept in state.sqlite."""

from datetime import date

from data.schema import shop_time
from data.state import State
from data.typed import Row, TypedTable

# `period` is the first day of the day, week or month that the duty was due in.
DUTIES_DONE = TypedTable(
    "duties_done", {"shop": "text", "duty": "text", "period": "day"}, {"typed_by": "text", "typed_at": "time"}
)


def set_done(home: State, shop: str, duty: str, period: date, is_done: bool, who: str) -> None:
    """Keep that a duty is done in that period, or that it isn't after all."""
    key: Row = {"shop": shop, "duty": duty, "period": period}
    with home.writing(who) as write:
        if is_done:
            write.put(DUTIES_DONE, {**key, "typed_by": who, "typed_at": shop_time()})
        else:
            write.remove(DUTIES_DONE, key)


def done(home: State, shop: str) -> dict[tuple[str, date], Row]:
    """Return the duties that are done with that shop chosen ("": all), by their number and period."""
    return {(row["duty"], row["period"]): row for row in home.rows(DUTIES_DONE) if row["shop"] == shop}
