"""TEMADataset: ids equal RecBole's, features are aligned with them, and malformed files are reported by line."""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from recbole.data.dataset import SequentialDataset

from recbole_tema.data.dataset import TEMADataset
from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.files.formats import IMAGE, TEXT
from recbole_tema.files.vectors import build_cache, cache_paths
from tests.helpers import build, config
from tests.toy import write_toy

ALL = ["id", "tag", "text", "image"]


def test_vocabulary_equals_that_of_recbole(toy: Path) -> None:
    plain = SequentialDataset(config(toy, "SASRec"))
    for modalities in (["id"], ALL):
        dataset = TEMADataset(config(toy, modalities=modalities))
        assert dataset.item_num == plain.item_num
        assert dataset.field2token_id["item_id"] == plain.field2token_id["item_id"]


def test_features_are_aligned_with_item_ids(toy: Path) -> None:
    data = TEMADataset(config(toy, modalities=ALL))
    ids = data.field2token_id["item_id"]
    rows = [line.split("\t") for line in (toy / "toy/toy.txt").read_text().splitlines()[1:]]
    for token, cells in rows:
        np.testing.assert_allclose(data.features["text"].values[ids[token]], np.array(cells.split(), float), rtol=1e-5)
    present = data.features["text"].present
    assert present.sum() == len(rows) and not present[0]
    tags = data.features["tag"]
    line = dict(line.split("\t")[:2] for line in (toy / "toy/toy.tag").read_text().splitlines()[1:])
    assert all(" ".join(data.id2token("tags", tags.ids[ids[t]])) == words for t, words in line.items())
    assert tags.scores[ids[next(iter(line))]].tolist() == pytest.approx([0.9, 0.3])


def test_features_of_filtered_items_do_not_extend_the_vocabulary(toy: Path) -> None:
    keys = {"item_inter_num_interval": "[17,inf)"}
    plain = SequentialDataset(config(toy, "SASRec", **keys))
    dataset = TEMADataset(config(toy, modalities=ALL, **keys))
    assert plain.item_num < TEMADataset(config(toy, modalities=["id"])).item_num
    assert dataset.field2token_id["item_id"] == plain.field2token_id["item_id"]


def test_five_domains(tmp_path: Path) -> None:
    data = prepare_data(config(write_toy(tmp_path, domains=5), modalities=["id"]))
    assert data.domains.names == ["d0", "d1", "d2", "d3", "d4"]
    token = data.dataset.field2id_token["item_id"]
    assert all(data.domains.of_item[i] == int(token[i][1:]) % 5 + 1 for i in range(1, len(token)))


def replace_text(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, count))


@pytest.mark.parametrize(
    ("suffix", "old", "new", "words"),
    [
        ("txt", "txt_emb", "txt_embb", "txt_emb:float_seq"),
        ("txt", "\ni5\t", "\ni999\t", "'i999' is not an item"),
        ("txt", "\ni5\t", "\ni6\t", "second time"),
        ("txt", "\ni5\t", "\ni5\tnan ", "not a finite number"),
        ("txt", "\ni5\t", "\ni5\t0.5 ", "7 numbers, the first has 6"),
        ("tag", "0.9 0.3", "0.9", "2 tags but 1 scores"),
        ("tag", "0.9 0.3", "1.9 0.3", r"outside \[0, 1\]"),
        ("item", "domain", "domian", "domain:token"),
        ("item", "\ni5\td1", "\ni5\t", "has no domain"),
        ("item", "\ni5\t", "\ni6\t", "is listed twice"),
        ("inter", "timestamp", "timestmap", "timestamp:float"),
    ],
)
def test_malformed_file_is_reported_by_line(toy: Path, suffix: str, old: str, new: str, words: str) -> None:
    replace_text(toy / f"toy/toy.{suffix}", old, new)
    with pytest.raises(DataError, match=words) as caught:
        prepare_data(config(toy, modalities=["id", "tag", "text"]))
    assert caught.value.path is not None and caught.value.path.name == f"toy.{suffix}"
    assert caught.value.line is not None and caught.value.remedy


def test_duplicate_interaction_is_refused(toy: Path) -> None:
    inter = toy / "toy/toy.inter"
    lines = inter.read_text()
    inter.write_text(lines + lines.splitlines()[1] + "\n")
    with pytest.raises(DataError, match="The same interaction appears twice"):
        prepare_data(config(toy, modalities=["id"]))


def test_single_domain(toy: Path) -> None:
    replace_text(toy / "toy/toy.item", "\td0\t", "\td1\t", -1)
    data = prepare_data(config(toy, modalities=["id"]))
    assert data.domains.names == ["d1"] and set(data.domains.of_item[1:].tolist()) == {1}


def test_missing_files_are_named(toy: Path) -> None:
    (toy / "toy/toy.txt").unlink()
    with pytest.raises(DataError, match=r"toy\.txt: No such feature file\. .*recbole-tema encode.*'text'"):
        prepare_data(config(toy, modalities=["id", "text"]))
    shutil.rmtree(toy / "toy")
    with pytest.raises(DataError, match=r"(?i)no such file"):
        prepare_data(config(toy, modalities=["id"]))


