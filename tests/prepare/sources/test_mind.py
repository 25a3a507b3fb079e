"""MIND as Microsoft News publishes it: clicks and histories worked out by hand; damaged folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.documented import cells, run_documented_commands

NEWS = [
    'N1\tsports\tsoccer\tA cup final\tTwo teams "meet".\thttps://x/1\t[]\t[]',
    "N2\tnews\tnewsworld\tAn election\t\thttps://x/2\t[]\t[]",
    "N3\tnews\tnewsus\tA bridge\tIt is closed.\thttps://x/3\t[]\t[]",
    "N4\tsports\tgolf\tA tournament\tOn Sunday.\thttps://x/4\t[]\t[]",
    "N5\tfinance\tmarkets\tStocks\tThey rise.\thttps://x/5\t[]\t[]",
]
# Impressions are not in the order of time. U2 has no history.
BEHAVIORS = [
    "1\tU1\t11/13/2019 8:36:57 PM\tN1 N2\tN4-1 N5-0",
    "2\tU1\t11/11/2019 12:05:58 AM\tN1 N2\tN5-0 N3-1 N4-0",
    "3\tU2\t11/12/2019 12:11:12 PM\t\tN1-1 N2-1",
]
# By hand: 2019-11-11 00:05:58 UTC, 2019-11-12 12:11:12, 2019-11-13 20:36:57.
T1, T2, T3 = "1573430758", "1573560672", "1573677417"


def write_folder(folder: Path, behaviors: list[str] = BEHAVIORS, news: list[str] = NEWS) -> Path:
    folder.mkdir(parents=True)
    (folder / "behaviors.tsv").write_text("\n".join(behaviors) + "\n", encoding="utf-8")
    (folder / "news.tsv").write_text("\n".join(news) + "\n", encoding="utf-8")
    return folder


def prepare(*folders: Path, out: Path, **options: Any) -> tuple[dict[str, Any], list[list[str]]]:
    record = prepare_dataset([*folders], "d", folder=out, format="mind", **options)
    lines = (out / "d/d.inter").read_text(encoding="utf-8").splitlines()
    return record, [line.split("\t") for line in lines[1:]]


def test_histories_precede_clicks_in_the_order_of_time(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "MINDsmall_train")
    record, rows = prepare(folder, out=tmp_path)
    assert rows == [
        ["U1", "N1", "0", T1],
        ["U1", "N2", "1", T1],
        ["U1", "N3", "2", T1],
        ["U1", "N4", "3", T3],
        ["U2", "N1", "0", T2],
        ["U2", "N2", "1", T2],
    ]
    items = [line.split("\t") for line in (tmp_path / "d/d.item").read_text(encoding="utf-8").splitlines()]
    assert items[0] == [
        "item_id:token",
        "domain:token",
        "title:token_seq",
        "description:token_seq",
        "categories:token_seq",
    ]
    assert items[1] == ["N1", "sports", "A cup final", 'Two teams "meet".', "sports soccer"]
    assert {row[0]: row[1] for row in items[1:]} == {"N1": "sports", "N2": "news", "N3": "news", "N4": "sports"}
    assert record["rejected"] == {}


def test_a_click_in_a_later_history_counts_once(tmp_path: Path) -> None:
    """Histories that grow: N3 was clicked in the first impression, N5 between the two."""
    behaviors = [
        "1\tU1\t11/11/2019 12:05:58 AM\tN1\tN3-1",
        "2\tU1\t11/13/2019 8:36:57 PM\tN1 N3 N5\tN4-1 N2-0",
    ]
    _, rows = prepare(write_folder(tmp_path / "mind", behaviors), out=tmp_path)
    assert rows == [["U1", "N1", "0", T1], ["U1", "N3", "1", T1], ["U1", "N5", "2", T3], ["U1", "N4", "3", T3]]


def test_categories_are_grouped_and_folders_joined(tmp_path: Path) -> None:
    train = write_folder(tmp_path / "MINDsmall_train", BEHAVIORS[:2], NEWS[:4])
    dev = write_folder(tmp_path / "MINDsmall_dev", BEHAVIORS[2:], [NEWS[0], NEWS[1]])
    record, rows = prepare(train, dev, out=tmp_path, genres=["play=sports", "world=newsworld,newsus"])
    assert len(rows) == 6 and sorted(record["counts"]["domains"]) == ["play", "world"]
    # N5 is in no file, but it was only shown.
    assert record["rejected"] == {}
    assert len(record["inputs"]) == 4


def test_unusable_rows_are_counted(tmp_path: Path) -> None:
    behaviors = [*BEHAVIORS, "4\tU3\tsoon\tN1\tN2-1", "5\tU3\t11/12/2019 1:11:12 PM\tN9\tN8-1 N4-1 N5"]
    record, rows = prepare(write_folder(tmp_path / "mind", behaviors), out=tmp_path)
    assert record["rejected"] == {
        "impressions with an invalid time": 1,
        "shown news without a label": 1,
        "items that news.tsv lacks, such as 'N8'": 2,
    }
    assert [row[1] for row in rows if row[0] == "U3"] == ["N4"]


@pytest.mark.parametrize(
    ("behaviors", "news", "words"),
    [
        (["1\tU1\t11/11/2019 12:05:58 AM\tN1\tN3 N4"], NEWS, "no labels"),
        (["1\tU1\tN1 N2\t11/11/2019 12:05:58 AM\tN3-1"], NEWS, "rows cannot be used"),
        (["U1\t1\t11/11/2019 12:05:58 AM\tN1\tN3-1"], NEWS, "impression_id, user_id, time, history, impressions"),
        (["U1\t11/11/2019 12:05:58 AM\tN1\tN3-1"], NEWS, "has 4 columns"),
        (BEHAVIORS, ["M1\tsports\tsoccer\tA cup\t\t\t[]\t[]"], "of items that news.tsv lacks: the file has the item"),
        (BEHAVIORS, NEWS + NEWS[:1], ""),
    ],
)
def test_damaged_folders(tmp_path: Path, behaviors: list[str], news: list[str], words: str) -> None:
    folder = write_folder(tmp_path / "mind", behaviors, news)
    if not words:  # news repeat in the folders of one release
        prepare(folder, out=tmp_path)
        return
    with pytest.raises(DataError, match=words):
        prepare(folder, out=tmp_path)
    assert not (tmp_path / "d").exists()


def test_missing_files(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "mind")
    (folder / "news.tsv").unlink()
    with pytest.raises(DataError, match=r"news\.tsv: no such file.*behaviors\.tsv, news\.tsv"):
        prepare(folder, out=tmp_path)


def test_documented_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    others = [
        f"N{n}\t{name}\tx\tA title\t\t\t[]\t[]" for n, name in enumerate(("lifestyle", "travel", "foodanddrink"), 6)
    ]
    write_folder(tmp_path / "MINDsmall_train", BEHAVIORS[:2], NEWS)
    write_folder(tmp_path / "MINDsmall_dev", BEHAVIORS[2:], NEWS + others)
    assert run_documented_commands("mind") == ["mind-small"]
    domains = dict(row[:2] for row in cells(tmp_path / "atomic_data/mind-small/mind-small.item")[1:])
    assert domains == {"N1": "leisure", "N2": "news", "N3": "news", "N4": "leisure"}
