"""A statement of the summaries is known by what it makes and reads, and is run only where it may give rows."""

import duckdb
import pytest

from data.statement import TABLE, VIEW, run, statement_of
from data.summaries import build, statements
from tests.data.facts import empty_store

MADE = [statement_of(sql) for sql in statements() if statement_of(sql).makes]


def test_what_a_statement_makes_and_reads_is_told_from_its_words():
    found = statement_of(
        "CREATE OR REPLACE TABLE sums AS /* rows only from a, c */\nWITH w AS (SELECT * FROM a)\n"
        "SELECT 1 FROM w, b AS b JOIN c ON TRUE"
    )
    assert (found.makes, found.name) == (TABLE, "sums")
    assert found.sources == {"w", "a", "b", "c"}
    assert (found.is_barren({"b", "w"}), found.is_barren({"c"})) == (True, False)
    assert found.query.startswith("/* rows only")
    added = statement_of("INSERT INTO coverage SELECT * FROM a")
    assert (added.makes, added.name) == ("", "coverage")
    assert added.sources == {"a"}


def test_what_rows_come_from_is_read_or_lies_under_what_is_read():
    """A table that is misspelled, or no longer read, would let rows be left out."""
    read: set[str] = set()
    for statement in map(statement_of, statements()):
        read |= statement.sources
        assert statement.rows_from <= read, statement.name


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    con = empty_store()
    for statement in statements():
        con.execute(statement)
    return con


@pytest.mark.parametrize("name", [statement.name for statement in MADE])
def test_over_nothing_no_statement_gives_a_row(empty: duckdb.DuckDBPyConnection, name: str):
    """What reads only empty tables may therefore be left out."""
    assert empty.execute(f"SELECT count(*) FROM {name}").fetchall() == [(0,)]


def test_an_empty_store_built_by_a_load_has_the_columns_of_one_built_by_every_statement(
    empty: duckdb.DuckDBPyConnection,
):
    with empty_store() as con:
        build(con)
        for statement in MADE:
            columns = f"DESCRIBE {statement.name}"
            assert con.execute(columns).fetchall() == empty.execute(columns).fetchall(), statement.name


def test_tables_with_rows_are_entered_as_they_come_and_go():
    filled = {"there"}
    with duckdb.connect() as con:
        con.execute("CREATE TABLE there AS SELECT 1 AS n; CREATE TABLE nothing (n INTEGER)")
        for sql in (
            "CREATE OR REPLACE TABLE one AS SELECT t.n FROM there AS t",
            "CREATE OR REPLACE TABLE none AS SELECT t.n FROM there AS t WHERE t.n > 1",
            "CREATE OR REPLACE VIEW seen AS SELECT t.n FROM there AS t",
            "CREATE OR REPLACE VIEW unseen AS SELECT t.n FROM nothing AS t",
            "INSERT INTO one SELECT t.n FROM there AS t",
            "INSERT INTO one SELECT t.wrong FROM nothing AS t",
            "CREATE OR REPLACE TABLE later AS SELECT t.n FROM nothing AS t",
            "INSERT INTO later SELECT t.n FROM there AS t WHERE t.n > 1",
            "CREATE OR REPLACE TABLE last AS SELECT t.n FROM nothing AS t",
            "INSERT INTO last SELECT t.n FROM there AS t",
        ):
            run(con, statement_of(sql), filled)
        assert filled == {"there", "one", "seen", "last"}
        assert con.execute("SELECT count(*) FROM one").fetchall() == [(2,)]
        con.execute("DELETE FROM there")
        run(con, statement_of("CREATE OR REPLACE TABLE one AS SELECT t.n FROM nothing AS t"), filled)
        assert (filled, con.execute("SELECT count(*) FROM one").fetchall()) == (
            {"there", "seen", "last"},
            [(0,)],
        )
    assert statement_of("CREATE OR REPLACE VIEW seen AS SELECT t.n FROM there AS t").makes == VIEW
