"""Both published forms of Douban as small files: rows, ids, labels and times worked out by hand, and damaged files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.documented import cells, run_documented_commands


def _table(*rows: str) -> str:
    """Cells in quotes, separated by tabs, from cells separated by semicolons."""
    return "".join("\t".join(f'"{cell}"' for cell in row.split(";")) + "\n" for row in rows)


# Comments hold quotes, tabs and line ends. Music has a further column.
BOOKS = _table(
    "user_id;book_id;rating;labels;comment;time;ID",
    '1;0;5;\u5c0f\u8bf4|\u5916\u56fd \u6587\u5b66;\u597d ""\u4e66""\nline 2\t.;2012-03-04;1',
    "1;1;-1; ;;2012-03-05;2",
    "2;0;3;a|\u5c0f\u8bf4;x;2011-01-01;3",
)
MOVIES = _table(
    "user_id;movie_id;rating;labels;comment;time;ID", "1;0;4;\u7ecf\u5178;;2012-03-06;1", "2;1;2;;;2012-01-01;2"
)
MUSIC = _table("user_id;music_id;rating;labels;comment;useful_num;time;ID", "1;0;4;rock;;0;2012-03-07;1")
MOVIE_TABLE = _table(
    "movie_id;name;director;summary;writer;country;pubdate;language;rating;tag;UID",
    "1291543;\u529f\u592b;Stephen Chow;Kung fu;w;China;2004-12-23(\u4e2d\u56fd);zh;8.0;\u559c\u5267|Hong Kong;0",
)
CLEANED = {
    "bookreviews_cleaned.txt": BOOKS,
    "books_cleaned.txt": _table("book_id;UID", "1770782;0", "1046265;1"),
    "moviereviews_cleaned.txt": MOVIES,
    "movies_cleaned.txt": MOVIE_TABLE,
    "musicreviews_cleaned.txt": MUSIC,
}
RATED = "UserId\tItemId\tRating\tTimestamp\n"
# Without quotes; -1 is a rating that was not given.
SONG = {
    "book/douban_book.tsv": f"{RATED}7\t0\t5\t1495641600.0\n7\t1\t-1\t1182009600.0\n",
    "movie/douban_movie.tsv": f"{RATED}7\t0\t3\t1254844800.0\n8\t0\t3\t\n8\t1\t3\tsoon\n8\t1\t3\t1.0\n"
    "9\t1\t2\t1300000005.0\n9\t0\t2\t1300000006\n",
}


def _folder(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _prepare(source: Any, out: Path, **options: Any) -> dict[str, Any]:
    return prepare_dataset(source, "d", folder=out, format="douban", **options)


def test_reviews_of_three_domains(tmp_path: Path) -> None:
    """2011-01-01 is day 14975, 2012-01-01 is day 15340 and 2012-03-04 is day 15403."""
    record = _prepare(_folder(tmp_path / "douban", CLEANED), tmp_path)
    assert cells(tmp_path / "d/d.inter") == [
        ["user_id:token", "item_id:token", "timestamp:float", "time:float"],
        ["1", "book-0", "0", str(15403 * 86400)],
        ["1", "book-1", "1", str(15404 * 86400)],
        ["1", "movie-0", "2", str(15405 * 86400)],
        ["1", "music-0", "3", str(15406 * 86400)],
        ["2", "book-0", "0", str(14975 * 86400)],
        ["2", "movie-1", "1", str(15340 * 86400)],
    ]
    names = ["title", "categories", "description", "director", "writer", "country", "language", "year"]
    items = [dict(zip(["item_id", "domain", *names], row)) for row in cells(tmp_path / "d/d.item")]
    assert [item["item_id"] for item in items[1:]] == ["book-0", "book-1", "movie-0", "music-0", "movie-1"]
    assert [name.partition(":")[0] for name in items[0].values()] == ["item_id", "domain", *names]
    by_id = {item.pop("item_id"): item for item in items}
    # Two of three labels are given once: in the order of their characters.
    assert by_id["book-0"]["categories"] == "\u5c0f\u8bf4 a \u5916\u56fd_\u6587\u5b66"
    assert by_id["music-0"]["categories"] == "rock" and by_id["book-1"]["categories"] == ""
    texts = ["\u529f\u592b", "\u559c\u5267 Hong_Kong", "Kung fu", "Stephen Chow", "w", "China", "zh", "2004"]
    assert list(by_id["movie-0"].values()) == ["movie", *texts]
    assert {item["domain"] for item in items[1:]} == {"book", "movie", "music"}
    assert record["rejected"] == {"items without a description": 1}
    assert record["options"]["sources"][0] == "book=bookreviews_cleaned.txt" and len(record["inputs"]) == 5


def test_files_by_domain_and_ratings(tmp_path: Path) -> None:
    """A review without a rating is below any lowest rating; the domains are those that are given."""
    folder = _folder(tmp_path / "douban", CLEANED)
    sources = {"read": folder / "bookreviews_cleaned.txt", "hear": folder / "musicreviews_cleaned.txt"}
    _prepare(sources, tmp_path, rules={"min_rating": 1})
    assert [row[1] + row[4] for row in cells(tmp_path / "d/d.inter")[1:]] == ["read-05", "hear-04", "read-03"]


def test_ratings_of_song_et_al(tmp_path: Path) -> None:
    record = _prepare(_folder(tmp_path / "Douban", SONG), tmp_path)
    assert [row[:2] + row[3:] for row in cells(tmp_path / "d/d.inter")[1:]] == [
        ["7", "book-1", "1182009600"],
        ["7", "movie-0", "1254844800"],
        ["7", "book-0", "1495641600"],
        ["9", "movie-1", "1300000005"],
        ["9", "movie-0", "1300000006"],
    ]
    assert record["rejected"] == {"invalid time": 2, "missing user, item or time": 1}


def test_bad_files_are_refused(tmp_path: Path) -> None:
    books = "bookreviews_cleaned.txt"
    undated = BOOKS.replace("2012-03-04", "").replace("2011-01-01", "long ago")
    cases: list[tuple[Any, str]] = [
        (_folder(tmp_path / "empty", {"x.txt": ""}), "the folder holds no reviews of Douban"),
        (tmp_path / "none", "Give a folder, or files as DOMAIN=FILE"),
        ([f"book={tmp_path / 'none.txt'}"], "no such file"),
        (
            _folder(tmp_path / "cut", {books: BOOKS.replace("rating", "stars")}),
            "has no column 'rating'; its columns are user_id",
        ),
        (_folder(tmp_path / "csv", {books: "a,b\n1,2\n"}), books),
        (
            _folder(tmp_path / "undated", {books: undated}),
            "line 2: 2 of 3 lines cannot be used (invalid time: 1, missing user, item or time: 1), such as '1",
        ),
        (
            _folder(tmp_path / "items", {**CLEANED, "movies_cleaned.txt": "name\tyear\nx\t2000\n"}),
            "has no column 'UID'",
        ),
    ]
    for source, words in cases:
        with pytest.raises(DataError) as caught:
            _prepare(source, tmp_path / "out")
        assert words in str(caught.value) and not (tmp_path / "out/d").exists()


def test_spark_reads_the_same(spark: Any, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "douban", CLEANED)
    for engine in ("duckdb", "spark"):
        _prepare(folder, tmp_path / engine, engine=engine)
    for name in ("d/d.inter", "d/d.item"):
        assert (tmp_path / "spark" / name).read_bytes() == (tmp_path / "duckdb" / name).read_bytes()


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _folder(Path("douban_dataset"), CLEANED)
    _folder(Path("Douban"), SONG)
    assert run_documented_commands("douban") == ["douban", "book-movie", "douban-ratings"]
    assert {row[1] for row in cells(Path("atomic_data/book-movie/book-movie.item"))[1:]} == {"book", "movie"}
