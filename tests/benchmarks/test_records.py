"""Short forms of runs, paired tests and breakdowns, and the files they are added to."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import records
from benchmarks.records import (
    add_experiment,
    changed_settings,
    default_settings,
    format_json,
    read_record,
    save_speed,
    short_form,
)

ROOT = Path(__file__).parents[2]
METRICS = {"domain": {"overall": {"users": 3, "ndcg@10": 0.123456789012345}}}
TEST = {"model": "TEMA", "baseline": "Pop", "metric": "ndcg@10", "ci95": [0.1, 0.2], "p": 0.01}


def run(model: str, seed: int, **config: Any) -> dict[str, Any]:
    settings = {**default_settings(model), "model": model, "dataset": "toy", "seed": seed, **config}
    curves = {"losses": [1.0], "scores": [0.1], "processes": 1}
    return {"model": model, "seed": seed, "epochs": 2, "best_epoch": 1, **curves, "test": METRICS, "config": settings}


def test_short_runs_keep_metrics_and_changed_settings_alone() -> None:
    results = {
        "dataset": {"name": "toy"},
        "runs": [run("TEMA", 1, dropout=0.3), run("TEMA", 2, dropout=0.3), run("Pop", 1)],
    }
    short = short_form(results, paired=False, models=["TEMA"])
    assert short["settings"] == {"dropout": 0.3}
    assert short["runs"] == [
        {"model": "TEMA", "seed": seed, "epochs": 2, "best_epoch": 1, "test": METRICS} for seed in (1, 2)
    ]
    assert short_form(results, paired=False)["settings"] == {"TEMA": {"dropout": 0.3}, "Pop": {}}


def test_runs_of_different_settings_or_none_are_refused() -> None:
    results = {"runs": [run("TEMA", 1), run("TEMA", 2, dropout=0.3)]}
    with pytest.raises(ValueError, match="Runs of TEMA differ in their settings"):
        short_form(results, paired=False)
    with pytest.raises(ValueError, match="no runs of these models"):
        short_form(results, paired=False, models=["BPR"])


def test_settings_that_the_defaults_lack_are_changed_ones() -> None:
    assert changed_settings({"a": 1, "b": 2, "c": 3, "seed": 4}, {"a": 1, "b": 0}) == {"b": 2, "c": 3}


def test_paired_tests_of_each_kind_of_file() -> None:
    results = {"runs": [run("TEMA", 1)], "comparison": [TEST]}
    assert short_form(results, paired=True) == {"comparisons": [TEST]}
    compared = {"protocol": "domain", "alternative": "greater", "seeds": {"TEMA": [1]}, "comparison": [TEST]}
    assert short_form(compared, paired=True) == {
        "alternative": "greater",
        "seeds": {"TEMA": [1]},
        "comparisons": [TEST],
    }
    ablations = {
        "dataset": "toy",
        "seeds": "1,2",
        "keys": [],
        "rare": 5,
        "changes": {"x": {}},
        "questions": {"x": [TEST]},
    }
    assert short_form(ablations, paired=False) == {
        "seeds": "1,2", "keys": [], "rare": 5, "changes": {"x": {}}, "comparisons": {"x": [TEST]},
    }  # fmt: skip
    with pytest.raises(ValueError, match="no paired tests"):
        short_form({"runs": [], "comparison": []}, paired=True)
    with pytest.raises(ValueError, match="no runs, paired tests, rescored runs, breakdowns or tag quality"):
        short_form({"dataset": "toy"}, paired=False)


def test_rescored_runs_and_breakdowns() -> None:
    rescored = {
        "dataset": "toy", "seeds": [1, 2], "validation": {"0.0": [0.1, 0.2]}, "weight": 0.3,
        "test": {"TEMA": ["a", "b"], "without": ["c", "d"]}, "questions": {"domain": [TEST], "sampled": [TEST]},
    }  # fmt: skip
    assert short_form(rescored, paired=True) == {"comparisons": [TEST, TEST]}
    short = short_form(rescored, paired=False)
    assert short["validation_by_weight"] == {"0.0": [0.1, 0.2]} and short["weight"] == 0.3
    assert short["runs"] == [
        {"model": "TEMA", "scored_by": "without", "seed": 1, "test": "c"},
        {"model": "TEMA", "scored_by": "without", "seed": 2, "test": "d"},
    ]
    ensemble = {"model": "SASRecW", "scored_by": {"one": {"test": "a"}, "mean of 2": {"valid": "b", "test": "c"}}}
    assert short_form(ensemble, paired=False) == {
        "runs": [{"model": "SASRecW", "scored_by": "mean of 2", "valid": "b", "test": "c"}]
    }
    assert short_form({"protocol": "sampled", "rows": [1]}, paired=False) == {"protocol": "sampled", "breakdowns": [1]}
    quality = {"tags_sha256": "abc", "films": 3, "tag_quality": {"tag pipeline": {}}}
    assert short_form({"dataset": "ml-100k-cross", **quality}, paired=False) == quality


def test_speeds_stand_under_their_script_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["train_speed.py", "--dataset", "atomic_data/my shop"])
    file = tmp_path / "speed.json"
    save_speed(file, "train_speed", "toy", {"seconds": 1.0})
    save_speed(file, "train_speed", "other", {"seconds": 2.0})
    save_speed(file, "tag_speed", "", {"seconds": 3.0})
    speed = read_record(file)
    assert list(speed) == ["train_speed", "tag_speed"] and list(speed["train_speed"]) == ["toy", "other"]
    assert speed["train_speed"]["toy"]["command"] == (
        "python -m benchmarks.speed.train_speed --dataset 'atomic_data/my shop'"
    )
    assert speed["tag_speed"]["seconds"] == 3.0 and len(speed["tag_speed"]["commit"]) >= 7


def test_flat_values_take_a_line_and_nothing_is_rounded() -> None:
    record: dict[str, Any] = {"a": {"b": {"c": 0.1234567890123456, "d": [1, 2]}, "e": [TEST, TEST]}, "f": [], "g": "ü"}
    text = format_json(record)
    assert json.loads(text) == record
    assert '"e": [\n' in text and text.count("ci95") == 2 and len(text.splitlines()) == 14
    assert '"d": [1, 2]' in text and '"g": "ü"' in text


def test_the_command_adds_an_experiment_and_replaces_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    source, target = tmp_path / "results.json", tmp_path / "toy/main.json"
    dataset = {"name": "toy", "users": 3}
    for seeds in (1, 2):
        results = {"dataset": dataset, "runs": [run("TEMA", seed) for seed in range(seeds)], "comparison": [TEST]}
        source.write_text(json.dumps(results), encoding="utf-8")
        arguments = [str(source), str(target), "--name", "TEMA", "--command", "python run_tema.py"]
        monkeypatch.setattr(sys, "argv", ["records", *arguments])
        records.main()
    record = read_record(target)
    assert record["dataset"] == dataset and list(record["experiments"]) == ["TEMA"]
    experiment = record["experiments"]["TEMA"]
    assert experiment["command"] == "python run_tema.py" and len(experiment["commit"]) >= 7
    assert len(experiment["runs"]) == 2 and "config" not in experiment["runs"][0]
    add_experiment(target, "second", "x", {"runs": []}, {})
    assert list(read_record(target)["experiments"]) == ["TEMA", "second"]
