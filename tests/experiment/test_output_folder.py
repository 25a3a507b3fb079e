"""Output folders: those of a failed start are free, conflicts name the keys, and later runs join the comparison."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from recbole_tema.cli import main
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import compare, read_ranks
from recbole_tema.evaluation.results import ExperimentResult
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.atomic import write_atomic
from tests.toy import write_shop, write_toy

SMALL = {
    "MAX_ITEM_LIST_LENGTH": 8,
    "teachers": 0,
    "hidden_size": 16,
    "inner_size": 16,
    "embedding_size": 8,
    "epochs": 1,
}


def run(toy: Path, out: Path, *models: str, seeds: tuple[int, ...] = (1,), **keys: Any) -> ExperimentResult:
    """Run models of the toy dataset with small settings."""
    settings = {**SMALL, "modalities": ["id", "text"], "data_path": str(toy), **keys}
    return run_experiment(models, "toy", seeds=seeds, output_dir=out, config_dict=settings)


def runs_of(out: Path) -> list[tuple[str, int]]:
    """Model and seed of the runs in ``results.json``."""
    return [(run.model, run.seed) for run in ExperimentResult.read(out).runs]


def test_the_corrected_command_succeeds_after_a_failed_start(tmp_path: Path) -> None:
    """The main path of the README, with `run` before `encode`."""
    write_shop(tmp_path)
    main(["prepare", "interactions.csv", "--items=items.csv", "--name=my-shop"])
    command = ["run", "--dataset=my-shop", "--models=TEMA,Pop", "--hidden_size=16", "--epochs=1"]
    with pytest.raises(SystemExit, match="2"):
        main(command)
    assert [path.name for path in tmp_path.rglob("runs/*/*/*")] in ([], ["config.json"])
    vectors = pd.DataFrame({"txt_item_id": ["p0", "p1"], "txt_emb": [np.ones(4), np.zeros(4)]})
    path = tmp_path / "atomic_data/my-shop/my-shop.txt"
    write_atomic(vectors, path, {"txt_item_id": "token", "txt_emb": "float_seq"})
    main([*command, "--calendar=none"])
    assert runs_of(Path("runs/my-shop")) == [("TEMA", 2024), ("Pop", 2024)]
    assert sorted(path.name for path in Path("runs/my-shop").iterdir()) == [
        "Pop-2024", "TEMA-2024", "comparison.md", "ranks.parquet", "results.json",
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["key", "file"])
def test_folder_without_weights_is_free(toy: Path, tmp_path: Path, change: str) -> None:
    text = toy / "toy/toy.txt"
    content = text.read_text()
    text.write_text(content.replace("\ni7\t", "\ni7\tnan ", 1))
    with pytest.raises(DataError):
        run(toy, tmp_path / "out", "TEMA")
    assert [path.name for path in (tmp_path / "out/TEMA-1").iterdir()] == ["config.json"]
    if change == "file":
        text.write_text(content)
    keys = {"modalities": ["id"]} if change == "key" else {}
    assert run(toy, tmp_path / "out", "TEMA", **keys).runs[0].epochs == 1
    assert not (tmp_path / "out/recbole").exists()


def test_conflict_names_keys_with_both_values(toy: Path, tmp_path: Path) -> None:
    run(toy, tmp_path / "out", "TEMA")
    with pytest.raises(ConfigError) as caught:
        run(toy, tmp_path / "out", "TEMA", epochs=30, dropout=0.3)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'out/TEMA-1'}: ")
    assert "epochs: 1 in the folder, 30 now" in message and "0.3 now" in message
    assert "hidden_size" not in message


def test_conflict_lists_five_keys_and_counts_the_others(toy: Path, tmp_path: Path) -> None:
    run(toy, tmp_path / "out", "Pop")
    other = {"epochs": 2, "learning_rate": 0.1, "train_batch_size": 9, "stopping_step": 3, "weight_decay": 0.1}
    with pytest.raises(ConfigError, match=r"and 2 more\. Choose another output_dir") as caught:
        run(toy, tmp_path / "out", "Pop", eval_batch_size=7, mask_history=True, **other)
    assert str(caught.value).count(" now") == 5


def test_conflict_names_the_files_that_changed(toy: Path, tmp_path: Path) -> None:
    run(toy, tmp_path / "out", "TEMA")
    path = toy / "toy/toy.txt"
    path.write_text(path.read_text().replace("\ni7\t0", "\ni7\t1", 1).replace("\ni7\t-", "\ni7\t", 1))
    with pytest.raises(ConfigError, match=r"toy\.txt has changed since\.") as caught:
        run(toy, tmp_path / "out", "TEMA")
    assert "toy.inter" not in str(caught.value)
    path.unlink()
    with pytest.raises(ConfigError, match=r"toy\.txt was removed since"):
        run(toy, tmp_path / "out", "TEMA")


def test_conflict_is_found_before_any_training(toy: Path, tmp_path: Path) -> None:
    run(toy, tmp_path / "out", "BPR")
    with pytest.raises(ConfigError, match="out/BPR-1"):
        run(toy, tmp_path / "out", "Pop", "BPR", epochs=2)
    assert not (tmp_path / "out/Pop-1").exists()


@pytest.mark.parametrize("content", [None, "{", "[]", "{}"])
def test_weights_without_valid_settings_are_refused(toy: Path, tmp_path: Path, content: str | None) -> None:
    run(toy, tmp_path / "out", "Pop")
    settings = tmp_path / "out/Pop-1/config.json"
    settings.unlink()
    if content is not None:
        settings.write_text(content)
    with pytest.raises(ConfigError, match=r"a run without a valid config\.json"):
        run(toy, tmp_path / "out", "Pop")


def test_a_later_command_adds_its_runs(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(toy, out, "TEMA")
    later = run(toy, out, "SASRec")
    assert [run.model for run in later.runs] == ["TEMA", "SASRec"] and later.models == ["TEMA", "SASRec"]
    together = run(toy, tmp_path / "together", "TEMA", "SASRec")
    assert later.to_dict()["comparison"] == together.to_dict()["comparison"] != []
    written = json.loads((out / "results.json").read_text())
    assert written.pop("checksum") and written == later.to_dict()
    assert read_ranks(out / "ranks.parquet").equals(read_ranks(tmp_path / "together/ranks.parquet"))
    table = (out / "comparison.md").read_text()
    assert "| TEMA | 1 |" in table and "| SASRec | 1 |" in table
    # The tests are two-sided and of the first model of the folder, whatever the order of a later command.
    assert run(toy, out, "SASRec", "TEMA").to_dict() == later.to_dict()
    tests = compare(later.ranks, "TEMA", protocol="domain", alternative="two-sided")
    assert [test for test in later.to_dict()["comparison"] if test["protocol"] == "domain"] == tests


def test_seeds_are_added_to_their_model(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(toy, out, "Pop", "BPR")
    result = run(toy, out, "Pop", "BPR", seeds=(2,))
    assert [(run.model, run.seed) for run in result.runs] == [("Pop", 1), ("Pop", 2), ("BPR", 1), ("BPR", 2)]
    with pytest.raises(ConfigError, match=r"Seed 1 of BPR has other settings: learning_rate: 0\.001 .*0\.5 now"):
        run(toy, out, "BPR", seeds=(3,), learning_rate=0.5)


def test_deleted_folder_leaves_the_comparison(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(toy, out, "Pop", "BPR")
    shutil.rmtree(out / "Pop-1")
    assert [run.model for run in run(toy, out, "SASRec").runs] == ["BPR", "SASRec"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"protocols": ["domain"]}, "protocols: ['catalog', 'domain', 'sampled'] in the folder, ['domain'] now"),
        ({"eval_negatives": 9}, "eval_negatives: 999 in the folder, 9 now"),
        ({"mask_history": True}, "mask_history: False in the folder, True now"),
    ],
)
def test_runs_evaluated_in_another_way_are_refused(toy: Path, tmp_path: Path, keys: dict[str, Any], words: str) -> None:
    run(toy, tmp_path / "out", "Pop")
    with pytest.raises(ConfigError) as caught:
        run(toy, tmp_path / "out", "BPR", **keys)
    assert words in str(caught.value) and "Pop and BPR" in str(caught.value)
    assert runs_of(tmp_path / "out") == [("Pop", 1)] and not (tmp_path / "out/BPR-1").exists()


def test_runs_of_another_dataset_are_refused(toy: Path, tmp_path: Path) -> None:
    run(toy, tmp_path / "out", "Pop")
    other = write_toy(tmp_path / "other", users=30)
    with pytest.raises(ConfigError, match="other interactions, items or splits of toy"):
        run(other, tmp_path / "out", "BPR")
    write_toy(tmp_path / "data", "toy2")
    with pytest.raises(ConfigError, match="holds runs on toy, not toy2"):
        run_experiment("BPR", "toy2", output_dir=tmp_path / "out", config_dict={**SMALL, "data_path": str(toy)})


def test_damaged_records_are_refused(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(toy, out, "Pop")
    (out / "Pop-1/result.json").write_text("{}")
    with pytest.raises(DataError, match=r"Pop-1/result\.json: is not the result of a run\. Delete the file"):
        run(toy, out, "Pop")
    (out / "results.json").write_text("{")
    with pytest.raises(ConfigError, match=r"out/results\.json: is not JSON.*Delete this file"):
        run(toy, out, "BPR")
