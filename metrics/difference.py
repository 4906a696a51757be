"""Two readings of a figure apart: the rows (orders, refunds, buyers ...) that count differently in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from data.store import Store
from metrics.catalogue import CATALOGUE
from metrics.core import Measure, leaves
from metrics.opened import Opened, Part, opened
from metrics.period import Period
from metrics.scope import EVERYTHING, Scope

# By what a row of a part is known again in another part, the finest first.
IDENTITIES = ("refund_id", "order_id", "buyer", "item", "day")
# A person of two orders counts once.
IDENTITIES_OF_PEOPLE = ("buyer", "day")
BOTH = """
SELECT coalesce(a.{name}, b.{name}) AS {name}, coalesce(a.counts, 0) AS here, coalesce(b.counts, 0) AS there
FROM (SELECT CAST(f.{name} AS VARCHAR) AS {name}, {one} AS counts FROM rows_here AS f GROUP BY 1) AS a
FULL JOIN (SELECT CAST(f.{name} AS VARCHAR) AS {name}, {other} AS counts FROM rows_there AS f GROUP BY 1) AS b
    ON a.{name} = b.{name}
WHERE coalesce(a.counts, 0) <> coalesce(b.counts, 0)
ORDER BY 1
"""


@dataclass(frozen=True)
class Apart:
    """One side of two readings: what each counts, and the rows that make the difference.

    here, there: None for a part that only the other reading has. rows: the identity, what it counts here and there; None
    where the two parts have no rows that could be told apart.
    """

    here: Part | None
    there: Part | None
    rows: pd.DataFrame | None = None


def difference(
    store: Store, key: str, other: str, period: Period, scope: Scope = EVERYTHING
) -> tuple[Apart, ...]:
    """Return where two readings differ: their numerators, and their denominators if they have any.

    A side that both read alike is left out. The sum of `here` less the sum of `there` is the difference of the two counts.
    """
    return told_apart(store, opened(store, key, period, scope), opened(store, other, period, scope))


def told_apart(store: Store, here: Opened, there: Opened) -> tuple[Apart, ...]:
    """Return the same for two figures that are open already."""
    sides = ((here.numerator, there.numerator), (here.denominator, there.denominator))
    return tuple(apart for ours, theirs in sides for apart in _side(store, ours, theirs))


def _side(store: Store, ours: Sequence[Part], theirs: Sequence[Part]) -> list[Apart]:
    shared = {part.key: part for part in theirs}
    pairs = [(part, shared[part.key]) for part in ours if part.key in shared]
    found = [Apart(one, two, _rows(store, one, two)) for one, two in pairs if one.value != two.value]
    mine = [part for part in ours if part.key not in shared]
    other = [part for part in theirs if part.key not in {part.key for part in ours}]
    if len(mine) == 1 and len(other) == 1:
        return [*found, Apart(mine[0], other[0], _rows(store, mine[0], other[0]))]
    return [*found, *(Apart(part, None) for part in mine), *(Apart(None, part) for part in other)]


def _rows(store: Store, here: Part, there: Part) -> pd.DataFrame | None:
    one, other = _measure(here.key), _measure(there.key)
    people = one is not None and one.unit == "people"
    names = IDENTITIES_OF_PEOPLE if people else IDENTITIES
    shared = [name for name in names if _has(here, name) and _has(there, name)]
    complete = here.row_count <= len(here.rows) and there.row_count <= len(there.rows)
    if not shared or not complete or one is None or other is None or one.unit != other.unit:
        return None
    if here.value is None or there.value is None:
        return None
    sql = BOTH.replace("{name}", shared[0]).replace("{one}", one.sql).replace("{other}", other.sql)
    rows = store.rows(sql, beside={"rows_here": _table(here), "rows_there": _table(there)})
    return pd.DataFrame(rows, columns=[shared[0], "here", "there"])


def _has(part: Part, name: str) -> bool:
    return name in part.rows.columns and bool(part.rows[name].notna().all()) and len(part.rows) > 0


def _table(part: Part) -> pa.Table:
    return pa.Table.from_pandas(part.rows, preserve_index=False)


def _measure(key: str) -> Measure | None:
    for metric in CATALOGUE.values():
        for leaf in leaves(metric):
            if leaf.key == key and isinstance(leaf, Measure):
                return leaf
            distinct = getattr(leaf, "distinct", None)
            if leaf.key == key and isinstance(distinct, Measure):
                return distinct
    return None
