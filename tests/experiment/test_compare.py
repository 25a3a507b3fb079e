"""Paired tests between the models of several output folders."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import compare, write_ranks
from recbole_tema.experiment.compare import compare_runs
from recbole_tema.experiment.run import run_experiment
from tests.report.doubles import MODELS, toy_ranks
from tests.toy import write_toy


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
def test_one_model_is_tested_against_each_other(folders: list[Path], ranks: pd.DataFrame, alternative: str) -> None:
    comparison = compare_runs(folders, model="TEMA", alternative=alternative, metrics=["mrr", "hit@1"])
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
    pairs = {(test["model"], test["baseline"]) for test in compare_runs(folders[1:]).tests}
    assert pairs == {(MODELS[1], "SASRec")}


def test_every_pair_is_tested_whatever_the_order(folders: list[Path]) -> None:
    tests = compare_runs(folders).tests
    pairs = list(dict.fromkeys((test["model"], test["baseline"]) for test in tests))
    first, second, third = sorted(["TEMA", MODELS[1], "SASRec"])
    assert pairs == [(first, second), (first, third), (second, third)]
    assert compare_runs(folders[::-1]).tests == tests


def test_a_model_of_two_folders_is_named_with_its_folder(ranks: pd.DataFrame, tmp_path: Path) -> None:
    tema = ranks[ranks["model"] == "TEMA"]
    write_ranks(tmp_path / "a/ranks.parquet", tema)
    write_ranks(tmp_path / "b/ranks.parquet", tema.assign(rank=tema["rank"] + 1))
    comparison = compare_runs([tmp_path / "b", tmp_path / "a"], metrics=["mrr"])
    names = [f"TEMA ({tmp_path / name})" for name in "ab"]
    assert {(test["model"], test["baseline"]) for test in comparison.tests} == {tuple(names)}
    assert comparison.seeds == {names[1]: [1, 2], names[0]: [1, 2]}
    assert all(test["difference"] > 0 for test in comparison.tests)
    # The direction of a one-sided test is chosen by name.
    one_sided = compare_runs([tmp_path / "b", tmp_path / "a"], model=names[0], alternative="greater").tests
    assert {(test["model"], test["baseline"]) for test in one_sided} == {tuple(names)}


def test_runs_evaluated_in_different_ways_are_refused(toy: Path, tmp_path: Path) -> None:
    keys = {"data_path": str(toy), "epochs": 1, "embedding_size": 8}
    for name, model, own in (
        ("pop", "Pop", {"mask_history": True}),
        ("bpr", "BPR", {"eval_negatives": 7, "mask_history": True}),
        ("masked", "BPR", {}),
    ):
        run_experiment(model, "toy", seeds=[1], output_dir=tmp_path / name, config_dict={**keys, **own})
    with pytest.raises(ConfigError, match=r"mask_history: True in .*pop, False in .*masked"):
        compare_runs([tmp_path / "pop", tmp_path / "masked"])
    with pytest.raises(ConfigError, match=r"eval_negatives: 999 in .*pop, 7 in .*bpr"):
        compare_runs([tmp_path / "pop", tmp_path / "bpr"], protocol="sampled")
    # Without sampling the number of negatives has no effect; the folder of a single run is compared too.
    assert compare_runs([tmp_path / "pop/Pop-1", tmp_path / "bpr"], protocol="catalog").tests
    write_toy(tmp_path / "other", users=30)
    run_experiment("Pop", "toy", output_dir=tmp_path / "o", config_dict={**keys, "data_path": str(tmp_path / "other")})
    with pytest.raises(ConfigError, match="version of its files differs"):
        compare_runs([tmp_path / "pop", tmp_path / "o"])


def test_errors(folders: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"The folder .*ours is given twice\. Give each folder once\."):
        compare_runs([folders[0], *folders])
    with pytest.raises(ConfigError, match="needs two models, got TEMA"):
        compare_runs(folders[:1])
    with pytest.raises(DataError, match=r"none/ranks\.parquet: no such file"):
        compare_runs([tmp_path / "none"])
    with pytest.raises(ConfigError, match="no test ranks of 'GRU4Rec' for the protocol 'domain'"):
        compare_runs(folders, model="GRU4Rec")
    with pytest.raises(ConfigError, match="no test ranks of 'TEMA' for the protocol 'sampled'"):
        compare_runs(folders, protocol="sampled")
