"""The embedded dataset: its bytes, its counts, and that features are copied once and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recbole_tema.errors import DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import sha256
from recbole_tema.prepare import demo
from recbole_tema.prepare.build import build_dataset
from recbole_tema.prepare.demo import DEMO_NAME, ensure_demo, read_demo
from recbole_tema.prepare.options import Rules

# Published numbers depend on these bytes: the hash of the interactions seeds the sampled negatives.
HASHES = {
    "inter": "51609d763bfcce8e0506fb50e49d080712e455eeb234f135d27a81290014219a",
    "item": "b9b6f60bb20144c4312c14b6c47f9b6d1dd40f760fdaf8756e875d39b420002c",
}


def test_bytes_counts_and_order(tmp_path: Path) -> None:
    folder = ensure_demo(tmp_path)
    assert {suffix: sha256(folder / f"{DEMO_NAME}.{suffix}") for suffix in HASHES} == HASHES
    record = json.loads((folder / f"{DEMO_NAME}.inter.json").read_text())
    counts = record["counts"]
    assert (counts["users"], counts["items"], counts["interactions"]) == (943, 1682, 100000)
    assert counts["domains"]["spectacle"]["interactions"] == 51644
    assert record["made_by"] == "recbole_tema.prepare.demo" and record["sha256"] == HASHES["inter"]
    inter = read_atomic(folder / f"{DEMO_NAME}.inter")
    assert inter.groupby("user_id")["time"].apply(lambda t: t.is_monotonic_increasing).all()
    assert (inter.groupby("user_id")["timestamp"].max() + 1 == inter.groupby("user_id").size()).all()
    assert "# ml-100k-cross" in (folder / "DATASET.md").read_text()


def test_features_are_copied_once_and_kept(tmp_path: Path) -> None:
    folder = ensure_demo(tmp_path)
    features = demo.demo_features()
    for suffix in ("txt", "txt.json", "tag", "tag.json"):
        assert (folder / f"{DEMO_NAME}.{suffix}").read_bytes() == (features / f"{DEMO_NAME}.{suffix}").read_bytes()
    (folder / f"{DEMO_NAME}.tag").write_text("mine")
    build_dataset(read_demo, DEMO_NAME, tmp_path, Rules())
    assert ensure_demo(tmp_path) == folder and (folder / f"{DEMO_NAME}.tag").read_text() == "mine"


def test_missing_recbole_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "find_spec", lambda name: None)
    with pytest.raises(DataError, match=r"recbole is not installed\. Install it with: pip install recbole==1\.2\.1"):
        ensure_demo(tmp_path)
    assert not (tmp_path / DEMO_NAME).exists()
