"""Rescored runs against the metrics of the runs themselves, and a million items in small."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.quality import rescore
from benchmarks.speed.index_speed import draw_items, exact_rows, table_and_states


def result_of(arguments: list[str], monkeypatch: pytest.MonkeyPatch, output: Path) -> dict[str, Any]:
    monkeypatch.setattr(sys, "argv", ["rescore", *arguments, f"--output={output}"])
    rescore.main()
    record: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return record


def test_the_weight_of_item_item_knn_changes_metrics_and_the_runs_own_is_reproduced(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained / "runs/TEMA-1"
    own = json.loads((trained / "runs/results.json").read_text(encoding="utf-8"))["runs"][0]
    arguments = ["neighbours", str(run), f"--data_path={trained / 'data'}"]
    record = result_of([*arguments, "--weights=0.2"], monkeypatch, tmp_path / "own.json")
    assert record["test"]["TEMA"] == [own["test"]] and record["seeds"] == [1] and record["weight"] == 0.2
    assert record["test"]["TEMA"] != record["test"]["without item-item kNN"]
    domain = own["config"]["selection_protocol"]
    of_domains = [metrics["ndcg@10"] for name, metrics in own["valid"][domain].items() if name != "overall"]
    assert record["validation"] == {"0.2": [pytest.approx(np.mean(of_domains))]}
    strong = result_of([*arguments, "--weights=0,5"], monkeypatch, tmp_path / "strong.json")
    assert strong["validation"]["0.0"] != strong["validation"]["5.0"]
    assert set(strong["questions"]) == set(own["test"])


def test_the_mean_of_a_run_with_itself_is_the_run(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained / "runs/TEMA-1"
    own = json.loads((trained / "runs/results.json").read_text(encoding="utf-8"))["runs"][0]
    arguments = ["ensemble", str(run), str(run), f"--data_path={trained / 'data'}"]
    record = result_of(arguments, monkeypatch, tmp_path / "mean.json")
    assert list(record["scored_by"]) == [str(run), "mean of 2"]
    for metrics in record["scored_by"].values():
        assert metrics == {"valid": own["valid"], "test": own["test"]}


def test_ranks_with_the_history_are_those_of_the_run_and_without_it_are_better(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained / "runs/TEMA-1"
    own = json.loads((trained / "runs/results.json").read_text(encoding="utf-8"))["runs"][0]
    record = result_of(["history", str(run), f"--data_path={trained / 'data'}"], monkeypatch, tmp_path / "history.json")
    kept, masked = record["scored_by"][str(run)], record["scored_by"][f"{run}, history masked"]
    assert kept == {"valid": own["valid"], "test": own["test"]}
    assert masked["test"]["domain"]["overall"]["mrr"] > kept["test"]["domain"]["overall"]["mrr"]


def test_states_and_vectors_of_a_run_for_the_index(trained: Path) -> None:
    vectors, states = table_and_states(trained / "runs/TEMA-1", trained / "data")
    assert vectors.shape[1] == states.shape[1] and len(states) % 2 == 0
    assert np.isfinite(vectors).all() and np.isfinite(states).all()
    items = draw_items(vectors, 3000, 0.5, np.random.default_rng(0))
    assert items.shape == (3000, vectors.shape[1])
    best = exact_rows(items, states[:1])[0]
    assert best.tolist() == np.argsort(-(items @ states[0]), kind="stable")[:10].tolist()
