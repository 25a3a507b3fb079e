"""Readers of published datasets: rows, order, split and messages of tiny files, and counts of the real ones."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare.sources.abxi import parse_abxi
from recbole_tema.prepare.sources.c2dsr import parse_c2dsr, parse_urllm
from recbole_tema.prepare.sources.llmcdsr import parse_llmcdsr
from recbole_tema.prepare.sources.published import Published

SHARED = Path(__file__).parents[4] / "shared" / "data"

ABXI = {
    "afk_5_preprocessed.txt": "0 2|100 3|100 1|200 4|300\n1 1|50 4|60 2|60\n",
    "map_item_5.txt": json.dumps({"P": [1, 0], "Q": [2, 0], "R": [3, 1], "S": [4, 1]}),
    "map_user_5.txt": json.dumps({"U": 0, "V": 1}),
}
# Five items: 0, 1, 2 of A and 3, 4 of B, whose own numbers start at 0. One ASIN is in both lists.
C2DSR = {
    "Alist.txt": "7\tB000000001\t0\n3\tB000000002\t1\n9\tE2\t2\n",
    "Blist.txt": "4\tB000000001\t1\n1\tB000000003\t0\n",
    "traindata_new.txt": (
        "5\t17\t0|1300000000|2011-03-13 08:00:00|\t3|1300000100|2011-03-13|\t1|1300000200\t4|1300000300\n"
        "5\t18\t2|1300000000\t3|1300000100\n"
        "6\t19\t0|1300000000\t1|1300000100\t4|1300000100\t3|1300000200\n"
    ),
    "validdata_new.txt": "7\t20\t1|1300000000|a|\t3|1300000900|b|\t2|1300000500|c|\n",
    "testdata_new.txt": "5\t21\t3|1300000000\t0|1300000000\n",
}
# Another numbering of the second list, positions instead of times, a tab at the end of each line.
URLLM = {
    "Alist.txt": "0\tE0\t0\n1\tE1\t1\n",
    "Blist.txt": "2\tV2\t2\n3\tV3\t3\n",
    "traindata_new.txt": "0\t2\t0|0|0\t2|1|1\t1|2|2\t\n0\t2\t0|0|0\t2|1|1\t3|2|2\t\n",
    "validdata_new.txt": "8\t1\t3|0|0\t1|1|1\t\n",
    "testdata_new.txt": "9\t1\t1|0|0\t3|1|1\t\n",
}
LLMCDSR = {
    "items.csv": 'index,item_id,domain,title\n0,P,food,"Tea, green"\n1,Q,food,\n2,R,kitchen,Pan\n',
    "train_overlap.txt": "1\t2,0,1\n",
    "train_A.txt": "1\t1,0\n2\t0\n",
    "train_B.txt": "1\t2,2\n",
    "valid.txt": "1\t0,2\n",
    "test.txt": "1\t0,2,1\n2\t2,0\n",
}
TINY = {"abxi": ABXI, "c2dsr": C2DSR, "urllm": URLLM, "llmcdsr": LLMCDSR}
PARSERS = {"abxi": parse_abxi, "c2dsr": parse_c2dsr, "urllm": parse_urllm, "llmcdsr": parse_llmcdsr}


def _folder(folder: Path, files: dict[str, str], *, compressed: bool = False) -> Path:
    for name, text in files.items():
        if compressed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
        else:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def _sequences(published: Published) -> dict[str, list[str]]:
    """Items of each user. Checks that the rows of a user are contiguous."""
    users = published.interactions["user_id"]
    assert int((users != users.shift()).sum()) == users.nunique()
    return published.interactions.groupby("user_id", sort=False)["item_id"].agg(list).to_dict()


def _split(published: Published) -> list[list[str]]:
    assert published.user_split is not None
    return published.user_split.to_numpy().tolist()


def test_abxi(tmp_path: Path) -> None:
    published = parse_abxi(_folder(tmp_path, ABXI))
    assert published.interactions.to_numpy().tolist() == [
        ["U", "Q", "food", 100.0],
        ["U", "R", "kitchen", 100.0],
        ["U", "P", "food", 200.0],
        ["U", "S", "kitchen", 300.0],
        ["V", "P", "food", 50.0],
        ["V", "S", "kitchen", 60.0],
        ["V", "Q", "food", 60.0],
    ]
    assert list(published.interactions.columns) == ["user_id", "item_id", "domain", "time"]
    assert published.interactions["time"].dtype == float and published.user_split is None
    assert published.items.to_numpy().tolist() == [
        ["P", "food", ""],
        ["Q", "food", ""],
        ["R", "kitchen", ""],
        ["S", "kitchen", ""],
    ]
    assert "ABXI" in published.reference and {path.name for path in published.inputs} == set(ABXI)
    assert "1 of 2 consecutive items" in published.notes[0] and "for 1 of 2 users the last" in published.notes[0]
    assert "the last 2 items" in published.notes[1]


def test_domains_are_the_given_ones_the_known_ones_or_a_and_b(tmp_path: Path) -> None:
    files = {name.replace("afk", "mine"): text for name, text in ABXI.items()}
    assert parse_abxi(_folder(tmp_path, files)).items["domain"].tolist() == ["a", "a", "b", "b"]
    published = parse_abxi(tmp_path, domains=("x", "y"))
    assert published.items["domain"].tolist() == ["x", "x", "y", "y"]
    assert published.interactions["domain"].tolist() == ["x", "y", "x", "y", "x", "y", "x"]
    for wrong in (("x", "x"), ("x",), ("x y", "z"), ("", "z")):
        with pytest.raises(ConfigError, match="two different names"):
            parse_abxi(tmp_path, domains=wrong)


def test_c2dsr(tmp_path: Path) -> None:
    published = parse_c2dsr(_folder(tmp_path, C2DSR))
    assert published.items.to_numpy().tolist() == [
        ["a-0", "a", ""],
        ["B000000002", "a", ""],
        ["a-2", "a", ""],
        ["B000000003", "b", ""],
        ["b-4", "b", ""],
    ]
    assert _sequences(published) == {
        "train-5": ["a-0", "B000000003", "B000000002", "b-4"],
        "train-5-2": ["a-2", "B000000003"],
        "train-6": ["a-0", "B000000002", "b-4", "B000000003"],
        "valid-7": ["B000000002", "a-2", "B000000003"],  # sorted: item 3 is the latest, so it is the target
        "test-5": ["B000000003", "a-0"],  # a tie keeps the file's order
    }
    assert published.interactions["time"].tolist()[-5:] == [1.3e9, 1.3e9 + 500, 1.3e9 + 900, 1.3e9, 1.3e9]
    assert published.interactions["domain"].tolist()[:4] == ["a", "b", "a", "b"]
    assert _split(published) == [
        ["train-5", "train"],
        ["train-5-2", "train"],
        ["train-6", "train"],
        ["valid-7", "valid"],
        ["test-5", "test"],
    ]
    notes = " ".join(published.notes)
    assert "except in 1 of 2 lines" in notes and "(1 numbers have several lines in a file)" in notes
    # Line 2 has one item of each domain; line 3 ends with the first item of B, which the loader misses.
    assert "skips 2 of 3 training lines" in notes
    assert "Of the 2 numbers in the valid and test files, 1 have training lines" in notes
    assert "3 items have no ASIN" in notes and "positions in the sequence" not in notes


def test_urllm_is_c2dsr_with_titles(tmp_path: Path) -> None:
    _folder(tmp_path, URLLM)
    bare = parse_urllm(tmp_path, domains=("art", "office"))
    assert bare.items["title"].tolist() == [""] * 4
    lists = {
        "item_listA_F.csv": 'idBefore,item_title,idAfter,item_attribute\n70,"Pens, 20",1,x\n71,Ink,0,y\n',
        "item_listO_AA_F.csv": "idBefore,item_title,idAfter\n5,Desk,2\n",
    }
    published = parse_urllm(_folder(tmp_path, lists, compressed=True), domains=("art", "office"))
    assert published.items.to_numpy().tolist() == [
        ["art-0", "art", "Ink"],
        ["art-1", "art", "Pens, 20"],
        ["office-2", "office", "Desk"],
        ["office-3", "office", ""],
    ]
    assert _sequences(published) == {
        "train-0": ["art-0", "office-2", "art-1"],
        "train-0-2": ["art-0", "office-2", "office-3"],
        "valid-8": ["office-3", "art-1"],
        "test-9": ["art-1", "office-3"],
    }
    assert list(published.interactions.columns) == ["user_id", "item_id", "domain"]
    assert any("positions in the sequence" in note for note in published.notes)
    assert (
        len(published.inputs) == 7
        and "urllm" in published.reference
        and "ranks a target among all items" in published.notes[1]
    )
    # The same files read as C2DSR give the same sequences.
    assert _sequences(parse_c2dsr(tmp_path, domains=("art", "office"))) == _sequences(published)


def test_llmcdsr(tmp_path: Path) -> None:
    published = parse_llmcdsr(_folder(tmp_path, LLMCDSR))
    assert published.items.to_numpy().tolist() == [
        ["P", "food", "Tea, green"],
        ["Q", "food", ""],
        ["R", "kitchen", "Pan"],
    ]
    assert _sequences(published) == {
        "train-overlap-1": ["R", "P", "Q"],
        "train-a-1": ["Q", "P"],
        "train-a-2": ["P"],
        "train-b-1": ["R", "R"],
        "valid-1": ["P", "R"],
        "test-1": ["P", "R", "Q"],
        "test-2": ["R", "P"],
    }
    assert [role for _, role in _split(published)] == ["train"] * 4 + ["valid", "test", "test"]
    assert list(published.interactions.columns) == ["user_id", "item_id", "domain"]
    assert published.interactions["domain"].tolist()[:3] == ["kitchen", "food", "food"]
    renamed = parse_llmcdsr(tmp_path, domains=("x", "y"))
    assert renamed.items["domain"].tolist() == ["x", "x", "y"]


@pytest.mark.parametrize("name", TINY)
def test_compressed_files_give_the_same_and_truncated_ones_are_named(name: str, tmp_path: Path) -> None:
    plain, compressed = tmp_path / "plain", tmp_path / "compressed"
    plain.mkdir()
    compressed.mkdir()
    left = PARSERS[name](_folder(plain, TINY[name]))
    right = PARSERS[name](_folder(compressed, TINY[name], compressed=True))
    pd.testing.assert_frame_equal(left.interactions, right.interactions)
    pd.testing.assert_frame_equal(left.items, right.items)
    assert left.notes == right.notes
    for file in sorted(compressed.iterdir()):
        content = file.read_bytes()
        damaged = bytes([*content[:15], content[15] ^ 255, *content[16:]])
        for bad in (content[:-6], content[:12], damaged):
            file.write_bytes(bad)
            with pytest.raises(DataError, match=r"cannot be read|truncated or damaged") as caught:
                PARSERS[name](compressed)
            assert caught.value.path == file
        file.write_bytes(content)


@pytest.mark.parametrize("name", TINY)
def test_a_missing_file_is_named_with_what_the_folder_must_hold(name: str, tmp_path: Path) -> None:
    _folder(tmp_path, TINY[name])
    for file, text in TINY[name].items():
        (tmp_path / file).unlink()
        with pytest.raises(DataError) as caught:
            PARSERS[name](tmp_path)
        message = str(caught.value)
        assert "The folder must hold" in message and str(tmp_path) in message
        assert file.replace("afk_5_", "<data>_<length>_").replace("_5.txt", "_<length>.txt") in message
        (tmp_path / file).write_text(text)
    with pytest.raises(DataError, match="no such folder"):
        PARSERS[name](tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("name", "file", "text", "line", "words"),
    [
        ("abxi", "afk_5_preprocessed.txt", "0 1|1 2|2 3|3\n1 1|1 2 3|3\n", 2, "'2' is not item|time"),
        ("abxi", "afk_5_preprocessed.txt", "0 1|1 2|2 3|x\n", 1, "'3|x' is not item|time"),
        ("abxi", "afk_5_preprocessed.txt", "zero 1|1 2|2 3|3\n", 1, "user 'zero' is not a whole number"),
        (
            "abxi",
            "afk_5_preprocessed.txt",
            "0 1|1 2|2 5|3\n",
            1,
            "item 5 is out of range. The catalog goes from 1 to 4",
        ),
        ("abxi", "afk_5_preprocessed.txt", "0 1|1 2|2\n", 1, "the user has 2 items; leave-one-out"),
        ("abxi", "afk_5_preprocessed.txt", "0" + " 1|1" * 6, 1, "at most 5"),
        ("abxi", "afk_5_preprocessed.txt", "0 1|1 2|2 3|3\n\n1 1|1 2|2 3|3\n", 2, "the line is empty"),
        ("abxi", "afk_5_preprocessed.txt", "0 1|1 2|2 3|3\n0 1|1 2|2 3|3\n", 2, "user 0 is not in the map"),
        ("abxi", "afk_5_preprocessed.txt", "0 1|1 2|2 3|3\n", None, "1 users of the map have no line, for example 'V'"),
        ("abxi", "map_item_5.txt", '{"P": [1, 0],\n "Q": }', 2, "is not valid JSON"),
        ("abxi", "map_item_5.txt", '{"P": [1, 2]}', None, "item 'P' is not mapped to"),
        ("abxi", "map_item_5.txt", '{"P": [1, 0], "Q": [3, 1]}', None, "are not numbered 1 to 2"),
        ("abxi", "map_item_5.txt", '{"P": [1, 1], "Q": [2, 0]}', None, "domain 0 before domain 1"),
        ("abxi", "map_user_5.txt", '{"U": 0, "V": 0}', None, "number of its own"),
        ("c2dsr", "Alist.txt", "only-one-cell\n", 1, "is not name, tab, number"),
        ("c2dsr", "Alist.txt", "1\tX\t0\n1\tY\t2\n", 2, "must be numbered 0 to 1"),
        ("c2dsr", "Blist.txt", "1\tX\t0\n1\tY\t0\n", 2, "the number 0 is out of range or repeated"),
        ("c2dsr", "Blist.txt", "1\tX\t5\n", 1, "must be numbered 3 to 3"),
        ("c2dsr", "traindata_new.txt", "5\t17\t0|1|x|\n5\t17\n", 2, "has 2 cells"),
        ("c2dsr", "traindata_new.txt", "5\t17\t0;1\n", 1, "'0;1' is not item|time"),
        ("c2dsr", "testdata_new.txt", "5\t17\t0|1\t5|1\n", 1, "item 5 is out of range. The catalog goes from 0 to 4"),
        ("c2dsr", "validdata_new.txt", "5\t17\t0|1\n", 1, "the user has 1 item; a valid sequence needs 2"),
        ("c2dsr", "testdata_new.txt", "", None, "holds no lines"),
        ("urllm", "item_listA.csv", "idAfter,item_title\n4,Ink\n", 2, "item 4 is out of range"),
        ("urllm", "item_listA.csv", "idAfter,item_title\n1,Ink\n1,Pen\n", 3, "another title in an earlier row"),
        ("urllm", "item_listA.csv", "idAfter,title\n1,Ink\n", 1, "Did you mean 'title'"),
        ("llmcdsr", "items.csv", "index,item_id,domain,title\n0,P,x,\n2,Q,y,\n", 3, "is not the number of the row"),
        ("llmcdsr", "items.csv", "index,item_id,domain,title\n0,P,x,\n1,P,y,\n", 3, "repeats that of an earlier row"),
        ("llmcdsr", "items.csv", "index,item_id,domain,title\n0,P,x,\n1,Q,y,\n2,R,x,\n", None, "There must be two"),
        ("llmcdsr", "items.csv", "index,item_id,domain,title\n0,P,x,\n", None, "its domains are 'x'"),
        ("llmcdsr", "train_A.txt", "1\t0,1\n2 0,1\n", 2, "has 1 cells"),
        ("llmcdsr", "train_A.txt", "1\t0,1\n1\t0,1\n", 2, "user 1 has an earlier line"),
        ("llmcdsr", "valid.txt", "1\t0,,1\n", 1, "item '' is not a whole number"),
        ("llmcdsr", "test.txt", "1\t0,3\n", 1, "item 3 is out of range. The catalog goes from 0 to 2"),
        ("llmcdsr", "test.txt", "1\t0,1\n2\t0\n", 2, "the user has 1 item; a test sequence needs 2"),
    ],
)
def test_bad_input_is_named(name: str, file: str, text: str, line: int, words: str, tmp_path: Path) -> None:
    _folder(tmp_path, {**TINY[name], file: text})
    with pytest.raises(DataError) as caught:
        PARSERS[name](tmp_path)
    assert words in str(caught.value)
    assert (caught.value.path, caught.value.line) == (tmp_path / file, line)


def test_pickles_and_ambiguous_folders_are_refused(tmp_path: Path) -> None:
    _folder(tmp_path, {name: text for name, text in LLMCDSR.items() if name != "items.csv"})
    (tmp_path / "item_set_A.pkl").write_bytes(b"never opened")
    with pytest.raises(DataError, match=r"item_set_A\.pkl.*are not read\. If you trust them.*items\.csv"):
        parse_llmcdsr(tmp_path)
    _folder(tmp_path, {**ABXI, "afk_9_preprocessed.txt": ""})
    with pytest.raises(DataError, match="holds 2 files of sequences"):
        parse_abxi(tmp_path)


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def test_abxi_food_kitchen() -> None:
    folder = SHARED / "amazon_food_kitchen"
    if not folder.is_dir():
        pytest.skip("no ABXI files here")
    original = folder / "abxi_original"
    published = parse_abxi(original)
    counts = published.items["domain"].value_counts()
    assert (counts["food"], counts["kitchen"], len(published.interactions)) == (11837, 16258, 173548)
    assert published.interactions["domain"].value_counts().to_dict() == {"food": 83663, "kitchen": 89885}
    users = {number: user for user, number in json.loads(_lines(original / "map_user_50.txt.gz")[0]).items()}
    asins = {place[0]: item for item, place in json.loads(_lines(original / "map_item_50.txt.gz")[0]).items()}
    expected = {}
    for line in _lines(original / "afk_50_preprocessed.txt.gz"):
        user, *words = line.split(" ")
        expected[users[int(user)]] = [asins[int(word.split("|")[0])] for word in words]
    sequences = _sequences(published)
    assert len(sequences) == 7144 and list(sequences) == list(expected) and sequences == expected
    table = pd.read_csv(folder / "interactions.csv.gz")
    assert published.interactions.to_numpy().tolist() == table.astype({"timestamp": float}).to_numpy().tolist()
    assert "51883 of 51883" in published.notes[0] and "2275 of 7144" in published.notes[0]  # 31.8 %


def test_llmcdsr_food_kitchen() -> None:
    folder = SHARED / "llmcdsr_food_kitchen"
    if not folder.is_dir():
        pytest.skip("no LLMCDSR files here")
    published = parse_llmcdsr(folder)
    assert published.items["domain"].value_counts().to_dict() == {"food": 8661, "kitchen": 27637}
    assert published.user_split is not None and published.user_split["role"].value_counts().to_dict() == {
        "train": 7501 + 5472 + 38191,
        "valid": 960,
        "test": 937,
    }
    part = published.interactions["user_id"].str.replace(r"-\d+$", "", regex=True)
    frame = published.interactions.assign(part=part)
    assert frame.groupby("part").agg(users=("user_id", "nunique"), rows=("item_id", "size")).to_dict("index") == {
        "train-overlap": {"users": 7501, "rows": 99170},
        "train-a": {"users": 5472, "rows": 37281},
        "train-b": {"users": 38191, "rows": 265817},
        "valid": {"users": 960, "rows": 18133},
        "test": {"users": 937, "rows": 15726},
    }
    assert set(frame.loc[part == "train-a", "domain"]) == {"food"}
    assert set(frame.loc[part == "train-b", "domain"]) == {"kitchen"}
    targets = frame[part == "test"].groupby("user_id")["domain"].last().value_counts().to_dict()
    assert targets == {"food": 300, "kitchen": 637}
    asins = [row["item_id"] for row in csv.DictReader(_lines(folder / "items.csv.gz"))]
    for name, prefix in (("train_overlap", "train-overlap"), ("valid", "valid"), ("test", "test")):
        expected = {}
        for line in _lines(folder / f"{name}.txt.gz"):
            user, items = line.split("\t")
            expected[f"{prefix}-{user}"] = [asins[int(item)] for item in items.split(",")]
        rows = frame[part == prefix].groupby("user_id", sort=False)["item_id"].agg(list)
        assert list(rows.index) == list(expected) and rows.to_dict() == expected
    assert (published.items["title"] != "").all()
