"""Weights carry their epoch: those of another epoch, missing ones and weights that are not finite are refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from recbole_tema.errors import TEMAError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.files.checked_json import write_checked_json
from recbole_tema.training.checkpoint import load_tensors, save_tensors
from tests.toy import write_toy


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    write_toy(folder / "data")
    train(folder)
    return folder


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "copy"))


def train(folder: Path) -> Any:
    settings = {"MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "modalities": ["id"], "epochs": 2}
    return run_experiment(
        "TEMA",
        "toy",
        seeds=[1],
        output_dir=folder / "out",
        config_dict={**settings, "data_path": str(folder / "data")},
        progress=False,
    )


def rewrite(path: Path, epoch: int | None = None, value: float | None = None) -> None:
    """Change the epoch in the record of a checkpoint, or one weight."""
    tensors, record = load_tensors(path)
    if value is not None:
        next(tensor for name, tensor in tensors.items() if name.startswith("state.")).view(-1)[0] = value
    save_tensors(path, tensors, {**record, "epoch": epoch or record["epoch"]})


def test_a_finished_run_is_read_again(folder: Path) -> None:
    assert train(folder).runs[0].seed == 1


def test_weights_of_another_epoch_are_refused(folder: Path) -> None:
    run = folder / "out/TEMA-1"
    best = json.loads((run / "result.json").read_text())["run"]["best_epoch"]
    rewrite(run / "best.safetensors", epoch=best + 5)
    with pytest.raises(TEMAError, match=rf"epoch {best + 5}.*epoch {best}\)\. Delete the folder .*TEMA-1 and run"):
        train(folder)
    (run / "result.json").unlink()  # the same in a training that continues
    with pytest.raises(TEMAError, match=rf"of epoch {best + 5}, but the best epoch is {best}\. Delete the folder"):
        train(folder)


def test_missing_weights_name_what_to_delete(folder: Path) -> None:
    run = folder / "out/TEMA-1"
    (run / "best.safetensors").unlink()
    with pytest.raises(TEMAError, match=r"best\.safetensors: The best weights are missing\. Delete the folder"):
        train(folder)
    (run / "result.json").unlink()
    with pytest.raises(TEMAError, match=r"The best weights are missing\. Delete .*last\.safetensors too and run"):
        train(folder)
    (run / "last.safetensors").unlink()
    train(folder)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_refused(value: float, folder: Path) -> None:
    path = folder / "out/TEMA-1/best.safetensors"
    rewrite(path, value=value)
    result = folder / "out/TEMA-1/result.json"
    from recbole_tema.files.storage import sha256

    record = json.loads(result.read_text())
    record["weights"]["sha256"] = sha256(path)
    write_checked_json(result, record)
    with pytest.raises(TEMAError, match="a weight that is NaN or infinite"):
        open_run(folder / "out/TEMA-1", folder / "data")
    assert not torch.isfinite(torch.tensor(value))


@pytest.mark.parametrize("name", ["result.json", "config.json"])
@pytest.mark.parametrize("text", ["[]", '{"dataset": {"name": "toy"', "{}", "", "1e999", "[" * 100_000, "\0"])
def test_damaged_records_are_named(name: str, text: str, folder: Path) -> None:
    path = folder / "out/TEMA-1" / name
    path.write_text(text)
    for use in (lambda: train(folder), lambda: open_run(path.parent, folder / "data")):
        with pytest.raises(TEMAError) as caught:
            use()
        assert name in str(caught.value) and "elete" in str(caught.value)
