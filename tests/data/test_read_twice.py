"""The fast reader of text and the careful one give the same grid, whatever the text."""

import pyarrow as pa
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import data.distinct as distinct
import data.fast_delimited as fast
from data.delimited import DELIMITERS, read_carefully
from data.encoding import GB, UTF8, as_utf8

PIECES = [
    "a", "b", "1", "=", " ", "中", "文", "\U0001f600", "\0", "\u2028", "\x1a", "\ufeff",
    ",", ",", ",", ";", "\t", '"', '"', '""', '","', '"\n"', "\n", "\n", "\r\n", "\r",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


def rows(table: pa.Table) -> list[dict[str, str]]:
    return [{name: cell for name, cell in row.items() if cell is not None} for row in table.to_pylist()]


@settings(max_examples=1000)
@given(
    texts,
    st.sampled_from([UTF8, GB]),
    st.integers(1, 4),
    st.sampled_from(DELIMITERS),
    st.sampled_from([16, 2 << 20]),
    st.sampled_from([0, 10]),
)
def test_both_readers_give_the_same_rows_and_lines(text, encoding, width, delimiter, block, seldom):
    # A byte order mark in GB18030 goes round the fast reader.
    assume(not (encoding == GB and text.startswith("\ufeff")))
    content = text.encode(encoding)
    usual = fast._BLOCK, distinct._SELDOM
    fast._BLOCK, distinct._SELDOM = block, seldom  # at 0 every column is kept as its words
    try:
        quick = fast.read_fast(content, encoding, delimiter, width)
    except (fast.NotSure, pa.ArrowException, UnicodeError):
        return
    finally:
        fast._BLOCK, distinct._SELDOM = usual
    careful = read_carefully(content if encoding == UTF8 else as_utf8(content, encoding), "x.csv", delimiter)
    assert rows(quick) == rows(careful)


def test_the_fast_reader_vouches_for_an_ordinary_export():
    text = "".join(f'="{n}","小红{n % 7}","备注{n}\r\n第二行","{n}.50"\r\n' for n in range(30_000))
    for encoding in (UTF8, GB):
        content = text.encode(encoding)
        quick = fast.read_fast(content, encoding, ",", 4)
        assert quick.num_rows == 30_000
        assert quick["line"][-1].as_py() == 2 * 30_000 - 1
        careful = read_carefully(content if encoding == UTF8 else as_utf8(content, encoding), "x.csv", ",")
        assert [distinct.in_words(column) for column in quick.columns[1:]] == [False, True, False, False]
        assert quick.cast(careful.schema).combine_chunks() == careful.combine_chunks()


def test_the_fast_reader_does_not_vouch_for_an_open_quote():
    for content in (b'a,b\n1,"2', b'a\n"b\n', b'a,b\n"1,2\n3,4\n'):
        try:
            fast.read_fast(content, UTF8, ",", content.split(b"\n")[0].count(b",") + 1)
        except fast.NotSure:
            continue
        raise AssertionError(content)
