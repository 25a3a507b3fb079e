"""Experiments end to end: every kind of model, reproducible, resumable, with metrics equal to RecBole's."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from recbole.data.dataloader import FullSortEvalDataLoader
from recbole.trainer import Trainer
from recbole.utils import init_seed

from recbole_tema.config import Config
from recbole_tema.data.preparation import input_hashes, prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import read_ranks
from recbole_tema.evaluation.evaluator import Evaluator
from recbole_tema.evaluation.results import ExperimentResult
from recbole_tema.experiment.run import run_experiment
from recbole_tema.files.storage import sha256
from recbole_tema.files.vectors import build_cache
from recbole_tema.model import get_model
from tests.helpers import build, config, recbole_parts
from tests.toy import write_toy

SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "teachers": 0, "hidden_size": 16, "epochs": 3, "modalities": ["id", "tag", "text"]}


def run(toy: Path, out: Path, *models: str, seed: int = 1, **keys: Any) -> ExperimentResult:
    """Run models of the toy dataset with small settings."""
    settings = {**SMALL, "data_path": str(toy), **keys}
    return run_experiment(models, "toy", seeds=[seed], output_dir=out, config_dict=settings)


def numbers(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What two equal experiments have in common, from the content of ``results.json``."""
    return [{key: run[key] for key in ("model", "losses", "scores", "valid", "test")} for run in record["runs"]]


