"""`prepare_dataset`: the kinds of sources, rules, and images."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare import Columns, Rules, prepare_dataset
from tests.prepare.sources.amazon_files import old_review, write

INTERACTIONS = pd.DataFrame(
    {
        "user_id": [1, 1, 2],
        "item_id": ["a", "b", "a"],
        "when": pd.to_datetime(["2024-01-02", "2024-01-01", "2024-01-03"]),
    }
)
ITEMS = pd.DataFrame({"item_id": ["a", "b"], "domain": ["food", "my kitchen"], "title": ["Tea", "Iron pan"]})


def test_paths_as_text_and_data_frames_give_the_same(tmp_path: Path) -> None:
    INTERACTIONS.to_csv(tmp_path / "i.csv", index=False)
    ITEMS.to_csv(tmp_path / "t.csv", index=False)
    steps: list[str] = []
    arguments: dict[str, Any] = {"columns": {"time": "when"}, "folder": str(tmp_path)}
    record = prepare_dataset(
        str(tmp_path / "i.csv"), "text", items=str(tmp_path / "t.csv"), progress=steps.append, **arguments
    )
    prepare_dataset(INTERACTIONS, "frames", items=ITEMS, **arguments)
    for suffix in ("inter", "item"):
        left, right = (tmp_path / f"{name}/{name}.{suffix}" for name in ("text", "frames"))
        assert left.read_bytes() == right.read_bytes()
    inter = read_atomic(tmp_path / "text/text.inter")
    assert inter[["user_id", "item_id", "timestamp"]].values.tolist() == [["1", "b", 0], ["1", "a", 1], ["2", "a", 0]]
    saved = json.loads((tmp_path / "text/text.inter.json").read_text())
    assert {key: saved[key] for key in record} == record and saved["options"]["columns"]["time"] == "when"
    assert steps[0] == "reading" and "writing items" in steps
    inputs = json.loads((tmp_path / "frames/frames.inter.json").read_text())["inputs"]
    assert list(inputs) == ["interactions.parquet", "items.parquet"]


def test_frames_that_cannot_be_stored(tmp_path: Path) -> None:
    mixed = INTERACTIONS.assign(item_id=[1, "b", 2.5])
    with pytest.raises(DataError, match=r"the data frame of interactions cannot be stored .* Use one type per"):
        prepare_dataset(mixed, "d", items=ITEMS, columns=Columns(time="when"), folder=tmp_path)


def test_files_by_domain(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.json", [old_review("U", f"B00000000{n}", 5.0, n + 1)]) for n in range(3)]
    by_domain = {"food": files[:2], "home": str(files[2])}
    record = prepare_dataset(by_domain, "d", format="amazon", folder=tmp_path)
    assert record["options"]["sources"] == {"food": ["0.json", "1.json"], "home": ["2.json"]}


def test_rules_by_name_start_from_the_defaults_of_the_format(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.json", [old_review("U", f"B00000000{n}", 5.0, n + 1)]) for n in range(2)]
    record = prepare_dataset(files, "d", format="amazon", folder=tmp_path, rules={"last": 9})
    assert (record["options"]["ties"], record["options"]["last"]) == ("hash", 9)
    with pytest.raises(ConfigError, match="does not preserve the order of rows"):
        prepare_dataset(files, "d", format="amazon", folder=tmp_path, rules=Rules(last=9))
    with pytest.raises(ConfigError, match=r"unknown option 'k'\. Known: min_rating, since, "):
        prepare_dataset(files, "d", format="amazon", folder=tmp_path, rules={"k": 9})


def test_images_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "images" / "a.png")
    arguments: dict[str, Any] = {"items": ITEMS, "columns": {"time": "when"}, "folder": tmp_path}
    record = prepare_dataset(INTERACTIONS, "d", images=str(tmp_path / "images"), **arguments)
    assert record["images"] == [("ok", "", 1), ("missing", "no-file", 1)]
    assert (tmp_path / "d" / "images" / "manifest.jsonl").is_file()
    with pytest.raises(ConfigError, match=r"the items have no image_url\. Give a folder of images\."):
        prepare_dataset(INTERACTIONS, "d", download_images=True, **arguments)
