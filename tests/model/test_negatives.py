"""Negatives by the loss of a model: defaults within one experiment, and contradictions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError
from tests.helpers import config


def distribution(data: Path, model: str, **keys: Any) -> str:
    return str(config(data, model, **keys)["train_neg_sample_args"]["distribution"])


@pytest.mark.parametrize("model", ["NARM", "SASRec", "GRU4RecF", "Caser", "TEMA"])
def test_cross_entropy_has_none(toy: Path, model: str) -> None:
    assert distribution(toy, model) == "none"


@pytest.mark.parametrize("model", ["NARM", "SASRec", "GRU4RecF"])
def test_bpr_loss_has_one(toy: Path, model: str) -> None:
    settings = config(toy, model, loss_type="BPR")
    assert settings["train_neg_sample_args"]["distribution"] == "uniform"
    assert settings["train_neg_sample_args"]["sample_num"] == 1


@pytest.mark.parametrize("model", ["BPR", "LightGCN", "NeuMF", "DIN", "FPMC"])
def test_models_with_a_fixed_loss_keep_recboles_default(toy: Path, model: str) -> None:
    assert distribution(toy, model) == "uniform"


def test_negatives_of_a_cross_entropy_model_are_refused(toy: Path) -> None:
    with pytest.raises(ConfigError, match="should be None when the loss_type is CE"):
        config(toy, "NARM", train_neg_sample_args={"distribution": "uniform", "sample_num": 1})


@pytest.mark.parametrize("model", ["BPR", "LightGCN", "FPMC", "ConvNCF"])
def test_pairs_without_negatives_are_refused(toy: Path, model: str) -> None:
    with pytest.raises(ConfigError, match=f"{model} trains on pairs of a positive and a negative item"):
        config(toy, model, train_neg_sample_args=None)
    with pytest.raises(ConfigError, match="NARM trains on pairs"):
        config(toy, "NARM", loss_type="BPR", train_neg_sample_args=None)


@pytest.mark.parametrize("model", ["MultiVAE", "SINE", "NeuMF"])
def test_models_that_use_none_accept_none(toy: Path, model: str) -> None:
    assert distribution(toy, model, train_neg_sample_args=None) == "none"
