"""Committed experiments in the form of the files that runs and ablations write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.records import RESULTS, read_record

DATASETS = sorted(path.name for path in RESULTS.iterdir() if path.is_dir())


def committed_results(dataset: str, experiments: Mapping[str, Sequence[str]], paired: str = "") -> dict[str, Any]:
    """A ``results.json`` of the runs of some experiments, by file, and the paired tests of another."""
    files = {file: read_record(RESULTS / dataset / f"{file}.json") for file in [*experiments, "paired"]}
    runs = [
        run for file, names in experiments.items() for name in names for run in files[file]["experiments"][name]["runs"]
    ]
    comparison = files["paired"]["experiments"][paired]["comparisons"] if paired else []
    return {"schema": 1, "dataset": next(iter(files.values()))["dataset"], "runs": runs, "comparison": comparison}


def committed_comparisons(dataset: str, name: str) -> dict[str, Any]:
    """The JSON file of an ablation."""
    record = read_record(RESULTS / dataset / "ablations.json")
    return {"dataset": dataset, "questions": record["experiments"][name]["comparisons"]}


def committed_records() -> Iterator[dict[str, Any]]:
    """Every committed experiment that a run or an ablation wrote."""
    for dataset in DATASETS:
        for file in ("main", "baselines"):
            for name, experiment in read_record(RESULTS / dataset / f"{file}.json").get("experiments", {}).items():
                if all("seed" in run for run in experiment.get("runs", [{}])):
                    yield committed_results(dataset, {file: [name]})
        for name, experiment in read_record(RESULTS / dataset / "ablations.json").get("experiments", {}).items():
            if "comparisons" in experiment:
                yield committed_comparisons(dataset, name)
