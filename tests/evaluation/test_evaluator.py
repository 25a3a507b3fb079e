"""The evaluator needs what its metrics are computed from."""

from __future__ import annotations

from pathlib import Path

import pytest

from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation.evaluator import Evaluator
from tests.helpers import config


def test_metrics_of_lists_need_the_numbers_of_training_interactions(toy: Path) -> None:
    settings = config(toy, "Pop")
    settings["evaluation_metrics"] = ["ndcg@5", "averagepopularity@5"]
    data = prepare_data(settings)
    with pytest.raises(ConfigError, match=r"averagepopularity@5 needs .*train_counts"):
        Evaluator(data.test, data.domains, settings, data.fingerprint)
