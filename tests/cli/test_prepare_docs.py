"""The commands and the Python of docs/prepare.md, on small files."""

from __future__ import annotations

import gzip
import json
import re
import shlex
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.options import options_of
from recbole_tema.prepare import Rules
from recbole_tema.prepare.sources import SOURCES
from tests.cli.test_prepare import MOVIELENS, _cells, _folder, _write
from tests.prepare.sources.test_published import ABXI, LLMCDSR

DOCS = (Path(__file__).parents[2] / "docs" / "prepare.md").read_text(encoding="utf-8")


def _write_sources_of_the_docs() -> None:
    """Small files for the commands of docs/prepare.md: 12 users with 3 of 3 items in each domain."""
    for name, letter in (("Grocery_and_Gourmet_Food", "F"), ("Home_and_Kitchen", "K")):
        reviews = [
            {"user_id": f"U{user}", "parent_asin": f"B{letter}{item}", "rating": 5.0, "timestamp": 10**12 + item}
            for user in range(12)
            for item in range(3)
        ]
        metadata = [{"parent_asin": f"B{letter}{item}", "title": f"{letter} {item}"} for item in range(3)]
        for path, lines in ((f"{name}.jsonl.gz", reviews), (f"meta_{name}.jsonl.gz", metadata)):
            Path(path).write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    _folder(Path("ml-latest-small"), {**MOVIELENS, "movies.csv": MOVIELENS["movies.csv"].replace("Drama", "War")})
    _folder(Path("abxi/data/afk"), ABXI)
    _folder(Path("LLMCDSR/food-kitchen"), LLMCDSR)
    header, rows = "user_id:token\titem_id:token\ttimestamp:float\n", "u\t1\t1000\nu\t2\t2000\n"
    atomic = {"Amazon_Toys": header, "Amazon_Books": header, "ml-100k": header}
    atomic["lastfm"] = "session_id:token\tartist_id:token\twhen:float\n"
    for name, first in atomic.items():
        _folder(Path(name), {f"{name}.inter": first + rows})
    (Path("ml-100k") / "ml-100k.item").write_text("item_id:token\tclass:token_seq\n1\tAction War\n2\tDrama\n")
    _write(Path("interactions.csv"), "user_id,item_id,timestamp\nu,a,1\nu,b,2\nv,a,3\n")
    _write(Path("items.csv"), "item_id,domain,title\na,food,Tea\nb,kitchen,Pan\n")
    _write_tables_of_the_docs()


def _write_tables_of_the_docs() -> None:
    _write(Path("ratings.csv"), "userId,movieId,rating,timestamp\n1,1,5,978300760\n1,2,3,978300761\n")
    _write(Path("movies.csv"), 'movieId,title\n1,"Box, The (1995)"\n2,Toy (1996)\n')
    _write(Path("a.csv"), "user,item,date\nu,0,2020-01-01\n")
    _write(Path("b.tsv"), "user\titem\tdate\nu\t0\t2020-01-02\n")
    _write(Path("a_items.csv"), "item;title\n0;A book\n")
    _write(Path("b_items.csv"), "item;title\n0;A movie\n")
    _write(Path("u.data"), "196\t242\t3\t881250949\n196\t302\t3\t891717742\n")
    _write(Path("clicks.csv"), "user_id,item_id\nu,b\nu,a\n")


def test_commands_and_python_of_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    _write_sources_of_the_docs()
    script = "".join(re.findall(r"^```bash\n(.*?)^```", DOCS, flags=re.MULTILINE | re.DOTALL))
    for line in script.replace("\\\n", " ").splitlines():
        main(shlex.split(line)[1:])
    names = ["films", "food-kitchen", "food-kitchen-abxi", "food-kitchen-llmcdsr", "lastfm", "ml-small", "toys"]
    names += ["toys-books", "my-films", "books-movies", "u-data", "clicks"]
    assert sorted(path.name for path in Path("atomic_data").iterdir()) == sorted(names)
    assert [row[0] for row in _cells("atomic_data/books-movies/books-movies.item")[1:]] == ["books-0", "movies-0"]
    assert len(_cells("atomic_data/food-kitchen/food-kitchen.inter")) == 1 + 12 * 6
    capsys.readouterr()
    (code,) = re.findall(r"^```python\n(.*?)^```", DOCS, flags=re.MULTILINE | re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == "2 {}\n"


def test_docs_name_every_format_and_rule() -> None:
    formats, rules = (DOCS.split(f"## {title}")[1].split("\n## ")[0] for title in ("Sources", "Rules"))
    assert all(f"`{name}`" in formats for name in SOURCES)
    assert all(f"--{name.replace('_', '-')}" in rules for name in options_of(Rules))