def test_leave_one_out_needs_a_user_with_four_interactions(toy: Path) -> None:
    path = toy / "toy/toy.inter"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], *(line for line in lines[1:] if line.startswith(("u0\t", "u1\t")))]) + "\n")
    with pytest.raises(DataError, match="four interactions"):
        prepare_data(config(toy, modalities=["id"]))


def test_calendar_needs_the_column_time(toy: Path) -> None:
    load = {"inter": ["user_id", "item_id", "timestamp"], "item": ["item_id", "domain"]}
    with pytest.raises(ConfigError, match=r"calendar: month needs the column time:float in toy\.inter"):
        prepare_data(config(toy, modalities=["id"], load_col=load))
    data = prepare_data(config(toy, modalities=["id"], load_col=load, calendar="none"))
    assert data.split.interactions.times.max() == 0


def build_caches(data: Path) -> None:
    """Build the caches of the text and image features of the toy dataset."""
    for file in (TEXT, IMAGE):
        build_cache(file.path(data / "toy"), file.columns)


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail if the text of a feature file is parsed."""

    def fail(*_: object) -> None:
        raise AssertionError("the text was parsed")

    monkeypatch.setattr("recbole_tema.files.vectors.read_atomic", fail)


@pytest.mark.parametrize("keys", [{}, {"item_inter_num_interval": "[17,inf)"}])
def test_training_from_the_binary_cache_is_bitwise_identical(
    toy: Path, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def train() -> tuple[dict[str, bytes], list[float]]:
        model, data, _ = build(toy, modalities=ALL, **keys)
        features = {
            f"{m}-{part}": getattr(data.dataset.features[m], part) for m in ALL[2:] for part in ("values", "present")
        }
        assert features["text-values"].dtype == torch.float32
        torch.manual_seed(5)
        losses = [model.train().calculate_loss(batch).item() for batch in data.train]
        return {name: tensor.numpy().tobytes() for name, tensor in features.items()}, losses

    from_text = train()
    build_caches(toy)
    forbid_parsing(monkeypatch)
    assert train() == from_text and len(from_text[1])


def test_cache_of_an_edited_text_is_not_used(toy: Path, caplog: pytest.LogCaptureFixture) -> None:
    build_caches(toy)
    path = toy / "toy/toy.txt"
    cells = path.read_text().splitlines()[1].split("\t")
    replace_text(path, cells[1], "1 2 3 4 5 6")
    settings = config(toy, modalities=["id", "text"])
    with caplog.at_level(logging.INFO, "recbole_tema"):
        data = TEMADataset(settings)
    assert data.features["text"].values[data.field2token_id["item_id"][cells[0]]].tolist() == [1, 2, 3, 4, 5, 6]
    assert "earlier version" in caplog.text


def test_damaged_cache_is_not_used(toy: Path) -> None:
    expected = TEMADataset(config(toy, modalities=["id", "text"])).features["text"].values
    build_caches(toy)
    npy = cache_paths(toy / "toy/toy.txt")["npy"]
    npy.write_bytes(npy.read_bytes()[:-100])
    assert torch.equal(TEMADataset(config(toy, modalities=["id", "text"])).features["text"].values, expected)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("\ni5\t", "\ni999\t", "'i999' is not an item", 6),
        ("\ni5\t", "\ni6\t", "'i6' appears a second time", 7),
        ("txt_item_id", "text_item_id", "txt_item_id:token", 1),
    ],
)
def test_cache_does_not_hide_a_malformed_row(
    toy: Path, old: str, new: str, words: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = toy / "toy/toy.txt"
    replace_text(path, old, new)
    columns = {path.read_text().split(":")[0]: "token", "txt_emb": "float_seq"}
    for attempt in range(2):
        with pytest.raises(DataError, match=words) as caught:
            TEMADataset(config(toy, modalities=["id", "text"]))
        assert (caught.value.line, caught.value.path) == (line, path)
        if attempt == 0:
            build_cache(path, columns)
            if line > 1:
                forbid_parsing(monkeypatch)


def test_features_without_a_vector_of_any_item_are_refused(toy: Path) -> None:
    path = toy / "toy/toy.txt"
    for cached in (False, True):
        if cached:
            build_cache(path, TEXT.columns)
        else:  # a catalog item without interactions, which the filter removes
            with (toy / "toy/toy.item").open("a") as file:
                file.write("lonely\td0\tLonely thing\n")
            path.write_text("txt_item_id:token\ttxt_emb:float_seq\nlonely\t1 2\n")
        with pytest.raises(DataError, match="no vector of any item of this run"):
            TEMADataset(config(toy, modalities=["id", "text"], item_inter_num_interval="[2,inf)"))


def test_printed_dataset_names_domains_and_modalities(toy: Path) -> None:
    colored = str(TEMADataset(config(toy, modalities=["id", "text"])))
    text = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert text.splitlines()[-2:] == ["Domains: d0 (15 items), d1 (15 items)", "Modalities: id, text"]
    assert "The number of users: 41" in text and "The number of items: 31" in text
