"""A run is loaded from its folder only if every file is as it was written."""

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
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.files.checked_json import write_checked_json
from recbole_tema.files.storage import sha256
from tests.trained import KEYS


@pytest.fixture
def copied(trained: Path, tmp_path: Path) -> Path:
    """A copy of a run and its data, which a test changes."""
    shutil.copytree(trained / "data", tmp_path / "data")
    shutil.copytree(trained / "runs/TEMA-1", tmp_path / "run")
    return tmp_path


def edit(path: Path, **changes: Any) -> None:
    write_checked_json(path, {**json.loads(path.read_text()), **changes})


def assert_refused(folder: Path, error: type[TEMAError], match: str) -> None:
    with pytest.raises(error, match=match):
        open_run(folder / "run", folder / "data")


def test_copied_run_equals_the_original(copied: Path, trained: Path) -> None:
    original, copy = (
        open_run(*folders)
        for folders in ((trained / "runs/TEMA-1", trained / "data"), (copied / "run", copied / "data"))
    )
    assert copy.weights_sha256 == original.weights_sha256 and copy.folder == copied / "run"
    batch = original.data.test.dataset[original.data.test.rows[:5]]
    assert torch.equal(copy.model.full_sort_predict(batch), original.model.full_sort_predict(batch))


@pytest.mark.parametrize("split", ["valid", "test"])
def test_loaded_model_has_the_metrics_of_its_run(trained: Path, split: str) -> None:
    run = open_run(trained / "runs/TEMA-1", trained / "data")
    evaluator = run.evaluator(split)
    recorded = json.loads((trained / "runs/TEMA-1/result.json").read_text())["run"]
    assert not run.model.training
    assert evaluator.summary(evaluator.ranks(run.model)) == recorded[split]


def test_changed_weights_are_refused(copied: Path) -> None:
    file = copied / "run/best.safetensors"
    tensors = load_file(file)
    tensors["state.scale"] = tensors["state.scale"] + 1
    save_file(tensors, file)
    assert_refused(copied, CheckpointError, r"best\.safetensors: This is not the file that the run wrote")


class Trap:
    """Creates a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.mkdir, (self.folder,)


@pytest.mark.parametrize("protocol", ["pickle", "torch"])
def test_pickles_are_never_loaded(copied: Path, protocol: str) -> None:
    file, created = copied / "run/best.safetensors", copied / "created"
    if protocol == "torch":
        torch.save({"state.scale": Trap(created)}, file)
    else:
        file.write_bytes(pickle.dumps(Trap(created)))
    assert_refused(copied, CheckpointError, "This is not the file that the run wrote")
    # Not even if its hash is recorded.
    edit(copied / "run/result.json", weights={"file": file.name, "sha256": sha256(file)})
    assert_refused(copied, CheckpointError, "cannot be read")
    assert not created.exists()


@pytest.mark.parametrize("name", ["../best.safetensors", "/etc/hostname", "", ".", "sub/best.safetensors"])
def test_path_out_of_the_folder_is_refused(copied: Path, name: str) -> None:
    shutil.copy(copied / "run/best.safetensors", copied / "best.safetensors")
    edit(copied / "run/result.json", weights={"file": name, "sha256": "0"})
    assert_refused(copied, CheckpointError, "names a file outside of it")


@pytest.mark.parametrize("name", ["best.safetensors", "config.json", "result.json"])
def test_link_out_of_the_folder_is_refused(copied: Path, name: str) -> None:
    (copied / "run" / name).rename(copied / name)
    (copied / "run" / name).symlink_to(copied / name)
    assert_refused(copied, CheckpointError, "names a file outside of it")


@pytest.mark.parametrize("name", ["best.safetensors", "config.json", "result.json"])
def test_missing_files_are_named(copied: Path, name: str) -> None:
    (copied / "run" / name).unlink()
    assert_refused(copied, CheckpointError, f"{name}: (?i:no such file)")


@pytest.mark.parametrize("key", ["calendar", "LIST_SUFFIX", "note", "item_inter_num_interval"])
def test_strings_of_the_settings_are_never_evaluated(copied: Path, key: str) -> None:
    """RecBole evaluates strings of a configuration as Python."""
    created = copied / "created"
    edit(copied / "run/config.json", **{key: f"__import__('pathlib').Path({str(created)!r}).mkdir()"})
    with suppress(TEMAError):
        open_run(copied / "run", copied / "data")
    assert not created.exists()


@pytest.mark.parametrize("changes", [{"dataset": "../data/toy"}, {"benchmark_filename": ["../x"]}, {"dataset": 3}])
def test_settings_with_paths_are_refused(copied: Path, changes: dict[str, Any]) -> None:
    edit(copied / "run/config.json", **changes)
    assert_refused(copied, ConfigError, "must be a plain file name")


@pytest.mark.parametrize(
    ("file", "text", "match"),
    [
        ("config.json", "{", "config.json: The file is not valid JSON"),
        ("config.json", "[1]", "config.json is missing or not a JSON object"),
        ("result.json", "[" * 100_000, "result.json: The file is not valid JSON"),
        ("result.json", "{}", "The entry `weights` of result.json is missing or not a JSON object"),
        ("result.json", '{"weights": {}}', r"(?i)no such file|outside of it"),
    ],
)
def test_malformed_records_are_named(copied: Path, file: str, text: str, match: str) -> None:
    (copied / "run" / file).write_text(text)
    assert_refused(copied, CheckpointError, match)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"model": "Pop"}, "A run of 'Pop' cannot be loaded"),
        ({"model": None}, "A run of None cannot be loaded"),
        ({"hidden_size": "wide"}, r"hidden_size \('wide'\) must be a"),
        ({"n_heads": 3}, r"hidden_size \(16\) must be divisible by n_heads \(3\)"),
        ({"fusion": "sideways"}, r"fusion \('sideways'\) must be one of early, late"),
    ],
)
def test_wrong_settings_are_refused(copied: Path, changes: dict[str, Any], match: str) -> None:
    edit(copied / "run/config.json", **changes)
    assert_refused(copied, ConfigError, match)


def test_weights_of_another_architecture_are_refused(copied: Path) -> None:
    edit(copied / "run/config.json", n_inter_layers=2)
    assert_refused(copied, CheckpointError, "another model")


def test_changed_dataset_is_refused(copied: Path) -> None:
    path = copied / "data/toy/toy.tag"
    path.write_text(path.read_text().replace("mod-1", "mod-9"))
    assert_refused(copied, DataError, "not those that the model was trained on")
    with pytest.raises(TEMAError):
        open_run(copied / "run", copied / "nowhere")


def test_output_folder_of_a_single_run_is_accepted(trained: Path) -> None:
    assert open_run(trained / "runs", trained / "data").folder == trained / "runs/TEMA-1"


def test_output_folder_of_several_runs_is_refused(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs"
    settings = {**KEYS, "data_path": str(toy), "epochs": 1}
    run_experiment(["TEMA", "Pop"], "toy", seeds=[1, 2], output_dir=out, config_dict=settings)
    with pytest.raises(CheckpointError, match=r"not hold a single run: TEMA-1, TEMA-2\. Give the folder of one run"):
        open_run(out, toy)
    with pytest.raises(ConfigError, match="A run of 'Pop' cannot be loaded"):
        open_run(out / "Pop-1", toy)
