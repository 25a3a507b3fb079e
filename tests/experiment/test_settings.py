"""Models, dataset, seeds and metrics in the settings of the user, and their effect on an experiment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import METRICS, per_user
from recbole_tema.experiment.run import Experiment, run_experiment
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.experiment.settings import metric_keys, seeds_of, user_settings
from recbole_tema.report.page import write_page

SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "teachers": 0, "hidden_size": 16, "modalities": ["id"], "epochs": 1}


def test_the_last_value_of_a_key_counts_and_text_is_read_as_a_value(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("topk: 10\nmetrics: [Hit]\n")
    keys = {"topk": "[5,20]", "valid_metric": "MRR@5", "learner": "adam", "data_path": "a/b"}
    assert user_settings([file], keys) == {**keys, "topk": [5, 20], "metrics": ["Hit"]}
    assert user_settings([], {"metrics": "[Recall,NDCG]"}) == {"metrics": ["Recall", "NDCG"]}


@pytest.mark.parametrize(
    ("settings", "keys"),
    [
        ({}, {}),
        ({"valid_metric": "MRR@5"}, {"selection_metric": "mrr@5"}),
        ({"valid_metric": "NDCG@7", "selection_metric": "ndcg@7"}, {"selection_metric": "ndcg@7"}),
        ({"topk": 3}, {"evaluation_metrics": ["hit@3", "ndcg@3", "mrr@3"]}),
        ({"metrics": "Recall"}, {"evaluation_metrics": ["recall@5", "recall@10"]}),
        (
            {"metrics": ["Precision", "GiniIndex"], "topk": [1, 20]},
            {"evaluation_metrics": ["precision@1", "precision@20", "giniindex@1", "giniindex@20"]},
        ),
    ],
)
def test_metrics_that_the_settings_ask_for(settings: dict[str, Any], keys: dict[str, Any]) -> None:
    assert metric_keys(settings) == keys


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"valid_metric": "MRR@5", "selection_metric": "ndcg@10"},
            "selection_metric (ndcg@10) and valid_metric (mrr@5) differ. Set one of them.",
        ),
        ({"valid_metric": "AUC"}, "valid_metric ('AUC') must be one of hit@k, recall@k, "),
        ({"valid_metric": "ItemCoverage@10"}, "valid_metric ('ItemCoverage@10') must be one of hit@k, recall@k, "),
        ({"metrics": ["Hit", "AUC"]}, "The metric 'AUC' needs a score per interaction. Choose from Hit, Recall, "),
        ({"metrics": ["TailPercentage"]}, "The metric 'TailPercentage' is not computed. Choose from Hit, Recall, "),
        ({"metrics": []}, "metrics ([]) must be a list of names. Example: "),
        ({"topk": [5, 0]}, "topk ([5, 0]) must be a list of positive whole numbers. Example: [5, 20]."),
        ({"topk": "5,20"}, "topk ('5,20') must be a list of positive whole numbers. Example: [5, 20]."),
        ({"topk": True}, "topk ([True]) must be a list of positive whole numbers. Example: [5, 20]."),
        (
            {"metrics": ["ItemCoverage"], "protocols": ["sampled"]},
            "itemcoverage@5 is computed under the protocols domain and catalog only. Add one of them to protocols,",
        ),
    ],
)
def test_metrics_that_cannot_be_computed_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}"):
        metric_keys(settings)


def test_seeds() -> None:
    assert seeds_of(None, {}) == [2024] and seeds_of(None, {"seed": 7}) == [7]
    assert seeds_of([1, 2], {}) == [1, 2] and seeds_of([7], {"seed": 7}) == [7]
    with pytest.raises(ConfigError, match=r"^The seeds are 1, 2, but the key seed is 7\. Remove it, and give --seeds"):
        seeds_of([1, 2], {"seed": 7})
    with pytest.raises(ConfigError, match=r"^seed \('abc'\) must be a whole number\."):
        seeds_of(None, {"seed": "abc"})


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"model": "BPR"}, "The model is TEMA, but the key model is BPR. Give it once."),
        ({"dataset": "shop"}, "The dataset is toy, but the key dataset is shop. Give it once."),
        ({"model": "TEMMA"}, "There is no model 'TEMMA'. Did you mean TEMA"),
    ],
)
def test_keys_that_contradict_the_arguments_are_refused(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}"):
        Experiment(["TEMA"], "toy", [1], Path("out"), config_dict=keys)
    Experiment(["TEMA"], "toy", [1], Path("out"), config_dict={"model": "TEMA", "dataset": "toy"})


def run(toy: Path, output: str, **keys: Any) -> Any:
    settings = {**SMALL, "data_path": str(toy), **keys}
    return run_experiment(["TEMA", "Pop"], "toy", seeds=[1], output_dir=output, config_dict=settings)


def test_topk_and_metrics_decide_what_is_computed_and_shown(toy: Path) -> None:
    keys = {"topk": [3, 20], "metrics": ["Recall", "ItemCoverage", "AveragePopularity"], "valid_metric": "MRR@5"}
    result = run(toy, "out", **keys)
    rank_metrics, list_metrics = ["recall@3", "recall@20"], ["itemcoverage@3", "averagepopularity@3"]
    names = [*rank_metrics, "itemcoverage@3", "itemcoverage@20", "averagepopularity@3", "averagepopularity@20", "mrr@5"]
    for one in result.runs:
        for split in (one.valid, one.test):
            for protocol, summary in split.items():
                without_lists = [*rank_metrics, "mrr@5"]
                expected = without_lists if protocol == "sampled" else names
                assert all(list(values) == ["users", *expected] for values in summary.values())
    # Of the rows of ranks.parquet, by definition.
    for (model, protocol), rows in result.ranks[result.ranks["split"] == "test"].groupby(["model", "protocol"]):
        summary = next(one for one in result.runs if one.model == model).test[protocol]["overall"]
        assert summary["recall@3"] == float((rows["rank"] <= 3).mean())
        assert summary["mrr@5"] == pytest.approx(float(np.mean(per_user(rows["rank"], ["mrr@5"])["mrr@5"])))
    assert set(result.comparison["metric"]) == {*rank_metrics, "mrr@5"}
    shown = str(result)
    assert all(name in shown for name in names) and "hit@10" not in shown
    markdown = (result.output_dir / "comparison.md").read_text(encoding="utf-8")
    assert "| model | seeds | " + " | ".join(names) + " | epochs | training |" in markdown
    page = write_page([result.output_dir], Path("report.html"), data_path=toy).read_text(encoding="utf-8")
    assert all(name in page for name in (*rank_metrics, *list_metrics)) and "hit@10" not in page
    # One checkpoint is chosen by the metric of valid_metric: its score is the mean over domains.
    tema = result.runs[0]
    domains = [values for name, values in tema.valid["domain"].items() if name != "overall"]
    assert tema.scores[0] == pytest.approx(np.mean([values["mrr@5"] for values in domains]))


def test_lists_of_pop_are_the_most_popular_items(toy: Path) -> None:
    metrics = {"topk": [2], "metrics": ["ItemCoverage", "AveragePopularity", "GiniIndex"]}
    result = run(toy, "out", **metrics, protocols=["catalog"], selection_protocol="catalog")
    overall = result.runs[1].test["catalog"]["overall"]
    n_items, counts = result.dataset.items, train_counts(toy)
    assert overall["itemcoverage@2"] == pytest.approx(2 / n_items)
    assert overall["averagepopularity@2"] == pytest.approx(np.mean(sorted(counts)[-2:]))
    # Two items have all lists, the others none: (n - 2) / n.
    assert overall["giniindex@2"] == pytest.approx((n_items - 2) / n_items)


def train_counts(toy: Path) -> list[int]:
    """Interactions of each item before the last two of each user; users of two keep the first."""
    inter = pd.read_csv(toy / "toy/toy.inter", sep="\t")
    inter.columns = [name.partition(":")[0] for name in inter.columns]
    inter = inter.sort_values(["user_id", "timestamp"])
    position = inter.groupby("user_id").cumcount()
    length = inter.groupby("user_id")["item_id"].transform("size")
    held_out = np.minimum(length - 1, 2)
    return inter[position < length - held_out]["item_id"].value_counts().tolist()


def test_without_these_keys_the_metrics_are_the_default_ones(toy: Path) -> None:
    result = run(toy, "out", epochs=1)
    assert all(list(values) == ["users", *METRICS] for values in result.runs[0].test["domain"].values())
    assert "evaluation_metrics" not in result.runs[0].config
    assert set(result.comparison["metric"]) == {"ndcg@10", "hit@10"}


def test_a_loaded_run_computes_the_metrics_that_it_was_run_with(toy: Path) -> None:
    result = run(toy, "out", topk=[4], metrics=["NDCG", "GiniIndex", "AveragePopularity"])
    saved = open_run("out/TEMA-1", toy)
    assert saved.evaluator("test").evaluate(saved.model)[1] == result.to_dict()["runs"][0]["test"]


def test_seed_key_is_used(toy: Path) -> None:
    keys = {**SMALL, "data_path": str(toy), "seed": "7"}
    assert [one.seed for one in run_experiment("Pop", "toy", output_dir="out", config_dict=keys).runs] == [7]
