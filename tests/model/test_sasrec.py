"""SASRecW equals RecBole's SASRec in everything but its training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from recbole.model.sequential_recommender import SASRec

from recbole_tema.data.preparation import prepare_data
from recbole_tema.experiment.run import run_experiment
from recbole_tema.model import SASRecW
from tests.helpers import config

SMALL = {"inner_size": 32, "n_layers": 1}


def test_states_equal_those_of_recbole_at_the_last_position(toy: Path) -> None:
    settings = config(toy, "SASRecW", **SMALL)
    data = prepare_data(settings)
    model = SASRecW(settings, data.dataset).eval()
    items = next(iter(data.train))["item_id_list"]
    states = model._states(items)
    for step in range(items.shape[1]):
        rows = items[:, step] > 0
        before = torch.nn.functional.pad(items[rows, : step + 1], (0, items.shape[1] - step - 1))
        length = torch.full((int(rows.sum()),), step + 1)
        torch.testing.assert_close(states[rows, step], SASRec.forward(model, before, length))


def test_loss_is_cross_entropy_over_the_targets_domain(toy: Path) -> None:
    settings = config(toy, "SASRecW", **SMALL)
    data = prepare_data(settings)
    model = SASRecW(settings, data.dataset).eval()
    batch = next(iter(data.train))
    states, rows = model._states(batch["item_id_list"]), model.item_embedding.weight
    losses = []
    for b, t in torch.nonzero(batch["target_list"]).tolist():
        target = int(batch["target_list"][b, t])
        logits = states[b, t] @ rows.T
        candidates = model.item_domain == model.item_domain[target]
        losses.append((torch.logsumexp(logits[candidates], 0) - logits[target]).item())
    assert model.calculate_loss(batch).item() == pytest.approx(np.mean(losses), abs=1e-5)


def test_comparison_with_tema(toy: Path, tmp_path: Path) -> None:
    keys = {"data_path": str(toy), "MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 2, "loss_negatives": 5}
    results = run_experiment(
        ["TEMA", "SASRecW"], "toy", seeds=[1], output_dir=tmp_path / "out", config_dict={**keys, **SMALL}
    ).to_dict()
    assert {run["model"] for run in results["runs"]} == {"TEMA", "SASRecW"}
    assert all(np.isfinite(run["losses"]).all() for run in results["runs"])
    assert {(row["model"], row["baseline"]) for row in results["comparison"]} == {("TEMA", "SASRecW")}
