"""Experiments under a temporal split: results, ranks, tables, the report, saved runs and search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch

from recbole_tema.cli import main
from recbole_tema.config import Config
from recbole_tema.data.temporal_split import Cuts
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import ExperimentResult, per_user, read_ranks
from recbole_tema.experiment.progress import SILENT
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.experiment.search import search
from recbole_tema.experiment.single_run import train_one
from recbole_tema.files.atomic import read_atomic, write_atomic
from recbole_tema.recommend import Recommender
from recbole_tema.report.breakdowns import interaction_stats
from recbole_tema.report.page import write_page
from tests.trained import KEYS

RATIOS = {"split": {"TS": [0.6, 0.2, 0.2]}}
MODELS = ("TEMA", "SASRec", "BPR")


@pytest.fixture
def result(toy: Path, tmp_path: Path) -> ExperimentResult:
    settings = {**KEYS, "data_path": str(toy), "eval_args": RATIOS, "epochs": 1}
    return run_experiment(list(MODELS), "toy", seeds=[1], output_dir=tmp_path / "out", config_dict=settings)


def test_results_of_all_targets_and_of_new_ones(result: ExperimentResult, toy: Path) -> None:
    split = result.dataset.split
    assert split is not None and result.to_dict()["dataset"]["split"]["kind"] == "TS"
    rows = read_atomic(toy / "toy/toy.inter")
    times = np.sort(rows["time"].to_numpy())
    n_last = int(len(rows) * 0.2)
    assert [split.cuts[part].unix for part in ("valid", "test")] == [times[-2 * n_last], times[-n_last]]
    trained = rows[rows["time"] < split.cuts["valid"].unix]
    ranks = result.ranks
    assert (ranks["new_user"] == ~ranks["user_id"].isin(trained["user_id"])).all()
    assert (ranks["new_item"] == ~ranks["item_id"].isin(trained["item_id"])).all()
    pairs = [set(zip(part["user_id"], part["item_id"], part["split"])) for _, part in ranks.groupby("model")]
    assert pairs[0] == pairs[1] == pairs[2]
    for run in result.runs:
        of_run = ranks[(ranks["model"] == run.model) & (ranks["protocol"] == "domain")]
        for part in ("valid", "test"):
            targets = of_run[of_run["split"] == part]
            assert len(targets) == getattr(split, part)["targets"] == getattr(run, part)["domain"]["overall"]["users"]
            chosen = {
                "known": ~targets["new_user"] & ~targets["new_item"],
                "new_users": targets["new_user"],
                "new_items": targets["new_item"],
            }
            groups = run.groups[part]["domain"]
            assert set(groups) == {name for name, mask in chosen.items() if mask.any()}
            for name, metrics in groups.items():
                expected = per_user(targets.loc[chosen[name], "rank"].to_numpy())["ndcg@10"].mean()
                assert metrics["ndcg@10"] == pytest.approx(expected) and metrics["users"] == chosen[name].sum()
            assert getattr(split, part)["targets_of_new_users"] == chosen["new_users"].sum()


def test_tables_and_report_name_the_split(result: ExperimentResult, toy: Path, tmp_path: Path) -> None:
    split = result.dataset.split
    assert split is not None
    text = (tmp_path / "out/comparison.md").read_text()
    n_known = result.runs[0].groups["test"]["domain"]["known"]["users"]
    line = f"test from {split.cuts['test'].time} on: {split.test['targets']} targets"
    assert line in text and f"({n_known:g} users)" in text
    page = write_page([tmp_path / "out"], tmp_path / "report.html", data_path=toy).read_text(encoding="utf-8")
    assert line in page and "By item popularity" in page and "left out" not in page
    stats = interaction_stats(toy / "toy", Cuts(split.cuts["valid"].unix, split.cuts["test"].unix))
    ranks = result.ranks
    test = ranks[(ranks["split"] == "test") & (ranks["model"] == "TEMA") & (ranks["protocol"] == "domain")]
    joined = test.merge(stats.targets, on=["user_id", "item_id"], validate="one_to_one")
    assert len(joined) == len(test) == len(stats.targets)
    assert (joined["new_item"] == (joined["n_train_interactions"] == 0)).all()


def test_saved_run_has_the_split_of_its_training(result: ExperimentResult, toy: Path, tmp_path: Path) -> None:
    run = open_run(tmp_path / "out/TEMA-1", toy)
    assert run.data.split.record() == result.to_dict()["dataset"]["split"]
    evaluator = run.evaluator("test")
    recorded = json.loads((tmp_path / "out/TEMA-1/result.json").read_text())["run"]
    assert evaluator.summary(evaluator.ranks(run.model)) == recorded["test"]
    recommender = Recommender.load(tmp_path / "out/TEMA-1", toy)
    # For a user of the dataset the history is complete, validation and test periods included.
    history = recommender.history_of("u5")
    rows = read_atomic(toy / "toy/toy.inter")
    assert history.items == rows[rows["user_id"] == "u5"].sort_values("timestamp")["item_id"].tolist()
    assert len(recommender.recommend(history, 5)) == 5


def test_search_validates_on_the_targets_between_the_cuts(toy: Path, tmp_path: Path) -> None:
    settings: dict[str, Any] = {**KEYS, "data_path": str(toy), "eval_args": RATIOS, "epochs": 1, "modalities": ["id"]}
    (trial,) = search("TEMA", "toy", {"dropout": [0.1]}, n_trials=1, output_dir=tmp_path / "s", config_dict=settings)
    keys = {**settings, "dropout": 0.1}
    run = run_experiment("TEMA", "toy", seeds=[2024], output_dir=tmp_path / "out", config_dict=keys).runs[0]
    assert run.scores == trial["scores"]


def test_another_split_is_another_run(result: ExperimentResult, toy: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        keys = {**KEYS, "data_path": str(toy), "epochs": 1}
        run_experiment(list(MODELS), "toy", seeds=[1], output_dir=tmp_path / "out", config_dict=keys)


@pytest.mark.parametrize("model", MODELS)
def test_interactions_after_the_cut_change_nothing_that_is_learned(tmp_path: Path, model: str) -> None:
    """Losses and weights of two datasets that differ only after the cut, in items and in times."""
    numbers = np.random.default_rng(5)
    rows = [(f"u{u}", f"i{(u + 3 * n) % 12}", float(n), 1.0e9 + 86_400 * n) for n in range(6) for u in range(12)]
    late = [(f"u{u}", f"i{numbers.integers(12)}", float(n), 1.0e9 + 86_400 * n) for n in range(6, 9) for u in range(12)]
    other = [(user, f"i{numbers.integers(12)}", rank, time + 8.0e7) for user, _, rank, time in late]
    cuts = [1.0e9 + 86_400 * 6, 1.0e9 + 86_400 * 8]
    learned = []
    for name, rest in (("a", late), ("b", other)):
        columns = {"user_id": "token", "item_id": "token", "timestamp": "float", "time": "float"}
        write_atomic(pd.DataFrame([*rows, *rest], columns=list(columns)), tmp_path / name / "toy/toy.inter", columns)
        items = pd.DataFrame([(f"i{i}", f"d{i % 2}", f"Thing {i}") for i in range(12)])
        kinds = {"item_id": "token", "domain": "token", "title": "token_seq"}
        write_atomic(items.set_axis(list(kinds), axis=1), tmp_path / name / "toy/toy.item", kinds)
        small = {**KEYS, "modalities": ["id"], "epochs": 1, "data_path": str(tmp_path / name)}
        # The second dataset has its test targets later, so its cut is later too.
        last = cuts[1] + (0 if name == "a" else 8.0e7)
        settings = Config(model, "toy", (), {**small, "eval_args": {"split": {"TS": [cuts[0], last]}}, "seed": 3})
        trained = train_one(settings, tmp_path / name / "run", lambda *_: None, SILENT, model)
        learned.append((trained.progress.losses, list(trained.model.state_dict().items())))
        assert len(trained.data.test.targets) == 12
    (losses, weights), (other_losses, other_weights) = learned
    assert losses == other_losses
    for (key, value), (other_key, other_value) in zip(weights, other_weights, strict=True):
        assert key == other_key and torch.equal(value, other_value)


@pytest.mark.slow
def test_demo_under_a_temporal_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    small = ["--hidden_size=16", "--inner_size=16", "--n_layers=1", "--MAX_ITEM_LIST_LENGTH=10", "--modalities=['id']"]
    arguments = ["--eval_args={'split': {'TS': [0.8, 0.1, 0.1]}}", "--epochs=1", "--teachers=0", "--seeds=1", *small]
    main(["run", "--dataset=ml-100k-cross", "--models=TEMA,SASRec,BPR", "--output_dir=out", *arguments])
    result, ranks = ExperimentResult.read("out"), read_ranks(Path("out/ranks.parquet"))
    split = result.dataset.split
    assert split is not None and split.test["targets"] > 50 and split.valid["targets"] > 50
    rows = read_atomic(next(Path("atomic_data").glob("*/*.inter")))
    test = ranks[(ranks["split"] == "test") & (ranks["protocol"] == "domain")]
    expected = {}
    for user, history in rows.groupby("user_id"):
        history = history.sort_values("timestamp")
        late = np.flatnonzero(history["time"].to_numpy() >= split.cuts["test"].unix)
        late = late[late > 0]
        if len(late):
            expected[user] = history["item_id"].to_numpy()[late[0]]
    for _, targets in test.groupby("model"):
        assert dict(zip(targets["user_id"], targets["item_id"])) == expected
