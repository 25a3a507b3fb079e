"""How files are written is detected from their content, or refused with the line."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import clean_text
from recbole_tema.prepare.engine import open_engine
from recbole_tema.prepare.reading.layout import Layout, detect_layout
from recbole_tema.prepare.reading.tables import line_of_row, open_table, read_frame

NAMES = ["user_id", "item_id", "title"]
# Texts as titles hold them, with all characters that have a meaning in delimited files.
CELLS = st.text(st.sampled_from("ab é1 ,;|\t\"'\n\\:"), max_size=8)
ROWS = st.lists(st.tuples(st.sampled_from(["u1", "u2"]), st.sampled_from(["i1", "i2"]), CELLS), min_size=1, max_size=6)


def _written(rows: Sequence[Sequence[str]], **dialect: object) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, **dialect).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def _write(folder: Path, content: str | bytes, name: str = "table.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _both(layout: Layout, folder: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Cells by either reader, as clean text."""
    with open_engine("duckdb", folder) as engine:
        table = engine.materialize(open_table(engine, layout), "test", numbered=True).order_by("position")
        frame = table.drop("position").to_pyarrow().to_pandas()
    by_engine = [[clean_text(cell or "") for cell in row] for row in frame.to_numpy().tolist()]
    return read_frame(layout).to_numpy().tolist(), by_engine


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    separator=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    compressed=st.booleans(),
)
@example([("u1", "i1", 'say "hi"\nor not')], ";", csv.QUOTE_MINIMAL, "\r\n", "utf-16", True)
def test_what_a_csv_writer_writes_reads_back(
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    separator: str,
    quoting: int,
    end: str,
    encoding: str,
    compressed: bool,
) -> None:
    text = _written([NAMES, *rows], delimiter=separator, quoting=quoting, lineterminator=end)
    content = text.encode(encoding)
    path = _write(tmp_path, gzip.compress(content) if compressed else content)
    try:
        layout = detect_layout(path, separator=separator)
    except DataError as error:  # what the content does not decide is refused, and never guessed
        undecided = "its encoding cannot be decided" in str(error) and encoding == "cp1252"
        assert undecided or "can end in this line or in a later one" in str(error)
        layout = detect_layout(path, separator=separator, quoted=True, encoding=encoding)
    expected = [[clean_text(cell) for cell in row] for row in rows]
    assert layout.columns == tuple(NAMES) and layout.header
    assert _both(layout, tmp_path) == (expected, expected)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.text(st.sampled_from("ab \"',;"), min_size=1, max_size=8), min_size=1, max_size=6))
def test_lines_without_quoting_are_rows(tmp_path: Path, rows: list[str]) -> None:
    lines = [f"u\ti{number}\t{text}" for number, text in enumerate(rows)]
    path = _write(tmp_path, "\n".join(["\t".join(NAMES), *lines]) + "\n")
    try:
        layout = detect_layout(path, separator="\t")
    except DataError:
        return
    frame, by_engine = _both(layout, tmp_path)
    assert len(frame) == len(by_engine) == len(rows)
    assert [row[1] for row in frame] == [row[1] for row in by_engine] == [f"i{number}" for number in range(len(rows))]


@pytest.mark.parametrize(
    ("separator", "text"),
    [
        (";", "user_id;item_id;price\nu;i;3,50\nv;j;12,00\n"),
        ("|", "user_id|item_id|title\nu|i|a, b\nv|j|c, d\n"),
        ("::", "user_id::item_id::title\nu::i::a\nv::j::b, c\n"),
        ("\t", "user_id\titem_id\ttitle\nu\ti\tone; two\nv\tj\tthree, four\n"),
        (" ", "user_id item_id rating\n196 242 3\n186 302 3\n"),
        (",", 'user_id,item_id,title\nu,i,"a;b"\nv,j,"c;d"\n'),
    ],
)
def test_the_separator_that_fits_all_rows(tmp_path: Path, separator: str, text: str) -> None:
    layout = detect_layout(_write(tmp_path, text))
    assert layout.separator == separator and len(layout.columns) == 3
    frame, by_engine = _both(layout, tmp_path)
    assert frame == by_engine and len(frame) == 2