@pytest.mark.parametrize("model", ["TEMA", "SASRecW", "SASRec", "BPR"])
def test_same_seed_gives_the_same_numbers(toy: Path, tmp_path: Path, model: str) -> None:
    first, second, other = (
        run(toy, tmp_path / name, model, seed=seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert numbers(first.to_dict()) == numbers(second.to_dict()) != numbers(other.to_dict())
    assert first.ranks.equals(second.ranks) and not first.ranks.equals(other.ranks)


def test_result_as_data_frames(toy: Path, tmp_path: Path) -> None:
    settings = {**SMALL, "data_path": str(toy), "epochs": 1}
    result = run_experiment(["TEMA", "Pop"], "toy", seeds=[1, 2], output_dir=tmp_path / "out", config_dict=settings)
    metrics = result.to_frame()
    keys = ["model", "seed", "split", "protocol", "domain"]
    assert not metrics.duplicated(keys).any()
    assert len(metrics) == 2 * 2 * 2 * 3 * 3  # models, seeds, splits, protocols, overall and two domains
    row = metrics.set_index(keys).loc[("TEMA", 2, "test", "catalog", "d1")]
    run = next(run for run in result.runs if (run.model, run.seed) == ("TEMA", 2))
    assert row["ndcg@10"] == run.test["catalog"]["d1"]["ndcg@10"]
    assert set(result.comparison["baseline"]) == {"Pop"} and set(result.comparison["model"]) == {"TEMA"}
    assert result.comparison["p_holm"].ge(result.comparison["p"]).all()
    targets = result.ranks.groupby(["model", "seed", "split", "protocol"]).size()
    assert len(targets) == 2 * 2 * 2 * 3 and set(targets.xs("test", level="split")) == {38}
    assert "TEMA" in str(result) and "d0" in str(result)


def test_one_model_may_be_given_without_a_list(toy: Path, tmp_path: Path) -> None:
    settings = {**SMALL, "data_path": str(toy), "epochs": 1}
    by_name = run_experiment("Pop", "toy", output_dir=tmp_path / "name", config_dict=settings)
    by_class = run_experiment(get_model("Pop"), "toy", output_dir=tmp_path / "class", config_dict=settings)
    assert by_name.comparison.empty and [run.seed for run in by_name.runs] == [2024]
    assert numbers(by_name.to_dict()) == numbers(by_class.to_dict())


@pytest.mark.parametrize("models", [[], ["Pop", "Pop"], ["Pop", get_model("Pop")]])
def test_each_model_must_be_given_once(toy: Path, models: list[Any]) -> None:
    with pytest.raises(ConfigError, match="Give each model once"):
        run_experiment(models, "toy", config_dict={"data_path": str(toy)})


def test_progress_is_reported_after_every_epoch(toy: Path, tmp_path: Path) -> None:
    epochs: list[tuple[str, int, int, int]] = []
    run_experiment(
        "TEMA",
        "toy",
        seeds=[5],
        output_dir=tmp_path / "out",
        config_dict={**SMALL, "data_path": str(toy)},
        on_epoch=lambda model, seed, total, progress: epochs.append((model, seed, total, progress.epoch)),
    )
    assert epochs == [("TEMA", 5, 3, 1), ("TEMA", 5, 3, 2), ("TEMA", 5, 3, 3)]


def test_every_model_ranks_the_same_targets(toy: Path, tmp_path: Path) -> None:
    models = ["TEMA", "Pop", "BPR", "SASRec", "GRU4Rec", "BERT4Rec", "FDSA", "SASRecF"]
    results = run(toy, tmp_path / "out", *models, epochs=1, inner_size=16, embedding_size=16).to_dict()
    assert [run["model"] for run in results["runs"]] == models
    written = json.loads((tmp_path / "out/results.json").read_text())
    assert written.pop("checksum") and written == results
    ranks = read_ranks(tmp_path / "out/ranks.parquet")
    targets = ranks.groupby(["model", "split", "protocol"])[["user_id", "item_id"]].apply(
        lambda rows: frozenset(zip(rows["user_id"], rows["item_id"]))
    )
    for split in ("valid", "test"):
        assert len(set(targets.xs(split, level="split"))) == 1
    assert len(results["comparison"]) == 7 * 3 * 3 * 2  # baselines, protocols, overall + domains, metrics
    written = sorted(path.name for path in tmp_path.iterdir() if path.name != "data")
    assert written == ["out"]
    assert "TEMA" in (tmp_path / "out/comparison.md").read_text()


def test_five_domains_give_five_rows(tmp_path: Path) -> None:
    data = write_toy(tmp_path / "five", domains=5, users=60)
    results = run(data, tmp_path / "out", "TEMA", "Pop", epochs=1, protocols=["domain"]).to_dict()
    rows = results["runs"][0]["test"]["domain"]
    assert set(rows) == {"overall", "d0", "d1", "d2", "d3", "d4"}
    assert sum(rows[f"d{d}"]["users"] for d in range(5)) == rows["overall"]["users"] == 58
    written = (tmp_path / "out/comparison.md").read_text()
    assert all(f"### d{d} (" in written for d in range(5))


@pytest.mark.parametrize("batch_size", [1, 7, 2048])
def test_pop_counts_every_training_interaction(toy: Path, batch_size: int) -> None:
    settings = config(toy, "Pop", train_batch_size=batch_size)
    data = prepare_data(settings)
    model = get_model("Pop")(settings, data.dataset)
    for batch in data.train:
        model.calculate_loss(batch)
    interactions = data.split.interactions
    users = zip(interactions.offsets[:-1], data.split.train_ends())
    rows = [row for start, end in users for row in range(start, end)]
    counts = np.bincount(interactions.items[rows], minlength=model.n_items)
    assert model.item_cnt[:, 0].tolist() == counts.tolist() and counts.max() > 1


@pytest.mark.parametrize("model_name", ["TEMA", "SASRec"])
def test_metrics_equal_those_of_recboles_trainer(toy: Path, tmp_path: Path, model_name: str) -> None:
    settings = config(toy, model_name, modalities=["id"], metrics=["Hit", "NDCG", "MRR"], topk=[5, 10], n_layers=1)
    data = prepare_data(settings)
    init_seed(1, True)
    model = get_model(model_name)(settings, data.dataset).eval()
    evaluator = Evaluator(data.test, data.domains, settings, data.fingerprint)
    ours = evaluator.summary(evaluator.ranks(model, ["catalog"]))["catalog"]["overall"]
    loader = FullSortEvalDataLoader(settings, recbole_parts(data)[2], None, shuffle=False)
    theirs = Trainer(settings, model).evaluate(loader, load_best_model=False)
    for name in ("hit@5", "hit@10", "ndcg@5", "ndcg@10", "mrr@10"):
        assert ours[name] == pytest.approx(theirs[name], abs=1e-4), name


@pytest.mark.slow
def test_killed_run_resumes_with_the_same_numbers(toy: Path, tmp_path: Path) -> None:
    keys = {**SMALL, "epochs": 12, "stopping_step": 50, "data_path": str(toy)}
    command = [
        sys.executable,
        str(Path(__file__).parents[2] / "run_tema.py"),
        "--models=TEMA",
        "--dataset=toy",
        "--seeds=1",
        *(f"--{key}={value}" for key, value in keys.items()),
    ]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    root = Path(__file__).parents[2]
    subprocess.run([*command, f"--output_dir={whole}"], check=True, cwd=root, capture_output=True)
    process = subprocess.Popen([*command, f"--output_dir={killed}"], cwd=root, stdout=subprocess.DEVNULL)
    last = killed / "TEMA-1/last.json"
    deadline = time.time() + 120
    while process.poll() is None and time.time() < deadline:
        if last.exists() and json.loads(last.read_text())["progress"]["epoch"] >= 2:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    process.wait()
    reached = json.loads(last.read_text())["progress"]["epoch"]
    assert process.returncode == -signal.SIGKILL and 2 <= reached < 12
    resumed = subprocess.run([*command, f"--output_dir={killed}"], check=True, cwd=root, capture_output=True, text=True)
    assert f"TEMA seed 1: continues after epoch {reached}\n" in resumed.stderr
    first, second = (json.loads((folder / "results.json").read_text()) for folder in (whole, killed))
    assert numbers(first) == numbers(second)


def test_finished_run_is_read_and_other_settings_are_refused(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(toy, out, "TEMA").to_dict()
    stamp = (out / "TEMA-1/best.safetensors").stat().st_mtime_ns
    assert run(toy, out, "TEMA").to_dict() == first
    assert (out / "TEMA-1/best.safetensors").stat().st_mtime_ns == stamp
    with pytest.raises(ConfigError, match="other settings"):
        run(toy, out, "TEMA", dropout=0.3)


@pytest.mark.parametrize(("suffix", "old", "new"), [("inter", "\ti5\t", "\ti7\t"), ("tag", "0.9 0.3", "0.8 0.3")])
def test_finished_run_of_files_that_changed_is_refused(
    toy: Path, tmp_path: Path, suffix: str, old: str, new: str
) -> None:
    out = tmp_path / "out"
    run(toy, out, "TEMA", epochs=1)
    path = toy / f"toy/toy.{suffix}"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(ConfigError, match="changed since"):
        run(toy, out, "TEMA", epochs=1)


def test_binary_cache_does_not_change_a_run(toy: Path, tmp_path: Path) -> None:
    out, path = tmp_path / "out", toy / "toy/toy.txt"
    kinds = {"txt_item_id": "token", "txt_emb": "float_seq"}
    first = run(toy, out, "TEMA", epochs=1).to_dict()
    hashes = input_hashes(config(toy, modalities=["id", "tag", "text"]))
    assert hashes["text"] == sha256(path) and set(hashes) == {"dataset", "tag", "text"}
    build_cache(path, kinds)
    assert input_hashes(config(toy, modalities=["id", "tag", "text"])) == hashes
    assert run(toy, out, "TEMA", epochs=1).to_dict() == first
    repeated = run(toy, tmp_path / "repeated", "TEMA", epochs=1).to_dict()
    assert numbers(repeated) == numbers(first)
    assert set(input_hashes(config(toy, "SASRec"))) == {"dataset"}


def test_config_file_of_recbole_is_accepted(toy: Path, tmp_path: Path) -> None:
    file = tmp_path / "recbole.yaml"
    file.write_text(
        "USER_ID_FIELD: user_id\nITEM_ID_FIELD: item_id\nload_col:\n  inter: [user_id, item_id, timestamp]\n"
        "n_layers: 1\nn_heads: 1\nhidden_size: 8\ninner_size: 16\ntrain_batch_size: 64\nepochs: 1\n"
        "train_neg_sample_args: ~\neval_args:\n  split: {'LS': 'valid_and_test'}\n  order: TO\n  mode: full\n"
        "metrics: ['Recall', 'NDCG']\nvalid_metric: NDCG@10\n"
    )
    results = run_experiment(
        "SASRec",
        "toy",
        seeds=[1],
        output_dir=tmp_path / "out",
        config_file_list=[file],
        config_dict={"data_path": str(toy)},
    ).to_dict()
    assert results["runs"][0]["config"]["hidden_size"] == 8
    assert results["runs"][0]["test"]["domain"]["overall"]["users"] == 38


@pytest.mark.parametrize(
    ("model", "keys", "words"),
    [
        ("SASRce", {}, "did you mean SASRec"),
        ("S3Rec", {}, "special trainer"),
        ("KSR", {}, "knowledge graph"),
        ("FM", {}, "FM is a context model"),
        ("TEMA", {"hiden_size": 3}, "did you mean hidden_size"),
        ("TEMA", {"fusion": "middle"}, "early, late"),
        ("TEMA", {"modalities": ["id", "sound"]}, "'sound'"),
        ("TEMA", {"protocols": ["all"]}, "'all'"),
        ("TEMA", {"weight_average": 1.5}, "below 1"),
        ("TEMA", {"ensemble": 0}, "ensemble (0) must be at least 1"),
        ("TEMA", {"neighbours": -1}, "neighbours (-1) must be at least 0"),
        ("TEMA", {"neighbour_weight": -0.1}, "neighbour_weight (-0.1) must be at least 0."),
        ("TEMA", {"neighbour_weight": float("nan")}, "neighbour_weight (nan) must be at least 0"),
        ("TEMA", {"eval_args": {"split": {"RS": [0.8, 0.1, 0.1]}}}, "leave-one-out"),
    ],
)
def test_wrong_settings_are_refused(toy: Path, model: str, keys: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(model, "toy", config_dict={"data_path": str(toy), **keys})
    assert words.lower() in str(caught.value).lower()


def test_malformed_config_file_is_refused(toy: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("epochs: 1\nhidden_size: [1\n")
    with pytest.raises(ConfigError, match="not valid YAML") as caught:
        Config("TEMA", "toy", config_file_list=[file])
    assert caught.value.path == file and caught.value.line is not None


def test_best_weights_are_evaluated(toy: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    result = run(toy, tmp_path / "out", "TEMA", epochs=6).to_dict()["runs"][0]
    domains = [result["valid"]["domain"][d]["ndcg@10"] for d in ("d0", "d1")]
    assert np.mean(domains) == pytest.approx(max(result["scores"]))
    assert result["scores"][result["best_epoch"] - 1] == max(result["scores"])
    model, data, settings = build(toy, **{**SMALL, "seed": 1})
    state = {k[6:]: v for k, v in load_file(tmp_path / "out/TEMA-1/best.safetensors").items() if k.startswith("state.")}
    model.load_state_dict(state)
    evaluator = Evaluator(data.test, data.domains, settings, data.fingerprint)
    assert evaluator.summary(evaluator.ranks(model)) == result["test"]
    assert all(torch.isfinite(value).all() for value in state.values())
