"""TEMADataset: the vocabulary stands, features land on their items, and bad files are named."""

from __future__ import annotations

import logging
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


def test_vocabulary_equals_the_plain_run(toy: Path) -> None:
    plain = SequentialDataset(config(toy, "SASRec"))
    for modalities in (["id"], ALL):
        ours = TEMADataset(config(toy, modalities=modalities))
        assert ours.item_num == plain.item_num
        assert ours.field2token_id["item_id"] == plain.field2token_id["item_id"]


def test_features_land_on_their_items(toy: Path) -> None:
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


def test_items_that_were_filtered_out_join_no_vocabulary(toy: Path) -> None:
    keys = {"item_inter_num_interval": "[17,inf)"}
    plain = SequentialDataset(config(toy, "SASRec", **keys))
    ours = TEMADataset(config(toy, modalities=ALL, **keys))
    assert plain.item_num < TEMADataset(config(toy, modalities=["id"])).item_num
    assert ours.field2token_id["item_id"] == plain.field2token_id["item_id"]


def test_five_domains(tmp_path: Path) -> None:
    data = prepare_data(config(write_toy(tmp_path, domains=5), modalities=["id"]))
    assert data.domains.names == ["d0", "d1", "d2", "d3", "d4"]
    token = data.dataset.field2id_token["item_id"]
    assert all(data.domains.of_item[i] == int(token[i][1:]) % 5 + 1 for i in range(1, len(token)))


def edit(path: Path, old: str, new: str, count: int = 1) -> None:
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
        ("txt", "\ni5\t", "\ni5\t0.5 ", "7 numbers where the first has 6"),
        ("tag", "0.9 0.3", "0.9", "2 tags but 1 scores"),
        ("tag", "0.9 0.3", "1.9 0.3", r"outside \[0, 1\]"),
        ("item", "domain", "domian", "domain:token"),
        ("item", "\ni5\td1", "\ni5\t", "has no domain"),
        ("item", "\ni5\t", "\ni6\t", "second time"),
        ("inter", "timestamp", "timestmap", "timestamp:float"),
    ],
)
def test_bad_files(toy: Path, suffix: str, old: str, new: str, words: str) -> None:
    edit(toy / f"toy/toy.{suffix}", old, new)
    with pytest.raises(DataError, match=words) as caught:
        prepare_data(config(toy, modalities=["id", "tag", "text"]))
    assert caught.value.path is not None and caught.value.path.name == f"toy.{suffix}"
    assert caught.value.line is not None and caught.value.remedy


def test_duplicate_rating_one_domain_and_missing_file(toy: Path) -> None:
    inter = toy / "toy/toy.inter"
    original = inter.read_text()
    inter.write_text(original + original.splitlines()[1] + "\n")
    with pytest.raises(DataError, match="appears twice"):
        prepare_data(config(toy, modalities=["id"]))
    inter.write_text(original)
    with pytest.raises(DataError, match="no such feature file"):
        (toy / "toy/toy.txt").unlink()
        prepare_data(config(toy, modalities=["id", "text"]))
    edit(toy / "toy/toy.item", "\td0\t", "\td1\t", -1)
    with pytest.raises(DataError, match="every item is in the domain 'd1'"):
        prepare_data(config(toy, modalities=["id"]))
    shutil.rmtree(toy / "toy")
    with pytest.raises(DataError, match="no such file"):
        prepare_data(config(toy, modalities=["id"]))


def test_no_user_long_enough(toy: Path) -> None:
    path = toy / "toy/toy.inter"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], *(line for line in lines[1:] if line.startswith(("u0\t", "u1\t")))]) + "\n")
    with pytest.raises(DataError, match="four interactions"):
        prepare_data(config(toy, modalities=["id"]))


def test_calendar_needs_real_time(toy: Path) -> None:
    load = {"inter": ["user_id", "item_id", "timestamp"], "item": ["item_id", "domain"]}
    with pytest.raises(ConfigError, match="calendar"):
        prepare_data(config(toy, modalities=["id"], load_col=load))
    with pytest.raises(ConfigError, match="gaps"):
        prepare_data(config(toy, modalities=["id"], load_col=load, calendar="none", gaps="log"))
    assert prepare_data(config(toy, modalities=["id"], load_col=load, calendar="none")).sequences.times.max() == 0


def build_caches(data: Path) -> None:
    """Build the caches of the text and image features of the toy dataset."""
    for file in (TEXT, IMAGE):
        build_cache(file.path(data / "toy"), file.columns)


def no_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError("the text was parsed")

    monkeypatch.setattr("recbole_tema.data.features.align_vectors", parsed)


@pytest.mark.parametrize("keys", [{}, {"item_inter_num_interval": "[17,inf)"}])
def test_a_cache_gives_the_same_training_to_the_bit(
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
    no_parsing(monkeypatch)
    assert train() == from_text and len(from_text[1])


def test_an_edited_text_is_read_itself(toy: Path, caplog: pytest.LogCaptureFixture) -> None:
    build_caches(toy)
    path = toy / "toy/toy.txt"
    cells = path.read_text().splitlines()[1].split("\t")
    edit(path, cells[1], "1 2 3 4 5 6")
    settings = config(toy, modalities=["id", "text"])
    with caplog.at_level(logging.INFO, "recbole_tema"):
        data = TEMADataset(settings)
    assert data.features["text"].values[data.field2token_id["item_id"][cells[0]]].tolist() == [1, 2, 3, 4, 5, 6]
    assert "earlier version" in caplog.text


def test_a_damaged_cache_is_ignored(toy: Path) -> None:
    exact = TEMADataset(config(toy, modalities=["id", "text"])).features["text"].values
    build_caches(toy)
    npy = cache_paths(toy / "toy/toy.txt")["npy"]
    npy.write_bytes(npy.read_bytes()[:-100])
    assert torch.equal(TEMADataset(config(toy, modalities=["id", "text"])).features["text"].values, exact)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("\ni5\t", "\ni999\t", "'i999' is not an item", 6),
        ("\ni5\t", "\ni6\t", "'i6' appears a second time", 7),
        ("txt_item_id", "text_item_id", "txt_item_id:token", 1),
    ],
)
def test_a_cache_hides_no_bad_row(
    toy: Path, old: str, new: str, words: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = toy / "toy/toy.txt"
    edit(path, old, new)
    columns = {path.read_text().split(":")[0]: "token", "txt_emb": "float_seq"}
    for attempt in range(2):
        with pytest.raises(DataError, match=words) as caught:
            TEMADataset(config(toy, modalities=["id", "text"]))
        assert (caught.value.line, caught.value.path) == (line, path)
        if attempt == 0:
            build_cache(path, columns)
            if line > 1:
                no_parsing(monkeypatch)


def test_no_item_of_the_run_has_a_vector(toy: Path) -> None:
    path = toy / "toy/toy.txt"
    for cached in (False, True):
        if cached:
            build_cache(path, TEXT.columns)
        else:  # an item of the catalogue that nobody rated, and that the filter takes out
            with (toy / "toy/toy.item").open("a") as file:
                file.write("lonely\td0\tLonely thing\n")
            path.write_text("txt_item_id:token\ttxt_emb:float_seq\nlonely\t1 2\n")
        with pytest.raises(DataError, match="no vector for any item of this run"):
            TEMADataset(config(toy, modalities=["id", "text"], item_inter_num_interval="[2,inf)"))
