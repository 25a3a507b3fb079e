"""Reading results.json, and the result of an experiment as data frames, text and HTML."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.errors import DataError
from recbole_tema.evaluation import METRICS
from recbole_tema.evaluation.results import ComparisonSet, ExperimentResult, read_results
from recbole_tema.files.checked_json import write_checked_json
from tests.benchmarks.committed import committed_comparisons, committed_records
from tests.report.doubles import HOSTILE, MODELS, SEEDS, record_of, toy_ranks, write_run


@pytest.fixture
def folder(toy: Path, tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", toy)


def test_to_frame_has_one_row_per_run_split_protocol_and_domain(folder: Path) -> None:
    record = record_of(folder)
    record["runs"][0]["valid"] = {"catalog": {"d0": {**dict.fromkeys(METRICS, 0.25), "users": 3, "mrr": None}}}
    frame = ExperimentResult.from_dict(record, folder).to_frame()
    assert list(frame.columns) == ["model", "seed", "split", "protocol", "domain", "users", *METRICS]
    assert len(frame) == 1 + len(MODELS) * len(SEEDS) * 3
    first = frame.iloc[0]
    assert (first["split"], first["protocol"], first["domain"], first["users"]) == ("valid", "catalog", "d0", 3)
    assert first["hit@1"] == 0.25 and pd.isna(first["mrr"])
    assert frame["users"].dtype == "Int64"
    for run in record["runs"]:
        for domain, metrics in run["test"]["domain"].items():
            rows = frame[
                (frame["model"] == run["model"]) & (frame["seed"] == run["seed"]) & (frame["domain"] == domain)
            ]
            assert rows[rows["split"] == "test"][["users", *METRICS]].to_dict("records") == [metrics]


def test_comparison_and_ranks_are_those_of_the_files(folder: Path, toy: Path) -> None:
    result = ExperimentResult.read(folder)
    record = record_of(folder)
    assert result.comparison.to_dict("records") == record["comparison"]
    assert result.to_dict() == record
    pd.testing.assert_frame_equal(result.ranks, toy_ranks(toy), check_dtype=False)
    assert result.ranks is result.ranks
    assert (result.models, result.protocols) == (list(MODELS), ["domain"])
    assert [(run.model, run.seed) for run in result.runs] == [(model, seed) for model in MODELS for seed in SEEDS]


def test_comparison_without_tests_is_an_empty_frame(folder: Path) -> None:
    result = ExperimentResult.from_dict({**record_of(folder), "comparison": []}, folder)
    assert len(result.comparison) == 0 and "p_holm" in result.comparison.columns


def test_missing_ranks_are_reported_when_they_are_read(folder: Path) -> None:
    (folder / "ranks.parquet").unlink()
    result = ExperimentResult.read(folder / "results.json")
    with pytest.raises(DataError, match=r"ranks\.parquet: no such file"):
        _ = result.ranks


def test_a_record_that_was_changed_is_refused(folder: Path) -> None:
    record = record_of(folder)
    write_checked_json(folder / "results.json", record)
    assert read_results(folder).runs
    written = json.loads((folder / "results.json").read_text())
    written["runs"][0]["test"]["domain"]["d0"]["hit@10"] = 0.99
    (folder / "results.json").write_text(json.dumps(written))
    with pytest.raises(DataError, match=r"was changed after it was written\. Delete the file and give the same"):
        read_results(folder)


def test_text_and_html_show_the_result_table(folder: Path) -> None:
    result = ExperimentResult.read(folder)
    text, html = str(result), result._repr_html_()
    for name in ("d0 (", "d1 (", "overall (", "TEMA", "ndcg@10", "±"):
        assert name in text and name in html
    assert HOSTILE in text and HOSTILE not in html and "&lt;script&gt;" in html
    assert "\x1b" not in text
    assert repr(result).startswith("ExperimentResult(dataset='toy', models=['TEMA', ")


def test_every_committed_experiment_can_be_read(tmp_path: Path) -> None:
    kinds = {ExperimentResult: 0, ComparisonSet: 0}
    file = tmp_path / "record.json"
    for record in committed_records():
        file.write_text(json.dumps(record), encoding="utf-8")
        result = read_results(file)
        kinds[type(result)] += 1
        if isinstance(result, ExperimentResult):
            assert len(result.to_frame()) and str(result)
    assert all(kinds.values())


def test_paired_tests_alone_are_not_an_experiment(tmp_path: Path) -> None:
    file = tmp_path / "ablations.json"
    file.write_text(json.dumps(committed_comparisons("food-kitchen", "defaults")), encoding="utf-8")
    with pytest.raises(DataError, match="paired tests only"):
        ExperimentResult.read(file)
    with pytest.raises(DataError, match=r"results\.json: runs: Field required"):
        ExperimentResult.from_dict(
            {"dataset": {"name": "x", "users": 1, "items": 1, "interactions": 1, "domains": {}}}, tmp_path
        )


def test_a_notebook_shows_the_tables_once(toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = ExperimentResult.read(write_run(tmp_path / "run", toy))
    shown: list[object] = []
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    monkeypatch.setattr("rich.jupyter.display", lambda *values: shown.append(values))
    assert "d0 (" in result._repr_html_() and shown == []
