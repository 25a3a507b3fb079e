"""`recbole-tema prepare`: flags, recipes, the record and the card of a dataset, and the printed tables."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import random
import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.cli import main
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare.recipe import read_recipe
from recbole_tema.prepare.sources import SOURCES
from tests.prepare.sources.test_published import ABXI, LLMCDSR

TABLE = (
    "reviewer,product,when,stars,note\n"
    "u1,a,2014-01-03,5,x\n"
    "u1,b,2014-01-01,4,x\n"
    "u1,c,2014-01-02,1,x\n"
    "u1,c,2014-01-02,1,again\n"
    "u2,b,2014-02-01,3,x\n"
    "u2,a,2014-01-31,3,x\n"
    "u3,a,2015-01-01,5,x\n"
)
ITEMS = (
    'product,shop,name,price,our rank\na,food,"Tea, green",3,1\nb,kitchen,"""Iron"" pan",4,2\n'
    "c,my kitchen,,5,3\nz,food,Never bought,6,4\n"
)
NAMES = ["--user=reviewer", "--item=product", "--time=when", "--domain=shop", "--title=name", "--rating=stars"]
REST = ["--drop=our rank", "--until=2014-12-31"]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _folder(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        _write(folder / name, text)
    return folder


def _prepare(*arguments: object, name: str = "d") -> None:
    main(["prepare", *map(str, arguments), "--name", name, "--folder", "out"])


def _fails(capsys: pytest.CaptureFixture[str], *arguments: object, name: str = "d") -> str:
    """The error message of a command that must fail."""
    with pytest.raises(SystemExit) as stopped:
        _prepare(*arguments, name=name)
    assert stopped.value.code == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("Error: ") and captured.err.count("\n") == 1 and "Traceback" not in captured.err
    return captured.err


def _cells(path: str) -> list[list[str]]:
    return [line.split("\t") for line in Path(path).read_text(encoding="utf-8").split("\n")[:-1]]


def _bytes(name: str = "d") -> list[bytes]:
    return [Path(f"out/{name}/{name}.{suffix}").read_bytes() for suffix in ("inter", "item")]


def _record(name: str = "d") -> dict[str, Any]:
    record: dict[str, Any] = json.loads(Path(f"out/{name}/{name}.inter.json").read_text(encoding="utf-8"))
    return record


def test_flags_and_recipes_give_the_same_bytes() -> None:
    """Columns named by flags, by a recipe in two spellings, and by flags that override a recipe."""
    source, items = _write(Path("t.csv"), TABLE), _write(Path("i.csv"), ITEMS)
    _prepare(source, "--items", items, *NAMES, *REST)
    assert _cells("out/d/d.inter") == [
        ["user_id:token", "item_id:token", "timestamp:float", "time:float", "rating:float"],
        ["u1", "b", "0", "1388534400", "4"],
        ["u1", "c", "1", "1388620800", "1"],
        ["u1", "a", "2", "1388707200", "5"],
        ["u2", "a", "0", "1391126400", "3"],
        ["u2", "b", "1", "1391212800", "3"],
    ]
    assert _cells("out/d/d.item") == [
        ["item_id:token", "domain:token", "title:token_seq", "price:token"],
        ["b", "kitchen", 'Iron" pan', "4"],
        ["c", "my_kitchen", "", "5"],
        ["a", "food", "Tea, green", "3"],
    ]
    expected, record = _bytes(), _record()
    assert record["rejected"] == {"repeated rows": 1}
    assert record["options"]["columns"]["drop"] == ["our rank"]
    nested = (
        f"items: {items}\ncolumns: {{user: reviewer, item: product, time: when, domain: shop, title: name, "
        "rating: stars, drop: [our rank]}\nuntil: 2014-12-31\n"
    )
    flat = (
        f"items: {items}\nuser: reviewer\nitem: product\ntime: when\ndomain: shop\ntitle: name\nrating: stars\n"
        "drop: our rank\nuntil: 2014-12-31\nengine: duckdb\nuser_core: null\n"
    )
    wrong = "columns: {user: unknown, time: unknown, drop: [price]}\nengine: duckdb\nuser_core: 99\n"
    assert read_recipe(_write(Path("flat.yaml"), flat)) == {
        **read_recipe(_write(Path("nested.yaml"), nested)),
        "engine": "duckdb",
    }
    for recipe, flags in (("flat", []), ("wrong", ["--items", items, *NAMES, *REST, "--user-core=0"])):
        _write(Path("wrong.yaml"), wrong)
        _prepare(source, f"--recipe={recipe}.yaml", *flags, name=recipe)
        assert _bytes(recipe) == expected
        assert _record(recipe)["options"] == record["options"]


AMAZON = {
    "food.json": [
        ("U1", "B000000001", 5, 20),
        ("U1", "B000000002", 4, 90),
        *[("U2", f"B00000001{n}", 2, 7) for n in "123"],
    ],
    "home.json": [
        ("U1", "B000000003", 3, 50),
        *[("U2", f"B00000002{n}", 5, 7) for n in "45"],
        ("U3", "B000000003", 1, 8),
    ],
}
MOVIELENS = {
    "ratings.csv": "userId,movieId,rating,timestamp\n1,1,4,30\n1,2,5,10\n1,3,1,20\n2,1,5,9\n2,2,4,9\n2,3,4,9\n",
    "movies.csv": "movieId,title,genres\n1,Heat (1995),Crime\n2,Up (2009),Comedy|Crime\n3,Solo,Drama\n",
}


def _arguments(kind: str) -> tuple[list[object], list[object]]:
    """Arguments that are given each time, and those that a recipe replaces."""
    if kind == "table":
        files: list[object] = [_write(Path("t.csv"), TABLE), "--items", _write(Path("i.csv"), ITEMS)]
        return files, [*NAMES, *REST, "--repeated=last", "--min-rating=3", "--window-days=1.5", "--order=time"]
    if kind == "amazon":
        for name, reviews in AMAZON.items():
            keys = ("reviewerID", "asin", "overall", "unixReviewTime")
            _write(Path(name), "".join(json.dumps(dict(zip(keys, review))) + "\n" for review in reviews))
        metadata = _write(Path("meta.json"), "{'asin': 'B000000003', 'title': 'Pan'}\n")
        files = ["food=food.json", "home=home.json", "--metadata", metadata]
        return files, [
            "--format=amazon",
            "--last=5",
            "--min-domains=2",
            "--shuffle-ties=7",
            "--until=1970-01-01T00:01:00",
        ]
    if kind == "movielens":
        rule = ["--genres=crime=Crime", "--genres=funny=Comedy", "--genres=rest="]
        return [_folder(Path("ml"), MOVIELENS)], ["--format=movielens", *rule, "--ties=hash", "--item-core=2"]
    items = _write(Path("i.csv"), "asin,title,number\nP,Tea,0\nR,Pan,1\n")
    rest = ["--format=abxi", "--domains=left,right", "--item=asin", "--drop=number", "--shuffle-ties=3"]
    return [_folder(Path("abxi"), ABXI), "--items", items], [*rest, "--user-core=4"]


@pytest.mark.parametrize("kind", ["table", "amazon", "movielens", "abxi"])
def test_a_dataset_is_its_own_recipe(kind: str) -> None:
    files, options = _arguments(kind)
    _prepare(*files, *options)
    _prepare(*files, "--recipe", "out/d/d.inter.json", name="again")
    assert _bytes("again") == _bytes()
    first, second = _record(), _record("again")
    assert second["options"] == first["options"] and second["counts"] == first["counts"]
    expected = {
        "table": [
            ("u1@1", 1388534400, "b"),
            ("u1@2", 1388707200, "a"),
            ("u2@1", 1391126400, "a"),
            ("u2@1", 1391212800, "b"),
        ],
        "amazon": [
            *[("U1", 20, "B000000001"), ("U1", 50, "B000000003")],
            *[("U2", 7, f"B0000000{n}") for n in (11, 12, 13, 24, 25)],
        ],
        "movielens": [("1", 10, "2"), ("1", 20, "3"), ("1", 30, "1"), *[("2", 9, n) for n in "123"]],
        "abxi": [("U", 100, "Q"), ("U", 100, "R"), ("U", 200, "P"), ("U", 300, "S")],
    }
    # The order of equal times depends on the seed; the bytes above show that it is reproduced.
    rows = read_atomic(Path("out/d/d.inter"))[["user_id", "time", "item_id"]]
    assert rows["user_id"].is_monotonic_increasing
    assert rows.sort_values(["user_id", "time"], kind="stable").equals(rows)
    assert sorted(map(tuple, rows.to_numpy().tolist())) == expected[kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("user_cor: 5\n", "r.yaml: has an unknown option 'user_cor'. Known: domain, "),
        ("columns: {usr: a}\n", "r.yaml: has an unknown option 'usr'. Known: domain, "),
        ("format: table\nuser_core: [5\n", "r.yaml, line 3: is not valid YAML"),
        ("a: b: c\n", "r.yaml, line 1: is not valid YAML"),
        ("- format\n", "r.yaml: must hold `key: value` lines"),
        ("", "r.yaml: must hold `key: value` lines"),
        ("columns: user\n", "r.yaml: columns must be `name: column` lines"),
        ("user_core: five\n", "r.yaml: user_core ('five') must be a whole number. The default is 0."),
        ("last: 2.5\n", "r.yaml: last (2.5) must be a whole number"),
        ("min_rating: true\n", "r.yaml: min_rating (True) must be a number"),
        ("since: soon\n", "since ('soon') must be a date"),
        ("repeated: never\n", "r.yaml: repeated ('never') must be one of keep, first, last"),
        ("domain_min: 0\n", "r.yaml: domain_min (0) must be at least 1"),
        (
            "format: csv\n",
            f"r.yaml: format ('csv') must be one of {', '.join(SOURCES)}.",
        ),
        ("engine: polars\n", "r.yaml: engine ('polars') must be one of duckdb, spark"),
        ("duplicates: drop\n", "r.yaml: duplicates is not an option any more. Repeated rows of the same user, item"),
        ("time_format: day\n", "time_format ('day') must be one of seconds, milliseconds, "),
        ("order: file\nshuffle_ties: 1\nuser: unknown\n", "t.csv, line 1: has no column 'unknown'"),
        ("format: abxi\ndomains: a\n", "domains (a) must name two domains"),
        ("format: movielens\ngenres: Action\n", "genres ('Action') must be DOMAIN=GENRE,GENRE"),
    ],
)
def test_bad_recipes(text: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = _write(Path("t.csv"), TABLE)
    assert words in _fails(capsys, source, "--recipe", _write(Path("r.yaml"), text))
    assert not Path("out/d").exists()


def test_bad_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    source = _write(Path("t.csv"), TABLE)
    assert "nowhere.yaml: no such file. Check the path." in _fails(capsys, source, "--recipe=nowhere.yaml")
    assert "out: no such file. Check the path." in _fails(capsys, source, "--recipe", _folder(Path("out"), {}) / "out")
    Path("folder").mkdir()
    assert "folder: no such file. Check the path." in _fails(capsys, source, "--recipe=folder")
    Path("latin.yaml").write_bytes(b"user: \xe9\n")
    assert "latin.yaml, line 1: is not UTF-8 text" in _fails(capsys, source, "--recipe=latin.yaml")
    assert "source t.csv has no domain" in _fails(capsys, source, source)
    assert "'a/b' cannot name a dataset" in _fails(capsys, source, name="a/b")
    assert "nowhere.csv: no such file" in _fails(capsys, "nowhere.csv")
    rows = "".join(f"u{n % 7},i{n},{'ab'[n % 2]},{n}\n" for n in range(5000))
    packed = gzip.compress(("user_id,item_id,domain,timestamp\n" + rows).encode())
    for name, size in (("half.csv.gz", len(packed) // 2), ("head.csv.gz", 40)):
        Path(name).write_bytes(packed[:size])
        assert f"{name}: the gzip file is truncated" in _fails(capsys, name)
    assert [path.name for path in Path("out").iterdir()] == []


def _random_table() -> tuple[str, str]:
    """Users of 1 to 12 interactions with items of three domains; some lines are repeated; half of the titles."""
    rng = random.Random(5)
    rows = ["user_id,item_id,timestamp,rating"]
    for user in range(25):
        times = sorted(rng.sample(range(10**9, 10**9 + 10**7), rng.randint(1, 12)))
        rows += [f"u{user},i{rng.randrange(40)},{time},{rng.choice([1, 2.5, 4, 5])}" for time in times]
    repeated = rng.sample(rows[1:], 3)
    items = ["item_id,domain,title,image_url"]
    items += [
        f"i{n},d{n % 3},{f'Thing {n}' if n % 2 else ''},{f'http://i.test/{n}' if n < 10 else ''}" for n in range(40)
    ]
    return "\n".join([*rows, *repeated]) + "\n", "\n".join(items) + "\n"


def _counted(inter: str, item: str) -> dict[str, Any]:
    """Counts of a dataset, computed from its two files in plain Python."""
    rows, items = read_atomic(Path(inter)), read_atomic(Path(item))
    domain = dict(zip(items["item_id"], items["domain"]))
    histories: dict[str, list[str]] = {}
    for user, name in zip(rows["user_id"], rows["item_id"]):
        histories.setdefault(user, []).append(domain[name])
    lengths = [len(history) for history in histories.values()]
    pairs = [pair for history in histories.values() for pair in itertools.pairwise(history)]
    share = {name: round(sum(map(bool, items[name])) / len(items), 4) for name in ("title", "image_url")}
    return {
        "users": len(histories),
        "items": len(items),
        "interactions": len(rows),
        "overlapping_users": sum(len(set(history)) > 1 for history in histories.values()),
        "density": len(rows) / len(histories) / len(items),
        "length": {
            "mean": round(statistics.mean(lengths), 2),
            "median": statistics.median(lengths),
            "min": min(lengths),
            "max": max(lengths),
        },
        "domain_switch_rate": round(sum(a != b for a, b in pairs) / len(pairs), 4),
        "share_of_items_with": {**share, "description": 0.0, "categories": 0.0},
        "domains": {
            name: {
                "users": sum(name in history for history in histories.values()),
                "items": list(items["domain"]).count(name),
                "interactions": sum(history.count(name) for history in histories.values()),
            }
            for name in ("d0", "d1", "d2")
        },
    }


def _lines(text: str) -> list[list[str]]:
    """Cells of every table line, in the terminal or in Markdown."""
    rows = [line.replace("\u2502", "|").split("|") for line in text.splitlines()]
    return [[cell.strip() for cell in cells[1:-1]] for cells in rows]


def test_record_card_and_summary_match_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    table, items = _random_table()
    source, about = _write(Path("t.csv"), table), _write(Path("i.csv"), items)
    _prepare(source, "--items", about, "--min-rating=2", "--user-core=3")
    record, printed = _record(), _lines(capsys.readouterr().out)
    counts = record["counts"]
    expected = _counted("out/d/d.inter", "out/d/d.item")
    assert counts.pop("density") == pytest.approx(expected.pop("density"), rel=1e-12)
    days = counts.pop("days")
    assert counts == expected
    assert days[0] >= "2001-09-09" and days[1] <= "2002-01-02" and days[0] < days[1]

    rows = [line.split(",") for line in dict.fromkeys(table.splitlines()[1:])]
    rated = [row for row in rows if float(row[3]) >= 2]
    every = [row[0] for row in rated]
    core = [row for row in rated if every.count(row[0]) >= 3]
    names = [step["step"] for step in record["funnel"]]
    assert names[:2] == ["read", "rating at least 2"] and names[2].startswith("core: users 3, ")
    sizes = [[len({r[0] for r in part}), len({r[1] for r in part}), len(part)] for part in (rows, rated, core)]
    funnel = [[name, *size] for name, size in zip(names, sizes)]
    assert [list(step.values()) for step in record["funnel"]] == funnel
    assert funnel[0][1] > funnel[2][1] and funnel[2][1:] == [counts["users"], counts["items"], counts["interactions"]]
    assert record["rejected"] == {"repeated rows": 3}
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (source, about)}
    assert record["inputs"] == hashes
    assert record["sha256"] == hashlib.sha256(Path("out/d/d.inter").read_bytes()).hexdigest()
    assert record["made_by"] == "recbole_tema.prepare.sources.table" and record["engine"] == "duckdb"
    options = record["options"]
    assert (options["min_rating"], options["user_core"], options["time_format"]) == (2.0, 3, None)

    card = Path("out/d/DATASET.md").read_text(encoding="utf-8")
    assert card.startswith("# d\n") and f"on {record['date']} (engine: duckdb)" in card
    length, share = counts["length"], counts["share_of_items_with"]
    summary = [
        ["users", str(counts["users"])],
        [
            "users in two or more domains",
            f"{counts['overlapping_users']} ({counts['overlapping_users'] / counts['users']:.1%})",
        ],
        ["items", str(counts["items"])],
        ["interactions", str(counts["interactions"])],
        ["density", f"{100 * counts['interactions'] / counts['users'] / counts['items']:.4f}%"],
        [
            "history length",
            f"mean {length['mean']}, median {length['median']:g}, {length['min']} to {length['max']}",
        ],
        ["domain switch rate", f"{100 * counts['domain_switch_rate']:.1f}%"],
        ["time", f"{days[0]} to {days[1]}"],
        *([f"items with {name}", f"{100 * share[name.replace(' ', '_')]:.1f}%"] for name in ("title", "image url")),
        *([name, *map(str, numbers.values())] for name, numbers in counts["domains"].items()),
        ["repeated rows", "3"],
    ]
    written = _lines(card)
    for line in summary:
        assert line in written and line in printed
    for step in funnel:
        assert list(map(str, step)) in written
    # The terminal's table may wrap the name of a step, but not its numbers.
    assert [str(number) for number in funnel[0][1:]] == next(line[1:] for line in printed if line[:1] == ["read"])
    assert any(line[1:] == list(map(str, funnel[2][1:])) for line in printed if line and line[0].startswith("core"))
    for line in (["`user_core`", "`3`"], ["`since`", "`None`"], *([f"`{n}`", f"`{h}`"] for n, h in hashes.items())):
        assert line in written


def test_item_table_of_a_published_dataset() -> None:
    """A table adds columns by item, an empty cell replaces nothing, and --drop leaves a column out."""
    folder = _folder(Path("llmcdsr"), LLMCDSR)
    items = _write(Path("i.csv"), "asin,domain,title,brand,number\nP,x,,Mill,0\nQ,x,Oats,,1\nZ,x,Other,Other,2\n")
    _prepare(folder, "--format=llmcdsr", "--items", items, "--item=asin", "--drop=number")
    assert _cells("out/d/d.item") == [
        ["item_id:token", "domain:token", "title:token_seq", "brand:token"],
        ["P", "food", "Tea, green", "Mill"],
        ["R", "kitchen", "Pan", ""],
        ["Q", "food", "Oats", ""],
    ]
    assert "i.csv" in _record()["inputs"] and _record()["options"]["columns"] == {"item": "asin", "drop": ["number"]}
    _prepare(folder, "--recipe", _write(Path("r.yaml"), f"format: llmcdsr\nitems: {items}\nitem: asin\n"))
    assert _cells("out/d/d.item")[0][-1] == "number:token"
    assert _cells("out/d/d.item")[1] == ["P", "food", "Tea, green", "Mill", "0"]


def test_split_is_removed_with_its_dataset(capsys: pytest.CaptureFixture[str]) -> None:
    """The .split of a published dataset is removed when another dataset replaces it; files of other commands stay."""
    folder = _folder(Path("llmcdsr"), LLMCDSR)
    _prepare(folder, "--format=llmcdsr")
    assert _cells("out/d/d.split") == [
        ["split_user_id:token", "role:token"],
        ["train-overlap-1", "train"],
        ["train-a-1", "train"],
        ["train-a-2", "train"],
        ["train-b-1", "train"],
        ["valid-1", "valid"],
        ["test-1", "test"],
        ["test-2", "test"],
    ]
    assert sorted(set(row[0] for row in _cells("out/d/d.inter")[1:])) == sorted(
        row[0] for row in _cells("out/d/d.split")[1:]
    )
    _write(Path("out/d/d.tag"), "mine")
    assert "has a split of its own" in _fails(capsys, folder, "--format=llmcdsr", "--last=2")
    assert Path("out/d/d.split").is_file()
    table = _write(Path("t.csv"), TABLE)
    _prepare(table, "--items", _write(Path("i.csv"), ITEMS), *NAMES)
    assert {path.name for path in Path("out/d").iterdir()} == {
        "d.inter",
        "d.inter.json",
        "d.item",
        "d.item.json",
        "d.tag",
        "DATASET.md",
    }


def test_ids_with_unicode_whitespace() -> None:
    """Both tables replace any whitespace by one space, so that an item finds its title."""
    rows = "user_id,item_id,domain,timestamp\nu\u00a0 1,caf\u00a0e,x,1\nu\u20031 ,b\u3000,y,2\n"
    items = _write(Path("i.csv"), "item_id,title\ncaf\u2003e,Cafe\nb,Bee\n")
    _prepare(_write(Path("t.csv"), rows), "--items", items)
    assert [row[:2] for row in _cells("out/d/d.inter")[1:]] == [["u 1", "caf e"], ["u 1", "b"]]
    assert _cells("out/d/d.item")[1:] == [["caf e", "x", "Cafe"], ["b", "y", "Bee"]]


def test_names_with_brackets_and_bars(capsys: pytest.CaptureFixture[str]) -> None:
    """Names are markup neither in the terminal nor in Markdown."""
    source = _write(Path("t.csv"), "user_id,item_id,domain,timestamp\nu,a,[red],1\nu,b,x|y,2\nu,c,x|y,3\n")
    main(["prepare", str(source), "--name=d", "--folder=[o]"])
    printed = capsys.readouterr().out
    assert "Written to [o]/d: d.inter" in printed
    assert ["[red]", "1", "1", "1"] in _lines(printed)
    assert "| x\\|y | 1 | 2 | 2 |" in Path("[o]/d/DATASET.md").read_text(encoding="utf-8").splitlines()


def test_help_lists_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    main(["prepare", "--help"])
    text = capsys.readouterr().out
    assert "Rules, in the order they apply" in text
    rules = text.split("Rules, in the order they apply")[1]
    names = ["min-rating", "since", "until", "repeated", "user-core", "item-core", "min-domains", "domain-min"]
    names += ["window-days", "last", "order", "ties", "shuffle-ties"]
    places = [rules.index(f"--{name} ") for name in names]
    assert places == sorted(places)
