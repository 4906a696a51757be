"""How an export kind is described: its columns, spellings, key and checks, all as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.text import Text

# What a cell of a column may hold, and what it becomes in the store:
#   text   VARCHAR                     id     VARCHAR (never a number)
#   money  DECIMAL(18,2), at most two decimals in the file and under 100 billion; more is refused
#   fine   DECIMAL(18,9), ad money     count  BIGINT (a whole number, thousands separators allowed)
#   number DOUBLE (given ratings, seconds)   rate  DOUBLE (12.34% and 0.1234 are the same)
#   time   TIMESTAMP, Asia/Shanghai    day    DATE      period  two DATEs: <field>_start, <field>_end
#   hour   INTEGER 0..23
#   buyer  HMAC of the cell, NULL where the platform masked it
#   address  two columns, province and city; the street is dropped
#   noted  BOOLEAN: there was a remark; the remark itself is dropped
#   flag   BOOLEAN from 是/否, a phrase given in `true_words`
#   choice   VARCHAR, one of the words of `words` (stored as what the word means)
#   province VARCHAR, the short name (广东), NULL where it is none
TYPES = (
    "text",
    "id",
    "money",
    "fine",
    "count",
    "number",
    "rate",
    "time",
    "day",
    "period",
    "hour",
    "buyer",
    "address",
    "noted",
    "flag",
    "choice",
    "province",
)


@dataclass(frozen=True)
class Column:
    """One field of a kind.

    spellings: every header seen for it (matched after trimming, NFKC and case folding).
    required: the file is refused without the column, and a row is refused where the cell is bad or empty.
    needed_cell: with required=True, False keeps the row when the cell is empty (the column must be there).
    strict: a bad cell refuses its row, though an empty one does not (money that an order can't be right without).
    planned: dates of plans may lie in the future; dates of things that happened may not.
    negative: False where the cell can't be below zero.
    words: words that stand for a value (("无退款申请", "0"),); for a choice nothing else is allowed.
    empty: what an empty cell means where the file has the column ("0" for no refund); None: unknown.
    why: what would go wrong without a required column, said when it is missing.
    unkept: the cell is read to tell something else (the kind of a fee), and its text is not kept.
    stand_ins: spellings that serve only for want of a better one, each with the note that the load then gives.
    """

    field: str
    type: str
    spellings: tuple[str, ...]
    required: bool = False
    needed_cell: bool = True
    strict: bool = False
    planned: bool = False
    negative: bool = True
    true_words: tuple[str, ...] = ("是", "true", "1", "yes", "y")
    words: tuple[tuple[str, str], ...] = ()
    empty: str | None = None
    why: Text | None = None
    unkept: bool = False
    stand_ins: tuple[tuple[str, Text], ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether a bad cell refuses its row: of a required or strict field, or a word that says what the row is about."""
        return self.required or self.strict or self.type == "choice"


@dataclass(frozen=True)
class Check:
    """What must hold in a row: SQL over the typed row (NULL passes), the fields that are blamed (the first that the file
    has), and why the row is refused."""

    sql: str
    fields: tuple[str, ...]
    reason: Text


@dataclass(frozen=True)
class Kind:
    """One export kind: what a file of it looks like and how its rows are kept.

    table: the table of versions in schema.sql that receives its rows.
    key: fields that identify a row for people; the block is what is replaced as a whole.
    block: fields whose equal values form the unit of replacement (an order; a day of spend lines; an item-day).
    state: SQL expressions over the staged row, most important first (at most three, numeric): the further state wins
        where the export time is not known.
    constants: fields that the kind itself knows (the level of an ad report, the platform).
    derived: SQL over the typed row, in order: field -> expression; a field that the file gives may be rewritten by it.
    checks: what must hold in a row, or it is refused.
    any_of: alternative sets of fields of which one must be present besides the required ones.
    absent: header spellings that must not be in the file (a plan report has no 主体ID).
    known: header spellings of the report that are recognised and left out (ratios, which are recomputed).
    private: header spellings that are recognised only to be dropped and named in the load's privacy line.
    own: a sheet of the shop's own (it has a template, and example rows that are skipped); its newest load stands, since
        what a person typed last is what they mean.
    replaced: which rows leave the store when a newer own sheet of the shop does not list them: "name" (those of the sheet
        of the same name), "days" (of these, those of the days that the newer sheet speaks of), "shop" (all rows of the
        kind), "" (none: a log that is added to).
    aside: field -> cells that make a row speak of no fact (a sum below the rows it sums, other shops' averages); "#-*" is
        any cell that begins with "#-".
    from_name: field -> (word, value): where the file has no column for the field, a word in its name says it.
    day_from_name: where the day column is missing, "day": a day in the file name serves, "snapshot": an export time
        there serves too; "today": else the day of the load; "" never.
    source: the coverage source that its days feed (see docs/architecture.md).
    day_field: the field that says which day a row speaks of (coverage, restatement).
    covers: "span" (every day from the first to the last is covered: event exports) or "days" (only days with rows).
    also: the key of the kind whose facts stand in the same rows, where a file tells of two; "" for none.
    one_row: a block holds one row (a second, different row of the same block in a file yields to the further state).
    """

    key: str
    title: Text
    where: Text
    table: str
    columns: tuple[Column, ...]
    block: tuple[str, ...]
    source: str
    day_field: str
    covers: str = "days"
    state: tuple[str, ...] = ()
    one_row: bool = True
    constants: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    own: bool = False
    replaced: str = ""
    aside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_name: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    day_from_name: str = ""
    name_hints: tuple[str, ...] = ()
    prefer: float = 0.0
    also: str = ""

    def column(self, name: str) -> Column:
        """Return the column with that field name; KeyError if the kind has none."""
        for column in self.columns:
            if column.field == name:
                return column
        raise KeyError(name)


def filled(*fields: str) -> str:
    """Return SQL for how many of these fields are not empty (a part of a kind's state)."""
    return " + ".join(f"CAST({name} IS NOT NULL AS INTEGER)" for name in fields)


def counted(field: str, *spellings: str) -> Column:
    """Return a column of counts, which are never below zero."""
    return Column(field, "count", spellings, negative=False)