def test_two_separators_that_fit_are_an_error(tmp_path: Path) -> None:
    path = _write(tmp_path, "a;b,c\n1;2,3\n4;5,6\n")
    message = r"line 1: can be separated by ',' and ';': 'a;b,c'\. Choose one, as separator=,"
    with pytest.raises(DataError, match=message):
        detect_layout(path)
    assert detect_layout(path, separator=";").columns == ("a", "b,c")
    assert detect_layout(_write(tmp_path, "a\tb\nx\ty\n"), separator="\\t").separator == "\t"


def test_titles_that_begin_with_a_quote_are_rows_of_one_line(tmp_path: Path) -> None:
    text = 'item_id\tdomain\ttitle\na\tx\t"Loud (live)\nb\ty\tSoft\nc\tx\t"Low\nd\ty\tThe "big" one\ne\tx\t"Whole"\n'
    layout = detect_layout(_write(tmp_path, text))
    assert not layout.quoted
    frame, by_engine = _both(layout, tmp_path)
    assert [row[0] for row in frame] == [row[0] for row in by_engine] == list("abcde")
    assert [row[2] for row in frame] == ["Loud (live)", "Soft", "Low", 'The "big" one', 'Whole"']


def test_a_quote_far_into_a_large_file_swallows_no_rows(tmp_path: Path) -> None:
    lines = [f"u{n}\ti{n}\ttitle {n}" for n in range(120_000)]
    lines[100_000] += " x"
    lines[100_001] = 'u\ti\t"Open'
    lines[100_009] = "u\ti\tNot closed here"
    path = _write(tmp_path, "user_id\titem_id\ttitle\n" + "\n".join(lines) + "\n")
    layout = detect_layout(path)
    assert path.stat().st_size > 2 << 20 and not layout.quoted
    with open_engine("duckdb", tmp_path) as engine:
        assert open_table(engine, layout).count().to_pyarrow().as_py() == 120_000
    lines[100_009] = 'u\ti\tClosed"'
    with pytest.raises(DataError, match="line 100003: a quote opens a cell that can end in this line or in a later"):
        detect_layout(_write(tmp_path, "user_id\titem_id\ttitle\n" + "\n".join(lines) + "\n"))


