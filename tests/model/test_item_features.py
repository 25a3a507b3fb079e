"""Item columns of SASRecF, FDSA and GRU4RecF: defaults by what the dataset has, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from recbole_tema.errors import ConfigError
from tests.helpers import config

MODELS = ["SASRecF", "FDSA", "GRU4RecF"]


def remove_columns(data: Path, *columns: str) -> None:
    path = data / "toy/toy.item"
    frame = pd.read_csv(path, sep="\t", dtype=str)
    frame.drop(columns=list(columns)).to_csv(path, sep="\t", index=False)


@pytest.mark.parametrize("model", MODELS)
def test_default_is_domain_and_title(toy: Path, model: str) -> None:
    assert config(toy, model)["selected_features"] == ["domain", "title"]


@pytest.mark.parametrize("model", MODELS)
def test_default_leaves_out_columns_that_the_dataset_does_not_have(toy: Path, model: str) -> None:
    remove_columns(toy, "title:token_seq")
    assert config(toy, model)["selected_features"] == ["domain"]
    remove_columns(toy, "domain:token")
    with pytest.raises(ConfigError, match=rf"{model} needs item columns, and its selected_features \(domain, title\)"):
        config(toy, model)


def test_chosen_column_must_be_loaded(toy: Path) -> None:
    assert config(toy, "SASRecF", selected_features=["title"])["selected_features"] == ["title"]
    with pytest.raises(ConfigError, match=r"\(brand\) are not loaded from toy.item. Set .* \(domain, title\)"):
        config(toy, "SASRecF", selected_features=["domain", "brand"])
    load_col = {"inter": ["user_id", "item_id", "timestamp"], "item": ["item_id", "domain"]}
    with pytest.raises(ConfigError, match=r"\(title\) are not loaded"):
        config(toy, "SASRecF", selected_features=["title"], load_col=load_col)
    with pytest.raises(ConfigError, match=r"\(at least one\) are not loaded"):
        config(toy, "SASRecF", selected_features=[])


def test_models_without_item_features_ignore_the_key(toy: Path) -> None:
    assert config(toy, "SASRec", selected_features=["brand"])["selected_features"] == ["brand"]


def test_missing_dataset_is_not_read(tmp_path: Path) -> None:
    assert config(tmp_path, "SASRecF")["selected_features"] == ["domain", "title"]
