"""Runs end to end: stock and ours, repeatable, resumable, and measured as RecBole measures."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
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
from recbole_tema.experiment.run import Experiment, run_experiment
from recbole_tema.files.storage import sha256
from recbole_tema.files.vectors import build_cache
from recbole_tema.model import get_model
from tests.helpers import build, config, recbole_parts
from tests.toy import write_toy

SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 3, "modalities": ["id", "tag", "text"]}


def experiment(toy: Path, out: Path, models: list[str], **keys: Any) -> Experiment:
    return Experiment(models, "toy", keys.pop("seeds", [1]), out, (), {**SMALL, "data_path": str(toy), **keys})


def numbers(results: dict[str, Any]) -> list[dict[str, Any]]:
    return [{key: run[key] for key in ("model", "losses", "scores", "valid", "test")} for run in results["runs"]]


@pytest.mark.parametrize("model", ["TEMA", "SASRec"])
def test_same_seed_same_numbers(toy: Path, tmp_path: Path, model: str) -> None:
    first, second, other = (
        run_experiment(experiment(toy, tmp_path / name, [model], seeds=[seed]))
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert numbers(first) == numbers(second) != numbers(other)


def test_a_table_of_stock_models_and_ours(toy: Path, tmp_path: Path) -> None:
    models = ["TEMA", "Pop", "BPR", "SASRec", "GRU4Rec", "BERT4Rec", "FDSA", "SASRecF"]
    results = run_experiment(experiment(toy, tmp_path / "out", models, epochs=1, inner_size=16, embedding_size=16))
    assert [run["model"] for run in results["runs"]] == models
    assert json.loads((tmp_path / "out/results.json").read_text()) == results
    ranks = read_ranks(tmp_path / "out/ranks.parquet")
    sets = ranks.groupby(["model", "split", "protocol"])[["user_id", "item_id"]].apply(
        lambda rows: frozenset(zip(rows["user_id"], rows["item_id"]))
    )
    # Every model ranks the same targets, under every protocol.
    for split in ("valid", "test"):
        assert len(set(sets.xs(split, level="split"))) == 1
    assert len(results["comparison"]) == 7 * 3 * 3 * 2  # baselines, protocols, overall + domains, metrics
    written = sorted(path.name for path in tmp_path.iterdir() if path.name != "data")
    assert written == ["out"]
    assert "TEMA" in (tmp_path / "out/comparison.md").read_text()


def test_five_domains_give_five_rows(tmp_path: Path) -> None:
    data = write_toy(tmp_path / "five", domains=5, users=60)
    results = run_experiment(experiment(data, tmp_path / "out", ["TEMA", "Pop"], epochs=1))
    rows = results["runs"][0]["test"]["domain"]
    assert set(rows) == {"overall", "d0", "d1", "d2", "d3", "d4"}
    assert sum(rows[f"d{d}"]["users"] for d in range(5)) == rows["overall"]["users"] == 58
    written = (tmp_path / "out/comparison.md").read_text()
    assert all(f"### d{d} (" in written for d in range(5))


def test_pop_counts_training_interactions_only(toy: Path) -> None:
    settings = config(toy, "Pop")
    data = prepare_data(settings)
    model = get_model("Pop")(settings, data.dataset)
    for batch in data.train:
        model.calculate_loss(batch)
    ends = [range(a, b) for a, b in zip(data.sequences.offsets[:-1], data.sequences.train_ends())]
    rows = [row for span in ends for row in span]
    expected = np.bincount(data.sequences.items[rows], minlength=model.n_items)
    assert model.item_cnt[:, 0].tolist() == expected.tolist()


@pytest.mark.parametrize("model_name", ["TEMA", "SASRec"])
def test_recbole_own_trainer_measures_the_same(toy: Path, tmp_path: Path, model_name: str) -> None:
    settings = config(toy, model_name, modalities=["id"], metrics=["Hit", "NDCG", "MRR"], topk=[5, 10], n_layers=1)
    data = prepare_data(settings)
    init_seed(1, True)
    model = get_model(model_name)(settings, data.dataset).eval()
    ranks = Evaluator(data.test, data.domains, settings, data.fingerprint)
    ours = ranks.summary(ranks.ranks(model, ["catalog"]))["catalog"]["overall"]
    loader = FullSortEvalDataLoader(settings, recbole_parts(data)[2], None, shuffle=False)
    theirs = Trainer(settings, model).evaluate(loader, load_best_model=False)
    for name in ("hit@5", "hit@10", "ndcg@5", "ndcg@10", "mrr@10"):
        assert ours[name] == pytest.approx(theirs[name], abs=1e-4), name


@pytest.mark.slow
def test_killed_run_goes_on_with_the_same_numbers(toy: Path, tmp_path: Path) -> None:
    keys = {**SMALL, "epochs": 12, "stopping_step": 50, "data_path": str(toy)}
    command = [
        sys.executable,
        str(Path(__file__).parents[2] / "run_tema.py"),
        "--models=TEMA",
        "--dataset=toy",
        "--seeds=1",
        *(f"--{key}={value}" for key, value in keys.items()),
    ]
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    root = Path(__file__).parents[2]
    subprocess.run([*command, f"--output_dir={whole}"], check=True, cwd=root, capture_output=True)
    process = subprocess.Popen([*command, f"--output_dir={broken}"], cwd=root, stdout=subprocess.DEVNULL)
    last = broken / "TEMA-1/last.json"
    deadline = time.time() + 120
    while process.poll() is None and time.time() < deadline:
        if last.exists() and json.loads(last.read_text())["progress"]["epoch"] >= 2:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    process.wait()
    reached = json.loads(last.read_text())["progress"]["epoch"]
    assert process.returncode == -signal.SIGKILL and 2 <= reached < 12
    subprocess.run([*command, f"--output_dir={broken}"], check=True, cwd=root, capture_output=True)
    first, second = (json.loads((folder / "results.json").read_text()) for folder in (whole, broken))
    assert numbers(first) == numbers(second)


def test_a_finished_run_is_read_and_other_settings_are_refused(toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run_experiment(experiment(toy, out, ["TEMA"]))
    stamp = (out / "TEMA-1/best.safetensors").stat().st_mtime_ns
    assert run_experiment(experiment(toy, out, ["TEMA"])) == first
    assert (out / "TEMA-1/best.safetensors").stat().st_mtime_ns == stamp
    with pytest.raises(ConfigError, match="other settings"):
        run_experiment(experiment(toy, out, ["TEMA"], dropout=0.3))


@pytest.mark.parametrize(("suffix", "old", "new"), [("inter", "\ti5\t", "\ti7\t"), ("tag", "0.9 0.3", "0.8 0.3")])
def test_a_run_of_files_that_changed_is_not_taken_for_done(
    toy: Path, tmp_path: Path, suffix: str, old: str, new: str
) -> None:
    out = tmp_path / "out"
    run_experiment(experiment(toy, out, ["TEMA"], epochs=1))
    path = toy / f"toy/toy.{suffix}"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(ConfigError, match="changed since"):
        run_experiment(experiment(toy, out, ["TEMA"], epochs=1))


def test_a_binary_cache_continues_a_run_of_the_text(toy: Path, tmp_path: Path) -> None:
    out, path = tmp_path / "out", toy / "toy/toy.txt"
    kinds = {"txt_item_id": "token", "txt_emb": "float_seq"}
    first = run_experiment(experiment(toy, out, ["TEMA"], epochs=1))
    claimed = input_hashes(config(toy, modalities=["id", "tag", "text"]))
    assert claimed["text"] == sha256(path) and set(claimed) == {"dataset", "tag", "text"}
    build_cache(path, kinds)
    assert input_hashes(config(toy, modalities=["id", "tag", "text"])) == claimed
    assert run_experiment(experiment(toy, out, ["TEMA"], epochs=1)) == first
    anew = run_experiment(experiment(toy, tmp_path / "anew", ["TEMA"], epochs=1))
    assert numbers(anew) == numbers(first)
    assert set(input_hashes(config(toy, "SASRec"))) == {"dataset"}


def test_a_stock_config_file_keeps_working(toy: Path, tmp_path: Path) -> None:
    file = tmp_path / "stock.yaml"
    file.write_text(
        "USER_ID_FIELD: user_id\nITEM_ID_FIELD: item_id\nload_col:\n  inter: [user_id, item_id, timestamp]\n"
        "n_layers: 1\nn_heads: 1\nhidden_size: 8\ninner_size: 16\ntrain_batch_size: 64\nepochs: 1\n"
        "train_neg_sample_args: ~\neval_args:\n  split: {'LS': 'valid_and_test'}\n  order: TO\n  mode: full\n"
        "metrics: ['Recall', 'NDCG']\nvalid_metric: NDCG@10\n"
    )
    results = run_experiment(Experiment(["SASRec"], "toy", [1], tmp_path / "out", [file], {"data_path": str(toy)}))
    assert results["runs"][0]["config"]["hidden_size"] == 8
    assert results["runs"][0]["test"]["domain"]["overall"]["users"] == 38


@pytest.mark.parametrize(
    ("model", "keys", "words"),
    [
        ("SASRce", {}, "did you mean SASRec"),
        ("S3Rec", {}, "trainer of its own"),
        ("TEMA", {"hiden_size": 3}, "did you mean hidden_size"),
        ("TEMA", {"fusion": "middle"}, "early, late"),
        ("SASRecW", {"train_rows": "users"}, "sequences, targets"),
        ("TEMA", {"modalities": ["id", "sound"]}, "'sound'"),
        ("TEMA", {"protocols": ["all"]}, "'all'"),
        ("TEMA", {"weight_average": 1.5}, "below 1"),
        ("TEMA", {"ensemble": 0}, "1 or more"),
        ("TEMA", {"ensemble": 2, "inter_only": 3}, "inter_only is 3 of 2 networks"),
        ("TEMA", {"neighbours": -1}, "or 0 for none"),
        ("TEMA", {"neighbour_weight": -0.1}, "neighbour_weight is -0.1. Give 0 or more."),
        ("TEMA", {"neighbour_weight": float("nan")}, "neighbour_weight is nan"),
        ("TEMA", {"inter_only": 1, "n_inter_layers": 0}, "n_inter_layers 0."),
        ("TEMA", {"eval_args": {"split": {"RS": [0.8, 0.1, 0.1]}}}, "leave-one-out"),
    ],
)
def test_bad_configurations(toy: Path, model: str, keys: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(model, "toy", (), {"data_path": str(toy), **keys})
    assert words.lower() in str(caught.value).lower()


def test_bad_config_file(toy: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("epochs: 1\nhidden_size: [1\n")
    with pytest.raises(ConfigError, match="not valid YAML") as caught:
        Config("TEMA", "toy", [file])
    assert caught.value.path == file and caught.value.line is not None


def test_best_weights_are_those_evaluated(toy: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    results = run_experiment(experiment(toy, tmp_path / "out", ["TEMA"], epochs=6))
    run = results["runs"][0]
    domains = [run["valid"]["domain"][d]["ndcg@10"] for d in ("d0", "d1")]
    assert np.mean(domains) == pytest.approx(max(run["scores"]))
    assert run["scores"][run["best_epoch"] - 1] == max(run["scores"])
    model, data, settings = build(toy, **{**SMALL, "seed": 1})
    state = {k[6:]: v for k, v in load_file(tmp_path / "out/TEMA-1/best.safetensors").items() if k.startswith("state.")}
    model.load_state_dict(state)
    evaluator = Evaluator(data.test, data.domains, settings, data.fingerprint)
    assert evaluator.summary(evaluator.ranks(model)) == run["test"]
    assert all(torch.isfinite(value).all() for value in state.values())