def test_backslashes_escape_quotes(tmp_path: Path) -> None:
    text = '"ISBN";"Book-Title"\n"0001";"Say \\"hi\\"; now"\n"0002";"Plain"\n'
    layout = detect_layout(_write(tmp_path, text.encode("cp1252")))
    expected = [["0001", 'Say "hi"; now'], ["0002", "Plain"]]
    assert layout.escape == "\\" and _both(layout, tmp_path) == (expected, expected)
    text = '"ISBN";"Book-Title"\n"0001";"Say \\"hi\\" now"\n"0002";"Plain"\n'
    assert detect_layout(_write(tmp_path, text)).escape == "\\"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("user_id,title\nu,Crème brûlée\n".encode("cp1252"), "cp1252"),
        ("user_id,title\nu,„Straße“: 5 €\n".encode("cp1252"), "cp1252"),
        ("user_id,title\nu,Crème\n".encode("utf-8-sig"), "utf-8-sig"),
        ("user_id,title\nu,Crème\n".encode("utf-16"), "utf-16"),
        ("user_id,title\nu,Crème\n".encode("utf-16-be"), "utf-16-be"),
        ("user_id,title\nu,Слово\n".encode(), "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    layout = detect_layout(_write(tmp_path, content))
    assert layout.encoding == encoding and layout.columns == ("user_id", "title")
    title = content.decode(encoding).split(",")[2].strip()
    assert _both(layout, tmp_path) == ([["u", title]], [["u", title]])


def test_a_character_cut_by_a_block_and_a_late_encoding(tmp_path: Path) -> None:
    line = "u,é" + "x" * 1020 + "\n"
    lines = "user_id,title\n" + line * 4000
    assert detect_layout(_write(tmp_path, lines)).encoding == "utf-8"
    late = ("user_id,title\n" + "u,plain\n" * 400_000).encode() + "u,Crème\n".encode("cp1252")
    assert detect_layout(_write(tmp_path, late)).encoding == "cp1252"


def test_an_encoding_that_cannot_be_decided(tmp_path: Path) -> None:
    content = "user_id,title\nu,Слово и дело\n".encode("cp1251")
    path = _write(tmp_path, content)
    with pytest.raises(DataError, match="its encoding cannot be decided"):
        detect_layout(path)
    layout = detect_layout(path, encoding="cp1251")
    assert _both(layout, tmp_path) == ([["u", "Слово и дело"]], [["u", "Слово и дело"]])
    with pytest.raises(ConfigError, match="unknown encoding 'x'"):
        detect_layout(path, encoding="x")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("user_id,item_id\nu,i\n\nv,j,k\n", 4, "has 3 cells where the first row has 2"),
        ('user_id,title\nu,"a\nb"\nv,"c"d\n', 4, "a quote is not closed, or text follows"),
        ("u1,i1,5,978300760\nu2,i2,3,978300761\n", 1, "has no header: its first line is 'u1 | i1 | 5 | 978300760'"),
        ('x,"b\nc,d"\n', 1, "a quote opens a cell that can end in this line or in a later one"),
        ("", None, "holds no rows"),
        ("\ufeff", None, "holds no rows"),
        ("user_id,item_id\n", None, "holds no rows"),
        ("PK\x03\x04", None, "is a zip archive"),
        ('[{"a": 1},\n {"a" 2}]', 2, "is not valid JSON"),
    ],
)
def test_errors_name_the_line(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    with pytest.raises(DataError) as caught:
        read_frame(detect_layout(_write(tmp_path, text)))
    assert caught.value.line == line and words in str(caught.value)


def test_lines_of_rows(tmp_path: Path) -> None:
    layout = detect_layout(_write(tmp_path, '\ufeffuser_id,title\n\nu,"a\nb\nc"\n\nv,d\nw,"e"\n'))
    assert [line_of_row(layout, row) for row in range(4)] == [3, 7, 8, None]
    layout = detect_layout(_write(tmp_path, '{"a": 1}\n\n{"a": 2}\n'))
    assert [line_of_row(layout, row) for row in range(2)] == [1, 3]


def test_names_of_a_table_without_a_header(tmp_path: Path) -> None:
    path = _write(tmp_path, "1::2::5::978300760\n3::4::1::978300761\n", "ratings.dat")
    layout = detect_layout(path, names=["user_id", "item_id", "rating", "timestamp"])
    rows = [["1", "2", "5", "978300760"], ["3", "4", "1", "978300761"]]
    assert not layout.header and _both(layout, tmp_path) == (rows, rows)
    assert line_of_row(layout, 1) == 2
    with pytest.raises(DataError, match="has 4 columns, but 2 names are given"):
        detect_layout(path, names=["user_id", "item_id"])


def test_columns_without_names_and_repeated_ones_are_left_out(tmp_path: Path) -> None:
    layout = detect_layout(_write(tmp_path, ",user_id,x,x,\n0,u,1,2,\n1,v,3,4,\n"))
    assert layout.unique_columns == ["user_id"] and _both(layout, tmp_path) == ([["u"], ["v"]], [["u"], ["v"]])
    assert layout.unusable_columns == ["column 1 (without a name)", "column 5 (without a name)", "x (2 columns)"]
    with pytest.raises(DataError, match="has several columns 'x'"):
        read_frame(layout, ["x"])


def test_all_forms_of_one_table_read_alike(tmp_path: Path) -> None:
    frame = pd.DataFrame({"user_id": [1, 2], "score": [0.5, 3.0], "title": ["a, b", None], "tags": [["x", "y"], ["z"]]})
    frame.index = pd.Index([7, 8])
    frame.to_parquet(tmp_path / "a")
    frame.to_json(tmp_path / "b", orient="records", lines=True)
    frame.to_json(tmp_path / "c", orient="records", indent=1)
    for name in "abc":
        layout = detect_layout(tmp_path / name)
        assert layout.unique_columns == list(frame), name
        assert read_frame(layout).to_numpy().tolist() == [["1", "0.5", "a, b", "x y"], ["2", "3", "", "z"]], name


def test_lines_that_end_in_several_ways(tmp_path: Path) -> None:
    layout = detect_layout(_write(tmp_path, b"user_id,item_id\r\nu,i\nv,j\r\n   \nw,k\r"))
    rows = [["u", "i"], ["v", "j"], ["w", "k"]]
    assert not layout.plain and _both(layout, tmp_path) == (rows, rows)
