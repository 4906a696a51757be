"""The columns of a recognised grid on their way from text cells to the facts of the kind's table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data import aside, cells, plain
from data.cleaning import clean_columns
from data.connection import connect
from data.distinct import by_distinct, in_words
from data.kind import Column, Kind
from data.match import Match
from data.schema import arrow_type, fact_columns
from data.worded import worded

# What these cost is less than keeping what they gave.
_CHEAP = ("text", "flag")
_NULLS = 1 << 16


def connection() -> duckdb.DuckDBPyConnection:
    """Return a connection of its own to a database in memory that reads no files, with the macros of cells.sql.

    What it makes is temporary and goes when it is closed.
    """
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    fresh = connect(None, read_only=False, in_order=True)
    cells.install(fresh)
    return fresh


@dataclass
class Rows:
    """The rows of one grid on their way through a connection.

    After `bring`: `raw_grid`, all rows below the header as they are.
    After `read`: `grid`, the clean cells of the rows that speak of facts, and view `typed` (line, one column per field,
        `wrong`: "field field" or NULL, `refused`).
    After `derive`: view `derived`, the rows that stand, with every field of the kind and of its table.
    After `settle`: `facts`, these rows with the columns of the kind's table, buyers hashed.
    part_orders: which part of a date is the day, by field. given: fields that the file has no column for, as SQL.
    set_aside: how many rows speak of no fact. plain: the fields that were read whole by data/plain.py. worded: the derived fields
    that were worked out word by word (data/worded.py).
    """

    db: duckdb.DuckDBPyConnection
    match: Match
    today: date
    part_orders: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    set_aside: int = 0
    plain: dict[str, pa.ChunkedArray] = field(default_factory=dict)
    worded: dict[str, pa.ChunkedArray] = field(default_factory=dict)
    facts: pa.Table = field(default_factory=lambda: pa.table({}))
    _grid: pa.Table = field(default_factory=lambda: pa.table({}))
    _cells: str = ""
    _unknown: set[str] = field(default_factory=set)
    _refused: set[int] = field(default_factory=set)

    @property
    def kind(self) -> Kind:
        return self.match.kind

    @property
    def present(self) -> tuple[Column, ...]:
        """The columns of the kind that the file has."""
        return self.match.present

    def bring(self, table: pa.Table) -> None:
        """Put the grid's rows below the header before the connection, and set those aside that speak of no fact."""
        below = table.slice(pc.index(table.column("line"), self.match.header_line).as_py() + 1)
        self.db.register("raw_grid", below)
        self._grid = clean_columns(below, {*self.match.columns.values(), *aside.first_places(self.match)})
        self.plain = self._plain()
        if aside.possible(self.match, self._grid, self.plain):
            self.db.register("grid", self._grid)
            lines = self.db.sql(f"SELECT line FROM grid WHERE {aside.is_aside(self.match)}").to_arrow_table()[
                "line"
            ]
            self.set_aside = len(lines)
            if self.set_aside:
                self._grid = self._grid.filter(pc.invert(pc.is_in(self._grid["line"], lines)))
                self.plain = self._plain()

    def read(self) -> None:
        """Create the view `typed`."""
        self.worded = self._worded()
        grid = self._grid
        for name, values in self._whole().items():
            grid = grid.append_column(f"p_{name}", values)
        self.db.register("grid", grid)
        columns = tuple(c for c in self.present if not cells.outputs(c).keys() <= self.plain.keys())
        self._cells = f"({self._reading_of(columns)})"
        if not all(column.type in _CHEAP for column in columns):
            self.db.execute(f"CREATE OR REPLACE TEMP TABLE read_cells AS {self._cells}")
            self._cells = "read_cells"
        self.refuse(())

    def _plain(self) -> dict[str, pa.ChunkedArray]:
        found: dict[str, pa.ChunkedArray] = {}
        for column in self.present:
            at = self._grid[self.match.columns[column.field]]
            if column.type == "address":
                found |= self._places(column, at)
            elif (values := plain.plain(column, at, *cells.span(column, self.today))) is not None:
                found[column.field] = values
        return found

    def buyers(self, column: Column) -> pa.ChunkedArray:
        """Return the buyers' names of a column, for every row of the grid; NULL where the platform masked them."""
        return plain.buyers(self._grid[self.match.columns[column.field]])

    def _places(self, column: Column, addresses: pa.ChunkedArray) -> dict[str, pa.ChunkedArray]:
        """Return the province and the city of every address; what each pair of first words says is read once."""

        def read(words: pa.Array) -> list[pa.ChunkedArray]:
            self.db.register("addresses", pa.table({"words": words}))
            made = self.db.sql("SELECT to_province(words), to_city(words) FROM addresses").to_arrow_table()
            self.db.unregister("addresses")
            return made.columns

        found = by_distinct(plain.beginnings(addresses), read)
        return dict(zip(cells.outputs(column), found, strict=True))

    def _reading_of(self, columns: tuple[Column, ...]) -> str:
        """Return the query that reads these columns cell by cell, beside the plain ones."""
        readings = self._readings(columns)
        values = {name: sql for reading in readings.values() for name, sql in reading.values.items()}
        wrong = {c.field: test for c in columns if (test := _wrong(c, readings[c.field])) is not None}
        listed = ", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in wrong.items()) or "NULL"
        refused = [f"({wrong[c.field]})" for c in columns if c.refuses and c.field in wrong]
        return (
            f"SELECT line, {_named(values | {name: f'p_{name}' for name in self._whole()})}, "
            f"nullif(concat_ws(' ', {listed}), '') AS wrong, {' OR '.join(refused) or 'FALSE'} AS refused "
            f"FROM ({self._steps(readings)})"
        )

    def refuse(self, lines: Collection[int]) -> None:
        """Let these rows, beside those with bad cells, not stand."""
        self._refused.update(lines)
        self.db.register("refused_lines", pa.table({"line": pa.array(sorted(self._refused), pa.int32())}))
        also = " OR line IN (SELECT line FROM refused_lines)" if self._refused else ""
        self.db.execute(
            f"CREATE OR REPLACE TEMP VIEW typed AS SELECT * REPLACE (refused{also} AS refused) FROM {self._cells}"
        )

    def troubles(self) -> list[tuple[int, str, str]]:
        """Return line, field and code of every cell that gave no value, or is empty and must not be."""
        found = self.db.execute(
            "SELECT line, wrong FROM typed WHERE wrong IS NOT NULL ORDER BY line"
        ).fetchall()
        named = [(line, name) for line, names in found for name in names.split(" ")]
        if not named:
            return []
        fields = {name for _, name in named}
        columns = tuple(c for c in self.present if c.field in fields)
        readings = self._readings(columns)
        codes = _named(
            {
                f"y_{c.field}": f"CASE WHEN x_{c.field} IS NULL THEN 'empty' ELSE {readings[c.field].why or 'NULL'} END"
                for c in columns
            }
        )
        self.db.register("wrong_lines", pa.table({"line": pa.array([line for line, _ in found], pa.int32())}))
        told = self.db.execute(
            f"SELECT line, {codes} FROM ({self._steps(readings)}) JOIN wrong_lines USING (line)"
        ).fetchall()
        by_line = {line: dict(zip((c.field for c in columns), rest, strict=True)) for line, *rest in told}
        return [(line, name, by_line[line][name]) for line, name in named]

    def _readings(self, columns: tuple[Column, ...]) -> dict[str, cells.Reading]:
        return {
            c.field: cells.reading(c, today=self.today, part_order=self.part_orders.get(c.field))
            for c in columns
        }

    def _steps(self, readings: Mapping[str, cells.Reading]) -> str:
        """Return the query over `grid` that has for every field its text and the steps of its reading."""
        texts = {
            f"x_{name}": cells.meant(self.kind.column(name), self.match.columns[name]) for name in readings
        }
        query = "SELECT *" + "".join(f", {sql} AS {name}" for name, sql in texts.items()) + " FROM grid"
        for step in ("prepared", "read"):
            made = {
                name: sql for reading in readings.values() for name, sql in getattr(reading, step).items()
            }
            if made:
                query = f"SELECT *, {_named(made)} FROM ({query})"
        return query

    def _whole(self) -> dict[str, pa.ChunkedArray]:
        return self.plain | self.worded

    def _worded(self) -> dict[str, pa.ChunkedArray]:
        empty, told = self._empty(), self._told()
        absent = {name: kind for name, kind in empty.items() if name not in told}
        others = {name for column in self.present for name in cells.outputs(column)} | told.keys()
        return worded(self.db, self.kind.derived, self.plain, absent, frozenset(others))

    def _empty(self) -> dict[str, str]:
        """Return the fields of the kind and of its table that the file has no column for, with their types."""
        names = {name for column in self.present for name in cells.outputs(column)}
        of_kind = {name: kind for column in self.kind.columns for name, kind in cells.outputs(column).items()}
        every = of_kind | dict(fact_columns(self.kind.table))
        return {name: kind for name, kind in every.items() if name not in names}

    def _told(self) -> dict[str, str]:
        """Return the fields that have one value for all rows, as SQL."""
        constants = {name: value for name, value in self.kind.constants.items() if name != "platform"}
        return self.given | {name: cells.quoted(value) for name, value in constants.items()}

    def derive(self) -> None:
        """Create the view `derived` over the rows of `typed` that are not refused."""
        names = {name: f"t.{name}" for column in self.present for name in cells.outputs(column)}
        names |= {name: f"t.{name}" for name in self.worded}
        told = self._told()
        empty = {name: f"CAST(NULL AS {kind})" for name, kind in self._empty().items() if name not in names}
        query = f"SELECT t.line, {_named(names | empty | told)} FROM typed AS t WHERE NOT t.refused"
        have = {*names, *empty, *told}
        for name, sql in self.kind.derived.items():
            if name in self.worded:
                continue
            query = (
                f"SELECT * REPLACE (({sql}) AS {name}) FROM ({query}) AS d_{name}"
                if name in have
                else f"SELECT *, ({sql}) AS {name} FROM ({query}) AS d_{name}"
            )
            have.add(name)
        self._unknown = empty.keys() - told.keys() - self.kind.derived.keys()
        self.db.execute(f"CREATE OR REPLACE TEMP VIEW derived AS {query}")

    def settle(self, hashed: Mapping[str, pa.ChunkedArray]) -> None:
        """Make `facts` of the rows that stand: line, shop and the columns of the kind's table, with their types and in their order.

        hashed: field -> what stands for the texts of every row of the grid. What was read whole is handed on as it is.
        """
        rewritten = {*self.kind.derived, *self.given, *self.kind.constants} - self.worded.keys()
        whole = {
            name: values for name, values in (self._whole() | dict(hashed)).items() if name not in rewritten
        }
        columns = {"shop": "VARCHAR", **fact_columns(self.kind.table)}
        asked = {name: f"CAST({name} AS {kind})" for name, kind in columns.items() if name not in whole}
        asked = {name: sql for name, sql in asked.items() if name not in self._unknown}
        made = self.db.sql(f"SELECT {_named({'line': 'line', **asked})} FROM derived").to_arrow_table()
        lines = self._grid["line"]
        places = None if made["line"].equals(lines) else pc.index_in(made["line"], value_set=lines)

        def column(name: str, kind: str) -> pa.ChunkedArray | pa.Array:
            if name in asked:
                return made[name]
            if name not in whole:
                return _nulls(len(made), arrow_type(kind))
            values = whole[name]
            if not in_words(values):
                values = values.cast(arrow_type(kind))
            return values if places is None else values.take(places)

        self.facts = pa.table(
            {"line": made["line"], **{name: column(name, kind) for name, kind in columns.items()}}
        )
        self.db.register("facts", self.facts)

    def put(self, name: str, sql: str) -> None:
        """Replace a column of `facts` by SQL over its others."""
        kind = fact_columns(self.kind.table)[name]
        values = self.db.sql(f"SELECT CAST({sql} AS {kind}) AS {name} FROM facts").to_arrow_table()[name]
        self.facts = self.facts.set_column(self.facts.schema.get_field_index(name), name, values)
        self.db.register("facts", self.facts)


def _nulls(length: int, kind: pa.DataType) -> pa.ChunkedArray:
    """Return so many NULLs that share the memory of a few: a table has more columns than most exports."""
    few = pa.nulls(min(length, _NULLS), kind)
    times, rest = divmod(length, _NULLS)
    return pa.chunked_array([few] * times + [few.slice(0, rest)], kind)


def _wrong(column: Column, reading: cells.Reading) -> str | None:
    """Return SQL that tells cells without a value, empty ones included where the row can't do without; None: never."""
    cell = f"x_{column.field}"
    none = " OR ".join(f"({value}) IS NULL" for value in reading.values.values())
    if column.required and column.needed_cell:
        return f"({none})" if reading.why is not None else f"{cell} IS NULL"
    return None if reading.why is None else f"{cell} IS NOT NULL AND ({none})"


def _named(expressions: Mapping[str, str]) -> str:
    return ", ".join(f"{sql} AS {name}" for name, sql in expressions.items())
