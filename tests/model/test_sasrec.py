"""SASRecW is RecBole's SASRec in all but its training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from recbole.model.sequential_recommender import SASRec

from recbole_tema.data.preparation import prepare_data
from recbole_tema.experiment.run import Experiment, run_experiment
from recbole_tema.model import SASRecW
from tests.helpers import config

SMALL = {"inner_size": 32, "n_layers": 1}


def test_its_states_at_every_position_are_those_that_recbole_has_at_the_last(toy: Path) -> None:
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


def test_its_loss_is_cross_entropy_over_the_targets_domain(toy: Path) -> None:
    settings = config(toy, "SASRecW", negatives="all", **SMALL)
    data = prepare_data(settings)
    model = SASRecW(settings, data.dataset).eval()
    batch = next(iter(data.train))
    states, rows = model._states(batch["item_id_list"]), model.item_embedding.weight
    losses = []
    for b, t in torch.nonzero(batch["target_list"]).tolist():
        target = int(batch["target_list"][b, t])
        logits = states[b, t] @ rows.T
        among = model.item_domain == model.item_domain[target]
        losses.append((torch.logsumexp(logits[among], 0) - logits[target]).item())
    assert model.calculate_loss(batch).item() == pytest.approx(np.mean(losses), abs=1e-5)


def test_it_is_compared_with_tema_on_the_same_targets(toy: Path, tmp_path: Path) -> None:
    keys = {"data_path": str(toy), "MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 2, "loss_negatives": 5}
    experiment = Experiment(["TEMA", "SASRecW"], "toy", [1], tmp_path / "out", (), {**keys, **SMALL})
    results = run_experiment(experiment)
    assert {run["model"] for run in results["runs"]} == {"TEMA", "SASRecW"}
    assert all(np.isfinite(run["losses"]).all() for run in results["runs"])
    assert {(row["model"], row["baseline"]) for row in results["comparison"]} == {("TEMA", "SASRecW")}
