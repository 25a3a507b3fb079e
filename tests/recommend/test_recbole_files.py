"""Runs on RecBole's own files: recommendations, catalog and statistics of the report follow the run's domains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recbole_tema.experiment.run import run_experiment
from recbole_tema.recommend import Recommender
from recbole_tema.report.breakdowns import interaction_stats
from tests.data.test_one_domain import ITEMS, write_recbole

GROUPED = {"DOMAIN_FIELD": "class", "domains": {"wood": ["Wood"], "rest": []}, "modalities": ["id"]}


@pytest.mark.parametrize(
    ("item", "keys", "domains"), [(None, {}, {"all"}), (ITEMS, GROUPED, {"wood", "rest"})], ids=["none", "grouped"]
)
def test_recommendations_of_a_run_on_recbole_files(
    tmp_path: Path, item: str | None, keys: dict[str, Any], domains: set[str]
) -> None:
    settings = {"data_path": str(write_recbole(tmp_path, item=item)), "epochs": 1, "hidden_size": 8, **keys}
    result = run_experiment(["TEMA"], "r", output_dir=tmp_path / "out", config_dict=settings)
    recommender = Recommender.load(tmp_path / "out/TEMA-2024", tmp_path)
    assert set(recommender.items["domain"]) == domains == set(recommender.domains)
    for domain in domains:
        recommended = recommender.recommend(["i1", "i2"], k=2, domain=domain)
        assert [row.domain for row in recommended] == [domain] * 2
    stats = interaction_stats(tmp_path / "r", settings=result.runs[0].config)
    assert stats.n_interactions == 48 and set(stats.items["domain"]) == domains
    # The last two items of a user are the same: 16 and 25 leave the same remainder, 7, by 9 items.
    assert not stats.targets["domain_switch"].any()
    assert stats.targets["item_id"].tolist() == [f"i{(u + 7) % 9}" for u in range(8)]
