"""The SQL of staging: text cells of a grid -> typed rows -> the facts of the kind's table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data import cells
from data.cleaning import clean_columns
from data.connection import connect
from data.kind import Column, Kind
from data.recognise import Match
from data.schema import fact_columns


def connection() -> duckdb.DuckDBPyConnection:
    """Return a throw-away database in memory that reads no files, with the macros of cells.sql."""
    fresh = connect(None, read_only=False)
    cells.install(fresh)
    return fresh


@dataclass
class Rows:
    """The rows of one grid on their way through a connection.

    After `read`: table `typed` (line, one column per field, `wrong`: "field field" or NULL, `refused`).
    After `derive`: view `facts`, the rows that stand, with every field of the kind and of its table.
    part_orders: which part of a date is the day, by field. given: fields that the file has no column for, as SQL.
    hashed: fields whose texts are replaced by their hashes (table hashes_<field>: name, hash).
    """

    db: duckdb.DuckDBPyConnection
    match: Match
    today: date
    part_orders: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    hashed: list[str] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        return self.match.kind

    @property
    def present(self) -> tuple[Column, ...]:
        """The columns of the kind that the file has."""
        return tuple(c for c in self.kind.columns if c.field in self.match.columns)

    def bring(self, table: pa.Table) -> None:
        """Put the grid's rows below the header before the connection: `grid` with clean cells, `raw_grid` as they are."""
        below = table.slice(pc.index(table.column("line"), self.match.header_line).as_py() + 1)
        self.db.register("raw_grid", below)
        self.db.register("grid", clean_columns(below, {*self.match.columns.values(), *self._first_places()}))

    def _first_places(self) -> list[str]:
        """The columns where a totals row or an example row says that it is one."""
        return [f"c{i}" for i in range(min(len(self.match.headers), 4))]

    def read(self) -> None:
        """Create the table `typed`."""
        readings = self._readings(self.present)
        self._read_places(readings)
        values = {name: sql for reading in readings.values() for name, sql in reading.values.items()}
        wrong = {c.field: test for c in self.present if (test := _wrong(c, readings[c.field])) is not None}
        listed = ", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in wrong.items()) or "NULL"
        refused = (
            " OR ".join(f"({wrong[c.field]})" for c in self.present if c.refuses and c.field in wrong)
            or "FALSE"
        )
        self.db.execute(
            f"CREATE OR REPLACE TEMP TABLE typed AS SELECT line, {_named(values)}, "
            f"nullif(concat_ws(' ', {listed}), '') AS wrong, {refused} AS refused "
            f"FROM ({self._steps(readings, f'WHERE NOT ({self._aside()})')})"
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

    def _read_places(self, readings: Mapping[str, cells.Reading]) -> None:
        """Create the table places_<field> of every address column: what each pair of first words says, read once."""
        for name, reading in readings.items():
            if reading.beginnings is not None:
                first, second = (reading.prepared[text] for text in reading.beginnings)
                text = cells.meant(self.kind.column(name), self.match.columns[name])
                self.db.execute(
                    f"CREATE OR REPLACE TEMP TABLE places_{name} AS "
                    "SELECT first, second, to_province(words) AS province, to_city(words) AS city FROM ("
                    "SELECT *, CASE second WHEN '' THEN first ELSE first || ' ' || second END AS words FROM ("
                    f"SELECT DISTINCT {first} AS first, {second} AS second FROM (SELECT {text} AS x_{name} FROM grid)))"
                )

    def _steps(self, readings: Mapping[str, cells.Reading], where: str = "") -> str:
        """Return the query over `grid` that has for every field its text and the steps of its reading."""
        texts = {
            f"x_{name}": cells.meant(self.kind.column(name), self.match.columns[name]) for name in readings
        }
        query = f"SELECT line, {_named(texts)} FROM grid {where}"
        for step in ("prepared", "read"):
            made = {
                name: sql for reading in readings.values() for name, sql in getattr(reading, step).items()
            }
            if made:
                query = f"SELECT *, {_named(made)} FROM ({query})"
            for name, reading in readings.items():
                if step == "prepared" and reading.beginnings is not None:
                    first, second = reading.beginnings
                    query = (
                        f"SELECT q.*, p.province AS province_{name}, p.city AS city_{name} FROM ({query}) AS q "
                        f"LEFT JOIN places_{name} AS p ON p.first = q.{first} AND p.second = q.{second}"
                    )
        return query

    def _aside(self) -> str:
        """Return SQL for rows that speak of no fact: blank, totals, repeated headers, examples of own sheets."""
        everything = ", ".join(f"c{i}" for i in range(len(self.match.headers)))
        first = f"coalesce({', '.join(self._first_places())})"
        exact = [self.match.columns[c.field] for c in self.present if c.type in ("time", "day", "period")]
        key = next((c for c in self.present if c.required), self.present[0])
        at = self.match.columns[key.field]
        tests = [
            f"CASE WHEN {at} IS NULL THEN bare(concat_ws('', {everything})) = '' ELSE FALSE END",
            f"coalesce(is_total({first}), FALSE)",
            *(f"coalesce(is_total({place}), FALSE)" for place in exact),
            f"coalesce({at} = {cells.quoted(self.match.header(key.field))}, FALSE)",
        ]
        for name, cells_aside in self.kind.aside.items():
            if name in self.match.columns:
                at = self.match.columns[name]
                tests += [f"coalesce({_is_word(at, word)}, FALSE)" for word in cells_aside]
        if self.kind.own:
            tests.append(f"coalesce(regexp_matches({first}, '^(示例|例[:：])'), FALSE)")
        return " OR ".join(tests)

    def derive(self) -> None:
        """Create the view `facts` over the rows of `typed` that are not refused."""
        names = [name for column in self.present for name in cells.outputs(column)]
        absent = {name: kind for column in self.kind.columns for name, kind in cells.outputs(column).items()}
        empty = {
            name: f"CAST(NULL AS {kind})"
            for name, kind in (absent | dict(fact_columns(self.kind.table))).items()
            if name not in names
        }
        empty |= {
            name: cells.quoted(value) for name, value in self.kind.constants.items() if name != "platform"
        }
        empty |= self.given
        have_names = ", ".join(f"t.{name}" for name in names)
        query = f"SELECT t.line, {have_names}, {_named(empty)} FROM typed AS t WHERE NOT t.refused"
        have = {*names, *empty}
        for name, sql in self.kind.derived.items():
            query = (
                f"SELECT * REPLACE (({sql}) AS {name}) FROM ({query}) AS d_{name}"
                if name in have
                else f"SELECT *, ({sql}) AS {name} FROM ({query}) AS d_{name}"
            )
            have.add(name)
        self.db.execute(f"CREATE OR REPLACE TEMP VIEW facts AS {query}")

    def result(self, extra: Mapping[str, str]) -> pa.Table:
        """Return the facts as the columns of the kind's table, buyers hashed; `extra` overrides single ones (field -> SQL)."""
        source, hashed = "facts", {}
        for name in self.hashed:
            source += f" LEFT JOIN hashes_{name} ON hashes_{name}.name = facts.{name}"
            hashed[name] = f"hashes_{name}.hash"
        wanted = [
            f"CAST({extra.get(name, hashed.get(name, name))} AS {kind}) AS {name}"
            for name, kind in fact_columns(self.kind.table).items()
        ]
        return self.db.sql(
            f"SELECT line, CAST(shop AS VARCHAR) AS shop, {', '.join(wanted)} FROM {source}"
        ).to_arrow_table()


def _is_word(place: str, word: str) -> str:
    """Return SQL for whether a cell is a word, or begins with one that ends in a star."""
    if word.endswith("*"):
        return f"starts_with({place}, {cells.quoted(word[:-1])})"
    return f"{place} = {cells.quoted(word)}"


def _wrong(column: Column, reading: cells.Reading) -> str | None:
    """Return SQL that tells cells without a value, empty ones included where the row can't do without; None: never."""
    cell = f"x_{column.field}"
    none = " OR ".join(f"({value}) IS NULL" for value in reading.values.values())
    if column.required and column.needed_cell:
        return f"({none})" if reading.why is not None else f"{cell} IS NULL"
    return None if reading.why is None else f"{cell} IS NOT NULL AND ({none})"


def _named(expressions: Mapping[str, str]) -> str:
    return ", ".join(f"{sql} AS {name}" for name, sql in expressions.items())
