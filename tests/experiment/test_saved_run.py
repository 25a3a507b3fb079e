"""A run's folder is used as it was written, or not at all."""

from __future__ import annotations

import json
import pickle
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from recbole_tema.errors import CheckpointError, ConfigError, DataError, TEMAError
from recbole_tema.experiment.run import Experiment, run_experiment
from recbole_tema.files.storage import sha256
from recbole_tema.recommend import Recommender
from tests.trained import KEYS


@pytest.fixture
def copied(trained: Path, tmp_path: Path) -> Path:
    """A copy of a run with its data, to be tampered with."""
    shutil.copytree(trained / "data", tmp_path / "data")
    shutil.copytree(trained / "runs/TEMA-1", tmp_path / "run")
    return tmp_path


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def refuse(folder: Path, error: type[TEMAError], match: str) -> None:
    with pytest.raises(error, match=match):
        Recommender.load(folder / "run", folder / "data")


def test_a_copy_elsewhere_is_used_as_the_original(copied: Path, recommender: Recommender) -> None:
    there = Recommender.load(copied / "run", copied / "data")
    assert there.recommend(["i3"], 5) == recommender.recommend(["i3"], 5)


def test_tampered_weights_are_refused(copied: Path) -> None:
    file = copied / "run/best.safetensors"
    tensors = load_file(file)
    tensors["state.scale"] = tensors["state.scale"] + 1
    save_file(tensors, file)
    refuse(copied, CheckpointError, r"best.safetensors: is not the file that the run wrote")


class Trap:
    """Makes a folder where it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.mkdir, (self.folder,)


@pytest.mark.parametrize("protocol", ["pickle", "torch"])
def test_a_pickle_is_never_loaded(copied: Path, protocol: str) -> None:
    file, sprung = copied / "run/best.safetensors", copied / "sprung"
    if protocol == "torch":
        torch.save({"state.scale": Trap(sprung)}, file)
    else:
        file.write_bytes(pickle.dumps(Trap(sprung)))
    refuse(copied, CheckpointError, "is not the file that the run wrote")
    # Even where whoever made it wrote down its hash.
    edit(copied / "run/result.json", weights={"file": file.name, "sha256": sha256(file)})
    refuse(copied, CheckpointError, "cannot be read")
    assert not sprung.exists()


@pytest.mark.parametrize("name", ["../best.safetensors", "/etc/hostname", "", ".", "sub/best.safetensors"])
def test_a_name_that_leaves_the_folder_is_refused(copied: Path, name: str) -> None:
    shutil.copy(copied / "run/best.safetensors", copied / "best.safetensors")
    edit(copied / "run/result.json", weights={"file": name, "sha256": "0"})
    refuse(copied, CheckpointError, "names a file outside of it")


@pytest.mark.parametrize("name", ["best.safetensors", "config.json", "result.json"])
def test_a_link_that_leaves_the_folder_is_refused(copied: Path, name: str) -> None:
    (copied / "run" / name).rename(copied / name)
    (copied / "run" / name).symlink_to(copied / name)
    refuse(copied, CheckpointError, "names a file outside of it")


@pytest.mark.parametrize("name", ["best.safetensors", "config.json", "result.json"])
def test_missing_files_are_named(copied: Path, name: str) -> None:
    (copied / "run" / name).unlink()
    refuse(copied, CheckpointError, f"{name}: no such file")


@pytest.mark.parametrize("key", ["calendar", "LIST_SUFFIX", "note", "item_inter_num_interval"])
def test_texts_of_the_settings_are_never_evaluated(copied: Path, key: str) -> None:
    """RecBole evaluates texts of a configuration as Python."""
    sprung = copied / "sprung"
    edit(copied / "run/config.json", **{key: f"__import__('pathlib').Path({str(sprung)!r}).mkdir()"})
    with suppress(TEMAError):
        Recommender.load(copied / "run", copied / "data")
    assert not sprung.exists()


@pytest.mark.parametrize("changes", [{"dataset": "../data/toy"}, {"benchmark_filename": ["../x"]}, {"dataset": 3}])
def test_settings_that_lead_elsewhere_are_refused(copied: Path, changes: dict[str, Any]) -> None:
    edit(copied / "run/config.json", **changes)
    refuse(copied, ConfigError, "no plain name")


@pytest.mark.parametrize(
    ("file", "text", "match"),
    [
        ("config.json", "{", "config.json: is not valid JSON"),
        ("config.json", "[1]", "config.json is missing or no table"),
        ("result.json", "[" * 100_000, "result.json: is not valid JSON"),
        ("result.json", "{}", "weights is missing or no table"),
        ("result.json", '{"weights": {}}', "no such file|outside of it"),
    ],
)
def test_broken_records_are_named(copied: Path, file: str, text: str, match: str) -> None:
    (copied / "run" / file).write_text(text)
    refuse(copied, CheckpointError, match)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"model": "Pop"}, "'Pop' cannot be used"),
        ({"model": None}, "None cannot be used"),
        ({"hidden_size": "wide"}, "hidden_size is 'wide'"),
        ({"n_heads": 3}, "Heads share the width"),
        ({"fusion": "sideways"}, "fusion is 'sideways'"),
    ],
)
def test_settings_without_sense_are_told(copied: Path, changes: dict[str, Any], match: str) -> None:
    edit(copied / "run/config.json", **changes)
    refuse(copied, ConfigError, match)


def test_settings_of_another_model_do_not_fit_the_weights(copied: Path) -> None:
    edit(copied / "run/config.json", n_inter_layers=2)
    refuse(copied, CheckpointError, "another model")


def test_a_dataset_that_changed_is_refused(copied: Path) -> None:
    path = copied / "data/toy/toy.tag"
    path.write_text(path.read_text().replace("mod-1", "mod-9"))
    refuse(copied, DataError, "not those that the model was trained on")
    with pytest.raises(TEMAError):
        Recommender.load(copied / "run", copied / "nowhere")


def test_the_output_folder_of_a_single_run_will_do(trained: Path, recommender: Recommender) -> None:
    again = Recommender.load(trained / "runs", trained / "data")
    assert again.run.folder == trained / "runs/TEMA-1"


def test_of_several_runs_one_must_be_named(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs"
    run_experiment(Experiment(["TEMA", "Pop"], "toy", [1, 2], out, (), {**KEYS, "data_path": str(toy), "epochs": 1}))
    with pytest.raises(CheckpointError, match=r"several runs or none: TEMA-1, TEMA-2\. Give the folder of one run"):
        Recommender.load(out, toy)
    with pytest.raises(ConfigError, match="'Pop' cannot be used"):
        Recommender.load(out / "Pop-1", toy)
