"""Paired tests between the models of several output folders."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import compare, write_ranks
from recbole_tema.experiment.compare import compare_runs
from tests.report.doubles import MODELS, toy_ranks


@pytest.fixture
def ranks(toy: Path) -> pd.DataFrame:
    frame = toy_ranks(toy)
    third = frame[frame["model"] == MODELS[1]].assign(model="SASRec", rank=lambda rows: rows["rank"] + 2, seed=7)
    return pd.concat([frame, third.drop_duplicates(["split", "user_id"])], ignore_index=True)


@pytest.fixture
def folders(ranks: pd.DataFrame, tmp_path: Path) -> list[Path]:
    """Two folders: TEMA alone, and the two other models."""
    of_tema = ranks["model"] == "TEMA"
    for name, part in (("ours", ranks[of_tema]), ("baselines", ranks[~of_tema])):
        write_ranks(tmp_path / name / "ranks.parquet", part)
    return [tmp_path / "ours", tmp_path / "baselines"]


@pytest.mark.parametrize("alternative", ["two-sided", "greater"])
def test_the_first_model_is_tested_against_each_other(
    folders: list[Path], ranks: pd.DataFrame, alternative: str
) -> None:
    comparison = compare_runs(folders, alternative=alternative, metrics=["mrr", "hit@1"])
    tests = compare(ranks, "TEMA", protocol="domain", metrics=["mrr", "hit@1"], alternative=alternative)
    assert [(test["baseline"], test["domain"], test["metric"], test["users"]) for test in comparison.tests] == [
        (test["baseline"], test["domain"], test["metric"], test["users"]) for test in tests
    ]
    assert [test["p_holm"] for test in comparison.tests] == pytest.approx([test["p_holm"] for test in tests])
    assert comparison.seeds == {"TEMA": [1, 2], MODELS[1]: [1, 2], "SASRec": [7]}
    frame = comparison.to_frame()
    assert len(frame) == 2 * 3 * 2 and frame["p"].tolist() == [test["p"] for test in comparison.tests]
    assert list(comparison.to_dict()) == ["protocol", "alternative", "seeds", "comparison"]
    assert ("two-sided" if alternative == "two-sided" else "one-sided") in str(comparison.table().caption)


def test_the_default_is_two_sided(folders: list[Path]) -> None:
    assert compare_runs(folders).alternative == "two-sided"
    assert {test["metric"] for test in compare_runs(folders).tests} == {"ndcg@10", "hit@10"}


def test_one_folder_of_several_models(folders: list[Path]) -> None:
    assert {test["baseline"] for test in compare_runs(folders[1:]).tests} == {"SASRec"}


def test_errors(folders: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"The model TEMA occurs in two folders\. Give folders of different models\."):
        compare_runs([folders[0], *folders])
    with pytest.raises(ConfigError, match="needs two models, got TEMA"):
        compare_runs(folders[:1])
    with pytest.raises(DataError, match=r"none/ranks\.parquet: no such file"):
        compare_runs([tmp_path / "none"])
    with pytest.raises(ConfigError, match="no test ranks of 'TEMA' for the protocol 'sampled'"):
        compare_runs(folders, protocol="sampled")
