"""Last.fm of HetRec 2011 and of 1,000 users as small files: rows worked out by hand, and damaged files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.prepare import prepare_dataset
from tests.prepare.sources.documented import cells, run_documented_commands

# User 2 gives artist 51 two tags at once. One time of the published file is of 1956.
TAGGED = (
    "userID\tartistID\ttagID\ttimestamp\n2\t51\t1\t1238536800000\n2\t51\t2\t1238536800000\n2\t52\t3\t1238536800123\n"
    "3\t51\t2\t1241128800000\n3\t52\t3\t-428720400000\n3\t99\t3\t1241128800000\n3\t53\t1\t1241128800000\n"
)
ARTISTS = (
    'id\tname\turl\tpictureURL\n51\tDur\u00e1n "D"\thttp://www.last.fm/music/D\thttp://x/d.jpg\n'
    "52\t\u6771\u4eac\thttp://www.last.fm/music/T\t\n53\tOther\thttp://www.last.fm/music/O\t\n"
)
TAGS = "tagID\ttagValue\n1\tsynth pop\n2\tcaf\u00e9\n3\tmetal\n"
LOG = (
    'user_000001\t2009-05-04T23:08:57Z\tm1\tDeep Dish\tt1\tFuzzy "Live\n'
    "user_000001\t2009-05-04T13:54:10Z\tm1\tDeep Dish\tt2\tEntertainment\n"
    "user_000002\t2006-08-13T13:59:20Z\t\tUnknown\t\tNo id\n"
    'user_000002\t2006-08-13T14:59:20Z\tm1\tDeep Dish\tt1\tFuzzy "Live\n'
)
LOG_NAME = "userid-timestamp-artid-artname-traid-traname.tsv"


def _hetrec(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "user_taggedartists-timestamps.dat").write_text(files.get("tagged", TAGGED), encoding="utf-8")
    (folder / "artists.dat").write_text(files.get("artists", ARTISTS), encoding="utf-8")
    (folder / "tags.dat").write_text(files.get("tags", TAGS), encoding="latin-1")
    return folder


def _log(folder: Path, text: str = LOG) -> Path:
    folder.mkdir(parents=True)
    (folder / LOG_NAME).write_text(text, encoding="utf-8")
    return folder


def _prepare(source: Path, out: Path, **options: Any) -> dict[str, Any]:
    return prepare_dataset(source, "d", folder=out, format="lastfm", **options)


def test_tagged_artists(tmp_path: Path) -> None:
    record = _prepare(_hetrec(tmp_path / "hetrec"), tmp_path, genres=["loud=metal", "soft=caf\u00e9,synth pop"])
    assert cells(tmp_path / "d/d.inter") == [
        ["user_id:token", "item_id:token", "timestamp:float", "time:float"],
        ["2", "51", "0", "1238536800"],
        ["2", "52", "1", "1238536800"],
        *[["3", artist, rank, "1241128800"] for rank, artist in zip("01", _second_user(tmp_path))],
    ]
    items = {row[0]: row[1:] for row in cells(tmp_path / "d/d.item")[1:]}
    assert items == {
        "51": ["soft", 'Dur\u00e1n "D"', "caf\u00e9 synth_pop"],
        "52": ["loud", "\u6771\u4eac", "metal"],
        "53": ["soft", "Other", "synth_pop"],
    }
    assert record["rejected"] == {"invalid time": 1, "items that artists.dat lacks, such as '99'": 1}


def _second_user(folder: Path) -> list[str]:
    """Artists of user 3, whose two interactions have one time: in an order by hash."""
    artists = [row[1] for row in cells(folder / "d/d.inter")[1:] if row[0] == "3"]
    assert sorted(artists) == ["51", "53"]
    return artists


def test_listening_log(tmp_path: Path) -> None:
    """2006-08-13 is day 13373, 2009-05-04 is day 14368; a listen of a track without an id is rejected."""
    record = _prepare(_log(tmp_path / "lastfm-dataset-1K"), tmp_path)
    assert cells(tmp_path / "d/d.inter")[1:] == [
        ["user_000001", "t2", "0", str(14368 * 86400 + 13 * 3600 + 54 * 60 + 10)],
        ["user_000001", "t1", "1", str(14368 * 86400 + 23 * 3600 + 8 * 60 + 57)],
        ["user_000002", "t1", "0", str(13373 * 86400 + 14 * 3600 + 59 * 60 + 20)],
    ]
    assert cells(tmp_path / "d/d.item")[1:] == [
        ["t2", "all", "Entertainment", "Deep Dish"],
        ["t1", "all", 'Fuzzy "Live', "Deep Dish"],
    ]
    assert record["rejected"] == {"missing user, item or time": 1}
    with pytest.raises(ConfigError, match="have no genres"):
        _prepare(tmp_path / "lastfm-dataset-1K", tmp_path, genres=["a=rock", "b="])


def test_bad_files_are_refused(tmp_path: Path) -> None:
    no_tracks = LOG.replace("\tt1\t", "\t\t")
    cases = [
        (tmp_path, "the folder holds neither"),
        (_hetrec(tmp_path / "swapped", artists=TAGS), "has no column 'id'; its columns are tagID, tagValue"),
        (
            _hetrec(tmp_path / "dates", tagged=TAGGED.replace("000\n", "\n")),
            "5 of 6 lines cannot be used (invalid time: 5)",
        ),
        (_log(tmp_path / "log", no_tracks), "line 1: 3 of 4 lines cannot be used (missing user, item or time: 3)"),
        (_log(tmp_path / "csv", LOG.replace("\t", ",")), LOG_NAME),
    ]
    for folder, words in cases:
        with pytest.raises(DataError) as caught:
            _prepare(folder, tmp_path / "out")
        assert words in str(caught.value) and not (tmp_path / "out/d").exists()


def test_documented_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tags = TAGS.replace("synth pop", "pop").replace("caf\u00e9", "electronic")
    _hetrec(Path("hetrec2011-lastfm-2k"), tags=f"{tags}4\trock\n", tagged=f"{TAGGED}3\t52\t4\t1241128800000\n")
    _log(Path("lastfm-dataset-1K"))
    assert run_documented_commands("lastfm") == ["artists", "tracks"]
    assert {row[1] for row in cells(Path("atomic_data/artists/artists.item"))[1:]} == {"rock", "electronic"}
