"""Every general and sequential model of RecBole is trained and ranked beside the others, or refused before training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from recbole_tema import run_experiment
from recbole_tema.cli import main
from recbole_tema.errors import ConfigError, TEMAError
from recbole_tema.model.names import COMPARED_FAMILIES, REFUSED, recbole_models
from recbole_tema.training.trainer import TEMATrainer

STOCK = [name for name, family in recbole_models().items() if family in COMPARED_FAMILIES]
KEYS = {"epochs": 1, "MAX_ITEM_LIST_LENGTH": 8}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in STOCK if name not in REFUSED])
def test_model_is_trained_and_every_target_is_ranked(toy: Path, tmp_path: Path, name: str) -> None:
    result = run_experiment([name], "toy", output_dir=tmp_path / "out", config_dict={**KEYS, "data_path": str(toy)})
    run = result.runs[0]
    assert run.model == name and len(run.losses) == len(run.scores) == 1 and np.isfinite(run.losses).all()
    metrics = result.to_frame()
    assert np.isfinite(metrics[["hit@10", "ndcg@10", "mrr"]].to_numpy(dtype=float)).all()
    counts = result.ranks.groupby(["split", "protocol"]).size()
    assert (counts["test"] == 38).all() and (counts["valid"] == 37).all() and len(counts) == 6
    ranks = result.ranks["rank"].to_numpy()
    assert ((ranks >= 1) & (ranks <= 30)).all()


@pytest.mark.parametrize("name", [*REFUSED, "FM", "KGAT"])
def test_model_is_refused_before_another_is_trained(
    toy: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TEMATrainer, "train", lambda *_: pytest.fail("a model was trained"))
    with pytest.raises(SystemExit) as stopped:
        main(["run", f"--models=TEMA,{name}", "--dataset=toy", f"--data_path={toy}", f"--output_dir={tmp_path}/out"])
    assert stopped.value.code == 2
    error = capsys.readouterr().err.strip()
    assert error.startswith(f"Error: {name} ") and error.endswith(".") and "\n" not in error
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.parametrize("word", ["", "~", "null", "None"])
def test_losses_and_ways_of_ranking_meet_in_one_command(
    toy: Path, tmp_path: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    models = "TEMA,NARM" if word else "TEMA,LightGCN,NARM,NeuMF,BPR"
    extra = [f"--train_neg_sample_args={word}"] if word else []
    main(["run", f"--models={models}", "--dataset=toy", f"--data_path={toy}", "--epochs=1", "--output_dir=out", *extra])
    output = capsys.readouterr().out
    assert all(name in output for name in models.split(","))


def test_empty_value_on_the_command_line_is_none(toy: Path) -> None:
    for word in ("~", "null", "None", ""):
        config = {**KEYS, "data_path": str(toy), "clip_grad_norm": word, "train_neg_sample_args": word}
        result = run_experiment(["Pop"], "toy", output_dir=f"out{len(word)}{word[:1]}", config_dict=config)
        assert result.runs[0].config["clip_grad_norm"] is None
    with pytest.raises(ConfigError, match=r"learning_rate \(None\) must be a number above 0\. The default is 0\.001\."):
        run_experiment(["Pop"], "toy", config_dict={**KEYS, "data_path": str(toy), "learning_rate": "~"})


def test_failure_of_a_model_is_one_message(toy: Path, tmp_path: Path) -> None:
    keys = {**KEYS, "data_path": str(toy), "loss_type": "BPR", "dropout_probs": []}
    with pytest.raises(TEMAError) as caught:
        run_experiment(["NARM"], "toy", output_dir=tmp_path / "out", config_dict=keys)
    file = tmp_path / "out/NARM-2024/error.txt"
    assert str(caught.value).startswith("NARM failed while it was built: ") and str(file) in str(caught.value)
    assert "narm.py" in file.read_text(encoding="utf-8")


def test_dynamic_negatives_are_scored_by_the_model(toy: Path, tmp_path: Path) -> None:
    negatives = {"distribution": "uniform", "sample_num": 1, "dynamic": True, "candidate_num": 5}
    keys = {**KEYS, "data_path": str(toy), "train_neg_sample_args": negatives}
    result = run_experiment(["BPR"], "toy", output_dir=tmp_path / "out", config_dict=keys)
    assert np.isfinite(result.runs[0].losses).all() and torch.is_grad_enabled()
